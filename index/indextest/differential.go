package indextest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/query"
)

// plansPerCorpus and requestsPerCorpus are how many one seed compares.
const (
	plansPerCorpus    = 30
	requestsPerCorpus = 6
)

// Differential compares an engine with a reference on random articles and
// plans, the same for the same seed. It calls both functions for each seed and
// closes what they give.
func Differential(tb testing.TB, reference, engine func(testing.TB) index.Engine, seeds ...uint64) {
	tb.Helper()
	for _, seed := range seeds {
		a, b := reference(tb), engine(tb)
		for _, difference := range differences(tb.Context(), a, b, seed) {
			tb.Errorf("seed %d: %v", seed, difference)
		}
		if err := errors.Join(a.Close(), b.Close()); err != nil {
			tb.Errorf("seed %d: Close: %v", seed, err)
		}
	}
}

// differences fills two engines with the articles of a seed and says in what
// their answers differ.
func differences(ctx context.Context, reference, engine index.Engine, seed uint64) []error {
	g := newGenerator(seed)
	for _, change := range g.changes() {
		if err := errors.Join(change(ctx, reference), change(ctx, engine)); err != nil {
			return []error{err}
		}
	}
	var r report
	r.sameStats(ctx, reference, engine)
	for range plansPerCorpus {
		r.sameTerms(ctx, reference, engine, g.termsPlan())
		plan := g.plan()
		want, err := reference.Search(ctx, plan)
		if r.must("reference: Search", err); err != nil {
			return r
		}
		r.sameAnswer(ctx, engine, plan, want)
		if len(want.Hits) == 0 || plan.Sort == query.Relevance {
			continue
		}
		key := want.Hits[g.IntN(len(want.Hits))].Key
		if g.chance(50) {
			plan.After = &key
		} else {
			plan.Before = &key
		}
		want, err = reference.Search(ctx, plan)
		if r.must("reference: Search", err); err == nil {
			r.sameAnswer(ctx, engine, plan, want)
		}
	}
	a, b := index.New(reference, "", now), index.New(engine, "", now)
	for range requestsPerCorpus {
		req := g.request()
		r.sameList(ctx, a, b, req)
		r.wholeList(ctx, a, b, req)
	}
	return r
}

func (r *report) sameStats(ctx context.Context, reference, engine index.Engine) {
	want, errWant := reference.Stats(ctx)
	got, errGot := engine.Stats(ctx)
	r.must("Stats", errors.Join(errWant, errGot))
	if got.Articles != want.Articles || !got.Oldest.Equal(want.Oldest) || !got.Newest.Equal(want.Newest) {
		r.errorf("Stats gives %v, want %v", got, want)
	}
}

// sameAnswer compares all of an answer that is not the engine's own choice.
func (r *report) sameAnswer(ctx context.Context, engine index.Engine, plan index.Plan, want *index.Result) {
	got, err := engine.Search(ctx, plan)
	if err != nil {
		r.errorf("%s: %w", describe(plan), err)
		return
	}
	differ := func(what string, got, want any) {
		if !reflect.DeepEqual(got, want) {
			r.errorf("%s: %s: got %v, want %v", describe(plan), what, got, want)
		}
	}
	differ("total", got.Total, want.Total)
	differ("more", got.More, want.More)
	differ("hits", order(got, plan), order(want, plan))
	differ("facets", facets(got), facets(want))
	differ("timeline", counts(got), counts(want))
}

// order is the hits that both engines must agree on. By relevance that is only
// which they are, and only if the page has room for all.
func order(r *index.Result, plan index.Plan) []string {
	list := ids(r)
	if plan.Sort == query.Relevance {
		if r.Total > plan.Size {
			return nil
		}
		slices.Sort(list)
		return list
	}
	for i, hit := range r.Hits {
		list[i] += fmt.Sprintf("@%d", hit.Key.Published)
	}
	return list
}

// facets are those of a result as text, without what Index fills in.
func facets(r *index.Result) []string {
	var list []string
	for _, f := range r.Facets {
		list = append(list, fmt.Sprintf("%s %s, %d distinct, %d missing", f.Field, facet(f, "facet"), f.Distinct, f.Missing))
	}
	return list
}

func counts(r *index.Result) []int {
	var list []int
	for _, bar := range r.Timeline {
		list = append(list, bar.Count)
	}
	return list
}

// describe writes a plan so that a failure can be understood.
func describe(plan index.Plan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %s size %d", plan.Where.String(), plan.Sort, plan.Size)
	for _, f := range plan.Filters {
		fmt.Fprintf(&b, " %s(%s)=%q-%q", f.Field, f.Match, f.Include, f.Exclude)
	}
	if !plan.From.IsZero() || !plan.To.IsZero() {
		fmt.Fprintf(&b, " [%v, %v)", plan.From, plan.To)
	}
	b.WriteString(describeFacets(plan.Facets))
	for name, key := range map[string]*index.Key{"after": plan.After, "before": plan.Before} {
		if key != nil {
			fmt.Fprintf(&b, " %s %v", name, *key)
		}
	}
	return b.String()
}

// change is a Write or Delete.
type change func(context.Context, index.Engine) error

// changes are the articles of a seed in several writes, some of them replaced
// or removed again.
func (g *generator) changes() []change {
	var list []change
	ids := map[string]bool{}
	writes, size, names := 5, 20, 40
	if g.chance(10) {
		writes, size, names = 3, 300, 700
	}
	for range 1 + g.IntN(writes) {
		var docs []index.Document
		for range g.IntN(size) {
			d := g.document(names)
			ids[d.ID] = true
			docs = append(docs, d)
		}
		list = append(list, func(ctx context.Context, e index.Engine) error { return e.Write(ctx, docs) })
		if g.chance(40) {
			gone := g.some(slices.Sorted(maps.Keys(ids)), 4)
			list = append(list, func(ctx context.Context, e index.Engine) error { return e.Delete(ctx, gone) })
		}
	}
	return list
}
