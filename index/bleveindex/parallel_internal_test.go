package bleveindex

import (
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"

	"dateline/index"
	"dateline/query"
)

// After a panic as after an error no new tasks are begun.
func TestPanicEndsParallelTasks(t *testing.T) {
	t.Parallel()
	const tasks = 1 << 22
	var run atomic.Int64
	err := inParallel(tasks, func(i int) error {
		if run.Add(1); i == 0 {
			panic("damaged")
		}
		return nil
	})
	if !errors.Is(err, index.ErrDamaged) || run.Load() == tasks {
		t.Errorf("%d of %d tasks were run: %v", run.Load(), tasks, err)
	}
}

// What a call that panicked left in its memory is not seen by the next one.
func TestPanicLeavesNoScores(t *testing.T) {
	t.Parallel()
	e, err := Create(filepath.Join(t.TempDir(), "index"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close() //nolint:errcheck // the test is over
	var doc index.Document
	doc.ID, doc.Title = "a", "Budget vote budgets"
	if err := e.Write(t.Context(), []index.Document{doc}); err != nil {
		t.Fatal(err)
	}
	score := func() float64 {
		result, err := e.Search(t.Context(), index.Plan{Where: query.Wildcard{Pattern: "budget*"}, Sort: query.Relevance, Size: 1})
		if err != nil || len(result.Hits) != 1 {
			t.Fatalf("%+v, %v", result, err)
		}
		return result.Hits[0].Score
	}
	before := score()
	err = e.read(t.Context(), func(s *snapshot) error {
		return inParallel(len(s.segments), func(i int) error {
			s.segments[i].room.window.times[0] = 1000
			panic("damaged")
		})
	})
	if !errors.Is(err, index.ErrDamaged) {
		t.Fatal(err)
	}
	if after := score(); after != before {
		t.Errorf("score %v after a panic, %v before", after, before)
	}
}
