// Command bench measures searching and building against stock bleve, in one
// process and on the same articles, and before that what reading articles out
// of web pages costs:
//
//	go run ./internal/bench --articles 100000 --markdown
//
// docs/benchmarks.md says what is measured and how.
package main

import (
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/internal/bench/newscorpus"
	"dateline/internal/bench/stock"
	"dateline/internal/bench/workload"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// The seeds of the articles and of the queries.
const (
	corpusSeed = 42
	querySeed  = 7
)

// run measures and writes tables to out, and what it is at to progress.
func run(ctx context.Context, args []string, out, progress io.Writer) (err error) {
	o, err := parse(args, progress)
	if err != nil {
		return err
	}
	pool, err := openPool()
	if err != nil {
		return err
	}
	b := &bench{options: *o, out: out, progress: progress, pool: pool}
	if b.dir == "" {
		if b.dir, err = os.MkdirTemp("", "dateline-bench"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	} else {
		b.dir = filepath.Join(b.dir, strconv.Itoa(o.articles))
		if err := os.MkdirAll(b.dir, 0o755); err != nil {
			return err
		}
	}
	return b.run(ctx)
}

// openPool takes the sentences of the newswire where it is, and else invents
// some.
func openPool() (*newscorpus.Pool, error) {
	folder := os.Getenv("DATELINE_GOLD")
	if folder == "" {
		folder = filepath.Join("..", "shared", "gold")
	}
	file, err := os.Open(filepath.Join(folder, "news", "reuters21578.jsonl.gz")) //nolint:gosec // of whoever runs this
	if errors.Is(err, fs.ErrNotExist) {
		return newscorpus.Invent(corpusSeed, newscorpus.InventedStories), nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	text, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Name(), err)
	}
	return newscorpus.ReadPool("sentences of Reuters-21578", text)
}

// bench is one run.
type bench struct {
	options
	out, progress io.Writer
	pool          *newscorpus.Pool
}

func (b *bench) run(ctx context.Context) error {
	corpus := newscorpus.New(b.pool, corpusSeed)
	if err := b.head(); err != nil {
		return err
	}
	b.say("web pages")
	extracted, err := extract(corpus, min(b.articles, extractedPages), b.rounds)
	if err != nil {
		return err
	}
	if err := extractionTable(extracted).write(b.out, b.markdown); err != nil {
		return err
	}
	if err := b.build(ctx, corpus); err != nil {
		return err
	}
	b.say("choosing queries")
	queries, err := workload.Pick(corpus, b.articles, querySeed)
	if err != nil {
		return err
	}
	b.pool = nil // not to be counted as memory of the engine
	return b.search(ctx, queries)
}

func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(b.progress, "bench: "+format+"\n", args...)
}

func (b *bench) head() error {
	_, err := fmt.Fprintf(b.out, "%d articles (%s, seed %d), queries of seed %d, %d rounds; %s %s/%s, %d cores\n",
		b.articles, b.pool.Name, corpusSeed, querySeed, b.rounds, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	return err
}

func (b *bench) build(ctx context.Context, corpus *newscorpus.Corpus) error {
	engines := []string{b.ours()}
	if b.stock {
		engines = append(engines, stockName)
	}
	var builds []*build
	for _, engine := range engines {
		b.say("index of %s", engine)
		made, err := ready(ctx, engine, b.dir, b.pool.Name, corpus, b.articles)
		if err != nil {
			return err
		}
		builds = append(builds, made)
	}
	return buildTable(builds).write(b.out, b.markdown)
}

// ours is the folder of our index.
func (b *bench) ours() string {
	if b.worn {
		return wornName
	}
	return oursName
}

func (b *bench) search(ctx context.Context, queries []workload.Query) (err error) {
	var m memory
	forgetPeak()
	m.before = heapBytes()
	ours, err := bleveindex.Open(filepath.Join(b.dir, b.ours()), bleveindex.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ours.Close()) }()
	m.opened = heapBytes()
	x := index.New(ours, "", newscorpus.End)
	if err := b.pages(ctx, x, queries); err != nil {
		return err
	}
	for _, q := range queries { // whatever is loaded when it is needed
		if _, err := ours.Search(ctx, q.Faceted(workload.FacetSize)); err != nil {
			return err
		}
	}
	m.asked, m.peak = heapBytes(), peakBytes()
	if err := memoryTable(m, b.articles).write(b.out, b.markdown); err != nil {
		return err
	}
	a := &arena{ours: ours, rounds: b.rounds}
	if b.stock {
		theirs, err := stock.Open(filepath.Join(b.dir, stockName))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, theirs.Close()) }()
		a.theirs = theirs
		if err := b.compare(ctx, a, queries); err != nil {
			return err
		}
	}
	if err := b.contests(ctx, a, queries, faceted(), facetedGoals()); err != nil {
		return err
	}
	return b.contests(ctx, a, queries, plain(), plainGoals())
}

// pages measures the page class.
func (b *bench) pages(ctx context.Context, x *index.Index, queries []workload.Query) error {
	if !slices.Contains(b.classes, workload.Page) {
		return nil
	}
	b.say("pages")
	costs, err := pages(ctx, x, ofClass(queries, workload.Page), b.rounds)
	if err != nil {
		return err
	}
	return pageTable(costs).write(b.out, b.markdown)
}

func (b *bench) compare(ctx context.Context, a *arena, queries []workload.Query) error {
	b.say("comparing answers")
	var c comparison
	for _, class := range b.classes {
		if class == workload.Page { // bare words match by stems, which are asked otherwise
			continue
		}
		found, err := a.compare(ctx, ofClass(queries, class))
		if err != nil {
			return err
		}
		c.add(found)
	}
	_, err := fmt.Fprintf(b.out, "\nAnswers against stock bleve: %d totals compared, %d different; %d facet rows, months and places compared, %d different\n",
		c.totals, c.differentTotals, c.rows, c.differentRows)
	if c.first != "" {
		_, err = fmt.Fprintf(b.out, "first difference: %s\n", c.first)
	}
	return err
}

func (b *bench) contests(ctx context.Context, a *arena, queries []workload.Query, f form, goals map[workload.Class]goal) error {
	var contests []*contest
	for _, class := range b.classes {
		if class == workload.Page {
			continue
		}
		b.say("%s, %s", class, f.name)
		c, err := a.contest(ctx, class, ofClass(queries, class), f)
		if err != nil {
			return err
		}
		contests = append(contests, c)
	}
	return searchTable(f, contests, goals, b.articles).write(b.out, b.markdown)
}
