package corpus_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/internal/eval"
)

const (
	// damagedPages is how many are read when nobody says how many.
	damagedPages = 1000
	// damagedSlow is what no page of their size may take.
	damagedSlow = time.Second
	// damagedTries is how often a page is read again before it is called slow.
	damagedTries = 20
	// damagedBlock is how many pages one damager makes: one page can be made
	// again without all before it.
	damagedBlock = 100
)

// TestDamagedPages reads pages that were cut, doubled, nested, spliced and
// otherwise broken: none may panic, take longer than a second, or give text
// that is not UTF-8 or holds a script. DATELINE_PAGES says how many, as "make
// fuzz" does. Those that fail are kept when the test runs with -artifacts.
func TestDamagedPages(t *testing.T) {
	t.Parallel()
	count, pages := damagedPages, wholePages(t)
	if text := os.Getenv("DATELINE_PAGES"); text != "" {
		var err error
		if count, err = strconv.Atoi(text); err != nil {
			t.Fatalf("DATELINE_PAGES: %v", err)
		}
		pages = append(pages, goldPages(t)...)
	}
	d := &damaged{t: t, pages: pages, faults: map[string]int{}}
	start := time.Now()
	var blocks atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for first := 0; first < count; {
				first = int(blocks.Add(1)-1) * damagedBlock
				d.readBlock(first, min(first+damagedBlock, count))
			}
		})
	}
	wait.Wait()
	t.Logf("%d pages damaged of %d, %d MB: %d articles, the others refused; %.0f a second; the slowest took %v; faults: %v",
		count, len(pages), d.bytes>>20, d.articles, float64(count)/time.Since(start).Seconds(), d.slowest.Round(time.Millisecond), d.faults)
}

// wholePages are the pages of the sample and of the golden files.
func wholePages(t *testing.T) [][]byte {
	t.Helper()
	var pages [][]byte
	for _, folder := range []string{"testdata/html", "../sample"} {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".html" {
				return err
			}
			data, err := os.ReadFile(path)
			pages = append(pages, data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

// goldPages are those of the gold sets that know whole texts; none where there
// is no gold data.
func goldPages(t *testing.T) [][]byte {
	t.Helper()
	var pages [][]byte
	for _, set := range []string{"fundus", "sh", "wcxb"} {
		err := eval.ReadPages(eval.GoldFolder(), set, func(p eval.Page) error {
			pages = append(pages, pageBytes(t, p))
			return nil
		})
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

// damaged is what came of all damaged pages.
type damaged struct {
	t     *testing.T
	pages [][]byte // to damage

	mu       sync.Mutex
	articles int
	bytes    int64
	slowest  time.Duration
	faults   map[string]int
}

// readBlock makes and reads the pages from first to last, without it.
func (d *damaged) readBlock(first, last int) {
	maker := newDamager(d.pages, uint64(first))
	for n := first; n < last; n++ {
		page := maker.page()
		start := time.Now()
		a, err := d.read(n, page)
		took := time.Since(start)
		for again := 0; took > damagedSlow && again < damagedTries; again++ { // others use the machine too
			start := time.Now()
			_, _ = d.read(n, page)
			took = min(took, time.Since(start))
		}
		if took > damagedSlow {
			d.fault(n, page, "slow", took.String())
		}
		d.check(n, page, a)
		checkParsed(d.t, a, err, took)
		d.mu.Lock()
		d.bytes += int64(len(page))
		d.slowest = max(d.slowest, took)
		if err == nil {
			d.articles++
		}
		d.mu.Unlock()
	}
}

// read makes a fault of a panic.
func (d *damaged) read(n int, page []byte) (a corpus.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			d.fault(n, page, "panic", fmt.Sprintf("%v\n%s", p, debug.Stack()))
			err = &corpus.InputError{Input: "x", Reason: "panic"}
		}
	}()
	return corpus.ParseHTML("x", "x", page, noon())
}

func (d *damaged) check(n int, page []byte, a corpus.Article) {
	if !utf8.ValidString(a.Title + a.Body) {
		d.fault(n, page, "not UTF-8", a.Title)
	}
	if i := strings.Index(a.Body, "<script"); i >= 0 && !shownScript.Match(page) {
		d.fault(n, page, "script", fmt.Sprintf("%.200q", a.Body[i:]))
	}
}

// shownScript is a "<script" that a page shows its readers: written as an
// entity, or parted by tags or by characters that count for nothing in a text.
var shownScript = regexp.MustCompile(`(?i)lt;script|<(?:[^\w<>/!?\s]|<[^>]*>)+script`)

// fault tells what is wrong with the answer to a page, and keeps the page.
func (d *damaged) fault(n int, page []byte, kind, detail string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults[kind]++
	path := filepath.Join(d.t.ArtifactDir(), fmt.Sprintf("%d.html", n))
	if err := os.WriteFile(path, page, 0o600); err != nil {
		d.t.Error(err)
	}
	d.t.Errorf("page %d: %s: %s", n, kind, detail)
}
