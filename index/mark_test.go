package index_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/query"
)

// ending is a context that ends after it was looked at so often.
type ending struct {
	context.Context
	left atomic.Int64
}

func endingAfter(ctx context.Context, looks int64) *ending {
	e := &ending{Context: ctx}
	e.left.Store(looks)
	return e
}

func (e *ending) Err() error {
	if e.left.Add(-1) < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// A long query in a long article is much to mark: that looks at the context
// within the article, and gives up when it ends.
func TestMarkingLooksAtTheContext(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		least      int64 // how often the context is looked at, at the least
	}{
		{"many patterns", alternatives(500, "", "*"), 10_000},
		{"many words", alternatives(500, "", ""), 500},
		{"phrases", alternatives(300, `"a `, `"~9`), 300},
		{"many names", alternatives(300, "person:*", ""), 300},
		{"near", "(" + alternatives(150, "*", "") + ") w/255 (" + alternatives(150, "", "*") + ")", 10_000},
		{"a long phrase", `"` + strings.Repeat("a b c d ab ba ", 600) + `"`, 40},
	}
	doc := article("a", "Title", strings.Repeat("a b c d ab ba ", 2000))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			const plenty = 1 << 40
			ctx := endingAfter(t.Context(), plenty)
			whole := index.Mark(ctx, query.NewRequest().WithText(test.text), &doc)
			if looks := plenty - ctx.left.Load(); looks < test.least {
				t.Errorf("the context was looked at %d times, want at least %d", looks, test.least)
			}
			if len(whole.Paragraphs) != 1 || len(whole.Paragraphs[0].Spans) == 0 {
				t.Fatalf("nothing is marked")
			}
			ctx = endingAfter(t.Context(), 2)
			cut := index.Mark(ctx, query.NewRequest().WithText(test.text), &doc)
			if len(cut.Paragraphs) != 1 || cut.Paragraphs[0].Text != doc.Paragraphs[0] {
				t.Errorf("the text is not whole when the context ends")
			}
			if looks := -ctx.left.Load(); looks > 10 {
				t.Errorf("it went on for %d looks", looks)
			}
		})
	}
}

// alternatives are different words of two letters joined by OR, each within
// what comes before and after, and a word that is there.
func alternatives(n int, before, after string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(before + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + after + " OR ")
	}
	return b.String() + "a"
}

// A search whose time is over while it marks is over.
func TestSearchEndsWhileMarking(t *testing.T) {
	t.Parallel()
	engine := slow{memindex.New()}
	doc := article("a", "Title", "a text")
	if err := engine.Write(t.Context(), []index.Document{doc}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := index.New(engine, "", nil).Search(ctx, query.NewRequest().WithText("text")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the deadline's", err)
	}
}

// slow is an engine that answers when the deadline is over.
type slow struct{ *memindex.Engine }

func (s slow) Search(ctx context.Context, plan index.Plan) (*index.Result, error) {
	result, err := s.Engine.Search(context.WithoutCancel(ctx), plan)
	<-ctx.Done()
	return result, err
}
