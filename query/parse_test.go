package query_test

import (
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/golden"
	"dateline/query"
)

// TestParse runs the cases of testdata/parse.txt. With -update it rewrites
// the readings; look at the difference.
func TestParse(t *testing.T) {
	t.Parallel()
	const file = "testdata/parse.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	cases := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			got.WriteString(line + "\n")
			continue
		}
		input, _, _ := strings.Cut(line, "\t")
		got.WriteString(reading(input) + "\n")
		cases++
	}
	if cases < 100 {
		t.Errorf("%s has only %d cases: is it whole?", file, cases)
	}
	golden.Equal(t, file, []byte(got.String()))
}

// reading is a case of testdata/parse.txt: the text, how it is read, and the
// codes of the repairs. A text that begins with "OR> " is read with OpOr.
func reading(input string) string {
	text, or := strings.CutPrefix(input, "OR> ")
	op := query.OpAnd
	if or {
		op = query.OpOr
	}
	e, repairs := query.Parse(text, op, schema)
	line := input + "\t→ " + e.String()
	for i, r := range repairs {
		if i == 0 {
			line += "\t"
		} else {
			line += " "
		}
		line += r.Code
	}
	return line
}

func TestParseTrees(t *testing.T) {
	t.Parallel()
	word := func(text string) query.Expr { return query.Word{Text: text} }
	tests := []struct {
		name, text string
		op         query.Op
		want       query.Expr
	}{
		{"empty", "", query.OpAnd, query.All{}},
		{"words", "nord stream", query.OpAnd, query.And{Exprs: []query.Expr{word("nord"), word("stream")}}},
		{"words by or", "nord stream", query.OpOr, query.Or{Exprs: []query.Expr{word("nord"), word("stream")}}},
		{"nested and is flat", "a (b AND c)", query.OpAnd, query.And{Exprs: []query.Expr{word("a"), word("b"), word("c")}}},
		{"nested or is flat", "a OR (b OR c)", query.OpAnd, query.Or{Exprs: []query.Expr{word("a"), word("b"), word("c")}}},
		{"twice not", "NOT (NOT (a))", query.OpAnd, word("a")},
		{"pure negation", "-cdu", query.OpAnd, query.Not{Expr: word("cdu")}},
		{"field by alias", "Headline:Flood", query.OpAnd, query.Word{Field: "title", Text: "Flood"}},
		{"phrase of a name", `person:"Angela  Merkel "`, query.OpAnd, query.Phrase{Field: "person", Text: "Angela Merkel"}},
		{"month", "date:2026-03", query.OpAnd, query.Dates{From: "2026-03", To: "2026-03", Through: true}},
		{"range", "date:2026-03..2026-05", query.OpAnd, query.Dates{From: "2026-03", To: "2026-05", Through: true}},
		{"open range", "date:2026-03..", query.OpAnd, query.Dates{From: "2026-03"}},
		{"until", "until:2026", query.OpAnd, query.Dates{To: "2026"}},
		{"range of ages", "date:30d..7d", query.OpAnd, query.Dates{From: "30d", To: "7d"}},
		{
			"or narrows by prefix and sign", "flood storm -cdu lang:de", query.OpOr,
			query.And{Exprs: []query.Expr{
				query.Or{Exprs: []query.Expr{word("flood"), word("storm")}},
				query.Not{Expr: word("cdu")},
				query.Word{Field: "lang", Text: "de"},
			}},
		},
		{
			"negated words of an unknown field", "a -foo:bar", query.OpAnd,
			query.And{Exprs: []query.Expr{word("a"), query.Not{Expr: query.And{Exprs: []query.Expr{word("foo"), word("bar")}}}}},
		},
		{"broken UTF-8 separates", "a\xffb\x00", query.OpAnd, query.And{Exprs: []query.Expr{word("a"), word("b")}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, _ := query.Parse(test.text, test.op, schema)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Parse(%q) (- want, + got):\n%s", test.text, diff)
			}
		})
	}
}

