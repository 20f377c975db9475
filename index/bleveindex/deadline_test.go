package bleveindex_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/index"
	"dateline/query"
)

// lookedAt is a context that counts how often it is looked at.
type lookedAt struct {
	context.Context
	looks atomic.Int64
}

func (c *lookedAt) Err() error {
	c.looks.Add(1)
	return c.Context.Err()
}

// A query can make much work of few articles. The context is looked at in
// every loop, or it would outlast its deadline.
func TestLongQueriesLookAtTheContext(t *testing.T) {
	t.Parallel()
	const articles, words, steps = 40, 300, 1024
	e, _ := create(t)
	var docs []index.Document
	var different []query.Expr
	text := strings.Repeat("a ", words)
	for i := range words {
		word := fmt.Sprint("w", i)
		different = append(different, query.Word{Text: word})
		text += word + " "
	}
	for i := range articles {
		d := article(fmt.Sprint("a", i), "Title", text)
		d.Published = time.Date(2026, 1, 1, i, 0, 0, 0, time.UTC)
		docs = append(docs, d)
	}
	mustWrite(t, e, docs...)
	year := query.Dates{From: "2026", To: "2026", Through: true}
	tests := []struct {
		name  string
		where query.Expr
		least int64
	}{
		{"places of a phrase", query.Phrase{Text: strings.Repeat("a ", words)}, articles * words / steps},
		{"terms", query.Or{Exprs: repeated(query.Word{Text: "b"}, words)}, words},
		{"pairs", query.Or{Exprs: different}, articles * words / steps},
		{"dates", query.Or{Exprs: repeated(year, words)}, articles * words / steps},
	}
	for _, test := range tests {
		ctx := &lookedAt{Context: t.Context()}
		if _, err := e.Search(ctx, index.Plan{Where: test.where, Sort: query.Relevance, Size: 1}); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if n := ctx.looks.Load(); n < test.least {
			t.Errorf("%s: the context was looked at %d times, want at least %d", test.name, n, test.least)
		}
	}
}

// The words of a query are ranked, and sought beyond titles, one after the
// other in many articles.
func TestRankingLooksAtTheContext(t *testing.T) {
	t.Parallel()
	const articles, words, steps = 1100, 100, 1024
	e, _ := create(t)
	var all strings.Builder
	var anywhere, inBody []query.Expr
	for i := range words {
		word := fmt.Sprintf("w%dw", i)
		all.WriteString(word + " ")
		anywhere = append(anywhere, query.Word{Text: word})
		inBody = append(inBody, query.Word{Field: "body", Text: word})
	}
	var docs []index.Document
	for i := range articles {
		docs = append(docs, article(fmt.Sprint("a", i), all.String(), all.String()))
	}
	mustWrite(t, e, docs...)
	looks := func(sort query.Sort, where []query.Expr) int64 {
		ctx := &lookedAt{Context: t.Context()}
		if _, err := e.Search(ctx, index.Plan{Where: query.Or{Exprs: where}, Sort: sort, Size: 1}); err != nil {
			t.Fatal(err)
		}
		return ctx.looks.Load()
	}
	looks(query.Newest, anywhere) // the sidecar is made
	found := looks(query.Newest, anywhere)
	if n, least := looks(query.Relevance, anywhere)-found, int64(2*words+articles*(words-1)/steps); n < least {
		t.Errorf("ranking: the context was looked at %d times, want at least %d", n, least)
	}
	if n, least := looks(query.Newest, inBody)-2*found, int64(articles*words/steps-1); n < least {
		t.Errorf("beyond titles: the context was looked at %d times, want at least %d", n, least)
	}
}

func repeated(e query.Expr, times int) []query.Expr {
	var list []query.Expr
	for range times {
		list = append(list, e)
	}
	return list
}
