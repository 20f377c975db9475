package corpus_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/internal/eval"
)

const body = "\n\nThe council voted on Tuesday to close the old pier for repairs, officials said.\n"

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 9, 3, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name, text string
		want       corpus.Article
	}{
		{
			"all fields", "---\nTitle: 'Pier: to close'\npublished: 3 September 2026\nupdated: 2026-09-04\nauthors:\n- Jane Doe\n- By John Roe\nsource: Quay Herald\nurl: https://quay.example/pier/\nlang: en-GB\nsection: Local\nsummary: Repairs.\nmood: calm\n---" + body,
			corpus.Article{
				URL: "https://quay.example/pier", Source: corpus.Source{ID: "quay-herald", Name: "Quay Herald", Domain: "quay.example"}, Title: "Pier: to close", Authors: []string{"Jane Doe", "John Roe"},
				Published: day, Updated: day.AddDate(0, 0, 1), Lang: "en", Section: "Local", Description: "Repairs.",
			},
		},
		{"list in brackets", "---\ntitle: T\nauthor: [\"Jane Doe\", John Roe]\n---" + body, corpus.Article{Title: "T", Authors: []string{"Jane Doe", "John Roe"}, Lang: "en"}},
		{"carriage returns", "---\r\ntitle: T\r\n---\r\n" + body, corpus.Article{Title: "T", Lang: "en"}},
		{"dateline", "---\ntitle: T\ndateline: CAIRO, Sept 3, 2026 (Desert Wire)\n---" + body, corpus.Article{Title: "T", Dateline: "CAIRO, Sept 3, 2026 (Desert Wire)", Published: day, Source: corpus.Source{ID: "desert-wire", Name: "Desert Wire"}, Lang: "en"}},
		{"date in the future", "---\ntitle: T\ndate: 2062-09-03\n---" + body, corpus.Article{Title: "T", Lang: "en"}},
		{"title of the text", "---\nsource: Quay Herald\n---\nPier to close" + body, corpus.Article{Title: "Pier to close", Source: corpus.Source{ID: "quay-herald", Name: "Quay Herald"}, Lang: "en"}},
		{"never closed", "---\nPier to close" + body, corpus.Article{Title: "Pier to close", Lang: "en"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := corpus.ParseText("x.txt", "x.txt", []byte(test.text), noon())
			if err != nil {
				t.Fatal(err)
			}
			checkArticle(t, got)
			if want := []string{strings.TrimSpace(body)}; !slices.Equal(got.Paragraphs, want) {
				t.Errorf("paragraphs %q, want %q", got.Paragraphs, want)
			}
			got.ID, got.ContentHash, got.Path, got.Paragraphs, got.Body = "", "", "", nil, ""
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
}

func TestYearOfADatelineComesFromThePath(t *testing.T) {
	t.Parallel()
	const text = "CAIRO, Sept 3 (Desert Wire) - Talks went on, and nobody said when they would end."
	for path, want := range map[string]string{
		"wire/2026/09/03.txt":          "2026-09-03",
		"2025-talks.txt":               "2025-09-03",
		"20250903.txt":                 "2025-09-03",
		"archive/2019/in/2024/x.txt":   "2024-09-03",
		"talks-2025.txt":               "0001-01-01", // may be anything
		"12025.txt":                    "0001-01-01",
		"talks.txt":                    "0001-01-01",
		"2026/12/not-yet.txt":          "2026-09-03",
		"2027/09/not-yet.txt":          "0001-01-01",
		`windows\2026\09\backward.txt`: "0001-01-01", // no separator here
	} {
		a, err := corpus.ParseText(path, path, []byte(text), noon())
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Published.Format(time.DateOnly); got != want {
			t.Errorf("%s: published %s, want %s", path, got, want)
		}
	}
}

func TestTextWithoutTitle(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, title string }{
		{"short text", "It rained.", "It rained."},
		{"long text", "one two three four five six seven eight nine ten eleven twelve, thirteen fourteen.", "one two three four five six seven eight nine ten eleven twelve…"},
		{"one line that may be a title", "Pier to close", "Pier to close"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, err := corpus.ParseText("x", "x", []byte(test.text), noon())
			if err != nil || a.Title != test.title || a.Body != test.text {
				t.Errorf("title %q, body %q, %v", a.Title, a.Body, err)
			}
		})
	}
}

