package match

import "slices"

// Matched tells whether an expression has any spans. It is quicker than asking
// for them: it stops at the first.
func (m *Matcher) Matched(expr int, found Found) bool {
	whole := m.roots[expr].whole
	if n, ok := whole.(near); ok { // nothing else is asked so often
		if a, b, ok := n.words(); ok {
			return anyPair(found[a], found[b], n.within, n.order)
		}
	}
	return whole.matched(look(found))
}

// anyPair tells whether words of two lists are near one another.
func anyPair(a, b []Span, within int32, o order) bool {
	return o != backward && anyAfter(a, b, within) || o != forward && anyAfter(b, a, within)
}

// anyAfter tells whether a word of b comes after one of a, near it.
func anyAfter(a, b []Span, within int32) bool {
	j := 0
	for i := range a {
		for j < len(b) && (b[j].Part < a[i].Part || b[j].Part == a[i].Part && b[j].Start <= a[i].End) {
			j++
		}
		if j == len(b) {
			return false
		}
		if b[j].Part == a[i].Part && b[j].Start-a[i].End <= within {
			return true
		}
	}
	return false
}

func (r row) matched(in *evaluation) bool {
	for _, term := range r.terms {
		if len(in.found[term]) == 0 {
			return false
		}
	}
	return len(r.terms) == 1 || len(r.spans(in)) > 0
}

func (l loose) matched(in *evaluation) bool {
	for i, term := range l.terms {
		if len(in.found[term]) < l.need[i] {
			return false
		}
	}
	return len(l.spans(in)) > 0
}

func (e either) matched(in *evaluation) bool {
	return slices.ContainsFunc(e.of, func(o node) bool { return o.matched(in) })
}

func (a all) matched(in *evaluation) bool {
	_, ok := nextInAll(a.lists(in), 0)
	return ok
}

func (l lead) matched(in *evaluation) bool    { return slices.ContainsFunc(l.of.spans(in), inLead) }
func (m major) matched(in *evaluation) bool   { return len(m.spans(in)) > 0 }
func (a atLeast) matched(in *evaluation) bool { return len(a.spans(in)) > 0 }

func (n near) matched(in *evaluation) bool {
	if a, b, ok := n.words(); ok {
		return in.pairs > 0 && anyPair(in.found[a], in.found[b], n.within, n.order)
	}
	anchors, t, o := n.sides(in)
	return slices.ContainsFunc(anchors, func(anchor Span) bool {
		return t.covers(in, anchor, n.within, o, first)
	})
}

func (n apart) matched(in *evaluation) bool {
	if n.within == 0 {
		return len(n.spans(in)) > 0
	}
	b := targetOf(n.b, in)
	return slices.ContainsFunc(tight(n.a, n.within, in), func(s Span) bool {
		return !b.covers(in, s, n.within, anyOrder, first)
	})
}

// Pair tells what a matcher asks for that asks, at most within words apart, for
// one word of a term a and one of a term b, in this order if ordered; else ok
// is false.
func (m *Matcher) Pair() (a, b int, within int, ordered, ok bool) {
	if len(m.roots) != 1 {
		return 0, 0, 0, false, false
	}
	n, ok := m.roots[0].whole.(near)
	if !ok {
		return 0, 0, 0, false, false
	}
	a, b, ok = n.words()
	return a, b, int(n.within), n.order == forward, ok
}
