package query_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"dateline/query"
)

// law is something that holds for the readings of all texts: two texts made of
// others are read alike.
type law struct {
	name        string
	left, right func(x, y string) string
}

// TestLaws checks the laws of the language on random texts.
func TestLaws(t *testing.T) {
	t.Parallel()
	laws := []law{
		{"parentheses around the whole say nothing", func(x, _ string) string { return "(" + x + ")" }, func(x, _ string) string { return x }},
		{"so do blanks", func(x, _ string) string { return " \t" + x + "\n " }, func(x, _ string) string { return x }},
		{"side by side is AND", group(" "), group(" AND ")},
		{"& is AND", group(" & "), group(" AND ")},
		{"a bar is OR", group("|"), group(" OR ")},
		{"minus is NOT", func(x, y string) string { return "(" + y + ") -(" + x + ")" }, func(x, y string) string { return "(" + y + ") NOT (" + x + ")" }},
		{"twice NOT is nothing", func(x, _ string) string { return "NOT (NOT (" + x + "))" }, func(x, _ string) string { return x }},
		{"plus is nothing beside AND", func(x, y string) string { return "+(" + x + ") +(" + y + ")" }, group(" AND ")},
		{"AND does not care for grouping", func(x, y string) string { return "((" + x + ") (" + y + ")) flood" }, func(x, y string) string { return "(" + x + ") ((" + y + ") flood)" }},
		{"OR does not care for grouping", func(x, y string) string { return "((" + x + ") OR (" + y + ")) OR flood" }, func(x, y string) string { return "(" + x + ") OR ((" + y + ") OR flood)" }},
		{"a weight of 1 is none", func(x, _ string) string { return "(" + x + ")^1" }, func(x, _ string) string { return x }},
		{"weights multiply", func(x, _ string) string { return "((" + x + ")^2)^4" }, func(x, _ string) string { return "((" + x + ")^4)^2" }},
		{"a count of 1 is none", func(x, _ string) string { return "atleast1(" + x + ")" }, func(x, _ string) string { return x }},
		{"every article adds nothing", func(x, _ string) string { return "(" + x + ") *" }, func(x, _ string) string { return x }},
		{"a dangling operator is dropped", func(x, _ string) string { return "OR " + x + " AND" }, func(x, _ string) string { return x }},
		{"an open parenthesis is closed", func(x, _ string) string { return "((" + x }, func(x, _ string) string { return x }},
		{"a stray parenthesis is dropped", func(x, _ string) string { return ") " + x + " ))" }, func(x, _ string) string { return x }},
		{"empty parentheses are dropped", func(x, _ string) string { return "() " + x + " ()" }, func(x, _ string) string { return x }},
	}
	random := rand.New(rand.NewPCG(21, 22))
	for range 1000 {
		x, y := randomTree(random, 3, "").String(), randomTree(random, 3, "").String()
		for _, law := range laws {
			a, _ := query.Parse(law.left(x, y), query.OpAnd, schema)
			b, _ := query.Parse(law.right(x, y), query.OpAnd, schema)
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("%s: %q is read as %q, %q as %q", law.name, law.left(x, y), a, law.right(x, y), b)
			}
		}
	}
}

// group joins two texts as operands.
func group(operator string) func(x, y string) string {
	return func(x, y string) string { return "(" + x + ")" + operator + "(" + y + ")" }
}

// TestNearWantsPlaces: what is a place in the text can stand near something, and
// nothing else can.
func TestNearWantsPlaces(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(23, 24))
	places := 0
	for range 5000 {
		x := randomTree(random, 2, "")
		e, repairs := query.Parse("("+x.String()+") w/3 flood", query.OpAnd, schema)
		near, isNear := e.(query.Near)
		if query.InText(x, schema) != isNear {
			t.Fatalf("%q is a place: %v; near something it is read as %q", x, query.InText(x, schema), e)
		}
		if isNear {
			places++
			if !reflect.DeepEqual(near.A, x) || mended(repairs) {
				t.Fatalf("%q is read as %q with repairs %+v", x, e, repairs)
			}
		} else if !strings.Contains(codes(repairs), "no_position") {
			t.Fatalf("%q is read as %q with repairs %q, want no_position", x, e, codes(repairs))
		}
	}
	if places < 500 {
		t.Errorf("only %d places in 5,000 trees", places)
	}
}

