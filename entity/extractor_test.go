package entity_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/entity"
	"dateline/internal/eval"
)

var loadOnce = sync.OnceValues(entity.Load)

// load gives the extractor that all tests share.
func load(t testing.TB) *entity.Extractor {
	t.Helper()
	x, err := loadOnce()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return x
}

// names gives the names of all entities of an answer, by kind.
func names(found entity.Found) map[entity.Kind][]string {
	all := map[entity.Kind][]string{}
	for _, a := range found.Actors {
		all[a.Kind] = append(all[a.Kind], a.Name)
	}
	for _, p := range found.Locations {
		all[entity.Location] = append(all[entity.Location], p.Name)
	}
	for _, list := range all {
		slices.Sort(list)
	}
	return all
}

func places(found entity.Found) []string { return names(found)[entity.Location] }

func TestFindReadsDatelines(t *testing.T) {
	t.Parallel()
	tests := []struct {
		dateline string
		want     []string
	}{
		{"CAIRO", []string{"Cairo"}},
		{"CAIRO, Nov 3", []string{"Cairo"}},
		{"CAIRO (Desert Wire)", []string{"Cairo"}},
		{"CAIRO, Nov 3 (Desert Wire)", []string{"Cairo"}},
		{"Cairo, 3 November 2025", []string{"Cairo"}},
		{"NEW YORK, March 16", []string{"New York"}},
		{"LOS ANGELES, Calif.", []string{"California", "Los Angeles"}},
		{"PARIS, Texas", []string{"Paris, Texas", "Texas"}},
		{"LONDON, Ont. (Lakes Press)", []string{"London, Ontario", "Ontario"}},
		{"ST. LOUIS, April 7", []string{"St. Louis"}},
		{"BEIRUT/JERUSALEM", []string{"Beirut", "Jerusalem"}},
		{"MOSCOW and KYIV", []string{"Kyiv", "Moscow"}},
		{"RIO DE JANEIRO, Brazil (Press Sul)", []string{"Brazil", "Rio de Janeiro"}},
		{"SHARM EL-SHEIKH, Egypt", []string{"Egypt", "Sharm el-Sheikh"}},
		{"GAZA CITY, Gaza Strip", []string{"Gaza", "Gaza City"}},
		{"UNITED NATIONS (Globe)", nil},
		{"KAIRO (Nordpresse)", []string{"Cairo"}},
		{"Berlin (npd)", []string{"Berlin"}},
		{"LE CAIRE, 3 nov", []string{"Cairo"}},
		{"Genève, le 3 novembre", []string{"Geneva"}},
		{"EL CAIRO, 3 Nov. (Agencia Sur)", []string{"Cairo"}},
		{"WASHINGTON, D.C.", []string{"Washington"}},
		{"TBILISI, Georgia", []string{"Georgia", "Tbilisi"}},
		{"ATLANTA, Georgia", []string{"Atlanta", "Georgia, United States"}},
		{"ADEN, Yemen, Sept. 12 (Reuters)", []string{"Aden", "Yemen"}},
	}
	for _, tt := range tests {
		t.Run(tt.dateline, func(t *testing.T) {
			t.Parallel()
			text := entity.Text{Dateline: tt.dateline, Body: "the talks went on."}
			found := load(t).Find(text)
			checkInvariants(t, text, found)
			if diff := cmp.Diff(tt.want, places(found)); diff != "" {
				t.Errorf("places (- want, + got):\n%s", diff)
			}
			if len(found.Actors) > 0 {
				t.Errorf("the dateline has actors: %v", found.Actors)
			}
			for _, p := range found.Locations {
				if p.Salience < entity.SalienceThreshold {
					t.Errorf("%s of the dateline has salience %v, below the threshold", p.Name, p.Salience)
				}
			}
		})
	}
}

