package memindex

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"dateline/index"
	"dateline/query"
)

// Search is documented at index.Engine.
func (e *Engine) Search(ctx context.Context, plan index.Plan) (result *index.Result, err error) {
	failed := e.reading(ctx, func() {
		var selected []*article
		if selected, err = e.selected(ctx, plan); err == nil {
			result = e.answer(plan, selected)
		}
	})
	if failed != nil {
		return nil, failed
	}
	return result, err
}

// selected are the articles that match, without regard to filters.
func (e *Engine) selected(ctx context.Context, plan index.Plan) ([]*article, error) {
	matches := matcherOf(plan.Where, plan.Now)
	var list []*article
	for _, a := range e.articles {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if within(a, plan.From, plan.To) && matches(a) > 0 {
			list = append(list, a)
		}
	}
	return list, nil
}

func (e *Engine) answer(plan index.Plan, selected []*article) *index.Result {
	hits := filtered(selected, plan.Filters)
	result := &index.Result{Total: len(hits), Timeline: timeline(plan, hits)}
	for _, f := range plan.Facets {
		result.Facets = append(result.Facets, facet(f, filtered(selected, disjunctive(plan.Filters, f.Field))))
	}
	result.Hits, result.More = page(plan, e.ranked(plan, hits))
	return result
}

func filtered(articles []*article, filters []query.Filter) []*article {
	var list []*article
	for _, a := range articles {
		if !slices.ContainsFunc(filters, func(f query.Filter) bool { return !passes(a, f) }) {
			list = append(list, a)
		}
	}
	return list
}

// disjunctive are the filters under which a facet is counted.
func disjunctive(filters []query.Filter, field string) []query.Filter {
	filters = slices.Clone(filters)
	for i, f := range filters {
		if f.Field == field && f.Match == query.MatchAny {
			filters[i].Include = nil
		}
	}
	return filters
}

func facet(plan index.FacetPlan, articles []*article) index.Facet {
	missing := 0
	counts := map[string]int{}
	for _, a := range articles {
		values := a.Values(plan.Field)
		for _, value := range values {
			counts[value]++
		}
		missing += count(len(values) == 0)
	}
	f := index.TopValues(plan, maps.All(counts))
	f.Missing = missing
	return f
}

func timeline(plan index.Plan, hits []*article) []index.Bucket {
	var bars []index.Bucket
	for i := 1; i < len(plan.Timeline); i++ {
		bar := index.Bucket{Start: plan.Timeline[i-1], End: plan.Timeline[i]}
		for _, a := range hits {
			bar.Count += count(!a.Published.IsZero() && within(a, bar.Start, bar.End))
		}
		bars = append(bars, bar)
	}
	return bars
}

// ranked are all hits in the order of the plan.
func (e *Engine) ranked(plan index.Plan, articles []*article) []index.Hit {
	scores := e.scores(plan, articles)
	hits := make([]index.Hit, len(articles))
	for i, a := range articles {
		key := index.Key{Score: scores[i], Published: index.Undated, ID: a.ID}
		if !a.Published.IsZero() {
			key.Published = a.Published.Unix()
		}
		key.Score *= plan.Recency.Factor(key.Published)
		hits[i] = index.Hit{Document: &a.Document, Score: key.Score, Key: key}
	}
	slices.SortFunc(hits, func(a, b index.Hit) int { return compare(plan.Sort, a.Key, b.Key) })
	return hits
}

// scores add up, for each word or phrase that has to be there or that the plan
// ranks by besides, how often it is and how rare it is.
func (e *Engine) scores(plan index.Plan, hits []*article) []float64 {
	scores := make([]float64, len(hits))
	if plan.Sort != query.Relevance || plan.Size == 0 {
		return scores
	}
	scored := map[string]bool{}
	for _, part := range slices.Concat(query.Positive(plan.Where), plan.Expand) {
		if _, ok := part.Expr.(query.Dates); ok || scored[part.Expr.String()] {
			continue
		}
		scored[part.Expr.String()] = true
		matches := matcherOf(part.Expr, plan.Now)
		found := 0
		for _, a := range e.articles {
			found += count(matches(a) > 0)
		}
		rarity := part.Weight * math.Log(1+float64(len(e.articles))/float64(1+found))
		for i, a := range hits {
			n := float64(matches(a))
			scores[i] += rarity * n / (n + 1)
		}
	}
	return scores
}

// compare orders keys; ids break ties.
func compare(order query.Sort, a, b index.Key) int {
	first := 0
	switch order {
	case query.Relevance:
		first = cmp.Compare(b.Score, a.Score)
	case query.Newest:
		first = cmp.Compare(b.Published, a.Published)
	case query.Oldest:
		first = cmp.Compare(lastUndated(a.Published), lastUndated(b.Published))
	}
	return cmp.Or(first, strings.Compare(a.ID, b.ID))
}

func lastUndated(published int64) int64 {
	if published == index.Undated {
		return math.MaxInt64
	}
	return published
}

// page cuts the hits that the plan wants out of all of them.
func page(plan index.Plan, all []index.Hit) (hits []index.Hit, more bool) {
	from, to := 0, len(all)
	switch {
	case plan.After != nil:
		from = sort.Search(len(all), func(i int) bool { return compare(plan.Sort, all[i].Key, *plan.After) > 0 })
	case plan.Before != nil:
		to = sort.Search(len(all), func(i int) bool { return compare(plan.Sort, all[i].Key, *plan.Before) >= 0 })
	}
	more = to-from > plan.Size
	switch {
	case more && plan.Before != nil:
		from = to - plan.Size
	case more:
		to = from + plan.Size
	}
	for _, hit := range all[from:to] {
		doc := clone(hit.Document)
		hit.Document = &doc
		hits = append(hits, hit)
	}
	return hits, more
}
