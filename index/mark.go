package index

import (
	"cmp"
	"context"
	"slices"

	"dateline/index/match"
	"dateline/index/words"
	"dateline/query"
)

// maxPlaces is how many places are kept of one paragraph: no reader needs more,
// and no text can make a search last.
const maxPlaces = 1000

// marker finds in the text of an article what a query asks for.
type marker struct {
	matcher  *match.Matcher
	asked    int // how many expressions the matcher has
	analyzer *words.Analyzer
}

// place is where something stands that was asked for: bytes of a title or
// paragraph, and the number of what was asked.
type place struct{ Start, End, ID int }

// newMarker makes the marker of a query. Only what a match can owe to is
// marked; of what has to be near something, only where it is.
func newMarker(where query.Expr, analyzer *words.Analyzer) *marker {
	var asked []query.Expr
	added := map[string]bool{}
	for _, part := range query.Positive(where) {
		e := inText(part.Expr)
		if query.InText(e, Fields) && !added[e.String()] {
			added[e.String()] = true
			asked = append(asked, e)
		}
	}
	return &marker{matcher: match.New(Fields, asked...), asked: len(asked), analyzer: analyzer}
}

// inText is a leaf that asks for a name as it is looked for in the text: there
// readers see it, though an article need not have it as an entity.
func inText(e query.Expr) query.Expr {
	name, ok := query.FieldOf(e)
	if field, known := Fields.Lookup(name); !ok || !known || field.Kind != query.Name || !field.InText() {
		return e
	}
	switch e := match.OfNames(e).(type) {
	case query.Word:
		return query.Word{Text: e.Text}
	case query.Wildcard:
		return query.Wildcard{Pattern: e.Pattern}
	case query.Fuzzy:
		return query.Fuzzy{Text: e.Text, Distance: e.Distance}
	case query.Regexp:
		return query.Regexp{Pattern: e.Pattern}
	default:
		return e
	}
}

// mark fills in the titles and excerpts of hits.
func (m *marker) mark(ctx context.Context, hits []Hit, excerpts int) error {
	for i := range hits {
		hit := &hits[i]
		places, err := m.places(ctx, hit.Document, hit.mayHave)
		if err != nil {
			return err
		}
		hit.Title = Snippet{Text: hit.Document.Title, Spans: spans(places[0])}
		hit.Snippets = excerptsOf(hit.Document.Paragraphs, places[1:], excerpts)
	}
	return nil
}

// mayHave tells whether anything that is to be marked may stand in a part.
func (h *Hit) mayHave(part int) bool { return !h.Placed || slices.Contains(h.Parts, part) }

// everywhere is mayHave when nothing is known.
func everywhere(int) bool { return true }

// places are those in the title and in each paragraph, in order; parts that may
// not have any are not read. With the only error, that of the context, there are
// not all of them.
func (m *marker) places(ctx context.Context, doc *Document, mayHave func(part int) bool) ([][]place, error) {
	places := make([][]place, 1+len(doc.Paragraphs))
	if m.asked == 0 {
		return places, ctx.Err()
	}
	found := m.matcher.Find(doc.text(m.analyzer, mayHave, func() bool { return ctx.Err() != nil }))
	for id := 0; id < m.asked && ctx.Err() == nil; id++ {
		for _, s := range m.matcher.Marks(id, found) {
			places[s.Part] = append(places[s.Part], place{int(s.From), int(s.To), id})
		}
	}
	for part, list := range places {
		slices.SortStableFunc(list, func(a, b place) int { return cmp.Compare(a.Start, b.Start) })
		places[part] = list[:min(len(list), maxPlaces)]
	}
	return places, ctx.Err()
}

// Text is the article as words, with what is mentioned in it.
func (d *Document) Text(analyzer *words.Analyzer) match.Text {
	return d.text(analyzer, everywhere, nil)
}

// text is Text up to the moment when stop, if there is one, says true, with the
// words of the wanted parts alone.
func (d *Document) text(analyzer *words.Analyzer, wanted func(part int) bool, stop func() bool) match.Text {
	text := match.Text{Parts: make([][]words.Token, 1+len(d.Paragraphs)), Entities: d.Entities, Stop: stop}
	for part := range text.Parts {
		if stop != nil && stop() {
			break
		}
		if !wanted(part) {
			continue
		}
		if part == 0 {
			text.Parts[0] = analyzer.Tokens(d.Title, d.Lang)
		} else {
			text.Parts[part] = analyzer.Tokens(d.Paragraphs[part-1], d.Lang)
		}
	}
	return text
}

// spans are the stretches that places cover, in order, none touching another.
func spans(places []place) []Span {
	var list []Span
	for _, p := range places {
		if n := len(list); n > 0 && p.Start <= list[n-1].End {
			list[n-1].End = max(list[n-1].End, p.End)
			continue
		}
		list = append(list, Span{p.Start, p.End})
	}
	return list
}
