package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dateline/index"
	"dateline/internal/bench/stock"
	"dateline/internal/bench/workload"
	"dateline/query"
)

// form is one of the ways in which a query is asked.
type form struct {
	name string
	plan func(q *workload.Query) index.Plan
}

func faceted() form {
	return form{"with 3 facets of 20 values and 60 months", func(q *workload.Query) index.Plan { return q.Faceted(workload.FacetSize) }}
}

func plain() form {
	return form{"plain top 10 with exact total", (*workload.Query).Plain}
}

// contest is a class of queries in one form, asked of both engines in turn.
type contest struct {
	class workload.Class
	asked int // queries
	hits  int // of all of them
	// The costs are those of one search, for each query and round: ours; the part
	// of ours that reads and decodes the articles of the page, of which stock
	// bleve gives the ids alone; stock's, empty where it was not asked.
	ours, articles, theirs []cost
}

// ratio is how many times the CPU time of ours stock bleve takes.
func (c *contest) ratio() float64 { return over(cpuOf(c.theirs).mean, cpuOf(c.ours).mean) }

// ratioOfIDs is the same without the articles of ours.
func (c *contest) ratioOfIDs() float64 {
	return over(cpuOf(c.theirs).mean, cpuOf(c.ours).mean-cpuOf(c.articles).mean)
}

func over(a, b time.Duration) float64 {
	if a <= 0 || b <= 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// arena holds the engines and how they are measured.
type arena struct {
	ours   index.Engine
	theirs *stock.Index // nil: stock bleve is not measured
	rounds int
}

// has tells whether stock bleve is asked a query. It knows no proximity.
func (a *arena) has(q *workload.Query) bool {
	_, near := q.Where.(query.Near)
	return a.theirs != nil && !near
}

// contest measures the queries of one class.
func (a *arena) contest(ctx context.Context, class workload.Class, queries []workload.Query, f form) (*contest, error) {
	c := &contest{class: class, asked: len(queries)}
	for i := range queries {
		q := &queries[i]
		if err := a.ask(ctx, c, f.plan(q), a.has(q)); err != nil {
			return nil, fmt.Errorf("%s: %w", q.Where, err)
		}
	}
	return c, nil
}

// ask measures one query: ours, its articles, stock, and so on in rounds.
func (a *arena) ask(ctx context.Context, c *contest, plan index.Plan, both bool) error {
	found, err := a.ours.Search(ctx, plan)
	if err != nil {
		return err
	}
	c.hits += found.Total
	trials := []*trial{
		{costs: &c.ours, work: func() error {
			_, err := a.ours.Search(ctx, plan)
			return err
		}},
		{costs: &c.articles, work: func() error {
			for _, hit := range found.Hits {
				if _, err := a.ours.Get(ctx, hit.Key.ID); err != nil {
					return err
				}
			}
			return nil
		}},
	}
	if both {
		trials = append(trials, &trial{costs: &c.theirs, work: func() error {
			_, err := a.theirs.Search(ctx, plan)
			return err
		}})
	}
	for round := range a.rounds + 1 {
		for _, t := range trials {
			if err := t.run(round); err != nil {
				return err
			}
		}
	}
	return nil
}

// trial is one thing that is measured in rounds.
type trial struct {
	work  func() error
	costs *[]cost
	again int // runs of a block
}

// run measures a block. Round 0 warms up and shows how long the work takes.
func (t *trial) run(round int) error {
	if round == 0 {
		once, err := measure(t.work)
		t.again = repeats(once)
		return err
	}
	spent, err := measureBlock(t.again, t.work)
	*t.costs = append(*t.costs, spent)
	return err
}

// allValues is more values than any answer here has.
const allValues = 1 << 16

// perClassCompared is how many queries of a class are compared in every count.
const perClassCompared = 3

// compare asks both engines and compares the answers: the totals of all
// queries, and all counts of some of each class.
func (a *arena) compare(ctx context.Context, queries []workload.Query) (comparison, error) {
	var c comparison
	compared := map[workload.Class]int{}
	for i := range queries {
		q := &queries[i]
		if !a.has(q) {
			continue
		}
		plan := q.Plain()
		inFull := compared[q.Class] < perClassCompared
		if inFull {
			plan = q.Faceted(allValues)
		}
		compared[q.Class]++
		what := fmt.Sprintf("%s %s", q.Class, q.Where)
		ours, err := a.ours.Search(ctx, plan)
		if err != nil {
			return c, fmt.Errorf("%s: %w", what, err)
		}
		theirs, err := a.theirs.Search(ctx, plan)
		if err != nil {
			return c, fmt.Errorf("%s: %w", what, err)
		}
		c.compareTotals(ours, theirs, what)
		c.compareCounts(ours, theirs, what)
		c.compareOrder(ours, theirs, q.Sort, what)
	}
	return c, nil
}

// pages measures the requests of the user interface, one after the other. The
// first run of each is not counted. Nobody else's garbage is about, so that the
// collector runs as it would in a server.
func pages(ctx context.Context, x *index.Index, queries []workload.Query, rounds int) ([]cost, error) {
	var costs []cost
	for round := range rounds + 1 {
		for i := range queries {
			spent, err := measure(func() error {
				_, err := x.Search(ctx, queries[i].Request())
				return err
			})
			if err != nil {
				return nil, fmt.Errorf("page %s: %w", queries[i].Where, err)
			}
			if round > 0 {
				costs = append(costs, spent)
			}
		}
	}
	return costs, nil
}

// ofClass are the queries of a class.
func ofClass(queries []workload.Query, class workload.Class) []workload.Query {
	return slices.DeleteFunc(slices.Clone(queries), func(q workload.Query) bool { return q.Class != class })
}
