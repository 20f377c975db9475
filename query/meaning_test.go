package query_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/query"
)

// world is what an article has: words such as "a", and "title:a".
type world map[string]bool

// sentence is a text with what it means, said without any tree.
type sentence struct {
	text  string
	holds func(world) bool
}

// writer makes random sentences as the contract of the operators has them: with
// parentheses only where they are needed, in all spellings.
type writer struct {
	*rand.Rand
	op query.Op
}

func (w writer) pick(list ...string) string { return list[w.IntN(len(list))] }

// either is a row, or several joined by OR.
func (w writer) either(depth int) sentence {
	s := w.row(depth)
	for range w.IntN(3) {
		left, right := s, w.row(depth)
		s.text += w.pick(" OR ", " | ", "|", " || ") + right.text
		s.holds = func(v world) bool { return left.holds(v) || right.holds(v) }
	}
	return s
}

// row is what stands side by side. Under op=or what has no sign and no prefix is
// an alternative to others like it, and the rest narrows.
func (w writer) row(depth int) sentence {
	var texts []string
	var free, all []sentence
	for range 1 + w.IntN(3) {
		s, narrows := w.joined(depth)
		texts = append(texts, s.text)
		if w.op == query.OpOr && !narrows {
			free = append(free, s)
		} else {
			all = append(all, s)
		}
	}
	return sentence{strings.Join(texts, w.pick(" ", "  ", "\t")), func(v world) bool {
		holds := func(s sentence) bool { return s.holds(v) }
		return (len(free) == 0 || slices.ContainsFunc(free, holds)) &&
			!slices.ContainsFunc(all, func(s sentence) bool { return !holds(s) })
	}}
}

// joined is one operand, or several joined by a written AND.
func (w writer) joined(depth int) (s sentence, narrows bool) {
	s, narrows = w.signed(depth)
	for range w.IntN(4) / 2 {
		left := s
		right, alsoNarrows := w.signed(depth)
		narrows = narrows && alsoNarrows
		s.text += w.pick(" AND ", " & ", " && ") + right.text
		s.holds = func(v world) bool { return left.holds(v) && right.holds(v) }
	}
	return s, narrows
}

// signed is an operand with a sign before it, or none.
func (w writer) signed(depth int) (s sentence, narrows bool) {
	s, narrows = w.near(depth)
	switch inner := s; w.IntN(5) {
	case 0:
		s.text = w.pick("-", "!", "NOT ", "NOT NOT NOT ") + s.text
		s.holds = func(v world) bool { return !inner.holds(v) }
		return s, true
	case 1:
		s.text = "+" + s.text
		return s, true
	}
	return s, narrows
}

// near is an operand, or two that stand near one another: then both are there.
// One with a prefix beside one without does not narrow.
func (w writer) near(depth int) (s sentence, narrows bool) {
	left, narrows := w.operand(depth)
	if w.IntN(6) > 0 || strings.HasPrefix(left.text, "(") {
		return left, narrows
	}
	right := w.word()
	switch w.IntN(4) {
	case 0:
		return sentence{left.text + " NOT w/3 " + right.text, func(v world) bool { return left.holds(v) && !right.holds(v) }}, false
	case 1:
		return sentence{left.text + " w/p " + right.text, func(v world) bool { return left.holds(v) && right.holds(v) }}, false
	}
	operator := w.pick(" w/3 ", " NEAR/3 ", " pre/5 ", " adj2 ")
	return sentence{left.text + operator + right.text, func(v world) bool { return left.holds(v) && right.holds(v) }}, false
}

// operand is a word, with a prefix or without, or a group.
func (w writer) operand(depth int) (s sentence, narrows bool) {
	switch {
	case depth > 0 && w.IntN(3) == 0:
		s = w.either(depth - 1)
		s.text = w.pick("(", "( ") + s.text + w.pick(")", " )")
		return s, false
	case w.IntN(5) == 0:
		word := "title:" + w.pick("a", "b")
		return sentence{word, func(v world) bool { return v[word] }}, true
	}
	return w.word(), false
}

func (w writer) word() sentence {
	word := w.pick("a", "b", "c", "d")
	return sentence{word, func(v world) bool { return v[word] }}
}

// holds tells what a tree means, node by node. Whatever is somewhere is near
// everything.
func holds(t *testing.T, e query.Expr, v world) bool {
	t.Helper()
	sub := func(e query.Expr) bool { return holds(t, e, v) }
	switch e := e.(type) {
	case query.All:
		return true
	case query.Word:
		return v[e.String()]
	case query.Not:
		return !sub(e.Expr)
	case query.And:
		return !slices.ContainsFunc(e.Exprs, func(e query.Expr) bool { return !sub(e) })
	case query.Or:
		return slices.ContainsFunc(e.Exprs, sub)
	case query.Near:
		return sub(e.A) && sub(e.B)
	case query.SameParagraph:
		return sub(e.A) && sub(e.B)
	case query.NotNear:
		return sub(e.A) && !sub(e.B)
	case query.Phrase, query.Wildcard, query.Fuzzy, query.Regexp, query.Dates, query.Compare, query.Has, query.Like, query.AtLeast, query.Boost:
	}
	t.Fatalf("no sentence has a %T", e)
	return false
}