func TestRepairsSayWhereAndWhat(t *testing.T) {
	t.Parallel()
	text := `flood perosn:merkel "rule of law`
	_, got := query.Parse(text, query.OpAnd, schema)
	want := []query.Repair{
		{Code: "unknown_field", Offset: 6, Length: 7, Message: "There is no field “perosn:”; it was read as a word. Did you mean “person:”?"},
		{Code: "unclosed_quote", Offset: 20, Length: 1, Message: "The quote is not closed; it was closed at the end."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("repairs of %q (- want, + got):\n%s", text, diff)
	}
}

func TestParseBounds(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("(a OR (b ", 500) + "c" + strings.Repeat("))", 500)
	tests := []struct {
		name, text string
		codes      string
		leaves     int
	}{
		{"as many words as allowed", strings.Repeat("a ", query.MaxLeaves), "", query.MaxLeaves},
		{"more words", strings.Repeat("a ", query.MaxLeaves+5), "too_many_terms", query.MaxLeaves},
		{"needless parentheses", strings.Repeat("(", 5000) + "a" + strings.Repeat(")", 5000), "", 1},
		{"deep", deep, "too_deep", 1001},
		{"deep negation", strings.Repeat("NOT (a ", 300) + "b" + strings.Repeat(")", 300), "too_deep", 301},
		{"a chain", strings.Repeat("a w/3 ", 900) + "b", "", 901},
		{"deep proximity", strings.Repeat("(a w/3 ", 300) + "b" + strings.Repeat(")", 300), "too_deep", 301},
		{"deep on both sides", strings.Repeat("(a w/3 b OR ", 150) + "c" + strings.Repeat(") w/p d", 150), "too_deep", 451},
		{"deep counts", strings.Repeat("atleast3((a OR b) w/3 ", 200) + "c" + strings.Repeat(")", 200), "too_deep", 401},
		{"deep weights", strings.Repeat("(a b^2 ", 200) + "c" + strings.Repeat(")^2", 200), "too_deep", 401},
		{"many stars in a phrase", `"` + strings.Repeat("a* ", 2000) + `"`, "too_many_terms", query.MaxPhrase},
		{"many ranges of numbers", strings.Repeat("words:1..2 ", 700), "too_many_terms", query.MaxLeaves},
		{"many stray characters are one repair", "a " + strings.Repeat(")", 5000), "stray_paren", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e, repairs := query.Parse(test.text, query.OpAnd, schema)
			if got := codes(repairs); got != test.codes {
				t.Errorf("repairs %q, want %q", got, test.codes)
			}
			if got := countLeaves(e); got != test.leaves {
				t.Errorf("%d leaves, want %d", got, test.leaves)
			}
			if got := depth(e.String()); got > query.MaxDepth {
				t.Errorf("canonical text is %d parentheses deep, want at most %d", got, query.MaxDepth)
			}
			checkFixedPoint(t, e)
		})
	}
}

