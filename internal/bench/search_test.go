package main

import (
	"errors"
	"strings"
	"testing"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/internal/bench/newscorpus"
	"dateline/internal/bench/stock"
	"dateline/internal/bench/workload"
	"dateline/query"
)

// scan is an engine with a few articles, and queries of which the number of
// hits is plain.
func scan(t *testing.T) (*memindex.Engine, []workload.Query) {
	t.Helper()
	engine := memindex.New()
	for docs := range newscorpus.New(newscorpus.Invent(1, 50), 1).Batches(12, 12) {
		if err := engine.Write(t.Context(), docs); err != nil {
			t.Fatal(err)
		}
	}
	said := query.Phrase{Field: "body", Text: "said"}
	return engine, []workload.Query{
		{Class: workload.Frequent, Where: said, Sort: query.Relevance},
		{Class: workload.Frequent, Where: query.All{}, Sort: query.Newest},
		{Class: workload.NearPhrase, Where: query.Near{A: said, B: query.Phrase{Field: "body", Text: "in"}, Within: 5}, Sort: query.Relevance},
	}
}

func TestContest(t *testing.T) {
	t.Parallel()
	engine, queries := scan(t)
	a := &arena{ours: engine, rounds: 3}
	c, err := a.contest(t.Context(), workload.Frequent, ofClass(queries, workload.Frequent), faceted())
	if err != nil {
		t.Skip(err) // no clock of CPU time
	}
	if c.asked != 2 || c.hits != 24 || len(c.ours) != 6 || len(c.articles) != 6 || len(c.theirs) != 0 {
		t.Errorf("%d queries, %d hits, %d, %d and %d costs; want 2, 24, 6, 6 and 0", c.asked, c.hits, len(c.ours), len(c.articles), len(c.theirs))
	}
	if ours := cpuOf(c.ours); ours.mean <= 0 || ours.p99 < ours.p50 {
		t.Errorf("costs %+v", ours)
	}
	if c.ratio() != 0 {
		t.Errorf("a ratio of %v to an engine that was not asked", c.ratio())
	}
}

func TestErrorsNameTheQuery(t *testing.T) {
	t.Parallel()
	engine, queries := scan(t)
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	a := &arena{ours: engine, theirs: &stock.Index{}, rounds: 1}
	_, contest := a.contest(t.Context(), workload.Frequent, queries[:1], plain())
	_, compare := a.compare(t.Context(), queries[:1])
	_, page := pages(t.Context(), index.New(engine, "", newscorpus.End), queries[:1], 1)
	for _, err := range []error{contest, compare, page} {
		if !errors.Is(err, index.ErrClosed) || !strings.Contains(err.Error(), "said") {
			t.Errorf("error %v, want %v with the query", err, index.ErrClosed)
		}
	}
}

func TestStockIsNotAskedForProximity(t *testing.T) {
	t.Parallel()
	_, queries := scan(t)
	for _, q := range queries {
		both, alone := arena{theirs: &stock.Index{}}, arena{}
		if want := q.Class != workload.NearPhrase; both.has(&q) != want || alone.has(&q) {
			t.Errorf("%s: asked %v, without stock bleve %v", q.Where, both.has(&q), alone.has(&q))
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	engine, queries := scan(t)
	costs, err := pages(t.Context(), index.New(engine, "", newscorpus.End), queries, 2)
	if err != nil {
		t.Skip(err) // no clock of CPU time
	}
	if len(costs) != 2*len(queries) {
		t.Errorf("%d costs of %d pages in 2 rounds", len(costs), len(queries))
	}
	for i, c := range costs {
		if c.wall <= 0 {
			t.Errorf("page %d took %v", i, c.wall)
		}
	}
}

func TestOfClass(t *testing.T) {
	t.Parallel()
	_, queries := scan(t)
	if n := len(ofClass(queries, workload.Frequent)); n != 2 || len(queries) != 3 {
		t.Errorf("%d frequent queries of %d", n, len(queries))
	}
	if n := len(ofClass(queries, workload.Rare)); n != 0 {
		t.Errorf("%d rare queries", n)
	}
}
