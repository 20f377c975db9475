package recognise_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/entity/gazetteer"
	"dateline/entity/recognise"
)

var loadOnce = sync.OnceValues(gazetteer.Load)

// read gives the names of a text as "kind text=name" in order of appearance;
// demonyms as "demonym text".
func read(t *testing.T, title, body, lang string) []string {
	t.Helper()
	g, err := loadOnce()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	d := recognise.Read(g, title, "", body, lang)
	spans := slices.Clone(d.Spans)
	slices.SortStableFunc(spans, func(a, b recognise.Span) int { return a.From - b.From })
	var got []string
	for i := range spans {
		s := &spans[i]
		line := string(s.Kind) + " " + d.Surface(s)
		if s.Demonym {
			line = "demonym " + d.Surface(s)
		}
		if s.Name != "" && s.Name != d.Surface(s) {
			line += "=" + s.Name
		}
		got = append(got, line)
	}
	return got
}

func TestReadEnglish(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body, want string }{
		{"nothing", "It rained on Monday and the streets were wet.", ""},
		{"full name", "He met Daniel Harlan there.", "person Daniel Harlan"},
		{"three parts", "He met John F. Kennedy there.", "person John F. Kennedy"},
		{"particles", "He met Ursula von der Leyen there.", "person Ursula von der Leyen"},
		{"Arabic article", "He met Ibrahim al-Najjar there.", "person Ibrahim al-Najjar"},
		{"hyphen", "He met Itamar Ben-Gvir there.", "person Itamar Ben-Gvir"},
		{"title", "He met President Harris there.", "person Harris"},
		{"titles in a row", "Former Prime Minister Tony Blair left.", "person Tony Blair"},
		{"small title", "He met striker Okoye there.", "person Okoye"},
		{"title alone", "The President and the Foreign Minister left.", ""},
		{"surname later", "Daniel Harlan left. Harlan was tired.", "person Daniel Harlan; person Harlan=Daniel Harlan"},
		{"surname before", "A smile for Harlan. Then Daniel Harlan left.", "person Harlan=Daniel Harlan; person Daniel Harlan"},
		{"two of a surname", "Laura Mitchell and Sarah Mitchell left. Mitchell sang.", "person Laura Mitchell; person Sarah Mitchell; person Mitchell"},
		{"middle initial is the same person", "Donald J. Trump left. Donald Trump sang.", "person Donald J. Trump; person Donald Trump=Donald J. Trump"},
		{"month as surname", "Theresa May left in May.", "person Theresa May"},
		{"country", "He flew from Egypt to the United States.", "location Egypt; location United States"},
		{"us and US", "They told us that the US agreed.", "location US"},
		{"demonyms", "An Egyptian and two Frenchmen left.", "demonym Egyptian; demonym Frenchmen"},
		{"pair of demonyms", "The Israeli-Palestinian talks failed.", "demonym Israeli; demonym Palestinian"},
		{"pair of towns", "The Moscow-Kyiv talks failed.", "location Moscow; location Kyiv"},
		{"direction", "He fled to northern Uganda and to Northern Nigeria.", "location Uganda; location Northern Nigeria"},
		{"province", "He fled to Guangdong Province.", "location Guangdong Province"},
		{"a river is not its town", "They swam in the Hudson River.", ""},
		{"agreement", "They kept the Paris Agreement.", ""},
		{"based", "The Cairo-based firm grew.", "location Cairo"},
		{"word that is a town", "It was a nice bath. He lives in Bath, England.", "location Bath; location England"},
		{"person and place", "Paris Hilton flew to Paris.", "person Paris Hilton; location Paris"},
		{"organisation of the list", "The World Bank and the IMF agreed.", "org World Bank; org IMF=International Monetary Fund"},
		{"legal form", "He works for Norvik Energy Ltd in the south.", "org Norvik Energy Ltd=Norvik Energy"},
		{"ministry", "The Ministry of Trade and Industry agreed.", "org Ministry of Trade and Industry"},
		{"university", "He left the University of Lagos in June.", "org University of Lagos"},
		{"demonym before a ministry", "The Egyptian Foreign Ministry agreed.", "demonym Egyptian; org Foreign Ministry"},
		{"demonym in a name", "He flies with South African Airways.", "org South African Airways"},
		{"people in a name", "The People's Front and the Workers' Party left.", "org People's Front; org Workers' Party"},
		{"short form in brackets", "The Baltic Energy Council (BEC) met. The BEC agreed.", "org Baltic Energy Council; org BEC=Baltic Energy Council; org BEC=Baltic Energy Council"},
		{"initials without brackets", "The Baltic Energy Council met. The BEC agreed.", "org Baltic Energy Council; org BEC=Baltic Energy Council"},
		{"first word of an organisation", "He left Norvik Energy. Then Norvik fell.", "org Norvik Energy; org Norvik=Norvik Energy"},
		{"unknown short form", "The boss of the GTZX agreed.", "org GTZX"},
		{"Roman number", "It was in part XVII of the book.", ""},
		{"dollars", "It costs US$40.", ""},
		{"sentence start", "Talks resumed. Table and chair. They've gone.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(read(t, "", tt.body, "en"), "; "); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.body, got, tt.want)
			}
		})
	}
}

