package index

import (
	"context"
	"errors"
	"time"

	"dateline/query"
)

// Index answers requests: it decides everything that a request leaves open,
// asks its engine, and finishes the result. It may be used from several
// goroutines.
type Index struct {
	engine     Engine
	generation string
	now        func() time.Time
}

// Status describes the index that is being served.
type Status struct {
	Stats
	// Generation names the state of the index.
	Generation string
}

// New makes an Index on an engine. generation names the state that the engine
// holds, "" when there is no such thing; now is the clock, time.Now if nil.
func New(engine Engine, generation string, now func() time.Time) *Index {
	if now == nil {
		now = time.Now
	}
	return &Index{engine: engine, generation: generation, now: now}
}

// Search answers a request. The only errors are those of the engine, of the
// context and ErrBadCursor: no text is ever one.
func (x *Index) Search(ctx context.Context, req query.Request) (*Result, error) {
	return nil, errors.New("not built yet")
}

// Article returns one article, or ErrNotFound.
func (x *Index) Article(ctx context.Context, id string) (*Document, error) {
	return x.engine.Get(ctx, id)
}

// Status tells what is being served.
func (x *Index) Status(ctx context.Context) (Status, error) {
	stats, err := x.engine.Stats(ctx)
	return Status{Stats: stats, Generation: x.generation}, err
}

// Close closes the engine.
func (x *Index) Close() error { return x.engine.Close() }
