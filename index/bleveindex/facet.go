package bleveindex

import (
	"iter"
	"math"
	"slices"
	"sort"
	"time"

	"dateline/index"
	"dateline/query"
)

// countFacet counts the values of a facet.
func (x *search) countFacet(plan index.FacetPlan) (facet index.Facet, err error) {
	open := slices.IndexFunc(x.plan.Filters, func(f query.Filter) bool {
		return f.Field == plan.Field && f.Match == query.MatchAny
	})
	values, err := x.snapshot.values(plan.Field)
	if err != nil {
		return facet, err
	}
	totals, missing := make([]uint32, values.distinct()), 0
	for i, v := range x.snapshot.segments {
		hits := x.found[i].list
		if open >= 0 && x.found[i].filters[open].include != nil {
			hits = x.found[i].passing(open).ToArray()
		}
		without, err := values.count(v, i, hits, totals)
		if err != nil {
			return facet, err
		}
		missing += without
	}
	facet = values.facet(totals, plan)
	facet.Missing = missing
	return facet, nil
}

// facet makes a facet of counts. Where the most frequent values are wanted,
// only those that can be among them become text.
func (g *globalValues) facet(totals []uint32, plan index.FacetPlan) index.Facet {
	if plan.Contains != "" || plan.Order == query.ByValue {
		return index.TopValues(plan, g.texts(totals, 1))
	}
	distinct := 0
	var best []uint32 // counts
	for _, n := range totals {
		if n == 0 {
			continue
		}
		distinct++
		if most := plan.Offset + plan.Size; len(best) < most || most > 0 && n > best[most-1] {
			at := sort.Search(len(best), func(i int) bool { return best[i] < n })
			best = slices.Insert(best[:min(len(best), most-1)], at, n)
		}
	}
	least := uint32(math.MaxUint32)
	if len(best) > 0 {
		least = best[len(best)-1]
	}
	facet := index.TopValues(plan, func(yield func(string, int) bool) {
		for _, value := range plan.Selected {
			if number, ok := g.find(value); ok && 0 < totals[number] && totals[number] < least && !yield(value, int(totals[number])) {
				return
			}
		}
		g.texts(totals, least)(yield)
	})
	facet.Distinct = distinct
	return facet
}

// texts are the values that were counted so often at least.
func (g *globalValues) texts(totals []uint32, least uint32) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for number, n := range totals {
			if n >= least && !yield(g.value(uint32(number)), int(n)) {
				return
			}
		}
	}
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
// so that documents compare by number; hints say, for stretches of them, which
// bar the first belongs to.
func (v *view) addBars(docs []uint32, borders []time.Time, bars []index.Bucket) error {
	side, err := v.sidecar()
	if err != nil {
		return err
	}
	const stretch = 8 // bits
	dates := side.Dates()
	firsts := make([]uint32, len(borders))
	for i, border := range borders {
		firsts[i] = dates.FirstFrom(border)
	}
	hints := make([]int, dates.Distinct()>>stretch+1)
	for i := range hints {
		hints[i] = sort.Search(len(firsts), func(j int) bool { return firsts[j] > uint32(i<<stretch) })
	}
	counts := make([]int, len(borders)+1) // by how many borders lie at or before
	for i, doc := range docs {
		if i%loopSteps == 0 && v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		at, dated := dates.Ordinal(doc)
		if !dated {
			continue
		}
		bar := hints[at>>stretch]
		for bar < len(firsts) && firsts[bar] <= at {
			bar++
		}
		counts[bar]++
	}
	for i := range bars {
		bars[i].Count += counts[i+1]
	}
	return nil
}

// loopSteps is after how many steps of a quick loop the context is looked at.
const loopSteps = 1 << 14