// TestOperandsReachEveryLeaf: walking by Operands meets each leaf of the text.
func TestOperandsReachEveryLeaf(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(25, 26))
	for range 2000 {
		e := randomTree(random, 4, "")
		rest := e.String()
		var walk func(query.Expr)
		walk = func(e query.Expr) {
			operands := query.Operands(e)
			if len(operands) == 0 {
				_, after, found := strings.Cut(rest, e.String())
				if !found {
					t.Fatalf("the leaf %q is not in the rest %q of its tree", e, rest)
				}
				rest = after
			}
			for _, operand := range operands {
				walk(operand)
			}
		}
		walk(e)
		if strings.ContainsAny(strings.NewReplacer("atleast", "").Replace(rest), "abcdefghijklmnopqrsu") {
			t.Fatalf("of %q the leaves leave %q", e, rest)
		}
	}
}

// TestPositiveAndItsNegation: a part owes its match to a query or to the
// opposite of it, never to both.
func TestPositiveAndItsNegation(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(27, 28))
	for range 2000 {
		e := randomTree(random, 3, "")
		n := len(query.Positive(e)) + len(query.Positive(query.Not{Expr: e}))
		if want := countParts(e); n != want {
			t.Fatalf("%q and its opposite have %d parts together, want %d", e, n, want)
		}
	}
}

// countParts counts what can be a part: leaves, and proximity and counts as a
// whole.
func countParts(e query.Expr) int {
	switch e.(type) {
	case query.All:
		return 0
	case query.Near, query.NotNear, query.SameParagraph, query.AtLeast:
		return 1
	default:
	}
	operands := query.Operands(e)
	if len(operands) == 0 {
		return 1
	}
	n := 0
	for _, operand := range operands {
		n += countParts(operand)
	}
	return n
}

func TestInText(t *testing.T) {
	t.Parallel()
	word, other := query.Word{Text: "a"}, query.Word{Field: "lang", Text: "de"}
	tests := []struct {
		expr query.Expr
		want bool
	}{
		{query.All{}, false},
		{word, true},
		{query.Word{Field: "title", Text: "a"}, true},
		{query.Word{Field: "lead", Text: "a"}, true},
		{query.Word{Field: "person", Text: "a"}, true},
		{query.Word{Field: "location", Text: "a"}, true},
		{query.Word{Field: "source", Text: "a"}, false}, // one name an article: it is not mentioned
		{query.Word{Field: "site", Text: "a"}, false},
		{other, false},
		{query.Word{Field: "none", Text: "a"}, false},
		{query.Phrase{Text: "a b"}, true},
		{query.Phrase{Field: "person", Text: "a b"}, true},
		{query.Phrase{Field: "lang", Text: "a b"}, false},
		{query.Wildcard{Pattern: "a*"}, true},
		{query.Fuzzy{Field: "title", Text: "a", Distance: 1}, true},
		{query.Regexp{Field: "source", Pattern: "a+"}, false},
		{query.Dates{From: "2026"}, false},
		{query.Compare{Field: "words"}, false},
		{query.Has{Field: "person"}, false},
		{query.Like{ID: "a"}, false},
		{query.Not{Expr: word}, false},
		{query.And{Exprs: []query.Expr{word, word}}, true},
		{query.And{Exprs: []query.Expr{word, other}}, false},
		{query.Or{Exprs: []query.Expr{word, word}}, true},
		{query.Or{Exprs: []query.Expr{other, word}}, false},
		{query.Or{Exprs: []query.Expr{word, query.And{Exprs: []query.Expr{word, query.Not{Expr: word}}}}}, false},
		{query.Boost{Expr: word, Factor: 2}, true},
		{query.Boost{Expr: other, Factor: 2}, false},
		{query.Near{A: word, B: word, Within: 1}, true},
		{query.NotNear{A: word, B: word}, true},
		{query.SameParagraph{A: word, B: word}, true},
		{query.AtLeast{N: 2, Expr: word}, true},
	}
	for _, test := range tests {
		if got := query.InText(test.expr, schema); got != test.want {
			t.Errorf("InText of %#v is %v, want %v", test.expr, got, test.want)
		}
	}
}

