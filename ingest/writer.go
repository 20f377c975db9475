package ingest

import (
	"context"

	"dateline/index"
)

// writer writes batches in a goroutine of its own, one after the other, while
// the next is made. It stops at the first error.
type writer struct {
	batches chan []index.Document
	done    chan struct{}
	err     error // to be read when done is closed
}

func startWriter(ctx context.Context, engine index.Engine) *writer {
	w := &writer{batches: make(chan []index.Document), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		for docs := range w.batches {
			if err := engine.Write(ctx, docs); err != nil {
				w.err = err // it says that it was the writing
				return
			}
		}
	}()
	return w
}

func (w *writer) send(ctx context.Context, docs []index.Document) error {
	select {
	case w.batches <- docs:
		return nil
	case <-w.done:
		return w.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// finish waits until all that was sent is written.
func (w *writer) finish() error {
	close(w.batches)
	<-w.done
	return w.err
}
