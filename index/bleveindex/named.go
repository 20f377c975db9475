package bleveindex

import (
	"strings"

	"dateline/index"
	"dateline/index/match"
	"dateline/query"
)

// namedWalk finds where entities are mentioned, document by document. Who they
// are only the articles know; where their forms stand, the sidecar.
type namedWalk struct {
	view  *view
	term  match.Term
	field string
	// named tells whether an entity of some names is meant, forms walks the
	// places of a form: articles have the same ones again and again.
	named map[string]bool
	forms map[string]*formWalk
}

// formWalk walks the places of the words of a form.
type formWalk struct {
	matcher *match.Matcher
	places  []*places // of each of its terms
	found   match.Found
}

func (v *view) namedWalk(term match.Term) *namedWalk {
	field, _ := query.FieldOf(term.Name)
	return &namedWalk{view: v, term: term, field: field, named: map[string]bool{}, forms: map[string]*formWalk{}}
}

// in are the mentions in a document, which must rise from call to call, whose
// parts begin at starts.
func (w *namedWalk) in(doc uint32, starts []uint32) ([]match.Span, error) {
	article, err := w.view.article(doc)
	if err != nil {
		return nil, err
	}
	var spans []match.Span
	for _, e := range article.Entities(w.field) {
		if !w.means(e) {
			continue
		}
		for _, form := range e.Forms {
			walk, err := w.formWalk(form)
			if err != nil {
				return nil, err
			}
			spans = append(spans, walk.in(doc, starts)...)
		}
	}
	return match.Longest(spans), nil
}

// in are the places of the form in a document.
func (w *formWalk) in(doc uint32, starts []uint32) []match.Span {
	most := w.matcher.MaxPlaces()
	var at []uint32
	for i, p := range w.places {
		at = p.in(doc, at[:0])
		w.found[i] = appendSpans(w.found[i][:0], at[:min(len(at), most)], starts, placedTerm{})
	}
	return w.matcher.Spans(0, w.found)
}

func (w *namedWalk) means(e match.Entity) bool {
	key := strings.Join(e.Names, "\x00")
	means, known := w.named[key]
	if !known {
		means = w.term.Names(e)
		w.named[key] = means
	}
	return means
}

func (w *namedWalk) formWalk(form string) (*formWalk, error) {
	if walk, ok := w.forms[form]; ok {
		return walk, nil
	}
	walk := &formWalk{matcher: match.New(index.Fields, query.Word{Text: form})}
	for _, t := range walk.matcher.Terms() {
		postings, err := w.view.postingsOf(&word{text: wholeText, terms: t.Stems})
		if err != nil {
			return nil, err
		}
		walk.places = append(walk.places, placesIn(postings))
	}
	walk.found = make(match.Found, len(walk.places))
	w.forms[form] = walk
	return walk, nil
}
