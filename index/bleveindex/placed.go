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

// placedTerm is a term of the matcher: the word that it stands for, and whether
// it counts in the body alone.
type placedTerm struct {
	word   *word
	inBody bool
}

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

func (p *placed) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	candidates, err := p.candidates.match(v, within)
	if err != nil || candidates.IsEmpty() {
		return candidates, err
	}
	find, err := p.finder(v)
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
func (p *placed) finder(v *view) (func(doc uint32) (match.Found, error), error) {
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
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	walks := make([]*places, len(p.terms))
	for i, t := range p.terms {
		found, err := v.occurrences(t.word)
		if err != nil {
			return nil, err
		}
		walks[i] = found.places()
	}
	found := make(match.Found, len(p.terms))
	whole := side.Text(wholeText)
	var starts, at []uint32
	return func(doc uint32) (match.Found, error) {
		starts = whole.Starts(doc, starts[:0])
		for i, t := range p.terms {
			at = walks[i].in(doc, at[:0])
			found[i] = appendSpans(found[i][:0], at, starts, t)
		}
		return found, nil
	}, nil
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
