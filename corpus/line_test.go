package corpus_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

// parseLine reads a line and leaves out what follows from the rest.
func parseLine(t *testing.T, line string) corpus.Article {
	t.Helper()
	a, err := corpus.ParseLine("dump.jsonl:17", "dump.jsonl:17", []byte(line), noon())
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, a)
	a.ContentHash, a.Body = "", ""
	return a
}

func TestParseLine(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 9, 3, 10, 15, 0, 0, time.UTC)
	tests := []struct {
		name, line string
		want       corpus.Article
	}{
		{
			"our own fields",
			`{"id":"a-1","url":"https://www.courier.example/a/?utm_medium=x#y","source":{"name":"The Cairo Courier","country":"eg"},"title":"Talks resume","authors":["Mona Sabry"],
			"published_at":"2026-09-03T10:15:00Z","updated_at":"2026-09-03T12:15:00+02:00","lang":"en","section":"World","description":"D.","dateline":"CAIRO, Sept 3","paragraphs":["One  two.","","Three."],
			"body":"ignored","actors":[1],"locations":[],"story_id":"s","content_hash":"h","path":"p"}`,
			corpus.Article{
				ID: "a-1", URL: "https://www.courier.example/a", Source: corpus.Source{ID: "the-cairo-courier", Name: "The Cairo Courier", Domain: "courier.example", Country: "EG"}, Title: "Talks resume", Authors: []string{"Mona Sabry"},
				Published: day, Lang: "en", Section: "World", Description: "D.", Dateline: "CAIRO, Sept 3", Paragraphs: []string{"One two.", "Three."},
			},
		},
		{
			"an article of schema.org",
			`{"@type":"NewsArticle","headline":"T","articleBody":"One.","author":[{"@type":"Person","name":"Mona Sabry"}],"publisher":{"@type":"Organization","name":"The Cairo Courier","logo":{}},
			"image":[{"@type":"ImageObject","url":"https://courier.example/a.jpg"},"https://courier.example/b.jpg"],"articleSection":["World","Sea","Egypt"],"mainEntityOfPage":{"@type":"WebPage","@id":"https://courier.example/a"},"datePublished":"2026-09-03T12:15:00+02:00","inLanguage":"en-GB"}`,
			corpus.Article{
				ID: "7yjkdymejur275oc", URL: "https://courier.example/a", Source: corpus.Source{ID: "the-cairo-courier", Name: "The Cairo Courier", Domain: "courier.example"}, Title: "T", Authors: []string{"Mona Sabry"},
				Published: day, Lang: "en", Section: "World", Paragraphs: []string{"One."}, Image: corpus.Image{URL: "https://courier.example/a.jpg"},
				Extra: map[string]json.RawMessage{"@type": json.RawMessage(`"NewsArticle"`), "categories": json.RawMessage(`["Sea","Egypt"]`)},
			},
		},
		{
			"an article of schema.org, in short",
			`{"headline":"T","articleBody":"One.","publisher":"The Cairo Courier","image":["https://courier.example/b.jpg"],"articleSection":"World","mainEntityOfPage":"https://courier.example/a","inLanguage":"en"}`,
			corpus.Article{
				ID: "7yjkdymejur275oc", URL: "https://courier.example/a", Source: corpus.Source{ID: "the-cairo-courier", Name: "The Cairo Courier", Domain: "courier.example"}, Title: "T",
				Lang: "en", Section: "World", Paragraphs: []string{"One."}, Image: corpus.Image{URL: "https://courier.example/b.jpg"},
			},
		},
		{
			"structure and picture",
			`{"id":"a-2","title":"T","lang":"en","dateline":"CAIRO","paragraphs":["One.","","Why it matters","Item"],"structure":[{"paragraph":1,"kind":"quote"},{"paragraph":2,"kind":"heading","level":9},{"paragraph":3,"kind":"item","level":2},{"paragraph":4,"kind":"item"}],
			"image":{"url":"https://courier.example/a.jpg","caption":" The  hall "}}`,
			corpus.Article{
				ID: "a-2", Title: "T", Lang: "en", Dateline: "CAIRO", Paragraphs: []string{"One.", "Why it matters", "Item"},
				Structure: []corpus.Shape{{Paragraph: 1, Kind: corpus.Heading, Level: 6}, {Paragraph: 2, Kind: corpus.Item}},
				Image:     corpus.Image{URL: "https://courier.example/a.jpg", Caption: "The hall"},
			},
		},
		{
			"picture by its address, and a structure of somebody else's",
			`{"id":"a-3","title":"T","lang":"en","body":"One.","top_image":"https://courier.example/b.jpg","image":"javascript:x","structure":"flat"}`,
			corpus.Article{
				ID: "a-3", Title: "T", Lang: "en", Paragraphs: []string{"One."}, Image: corpus.Image{URL: "https://courier.example/b.jpg"},
				Extra: map[string]json.RawMessage{"structure": json.RawMessage(`"flat"`), "image": json.RawMessage(`"javascript:x"`)},
			},
		},
		{
			"fields of news-please",
			`{"maintext":"CAIRO (AP) — One.\nTwo.","date_publish":"2026-09-03 10:15:00","date_modify":"2026-09-04 10:15:00","source_domain":"www.courier.example","authors":["By Mona Sabry","Courier Staff"],"language":"en","title":"Talks resume","filename":"x.html"}`,
			corpus.Article{
				Source: corpus.Source{ID: "ap", Name: "AP", Domain: "courier.example"}, Title: "Talks resume", Authors: []string{"Mona Sabry"}, Published: day, Updated: day.AddDate(0, 0, 1), Lang: "en",
				Dateline: "CAIRO (AP)", Paragraphs: []string{"One.", "Two."}, Extra: map[string]json.RawMessage{"filename": json.RawMessage(`"x.html"`)},
			},
		},
		{
			"short names",
			`{"text":"One.\n\nTwo.","date":1788430500,"author":"Mona Sabry; Paul Okoro","source":"Nile Review","link":"https://nile.example/1"}`,
			corpus.Article{
				URL: "https://nile.example/1", Source: corpus.Source{ID: "nile-review", Name: "Nile Review", Domain: "nile.example"}, Title: "One.", Authors: []string{"Mona Sabry", "Paul Okoro"}, Published: day,
				Paragraphs: []string{"One.", "Two."},
			},
		},
		{
			"a page in a field",
			`{"html":"<html lang='en'><title>Pier to close</title><h1>Pier to close</h1><p>The council voted on Tuesday to close the old pier for repairs, officials said.</p><p>The work will take three months.</p></html>","source":"https://www.quay.example/feed"}`,
			corpus.Article{
				Source: corpus.Source{ID: "quay-example", Name: "quay.example", Domain: "quay.example"}, Title: "Pier to close", Lang: "en",
				Paragraphs: []string{"The council voted on Tuesday to close the old pier for repairs, officials said.", "The work will take three months."},
			},
		},
		{
			"title only",
			`{"title":"*BLAH CORP 4TH QTR NET 12 MLN","body":"","paragraphs":[]}`,
			corpus.Article{Title: "*BLAH CORP 4TH QTR NET 12 MLN", Paragraphs: []string{}},
		},
		{
			"newswire flash of 1987",
			`{"id":"reuters/900","title":"BANKS RAISE RATES","dateline":"","body":"\n******  BANKS RAISE RATES\n Blah blah blah.\n\n\n"}`,
			corpus.Article{Title: "BANKS RAISE RATES", Paragraphs: []string{}, Extra: map[string]json.RawMessage{"id": json.RawMessage(`"reuters/900"`)}},
		},
		{
			"newswire of 1987",
			`{"title":"BAHIA COCOA REVIEW","dateline":"SALVADOR, Feb 26 -","body":"Showers continued throughout the week in\nthe Bahia cocoa zone, alleviating the drought.\n    The dry period means the harvest will be late this\nyear.\n Reuter"}`,
			corpus.Article{
				Source: corpus.Source{ID: "reuters", Name: "Reuters"}, Title: "BAHIA COCOA REVIEW", Lang: "en", Dateline: "SALVADOR, Feb 26",
				Paragraphs: []string{"Showers continued throughout the week in the Bahia cocoa zone, alleviating the drought.", "The dry period means the harvest will be late this year."},
			},
		},
		{
			"wrong types are kept, not believed",
			`{"title":"T","authors":7,"date":"soon","source":["S"],"url":"not an address","lang":false,"extra":{"x":1,"title":"inner"}}`,
			corpus.Article{
				Title: "T", Paragraphs: []string{},
				Extra: map[string]json.RawMessage{"authors": json.RawMessage("7"), "date": json.RawMessage(`"soon"`), "source": json.RawMessage(`["S"]`), "lang": json.RawMessage("false"), "x": json.RawMessage("1"), "title": json.RawMessage(`"inner"`)},
			},
		},
		{
			"date in the future",
			`{"title":"T","date":"2062-01-01","published_at":"2026-09-03T10:15:00Z"}`,
			corpus.Article{Title: "T", Published: day, Paragraphs: []string{}, Extra: map[string]json.RawMessage{"date": json.RawMessage(`"2062-01-01"`)}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := parseLine(t, test.line)
			if test.want.ID == "" {
				got.ID = ""
			}
			test.want.Path = "dump.jsonl:17"
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
}

func TestParseLineRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, line, reason string
		kind               error
	}{
		{"broken", `{"title":`, "not JSON: unexpected end of JSON input", corpus.ErrFormat},
		{"array", `["title"]`, "JSON but no object: it is array", corpus.ErrFormat},
		{"null", `null`, "neither a title nor a text: name them title and body", corpus.ErrNoText},
		{"nothing known", `{"x":1}`, "neither a title nor a text: name them title and body", corpus.ErrNoText},
		{"empty text", `{"title":"","body":" \n "}`, "neither a title nor a text: name them title and body", corpus.ErrNoText},
		{"page without text", `{"html":"<nav>Home</nav>"}`, "neither a title nor a text: name them title and body", corpus.ErrNoText},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := corpus.ParseLine("d.jsonl:3", "d.jsonl:3", []byte(test.line), noon())
			if !errors.Is(err, test.kind) || err.Error() != "d.jsonl:3: "+test.reason {
				t.Errorf("got %v, want %q of kind %v", err, test.reason, test.kind)
			}
		})
	}
}

