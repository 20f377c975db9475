package stock

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	blevequery "github.com/blevesearch/bleve/v2/search/query"

	"dateline/index"
	"dateline/query"
)

// Search answers a plan as index.Engine does, except that of an article in the
// hits there is only the id. What bleve has no query for gives an error that
// wraps errors.ErrUnsupported.
func (x *Index) Search(ctx context.Context, plan index.Plan) (*index.Result, error) {
	where, err := whole(plan)
	if err != nil {
		return nil, err
	}
	request := bleve.NewSearchRequestOptions(where, plan.Size, 0, false)
	if plan.Sort == query.Newest {
		request.SortBy([]string{"-" + dateField, "_id"})
	}
	for _, f := range plan.Facets {
		request.AddFacet(f.Field, bleve.NewFacetRequest(f.Field+valueSuffix, f.Size))
	}
	if len(plan.Timeline) > 1 {
		bars := bleve.NewFacetRequest(dateField, len(plan.Timeline))
		for i := range len(plan.Timeline) - 1 {
			bars.AddDateTimeRange(barName(i), plan.Timeline[i], plan.Timeline[i+1])
		}
		request.AddFacet(dateField, bars)
	}
	found, err := x.index.SearchInContext(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("search stock index: %w", err)
	}
	return resultOf(plan, found), nil
}

func barName(i int) string { return fmt.Sprintf("%04d", i) }

func resultOf(plan index.Plan, found *bleve.SearchResult) *index.Result {
	result := &index.Result{Total: int(found.Total)}
	for _, hit := range found.Hits {
		result.Hits = append(result.Hits, index.Hit{Score: hit.Score, Key: index.Key{Score: hit.Score, ID: hit.ID}})
	}
	for _, f := range plan.Facets {
		result.Facets = append(result.Facets, facetOf(f.Field, found.Facets[f.Field]))
	}
	if len(plan.Timeline) > 1 {
		counts := map[string]int{}
		for _, bar := range found.Facets[dateField].DateRanges {
			counts[bar.Name] = bar.Count
		}
		for i := range len(plan.Timeline) - 1 {
			result.Timeline = append(result.Timeline, index.Bucket{
				Start: plan.Timeline[i], End: plan.Timeline[i+1], Count: counts[barName(i)],
			})
		}
	}
	return result
}

func facetOf(field string, found *search.FacetResult) index.Facet {
	facet := index.Facet{Field: field, Missing: found.Missing}
	for _, term := range found.Terms.Terms() {
		facet.Values = append(facet.Values, index.FacetValue{Value: term.Term, Count: term.Count})
	}
	return facet
}

// whole joins everything that selects.
func whole(plan index.Plan) (blevequery.Query, error) {
	where, err := translate(plan.Where)
	if err != nil {
		return nil, err
	}
	all := []blevequery.Query{where}
	for _, f := range plan.Filters {
		if len(f.Exclude) > 0 || len(f.Include) != 1 {
			return nil, fmt.Errorf("filter of %s: %w", f.Field, errors.ErrUnsupported)
		}
		all = append(all, term(f.Field+valueSuffix, f.Include[0]))
	}
	if !plan.From.IsZero() || !plan.To.IsZero() {
		all = append(all, published(plan.From, plan.To))
	}
	if len(all) == 1 {
		return where, nil
	}
	return bleve.NewConjunctionQuery(all...), nil
}

func published(from, to time.Time) blevequery.Query {
	included, excluded := true, false
	q := bleve.NewDateRangeInclusiveQuery(from, to, &included, &excluded)
	q.SetField(dateField)
	return q
}

// translate says an expression in bleve's queries. Texts are in lower case.
func translate(e query.Expr) (blevequery.Query, error) {
	switch e := e.(type) {
	case query.All:
		return bleve.NewMatchAllQuery(), nil
	case query.Phrase:
		if e.Slop > 0 {
			break
		}
		if words := strings.Fields(e.Text); len(words) > 1 {
			return bleve.NewPhraseQuery(words, e.Field), nil
		}
		return term(e.Field, e.Text), nil
	case query.Wildcard:
		prefix, ok := isPrefix(e.Pattern)
		if !ok {
			break
		}
		q := bleve.NewPrefixQuery(prefix)
		q.SetField(e.Field)
		return q, nil
	case query.Fuzzy:
		q := bleve.NewFuzzyQuery(e.Text)
		q.SetField(e.Field)
		q.SetFuzziness(e.Distance)
		return q, nil
	case query.And:
		parts, err := translateAll(e.Exprs)
		return bleve.NewConjunctionQuery(parts...), err
	case query.Or:
		parts, err := translateAll(e.Exprs)
		return bleve.NewDisjunctionQuery(parts...), err
	default:
	}
	return nil, fmt.Errorf("%s in stock bleve: %w", e, errors.ErrUnsupported)
}

func translateAll(exprs []query.Expr) ([]blevequery.Query, error) {
	var parts []blevequery.Query
	for _, e := range exprs {
		part, err := translate(e)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

func term(field, text string) blevequery.Query {
	q := bleve.NewTermQuery(text)
	q.SetField(field)
	return q
}
