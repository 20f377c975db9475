package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/ingest"
)

// page is an article of a host with paragraphs, of which the last is a heading.
func page(id, host string, paragraphs ...string) fakeInput {
	a := corpus.Article{ID: id, Title: id, ContentHash: id, Source: corpus.Source{Domain: host}}
	a.SetParagraphs(paragraphs)
	a.SetStructure([]corpus.Shape{{Paragraph: len(paragraphs) - 1, Kind: corpus.Heading, Level: 2}})
	return fakeInput{name: id, article: a}
}

func TestWhatAHostRepeatsIsLeftOut(t *testing.T) {
	t.Parallel()
	const notice, background = "Support our newsroom from 5 euros a month.", "The war began in spring."
	own := func(i int) string {
		return fmt.Sprintf("Something else happened at place %d, and nobody knew why it did.", i)
	}
	tests := []struct {
		name  string
		pages []fakeInput
		want  map[string][]string // what is stored of some
		left  int
	}{
		{
			name: "a notice below every article",
			pages: []fakeInput{
				page("a1", "a.example", own(1), notice, "end 1"), page("a2", "a.example", own(2), notice, "end 2"),
				page("a3", "a.example", own(3), notice, "end 3"), page("a4", "a.example", own(4), notice, "end 4"),
			},
			want: map[string][]string{"a1": {own(1), "end 1"}, "a4": {own(4), "end 4"}},
			left: 4,
		},
		{
			name: "three are too few, and hosts are told apart",
			pages: []fakeInput{
				page("a1", "a.example", own(1), notice), page("a2", "a.example", own(2), notice), page("a3", "a.example", own(3), notice),
				page("b1", "b.example", own(4), notice),
			},
			want: map[string][]string{"a1": {own(1), notice}, "b1": {own(4), notice}},
		},
		{
			name: "what only a part of the articles repeats is their text",
			pages: func() (list []fakeInput) {
				for i := range 40 {
					text := []string{own(i), "end"}
					if i%8 == 0 {
						text = []string{own(i), background}
					}
					list = append(list, page(fmt.Sprint("a", i), "a.example", append(text, fmt.Sprint("last ", i))...))
				}
				return list
			}(),
			want: map[string][]string{"a0": {own(0), background, "last 0"}, "a1": {own(1), "last 1"}},
			left: 35,
		},
		{
			name: "copies of one report keep their text",
			pages: []fakeInput{
				page("a1", "a.example", own(1), own(2)), page("a2", "a.example", own(1), own(2)),
				page("a3", "a.example", own(1), own(2)), page("a4", "a.example", own(1), own(2), "new"),
			},
			want: map[string][]string{"a1": {own(1), own(2)}, "a4": {own(1), own(2), "new"}},
		},
		{
			name: "twice in one article counts once",
			pages: []fakeInput{
				page("a1", "a.example", own(1), notice, notice, "x"), page("a2", "a.example", own(2), notice, notice, "y"), page("a3", "a.example", own(3), "z"), page("a4", "a.example", own(4), "u"),
			},
			want: map[string][]string{"a1": {own(1), notice, notice, "x"}},
		},
		{
			name: "without a host nothing is known",
			pages: []fakeInput{
				page("1", "", own(1), notice), page("2", "", own(2), notice), page("3", "", own(3), notice), page("4", "", own(4), notice),
			},
			want: map[string][]string{"1": {own(1), notice}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			engine := newEngine()
			report, err := ingest.Run(t.Context(), ingest.Config{Engine: engine, Recogniser: fakeRecogniser{}, Inputs: inputs(test.pages)})
			if err != nil {
				t.Fatal(err)
			}
			for id, want := range test.want {
				doc := engine.docs[id]
				if !slices.Equal(doc.Paragraphs, want) || doc.Body != strings.Join(want, "\n\n") {
					t.Errorf("%s: %q, want %q", id, doc.Paragraphs, want)
				}
				if n := len(doc.Structure); n != 1 || doc.Structure[0].Paragraph != len(want)-1 {
					t.Errorf("%s: the last paragraph is no heading any more: %v", id, doc.Structure)
				}
			}
			if report.Repeated != test.left {
				t.Errorf("%d paragraphs left out, want %d", report.Repeated, test.left)
			}
			var text strings.Builder
			if err := report.WriteText(&text); err != nil || strings.Contains(text.String(), "left out") != (test.left > 0) {
				t.Errorf("the report is %q, %v", text.String(), err)
			}
		})
	}
}

// Only what came before counts for a batch; what an index holds already is not
// read again.
func TestWhatAHostRepeatsIsRememberedOverBatches(t *testing.T) {
	t.Parallel()
	var pages []fakeInput
	for i := range 6 {
		pages = append(pages, page(fmt.Sprint("a", i), "a.example", fmt.Sprintf("Something else happened at place %d, once more.", i), "Write to us.", "end "+fmt.Sprint(i)))
	}
	engine := newEngine()
	report, err := ingest.Run(t.Context(), ingest.Config{Engine: engine, Recogniser: fakeRecogniser{}, Inputs: inputs(pages), BatchArticles: 2})
	if err != nil || report.Repeated != 4 {
		t.Errorf("%d paragraphs left out (%v), want those of articles 3 to 6", report.Repeated, err)
	}
}
