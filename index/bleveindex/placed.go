package bleveindex

import (
	"slices"

	"dateline/index"
	"dateline/index/bleveindex/docset"
	"dateline/index/bleveindex/sidecar"
	"dateline/index/match"
	"dateline/index/words"
	"dateline/query"
)

// placed matches what depends on where in an article words stand. It looks, in
// documents that have the words at all, for the spans of package match.
type placed struct {
	matcher    *match.Matcher
	terms      []placedTerm
	candidates matcher
}

// placedTerm is a term of the matcher: the word that it stands for, and whether
// it counts in the body alone. One that is a name has no word.
type placedTerm struct {
	word   *word
	inBody bool
}

func (c *compiler) placed(e query.Expr) matcher {
	m := match.New(index.Fields, e)
	return &placed{matcher: m, terms: c.terms(m), candidates: c.compile(loosened(e))}
}

// terms are those of a matcher.
func (c *compiler) terms(m *match.Matcher) []placedTerm {
	var terms []placedTerm
	for _, t := range m.Terms() {
		terms = append(terms, c.term(t))
	}
	return terms
}

// marks are the terms of what is to be marked, nil when one of them is a name,
// which only the article itself knows.
func (c *compiler) marks(m *match.Matcher) []placedTerm {
	if m == nil || slices.ContainsFunc(m.Terms(), func(t match.Term) bool { return t.Name != nil }) {
		return nil
	}
	return append([]placedTerm{}, c.terms(m)...)
}