func TestReadOtherLanguages(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, lang, body, want string }{
		{"German nouns", "de", "Das Essen in der Stadt war gut und die Stimmung am Ende besser.", ""},
		{"German person", "de", "Dort sprach Angela Merkel mit Journalisten.", "person Angela Merkel"},
		{"German title", "de", "Dort sprach Außenminister Berger mit Journalisten.", "person Berger"},
		{"German genitive", "de", "Dort sprach Deutschlands Vertreter.", "location Deutschlands"},
		{"German company", "de", "Dort baut die Siemens AG ein Werk.", "org Siemens AG=Siemens"},
		{"German compound", "de", "Dort trifft das Dreier-Team die Box-Stars.", ""},
		{"German list", "de", "Dort tagt der Bundestag mit der Europäischen Union.", "org Bundestag; org Europäischen Union=European Union"},
		{"French elision", "fr", "Il vient d'Égypte et parle à l'ONU.", "location Égypte; org ONU=United Nations"},
		{"French title", "fr", "Selon le président Macron, il pleut.", "person Macron"},
		{"French person", "fr", "Selon Jean-Luc Moreau, il pleut.", "person Jean-Luc Moreau"},
		{"Spanish particles", "es", "Según Lucía Fernández de la Torre, llueve.", "person Lucía Fernández de la Torre"},
		{"Spanish month", "es", "En mayo y el lunes llueve en Alemania.", "location Alemania"},
		{"Italian preposition between two", "it", "Ha visto Giorgia Meloni da Donald Trump ieri.", "person Giorgia Meloni; person Donald Trump"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(read(t, "", tt.body, tt.lang), "; "); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.body, got, tt.want)
			}
		})
	}
}

func TestReadHeadlines(t *testing.T) {
	t.Parallel()
	const body = "Daniel Harlan met the Baltic Energy Council on Monday.\n\nThe United States agreed."
	tests := []struct{ name, title, want string }{
		{"in capitals", "HARLAN TELLS US OF BALTIC ENERGY COUNCIL TALKS IN CAIRO", "HARLAN=Daniel Harlan, BALTIC ENERGY COUNCIL=Baltic Energy Council, CAIRO"},
		{"capitals on every word", "Growing Pressure Mounts on Harlan as Talks Fail in Cairo", "Harlan=Daniel Harlan, Cairo"},
		{"a sentence", "Pressure grows on Harlan after talks in Cairo", "Harlan=Daniel Harlan, Cairo"},
		{"nobody known", "Path Forward Remains Uncertain After Long Night", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, line := range read(t, tt.title, body, "en") {
				_, name, _ := strings.Cut(line, " ")
				got = append(got, name)
			}
			want := tt.want
			rest := "Daniel Harlan, Baltic Energy Council, United States"
			if want != "" {
				rest = want + ", " + rest
			}
			if all := strings.Join(got, ", "); all != rest {
				t.Errorf("got %s\nwant %s", all, rest)
			}
		})
	}
}

func TestLanguageIsGuessed(t *testing.T) {
	t.Parallel()
	if got := read(t, "", "Die Lage in der Stadt und der Region ist im Moment gut. Wind und Wetter und Regen.", ""); len(got) != 0 {
		t.Errorf("German without a language gives %q", got)
	}
	if got := read(t, "", "The boss of the firm said to Okoye that it is over and that the GTZX agreed.", ""); !slices.Equal(got, []string{"org GTZX"}) {
		t.Errorf("English without a language gives %q", got)
	}
}
