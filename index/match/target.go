package match

import "slices"

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
		take := func(s Span) bool { whole = cover(whole, s); return false }
		if !part.covers(in, anchor, within, o, take) {
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
// width is that of the widest of spans, which are sorted. The anchor itself is
// no pair; between words, each pair that is looked at is near.
func (in *evaluation) around(spans []Span, anchor Span, width, within int32, o order, visit func(Span) bool) {
	from, to := anchor.Start-within-width, anchor.End+within
	switch o {
	case forward:
		from = anchor.Start + 1
	case backward:
		to = anchor.Start - 1
	case anyOrder:
	}
	at, _ := slices.BinarySearchFunc(spans, Span{Part: anchor.Part, Start: from}, compare)
	for _, s := range spans[at:] {
		if s.Part != anchor.Part || s.Start > to || in.pairs == 0 {
			return
		}
		if s.Start == anchor.Start && s.End == anchor.End {
			continue
		}
		in.pairs--
		if isNear(anchor, s, within, o) && !visit(s) {
			return
		}
	}
}