func TestLinesRoundTrip(t *testing.T) {
	t.Parallel()
	for in, err := range corpus.Inputs(t.Context(), "testdata/html", noon()) {
		if err != nil {
			t.Fatal(err)
		}
		a, err := in.Parse(t.Context())
		if err != nil {
			continue // the pages that are refused
		}
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		again, err := corpus.ParseLine(a.Path, "elsewhere", line, noon())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a, again); diff != "" {
			t.Errorf("- page, + line:\n%s", diff)
		}
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	id := func(line, key string) string {
		a, err := corpus.ParseLine("x", key, []byte(line), noon())
		if err != nil {
			t.Fatal(err)
		}
		if len(a.ID) < 16 && !strings.Contains(line, `"`+a.ID+`"`) {
			t.Errorf("short id %q", a.ID)
		}
		return a.ID
	}
	address := id(`{"title":"A","url":"https://www.x.example/a"}`, "k")
	tests := []struct {
		name, line, key string
		same            bool
	}{
		{"the same address", `{"title":"B","url":"https://www.x.example/a"}`, "other", true},
		{"slash, fragment, tracking, case of host", `{"title":"A","url":"https://WWW.x.example/a/?utm_source=y&fbclid=z#top"}`, "k", true},
		{"another parameter", `{"title":"A","url":"https://www.x.example/a?id=2"}`, "k", false},
		{"another path", `{"title":"A","url":"https://www.x.example/A"}`, "k", false},
		{"no address", `{"title":"A"}`, "k", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := id(test.line, test.key); (got == address) != test.same {
				t.Errorf("id %s, that of the address is %s; want same: %v", got, address, test.same)
			}
		})
	}
	dated := `{"title":"A","source":"S","published_at":"2026-03-01","dateline":"CAIRO -","body":"One."}`
	if id(dated, "k") != id(strings.Replace(dated, "One", "Two", 1), "k") {
		t.Error("a text that was corrected has another id")
	}
	if id(dated, "k") == id(dated, "l") {
		t.Error("two paths give one id")
	}
	for _, part := range []string{`"A"`, `"S"`, "2026", "CAIRO"} { // as in two folders with files of the same names
		if id(dated, "k") == id(strings.Replace(dated, part, strings.NewReplacer("A", "B", "S", "T", "2026", "2025").Replace(part), 1), "k") {
			t.Errorf("articles that differ in %s have one id", part)
		}
	}
	if id(`{"title":"A","id":"wire/7"}`, "k") != id(`{"title":"B","id":"wire/7"}`, "l") {
		t.Error("an id that is not safe in an address must still decide")
	}
	for _, safe := range []string{"a", "A-1_b.c~d", "urn-7"} {
		if got := id(`{"title":"A","id":"`+safe+`"}`, "k"); got != safe {
			t.Errorf("id %q became %q", safe, got)
		}
	}
	for _, unsafe := range []string{".", "..", "a b", "a/b", "ä", strings.Repeat("x", 200)} {
		if got := id(`{"title":"A","id":"`+unsafe+`"}`, "k"); got == unsafe {
			t.Errorf("id %q was kept", unsafe)
		}
	}
}

