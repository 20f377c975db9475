package indextest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/query"
)

// broken is an engine that answers wrongly: by asking another plan, by
// changing the answer, or both.
type broken struct {
	index.Engine
	plan   func(index.Plan) index.Plan
	answer func(*broken, context.Context, index.Plan, *index.Result)
	terms  func(*index.TermsPlan)
	forget bool // Delete does nothing
}

func (b *broken) Terms(ctx context.Context, plan index.TermsPlan) ([]index.Term, error) {
	if b.terms != nil {
		b.terms(&plan)
	}
	return b.Engine.Terms(ctx, plan)
}

func (b *broken) Search(ctx context.Context, plan index.Plan) (*index.Result, error) {
	asked := plan
	if b.plan != nil {
		asked = b.plan(plan)
	}
	result, err := b.Engine.Search(ctx, asked)
	if err == nil && b.answer != nil {
		b.answer(b, ctx, plan, result)
	}
	return result, err
}

func (b *broken) Delete(ctx context.Context, ids []string) error {
	if b.forget {
		return ctx.Err()
	}
	return b.Engine.Delete(ctx, ids)
}

// mapped rewrites every node of a tree from the leaves up.
func mapped(e query.Expr, change func(query.Expr) query.Expr) query.Expr {
	each := func(list []query.Expr) []query.Expr {
		var changed []query.Expr
		for _, operand := range list {
			changed = append(changed, mapped(operand, change))
		}
		return changed
	}
	switch x := e.(type) {
	case query.And:
		return change(query.And{Exprs: each(x.Exprs)})
	case query.Or:
		return change(query.Or{Exprs: each(x.Exprs)})
	case query.Not:
		return change(query.Not{Expr: mapped(x.Expr, change)})
	case query.Near:
		x.A, x.B = mapped(x.A, change), mapped(x.B, change)
		return change(x)
	case query.NotNear:
		x.A, x.B = mapped(x.A, change), mapped(x.B, change)
		return change(x)
	case query.SameParagraph:
		return change(query.SameParagraph{A: mapped(x.A, change), B: mapped(x.B, change)})
	case query.AtLeast:
		x.Expr = mapped(x.Expr, change)
		return change(x)
	case query.Boost:
		x.Expr = mapped(x.Expr, change)
		return change(x)
	default:
		return change(e)
	}
}

func rewriting(change func(query.Expr) query.Expr) func(index.Plan) index.Plan {
	return func(plan index.Plan) index.Plan {
		plan.Where = mapped(plan.Where, change)
		return plan
	}
}

func changingFacets(change func(*index.FacetPlan)) func(index.Plan) index.Plan {
	return func(plan index.Plan) index.Plan {
		plan.Facets = slices.Clone(plan.Facets)
		for i := range plan.Facets {
			change(&plan.Facets[i])
		}
		return plan
	}
}