func TestFindReadsADatelineInTheBody(t *testing.T) {
	t.Parallel()
	found := load(t).Find(entity.Text{Body: "AMMAN, Nov 3 (Desert Wire) — Two people died.\n\nNobody else was hurt in the city of Petra.", Lang: "en"})
	if diff := cmp.Diff(map[entity.Kind][]string{entity.Location: {"Amman", "Petra"}}, names(found)); diff != "" {
		t.Fatalf("names (- want, + got):\n%s", diff)
	}
	if p := found.Locations[0]; p.Name != "Amman" || p.Salience < entity.SalienceThreshold {
		t.Errorf("first place is %s with %v, want Amman above the threshold", p.Name, p.Salience)
	}
}

func TestFindNamesOnePlaceInEveryLanguage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		lang, body string
		want       []string
	}{
		{"en", "He flew from Germany to Egypt and on to Vienna.", []string{"Egypt", "Germany", "Vienna"}},
		{"de", "Er flog aus Deutschland nach Ägypten und weiter nach Wien.", []string{"Egypt", "Germany", "Vienna"}},
		{"fr", "Il est parti d'Allemagne pour l'Égypte, puis pour Vienne.", []string{"Egypt", "Germany", "Vienna"}},
		{"es", "Voló desde Alemania a Egipto y luego a Viena.", []string{"Egypt", "Germany", "Vienna"}},
		{"it", "Volò dalla Germania in Egitto e poi a Vienna.", []string{"Egypt", "Germany", "Vienna"}},
		{"pt", "Ele voou da Alemanha para o Egito.", []string{"Egypt", "Germany"}},
		{"nl", "Hij vloog van Duitsland naar Egypte en Wenen.", []string{"Egypt", "Germany", "Vienna"}},
	}
	for _, tt := range tests {
		t.Run(tt.lang, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, places(load(t).Find(entity.Text{Body: tt.body, Lang: tt.lang}))); diff != "" {
				t.Errorf("places (- want, + got):\n%s", diff)
			}
		})
	}
}

func TestFindTellsPlacesApart(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body, country string
		want                string // the place called like the first word of the body's last sentence
	}{
		{"the most populous place has the bare name", "a storm hit London.", "", "London"},
		{"a place of the region named beside it", "a storm hit London, Ontario.", "", "London, Ontario"},
		{"the country of the source", "a storm hit Birmingham.", "US", "Birmingham, Alabama"},
		{"no hint", "a storm hit Birmingham.", "", "Birmingham"},
		{"other places of the country", "a storm hit Halifax. It went on to Nova Scotia and Ottawa.", "", "Halifax"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			found := load(t).Find(entity.Text{Body: tt.body, Lang: "en", Country: tt.country})
			if len(found.Mentions) == 0 {
				t.Fatal("found nothing")
			}
			first := found.Mentions[0]
			for _, p := range found.Locations {
				if p.ID == first.Entity && p.Name != tt.want {
					t.Errorf("%s is %s, want %s", first.Text, p.Name, tt.want)
				}
			}
		})
	}
}

func TestSalience(t *testing.T) {
	t.Parallel()
	passing := "Nothing happened on the first day.\n\nLater, Latvia was named once.\n\nThe end was quiet."
	tests := []struct {
		name    string
		text    entity.Text
		salient bool
	}{
		{"in passing", entity.Text{Body: passing}, false},
		{"in the title", entity.Text{Title: "Snow in Latvia", Body: "It was cold."}, true},
		{"in the dateline", entity.Text{Dateline: "RIGA, Latvia", Body: "It was cold."}, true},
		{"in the lead", entity.Text{Body: "Snow fell in Latvia.\n\nIt was cold."}, true},
		{"three times", entity.Text{Body: "It was cold.\n\nLatvia had snow. Latvia had ice.\n\nLatvia had wind."}, true},
		{"one demonym", entity.Text{Body: "Two Latvian hikers are well.\n\nIt was cold."}, false},
		{"many demonyms", entity.Text{Body: "Two Latvian hikers are well.\n\nThe Latvian army found them. Latvian doctors said so.\n\nThe Latvians will go home. A Latvian airline flies them."}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.text.Lang = "en"
			found := load(t).Find(tt.text)
			at := slices.IndexFunc(found.Locations, func(p entity.Place) bool { return p.Name == "Latvia" })
			if at < 0 {
				t.Fatalf("Latvia is missing: %v", found)
			}
			if s := found.Locations[at].Salience; (s >= entity.SalienceThreshold) != tt.salient {
				t.Errorf("salience is %v, want it above %v: %v", s, entity.SalienceThreshold, tt.salient)
			}
		})
	}
}

