package main

import (
	"fmt"
	"time"

	"dateline/internal/bench/workload"
)

// goal is what a class has to reach.
type goal struct {
	// times is how many times less CPU time than stock bleve is wanted, 0 for no
	// such goal.
	times float64
	// prototype is the CPU time, at 100,000 articles, of the prototype that the
	// design of the executor follows; it was measured on another machine.
	prototype time.Duration
}

const prototypeArticles = 100_000

// facetedGoals are those of queries with three facets and 60 months.
func facetedGoals() map[workload.Class]goal {
	return map[workload.Class]goal{
		workload.Frequent:   {40, 530 * time.Microsecond},
		workload.Mid:        {40, 0},
		workload.Rare:       {40, 27 * time.Microsecond},
		workload.And2:       {40, 120 * time.Microsecond},
		workload.Or3:        {40, 670 * time.Microsecond},
		workload.PhraseOf2:  {6, 3800 * time.Microsecond},
		workload.NearPhrase: {0, 3970 * time.Microsecond},
		workload.NearAnd2:   {0, 110 * time.Microsecond},
		workload.Prefix:     {25, 620 * time.Microsecond},
		workload.Fuzzy:      {25, 220 * time.Microsecond},
		workload.Filtered:   {19, 190 * time.Microsecond},
	}
}

// plainGoals are those of the first hits alone.
func plainGoals() map[workload.Class]goal {
	return map[workload.Class]goal{
		workload.Frequent:  {0, 33 * time.Microsecond},
		workload.Rare:      {0, 7 * time.Microsecond},
		workload.And2:      {0, 39 * time.Microsecond},
		workload.Or3:       {0, 77 * time.Microsecond},
		workload.PhraseOf2: {0, 2990 * time.Microsecond},
		workload.Prefix:    {0, 63 * time.Microsecond},
		workload.Fuzzy:     {0, 38 * time.Microsecond},
		workload.Filtered:  {0, 101 * time.Microsecond},
		workload.DateSort:  {50, 8 * time.Microsecond},
	}
}

// verdict says whether a ratio reaches its goal.
func verdict(ratio, wanted float64) string {
	if ratio >= wanted {
		return fmt.Sprintf("%gx ok", wanted)
	}
	return fmt.Sprintf("%gx short", wanted)
}

// The goals of everything else.
const (
	goalPage       = 100 * time.Millisecond // the 99th percentile of a page at a million articles
	goalBuild      = 1.2                    // articles per CPU second, against stock bleve
	goalSize       = 3.0                    // bytes of the index for each byte of text
	goalExtraction = 2                      // CPU time of reading a web page, against parsing it alone
	goalHeapBytes  = 80                     // in memory for each article, beside mapped files
)
