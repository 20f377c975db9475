package index

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/index/words"
	"dateline/query"
)

// excerpts cuts excerpts of paragraphs for a query.
func excerpts(text string, n int, paragraphs ...string) []Snippet {
	where, _ := query.Parse(text, query.OpAnd, Fields)
	var d Document
	d.Lang = "en"
	d.SetParagraphs(paragraphs)
	places, _ := newMarker(where, &words.Analyzer{}).places(context.Background(), &d, everywhere)
	return excerptsOf(d.Paragraphs, places[1:], n)
}

// marked writes snippets with brackets around what matched.
func marked(snippets []Snippet) string {
	var list []string
	for _, s := range snippets {
		text := s.Text
		for _, span := range slices.Backward(s.Spans) {
			text = text[:span.Start] + "[" + text[span.Start:span.End] + "]" + text[span.End:]
		}
		if s.CutStart {
			text = "…" + text
		}
		if s.CutEnd {
			text += "…"
		}
		list = append(list, text)
	}
	return strings.Join(list, " / ")
}

func TestExcerpts(t *testing.T) {
	t.Parallel()
	filler := strings.Repeat("filler ", 60)
	tests := []struct {
		name       string
		query      string
		n          int
		paragraphs []string
		want       string
	}{
		{"no body", "a", 2, nil, ""},
		{"empty paragraphs", "a", 2, []string{"", " ", "Text."}, "Text."},
		{"nothing matches", "zebra", 2, []string{"One.", "Two."}, "One."},
		{"none wanted", "one", 0, []string{"One."}, ""},
		{"every form", "talks", 1, []string{"A talk about talks."}, "A [talk] about [talks]."},
		{"a phrase as a whole", `"a b"`, 1, []string{"a b and a, b and b a"}, "[a b] and [a, b] and b a"},
		{"touching matches join", `"a b" "b c"`, 1, []string{"x a b c x"}, "x [a b c] x"},
		{"what differs first", "one two", 1, []string{"one one one", "two one"}, "[two] [one]"},
		{"what is new next", "one two three", 2, []string{"one two", "one two one", "three"}, "[one] [two] [one] / [three]"},
		{"in order of the text", "one two", 2, []string{"two", "x", "one two"}, "[two] / [one] [two]"},
		{"not what must not be there", "one -two", 1, []string{"one two"}, "[one] two"},
		{"names in the text", "person:merkel", 1, []string{"First.", "Mrs Merkel spoke."}, "Mrs [Merkel] spoke."},
		{"a whole name", `person:"Angela Merkel"`, 1, []string{"Merkel.", "ANGELA MERKEL spoke."}, "[ANGELA MERKEL] spoke."},
		{"not an author", "author:merkel", 1, []string{"Merkel spoke."}, "Merkel spoke."},
		{"not the title", "title:merkel", 1, []string{"Merkel spoke."}, "Merkel spoke."},
		{"wildcards", "talk*", 1, []string{"A talk about talking."}, "A [talk] about [talking]."},
		{"slips", "tlak~1", 1, []string{"A talk about talks."}, "A [talk] about talks."},
		{"only where they are near", "talk w/2 peace", 1, []string{"A talk. No hope of peace for long before the peace talk."}, "A talk. No hope of peace for long before the [peace] [talk]."},
		{"a loose phrase as a whole", `"talk peace"~2`, 1, []string{"A talk about some peace."}, "A [talk about some peace]."},
		{"often enough", "atleast2 talk", 1, []string{"A talk about talks."}, "A [talk] about [talks]."},
		{"not often enough", "atleast3 talk OR a", 1, []string{"A talk about talks."}, "[A] talk about talks."},
		{"in the lead", "lead:talk", 1, []string{"A talk.", "Talks."}, "A [talk]."},
		{"weights", "talk^2", 1, []string{"A talk."}, "A [talk]."},
		{"names by letters", "person:merk*", 1, []string{"Mrs Merkel spoke."}, "Mrs [Merkel] spoke."},
		{"possessives", "minister", 1, []string{"The minister’s aide."}, "The [minister]’s aide."},
		{"hyphens", "covid19", 1, []string{"The covid-19 rules."}, "The [covid-19] rules."},
		{
			"two windows of one paragraph", "zebra", 2,
			[]string{"A zebra. " + filler + "end. The second zebra."},
			"A [zebra]. " + strings.TrimSpace(strings.Repeat("filler ", 33)) + "… / …The second [zebra].",
		},
		{
			"words", "giraffe", 1,
			[]string{filler + "giraffe " + filler},
			"…" + strings.Repeat("filler ", 11) + "[giraffe] " + strings.TrimSpace(strings.Repeat("filler ", 22)) + "…",
		},
		{
			"sentences", "giraffe", 1,
			[]string{strings.Repeat("A sentence of J. Doe. ", 20) + "The giraffe. It ends."},
			"…" + strings.Repeat("A sentence of J. Doe. ", 9) + "The [giraffe]. It ends.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := marked(excerpts(tt.query, tt.n, tt.paragraphs...)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestExcerptsStayShort(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		strings.Repeat("zebra ", 500), strings.Repeat("x", 5000) + " zebra", "zebra" + strings.Repeat("é", 5000),
		strings.Repeat("動物", 500) + "zebra" + strings.Repeat("動物。", 500), strings.Repeat("e\u0301", 300) + " zebra",
	} {
		for _, q := range []string{"zebra", `"zebra zebra"`, "nothing"} {
			checkExcerpts(t, excerpts(q, 5, text), text)
		}
	}
	long := strings.TrimSpace(strings.Repeat("ab ", 200))
	if got := excerpts(`"`+long+`"`, 1, long); len(got) != 1 || len(got[0].Spans) != 1 {
		t.Errorf("a phrase longer than an excerpt gives %+v", got)
	}
}

// checkExcerpts checks what holds for all excerpts of a text.
func checkExcerpts(t *testing.T, snippets []Snippet, text string) {
	t.Helper()
	for _, s := range snippets {
		if !strings.Contains(text, s.Text) {
			t.Fatalf("%q is not in the text", s.Text)
		}
		if n := utf8.RuneCountInString(s.Text); n > maxSnippet {
			t.Fatalf("an excerpt of %d characters", n)
		}
		if utf8.ValidString(text) && !utf8.ValidString(s.Text) {
			t.Fatalf("%q is cut within a character", s.Text)
		}
		at := 0
		for i, span := range s.Spans {
			if span.Start < at || i > 0 && span.Start == at || span.End <= span.Start || span.End > len(s.Text) {
				t.Fatalf("span %v after %d in %q", span, at, s.Text)
			}
			at = span.End
		}
	}
}

func FuzzExcerpts(f *testing.F) {
	f.Add("zebra", "A zebra. Another sentence about a zebra.")
	f.Add("covid-19 OR l'homme", strings.Repeat("covid-19 e\u0301 東京。 ", 60))
	f.Add("person:x", "\xff x \x00"+strings.Repeat("x", 300))
	f.Fuzz(func(t *testing.T, q, text string) {
		checkExcerpts(t, excerpts(q, 3, text, text+" "+text), text+" "+text)
	})
}

func BenchmarkExcerpts(b *testing.B) {
	var d Document
	d.Lang = "en"
	paragraph := strings.Repeat("The ministers met in Cairo on Monday to discuss the ceasefire talks and a new budget. ", 5)
	d.SetParagraphs([]string{paragraph, paragraph, paragraph, paragraph, paragraph, paragraph, paragraph, paragraph})
	where, _ := query.Parse(`ceasefire "new budget" minister`, query.OpAnd, Fields)
	m := newMarker(where, &words.Analyzer{})
	b.ReportAllocs()
	for b.Loop() {
		places, _ := m.places(b.Context(), &d, everywhere)
		excerptsOf(d.Paragraphs, places[1:], 2)
	}
}
