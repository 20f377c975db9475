package bleveindex

import (
	"maps"
	"slices"
	"sort"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/query"
)

// countFacet counts the values of a facet.
func (x *search) countFacet(plan index.FacetPlan) (index.Facet, error) {
	var facet index.Facet
	open := slices.IndexFunc(x.plan.Filters, func(f query.Filter) bool {
		return f.Field == plan.Field && f.Match == query.MatchAny
	})
	missing, totals := 0, map[string]int{}
	for i, v := range x.snapshot.segments {
		hits := x.found[i].hits
		if open >= 0 {
			hits = x.found[i].passing(open)
		}
		values, err := v.columns.facet(v, plan.Field)
		if err != nil {
			return facet, err
		}
		without, err := values.addCounts(v, hits, totals)
		if err != nil {
			return facet, err
		}
		missing += without
	}
	facet = index.TopValues(plan, maps.All(totals))
	facet.Missing = missing
	return facet, nil
}

// addCounts counts the values of hits and the hits without any.
func (c *column) addCounts(v *view, hits *roaring.Bitmap, totals map[string]int) (missing int, err error) {
	counts := make([]int, len(c.values))
	for docs := hits.Iterator(); docs.HasNext(); {
		doc := docs.Next()
		if err := v.pause(); err != nil {
			return 0, err
		}
		numbers := c.of(doc)
		if len(numbers) == 0 {
			missing++
		}
		for _, number := range numbers {
			counts[number]++
		}
	}
	for number, n := range counts {
		if n > 0 {
			totals[c.values[number]] += n
		}
	}
	return missing, nil
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
		dates, err := v.columns.dates(v)
		if err != nil {
			return nil, err
		}
		if err := dates.addBars(v, x.found[i].hits, borders, bars); err != nil {
			return nil, err
		}
	}
	return bars, nil
}

func (c *dateColumn) addBars(v *view, hits *roaring.Bitmap, borders []time.Time, bars []index.Bucket) error {
	// The borders as numbers of instants: hits then compare by number.
	firsts := make([]uint32, len(borders))
	for i, border := range borders {
		firsts[i] = c.firstFrom(border)
	}
	for docs := hits.Iterator(); docs.HasNext(); {
		doc := docs.Next()
		if err := v.pause(); err != nil {
			return err
		}
		date := c.of(doc)
		if len(date) == 0 {
			continue
		}
		bar := sort.Search(len(firsts), func(i int) bool { return firsts[i] > date[0] }) - 1
		if bar >= 0 && bar < len(bars) {
			bars[bar].Count++
		}
	}
	return nil
}