func TestLongPhrasesAreCut(t *testing.T) {
	t.Parallel()
	row := func(word, between string, n int) string {
		return strings.TrimSuffix(strings.Repeat(word+between, n), between)
	}
	const most, tooMany = query.MaxPhrase, "too_many_terms"
	tests := []struct{ name, text, want, codes string }{
		{"as long as allowed", `"` + row("a", " ", most) + `"`, `"` + row("a", " ", most) + `"`, ""},
		{"longer", `"` + row("a", " ", most+1) + `"`, `"` + row("a", " ", most) + `"`, tooMany},
		{"much longer", `"` + row("a", " ", 4000) + `"~3`, `"` + row("a", " ", most) + `"~3`, tooMany},
		{"in a field", `title:"` + row("a", ", ", 400) + `."`, `title:"` + row("a", ", ", most) + `"`, tooMany},
		{"of names", `person:"` + row("Ann", " ", 400) + `"`, `person:"` + row("Ann", " ", most) + `"`, tooMany},
		{"by hyphens", row("a", "-", 2000), row("a", "-", most), tooMany},
		{"without spaces", strings.Repeat("東京", 500), strings.Repeat("東京", most/2), tooMany},
		{"without spaces, with accents", strings.Repeat("か\u3099", 300), strings.Repeat("か\u3099", most), tooMany},
		{"Vietnamese", `"` + row("thường", " ", most) + `"`, `"` + row("thường", " ", most) + `"`, ""},
		{"one long word", strings.Repeat("a", 5000), strings.Repeat("a", 5000), ""},
		{"with slips", row("a", "-", 2000) + "~1", row("a", "-", most) + "~1", tooMany},
		{"with stars", `"` + row("a", " ", 300) + ` b*"`, `"` + row("a", " ", most) + `"`, tooMany},
		{"stars", `"` + row("a*", " ", most+1) + `"`, row("a*", " pre/1 ", most), tooMany},
		{"too long for a pattern", row("a", "-", 2000) + "*", row("a", "-", most), "bad_pattern " + tooMany},
		{"with stars and slop", `"` + row("a*", " ", 300) + `"~2`, `"` + row(`a\*`, " ", most-1) + ` a"~2`, "bad_pattern " + tooMany},
		{"what is compared whole", "lang:" + row("a", "-", 2000), "lang:" + row("a", "-", 2000), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e, repairs := query.Parse(test.text, query.OpAnd, schema)
			if got := codes(repairs); got != test.codes {
				t.Errorf("repairs %q, want %q", got, test.codes)
			}
			if got := e.String(); got != test.want {
				t.Errorf("read as %.200s… of %d bytes, want %d", got, len(got), len(test.want))
			}
			checkFixedPoint(t, e)
		})
	}
}

func TestRepairsAreBounded(t *testing.T) {
	t.Parallel()
	_, repairs := query.Parse(strings.Repeat("a ~ ", 500), query.OpAnd, schema)
	if len(repairs) != 101 {
		t.Fatalf("%d repairs, want 100 and one that counts the rest", len(repairs))
	}
	last := repairs[100]
	if last.Code != "more_repairs" || !strings.Contains(last.Message, "400") {
		t.Errorf("the last repair is %+v, want more_repairs of 400", last)
	}
}

// TestCanonicalTextOfTrees makes trees rather than texts: what can be said
// can be written.
func TestCanonicalTextOfTrees(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		checkFixedPoint(t, randomTree(random, 4, ""))
		if t.Failed() {
			return
		}
	}
}

func FuzzParse(f *testing.F) {
	cases, err := os.ReadFile("testdata/parse.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		input, _, _ := strings.Cut(line, "\t")
		f.Add(input, len(input)%2 == 0)
	}
	f.Add("\xff\x00“", true)
	f.Fuzz(func(t *testing.T, text string, or bool) {
		op := query.OpAnd
		if or {
			op = query.OpOr
		}
		e, repairs := query.Parse(text, op, schema)
		end := 0
		for _, r := range repairs {
			if r.Offset < 0 || r.Length < 0 || r.Offset+r.Length > len(text) {
				t.Errorf("repair %+v is outside of the %d bytes of %q", r, len(text), text)
			}
			if r.Offset < end {
				t.Errorf("repairs of %q are not in order: %+v", text, repairs)
			}
			if end = r.Offset; !utf8.ValidString(r.Message) || r.Message == "" {
				t.Errorf("repair of %q has message %q", text, r.Message)
			}
		}
		checkFixedPoint(t, e)
	})
}

