package recognise_test

import (
	"strings"
	"testing"
)

// TestDatelines: what stands in the head of a dispatch is where it was written,
// and what is said there of agencies and dates is nobody's name.
func TestDatelines(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body, want string }{
		{"dash", "CAIRO — Talks resumed on Monday.", "location CAIRO"},
		{"date and agency", "CAIRO, Nov 3 (Desert Wire) — Talks resumed on Monday.", "location CAIRO"},
		{"two words", "NEW YORK, March 16 - Stocks fell.", "location NEW YORK"},
		{"with its country", "PARIS, Texas - It rained.", "location PARIS; location Texas"},
		{"two towns", "LONDON/BERLIN, May 4 (Desert Wire) - It rained.", "location LONDON; location BERLIN"},
		{"no place", "UPDATE — Talks resumed on Monday.", ""},
		{"no dash", "CAIRO Talks resumed on Monday.", "location CAIRO"},
		{"a sentence in between", "CAIRO is large and they like it — much.", "location CAIRO"},
		{"small letters", "Cairo — Talks resumed.", "location Cairo"},
		{"hyphen of a word", "CAIRO-based firms grew.", "location CAIRO"},
	}
	run(t, "en", tests)
}

// TestOrganisations are known by their words.
func TestOrganisations(t *testing.T) {
	t.Parallel()
	run(t, "en", []struct{ name, body, want string }{
		{"three fields", "The Ministry of Trade, Industry and Energy agreed.", "org Ministry of Trade, Industry and Energy"},
		{"two lists", "The Ministry of Health and Daniel Harlan agreed.", "org Ministry of Health; person Daniel Harlan"},
		{"of a place", "The Bank of Norvik agreed.", "org Bank of Norvik"},
		{"of the", "The University of the Arts grew.", "org University of the Arts"},
		{"ends before a place", "The Labour Party of Norway agreed.", "org Labour Party; location Norway"},
		{"role", "The Swiss Finance Minister agreed.", "demonym Swiss"},
		{"title before", "Former President Harris Foundation.", "org Harris Foundation"},
		{"start of a sentence", "New Party members met.", ""},
		{"start of a sentence, known later", "Norvik Party members met. They like Norvik Party.", "org Norvik Party; org Norvik Party"},
		{"club", "Titleholders Manchester City won.", "org Manchester City"},
		{"government", "The Kenyan Army and the Kenyan Red Cross Society met.", "demonym Kenyan; demonym Kenyan; org Red Cross"},
		{"the parliament of a people", "The Egyptian Parliament and Egyptian Steel Ltd met.", "org Egyptian Parliament; org Egyptian Steel Ltd=Egyptian Steel"},
		{"several legal forms", "He left Norvik Energy Co., Ltd. in June.", "org Norvik Energy Co.=Norvik Energy"},
		{"nothing but its kind", "The Council and the Bank met.", ""},
		{"ampersand", "Barlow & Finch Ltd grew.", "org Barlow & Finch Ltd=Barlow & Finch"},
		{"possessive", "Norvik Energy's profit grew.", "org Norvik Energy"},
		{"in brackets with dots", "The Baltic Energy Council (B.E.C.) met.", "org Baltic Energy Council; org B.E.C.=Baltic Energy Council"},
		{"brackets that are no short form", "The Baltic Energy Council (Riga) met.", "org Baltic Energy Council; location Riga"},
	})
}

// TestPlaces are meant only where the words around say so.
func TestPlaces(t *testing.T) {
	t.Parallel()
	run(t, "en", []struct{ name, body, want string }{
		{"list of towns", "They live in Atlanta and Savannah.", "location Atlanta; location Savannah"},
		{"list of three", "They live in Atlanta, Savannah and Macon.", "location Atlanta; location Savannah; location Macon"},
		{"town of", "They like the town of Nice.", "location Nice"},
		{"village of a small name", "They like the village of Bath.", "location Bath"},
		{"before its region", "They like Bath, England.", "location Bath; location England"},
		{"before nothing", "They like Bath.", ""},
		{"first name", "Florence left. They like Florence.", "location Florence; location Florence"},
		{"first name after in", "They met in Florence.", "location Florence"},
		{"direction with a hyphen", "He fled to North-Kivu and to Western Kenya.", "location Western Kenya"},
		{"direction of nothing", "He went to the Northern Line.", ""},
		{"airport", "He landed at Cairo Airport.", "org Cairo Airport"},
		{"street", "He lives in Downing Street.", "location Downing Street"},
		{"country with a hyphen", "A Kenya-Uganda border post burned.", "location Kenya; location Uganda"},
		{"capital of few people", "They met near Vaduz.", "location Vaduz"},
		{"demonym and country", "The Kenyans left Kenya.", "demonym Kenyans; location Kenya"},
	})
}

