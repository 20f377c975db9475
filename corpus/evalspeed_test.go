package corpus_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"dateline/corpus"
	"dateline/internal/cputime"
	"dateline/internal/eval"
)

const (
	// speedRounds is how often each page is read; the fastest round counts.
	speedRounds = 3
	// slowestShown is how many of the slowest pages are told.
	slowestShown = 10
)

// timedPage is a page with the least time that reading it took.
type timedPage struct {
	id   string
	data []byte        // nil once the page has been measured
	size int           // of data, in bytes
	took time.Duration // on the wall
}

// TestEvalSpeed measures what reading the gold pages costs, everything from
// their bytes to the article, against parsing them with html.Parse alone. It
// only tells: CPU time varies by a fifth from run to run.
func TestEvalSpeed(t *testing.T) {
	if os.Getenv("DATELINE_EVAL") == "" {
		t.Skip("measures for a while: set DATELINE_EVAL=1, or make eval")
	}
	if _, err := cputime.Used(); err != nil {
		t.Skip(err)
	}
	var table strings.Builder
	var all []*timedPage
	for _, set := range eval.PageSets() {
		var pages []*timedPage
		size := 0
		eval.GoldPages(t, set, func(p eval.Page) {
			data := pageBytes(t, p)
			size += len(data)
			pages = append(pages, &timedPage{set + " " + p.ID, data, len(data), time.Hour})
		})
		parse, extract := leastCost(t, pages, parseOnly), leastCost(t, pages, readPage)
		n := len(pages)
		fmt.Fprintf(&table, "%-7s %4d pages of %4d KB  %5.2fx of html.Parse  %4.0f pages a CPU second (%4.0f)  %.2f MB allocated a page (%.2f)\n",
			set, n, size/n>>10, extract.cpu.Seconds()/parse.cpu.Seconds(), float64(n)/extract.cpu.Seconds(), float64(n)/parse.cpu.Seconds(),
			extract.megabytes/float64(n), parse.megabytes/float64(n))
		for _, p := range pages {
			p.data = nil
		}
		all = append(all, pages...)
	}
	slices.SortFunc(all, func(a, b *timedPage) int { return cmp.Compare(b.took, a.took) })
	fmt.Fprintf(&table, "The slowest, on the wall:\n")
	for _, p := range all[:min(slowestShown, len(all))] {
		fmt.Fprintf(&table, "%6.1f ms %5d KB  %s\n", float64(p.took.Microseconds())/1000, p.size>>10, p.id)
	}
	t.Logf("in brackets html.Parse alone:\n%s", table.String())
}

func parseOnly(p *timedPage) { _, _ = html.Parse(bytes.NewReader(p.data)) } // too deep a page is an error

func readPage(p *timedPage) {
	start := time.Now()
	_, _ = corpus.ParseHTML(p.id, p.id, p.data, corpus.Options{}) // a refusal takes its time too
	p.took = min(p.took, time.Since(start))
}

// pagesCost is what work on all pages of a set took.
type pagesCost struct {
	cpu       time.Duration
	megabytes float64 // allocated
}

// leastCost does something with all pages and gives the cost of the cheapest
// round. What the collector does within it is part of it.
func leastCost(t *testing.T, pages []*timedPage, work func(*timedPage)) pagesCost {
	t.Helper()
	least := pagesCost{cpu: time.Hour}
	for range speedRounds {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start, err := cputime.Used()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			work(p)
		}
		end, err := cputime.Used()
		if err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if end-start < least.cpu {
			least = pagesCost{end - start, float64(after.TotalAlloc-before.TotalAlloc) / (1 << 20)}
		}
	}
	return least
}