// TestMeaning: a sentence is read as what it means, in each of all worlds.
func TestMeaning(t *testing.T) {
	t.Parallel()
	words := []string{"a", "b", "c", "d", "title:a", "title:b"}
	for _, op := range []query.Op{query.OpAnd, query.OpOr} {
		w := writer{rand.New(rand.NewPCG(31, 32)), op}
		for range 2000 {
			s := w.either(2)
			e, repairs := query.Parse(s.text, op, schema)
			if len(repairs) > 0 {
				t.Fatalf("%q with op=%s has repairs %+v", s.text, op, repairs)
			}
			for bits := range 1 << len(words) {
				v := world{}
				for i, word := range words {
					v[word] = bits>>i&1 == 1
				}
				if holds(t, e, v) != s.holds(v) {
					t.Fatalf("%q with op=%s is read as %q, which is wrong for %v", s.text, op, e, v)
				}
			}
		}
	}
}

// TestContract: the ways to write an operator are read alike, and as the contract
// has it. The first of each line is the canonical one.
func TestContract(t *testing.T) {
	t.Parallel()
	for _, spellings := range [][]string{
		{"a AND b", "a b", "a & b", "a && b", "+a +b", "a +b", "(a) (b)", "(a b)", "a\u00a0b", "a\u3000b", "'a b'"},
		{"a OR b", "a | b", "a || b", "a|b", "(a OR b)", "(a | b)"},
		{"a AND NOT b", "a NOT b", "a -b", "a !b", "a AND -b", "a & !b", "a -(b)", "a NOT (b)"},
		{"NOT a", "-a", "!a", "NOT NOT NOT a", "-(a)", "!(NOT -a)"},
		{`"a b"`, "“a b”", "„a b“", "„a b”", "«a b»", "»a b«", "”a b”", "‟a b”", `" a  b "`},
		{`"a b"~5`, "“a b”~5", "«a b»~5"},
		{"a w/3 b", "a W/3 b", "a NEAR/3 b", "a near/3 b", "a near3 b", "a NEAR3 b", "(a) w/3 (b)", "(a w/3 b)"},
		{"a pre/3 b", "a PRE/3 b", "a onear/3 b", "a ONEAR/3 b", "a adj3 b", "a ADJ3 b", "a adj/3 b"},
		{"a NOT w/3 b", "a NOT near/3 b", "a NOT NEAR3 b", "a w/3 -b", "a w/3 NOT b"},
		{"a w/p b", "a W/P b", "a SAME b"},
		{"a NOT w/p b", "a NOT SAME b", "a w/p -b"},
		{"a w/3 b w/5 c", "(a w/3 b) w/5 c"},
		{"a w/3 (b w/5 c)", "(a) w/3 (b w/5 c)"},
		{"(a OR b) w/3 c", "(a | b) w/3 c"},
		{"a* w/3 \"b c\"", "a! w/3 “b c”", "a** near3 «b c»"},
		{"atleast5(a)", "atleast5 a", "ATLEAST5 a", "AtLeast5(a)", "atleast5 (a)", "atleast3(atleast5 a)"},
		{"atleast2(a) AND atleast2(b)", "atleast2(a b)", "atleast2 (a AND b)"},
		{"title:a", "headline:a", "TITLE:a", "title: a", "title:(a)", "title:'a'", "title:a,"},
		{"title:a OR title:b", "title:(a OR b)", "headline:(a | b)", "title:(title:a OR headline:b)"},
		{"lead:a", "hlead:a", "hlead(a)", "HLEAD(a)", "lead:(a)"},
		{`person:"a b"`, "person:“a b”", `PERSON: "a b"`},
		{"location:a", "place:a"},
		{"lang:de", "language:de", "lang:(de)"},
		{"site:bbc.co.uk", "site:*.bbc.co.uk", "site:www.bbc.co.uk", "site:https://bbc.co.uk", "site:http://www.bbc.co.uk/"},
		{"has:person", "person:*", "has:PERSON"},
		{"NOT has:person", "missing:person", "-has:person", "-person:*"},
		{"after:2026-01", "since:2026-01", "date:2026-01..", "date:[2026-01 TO *]", "AFTER: 2026-01"},
		{"before:2026-01", "until:2026-01", "date:[* TO 2026-01}"},
		{"date:2026-01..2026-03", "date:[2026-01 TO 2026-03]", `date:"2026-01..2026-03"`, "date:(2026-01..2026-03)", "date: 2026-01..2026-03"},
		{"date:7d", "date:-7d", "date:7D", "date:07d"},
		{"words:>=300 AND words:<=800", "words:300..800", "words:(>=300 <=800)", "words:(>=300 AND <=800)"},
		{"words:800", "words:=800", `words:"800"`, "words: 800", "words:0800"},
		{"a*", "a**", "a!"},
		{"a?b*", "a?b**"},
		{"flood~1", "flood~", "flood~0.9"},
		{"floods~2", "floods~"},
		{"a^2", "a^2.0", "(a)^2", "(a^2)^1", "(a^4)^0.5", "a^02"},
		{"(a OR b)^0.5", "(a|b)^.5", "((a OR b)^0.25)^2"},
		{"like:ab12", "like:'ab12'", `like:"ab12"`, "LIKE:ab12"},
		{"", "*", "()", "* *", "* AND *", "a OR *", "NOT NOT *"},
		{"NOT *", "-*", "!*"},
		{"a AND b", "* a b", "a * b", "(a *) b"},
	} {
		for _, text := range spellings {
			e, repairs := query.Parse(text, query.OpAnd, schema)
			if got := e.String(); got != spellings[0] {
				t.Errorf("%q is read as %q, want %q", text, got, spellings[0])
			}
			for _, r := range repairs {
				if !slices.Contains([]string{"match_all", "any_ending", "stray_paren"}, r.Code) {
					t.Errorf("%q needs a repair: %+v", text, r)
				}
			}
		}
	}
}

