package index_test

import (
	"strings"
	"testing"

	"dateline/index"
	"dateline/query"
)

// brackets shows a snippet with what matched in brackets.
func brackets(s index.Snippet) string {
	var b strings.Builder
	for text, matched := range s.Pieces() {
		if matched {
			text = "[" + text + "]"
		}
		b.WriteString(text)
	}
	return b.String()
}

func TestMark(t *testing.T) {
	t.Parallel()
	doc := article("a", "Talks open in Cairo", "Negotiators talked of a truce.", "", "The truce talks went on & on.")
	cases := []struct{ name, text, want string }{
		{"nothing asked", "", "Talks open in Cairo|Negotiators talked of a truce.||The truce talks went on & on."},
		{"a word in all its forms", "talk", "[Talks] open in Cairo|Negotiators [talked] of a truce.||The truce [talks] went on & on."},
		{"a phrase", `"truce talks"`, "Talks open in Cairo|Negotiators talked of a truce.||The [truce talks] went on & on."},
		{"only in the title", "title:talks", "[Talks] open in Cairo|Negotiators talked of a truce.||The truce talks went on & on."},
		{"what must not be there", "cairo -truce", "Talks open in [Cairo]|Negotiators talked of a truce.||The truce talks went on & on."},
		{"what is not there", "zebra", "Talks open in Cairo|Negotiators talked of a truce.||The truce talks went on & on."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			marked := index.Mark(t.Context(), query.NewRequest().WithText(c.text), &doc)
			got := []string{brackets(marked.Title)}
			for i, paragraph := range marked.Paragraphs {
				if got = append(got, brackets(paragraph)); paragraph.Paragraph != i {
					t.Errorf("paragraph %d says that it is %d", i, paragraph.Paragraph)
				}
			}
			if got := strings.Join(got, "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestPartOfASnippet(t *testing.T) {
	t.Parallel()
	s := index.Snippet{Text: "one two three", Spans: []index.Span{{Start: 0, End: 3}, {Start: 4, End: 9}}, CutEnd: true}
	cases := []struct {
		name       string
		start, end int
		want       string
	}{
		{"all", 0, 13, "[one] [two t]hree"},
		{"nothing", 4, 4, ""},
		{"through a match", 5, 8, "[wo ]"},
		{"between matches", 3, 4, " "},
		{"from within a match", 8, 13, "[t]hree"},
	}
	for _, c := range cases {
		part := s.Part(c.start, c.end)
		if got := brackets(part); got != c.want || part.CutEnd {
			t.Errorf("%s: %q, cut %t, want %q", c.name, got, part.CutEnd, c.want)
		}
	}
}

// Whoever has seen enough stops.
func TestPiecesCanBeLeft(t *testing.T) {
	t.Parallel()
	s := index.Snippet{Text: "one two three", Spans: []index.Span{{Start: 4, End: 7}}}
	for most := 1; most <= 3; most++ {
		seen := 0
		for range s.Pieces() {
			if seen++; seen == most {
				break
			}
		}
		if seen != most {
			t.Errorf("saw %d pieces, want %d", seen, most)
		}
	}
}