func TestContentHash(t *testing.T) {
	t.Parallel()
	hash := func(name, line string) string {
		a, err := corpus.ParseLine(name, "k", []byte(line), noon())
		if err != nil {
			t.Fatal(err)
		}
		return a.ContentHash
	}
	base := hash("p", `{"title":"A","body":"One.","x":1,"y":2}`)
	if hash("q", `{"y":2,"x":1,"body":"One.","title":"A"}`) != base {
		t.Error("path or order of fields changes the hash")
	}
	for _, other := range []string{`{"title":"B","body":"One.","x":1,"y":2}`, `{"title":"A","body":"Two.","x":1,"y":2}`, `{"title":"A","body":"One.","x":1,"y":3}`, `{"title":"A","body":"One.","x":1,"y":2,"lang":"de"}`} {
		if hash("p", other) == base {
			t.Errorf("%s has the hash of another article", other)
		}
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, line string
		want       corpus.Source
	}{
		{"name", `"source":"The Daily Test"`, corpus.Source{ID: "the-daily-test", Name: "The Daily Test"}},
		{"accents", `"source":"Süddeutscher Kurier & Söhne"`, corpus.Source{ID: "suddeutscher-kurier-sohne", Name: "Süddeutscher Kurier & Söhne"}},
		{"domain only", `"url":"https://www.nachrichten.at/x"`, corpus.Source{ID: "nachrichten-at", Name: "nachrichten.at", Domain: "nachrichten.at", Country: "AT"}},
		{"British domain", `"url":"https://post.co.uk/x"`, corpus.Source{ID: "post-co-uk", Name: "post.co.uk", Domain: "post.co.uk", Country: "GB"}},
		{"a word as domain", `"url":"https://post.tv/x"`, corpus.Source{ID: "post-tv", Name: "post.tv", Domain: "post.tv"}},
		{"port", `"url":"http://localhost.example:8080/x"`, corpus.Source{ID: "localhost-example", Name: "localhost.example", Domain: "localhost.example"}},
		{"own id", `"source":{"id":"s","name":"N","domain":"d.example"}`, corpus.Source{ID: "s", Name: "N", Domain: "d.example"}},
		{"none", `"x":1`, corpus.Source{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parseLine(t, `{"title":"T",`+test.line+`}`).Source; got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

// A text that looks like a page and yields nothing as one is text.
func TestParseLineKeepsTextThatIsNoPage(t *testing.T) {
	t.Parallel()
	a := parseLine(t, `{"title":"How pages are built","body":"<script> The tag was never closed, says Mona Sabry.</p></article>"}`)
	if len(a.Paragraphs) != 1 || !strings.Contains(a.Paragraphs[0], "says Mona Sabry") {
		t.Errorf("paragraphs are %q", a.Paragraphs)
	}
	if a.Extra != nil {
		t.Errorf("the text stands twice: %v", a.Extra)
	}
}

// The same article as different collections write it.
func TestFieldNamesOfOthers(t *testing.T) {
	t.Parallel()
	want := corpus.Article{
		URL: "https://a.example/pier", Source: corpus.Source{Domain: "a.example"}, Title: "Pier to close", Authors: []string{"Mona Sabry", "Ali Hassan"},
		Published: time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC), Description: "For repairs.", Lang: "en", Paragraphs: []string{"The council voted on Tuesday.", "Work takes three months."},
	}
	const text = `"The council voted on Tuesday.\n\nWork takes three months."`
	for name, line := range map[string]string{
		"news-please": `{"authors":["Mona Sabry","Ali Hassan"],"date_download":"2026-11-03 10:00:00","date_modify":null,"date_publish":"2026-11-02 08:00:00","description":"For repairs.","filename":"f","language":"en","maintext":` + text + `,"source_domain":"a.example","text":"The council","title":"Pier to close","title_page":null,"title_rss":null,"url":"https://a.example/pier"}`,
		"CC-News":     `{"requested_url":"https://a.example/p?x=1","responded_url":"https://a.example/pier","plain_text":` + text + `,"published_date":"2026-11-02T08:00:00Z","title":"Pier to close","author":"Mona Sabry; Ali Hassan","description":"For repairs.","sitename":"a.example","language":"en","warc_path":"w"}`,
		"JSON-LD":     `{"@type":"NewsArticle","url":"https://a.example/pier","headline":"Pier to close","author":[{"@type":"Person","name":"Mona Sabry"},{"name":"Ali Hassan"}],"datePublished":"2026-11-02T08:00:00Z","description":"For repairs.","inLanguage":"en","articleBody":` + text + `}`,
		"a news API":  `{"source":{"id":null,"name":"a.example"},"author":"Mona Sabry and Ali Hassan","title":"Pier to close","description":"For repairs.","url":"https://a.example/pier","publishedAt":"2026-11-02T08:00:00Z","language":"en","content":` + text + `}`,
	} {
		a := parseLine(t, line)
		got := corpus.Article{
			URL: a.URL, Source: corpus.Source{Domain: a.Source.Domain}, Title: a.Title, Authors: a.Authors,
			Published: a.Published, Description: a.Description, Lang: a.Lang, Paragraphs: a.Paragraphs,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: - want, + got:\n%s", name, diff)
		}
	}
}