// checkFixedPoint wants the tree back from its text, without mending anything,
// however bare words join.
func checkFixedPoint(t *testing.T, e query.Expr) {
	t.Helper()
	text := e.String()
	for _, op := range []query.Op{query.OpAnd, query.OpOr} {
		again, repairs := query.Parse(text, op, schema)
		if mended(repairs) {
			t.Errorf("canonical text %q needs repairs: %+v", text, repairs)
		}
		if !reflect.DeepEqual(e, again) { // cmp.Diff takes for ever in deep trees
			t.Errorf("text %q with op=%s gives another tree:\nwant %#v\ngot  %#v", text, op, e, again)
		}
	}
	if !utf8.ValidString(text) {
		t.Errorf("canonical text %q is not UTF-8", text)
	}
}

// mended tells whether there is any repair but the one that mends nothing.
func mended(repairs []query.Repair) bool {
	return slices.ContainsFunc(repairs, func(r query.Repair) bool { return r.Code != "wide_pattern" })
}

func codes(repairs []query.Repair) string {
	var list []string
	for _, r := range repairs {
		list = append(list, r.Code)
	}
	return strings.Join(list, " ")
}

func countLeaves(e query.Expr) int {
	operands := query.Operands(e)
	if len(operands) == 0 {
		return 1
	}
	n := 0
	for _, operand := range operands {
		n += countLeaves(operand)
	}
	return n
}

func depth(text string) int {
	depth, deepest := 0, 0
	for _, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		deepest = max(deepest, depth)
	}
	return deepest
}

// randomTree makes a tree in normal form; parent is the kind of node above.
func randomTree(random *rand.Rand, depth int, parent string) query.Expr {
	kind := []string{"leaf", "and", "or", "not", "boost", "place"}[random.IntN(6)]
	if depth == 0 || kind == parent {
		return randomLeaf(random)
	}
	switch kind {
	case "and":
		return query.And{Exprs: randomTrees(random, depth-1, kind)}
	case "or":
		return query.Or{Exprs: randomTrees(random, depth-1, kind)}
	case "not":
		return query.Not{Expr: randomTree(random, depth-1, kind)}
	case "boost":
		if inner := randomTree(random, depth-1, kind); isBoostable(inner) {
			return query.Boost{Expr: inner, Factor: []float64{0.5, 2, 100, 0.01}[random.IntN(4)]}
		}
	case "place":
		return randomPlace(random, depth, "place")
	}
	return randomLeaf(random)
}

// isBoostable tells what scores.
func isBoostable(e query.Expr) bool {
	switch e.(type) {
	case query.All, query.Dates, query.Compare, query.Has, query.Like, query.Not, query.Boost:
		return false
	default:
		return true
	}
}

// randomPlace makes a tree whose matches are places in the text.
func randomPlace(random *rand.Rand, depth int, parent string) query.Expr {
	kind := []string{"leaf", "near", "apart", "paragraph", "and", "or", "atleast", "boost"}[random.IntN(8)]
	if depth == 0 || kind == parent {
		return randomWord(random, []string{"", "", "title", "lead", "person"}[random.IntN(5)])
	}
	place := func() query.Expr { return randomPlace(random, depth-1, kind) }
	switch kind {
	case "near":
		return query.Near{A: place(), B: place(), Within: 1 + random.IntN(query.MaxDistance), Ordered: random.IntN(2) == 0}
	case "apart":
		return query.NotNear{A: place(), B: place(), Within: random.IntN(query.MaxDistance)}
	case "paragraph":
		return query.SameParagraph{A: place(), B: place()}
	case "and":
		if parent == "atleast" {
			return place()
		}
		return query.And{Exprs: []query.Expr{place(), place()}}
	case "or":
		return query.Or{Exprs: []query.Expr{place(), place(), place()}}
	case "atleast":
		inner := place()
		if counted, ok := inner.(query.AtLeast); ok {
			inner = counted.Expr
		}
		return query.AtLeast{N: 2 + random.IntN(query.MaxCount-1), Expr: inner}
	case "boost":
		if inner := place(); parent != "atleast" && isBoostable(inner) {
			return query.Boost{Expr: inner, Factor: 3.25}
		}
	}
	return randomWord(random, "")
}

