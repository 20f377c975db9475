package indextest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dateline/index"
	"dateline/query"
)

// values asks for the values of a facet: "FIELD name=value …".
func (p *player) values(ctx context.Context, text string) error {
	field, parameters, _ := strings.Cut(text, " ")
	values, err := parseParameters(parameters)
	if err != nil {
		return err
	}
	req, err := query.FacetFromValues(field, values, index.Fields)
	if err != nil {
		return err
	}
	p.answer, err = p.index.Facet(ctx, req)
	return err
}

// facetPlan asks for the values of a facet in one of the ways there are.
func (g *generator) facetPlan(field string) index.FacetPlan {
	plan := index.FacetPlan{Field: field, Size: pick(g, []int{0, 1, 2, 10}), Selected: g.some(values(field), 2)}
	if g.chance(30) {
		plan.Contains = pick(g, []string{"e", "lee", "nunez an", "UN", "paris", "weekly c", "ob", "?"})
	}
	if g.chance(30) {
		plan.Offset = g.IntN(4)
	}
	if g.chance(30) {
		plan.Order = query.ByValue
	}
	return plan
}

// checkPromises: what choosing a value or leaving it out would find is what its
// count says, in every facet and under filters of every kind. A country counts
// the articles about its places, and finds them.
func checkPromises(ctx context.Context, engine index.Engine) []error {
	var r report
	g := newGenerator(7)
	for _, change := range g.changes() {
		r.must("change", change(ctx, engine))
	}
	counted := 0
	for range 12 {
		plan := everything(0)
		plan.Where = pick(g, []query.Expr{query.All{}, g.expr(1)})
		if g.chance(50) {
			plan.Filters = append(plan.Filters, g.filter(pick(g, index.Fields.Facets()).Name))
		}
		for _, field := range index.Fields.Facets() {
			plan.Facets = append(plan.Facets, index.FacetPlan{Field: field.Name, Size: query.MaxFacetSize})
		}
		result, err := engine.Search(ctx, plan)
		if r.must("Search", err); err != nil {
			return r
		}
		for _, f := range result.Facets {
			counted += len(f.Values)
			r.keepsPromises(ctx, engine, plan, f)
		}
	}
	if counted < 100 {
		r.errorf("only %d values are counted", counted)
	}
	return r
}

// keepsPromises compares each count of a facet with what the value finds.
func (r *report) keepsPromises(ctx context.Context, engine index.Engine, plan index.Plan, f index.Facet) {
	plan.Facets = nil
	var rest []query.Filter
	for _, filter := range plan.Filters {
		// Values of a facet that matches any are counted as if none was chosen.
		if filter.Field == f.Field && filter.Match == query.MatchAny {
			filter.Include = nil
		}
		rest = append(rest, filter)
	}
	total := func(filters ...query.Filter) int {
		plan.Filters = append(slices.Clip(rest), filters...)
		result, err := engine.Search(ctx, plan)
		if r.must("Search", err); err != nil {
			return -1
		}
		return result.Total
	}
	all := total()
	for _, v := range f.Values {
		with := total(query.Filter{Field: f.Field, Include: []string{v.Value}, Match: query.MatchAll})
		without := total(query.Filter{Field: f.Field, Exclude: []string{v.Value}, Match: query.MatchAll})
		if with != v.Count || without != all-v.Count {
			r.errorf("%s: %s %q is counted %d of %d; with it there are %d, without it %d",
				describe(plan), f.Field, v.Value, v.Count, all, with, without)
		}
	}
}

// describeFacets writes what is asked of facets.
func describeFacets(plans []index.FacetPlan) string {
	var b strings.Builder
	for _, f := range plans {
		fmt.Fprintf(&b, " %s[%d+%d %s %q %q]", f.Field, f.Offset, f.Size, f.Order, f.Contains, f.Selected)
	}
	return b.String()
}