// TestAcceptance reads the smallest report that must come out well, when the
// gold data is there: no title, no date, subheads and bullets.
func TestAcceptance(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(eval.GoldFile(t, "news/witkoff-cairo.txt"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := corpus.ParseText("witkoff-cairo.txt", "witkoff-cairo.txt", data, noon())
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if diff := cmp.Diff(lines, a.Paragraphs); diff != "" {
		t.Errorf("each line is a paragraph; - line, + paragraph:\n%s", diff)
	}
	if !strings.HasPrefix(a.Title, "American mediator Steve Witkoff has touched down in Cairo") || !strings.HasSuffix(a.Title, "…") || a.Lang != "en" || !a.Published.IsZero() {
		t.Errorf("title %q, language %q, published %v", a.Title, a.Lang, a.Published)
	}
}

func TestSetParagraphs(t *testing.T) {
	t.Parallel()
	var a corpus.Article
	a.SetParagraphs([]string{"One.", "Two."})
	if a.Body != "One.\n\nTwo." {
		t.Errorf("body %q", a.Body)
	}
	a.SetParagraphs(nil)
	if a.Body != "" || a.Paragraphs != nil {
		t.Errorf("body %q, paragraphs %q", a.Body, a.Paragraphs)
	}
}

func TestArticleAsJSON(t *testing.T) {
	t.Parallel()
	a, err := corpus.ParseLine("d.jsonl:1", "d.jsonl:1", []byte(`{"id":"a","title":"T","x":{"y":[1, 2]}}`), noon())
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"a","title":"T","paragraphs":[],"body":"","content_hash":"` + a.ContentHash + `","path":"d.jsonl:1","extra":{"x":{"y":[1,2]}}}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestInputErrorSaysWhich(t *testing.T) {
	t.Parallel()
	err := error(&corpus.InputError{Input: "a.html", Reason: "file is empty", Err: corpus.ErrEmpty})
	if err.Error() != "a.html: file is empty" || !errors.Is(err, corpus.ErrEmpty) {
		t.Errorf("%v", err)
	}
}

// TestFrontMatterOfThings reads front matter in which values are lists and
// things with names and addresses of their own.
func TestFrontMatterOfThings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, head, want string }{
		{"lists", "authors:\n  - Jane Doe\n  - Bob Roe\ntags: [a, b]", "|||Jane Doe, Bob Roe"},
		{"lists without indents", "authors:\n- Jane Doe\n- 'Bob Roe'", "|||Jane Doe, Bob Roe"},
		{"a list of things", "authors:\n  - name: Jane Doe\n    url: https://x.example/jane\n  - name: \"Bob Roe\"", "|||Jane Doe, Bob Roe"},
		{"a thing", "author:\n  name: Jane Doe\n  email: jane@x.example\ntitle: T", "T|||Jane Doe"},
		{"a text in lines", "description: >-\n  url: no address\ntitle: T\nauthor: |\n  Jane Doe", "T|||Jane Doe"},
		{"a picture", "image:\n  url: https://x.example/a.jpg\n  title: Picture\nurl: https://x.example/a\ntitle: T", "T|https://x.example/a|x.example|"},
		{"a source", "source:\n  name: The Ledger\n  url: https://ledger.example", "||The Ledger|"},
		{"all of it indented", "  title: T\n  url: https://x.example/a", "T|https://x.example/a|x.example|"},
		{"a desk", "title: T\nauthor: The newsroom\nsource: The Ledger", "T||The Ledger|The newsroom"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, err := corpus.ParseText("x", "x", []byte("---\n"+test.head+"\n---\n\n"+sentences), noon())
			if err != nil {
				t.Fatal(err)
			}
			title := a.Title
			if !strings.Contains(test.head, "title: T") {
				title = ""
			}
			if got := title + "|" + a.URL + "|" + a.Source.Name + "|" + strings.Join(a.Authors, ", "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