// partsWith are the parts of a document in which any of the terms stands.
func (v *view) partsWith(doc uint32, terms []placedTerm) ([]int, error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	starts := side.Text(wholeText).Starts(doc, nil)
	var parts []int
	for _, t := range terms {
		found, err := v.occurrences(t.word)
		if err != nil {
			return nil, err
		}
		for _, span := range appendSpans(nil, found.places().in(doc, nil), starts, t) {
			if part := int(span.Part); len(parts) == 0 || parts[len(parts)-1] != part {
				parts = append(parts, part)
			}
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts), nil
}

func (c *compiler) term(t match.Term) placedTerm {
	if t.Name != nil {
		return placedTerm{}
	}
	w := &word{text: wholeText, terms: t.Stems}
	if t.Field == titleText {
		w.text = titleText
	}
	switch {
	case t.Pattern != nil:
		w.terms = c.expand(t, surfaceMark, w.text)
	case t.Surface != "":
		w.terms = []string{surfaceMark + t.Surface}
	}
	return placedTerm{w, t.Field == bodyField}
}

// loosened asks for the words of an expression, wherever they stand.
func loosened(e query.Expr) query.Expr {
	switch x := e.(type) {
	case query.Near:
		return query.And{Exprs: []query.Expr{loosened(x.A), loosened(x.B)}}
	case query.SameParagraph:
		return query.And{Exprs: []query.Expr{loosened(x.A), loosened(x.B)}}
	case query.NotNear:
		return loosened(x.A)
	case query.AtLeast:
		return loosened(x.Expr)
	case query.Boost:
		return query.Boost{Expr: loosened(x.Expr), Factor: x.Factor}
	case query.And:
		return query.And{Exprs: eachLoosened(x.Exprs)}
	case query.Or:
		return query.Or{Exprs: eachLoosened(x.Exprs)}
	case query.Word:
		x.Field = wholeField(x.Field)
		return x
	case query.Phrase:
		if x.Field = wholeField(x.Field); x.Slop > 0 {
			return inAnyOrder(x)
		}
		return x
	case query.Wildcard:
		x.Field = wholeField(x.Field)
		return x
	case query.Fuzzy:
		x.Field = wholeField(x.Field)
		return x
	case query.Regexp:
		x.Field = wholeField(x.Field)
		return x
	default:
		return e
	}
}

func eachLoosened(exprs []query.Expr) []query.Expr {
	list := make([]query.Expr, len(exprs))
	for i, e := range exprs {
		list[i] = loosened(e)
	}
	return list
}

// wholeField is title and body for a field that only looks at them.
func wholeField(name string) string {
	if f, ok := index.Fields.Lookup(name); ok && f.Kind == query.Text && name != titleText && name != bodyField {
		return ""
	}
	return name
}

// inAnyOrder asks for the words of a phrase.
func inAnyOrder(x query.Phrase) query.Expr {
	var readings []query.Expr
	for _, reading := range words.Readings(x.Text) {
		var all []query.Expr
		for _, word := range reading {
			all = append(all, query.Phrase{Field: x.Field, Text: word.Surface})
		}
		readings = append(readings, query.And{Exprs: all})
	}
	return query.Or{Exprs: readings}
}

func (p *placed) match(v *view, within docset.Set) (docset.Set, error) {
	candidates, err := p.candidates.match(v, within)
	if err != nil || candidates.Empty() {
		return candidates, err
	}
	find, err := p.finder(v)
	if err != nil {
		return nil, err
	}
	matched := v.arena.Copy(candidates)
	for doc := range candidates.All() {
		if err := v.ctx.Err(); err != nil { // one document can be much work
			return nil, err
		}
		found, err := find(doc)
		if err != nil {
			return nil, err
		}
		if !found {
			matched.Remove(doc)
		}
	}
	return matched, nil
}

// finder tells whether documents, which must be asked for in order, match.
func (p *placed) finder(v *view) (func(doc uint32) (bool, error), error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	whole := side.Text(wholeText)
	walks, names := make([]*places, len(p.terms)), make([]*namedWalk, len(p.terms))
	for i, t := range p.terms {
		if t.word == nil {
			names[i] = v.namedWalk(p.matcher.Terms()[i])
			continue
		}
		found, err := v.occurrences(t.word)
		if err != nil {
			return nil, err
		}
		walks[i] = found.places()
	}
	if a, b, within, ordered, ok := p.matcher.Pair(); ok && walks[a] != nil && walks[b] != nil && p.terms[a].inBody == p.terms[b].inBody {
		pair := pairWalk{a: walks[a], b: walks[b], within: uint32(within), ordered: ordered, text: whole}
		if p.terms[a].inBody {
			pair.title = side.Text(titleText)
		}
		return func(doc uint32) (bool, error) { return pair.in(doc), nil }, nil
	}
	found, most := make(match.Found, len(p.terms)), p.matcher.MaxPlaces()
	var starts, at []uint32
	return func(doc uint32) (_ bool, err error) {
		starts = whole.Starts(doc, starts[:0])
		for i, t := range p.terms {
			if names[i] != nil {
				if found[i], err = names[i].in(doc, starts); err != nil {
					return false, err
				}
				continue
			}
			at = walks[i].in(doc, at[:0])
			found[i] = appendSpans(found[i][:0], at[:min(len(at), most)], starts, t)
		}
		return p.matcher.Matched(0, found), nil
	}, nil
}

// pairWalk looks for two words near one another, which is asked for more often
// than anything else of the kind.
type pairWalk struct {
	a, b    *places
	within  uint32
	ordered bool
	text    *sidecar.Text
	title   *sidecar.Text // nil unless what stands there does not count
	// atA, atB and starts are of the document that is looked at; starts are
	// read when they are needed.
	atA, atB, starts []uint32
}

func (w *pairWalk) in(doc uint32) bool {
	w.atA, w.starts = w.a.in(doc, w.atA[:0]), w.starts[:0]
	a := w.counting(doc, w.atA)
	if w.a == w.b { // "bank w/3 bank"
		return w.anyAfter(doc, a, a)
	}
	w.atB = w.b.in(doc, w.atB[:0])
	b := w.counting(doc, w.atB)
	return w.anyAfter(doc, a, b) || !w.ordered && w.anyAfter(doc, b, a)
}

// counting are the places that count.
func (w *pairWalk) counting(doc uint32, places []uint32) []uint32 {
	if w.title == nil {
		return places
	}
	inTitle, _ := slices.BinarySearch(places, bodyStart(w.title, doc))
	return places[inTitle:]
}

// anyAfter tells whether a place of later comes close behind one of earlier, in
// the same part.
func (w *pairWalk) anyAfter(doc uint32, earlier, later []uint32) bool {
	for _, place := range earlier {
		for len(later) > 0 && later[0] <= place {
			later = later[1:]
		}
		if len(later) == 0 {
			return false
		}
		if later[0]-place <= w.within && w.samePart(doc, place, later[0]) {
			return true
		}
	}
	return false
}

// samePart tells whether no part begins between two places.
func (w *pairWalk) samePart(doc, place, later uint32) bool {
	if len(w.starts) == 0 {
		w.starts = w.text.Starts(doc, w.starts)
	}
	first, _ := slices.BinarySearch(w.starts, place+1)
	return first == len(w.starts) || w.starts[first] > later
}

// appendSpans turns places, which rise, into spans of the parts that begin at
// starts.
func appendSpans(spans []match.Span, places, starts []uint32, t placedTerm) []match.Span {
	part := 0
	for _, place := range places {
		for part+1 < len(starts) && starts[part+1] <= place {
			part++
		}
		if t.inBody && part == 0 {
			continue
		}
		at := int32(place - starts[part])
		spans = append(spans, match.Span{Part: int32(part), Start: at, End: at})
	}
	return spans
}
