package generation_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dateline/index"
	"dateline/index/generation"
	"dateline/query"
)

// engine answers with the text of its generation and notices when it is used
// after it was closed.
type engine struct {
	index.Engine
	text   string
	closed atomic.Bool
	open   *atomic.Int64
	misuse *atomic.Int64
}

func (e *engine) Get(context.Context, string) (*index.Document, error) {
	if e.closed.Load() {
		e.misuse.Add(1)
		return nil, index.ErrClosed
	}
	doc := &index.Document{}
	doc.Title = e.text
	return doc, nil
}

func (e *engine) Stats(context.Context) (index.Stats, error) {
	return index.Stats{Articles: len(e.text)}, nil
}

func (e *engine) Close() error {
	if e.closed.Swap(true) {
		e.misuse.Add(1)
	}
	e.open.Add(-1)
	return nil
}

// fixture is a Live on a store of test engines, running until the test ends.
type fixture struct {
	*generation.Live
	store        *generation.Store
	dir          string
	open, misuse atomic.Int64
	log          *lockedBuffer
	stop         func()
}

func start(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{log: &lockedBuffer{}}
	f.store, f.dir = open(t)
	logger := slog.New(slog.NewTextHandler(f.log, nil))
	f.Live = generation.NewLive(f.store, f.openEngine, logger, generation.LiveOptions{Interval: time.Millisecond})
	stop := run(t, f.Live)
	f.stop = sync.OnceFunc(func() {
		stop()
		if open := f.open.Load(); open != 0 {
			t.Errorf("%d engines are still open", open)
		}
		if misuse := f.misuse.Load(); misuse != 0 {
			t.Errorf("engines were used %d times after they were closed", misuse)
		}
	})
	t.Cleanup(f.stop)
	return f
}

// run runs a Live until stop, which also closes it.
func run(t *testing.T, live *generation.Live) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ran := make(chan error)
	go func() { ran <- live.Run(ctx) }()
	return func() {
		cancel()
		if err := <-ran; !errors.Is(err, context.Canceled) {
			t.Errorf("Run: %v", err)
		}
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	}
}

func (f *fixture) openEngine(_ context.Context, dir string) (index.Engine, error) {
	text, err := os.ReadFile(filepath.Join(dir, "1.zap"))
	if err != nil {
		return nil, err
	}
	if string(text) == "poison" {
		return nil, errors.New("cannot open this")
	}
	if string(text) == "panic" {
		panic("no such thing")
	}
	f.open.Add(1)
	return &engine{text: string(text), open: &f.open, misuse: &f.misuse}, nil
}

// title is what is served, or the error.
func (f *fixture) title(t *testing.T) string {
	t.Helper()
	doc, err := f.Article(t.Context(), "any")
	if err != nil {
		return err.Error()
	}
	return doc.Title
}

