package bleveindex_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/query"
)

func asked(t *testing.T, e *bleveindex.Engine, where query.Expr) *index.Result {
	t.Helper()
	result, err := e.Search(t.Context(), index.Plan{Where: where, Sort: query.Relevance, Size: 10})
	if err != nil {
		t.Fatalf("%v: %v", where, err)
	}
	return result
}

// Of very many words that fit a pattern the most frequent are looked for, and
// the answer says so.
func TestWidePatternsAreCut(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	var docs []index.Document
	for i := range 30 {
		var b strings.Builder
		b.WriteString("xcommon ")
		for j := range 50 {
			fmt.Fprintf(&b, "x%dx%d ", i, j)
		}
		docs = append(docs, article(fmt.Sprint("a", i), "Title", b.String()))
	}
	docs = append(docs, article("b", "Title", "xcommon"))
	mustWrite(t, e, docs...)
	tests := []struct {
		where query.Expr
		total int
		notes int
	}{
		{query.Wildcard{Pattern: "x*"}, 31, 1},
		{query.Wildcard{Pattern: "x1x*"}, 1, 0},
		{query.Regexp{Pattern: "x.*"}, 31, 1},
		{query.Near{A: query.Wildcard{Pattern: "x*"}, B: query.Word{Text: "xcommon"}, Within: 1}, 30, 1},
		{query.And{Exprs: []query.Expr{query.Wildcard{Pattern: "x*"}, query.Wildcard{Pattern: "x*"}}}, 31, 1},
		{query.Fuzzy{Text: "xcomon", Distance: 1}, 31, 0},
		{query.Wildcard{Field: "title", Pattern: "x*"}, 0, 0},
	}
	for _, test := range tests {
		result := asked(t, e, test.where)
		if len(result.Notes) != test.notes {
			t.Errorf("%v has notes %q, want %d", test.where, result.Notes, test.notes)
		}
		if near, isNear := test.where.(query.Near); isNear {
			if result.Total == 0 || result.Total > test.total {
				t.Errorf("%v finds %d articles, want some, at most %d", near, result.Total, test.total)
			}
			continue
		}
		if result.Total != test.total {
			t.Errorf("%v finds %d articles, want %d", test.where, result.Total, test.total)
		}
	}
}

// A boost multiplies what its operand adds to a score.
func TestBoosts(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	mustWrite(t, e, article("a", "Budget", "Much later than all others had thought it would be, the vote was held."), article("b", "Weather", "Rain."))
	budget, vote := query.Word{Text: "budget"}, query.Word{Text: "vote"}
	score := func(where query.Expr) float64 {
		result := asked(t, e, where)
		if result.Total != 1 {
			t.Fatalf("%v finds %d articles", where, result.Total)
		}
		return result.Hits[0].Score
	}
	tests := []struct {
		where query.Expr
		want  float64
	}{
		{query.Boost{Expr: budget, Factor: 3}, 3 * score(budget)},
		{query.And{Exprs: []query.Expr{budget, query.Boost{Expr: vote, Factor: 0.5}}}, score(budget) + score(vote)/2},
		{query.Boost{Expr: query.And{Exprs: []query.Expr{budget, vote}}, Factor: 2}, 2 * (score(budget) + score(vote))},
		{query.Boost{Expr: query.SameParagraph{A: vote, B: query.Boost{Expr: vote, Factor: 3}}, Factor: 2}, 8 * score(vote)},
	}
	for _, test := range tests {
		if got := score(test.where); got < test.want*0.999999 || got > test.want*1.000001 {
			t.Errorf("%v scores %v, want %v", test.where, got, test.want)
		}
	}
}

// What takes long ends soon after its deadline.
func TestDeadlineOfPlacesAndPatterns(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	var docs []index.Document
	for i := range 60 {
		docs = append(docs, article(fmt.Sprint("a", i), "Title", strings.Repeat("a b ", 3000)))
	}
	mustWrite(t, e, docs...)
	a := query.Expr(query.Wildcard{Pattern: "a*"})
	for range 5 {
		a = query.Near{A: a, B: query.Word{Text: "a"}, Within: query.MaxDistance}
	}
	for _, where := range []query.Expr{
		query.AtLeast{N: 255, Expr: query.Near{A: a, B: query.Word{Text: "c"}, Within: 255}},
		query.AtLeast{N: 255, Expr: a},
		query.Phrase{Text: "a b a b c", Slop: 255},
	} {
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		_, err := e.Search(ctx, index.Plan{Where: where, Sort: query.Relevance, Size: 10})
		cancel()
		took := time.Since(start)
		t.Logf("%v: %v, %v", where, took, err)
		if err != nil && !errors.Is(err, context.DeadlineExceeded) || took > 2*time.Second {
			t.Errorf("%v takes %v and gives %v", where, took, err)
		}
	}
}

// A walk through a dictionary in which nothing fits looks at the context too.
func TestPatternsLookAtTheContext(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "x%dx%d ", i, i*7)
	}
	mustWrite(t, e, article("a", "Title", b.String()))
	ctx := &lookedAt{Context: t.Context()}
	if _, err := e.Search(ctx, index.Plan{Where: query.Wildcard{Pattern: "*q"}, Sort: query.Newest}); err != nil {
		t.Fatal(err)
	}
	if n := ctx.looks.Load(); n < 20 {
		t.Errorf("the context was looked at %d times", n)
	}
}