func TestPlacesSayWhereTheyAre(t *testing.T) {
	t.Parallel()
	found := load(t).Find(entity.Text{Body: "a storm hit Paris, Texas.", Lang: "en"})
	want := entity.Place{
		ID: "location/paris-texas", Name: "Paris, Texas", Country: "US", Kind: entity.City, Lat: 33.661, Lon: -95.556,
		Within: []string{"Texas", "United States", "North America"}, Forms: []string{"Paris"}, Count: 1, Salience: 0.3,
	}
	if diff := cmp.Diff(want, found.Locations[0]); diff != "" {
		t.Errorf("place (- want, + got):\n%s", diff)
	}
}

// TestFindIsSteady reads one article many times at once: all answers are equal.
func TestFindIsSteady(t *testing.T) {
	t.Parallel()
	x := load(t)
	text := entity.Text{
		Title: "Paris, Texas and Paris, France", Dateline: "GENEVA, Nov 3", Lang: "en",
		Body: strings.Repeat("Jordan Smith of the International Grain Council (IGC) met Israeli officials in Jordan, Georgia and Atlanta. Smith said so.\n\n", 20),
	}
	want := x.Find(text)
	checkInvariants(t, text, want)
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			if diff := cmp.Diff(want, x.Find(text)); diff != "" {
				t.Errorf("another answer (- first, + later):\n%s", diff)
			}
		})
	}
	wait.Wait()
}

// TestFindBearsAnyText reads texts that no newspaper prints.
func TestFindBearsAnyText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body string }{
		{"empty", ""},
		{"one word", "Cairo"},
		{"white space", " \n\n\t \n"},
		{"marks", "((((----''''\"\"\"\"....,,,,&&&&"},
		{"no letters", "1 2 3 4.5 %"},
		{"capitals", strings.Repeat("CAIRO TALKS OF THE UNITED NATIONS IN GENEVA. ", 200)},
		{"capital words", strings.Repeat("Monday Cairo Smith Ministry Of The And ", 200)},
		{"initials", strings.Repeat("J. K. L. M. ", 200)},
		{"chains", strings.Repeat("Ministry of Trade and Industry and Labour and Justice of the Bank of England and ", 100)},
		{"hyphens", strings.Repeat("Moscow-Kyiv-Paris-", 300)},
		{"arabic", strings.Repeat("وصل المبعوث إلى القاهرة. ", 50)},
		{"chinese", strings.Repeat("特使抵达开罗。", 50)},
		{"russian", strings.Repeat("Посланник прибыл в Каир. ", 50)},
		{"not utf-8", "Cairo \xff\xfe Paris\xc3"},
		{"zero bytes", "Cairo\x00Paris\x00"},
		{"combining", "Cai\u0301ro Pari\u0308s Sa\u0303o Paulo"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, lang := range []string{"", "en", "de", "xx"} {
				text := entity.Text{Title: tt.body, Dateline: tt.body, Body: tt.body, Lang: lang}
				checkInvariants(t, text, load(t).Find(text))
			}
		})
	}
}

// TestFindIsLinear reads ten megabytes of every kind of text that could make a
// search for the end of a name start again and again.
func TestFindIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads forty megabytes")
	}
	x := load(t)
	const size, limit = 10 << 20, 60 * time.Second
	for _, unit := range []string{
		"The envoy Daniel Harlan met officials of Egypt in Cairo on Monday. ",
		"Cairo Smith Jordan Ministry ",
		"Ministry of Trade and ",
		"CAIRO TALKS ",
	} {
		start := time.Now()
		x.Find(entity.Text{Body: strings.Repeat(unit, size/len(unit)), Lang: "en"})
		if took := time.Since(start); took > limit {
			t.Errorf("10 MB of %q took %s", unit, took)
		}
	}
}

