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

// node is a part of an expression made ready. Its spans are distinct and in
// order.
type node interface {
	spans(in *evaluation) []Span
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

func (r row) spans(in *evaluation) []Span {
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

func (a all) spans(in *evaluation) []Span {
	lists := make([][]Span, len(a.of))
	for i, o := range a.of {
		lists[i] = o.spans(in)
	}
	return inAll(lists)
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
	a, b, o := n.a, n.b, n.order
	if hasAll(a) && !hasAll(b) {
		a, b, o = b, a, o.reversed()
	}
	return in.near(tight(a, n.within, in), targetOf(b, in), n.within, o)
}

func (n apart) spans(in *evaluation) []Span {
	if n.within == 0 {
		return without(n.a.spans(in), n.b.spans(in))
	}
	b := targetOf(n.b, in)
	var kept []Span
	for _, s := range tight(n.a, n.within, in) {
		if !b.covers(in, s, n.within, anyOrder, func(Span) bool { return false }) {
			kept = append(kept, s)
		}
	}
	return kept
}

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

// target is the side of a near that is looked for around each span of the
// other: spans, any of several targets, or all of them at once.
type target struct {
	list  []Span
	width int32
	any   []target
	all   []target
}

func targetOf(n node, in *evaluation) target {
	if !hasAll(n) {
		spans := n.spans(in)
		return target{list: spans, width: widest(spans)}
	}
	var t target
	switch n := n.(type) {
	case either:
		for _, o := range n.of {
			t.any = append(t.any, targetOf(o, in))
		}
	case all:
		for _, o := range n.of {
			t.all = append(t.all, targetOf(o, in))
		}
	}
	return t
}

// covers calls visit with the stretch over an anchor and each span of the
// target near it, until it returns false, and tells whether there is any.
// Where several are asked for at once, there is one stretch over a span of
// each.
func (t target) covers(in *evaluation, anchor Span, within int32, o order, visit func(Span) bool) (some bool) {
	in.around(t.list, anchor, t.width, within, o, func(s Span) bool {
		some = true
		return visit(cover(anchor, s))
	})
	for _, alternative := range t.any {
		some = alternative.covers(in, anchor, within, o, visit) || some
	}
	if len(t.all) == 0 {
		return some
	}
	whole := anchor
	for _, part := range t.all {
		first := func(s Span) bool { whole = cover(whole, s); return false }
		if !part.covers(in, anchor, within, o, first) {
			return some
		}
	}
	visit(whole)
	return true
}

// near are the stretches over each anchor and what is near it.
func (in *evaluation) near(anchors []Span, t target, within int32, o order) []Span {
	var found []Span
	for _, anchor := range anchors {
		t.covers(in, anchor, within, o, func(s Span) bool {
			found = append(found, s)
			return true
		})
	}
	return distinct(found)
}

// around calls visit with the spans near an anchor until it returns false.
// width is that of the widest of spans, which are sorted.
func (in *evaluation) around(spans []Span, anchor Span, width, within int32, o order, visit func(Span) bool) {
	first, _ := slices.BinarySearchFunc(spans, Span{Part: anchor.Part, Start: anchor.Start - within - width}, compare)
	for _, s := range spans[first:] {
		if s.Part != anchor.Part || s.Start > anchor.End+within || in.pairs == 0 {
			return
		}
		in.pairs--
		if isNear(anchor, s, within, o) && !visit(s) {
			return
		}
	}
}
