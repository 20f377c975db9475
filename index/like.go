package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/entity"
	"dateline/index/words"
	"dateline/query"
)

// likeness puts in the place of each Like what it stands for, so that engines
// need not know of it.
type likeness struct {
	ctx    context.Context
	engine Engine
	known  map[string]query.Expr
	notes  []string
}

// resolve gives an expression without any Like.
func (l *likeness) resolve(e query.Expr) (query.Expr, error) {
	var failed error
	resolved := rewritten(e, func(leaf query.Expr) query.Expr {
		like, ok := leaf.(query.Like)
		if !ok || failed != nil {
			return leaf
		}
		leaf, failed = l.like(like.ID)
		return leaf
	})
	return resolved, failed
}

func (l *likeness) like(id string) (query.Expr, error) {
	if e, ok := l.known[id]; ok {
		return e, nil
	}
	doc, err := l.engine.Get(l.ctx, id)
	var e query.Expr = query.Not{Expr: query.All{}}
	switch {
	case errors.Is(err, ErrNotFound):
		l.notes = append(l.notes, fmt.Sprintf("There is no article %q that others could be like.", id))
	case err != nil:
		return nil, err
	default:
		if e, err = l.alike(doc); err != nil {
			return nil, err
		}
	}
	l.known[id] = e
	return e, nil
}

// What tells of an article: at most so many of its words and of its entities.
const (
	maxWords    = 10
	maxEntities = 4
)

// telling is what an article is about.
type telling struct {
	entities []query.Expr
	// names are words of the entities' names, words all others.
	names, words []query.Expr
}

// alike matches what is like an article: all that it is about counts for the
// rank, and two things have to be there. A name and its words are one thing.
func (l *likeness) alike(doc *Document) (query.Expr, error) {
	about, err := l.about(doc)
	if err != nil {
		return nil, err
	}
	things := slices.Concat(about.entities, about.words)
	var pairs []query.Expr
	for i := 1; i < len(things); i++ {
		pairs = append(pairs, query.And{Exprs: []query.Expr{things[i-1], query.Or{Exprs: things[i:]}}})
	}
	if len(pairs) == 0 {
		return query.Not{Expr: query.All{}}, nil
	}
	return query.And{Exprs: []query.Expr{
		query.Or{Exprs: slices.Concat(things, about.names)},
		query.Not{Expr: query.Not{Expr: query.Or{Exprs: pairs}}}, // under two Nots, which selects without a score
		query.Not{Expr: query.Word{Field: "id", Text: doc.ID}},
	}}, nil
}

// about finds the entities that an article is about, and the words in it that
// are frequent there and rare elsewhere.
func (l *likeness) about(doc *Document) (telling, error) {
	entities, stems := tellingEntities(doc)
	about := telling{entities: entities}
	stats, err := l.engine.Stats(l.ctx)
	if err != nil {
		return about, err
	}
	list := wordsIn(doc)
	surfaces := make([]string, len(list))
	for i, w := range list {
		surfaces[i] = w.surface
	}
	terms, err := l.engine.Terms(l.ctx, TermsPlan{Exact: surfaces, Size: len(surfaces)})
	if err != nil {
		return about, err
	}
	counts := make(map[string]int, len(terms))
	for _, t := range terms {
		counts[t.Text] = t.Count
	}
	for i := range list {
		list[i].weigh(counts[list[i].surface], stats.Articles)
	}
	slices.SortStableFunc(list, func(a, b tellingWord) int { return cmp.Compare(b.weight, a.weight) })
	for _, w := range list[:min(len(list), maxWords)] {
		switch word := (query.Word{Text: w.surface}); {
		case w.weight == 0:
		case stems[w.stem]:
			about.names = append(about.names, word)
		default:
			about.words = append(about.words, word)
		}
	}
	return about, nil
}

// tellingEntities are the most salient entities, and the stems of the words of
// their names.
func tellingEntities(doc *Document) (exprs []query.Expr, stems map[string]bool) {
	type named struct {
		field, name string
		forms       []string
		salience    float64
	}
	var entities []named
	for _, a := range doc.Actors {
		entities = append(entities, named{string(a.Kind), a.Name, a.Forms, a.Salience})
	}
	for _, p := range doc.Locations {
		if p.Kind != entity.Continent && p.Kind != entity.Country { // shared by far too many
			entities = append(entities, named{"location", p.Name, p.Forms, p.Salience})
		}
	}
	entities = slices.DeleteFunc(entities, func(n named) bool { return n.salience < entity.SalienceThreshold || n.name == "" })
	slices.SortStableFunc(entities, func(a, b named) int { return cmp.Compare(b.salience, a.salience) })
	stems = map[string]bool{}
	for _, n := range entities[:min(len(entities), maxEntities)] {
		exprs = append(exprs, query.Phrase{Field: n.field, Text: n.name})
		for _, form := range ownForms(n.name, n.forms) {
			for _, t := range words.Tokens(form, doc.Lang) {
				stems[t.Stem] = true
			}
		}
	}
	return exprs, stems
}

// tellingWord is a word of an article, in the form that it has there first.
type tellingWord struct {
	stem, surface string
	times         float64
	weight        float64
}

// What tells something: a word of so many letters, that another article has and
// not more than one in so many. In the title it counts as if it were there more
// often.
const (
	tellingLength   = 3
	tellingArticles = 2
	tellingShare    = 4
	inTitle         = 3
)

// wordsIn are the words of an article that may tell something, in their order.
func wordsIn(doc *Document) []tellingWord {
	var list []tellingWord
	at := map[string]int{}
	add := func(text string, times float64) {
		last := -1
		for _, t := range words.Tokens(text, doc.Lang) {
			i, known := at[t.Stem]
			switch {
			case t.Position == last: // another form of the word before
			case known:
				list[i].times += times
			case utf8.RuneCountInString(t.Surface) >= tellingLength && strings.ContainsFunc(t.Surface, unicode.IsLetter):
				at[t.Stem] = len(list)
				list = append(list, tellingWord{stem: t.Stem, surface: t.Surface, times: times})
			}
			last = t.Position
		}
	}
	add(doc.Title, inTitle)
	for _, p := range doc.Paragraphs {
		add(p, 1)
	}
	return list
}

// weigh tells how much a word says that some of all articles have.
func (w *tellingWord) weigh(found, articles int) {
	if found >= tellingArticles && tellingShare*found <= articles {
		w.weight = (1 + math.Log(w.times)) * math.Log(float64(articles)/float64(found))
	}
}