// breakages are mistakes that an engine can easily have.
func breakages() map[string]broken {
	return map[string]broken{
		"not as and": {plan: rewriting(func(e query.Expr) query.Expr {
			if not, ok := e.(query.Not); ok {
				return not.Expr
			}
			return e
		})},
		"or as and": {plan: rewriting(func(e query.Expr) query.Expr {
			if or, ok := e.(query.Or); ok {
				return query.And(or)
			}
			return e
		})},
		"phrase as word": {plan: rewriting(func(e query.Expr) query.Expr {
			if phrase, ok := e.(query.Phrase); ok {
				return query.Word{Field: phrase.Field, Text: phrase.Text}
			}
			return e
		})},
		"field ignored": {plan: rewriting(func(e query.Expr) query.Expr {
			if word, ok := e.(query.Word); ok && (word.Field == "title" || word.Field == "body") {
				word.Field = ""
				return word
			}
			return e
		})},
		"order of near ignored": {plan: rewriting(func(e query.Expr) query.Expr {
			if near, ok := e.(query.Near); ok {
				near.Ordered = false
				return near
			}
			return e
		})},
		"near one word further": {plan: rewriting(func(e query.Expr) query.Expr {
			if near, ok := e.(query.Near); ok {
				near.Within++
				return near
			}
			return e
		})},
		"near anywhere": {plan: rewriting(func(e query.Expr) query.Expr {
			if near, ok := e.(query.Near); ok {
				return query.And{Exprs: []query.Expr{near.A, near.B}}
			}
			return e
		})},
		"not near as near": {plan: rewriting(func(e query.Expr) query.Expr {
			if apart, ok := e.(query.NotNear); ok && apart.Within > 0 {
				return query.Near{A: apart.A, B: apart.B, Within: apart.Within}
			}
			return e
		})},
		"paragraphs ignored": {plan: rewriting(func(e query.Expr) query.Expr {
			if same, ok := e.(query.SameParagraph); ok {
				return query.And{Exprs: []query.Expr{same.A, same.B}}
			}
			return e
		})},
		"slop ignored": {plan: rewriting(func(e query.Expr) query.Expr {
			if phrase, ok := e.(query.Phrase); ok {
				phrase.Slop = 0
				return phrase
			}
			return e
		})},
		"star at the end only": {plan: rewriting(func(e query.Expr) query.Expr {
			if w, ok := e.(query.Wildcard); ok {
				start, _, _ := strings.Cut(w.Pattern, "*")
				return query.Wildcard{Field: w.Field, Pattern: start + "*"}
			}
			return e
		})},
		"one slip more": {plan: rewriting(func(e query.Expr) query.Expr {
			if fuzzy, ok := e.(query.Fuzzy); ok {
				fuzzy.Distance++
				return fuzzy
			}
			return e
		})},
		"counts ignored": {plan: rewriting(func(e query.Expr) query.Expr {
			if counted, ok := e.(query.AtLeast); ok {
				return counted.Expr
			}
			return e
		})},
		"lead as all of it": {plan: rewriting(func(e query.Expr) query.Expr {
			if word, ok := e.(query.Word); ok && word.Field == "lead" {
				return query.Word{Text: word.Text}
			}
			return e
		})},
		"more as at least": {plan: rewriting(func(e query.Expr) query.Expr {
			if compare, ok := e.(query.Compare); ok && compare.Op == query.More {
				compare.Op = query.NotLess
				return compare
			}
			return e
		})},
		"everything has": {plan: rewriting(func(e query.Expr) query.Expr {
			if _, ok := e.(query.Has); ok {
				return query.All{}
			}
			return e
		})},
		"end of dates included": {plan: func(plan index.Plan) index.Plan {
			if !plan.To.IsZero() {
				plan.To = plan.To.Add(time.Second)
			}
			return plan
		}},
		"any as all": {plan: func(plan index.Plan) index.Plan {
			plan.Filters = slices.Clone(plan.Filters)
			for i := range plan.Filters {
				plan.Filters[i].Match = query.MatchAll
			}
			return plan
		}},
		"excluded values ignored": {plan: func(plan index.Plan) index.Plan {
			plan.Filters = slices.Clone(plan.Filters)
			for i := range plan.Filters {
				plan.Filters[i].Exclude = nil
			}
			return plan
		}},
		"facets ignore filters": {answer: func(b *broken, ctx context.Context, plan index.Plan, r *index.Result) {
			plan.Filters = nil
			if other, err := b.Engine.Search(ctx, plan); err == nil {
				r.Facets = other.Facets
			}
		}},
		"facets ignore the text": {answer: func(b *broken, ctx context.Context, plan index.Plan, r *index.Result) {
			plan.Where = query.All{}
			if other, err := b.Engine.Search(ctx, plan); err == nil {
				r.Facets = other.Facets
			}
		}},
		"chosen values not counted":         {plan: changingFacets(func(f *index.FacetPlan) { f.Selected = nil })},
		"all values, whatever they contain": {plan: changingFacets(func(f *index.FacetPlan) { f.Contains = "" })},
		"first values again":                {plan: changingFacets(func(f *index.FacetPlan) { f.Offset = 0 })},
		"order of values ignored":           {plan: changingFacets(func(f *index.FacetPlan) { f.Order = query.ByCount })},
		"undated first": {answer: func(_ *broken, _ context.Context, _ index.Plan, r *index.Result) {
			slices.SortStableFunc(r.Hits, func(a, b index.Hit) int {
				return undatedFirst(a) - undatedFirst(b)
			})
		}},
		"ties in reverse": {answer: func(_ *broken, _ context.Context, _ index.Plan, r *index.Result) {
			for i := 1; i < len(r.Hits); i++ {
				if a, b := r.Hits[i-1], r.Hits[i]; a.Key.Published == b.Key.Published && a.Score == b.Score {
					r.Hits[i-1], r.Hits[i] = b, a
				}
			}
		}},
		"page includes its key": {plan: func(plan index.Plan) index.Plan {
			if plan.After != nil {
				key := *plan.After
				key.ID = key.ID[:len(key.ID)-1]
				plan.After = &key
			}
			return plan
		}},
		"places in the title only": {answer: func(_ *broken, _ context.Context, plan index.Plan, r *index.Result) {
			for i := range r.Hits {
				r.Hits[i].Placed, r.Hits[i].Parts = plan.Mark != nil, []int{0}
			}
		}},
		"never back": {plan: func(plan index.Plan) index.Plan {
			if plan.Before != nil {
				plan.After, plan.Before = plan.Before, nil
			}
			return plan
		}},
		"never more": {answer: func(_ *broken, _ context.Context, _ index.Plan, r *index.Result) { r.More = false }},
		"last bar left out": {answer: func(_ *broken, _ context.Context, _ index.Plan, r *index.Result) {
			if n := len(r.Timeline); n > 0 {
				r.Timeline[n-1].Count = 0
			}
		}},
		"total of the page":     {answer: func(_ *broken, _ context.Context, _ index.Plan, r *index.Result) { r.Total = len(r.Hits) }},
		"removed articles stay": {forget: true},
		"values as words":       {terms: func(p *index.TermsPlan) { p.Values = false }},
		"words of any field":    {terms: func(p *index.TermsPlan) { p.Field = "" }},
		"one slip always":       {terms: func(p *index.TermsPlan) { p.Slips = min(p.Slips, 1) }},
		"a list too long":       {terms: func(p *index.TermsPlan) { p.Size++ }},
	}
}