// TestPersons are known by first names, titles and what people do.
func TestPersons(t *testing.T) {
	t.Parallel()
	run(t, "en", []struct{ name, body, want string }{
		{"initials", "He met J. K. Rowling there.", "person J. K. Rowling"},
		{"Jr", "He met Sammy Davis Jr. there.", "person Sammy Davis"},
		{"bin", "He met Mohammed bin Salman there.", "person Mohammed bin Salman"},
		{"title and a town", "The mayor of Cairo left.", "location Cairo"},
		{"place before a person", "Senators of Florida Marco Rubio left.", "location Florida; person Marco Rubio"},
		{"possessive", "Daniel Harlan's brother left.", "person Daniel Harlan"},
		{"hyphen in the family name", "He met Anna Smith-Jones there.", "person Anna Smith-Jones"},
		{"river of a surname", "They swam in the Murray River.", ""},
		{"first name alone", "Daniel left. He met Daniel Harlan.", "person Daniel=Daniel Harlan; person Daniel Harlan"},
		{"al-", "al-Sisi left. He met Abdel Fattah al-Sisi.", "person Sisi=Abdel Fattah al-Sisi; person Abdel Fattah al-Sisi"},
		{"of a house", "Queen Elizabeth left.", "person Elizabeth"},
		{"quotation", "“Daniel Harlan left,” he said.", "person Daniel Harlan"},
	})
}

// TestHeadlines: where every word has a capital, or all of them are in
// capitals, only what is unmistakable is a name.
func TestHeadlines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, title, want string }{
		{"organisation of the list", "Growing Pressure on World Bank After Long Night", "org World Bank"},
		{"country", "Long Night for Egypt as Talks Fail Again", "location Egypt"},
		{"large town", "Heavy Rain Falls on Cairo After Long Night", "location Cairo"},
		{"small town", "Heavy Rain Falls on Bath After Long Night", ""},
		{"full name", "Long Night for Daniel Harlan After Talks Fail", "person Daniel Harlan"},
		{"a name that is a word", "Long Night for May After Talks Fail", ""},
		{"demonym", "Long Night for Egyptian Players After Match", "demonym Egyptian"},
		{"club", "Long Night as Manchester City Lose Again", "org Manchester City"},
		{"party of a people", "Long Night as Egyptian Parliament Meets Again", "demonym Egyptian"},
		{"town and state", "Long Night in Paris, Texas as Rain Falls", "location Paris; location Texas"},
		{"town that is a first name", "Long Night for Florence After Heavy Rain", "location Florence"},
		{"in capitals: country", "LONG NIGHT FOR EGYPT AS TALKS FAIL", "location EGYPT"},
		{"in capitals: organisation", "LONG NIGHT FOR WORLD BANK AS TALKS FAIL", "org WORLD BANK=World Bank"},
		{"in capitals: short form", "LONG NIGHT FOR IMF AS TALKS FAIL", "org IMF=International Monetary Fund"},
		{"in capitals: a word", "WHO IS IT FOR US", ""},
		{"in capitals: small town", "LONG NIGHT IN BATH AS RAIN FALLS", ""},
		{"in capitals: large town", "LONG NIGHT IN CAIRO AS RAIN FALLS", "location CAIRO"},
		{"in capitals: town of several words", "LONG NIGHT IN NEW YORK AS RAIN FALLS", "location NEW YORK"},
		{"in capitals: demonym", "LONG NIGHT FOR EGYPTIAN PLAYERS", "demonym EGYPTIAN"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(read(t, tt.title, "It rained there.", "en"), "; "); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.title, got, tt.want)
			}
		})
	}
}

// run compares the names of texts.
func run(t *testing.T, lang string, tests []struct{ name, body, want string }) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(read(t, "", tt.body, lang), "; "); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.body, got, tt.want)
			}
		})
	}
}