// TestSalienceOfActors says who counts as an actor: the one who is quoted, in a
// short article.
func TestSalienceOfActors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, sentence string
		filler         int // sentences of six words
		want           bool
	}{
		{"quoted in a short article", "Daniel Harlan said so.", 40, true},
		{"in passing in a short article", "They saw Daniel Harlan there.", 40, false},
		{"quoted in a long article", "Daniel Harlan said so.", 150, false},
		{"in passing in a long article", "They saw Daniel Harlan there.", 150, false},
		{"quoted often in a long article", "Daniel Harlan said so. Harlan said so. Harlan said so.", 150, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			body := "It rained all day.\n\n" + strings.Repeat("The streets were wet and cold. ", tt.filler) + "\n\n" + tt.sentence
			found := load(t).Find(entity.Text{Body: body, Lang: "en"})
			if len(found.Actors) != 1 || found.Actors[0].Name != "Daniel Harlan" {
				t.Fatalf("actors %v, want Daniel Harlan", found.Actors)
			}
			if got := found.Actors[0].Salience; got >= entity.SalienceThreshold != tt.want {
				t.Errorf("salience %v; want salient: %v", got, tt.want)
			}
		})
	}
}

// TestSampleHasNoNonsense reads the sample corpus as plain text: no name is a
// weekday, a month, a pronoun or a title.
func TestSampleHasNoNonsense(t *testing.T) {
	t.Parallel()
	nonsense := map[string]bool{}
	for word := range strings.FieldsSeq(`The A An He She It They We You I Mr Mrs Ms Dr Prof President Minister Prime Foreign
		Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October
		November December Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März Mai Juni Juli Oktober Dezember
		Der Die Das Ein Eine Und Aber Herr Frau Le La Les Un Une Des Et Mais El Los Las Una Pero Lundi Mardi Lunes Martes
		But And Or If When Where What Who Why How This That These Those Photo Comment Comments Share Cookies Advertisement Inc Ltd GmbH AG`) {
		nonsense[word] = true
	}
	files := 0
	for _, pattern := range []string{"../sample/*/*.txt", "../sample/*/*/*.txt", "../sample/*/*.html", "../sample/*/*/*.html"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			content, err := os.ReadFile(path)
			if err != nil {
				continue // one of the deliberately broken files
			}
			files++
			text := entity.Text{Body: withoutTags(string(content))}
			found := load(t).Find(text)
			checkInvariants(t, text, found)
			for _, list := range names(found) {
				for _, name := range list {
					if nonsense[name] {
						t.Errorf("%s: %q is an entity", path, name)
					}
				}
			}
		}
	}
	if files == 0 {
		t.Skip("no sample corpus at ../sample")
	}
}

// withoutTags drops what stands between angle brackets.
func withoutTags(page string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(page, "<") {
		if _, text, ok := strings.Cut(part, ">"); ok {
			part = text + "\n\n"
		}
		b.WriteString(part)
	}
	return b.String()
}

// TestWitkoffInCairo reads the smallest article that must come out right.
func TestWitkoffInCairo(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile(eval.GoldFile(t, "news/witkoff-cairo.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[entity.Kind][]string{
		entity.Person:   {"Abbas Kamel", "Harris", "Steve Witkoff"},
		entity.Org:      {"Hamas", "White House"},
		entity.Location: {"Cairo", "Egypt", "Gaza", "Israel", "Middle East", "Palestine", "Qatar", "United States"},
	}
	for _, lang := range []string{"en", ""} {
		if diff := cmp.Diff(want, names(load(t).Find(entity.Text{Body: string(body), Lang: lang}))); diff != "" {
			t.Errorf("names with language %q (- want, + got):\n%s", lang, diff)
		}
	}
}
