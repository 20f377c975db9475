package generation_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/generation"
	"dateline/query"
)

// These tests run the way of an article and of a query with the engine that
// the programs use.

func report(number int) index.Document {
	d := index.Document{}
	d.ID = fmt.Sprintf("report-%03d", number)
	d.Title = fmt.Sprintf("Report %d", number)
	d.SetParagraphs([]string{"Talks go on in Cairo.", fmt.Sprintf("This is number%d.", number)})
	return d
}

// add publishes a generation with more articles, and fewer.
func add(t testing.TB, store *generation.Store, from, to int, deleted ...string) generation.Generation {
	t.Helper()
	staging := begin(t, store, true)
	open := bleveindex.Create
	if staging.Increment() {
		open = bleveindex.Open
	}
	engine, err := open(staging.Dir(), bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closeAtEnd(t, engine)
	var docs []index.Document
	for number := from; number < to; number++ {
		docs = append(docs, report(number))
	}
	if err := engine.Write(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	if err := engine.Delete(t.Context(), deleted); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	stats, err := bleveindex.Seal(t.Context(), staging.Dir())
	if err != nil {
		t.Fatal(err)
	}
	g, err := staging.Publish(t.Context(), generation.Manifest{Engine: "bleve", Articles: stats.Articles})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func closeAtEnd(t testing.TB, engine index.Engine) {
	t.Helper()
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
}

func openBleve(_ context.Context, dir string) (index.Engine, error) {
	return bleveindex.Open(dir, bleveindex.Options{ReadOnly: true})
}

// total counts what a generation has, opened by itself.
func total(t testing.TB, g generation.Generation, text string) int {
	t.Helper()
	engine, err := openBleve(t.Context(), g.Dir)
	if err != nil {
		t.Fatal(err)
	}
	closeAtEnd(t, engine)
	result, err := engine.Search(t.Context(), index.Plan{Where: query.Word{Text: text}, Sort: query.Newest})
	if err != nil {
		t.Fatal(err)
	}
	return result.Total
}

func TestIncrementsLeaveTheirParentsAlone(t *testing.T) {
	t.Parallel()
	store, _ := open(t)
	first := add(t, store, 0, 8)
	second := add(t, store, 8, 12, "report-000", "report-001")
	third := add(t, store, 12, 13)
	for _, test := range []struct {
		g    generation.Generation
		want int
	}{{first, 8}, {second, 10}, {third, 11}} {
		if err := store.Verify(t.Context(), test.g); err != nil {
			t.Error(err)
		}
		if got := total(t, test.g, "cairo"); got != test.want || test.g.Articles != test.want {
			t.Errorf("%s has %d articles by its index and %d by its manifest, want %d", test.g.Name, got, test.g.Articles, test.want)
		}
	}
	if got := total(t, second, "number1"); got != 0 {
		t.Error("a deleted article is found")
	}
	if got := total(t, first, "number1"); got != 1 {
		t.Error("deleting reached the parent")
	}
}

// A few thousand searches while generations come and old ones are removed: not
// one may fail or see half of a generation.
func TestSearchWhileGenerationsChange(t *testing.T) {
	t.Parallel()
	const perGeneration, generations = 3, 8
	store, _ := open(t)
	add(t, store, 0, perGeneration)
	live := generation.NewLive(store, openBleve, slog.New(slog.DiscardHandler), generation.LiveOptions{Interval: time.Millisecond})
	stop := run(t, live)
	eventually(t, "something is served", func() bool { return live.Ready() == nil })
	facet, err := live.Facet(t.Context(), query.NewFacetRequest(query.NewRequest(), "source"))
	if err != nil || facet.Total != perGeneration || facet.Generation == "" || len(facet.Facets) != 1 {
		t.Errorf("Facet: %+v, %v", facet, err)
	}

	var readers sync.WaitGroup
	var searches, seen atomic.Int64
	done := make(chan struct{})
	for range 3 {
		readers.Go(func() {
			for last := 0; ; {
				select {
				case <-done:
					return
				default:
				}
				result, err := live.Search(context.Background(), query.Request{Text: "cairo talks", Size: 5, Facets: []string{"source"}, FacetSize: 3})
				if err != nil || result.Total%perGeneration != 0 || result.Total < last || result.Facets[0].Missing != result.Total {
					t.Errorf("search after a total of %d: %+v, %v", last, result, err)
					return
				}
				if result.Total > last {
					last = result.Total
					seen.Add(1)
				}
				searches.Add(1)
				time.Sleep(100 * time.Microsecond) // leaves the processor to the writer
			}
		})
	}
	for i := 1; i < generations; i++ {
		add(t, store, i*perGeneration, (i+1)*perGeneration)
		if err := store.GC(2); err != nil {
			t.Error(err)
		}
	}
	eventually(t, "the last one is served and enough was asked", func() bool {
		status, err := live.Status(t.Context())
		if err != nil {
			t.Errorf("Status: %v", err)
		}
		return status.Articles == perGeneration*generations && searches.Load() > 3000
	})
	close(done)
	readers.Wait()
	stop()
	if n := seen.Load(); n < 6 {
		t.Errorf("the readers saw only %d changes", n)
	}
	list, err := store.List()
	if err != nil || len(list) != 2 {
		t.Errorf("%d generations are left: %v, %v", len(list), list, err)
	}
}

// A file that is shorter than it was is found before bleve maps it.
func TestDamagedSegmentIsNotServed(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	g := add(t, store, 0, 3)
	i := slices.IndexFunc(g.Files, func(f generation.File) bool { return strings.HasSuffix(f.Name, ".zap") })
	segment := filepath.Join(dir, "generations", g.Name, g.Files[i].Name)
	text := read(t, segment)
	write(t, filepath.Dir(segment), filepath.Base(segment), text[:len(text)/2])
	opened := false
	live := generation.NewLive(store, func(ctx context.Context, dir string) (index.Engine, error) {
		opened = true
		return openBleve(ctx, dir)
	}, slog.New(slog.DiscardHandler), generation.LiveOptions{Interval: time.Millisecond})
	stop := run(t, live)
	eventually(t, "the reason is known", func() bool { return strings.Contains(live.Ready().Error(), g.Files[i].Name) })
	stop()
	if opened {
		t.Error("it was opened all the same")
	}
}
