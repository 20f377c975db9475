package ui

import (
	"context"
	"strings"

	"dateline/index"
	"dateline/query"
)

// example is a query worth trying. Words are its text, cut where a line may end.
type example struct {
	Words                []string
	Href, Meaning, Count string
}

// examples are made of what the index holds. Each shows one thing of the
// language, and is the first of its variants that finds something.
func (p *Pages) examples(ctx context.Context, overview *index.Result) ([]example, error) {
	var list []example
	for _, candidate := range exampleQueries(overview) {
		for _, asked := range candidate.variants {
			req := query.NewRequest().WithText(asked.String())
			total, err := p.tryCount(ctx, req)
			if err != nil {
				return nil, err
			}
			if total == 0 {
				continue
			}
			list = append(list, example{
				Words: strings.Fields(plain(req.Text)), Href: searchURL(req), Meaning: candidate.meaning,
				Count: counted(total, "article", "articles"),
			})
			break
		}
	}
	return list, nil
}

type exampleQuery struct {
	meaning  string
	variants []query.Expr
}

func exampleQueries(overview *index.Result) []exampleQuery {
	top := map[string][]string{}
	for _, f := range overview.Facets {
		for _, v := range f.Values[:min(len(f.Values), 3)] {
			top[f.Field] = append(top[f.Field], v.Value)
		}
	}
	both := exampleQuery{meaning: "a person and a place"}
	month := exampleQuery{meaning: "one outlet in one month"}
	for _, hit := range overview.Hits {
		people, places := hit.Document.Values("person"), hit.Document.Values("location")
		if both.variants == nil && len(people) > 0 && len(places) > 0 {
			both.variants = append(both.variants, and(named("person", people[0]), named("location", places[0])))
		}
		if source := hit.Document.Source.Name; month.variants == nil && source != "" && !hit.Document.Published.IsZero() {
			m := query.Moment(hit.Document.Published.UTC().Format("2006-01"))
			month.variants = append(month.variants, and(named("source", source), query.Dates{From: m, To: m, Through: true}))
		}
	}
	either := exampleQuery{meaning: "either organisation"}
	if orgs := top["org"]; len(orgs) > 1 {
		either.variants = append(either.variants, query.Or{Exprs: []query.Expr{named("org", orgs[0]), named("org", orgs[1])}})
	}
	without := exampleQuery{meaning: "one place without another"}
	headline := exampleQuery{meaning: "in the headline"}
	for i, place := range top["location"] {
		headline.variants = append(headline.variants, named("title", place))
		for j, other := range top["location"] {
			if i != j {
				without.variants = append(without.variants, and(named("location", place), query.Not{Expr: named("location", other)}))
			}
		}
	}
	return []exampleQuery{both, either, without, headline, month}
}

func and(exprs ...query.Expr) query.Expr { return query.And{Exprs: exprs} }

// named asks a field for a name, as people would write it.
func named(field, name string) query.Expr {
	if strings.ContainsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		return query.Phrase{Field: field, Text: name}
	}
	return query.Word{Field: field, Text: name}
}
