package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"
	"time"

	"dateline/corpus"
)

// queuedPerWorker bounds how many articles wait, cleaned, behind a slow one.
const queuedPerWorker = 32

// Parsed is what became of one input: an article, or an error.
type Parsed struct {
	// Name is that of the input.
	Name    string
	Article corpus.Article
	Err     error
}

// Refusal says why the input was refused; Err must not be nil.
func (p Parsed) Refusal(at time.Time) Refusal {
	refusal := Refusal{Path: p.Name, Error: p.Err.Error(), Time: at.UTC()}
	if input, ok := errors.AsType[*corpus.InputError](p.Err); ok {
		refusal.Path, refusal.Error = input.Input, input.Reason
	}
	return refusal
}

// PanicError is the error of an input on which our own code panicked. It is a
// bug, but it costs that input only.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("internal error: %v: please report it with this input", e.Value)
}

// Parse reads and cleans inputs in several goroutines and gives the results in
// the order of the inputs. It ends early when ctx does; whoever must know asks
// ctx. A panic on one input becomes its error, a *PanicError.
func Parse(ctx context.Context, inputs iter.Seq2[Input, error], workers int) iter.Seq[Parsed] {
	return func(yield func(Parsed) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()

		jobs := make(chan job)
		// Results are awaited in the order in which their slots come.
		slots := make(chan chan Parsed, queuedPerWorker*workers)
		running.Go(func() { feed(ctx, inputs, jobs, slots) })
		for range workers {
			running.Go(func() {
				for j := range jobs {
					j.slot <- parse(ctx, j.input)
				}
			})
		}
		for slot := range slots {
			if !yield(<-slot) {
				return
			}
		}
	}
}

// job is an input and the place where its result is awaited.
type job struct {
	input Input
	slot  chan Parsed
}

// feed gives each input to a worker and then its slot to whoever awaits the
// results: a slot that is awaited is always filled.
func feed(ctx context.Context, inputs iter.Seq2[Input, error], jobs chan<- job, slots chan<- chan Parsed) {
	defer close(slots)
	defer close(jobs)
	for input, err := range inputs {
		slot := make(chan Parsed, 1) // a worker never waits for the reader
		if err != nil {
			slot <- Parsed{Err: err}
		} else {
			select {
			case jobs <- job{input, slot}:
			case <-ctx.Done():
				return
			}
		}
		select {
		case slots <- slot:
		case <-ctx.Done():
			return
		}
	}
}

func parse(ctx context.Context, input Input) (p Parsed) {
	p.Name = input.Name()
	defer func() {
		if value := recover(); value != nil {
			p.Err = &PanicError{Value: value, Stack: debug.Stack()}
		}
	}()
	p.Article, p.Err = input.Parse(ctx)
	return p
}
