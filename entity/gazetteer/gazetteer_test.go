package gazetteer_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

var loadOnce = sync.OnceValues(gazetteer.Load)

func load(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := loadOnce()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return g
}

// first gives the likeliest place of a name.
func first(t *testing.T, g *gazetteer.Gazetteer, name string) *gazetteer.Place {
	t.Helper()
	p := g.Phrase(name)
	if p == nil || len(p.Places) == 0 {
		t.Fatalf("%q is no place", name)
	}
	return g.Place(p.Places[0].Place)
}

func TestPlacesByName(t *testing.T) {
	t.Parallel()
	g := load(t)
	tests := []struct{ name, unique, country, kind string }{
		{"Cairo", "Cairo", "EG", gazetteer.City},
		{"Kairo", "Cairo", "EG", gazetteer.City},
		{"Le Caire", "Cairo", "EG", gazetteer.City},
		{"New York", "New York", "US", gazetteer.City},
		{"New York City", "New York", "US", gazetteer.City},
		{"Washington", "Washington", "US", gazetteer.City},
		{"Germany", "Germany", "DE", gazetteer.Country},
		{"Deutschland", "Germany", "DE", gazetteer.Country},
		{"Alemania", "Germany", "DE", gazetteer.Country},
		{"USA", "United States", "US", gazetteer.Country},
		{"Britain", "United Kingdom", "GB", gazetteer.Country},
		{"Côte d’Ivoire", "Ivory Coast", "CI", gazetteer.Country},
		{"Georgia", "Georgia", "GE", gazetteer.Country},
		{"Singapore", "Singapore", "SG", gazetteer.Country},
		{"Luxembourg", "Luxembourg", "LU", gazetteer.Country},
		{"Texas", "Texas", "US", gazetteer.Region},
		{"Bayern", "Bavaria", "DE", gazetteer.Region},
		{"Scotland", "Scotland", "GB", gazetteer.Region},
		{"Gaza", "Gaza", "PS", gazetteer.Region},
		{"Lagos", "Lagos", "NG", gazetteer.City},
		{"Sao Paulo", "Sao Paulo", "BR", gazetteer.City},
		{"São Paulo", "Sao Paulo", "BR", gazetteer.City},
		{"Africa", "Africa", "", gazetteer.Continent},
		{"Red Sea", "Red Sea", "", gazetteer.Region},
		{"Genf", "Geneva", "CH", gazetteer.City},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if p := first(t, g, tt.name); p.Unique != tt.unique || p.Country != tt.country || p.Kind != tt.kind {
				t.Errorf("got %s, %s, %s; want %s, %s, %s", p.Unique, p.Country, p.Kind, tt.unique, tt.country, tt.kind)
			}
		})
	}
}

func TestDemonyms(t *testing.T) {
	t.Parallel()
	g := load(t)
	for word, want := range map[string]string{
		"Egyptian": "Egypt", "Egyptians": "Egypt", "French": "France", "Dutch": "Netherlands", "Chinese": "China",
		"Israelis": "Israel", "West African": "West Africa", "Scottish": "Scotland", "Swiss": "Switzerland",
	} {
		p := g.Phrase(word)
		if p == nil || p.Demonym == 0 || g.Place(p.Demonym-1).Unique != want {
			t.Errorf("%q does not mean the people of %s", word, want)
		}
	}
	if p := g.Phrase("Frenchs"); p != nil {
		t.Error(`"Frenchs" is a word`)
	}
}

func TestOrganisations(t *testing.T) {
	t.Parallel()
	g := load(t)
	for form, want := range map[string]string{
		"UN": "United Nations", "U.N.": "United Nations", "Vereinten Nationen": "United Nations", "Nato": "NATO", "OTAN": "NATO",
		"IMF": "International Monetary Fund", "IWF": "International Monetary Fund",
		"Bayern München": "Bayern Munich", "Moody’s": "Moody's", "Kremlin": "Kremlin",
	} {
		if got := g.Org(g.Phrase(form)); got != want {
			t.Errorf("%q is %q, want %q", form, got, want)
		}
	}
	if got := g.Org(nil); got != "" {
		t.Errorf("no phrase is %q", got)
	}
	if got := g.Org(g.Phrase("Cairo")); got != "" {
		t.Errorf("Cairo is the organisation %q", got)
	}
}

