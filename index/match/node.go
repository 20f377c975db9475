package match

import "slices"

// Found are the spans of each term in an article, by the number of the term.
type Found [][]Span

// evaluation is one look at an article.
type evaluation struct {
	found Found
	// pairs is how many pairs may still be looked at.
	pairs int
}

// maxPairs bounds the pairs of all Nears of an expression in one article.
const maxPairs = 50_000

// node is a part of an expression made ready.
type node interface {
	// spans are distinct and in order.
	spans(in *evaluation) []Span
	// matched tells whether there are any, and looks no further than it must.
	matched(in *evaluation) bool
}

type (
	// row is terms in a row.
	row struct{ terms []int }
	// loose is terms in any order, each as often as need says.
	loose struct {
		terms, need []int
		slop        int
	}
	// lead keeps spans of the beginning of an article.
	lead struct{ of node }
	// major keeps all spans of what an article is about.
	major  struct{ of node }
	either struct{ of []node }
	all    struct{ of []node }
	near   struct {
		a, b   node
		within int32
		order  order
	}
	apart struct {
		a, b   node
		within int32 // 0 is the part
	}
	atLeast struct {
		of node
		n  int
	}
)

// single is the term of a row of one.
func (r row) single() (term int, ok bool) {
	if len(r.terms) != 1 {
		return 0, false
	}
	return r.terms[0], true
}

func (r row) spans(in *evaluation) []Span {
	if term, ok := r.single(); ok {
		return in.found[term]
	}
	lists := make([][]Span, len(r.terms))
	for i, term := range r.terms {
		lists[i] = in.found[term]
	}
	return inRow(lists)
}

func (l loose) spans(in *evaluation) []Span {
	lists := make([][]Span, len(l.terms))
	for i, term := range l.terms {
		lists[i] = in.found[term]
	}
	return stretches(lists, l.need, l.slop)
}

func (e either) spans(in *evaluation) []Span {
	var spans []Span
	for _, o := range e.of {
		spans = append(spans, o.spans(in)...)
	}
	return distinct(spans)
}

func (a all) spans(in *evaluation) []Span { return inAll(a.lists(in)) }

func (a all) lists(in *evaluation) [][]Span {
	lists := make([][]Span, len(a.of))
	for i, o := range a.of {
		lists[i] = o.spans(in)
	}
	return lists
}

// leadWords is how many words of the first paragraph are the lead, and
// manyPlaces how many make a mention a major one.
const (
	leadWords  = 50
	manyPlaces = 3
)

func inLead(s Span) bool { return s.Part == 0 || s.Part == 1 && s.End < leadWords }

func (l lead) spans(in *evaluation) []Span {
	var kept []Span
	for _, s := range l.of.spans(in) {
		if inLead(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

func (m major) spans(in *evaluation) []Span {
	spans := m.of.spans(in)
	if slices.ContainsFunc(spans, inLead) || Places(spans) >= manyPlaces {
		return spans
	}
	return nil
}

func (a atLeast) spans(in *evaluation) []Span {
	if spans := a.of.spans(in); Places(spans) >= a.n {
		return spans
	}
	return nil
}

func (n near) spans(in *evaluation) []Span {
	anchors, t, o := n.sides(in)
	return in.near(anchors, t, n.within, o)
}

// sides are the spans from which to look, what to look for around them, and in
// which order.
func (n near) sides(in *evaluation) ([]Span, target, order) {
	a, b, o := n.a, n.b, n.order
	if hasAll(a) && !hasAll(b) {
		a, b, o = b, a, o.reversed()
	}
	return tight(a, n.within, in), targetOf(b, in), o
}

// words are the terms of a near of two words.
func (n near) words() (a, b int, ok bool) {
	left, okA := n.a.(row)
	right, okB := n.b.(row)
	if !okA || !okB {
		return 0, 0, false
	}
	a, okA = left.single()
	b, okB = right.single()
	return a, b, okA && okB
}

func (n apart) spans(in *evaluation) []Span {
	if n.within == 0 {
		return without(n.a.spans(in), n.b.spans(in))
	}
	b := targetOf(n.b, in)
	var kept []Span
	for _, s := range tight(n.a, n.within, in) {
		if !b.covers(in, s, n.within, anyOrder, first) {
			kept = append(kept, s)
		}
	}
	return kept
}

// first ends a search at what it finds first.
func first(Span) bool { return false }

// without leaves out the spans that are in a part with any of others.
func without(spans, others []Span) []Span {
	parts := map[int32]bool{}
	for _, s := range others {
		parts[s.Part] = true
	}
	var kept []Span
	for _, s := range spans {
		if !parts[s.Part] {
			kept = append(kept, s)
		}
	}
	return kept
}

// hasAll tells whether a side of a near asks for several things at once.
func hasAll(n node) bool {
	switch n := n.(type) {
	case all:
		return true
	case either:
		return slices.ContainsFunc(n.of, hasAll)
	}
	return false
}

// tight are the spans of a side of a near where those that are asked for at
// once are near one another.
func tight(n node, within int32, in *evaluation) []Span {
	if !hasAll(n) {
		return n.spans(in)
	}
	var spans []Span
	switch n := n.(type) {
	case either:
		for _, o := range n.of {
			spans = append(spans, tight(o, within, in)...)
		}
	case all:
		spans = tight(n.of[0], within, in)
		for _, o := range n.of[1:] {
			spans = in.near(spans, targetOf(o, in), within, anyOrder)
		}
	}
	return distinct(spans)
}
