package query_test

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"dateline/query"
)

func TestParseRegexp(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, pattern string
		ok            bool
	}{
		{"letters", "flood", true},
		{"a class", "dimitr[iyu]", true},
		{"alternatives", "flood|storm", true},
		{"repetition", "flo{2,3}d", true},
		{"any", ".*", true},
		{"a class by name", `\p{Greek}+\d`, true},
		{"nothing", "", true},
		{"an open class", "dimitr[iy", false},
		{"an open group", "(a", false},
		{"nothing to repeat", "*a", false},
		{"a back reference", `(a)\1`, false},
		{"a look ahead", "a(?=b)", false},
		{"the longest", strings.Repeat("a", 256), true},
		{"too long", strings.Repeat("a", 257), false},
		{"too much once written out", "(a{32}){31}", false},
		{"far too much", "((a{100}){100}){100}", false},
		{"much, but not too much", "a{900}", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			re, err := query.ParseRegexp(tt.pattern)
			if (err == nil) != tt.ok || (re != nil) != tt.ok {
				t.Fatalf("%q gives %v, %v", tt.pattern, re, err)
			}
			e, repairs := query.Parse("x /"+tt.pattern+"/", query.OpAnd, schema)
			if strings.Contains(codes(repairs), "bad_pattern") == tt.ok && tt.pattern != "" && len(tt.pattern) <= 256 {
				t.Errorf("in a query %q is read as %q with repairs %+v", tt.pattern, e, repairs)
			}
		})
	}
}

// TestRegexpIsOfTheWholeWord: a pattern fits the words that it fits whole, without
// regard to case, and signs for the ends of words or lines say nothing.
func TestRegexpIsOfTheWholeWord(t *testing.T) {
	t.Parallel()
	pieces := []string{"a", "b", "[ab]", ".", "a?", "b*", "(ab|b)", "a{2}", "A"}
	anchors := []string{"", "", "^", "$", `\b`, `\B`, `\A`, `\z`, "(?m:^)"}
	random := rand.New(rand.NewPCG(61, 62))
	for range 3000 {
		plain, anchored := "", ""
		for range 1 + random.IntN(4) {
			piece := pieces[random.IntN(len(pieces))]
			plain += piece
			anchored += anchors[random.IntN(len(anchors))] + piece
		}
		anchored += anchors[random.IntN(len(anchors))]
		want := regexp.MustCompile(`(?i)\A(?:` + plain + `)\z`)
		re, err := query.ParseRegexp(anchored)
		if err != nil {
			t.Fatalf("%q: %v", anchored, err)
		}
		got := regexp.MustCompile(`\A(?:` + re.String() + `)\z`)
		for _, word := range []string{"", "a", "b", "ab", "ba", "aa", "abb", "aab", "abab", "AB", "bbb", "c", "acb"} {
			if got.MatchString(word) != want.MatchString(word) {
				t.Fatalf("%q is %q, which fits %q: %v", anchored, re, word, got.MatchString(word))
			}
		}
	}
}

// TestPatternsAreRead: which texts are patterns, where, and what they are then.
func TestPatternsAreRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want query.Expr
	}{
		{"flo*", query.Wildcard{Pattern: "flo*"}},
		{"flo***d", query.Wildcard{Pattern: "flo*d"}},
		{"fl??d", query.Wildcard{Pattern: "fl??d"}},
		{"flood?", query.Word{Text: "flood"}},
		{"flood??", query.Word{Text: "flood"}},
		{"flo?d?", query.Wildcard{Pattern: "flo?d"}},
		{"flood*?", query.Wildcard{Pattern: "flood*"}},
		{`flood\?`, query.Word{Text: "flood?"}},
		{`flo\*od`, query.Word{Text: "flo*od"}},
		{`flo\*o*`, query.Wildcard{Pattern: `flo\*o*`}},
		{"title:flo*", query.Wildcard{Field: "title", Pattern: "flo*"}},
		{"person:merk*", query.Wildcard{Field: "person", Pattern: "merk*"}},
		{"lang:d*", query.Word{Field: "lang", Text: "d"}},
		{"site:*.co.uk", query.Word{Field: "site", Text: "co.uk"}},
		{"site:bbc*", query.Word{Field: "site", Text: "bbc"}},
		{"http://a.b/?c=d*", query.Word{Text: "http://a.b/?c=d*"}},
		{`"flood wat*"`, query.Near{A: query.Phrase{Text: "flood"}, B: query.Wildcard{Pattern: "wat*"}, Within: 1, Ordered: true}},
		{`"flood * * water"`, query.Near{A: query.Phrase{Text: "flood"}, B: query.Phrase{Text: "water"}, Within: 3, Ordered: true}},
		{`"* flood *"`, query.Phrase{Text: "flood"}},
		{`"is it a flood?"`, query.Phrase{Text: "is it a flood?"}},
		{`"flood \* water"`, query.Phrase{Text: "flood * water"}},
		{"/flo+d/", query.Regexp{Pattern: "flo+d"}},
		{"title:/flo+d/", query.Regexp{Field: "title", Pattern: "flo+d"}},
		{"/usr/bin/env", query.Word{Text: "usr/bin/env"}},
		{"//flo+d/", query.Word{Text: "flo+d"}},
		{"/flo od/", query.And{Exprs: []query.Expr{query.Word{Text: "flo"}, query.Word{Text: "od"}}}},
		{"lang:/d+/", query.Word{Field: "lang", Text: "d+"}},
		{"flood~2", query.Fuzzy{Text: "flood", Distance: 2}},
		{"flo*d~2", query.Wildcard{Pattern: "flo*d"}},
		{"/flo+d/~2", query.Regexp{Pattern: "flo+d"}},
		{"lang:de~1", query.Word{Field: "lang", Text: "de"}},
		{`flood\~2`, query.Word{Text: "flood~2"}},
	}
	for _, test := range tests {
		e, _ := query.Parse(test.text, query.OpAnd, schema)
		if reflect.DeepEqual(e, test.want) {
			continue
		}
		t.Errorf("%q is read as %#v, want %#v", test.text, e, test.want)
	}
}
