package main

import (
	"fmt"

	"dateline/index"
	"dateline/query"
)

// comparison counts what two engines answered alike and what not.
type comparison struct {
	totals, differentTotals int
	rows, differentRows     int
	// first is the first difference, in words.
	first string
}

func (c *comparison) add(d comparison) {
	c.totals += d.totals
	c.differentTotals += d.differentTotals
	c.rows += d.rows
	c.differentRows += d.differentRows
	if c.first == "" {
		c.first = d.first
	}
}

// compareTotals compares the numbers of hits.
func (c *comparison) compareTotals(ours, theirs *index.Result, what string) {
	c.totals++
	if ours.Total != theirs.Total {
		c.differentTotals++
		c.differ("%s: %d hits, stock %d", what, ours.Total, theirs.Total)
	}
}

// compareCounts compares each count of each facet and each bar. Both sides hold
// all values.
func (c *comparison) compareCounts(ours, theirs *index.Result, what string) {
	for i, facet := range ours.Facets {
		counts := map[string]int{}
		for _, v := range theirs.Facets[i].Values {
			counts[v.Value] = v.Count
		}
		for _, v := range facet.Values {
			c.row(v.Count, counts[v.Value], what, facet.Field+" "+v.Value)
			delete(counts, v.Value)
		}
		for value, count := range counts {
			c.row(0, count, what, facet.Field+" "+value)
		}
		c.row(facet.Missing, theirs.Facets[i].Missing, what, facet.Field+" missing")
	}
	for i, bar := range ours.Timeline {
		c.row(bar.Count, theirs.Timeline[i].Count, what, bar.Start.Format("2006-01"))
	}
}

// compareOrder compares the ids of the page, where the order leaves no choice.
func (c *comparison) compareOrder(ours, theirs *index.Result, sort query.Sort, what string) {
	if sort == query.Relevance {
		return
	}
	id := func(r *index.Result, i int) string {
		if i < len(r.Hits) {
			return r.Hits[i].Key.ID
		}
		return none
	}
	for i := range max(len(ours.Hits), len(theirs.Hits)) {
		c.rows++
		if a, b := id(ours, i), id(theirs, i); a != b {
			c.differentRows++
			c.differ("%s: hit %d is %s, stock %s", what, i, a, b)
		}
	}
}

func (c *comparison) row(ours, theirs int, what, row string) {
	c.rows++
	if ours != theirs {
		c.differentRows++
		c.differ("%s: %s: %d, stock %d", what, row, ours, theirs)
	}
}

func (c *comparison) differ(format string, args ...any) {
	if c.first == "" {
		c.first = fmt.Sprintf(format, args...)
	}
}