func TestFieldOf(t *testing.T) {
	t.Parallel()
	word := query.Word{Text: "a"}
	tests := []struct {
		expr  query.Expr
		field string
		ok    bool
	}{
		{word, "", true},
		{query.Word{Field: "title"}, "title", true},
		{query.Phrase{Field: "person"}, "person", true},
		{query.Wildcard{Field: "lead"}, "lead", true},
		{query.Fuzzy{Field: "lang"}, "lang", true},
		{query.Regexp{Field: "site"}, "site", true},
		{query.All{}, "", false},
		{query.Dates{}, "", false},
		{query.Compare{Field: "words"}, "", false},
		{query.Has{Field: "title"}, "", false},
		{query.Like{ID: "a"}, "", false},
		{query.Not{Expr: word}, "", false},
		{query.And{Exprs: []query.Expr{word, word}}, "", false},
		{query.Near{A: word, B: word}, "", false},
		{query.Boost{Expr: word}, "", false},
		{query.AtLeast{Expr: word}, "", false},
	}
	for _, test := range tests {
		if field, ok := query.FieldOf(test.expr); field != test.field || ok != test.ok {
			t.Errorf("FieldOf of %#v is %q, %v; want %q, %v", test.expr, field, ok, test.field, test.ok)
		}
	}
}

func TestComparisons(t *testing.T) {
	t.Parallel()
	// Each holds for 1, 2 and 3 words against 2 as it says.
	for op, want := range map[query.Comparison][3]bool{
		query.Equal: {false, true, false}, query.Less: {true, false, false}, query.AtMost: {true, true, false},
		query.More: {false, false, true}, query.NotLess: {false, true, true}, "~": {},
	} {
		for i, holds := range want {
			if got := op.Holds(i+1, 2); got != holds {
				t.Errorf("%d %s 2 is %v", i+1, op, got)
			}
		}
	}
}

// TestDatesOfTexts reads restrictions in time and resolves them.
func TestDatesOfTexts(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.March, 31, 13, 30, 0, 0, time.UTC)
	tests := []struct{ text, from, to string }{
		{"date:2026", "2026-01-01 00:00", "2027-01-01 00:00"},
		{"date:2026-02", "2026-02-01 00:00", "2026-03-01 00:00"},
		{"date:2024-02", "2024-02-01 00:00", "2024-03-01 00:00"},
		{"date:2024-02-29", "2024-02-29 00:00", "2024-03-01 00:00"},
		{"date:2026-12-31", "2026-12-31 00:00", "2027-01-01 00:00"},
		{"date:2026-01..2026-03", "2026-01-01 00:00", "2026-04-01 00:00"},
		{"date:2026-01..", "2026-01-01 00:00", ""},
		{"date:..2026-01", "", "2026-02-01 00:00"},
		{"date:[2026-01 TO 2026-03]", "2026-01-01 00:00", "2026-04-01 00:00"},
		{"date:2025..2026-03-14", "2025-01-01 00:00", "2026-03-15 00:00"},
		{"date:2026-03..2025-02", "2025-02-01 00:00", "2026-04-01 00:00"},
		{"after:2026-03", "2026-03-01 00:00", ""},
		{"since:2026-03-14", "2026-03-14 00:00", ""},
		{"before:2026-03", "", "2026-03-01 00:00"},
		{"until:2026", "", "2026-01-01 00:00"},
		{"date:24h", "2026-03-30 13:30", "2026-03-31 13:30"},
		{"date:7d", "2026-03-24 13:30", "2026-03-31 13:30"},
		{"date:2w", "2026-03-17 13:30", "2026-03-31 13:30"},
		{"date:1m", "2026-02-28 13:30", "2026-03-31 13:30"},
		{"date:1y", "2025-03-31 13:30", "2026-03-31 13:30"},
		{"date:30d..7d", "2026-03-01 13:30", "2026-03-24 13:30"},
		{"before:7d", "", "2026-03-24 13:30"},
		{"date:2026-03-14T10:00:00Z", "2026-03-14 10:00", "2026-03-14 10:00"},
	}
	for _, test := range tests {
		e, _ := query.Parse(test.text, query.OpAnd, schema)
		dates, ok := e.(query.Dates)
		if !ok {
			t.Errorf("%q is read as %q, no date", test.text, e)
			continue
		}
		from, to := dates.Span(now)
		if a, b := minute(from), minute(to); a != test.from || b != test.to {
			t.Errorf("%q is from %q to %q, want from %q to %q", test.text, a, b, test.from, test.to)
		}
	}
}

func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04")
}
