package bleveindex

import (
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
	lists, docs := make([][]uint32, len(x.found)), 0
	for i, f := range x.found {
		lists[i] = f.list
		if open >= 0 && f.filters[open].include != nil {
			lists[i] = f.passing(open).ToArray()
		}
		docs += len(lists[i])
	}
	totals, missing := values.newTally(docs), 0
	for i, v := range x.snapshot.segments {
		without, err := values.count(v, i, lists[i], totals)
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
func (g *globalValues) facet(totals *tally, plan index.FacetPlan) index.Facet {
	if plan.Contains != "" || plan.Order == query.ByValue {
		return index.TopValues(plan, g.texts(totals, 1))
	}
	distinct, least := totals.least(plan.Offset + plan.Size)
	facet := index.TopValues(plan, func(yield func(string, int) bool) {
		for number, n := range totals.all() {
			wanted := n >= least
			for i := 0; !wanted && i < len(plan.Selected); i++ {
				wanted = string(g.bytes(number)) == plan.Selected[i]
			}
			if wanted && !yield(g.value(number), int(n)) {
				return
			}
		}
	})
	facet.Distinct = distinct
	return facet
}

// least is how often the most frequent values were counted at least, of which
// so many are wanted, and how many there are in all.
func (t *tally) least(wanted int) (distinct int, least uint32) {
	var best []uint32 // counts, falling
	for _, n := range t.all() {
		distinct++
		if len(best) < wanted || wanted > 0 && n > best[wanted-1] {
			at := sort.Search(len(best), func(i int) bool { return best[i] < n })
			best = slices.Insert(best[:min(len(best), wanted-1)], at, n)
		}
	}
	if wanted == 0 {
		return distinct, math.MaxUint32
	}
	if len(best) < wanted {
		return distinct, 1
	}
	return distinct, best[wanted-1]
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
