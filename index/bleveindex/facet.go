package bleveindex

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"dateline/index"
	"dateline/query"
)

// countFacet counts the values of a facet.
func (x *search) countFacet(plan index.FacetPlan) (index.Facet, error) {
	facet := index.Facet{Field: plan.Field}
	open := slices.IndexFunc(x.plan.Filters, func(f query.Filter) bool {
		return f.Field == plan.Field && f.Match == query.MatchAny
	})
	values, err := x.snapshot.values(plan.Field)
	if err != nil {
		return facet, err
	}
	total := make([]uint32, values.distinct())
	for i, v := range x.snapshot.segments {
		hits := x.found[i].list
		if open >= 0 && x.found[i].filters[open].include != nil {
			hits = x.found[i].passing(open).ToArray()
		}
		missing, err := values.count(v, i, hits, total)
		if err != nil {
			return facet, err
		}
		facet.Missing += missing
	}
	facet.Values = values.top(total, plan)
	for _, n := range total {
		if n > 0 {
			facet.Distinct++
		}
	}
	return facet, nil
}

// top are the most frequent values, ties in the order of their bytes, and
// behind them the selected ones that are not among them.
func (g *globalValues) top(total []uint32, plan index.FacetPlan) []index.FacetValue {
	var best []ordinalCount
	for ordinal, n := range total {
		if n > 0 && plan.Size > 0 && (len(best) < plan.Size || n > best[len(best)-1].count) {
			best = insert(best, plan.Size, ordinalCount{uint32(ordinal), n})
		}
	}
	top := make([]index.FacetValue, 0, len(best)+len(plan.Selected))
	for _, b := range best {
		top = append(top, index.FacetValue{Value: g.value(b.ordinal), Count: int(b.count)})
	}
	var rest []index.FacetValue
	for _, value := range plan.Selected {
		chosen := index.FacetValue{Value: value}
		if ordinal, ok := g.find(value); ok {
			chosen.Count = int(total[ordinal])
		}
		if !slices.Contains(top, chosen) && !slices.Contains(rest, chosen) {
			rest = append(rest, chosen)
		}
	}
	slices.SortFunc(rest, func(a, b index.FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return append(top, rest...)
}

// ordinalCount is how often a value was counted.
type ordinalCount struct{ ordinal, count uint32 }

// insert puts a count behind those that are as large, into the best, of which
// there are at most size. Ordinals must rise from call to call.
func insert(best []ordinalCount, size int, c ordinalCount) []ordinalCount {
	at := sort.Search(len(best), func(i int) bool { return best[i].count < c.count })
	if len(best) == size {
		best = best[:size-1]
	}
	return slices.Insert(best, at, c)
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