// publishDamaged makes a copy of the current generation current, with one file
// changed.
func publishDamaged(t *testing.T, store *generation.Store, dir string) (damagedFile string) {
	t.Helper()
	const name = "20990101T000000Z-0777"
	current, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, "generations", name)
	if err := os.CopyFS(copied, os.DirFS(current.Dir)); err != nil {
		t.Fatal(err)
	}
	manifest := read(t, filepath.Join(copied, "manifest.json"))
	write(t, copied, "manifest.json", strings.ReplaceAll(manifest, current.Name, name))
	write(t, copied, "1.zap", "g00d")
	write(t, dir, "CURRENT.new", name+"\n")
	if err := os.Rename(filepath.Join(dir, "CURRENT.new"), filepath.Join(dir, "CURRENT")); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(copied, "1.zap")
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func TestLiveWithoutIndex(t *testing.T) {
	t.Parallel()
	f := start(t)
	ctx := t.Context()
	_, searchErr := f.Search(ctx, query.Request{})
	_, facetErr := f.Facet(ctx, query.NewFacetRequest(query.NewRequest(), "person"))
	_, articleErr := f.Article(ctx, "a")
	_, statusErr := f.Status(ctx)
	_, termsErr := f.Terms(ctx, index.TermsPlan{})
	for name, err := range map[string]error{"Terms": termsErr, "Search": searchErr, "Facet": facetErr, "Article": articleErr, "Status": statusErr, "Ready": f.Ready()} {
		if !errors.Is(err, index.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	time.Sleep(5 * time.Millisecond)
	if log := f.log.String(); log != "" {
		t.Errorf("an empty data folder is no fault, but it was logged: %s", log)
	}
}

func TestLiveFollows(t *testing.T) {
	t.Parallel()
	f := start(t)
	for _, text := range []string{"one", "two", "three"} {
		g := publish(t, f.store, text)
		eventually(t, text+" is served", func() bool { return f.title(t) == text })
		status, err := f.Status(t.Context())
		if err != nil || status.Generation != g.Name || status.Articles != len(text) {
			t.Errorf("Status: %+v, %v", status, err)
		}
		if err := f.Ready(); err != nil {
			t.Errorf("Ready: %v", err)
		}
	}
	eventually(t, "only one engine is open", func() bool { return f.open.Load() == 1 })
	f.stop()
	if _, err := f.Article(t.Context(), "a"); !errors.Is(err, index.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	if err := f.Ready(); !errors.Is(err, index.ErrClosed) {
		t.Errorf("Ready after Close: %v", err)
	}
}

func TestLiveRefusesWhatIsDamaged(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		publish func(t *testing.T, f *fixture)
	}{
		{"a file has changed", func(t *testing.T, f *fixture) { publishDamaged(t, f.store, f.dir) }},
		{"it does not open", func(t *testing.T, f *fixture) { publish(t, f.store, "poison") }},
		{"opening panics", func(t *testing.T, f *fixture) { publish(t, f.store, "panic") }},
		{"CURRENT is rubbish", func(t *testing.T, f *fixture) { write(t, f.dir, "CURRENT", "rubbish") }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := start(t)
			publish(t, f.store, "good")
			eventually(t, "good is served", func() bool { return f.title(t) == "good" })
			test.publish(t, f)
			eventually(t, "it is logged", func() bool { return strings.Contains(f.log.String(), "level=ERROR") })
			if got := f.title(t); got != "good" {
				t.Errorf("served is %q", got)
			}
			if err := f.Ready(); err != nil {
				t.Errorf("Ready: %v", err)
			}
			time.Sleep(20 * time.Millisecond)
			if n := strings.Count(f.log.String(), "level=ERROR"); n != 1 {
				t.Errorf("logged %d times:\n%s", n, f.log)
			}
			publish(t, f.store, "better")
			eventually(t, "better is served", func() bool { return f.title(t) == "better" })
		})
	}
}

// While a generation is opened, others are published and it is removed: that is
// no fault, and the last one is served.
func TestLiveIsOvertaken(t *testing.T) {
	t.Parallel()
	store, _ := open(t)
	f := &fixture{store: store, log: &lockedBuffer{}}
	publish(t, store, "first")
	overtake := sync.OnceFunc(func() {
		publish(t, store, "second")
		publish(t, store, "third")
		if err := store.GC(2); err != nil {
			t.Error(err)
		}
	})
	f.Live = generation.NewLive(store, func(ctx context.Context, dir string) (index.Engine, error) {
		overtake()
		return f.openEngine(ctx, dir)
	}, slog.New(slog.NewTextHandler(f.log, nil)), generation.LiveOptions{Interval: time.Millisecond})
	stop := run(t, f.Live)
	defer stop()
	eventually(t, "third is served", func() bool { return f.title(t) == "third" })
	if log := f.log.String(); strings.Contains(log, "level=ERROR") {
		t.Errorf("logged as a fault:\n%s", log)
	}
}

// The damage is there when the server starts, and then someone mends the file.
func TestLiveTriesAgain(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	publish(t, store, "good")
	file := publishDamaged(t, store, dir)
	synctest.Test(t, func(t *testing.T) {
		f := &fixture{store: store, dir: dir, log: &lockedBuffer{}}
		f.Live = generation.NewLive(store, f.openEngine, slog.New(slog.NewTextHandler(f.log, nil)), generation.LiveOptions{})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { _ = f.Run(ctx) }()
		time.Sleep(10 * time.Second)
		err := f.Ready()
		if !errors.Is(err, index.ErrUnavailable) || !errors.Is(err, index.ErrDamaged) || !strings.Contains(err.Error(), "1.zap") {
			t.Errorf("Ready: %v: want what is damaged", err)
		}
		write(t, filepath.Dir(file), "1.zap", "good")
		time.Sleep(45 * time.Second)
		if err := f.Ready(); err == nil {
			t.Error("all of it is read again and again")
		}
		time.Sleep(10 * time.Second)
		if got := f.title(t); got != "good" {
			t.Errorf("served is %q", got)
		}
		cancel()
		synctest.Wait()
		if err := f.Close(); err != nil || f.open.Load() != 0 {
			t.Errorf("Close: %v, %d engines open", err, f.open.Load())
		}
	})
}

func TestLiveSwapsUnderLoad(t *testing.T) {
	t.Parallel()
	f := start(t)
	publish(t, f.store, "0")
	eventually(t, "the first one is served", func() bool { return f.Ready() == nil })
	var readers sync.WaitGroup
	var calls atomic.Int64
	done := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if _, err := f.Article(context.Background(), "any"); err != nil {
					t.Errorf("while swapping: %v", err)
					return
				}
				calls.Add(1)
				time.Sleep(20 * time.Microsecond) // leaves the processor to the writer
			}
		})
	}
	last := ""
	for i := range 30 {
		last = strings.Repeat("x", i+1)
		publish(t, f.store, last)
	}
	eventually(t, "the last one is served", func() bool { return f.title(t) == last })
	eventually(t, "enough was asked", func() bool { return calls.Load() > 5000 })
	close(done)
	readers.Wait()
	eventually(t, "only one engine is open", func() bool { return f.open.Load() == 1 })
}