func randomTrees(random *rand.Rand, depth int, kind string) []query.Expr {
	var trees []query.Expr
	for range 2 + random.IntN(3) {
		tree := randomTree(random, depth, kind)
		if and, ok := tree.(query.And); ok && kind == "and" { // made by what makes places
			tree = and.Exprs[0]
		}
		if or, ok := tree.(query.Or); ok && kind == "or" {
			tree = or.Exprs[0]
		}
		trees = append(trees, tree)
	}
	return trees
}

func randomLeaf(random *rand.Rand) query.Expr {
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	switch random.IntN(6) {
	case 0:
		moments := []string{"2026", "2026-03", "2026-03-14", "7d", "12m", "2026-03-14T10:00:00Z"}
		m, n := query.Moment(pick(moments...)), query.Moment(pick(moments[:3]...))
		return []query.Expr{
			query.Dates{From: m},
			query.Dates{To: m},
			query.Dates{From: m, To: m, Through: true},
			query.Dates{To: n, Through: true},
			query.Dates{From: "2025", To: n, Through: true},
			query.Dates{From: "2025", To: n},
			query.Dates{From: "30d", To: "7d"},
		}[random.IntN(7)]
	case 1:
		field := pick("title", "person", "site", "lang", "date", "words")
		return []query.Expr{
			query.Compare{Field: "words", Op: query.Comparison(pick("=", "<", "<=", ">", ">=")), Value: random.IntN(2000)},
			query.Has{Field: field},
			query.Like{ID: pick("ab12", "a b", "a/b:c", `"x`) + randomText(random)},
		}[random.IntN(3)]
	case 2:
		field := pick("site", "lang")
		if random.IntN(2) == 0 {
			return query.Phrase{Field: field, Text: pick("a* ~ b", "en")}
		}
		text := pick("de", "bbc.co.uk", "d*") + randomText(random)
		if field == "site" {
			text = strings.Map(func(r rune) rune {
				if strings.ContainsRune("/?#:", r) { // ends a host
					return -1
				}
				return r
			}, text)
		}
		return query.Word{Field: field, Text: text}
	}
	return randomWord(random, pick("", "", "title", "person"))
}

// randomWord makes a leaf of text.
func randomWord(random *rand.Rand, field string) query.Expr {
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	switch random.IntN(7) {
	case 0, 1:
		if field == "person" {
			return query.Phrase{Field: field, Text: pick("Angela Merkel", "a* b")}
		}
		return query.Phrase{
			Field: field, Text: pick("rule of law", `say "no"`, `back\slash`, "“curly” «quotes»", "a* ~ b", "東京都"),
			Slop: []int{0, 0, 1, 255}[random.IntN(4)],
		}
	case 2:
		return query.Wildcard{Field: field, Pattern: pick("a*", "*a", "a?b", "w/*", "near*5", "foo:b*", "a://b*", `a\*b*c`, `a\\*`, "?a", "-a*", "!*a", "'a*", "é*東", "NOT*a") + pick("", "b", "b*", `\?`)}
	case 3:
		return query.Fuzzy{Field: field, Text: pick("flood", "AND", "w/2", "10:30", "a~2") + randomText(random), Distance: 1 + random.IntN(2)}
	case 4:
		return query.Regexp{Field: field, Pattern: pick("dimitr[iyu]", "a|b", `a\/b`, "(x)+", ".*a", `\w+"`, "a/b", "^a$")}
	}
	return query.Word{Field: field, Text: pick("flood", "AND", "w/2", "near5", "atleast2", "SAME", "http://a.example/?b=c~d*", "foo:bar", "10:30") + randomText(random)}
}

// randomText has every sign of the language.
func randomText(random *rand.Rand) string {
	const signs = `ab1:*?~^!/\|&()[]{}"'+-,;<>.‘’“”„«» é東/`
	runes := []rune(signs)
	var b strings.Builder
	for range random.IntN(4) {
		b.WriteRune(runes[random.IntN(len(runes))])
	}
	return b.String()
}