// crumbs are what texts are made of that nobody meant.
func crumbs() []string {
	return strings.Fields(`a flood AND OR NOT w/3 pre/2 w/p atleast2 atleast3 - + ! title: person: lang: date: words: has: missing: like:
		xyz: story: site: * a* ?b fl!d a~ a~2 a^2 "ab" "a"~2 "a*b" /a+/ //a/ /b/ 2026 >3 9..1 7d after:2026 .. / ~ ^ [ ] } , ' ’ é 東京 http://a.b/c
		www.a.b a:b 12:30 C++ & && | hlead AT&T a/b a-b … \ \* “ ” « ( ) ( )`)
}

// TestCrumbs: whatever stands side by side, the reading is one that its own text
// gives again, repairs point at whole characters in their order, and neither
// blanks nor parentheses around it say anything.
func TestCrumbs(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(33, 34))
	list := crumbs()
	for range 8_000 {
		var b strings.Builder
		for range 1 + random.IntN(6) {
			b.WriteString(list[random.IntN(len(list))])
			b.WriteString([]string{"", " ", " "}[random.IntN(3)])
		}
		text := b.String()
		for _, op := range []query.Op{query.OpAnd, query.OpOr} {
			e, repairs := query.Parse(text, op, schema)
			checkFixedPoint(t, e)
			checkPlaces(t, text, repairs)
			if strings.ContainsAny(text, `\"“”«`) { // there blanks and parentheses can say something
				continue
			}
			others := []string{strings.ReplaceAll(text, " ", " \t  ") + " "}
			if !strings.ContainsAny(text, "()") {
				others = append(others, "("+text+")", "( "+text+" )")
			}
			for _, other := range others {
				if again, _ := query.Parse(other, op, schema); !reflect.DeepEqual(e, again) {
					t.Errorf("%q with op=%s is read as %q, but %q as %q", text, op, e, other, again)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// checkPlaces wants repairs to be in the order of the text, and none to begin or
// end within a character.
func checkPlaces(t *testing.T, text string, repairs []query.Repair) {
	t.Helper()
	borders := map[int]bool{len(text): true}
	for at := range text {
		borders[at] = true
	}
	last := 0
	for _, r := range repairs {
		if r.Offset < last || !borders[r.Offset] || !borders[r.Offset+r.Length] {
			t.Errorf("%q has repairs %+v", text, repairs)
		}
		last = r.Offset
	}
}

// TestWordsAreKept: whatever operators, signs and brackets stand around words,
// each word is in the reading, once. (A star as an alternative would swallow them.)
func TestWordsAreKept(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(35, 36))
	signs := strings.Fields(`AND OR NOT w/3 w/p pre/2 SAME atleast2 atleast2( - + ! -- title: person: lang: perosn: xyz: ( ) (( )) " " “ ” « ~ ^ ^2 ~1 / [ ] { } , | & && || ' … \`)
	for range 20_000 {
		var b strings.Builder
		words := []string{"wordone", "wordtwo", "wordthree", "wordfour"}
		for _, word := range words {
			for range random.IntN(3) {
				b.WriteString(signs[random.IntN(len(signs))])
				b.WriteString([]string{"", " "}[random.IntN(2)])
			}
			b.WriteString(word + []string{"", " ", " "}[random.IntN(3)])
		}
		text := b.String()
		for _, op := range []query.Op{query.OpAnd, query.OpOr} {
			e, repairs := query.Parse(text, op, schema)
			for _, word := range words {
				if n := strings.Count(e.String(), word); n != 1 {
					t.Fatalf("%q with op=%s is read as %q, with %s %d times; repairs %+v", text, op, e, word, n, repairs)
				}
			}
		}
	}
}
