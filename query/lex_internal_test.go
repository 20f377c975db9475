package query

import (
	"strings"
	"testing"
)

// TestParseIsLinear counts the runes that are looked at: twice the text may
// take about twice as many looks, whatever it is made of.
func TestParseIsLinear(t *testing.T) {
	t.Parallel()
	schema := Schema{{Name: "title"}, {Name: "date", Kind: Date}}
	for _, piece := range []string{
		"a ", "a", "(", ")", "(a ", "()", `"`, `" `, `"a" `, "“", "“a ”", `"”`, "„a", "«»", "«a“",
		`\`, `\"`, `\ `, "/", "/(", "/a/ ", "/a/", "/a(", "~", "a~1", `"~1`, "^", "!", "a!", "-", "- ", "+a", "|", "&",
		"AND ", "a AND ", "NOT ", "NOT (", "a:", "a:(", ":", "foo:bar ", "title:", "title: ", "title:(",
		"date:", "date: ", "date:[", "date:[ ", "date:[2026 TO 2027] ", "date:2026..", "*", "a*", "?", "w/2 ", "atleast2 ",
		"\x00", "\xff", "é ", "東", "http://a.example/",
	} {
		const n = 4000
		once, twice := looks(strings.Repeat(piece, n), schema), looks(strings.Repeat(piece, 2*n), schema)
		if twice > 2*once+once/10 {
			t.Errorf("%q takes %d looks %d times, and %d looks %d times", piece, once, n, twice, 2*n)
		}
	}
}

func looks(text string, schema Schema) int {
	l := newLexer(text, schema)
	for l.next().kind != endToken {
	}
	return l.looks
}

func TestDistance(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"abc", "", 3},
		{"person", "person", 0},
		{"perosn", "person", 1},
		{"persn", "person", 1},
		{"pperson", "person", 1},
		{"parson", "person", 1},
		{"presno", "person", 2},
		{"ca", "abc", 3},
	}
	for _, test := range tests {
		if got := distance([]rune(test.a), []rune(test.b)); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance([]rune(test.b), []rune(test.a)); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.b, test.a, got, test.want)
		}
	}
}
