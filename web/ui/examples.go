package ui

import (
	"context"
	"strings"

	"dateline/index"
	"dateline/query"
)

// example is a query worth trying.
type example struct{ Text, Href, Meaning, Count string }

// examples are made of what the index holds; those that find nothing are left
// out.
func (p *Pages) examples(ctx context.Context, overview *index.Result) ([]example, error) {
	var list []example
	for _, candidate := range exampleQueries(overview) {
		text := candidate.asked.String()
		req := query.NewRequest().WithText(text)
		result, err := p.searcher.Search(ctx, onlyCount(req))
		if err != nil {
			return nil, err
		}
		if result.Total > 0 {
			list = append(list, example{
				Text: text, Href: searchURL(req), Meaning: candidate.meaning,
				Count: counted(result.Total, "article", "articles"),
			})
		}
	}
	return list, nil
}

type exampleQuery struct {
	asked   query.Expr
	meaning string
}

// exampleQueries show one thing of the language each.
func exampleQueries(overview *index.Result) []exampleQuery {
	top := map[string][]string{}
	for _, f := range overview.Facets {
		for _, v := range f.Values {
			top[f.Field] = append(top[f.Field], v.Value)
		}
	}
	people, orgs, places, sources := top["person"], top["org"], top["location"], top["source"]
	var list []exampleQuery
	if len(people) > 0 && len(places) > 0 {
		list = append(list, exampleQuery{and(named("person", people[0]), named("location", places[0])), "a person and a place"})
	}
	if len(orgs) > 1 {
		list = append(list, exampleQuery{query.Or{Exprs: []query.Expr{named("org", orgs[0]), named("org", orgs[1])}}, "either organisation"})
	}
	if len(orgs) > 0 && len(places) > 0 {
		list = append(list, exampleQuery{and(named("org", orgs[0]), query.Not{Expr: named("location", places[0])}), "an organisation, but not there"})
	}
	if len(places) > 0 {
		list = append(list, exampleQuery{named("title", places[0]), "in the headline"})
	}
	if month, ok := newestMonth(overview); ok && len(sources) > 0 {
		list = append(list, exampleQuery{and(named("source", sources[0]), month), "one outlet in one month"})
	}
	return list
}

func newestMonth(overview *index.Result) (query.Dates, bool) {
	if len(overview.Hits) == 0 || overview.Hits[0].Document.Published.IsZero() {
		return query.Dates{}, false
	}
	month := query.Moment(overview.Hits[0].Document.Published.UTC().Format("2006-01"))
	return query.Dates{From: month, To: month, Through: true}, true
}

func and(exprs ...query.Expr) query.Expr { return query.And{Exprs: exprs} }

// named asks a field for a name, as people would write it.
func named(field, name string) query.Expr {
	if strings.ContainsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		return query.Phrase{Field: field, Text: name}
	}
	return query.Word{Field: field, Text: name}
}
