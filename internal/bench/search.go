package main

import (
	"context"
	"fmt"
	"slices"

	"dateline/index"
	"dateline/internal/bench/workload"
	"dateline/query"
)

// searcher answers plans.
type searcher interface {
	Search(ctx context.Context, plan index.Plan) (*index.Result, error)
}

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
	hits  int // of all its queries
	// ours and theirs are the cost of a search, one for each query and round;
	// theirs is empty where stock bleve was not asked.
	ours, theirs []cost
	asked        int
}

// ratio is how many times the CPU time of ours stock bleve takes.
func (c *contest) ratio() float64 {
	ours := cpuOf(c.ours).mean
	if ours == 0 || len(c.theirs) == 0 {
		return 0
	}
	return float64(cpuOf(c.theirs).mean) / float64(ours)
}

// arena holds the engines and how they are measured.
type arena struct {
	ours   searcher
	theirs searcher // nil: stock bleve is not measured
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
		plan := f.plan(q)
		ours, err := newTrial(ctx, a.ours, plan)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", plan.Where, err)
		}
		trials := []*trial{ours}
		if a.has(q) {
			theirs, err := newTrial(ctx, a.theirs, plan)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", plan.Where, err)
			}
			trials = append(trials, theirs)
		}
		for range a.rounds {
			for _, t := range trials {
				if err := t.run(ctx); err != nil {
					return nil, fmt.Errorf("%s: %w", plan.Where, err)
				}
			}
		}
		c.hits += ours.hits
		c.ours = append(c.ours, ours.costs...)
		if len(trials) > 1 {
			c.theirs = append(c.theirs, trials[1].costs...)
		}
	}
	return c, nil
}

// trial is one query asked of one engine.
type trial struct {
	engine searcher
	plan   index.Plan
	hits   int
	again  int // runs of a block
	costs  []cost
}

// newTrial asks once, to warm up and to learn how long it takes.
func newTrial(ctx context.Context, engine searcher, plan index.Plan) (*trial, error) {
	t := &trial{engine: engine, plan: plan}
	once, err := measure(func() error {
		result, err := engine.Search(ctx, plan)
		if err == nil {
			t.hits = result.Total
		}
		return err
	})
	t.again = repeats(once)
	return t, err
}

func (t *trial) run(ctx context.Context) error {
	spent, err := measureBlock(t.again, func() error {
		_, err := t.engine.Search(ctx, t.plan)
		return err
	})
	t.costs = append(t.costs, spent)
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

// fetch measures reading and decoding the articles of a page: stock bleve is
// asked for ids alone, ours gives whole articles.
func fetch(ctx context.Context, engine index.Engine, queries []workload.Query) (cost, error) {
	var total cost
	for i := range queries {
		found, err := engine.Search(ctx, queries[i].Plain())
		if err != nil {
			return cost{}, err
		}
		spent, err := measureBlock(10, func() error {
			for _, hit := range found.Hits {
				if _, err := engine.Get(ctx, hit.Key.ID); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return cost{}, err
		}
		total = total.plus(spent)
	}
	return total.over(max(1, len(queries))), nil
}

// ofClass are the queries of a class.
func ofClass(queries []workload.Query, class workload.Class) []workload.Query {
	return slices.DeleteFunc(slices.Clone(queries), func(q workload.Query) bool { return q.Class != class })
}
