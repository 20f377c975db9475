package index

import (
	"context"

	"dateline/index/words"
	"dateline/query"
)

// maxPlaces is how many places are looked for in one paragraph: no reader
// needs more, and no text can make a search last.
const maxPlaces = 1000

// marker finds in the text of an article what a query asks for.
type marker struct {
	title, body words.Finder
	analyzer    *words.Analyzer
}

// newMarker makes the marker of a query. Only what a match can owe to is
// marked. Names are marked in the text, where readers look for them.
func newMarker(where query.Expr, analyzer *words.Analyzer) *marker {
	m := &marker{analyzer: analyzer}
	added := map[query.Expr]bool{}
	for i, leaf := range query.Positive(where) {
		if added[leaf] {
			continue
		}
		added[leaf] = true
		switch e := leaf.(type) {
		case query.Word:
			m.add(e.Field, func(f *words.Finder) { f.AddStems(e.Text, i) })
		case query.Phrase:
			m.add(e.Field, func(f *words.Finder) {
				if isName(e.Field) { // names match by folded words, quoted or not
					f.AddStems(e.Text, i)
				} else {
					f.AddSurfaces(e.Text, i)
				}
			})
		case query.All, query.Dates, query.And, query.Or, query.Not:
		}
	}
	return m
}

// add adds a leaf to what is marked in the parts of the text that its field
// means; a byline, a section or a code is in none.
func (m *marker) add(field string, addTo func(*words.Finder)) {
	inText := field == "" || isName(field)
	if inText || field == "title" {
		addTo(&m.title)
	}
	if inText || field == "body" {
		addTo(&m.body)
	}
}

// isName tells whether a field holds names that are mentioned in the text.
func isName(field string) bool {
	f, _ := Fields.Lookup(field)
	return f.Kind == query.Name && f.Many
}

// mark fills in the titles and excerpts of hits.
func (m *marker) mark(ctx context.Context, hits []Hit, excerpts int) error {
	for i := range hits {
		if err := ctx.Err(); err != nil {
			return err
		}
		hit := &hits[i]
		doc := hit.Document
		title := m.title.Find(m.analyzer.Tokens(doc.Title, doc.Lang), maxPlaces)
		hit.Title = Snippet{Text: doc.Title, Spans: spans(title)}
		hit.Snippets = m.excerpts(doc, excerpts)
	}
	return nil
}

// spans are the stretches that places cover, in order, none touching another.
func spans(places []words.Match) []Span {
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
