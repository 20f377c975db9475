package main

import (
	"testing"
	"time"

	"dateline/index"
	"dateline/query"
)

// answer is a result with two values, a month and two hits.
func answer() *index.Result {
	return &index.Result{
		Total: 5,
		Hits:  []index.Hit{{Key: index.Key{ID: "b"}}, {Key: index.Key{ID: "a"}}},
		Facets: []index.Facet{{
			Field: "source", Missing: 1,
			Values: []index.FacetValue{{Value: "Post", Count: 3}, {Value: "Times", Count: 1}},
		}},
		Timeline: []index.Bucket{{Start: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), Count: 4}},
	}
}

// TestComparisonSeesEveryDifference changes one thing at a time.
func TestComparisonSeesEveryDifference(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		change       func(*index.Result)
		sort         query.Sort
		totals, rows int // that differ
	}{
		{"nothing", func(*index.Result) {}, query.Newest, 0, 0},
		{"the total", func(r *index.Result) { r.Total++ }, query.Newest, 1, 0},
		{"a count", func(r *index.Result) { r.Facets[0].Values[1].Count++ }, query.Newest, 0, 1},
		{"a value that lacks", func(r *index.Result) { r.Facets[0].Values = r.Facets[0].Values[:1] }, query.Newest, 0, 1},
		{"another value", func(r *index.Result) { r.Facets[0].Values[1].Value = "Herald" }, query.Newest, 0, 2},
		{"the missing", func(r *index.Result) { r.Facets[0].Missing = 0 }, query.Newest, 0, 1},
		{"a month", func(r *index.Result) { r.Timeline[0].Count-- }, query.Newest, 0, 1},
		{"the order", func(r *index.Result) { r.Hits[0], r.Hits[1] = r.Hits[1], r.Hits[0] }, query.Newest, 0, 2},
		{"the order of equals", func(r *index.Result) { r.Hits[0], r.Hits[1] = r.Hits[1], r.Hits[0] }, query.Relevance, 0, 0},
		{"a hit that lacks", func(r *index.Result) { r.Hits = r.Hits[:1] }, query.Newest, 0, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, swapped := range []bool{false, true} {
				ours, theirs := answer(), answer()
				test.change(theirs)
				if swapped {
					ours, theirs = theirs, ours
				}
				var c comparison
				c.compareTotals(ours, theirs, "q")
				c.compareCounts(ours, theirs, "q")
				c.compareOrder(ours, theirs, test.sort, "q")
				if c.differentTotals != test.totals || c.differentRows != test.rows {
					t.Errorf("swapped %v: %d totals and %d rows differ, want %d and %d (%s)", swapped, c.differentTotals, c.differentRows, test.totals, test.rows, c.first)
				}
				if (c.first != "") != (test.totals+test.rows > 0) {
					t.Errorf("first difference: %q", c.first)
				}
				if c.totals != 1 || c.rows < 4 {
					t.Errorf("%d totals and %d rows compared", c.totals, c.rows)
				}
			}
		})
	}
}

func TestComparisonsAddUp(t *testing.T) {
	t.Parallel()
	var sum comparison
	sum.add(comparison{totals: 1, rows: 2})
	sum.add(comparison{totals: 3, differentTotals: 1, rows: 4, differentRows: 2, first: "x"})
	sum.add(comparison{first: "y"})
	if want := (comparison{4, 1, 6, 2, "x"}); sum != want {
		t.Errorf("got %+v, want %+v", sum, want)
	}
}