// TestEveryPlace checks what holds for all rows.
func TestEveryPlace(t *testing.T) {
	t.Parallel()
	g := load(t)
	seen := map[string]string{}
	count := map[string]int{}
	for id := range int32(g.Len()) {
		p := g.Place(id)
		count[p.Kind]++
		if p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 {
			t.Errorf("%s lies at %v, %v", p.Unique, p.Lat, p.Lon)
		}
		if p.Kind == gazetteer.Country && p.Lat == 0 && p.Lon == 0 {
			t.Errorf("the country %s has no position", p.Unique)
		}
		if p.Country != strings.ToUpper(p.Country) || len(p.Country) != 2 && p.Country != "" {
			t.Errorf("%s is in %q, which is no code", p.Unique, p.Country)
		}
		key := gazetteer.Slug(p.Unique)
		if old, taken := seen[key]; taken || key == "" {
			t.Errorf("%q and %q have one slug", p.Unique, old)
		}
		seen[key] = p.Unique
		for _, outer := range g.Within(id) {
			if outer == p.Unique || outer == "" {
				t.Errorf("%s lies in %q", p.Unique, outer)
			}
		}
	}
	for kind, least := range map[string]int{gazetteer.Country: 220, gazetteer.Continent: 8, gazetteer.Region: 3000, gazetteer.City: 25_000} {
		if count[kind] < least {
			t.Errorf("%d of kind %s, want at least %d", count[kind], kind, least)
		}
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	g := load(t)
	for name, want := range map[string][]string{
		"Dallas": {"Texas", "United States", "North America"},
		"Texas":  {"United States", "North America"},
		"Egypt":  {"Africa"},
		"Cairo":  {"Egypt", "Africa"}, // and not in the governorate of its name
		"Berlin": {"Germany", "Europe"},
		"Rafah":  {"Gaza", "Palestine", "Asia"},
		"Africa": nil,
		"Munich": {"Bavaria", "Germany", "Europe"},
	} {
		if got := g.Within(g.Phrase(name).Places[0].Place); !slices.Equal(got, want) {
			t.Errorf("%s lies in %q, want %q", name, got, want)
		}
	}
}

func TestInside(t *testing.T) {
	t.Parallel()
	g := load(t)
	texas, paris := g.Phrase("Texas"), g.Phrase("Paris")
	var in []string
	for _, c := range paris.Places {
		if g.Inside(c.Place, texas) {
			in = append(in, g.Place(c.Place).Unique)
		}
	}
	if !slices.Equal(in, []string{"Paris, Texas"}) {
		t.Errorf("in Texas are %q, want Paris, Texas", in)
	}
	if !g.Inside(paris.Places[0].Place, g.Phrase("France")) {
		t.Error("Paris is not in France")
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	g := load(t)
	tests := []struct {
		text string
		size int
	}{
		{"New York City Council", 3},
		{"new york city council", 3}, // case is for the caller
		{"UN officials", 1},
		{"un officials", 0}, // short forms are in capitals
		{"us", 0},
		{"US", 1},
		{"Sharm el-Sheikh talks", 4},
		{"South Korea's capital", 2},
		{"Zzz", 0},
		{"New\n\nYork", 0}, // not over paragraphs
		{"", 0},
	}
	for _, tt := range tests {
		tokens := token.Split(tt.text)
		size := 0
		if len(tokens) > 0 {
			_, size = g.Match(tokens, 0, nil)
		}
		if size != tt.size {
			t.Errorf("Match(%q) takes %d tokens, want %d", tt.text, size, tt.size)
		}
	}
}

func TestClass(t *testing.T) {
	t.Parallel()
	g := load(t)
	tests := []struct {
		word string
		has  gazetteer.Class
	}{
		{"the", gazetteer.Stop},
		{"montag", gazetteer.Stop},
		{"minister", gazetteer.StrongTitle},
		{"gmbh", gazetteer.LegalForm},
		{"party", gazetteer.OrgLast},
		{"ministry", gazetteer.OrgFirst},
		{"river", gazetteer.PlaceWord},
		{"said", gazetteer.SayVerb},
		{"table", gazetteer.Common},
		{"hassan", gazetteer.Given},
		{"jose", gazetteer.Given},
		{"josé", gazetteer.Given},
		{"merkel", gazetteer.Personal},
		{"northern", gazetteer.Direction},
	}
	for _, tt := range tests {
		if got := g.Class(tt.word); got&tt.has == 0 {
			t.Errorf("Class(%q) = %b lacks %b", tt.word, got, tt.has)
		}
	}
	if got := g.Class("qwrtzpsdf"); got != 0 {
		t.Errorf("an unknown word has the classes %b", got)
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	g := load(t)
	paris, london := first(t, g, "Paris"), first(t, g, "London")
	if d := gazetteer.Distance(paris, london); d < 330 || d > 350 {
		t.Errorf("Paris and London are %v km apart, want about 340", d)
	}
	if d := gazetteer.Distance(paris, paris); d != 0 {
		t.Errorf("Paris is %v km from itself", d)
	}
}

func TestSlugAndFold(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, fold, slug string }{
		{"São Tomé", "sao tome", "sao-tome"},
		{"Paris, Texas", "paris, texas", "paris-texas"},
		{"U.N.", "u.n.", "un"},
		{"O’Brien", "o'brien", "obrien"},
		{"Łódź & Co.", "lodz & co.", "lodz-co"},
		{"Straße", "strasse", "strasse"},
		{"Каир", "каир", "каир"},
		{"--", "--", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := gazetteer.Fold(tt.name); got != tt.fold {
			t.Errorf("Fold(%q) = %q, want %q", tt.name, got, tt.fold)
		}
		if got := gazetteer.Slug(tt.name); got != tt.slug {
			t.Errorf("Slug(%q) = %q, want %q", tt.name, got, tt.slug)
		}
	}
}
