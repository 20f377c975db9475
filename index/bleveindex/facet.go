package bleveindex

import (
	"slices"
	"sort"
	"time"

	"dateline/index"
	"dateline/index/bleveindex/facets"
	"dateline/index/bleveindex/sidecar"
	"dateline/query"
)

// countAll counts all facets and the histogram.
func (x *search) countAll(result *index.Result) error {
	result.Facets = make([]index.Facet, len(x.plan.Facets))
	tasks := len(result.Facets) + 1
	count := func(i int) (err error) {
		if i == len(result.Facets) {
			result.Timeline, err = x.countTimeline()
			return err
		}
		result.Facets[i], err = x.countFacet(x.plan.Facets[i])
		return err
	}
	if result.Total > 1<<14 {
		return inParallel(tasks, count)
	}
	for i := range tasks {
		if err := count(i); err != nil {
			return err
		}
	}
	return nil
}

// countFacet counts the values of a facet.
func (x *search) countFacet(plan index.FacetPlan) (facet index.Facet, err error) {
	values, err := x.snapshot.values(plan.Field)
	if err != nil {
		return facet, err
	}
	totals, missing := x.snapshot.engine.tables.Tally(values), 0
	defer totals.Release()
	open := x.openFilter(plan.Field)
	for i, v := range x.snapshot.segments {
		list := x.found[i].list
		if open >= 0 {
			list = x.found[i].open[open]
		}
		without, err := totals.Count(v.ctx, i, list)
		if err != nil {
			return facet, err
		}
		missing += without
	}
	facet = facetOf(plan, values, totals)
	facet.Missing = missing
	return facet, nil
}

// values are those of a facet.
func (s *snapshot) values(field string) (*facets.Values, error) {
	var columns []*sidecar.Column
	var ids []uint64
	for _, v := range s.segments {
		side, err := v.sidecar()
		if err != nil {
			return nil, err
		}
		columns = append(columns, side.Column(field))
		ids = append(ids, v.snapshot.Id())
	}
	return s.engine.tables.Values(field, ids, columns), nil
}

// facetOf makes a facet of counts. Where the most frequent values are wanted,
// only those that can be among them become text.
func facetOf(plan index.FacetPlan, values *facets.Values, totals *facets.Tally) index.Facet {
	if plan.Contains != "" || plan.Order == query.ByValue {
		return index.TopValues(plan, totals.All())
	}
	numbers, distinct := totals.Top(plan.Offset + plan.Size)
	for _, value := range plan.Selected {
		if number, ok := values.Number(value); ok && totals.Of(number) > 0 && !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	facet := index.TopValues(plan, func(yield func(string, int) bool) {
		for _, number := range numbers {
			if !yield(values.Value(number), totals.Of(number)) {
				return
			}
		}
	})
	facet.Distinct = distinct
	return facet
}

// countTimeline counts the hits of each bar of the histogram.
func (x *search) countTimeline() ([]index.Bucket, error) {
	borders := x.plan.Timeline
	if len(borders) < 2 {
		return nil, nil
	}
	bars := make([]index.Bucket, len(borders)-1)
	for i := range bars {
		bars[i].Start, bars[i].End = borders[i], borders[i+1]
	}
	for i, v := range x.snapshot.segments {
		if err := v.addBars(x.found[i].list, borders, bars); err != nil {
			return nil, err
		}
	}
	return bars, nil
}

// addBars counts documents into bars. The borders become numbers of instants,
// so that documents compare by number.
func (v *view) addBars(docs []uint32, borders []time.Time, bars []index.Bucket) error {
	side, err := v.sidecar()
	if err != nil {
		return err
	}
	dates := side.Dates()
	firsts := make([]uint32, len(borders))
	for i, border := range borders {
		firsts[i] = dates.FirstFrom(border)
	}
	bar := barOf(firsts, len(docs), dates.Distinct())
	counts := make([]int, len(borders)+1) // by how many borders lie at or before
	for i, doc := range docs {
		if i%loopSteps == 0 && v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		if at, dated := dates.Ordinal(doc); dated {
			counts[bar(at)]++
		}
	}
	for i := range bars {
		bars[i].Count += counts[i+1]
	}
	return nil
}

// barOf tells how many borders lie at or before an instant of a number. For
// many documents, hints say how many do for the first of each stretch.
func barOf(borders []uint32, docs, instants int) func(at uint32) int {
	const stretch = 8 // bits
	if docs < instants>>stretch {
		return func(at uint32) int {
			return sort.Search(len(borders), func(i int) bool { return borders[i] > at })
		}
	}
	hints := make([]int, instants>>stretch+1)
	bar := 0
	for i := range hints {
		for bar < len(borders) && borders[bar] <= uint32(i<<stretch) {
			bar++
		}
		hints[i] = bar
	}
	return func(at uint32) int {
		bar := hints[at>>stretch]
		for bar < len(borders) && borders[bar] <= at {
			bar++
		}
		return bar
	}
}

// loopSteps is after how many steps of a quick loop the context is looked at.
const loopSteps = 1 << 14
