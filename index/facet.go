package index

import (
	"context"
	"iter"
	"slices"
	"strings"

	"dateline/index/words"
	"dateline/query"
)

// Facet answers with one page of the values of a facet. Of the Result it fills
// Total, Notes, Where, Repairs, Generation, Took and the one facet.
func (x *Index) Facet(ctx context.Context, req query.FacetRequest) (*Result, error) {
	search := req.Search
	search.Size, search.Cursor, search.Facets = 0, "", []string{}
	a, err := x.ask(ctx, search)
	if err != nil {
		return nil, err
	}
	a.plan.Facets = []FacetPlan{{
		Field: req.Field, Contains: req.Contains, Order: req.Order,
		Offset: max(0, req.Offset), Size: clamp(req.Size, query.MaxFacetSize),
	}}
	return x.answer(ctx, a, search)
}

// TopValues makes the facet of a plan out of the values that are there, each
// once with its count above 0, in whatever order an engine has them. It fills
// all but Missing.
func TopValues(plan FacetPlan, counts iter.Seq2[string, int]) Facet {
	facet := Facet{Field: plan.Field}
	fitting := words.BeginningsOf(plan.Contains)
	chosen := make(map[string]int, len(plan.Selected))
	for _, value := range plan.Selected {
		chosen[value] = 0
	}
	best := firstValues{most: plan.Offset + plan.Size, byKey: plan.Order == query.ByValue}
	for value, count := range counts {
		if _, ok := chosen[value]; ok {
			chosen[value] = count
		}
		if plan.Contains != "" && !fitting.In(value) {
			continue
		}
		facet.Distinct++
		best.offer(FacetValue{Value: value, Count: count})
	}
	facet.Values = best.from(plan.Offset)
	for _, v := range facet.Values {
		delete(chosen, v.Value)
	}
	rest := firstValues{most: len(chosen), byKey: best.byKey}
	for value, count := range chosen {
		rest.offer(FacetValue{Value: value, Count: count})
	}
	facet.Values = append(facet.Values, rest.from(0)...)
	return facet
}

// firstValues keeps the first values of an order. It lets twice as many gather
// before it sorts them: as a rule a value costs one comparison.
type firstValues struct {
	most int
	// byKey: the order is that of the alphabet, else by falling count.
	byKey bool
	list  []keyedValue
	// sorted: list begins with most values in order; what does not come before
	// the last of them is not wanted.
	sorted bool
}

// keyedValue is a value with its place in the alphabet, where that counts.
type keyedValue struct {
	FacetValue
	key string
}

func (f *firstValues) compare(a, b keyedValue) int {
	if a.key != b.key { // both are "" when it does not count
		return strings.Compare(a.key, b.key)
	}
	if !f.byKey && a.Count != b.Count {
		return b.Count - a.Count
	}
	return strings.Compare(a.Value, b.Value)
}

func (f *firstValues) offer(value FacetValue) {
	v := keyedValue{FacetValue: value}
	if f.byKey {
		v.key = words.SortKey(value.Value)
	}
	if f.most == 0 || f.sorted && f.compare(v, f.list[f.most-1]) > 0 {
		return
	}
	f.list = append(f.list, v)
	if len(f.list) >= 2*f.most {
		f.sort()
	}
}

func (f *firstValues) sort() {
	slices.SortFunc(f.list, f.compare)
	f.list = f.list[:min(f.most, len(f.list))]
	f.sorted = len(f.list) == f.most
}

// from are the first values but for some at the beginning.
func (f *firstValues) from(offset int) []FacetValue {
	f.sort()
	var values []FacetValue
	for _, v := range f.list[min(offset, len(f.list)):] {
		values = append(values, v.FacetValue)
	}
	return values
}