func undatedFirst(h index.Hit) int {
	if h.Key.Published == index.Undated {
		return 0
	}
	return 1
}

// TestBreakagesAreNoticed: a suite that lets a wrong engine pass is none.
func TestBreakagesAreNoticed(t *testing.T) {
	t.Parallel()
	for name, b := range breakages() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !scriptsNotice(t, b) {
				t.Error("no script fails")
			}
			if !comparisonNotices(t, b) {
				t.Error("the comparison finds no difference")
			}
		})
	}
}

func scriptsNotice(t *testing.T, b broken) bool {
	t.Helper()
	for _, script := range scriptsOnly(t) {
		b.Engine = memindex.New()
		if len(script(t.Context(), &b)) > 0 {
			return true
		}
	}
	return false
}

// scriptsOnly are the tests of the suite that are not checks.
func scriptsOnly(t *testing.T) map[string]test {
	t.Helper()
	tests := suite(t)
	for name := range checks() {
		delete(tests, name)
	}
	if len(tests) < 10 {
		t.Fatalf("only %d scripts", len(tests))
	}
	return tests
}

func comparisonNotices(t *testing.T, b broken) bool {
	t.Helper()
	for seed := range uint64(40) {
		b.Engine = memindex.New()
		if len(differences(t.Context(), memindex.New(), &b, seed)) > 0 {
			return true
		}
	}
	return false
}

// TestPlayNotices: every kind of expectation can fail.
func TestPlayNotices(t *testing.T) {
	t.Parallel()
	const articles = "doc a\n  text word\n  person Ann\n  published 2026-01-01\ndoc b\n  text word\n"
	for _, expectation := range []string{
		"total 1", "hits a", "order b a", "sort oldest", "offset 1", "neighbours next", "read other", "repairs stray_paren",
		"timeline none", "facet person Ann=2", "distinct person 0", "missing person 0", "facet nothing none",
		"title a [a]", "title c c", "snippets a word", "fails bad cursor", "fails bad parameter", "nonsense 1", "are word=1", "are none",
		"suggests words=2",
	} {
		t.Run(expectation, func(t *testing.T) {
			t.Parallel()
			asked := "search q=word sort=newest"
			if strings.HasPrefix(expectation, "are") {
				asked = "terms words=* prefix=w"
			}
			steps, err := parse("test", articles+asked+"\n  "+expectation)
			if err != nil {
				t.Fatal(err)
			}
			if failures := play(t.Context(), memindex.New(), steps); len(failures) != 1 {
				t.Errorf("failures %v, want one", failures)
			}
		})
	}
}

func TestScriptErrors(t *testing.T) {
	t.Parallel()
	for _, script := range []string{"  total 1", "dance now", "doc"} {
		steps, err := parse("test", script)
		if err == nil {
			err = errorOf(play(t.Context(), memindex.New(), steps))
		}
		if err == nil {
			t.Errorf("%q is played without an error", script)
		}
	}
	for _, script := range []string{
		"doc a\n  colour red\nsearch", "doc a\n  published soon\nsearch", "page next", "search q", "search q='open",
		"terms colour=red", "terms size=many", "terms words=*\n  total 1",
	} {
		steps, err := parse("test", script)
		if err != nil {
			t.Fatal(err)
		}
		if errorOf(play(t.Context(), memindex.New(), steps)) == nil {
			t.Errorf("%q is played without an error", script)
		}
	}
}

func errorOf(failures []error) error {
	if len(failures) == 0 {
		return nil
	}
	return failures[0]
}

// TestDifferentialHasSubstance: random plans are not all empty or all the same.
func TestDifferentialHasSubstance(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	some, all, facets, bars := 0, 0, 0, 0
	for seed := range uint64(20) {
		engine := memindex.New()
		g := newGenerator(seed)
		for _, change := range g.changes() {
			if err := change(ctx, engine); err != nil {
				t.Fatal(err)
			}
		}
		stats, err := engine.Stats(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for range plansPerCorpus {
			result, err := engine.Search(ctx, g.plan())
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case result.Total > 0 && result.Total < stats.Articles:
				some++
			case result.Total > 0:
				all++
			}
			facets += len(result.Facets)
			bars += len(result.Timeline)
		}
	}
	t.Logf("of %d plans %d match some articles and %d all; %d facets, %d bars", 20*plansPerCorpus, some, all, facets, bars)
	if some < 200 || facets < 500 || bars < 500 {
		t.Errorf("of %d plans only %d match some articles; %d facets, %d bars", 20*plansPerCorpus, some, facets, bars)
	}
}
