package query

import (
	"strings"
	"testing"
	"time"
)

// TestParseIsLinear counts the runes that are looked at: twice the text may
// take about twice as many looks, whatever it is made of.
func TestParseIsLinear(t *testing.T) {
	t.Parallel()
	schema := Schema{{Name: "title"}, {Name: "date", Kind: Date}, {Name: "words", Kind: Number}, {Name: "hlead"}}
	for _, piece := range []string{
		"a ", "a", "(", ")", "(a ", "()", `"`, `" `, `"a" `, "“", "“a ”", `"”`, "„a", "«»", "«a“",
		`\`, `\"`, `\ `, "/", "/(", "/a/ ", "/a/", "/a(", "~", "a~1", `"~1`, "^", "!", "a!", "-", "- ", "+a", "|", "&",
		"AND ", "a AND ", "NOT ", "NOT (", "a:", "a:(", ":", "foo:bar ", "title:", "title: ", "title:(",
		"date:", "date: ", "date:[", "date:[ ", "date:[2026 TO 2027] ", "date:2026..", "*", "a*", "?", "w/2 ", "a w/2 ", "atleast2 ",
		"a~~~", "a^1", ")^2", `"a"~1^2`, "/a/^2", "a!!", `"a* b" `, `"a*`, "words:>1 ", "words:", "has:title ", "like:a ", "hlead(a ",
		"\x00", "\xff", "é ", "東", "http://a.example/",
	} {
		const n = 4000
		once, twice := looks(strings.Repeat(piece, n), schema), looks(strings.Repeat(piece, 2*n), schema)
		if twice > 2*once+once/10 {
			t.Errorf("%q takes %d looks %d times, and %d looks %d times", piece, once, n, twice, 2*n)
		}
	}
}

// TestParseEndsSoon: the tree, too, is built in a time that grows with the
// text. The bound is ample; what is quadratic takes many times as long.
func TestParseEndsSoon(t *testing.T) {
	t.Parallel()
	schema := Schema{{Name: "title"}, {Name: "lang", Kind: Code}}
	for _, piece := range []string{
		"a w/1 ", "(a w/1 ", "a) w/1 b ", "((a OR b) w/1 ", "(lang:a w/1 ", "(a b lang:x) w/1 ", "atleast2(", "atleast2 (a b ", "(a^2 ",
		"NOT (a w/1 ", "a NOT w/1 ", `"a* b" w/1 `, "/.{200}/ ", "(", "a OR (b ",
	} {
		start := time.Now()
		for range 10 {
			e, _ := Parse(strings.Repeat(piece, MaxText/len(piece)), OpAnd, schema)
			_ = e.String()
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q takes %v ten times", piece, took)
		} else {
			t.Logf("%q takes %v ten times", piece, took)
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
