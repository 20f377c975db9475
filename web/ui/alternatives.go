package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"dateline/index"
	"dateline/query"
)

// alternative is a search near one that found nothing.
type alternative struct {
	Text, Href, Count string
}

// maxAlternatives bounds the searches that an empty result costs.
const maxAlternatives = 10

type nearby struct {
	text string
	req  query.Request
}

// alternatives tries the search without each of its parts; where even that
// finds nothing, each of its words alone. It keeps what finds something.
func (p *Pages) alternatives(ctx context.Context, req query.Request, where query.Expr) ([]alternative, error) {
	found, err := p.finding(ctx, slices.Concat(withoutFilters(req), withoutQuotes(req, where), withoutWords(req, where)))
	if err != nil || len(found) > 0 {
		return found, err
	}
	return p.finding(ctx, singleWords(req, where))
}

// finding are the candidates that find something.
func (p *Pages) finding(ctx context.Context, candidates []nearby) ([]alternative, error) {
	var found []alternative
	for _, n := range candidates[:min(len(candidates), maxAlternatives)] {
		total, err := p.tryCount(ctx, n.req)
		if err != nil {
			return nil, err
		}
		if total > 0 {
			found = append(found, alternative{
				Text: n.text, Href: searchURL(n.req), Count: counted(total, "article", "articles"),
			})
		}
	}
	return found, nil
}

// tryCount is the number of articles that a search finds which the page could
// do without; 0 when there is no time left for it.
func (p *Pages) tryCount(ctx context.Context, req query.Request) (int, error) {
	req.Size, req.Snippets, req.Facets = 0, 0, []string{}
	result, err := p.searcher.Search(ctx, req)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return 0, nil
	case err != nil:
		return 0, err
	}
	return result.Total, nil
}

func withoutFilters(req query.Request) []nearby {
	var list []nearby
	for _, f := range req.Filters {
		name, _ := fieldNames(f.Field)
		for _, value := range f.Include {
			list = append(list, nearby{"without " + name + ": " + valueName(f.Field, value), req.Without(index.Fields, f.Field, value)})
		}
		for _, value := range f.Exclude {
			list = append(list, nearby{"including " + name + ": " + valueName(f.Field, value), req.Without(index.Fields, f.Field, value)})
		}
	}
	if req.From != "" || req.To != "" {
		list = append(list, nearby{"at any date", req.WithDates("", "")})
	}
	if len(list) > 1 {
		list = append(list, nearby{"without any filter", req.WithoutFilters()})
	}
	return list
}

// withoutQuotes asks for the words of phrases wherever they stand, in any form.
func withoutQuotes(req query.Request, where query.Expr) []nearby {
	var loose []query.Expr
	quoted := false
	for _, part := range parts(where) {
		phrase, ok := part.(query.Phrase)
		if field, _ := index.Fields.Lookup(phrase.Field); !ok || field.Kind != query.Text {
			loose = append(loose, part)
			continue
		}
		quoted = true
		for word := range strings.FieldsSeq(phrase.Text) {
			loose = append(loose, query.Word{Field: phrase.Field, Text: word})
		}
	}
	if !quoted {
		return nil
	}
	return []nearby{{"without the quotes", req.WithText(allOf(loose))}}
}

// withoutWords leaves out each part of the text that all had to match.
func withoutWords(req query.Request, where query.Expr) []nearby {
	and, ok := where.(query.And)
	if !ok {
		return nil
	}
	var list []nearby
	if !slices.ContainsFunc(and.Exprs, isNot) {
		list = append(list, nearby{"with any of these", req.WithText(query.Or(and).String())})
	}
	if len(and.Exprs) > maxAlternatives {
		return list
	}
	for i, part := range and.Exprs {
		rest := slices.Delete(slices.Clone(and.Exprs), i, i+1)
		list = append(list, nearby{"without “" + part.String() + "”", req.WithText(allOf(rest))})
	}
	return list
}

// singleWords asks for each part of the text alone, without filters.
func singleWords(req query.Request, where query.Expr) []nearby {
	var list []nearby
	for _, part := range parts(where) {
		if !isNot(part) {
			list = append(list, nearby{"only “" + part.String() + "”", req.WithoutFilters().WithText(part.String())})
		}
	}
	return list
}

// parts are what all have to match.
func parts(where query.Expr) []query.Expr {
	if and, ok := where.(query.And); ok {
		return and.Exprs
	}
	return []query.Expr{where}
}

// allOf is the text that asks for all of some.
func allOf(exprs []query.Expr) string {
	if len(exprs) == 1 {
		return exprs[0].String()
	}
	return query.And{Exprs: exprs}.String()
}

func isNot(e query.Expr) bool {
	_, not := e.(query.Not)
	return not
}
