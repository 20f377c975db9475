package bleveindex_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"dateline/index"
	"dateline/query"
)

// What a call allocates does not grow with the number of words, ids or values
// that it asks for, times the number of articles. Other tests must not run
// meanwhile, so this one is not parallel.
func TestMemoryOfCalls(t *testing.T) { //nolint:paralleltest // it measures
	const articles = 4096
	e, _ := create(t)
	var docs []index.Document
	var ids []string
	for i := range articles {
		d := article(fmt.Sprint("id", i), "Budget", fmt.Sprintf("word%d and some%d", i, i%2000))
		d.Source.Name = fmt.Sprint("Source ", i%5)
		docs, ids = append(docs, d), append(ids, d.ID)
	}
	mustWrite(t, e, docs...)
	tests := []struct {
		name string
		most uint64 // KB
		call func(context.Context) error
	}{
		{"hashes", 5000, func(ctx context.Context) error {
			_, err := e.Hashes(ctx, ids)
			return err
		}},
		{"terms of one article each", 8000, func(ctx context.Context) error {
			_, err := e.Terms(ctx, index.TermsPlan{Field: "body", Prefix: "word", Size: articles})
			return err
		}},
		{"words of a pattern, again and again", 12_000, func(ctx context.Context) error {
			some := repeated(query.Wildcard{Pattern: "some*"}, 100)
			_, err := e.Search(ctx, index.Plan{Where: query.Or{Exprs: some}, Sort: query.Newest, Size: 1})
			return err
		}},
	}
	if _, err := e.Stats(t.Context()); err != nil { // makes the sidecar
		t.Fatal(err)
	}
	for _, test := range tests {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := test.call(t.Context())
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if took := (after.TotalAlloc - before.TotalAlloc) / 1000; took > test.most {
			t.Errorf("%s took %d KB, want at most %d", test.name, took, test.most)
		}
	}
}
