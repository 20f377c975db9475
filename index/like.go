package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
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
	switch e := e.(type) {
	case query.Like:
		return l.like(e.ID)
	case query.Not:
		inner, err := l.resolve(e.Expr)
		return query.Not{Expr: inner}, err
	case query.Boost:
		inner, err := l.resolve(e.Expr)
		return query.Boost{Expr: inner, Factor: e.Factor}, err
	case query.And:
		exprs, err := l.resolveAll(e.Exprs)
		return query.And{Exprs: exprs}, err
	case query.Or:
		exprs, err := l.resolveAll(e.Exprs)
		return query.Or{Exprs: exprs}, err
	default:
		return e, nil
	}
}

func (l *likeness) resolveAll(exprs []query.Expr) ([]query.Expr, error) {
	resolved := make([]query.Expr, len(exprs))
	for i, e := range exprs {
		var err error
		if resolved[i], err = l.resolve(e); err != nil {
			return nil, err
		}
	}
	return resolved, nil
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
		if telling := tellingParts(doc); len(telling) > 0 {
			e = query.And{Exprs: []query.Expr{query.Or{Exprs: telling}, query.Not{Expr: query.Word{Field: "id", Text: doc.ID}}}}
		}
	}
	l.known[id] = e
	return e, nil
}

// maxTelling is how many entities and how many pairs of words tell what an
// article is about, and tellingLength how many letters such a word has.
const (
	maxTelling    = 8
	tellingLength = 4
)

// tellingParts are what other articles may share with one: an entity that both
// are about, or two neighbours among the longer words of the headline.
func tellingParts(doc *Document) []query.Expr {
	type named struct {
		field, name string
		salience    float64
	}
	var entities []named
	for _, a := range doc.Actors {
		entities = append(entities, named{string(a.Kind), a.Name, a.Salience})
	}
	for _, p := range doc.Locations {
		if p.Kind != entity.Continent && p.Kind != entity.Country { // shared by far too many
			entities = append(entities, named{"location", p.Name, p.Salience})
		}
	}
	entities = slices.DeleteFunc(entities, func(n named) bool { return n.salience < entity.SalienceThreshold || n.name == "" })
	slices.SortStableFunc(entities, func(a, b named) int { return cmp.Compare(b.salience, a.salience) })
	var parts []query.Expr
	for _, n := range entities[:min(len(entities), maxTelling)] {
		parts = append(parts, query.Phrase{Field: n.field, Text: n.name})
	}
	pairs := tellingPairs(doc)
	return append(parts, pairs[:min(len(pairs), maxTelling)]...)
}

func tellingPairs(doc *Document) []query.Expr {
	var long, pairs []query.Expr
	for _, t := range words.Tokens(doc.Title, doc.Lang) {
		word := query.Word{Text: t.Surface}
		if utf8.RuneCountInString(t.Surface) >= tellingLength && !slices.Contains(long, query.Expr(word)) {
			long = append(long, word)
		}
	}
	for i := 1; i < len(long); i++ {
		pairs = append(pairs, query.And{Exprs: []query.Expr{long[i-1], long[i]}})
	}
	return pairs
}
