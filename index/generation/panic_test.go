package generation_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/generation"
	"dateline/query"
)

// fragile is an engine that panics where its text says so.
type fragile struct{ *engine }

func (e fragile) Search(context.Context, index.Plan) (*index.Result, error) {
	panic("search fell")
}

func (e fragile) Close() error {
	err := e.engine.Close()
	if strings.Contains(e.text, "close") {
		panic("close fell")
	}
	return err
}

// startFragile is start with engines that are fragile.
func startFragile(t *testing.T, logger func(*fixture) slog.Handler) *fixture {
	t.Helper()
	f := &fixture{log: &lockedBuffer{}}
	f.store, f.dir = open(t)
	openFragile := func(ctx context.Context, dir string) (index.Engine, error) {
		e, err := f.openEngine(ctx, dir)
		if err != nil {
			return nil, err
		}
		return fragile{e.(*engine)}, nil
	}
	f.Live = generation.NewLive(f.store, openFragile, slog.New(logger(f)), generation.LiveOptions{Interval: time.Millisecond})
	f.stop = run(t, f.Live)
	return f
}

func plainLog(f *fixture) slog.Handler { return slog.NewTextHandler(f.log, nil) }

// A panic while the old generation is closed is logged, and the new one serves.
func TestPanicOfClosing(t *testing.T) {
	t.Parallel()
	f := startFragile(t, plainLog)
	publish(t, f.store, "panics on close")
	eventually(t, "the first is served", func() bool { return f.title(t) == "panics on close" })
	publish(t, f.store, "next")
	eventually(t, "the next is served", func() bool { return f.title(t) == "next" })
	eventually(t, "the panic is logged with its stack", func() bool {
		return strings.Contains(f.log.String(), "close fell") && strings.Contains(f.log.String(), "goroutine")
	})
	publish(t, f.store, "last")
	eventually(t, "the last is served", func() bool { return f.title(t) == "last" })
	f.stop()
	if n := f.open.Load(); n != 0 {
		t.Errorf("%d engines are open", n)
	}
}

// A panic in a search is the caller's; the index it used is closed all the same
// when its time has come.
func TestPanicOfASearch(t *testing.T) {
	t.Parallel()
	f := startFragile(t, plainLog)
	publish(t, f.store, "one")
	eventually(t, "it is served", func() bool { return f.title(t) == "one" })
	for range 3 {
		func() {
			defer func() {
				if p := recover(); p != "search fell" {
					t.Errorf("recovered %v", p)
				}
			}()
			_, err := f.Search(t.Context(), query.NewRequest())
			t.Errorf("no panic, error %v", err)
		}()
	}
	publish(t, f.store, "two")
	eventually(t, "the next is served and the first closed", func() bool { return f.title(t) == "two" && f.open.Load() == 1 })
	f.stop()
	if n := f.open.Load(); n != 0 {
		t.Errorf("%d engines are open", n)
	}
}

// brokenLog panics when a generation is served.
type brokenLog struct{ slog.Handler }

func (b brokenLog) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "serving generation" {
		panic("the log fell")
	}
	return b.Handler.Handle(ctx, r)
}

// Whatever panics while Live looks for something new, it looks again.
func TestPanicOfFollowing(t *testing.T) {
	t.Parallel()
	f := startFragile(t, func(f *fixture) slog.Handler { return brokenLog{plainLog(f)} })
	for _, text := range []string{"one", "two"} {
		publish(t, f.store, text)
		eventually(t, text+" is served", func() bool { return f.title(t) == text })
	}
	eventually(t, "the panics are logged", func() bool { return strings.Count(f.log.String(), "the log fell") == 2 })
	f.stop()
	if n := f.open.Load(); n != 0 {
		t.Errorf("%d engines are open", n)
	}
}
