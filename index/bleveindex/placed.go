package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/index/match"
	"dateline/index/words"
	"dateline/query"
)

// placed matches what depends on where in an article words stand. It looks, in
// documents that have the words at all, for the spans of package match.
type placed struct {
	matcher    *match.Matcher
	terms      []placedTerm
	named      bool // some term is a name, which only the article itself knows
	candidates matcher
}

// placedTerm is a term of the matcher: the terms of the index that it stands
// for, and the fields that they are looked for in.
type placedTerm struct{ fields, terms []string }

func (c *compiler) placed(e query.Expr) matcher {
	p := &placed{matcher: match.New(index.Fields, e), candidates: c.compile(loosened(e))}
	for _, t := range p.matcher.Terms() {
		p.named = p.named || t.Name != nil
	}
	if !p.named {
		for _, t := range p.matcher.Terms() {
			p.terms = append(p.terms, c.term(t))
		}
	}
	return p
}

func (c *compiler) term(t match.Term) placedTerm {
	fields := []string{titleField, bodyField}
	if t.Field != "" {
		fields = []string{t.Field}
	}
	switch {
	case t.Pattern != nil:
		return placedTerm{fields, c.expand(t, surfaceMark, fields)}
	case t.Surface != "":
		return placedTerm{fields, []string{surfaceMark + t.Surface}}
	}
	return placedTerm{fields, t.Stems}
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
	if f, ok := index.Fields.Lookup(name); ok && f.Kind == query.Text && name != titleField && name != bodyField {
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

func (p *placed) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	candidates, err := p.candidates.match(v, within)
	if err != nil || candidates.IsEmpty() {
		return candidates, err
	}
	find, err := p.finder(v, candidates)
	if err != nil {
		return nil, err
	}
	matched := roaring.New()
	for docs := candidates.Iterator(); docs.HasNext(); {
		doc := docs.Next()
		if err := v.ctx.Err(); err != nil { // one document can be much work
			return nil, err
		}
		found, err := find(doc)
		if err != nil {
			return nil, err
		}
		if len(p.matcher.Spans(0, found)) > 0 {
			matched.Add(doc)
		}
	}
	return matched, nil
}

// finder gives the places of all terms in a document. Documents must be asked
// for in order.
func (p *placed) finder(v *view, docs *roaring.Bitmap) (func(doc uint32) (match.Found, error), error) {
	if p.named {
		var analyzer words.Analyzer
		return func(doc uint32) (match.Found, error) {
			article, err := v.article(doc)
			if err != nil {
				return nil, err
			}
			return p.matcher.Find(article.Text(&analyzer)), nil
		}, nil
	}
	type source struct {
		term   int
		part   int32 // of the first paragraph
		places *placesOf
	}
	var sources []source
	for i, t := range p.terms {
		for _, field := range t.fields {
			places, err := newPlaces(v, field, t.terms, docs)
			if err != nil {
				return nil, err
			}
			part := int32(0)
			if field == bodyField {
				part = 1
			}
			sources = append(sources, source{i, part, places})
		}
	}
	found := make(match.Found, len(p.terms))
	var places []uint64
	return func(doc uint32) (match.Found, error) {
		for i := range found {
			found[i] = found[i][:0]
		}
		for _, s := range sources {
			var err error
			if places, err = s.places.in(doc, places[:0]); err != nil {
				return nil, err
			}
			for _, place := range places {
				at := int32(place & positionMask)
				found[s.term] = append(found[s.term], match.Span{Part: s.part + int32(place>>paragraphShift), Start: at, End: at})
			}
		}
		return found, nil
	}, nil
}
