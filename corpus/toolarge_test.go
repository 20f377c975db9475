package corpus_test

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

const (
	hugePage = 200 << 20
	// hugeMemory is what refusing it may allocate: not more than a few times the
	// limit of a page.
	hugeMemory = 64 << 20
)

// TestHugePage: a page of 200 MB is refused with its reason, before all of it
// has been read.
func TestHugePage(t *testing.T) { //nolint:paralleltest // it counts what is allocated
	folder := t.TempDir()
	plain, packed := filepath.Join(folder, "plain.html"), filepath.Join(folder, "packed.html.gz")
	if err := errors.Join(os.WriteFile(plain, []byte("<p>x"), 0o600), os.Truncate(plain, hugePage)); err != nil {
		t.Fatal(err)
	}
	packHuge(t, packed)
	for _, path := range []string{plain, packed} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			err := parseOne(t, path)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, corpus.ErrTooLarge) || !strings.Contains(err.Error(), "limit of 10 MB for one page") || !strings.Contains(err.Error(), "--max-page") {
				t.Errorf("error %v, want one that says the limit and what to do", err)
			}
			allocated := after.TotalAlloc - before.TotalAlloc
			t.Logf("%v after %v, %d KB allocated", err, took.Round(time.Millisecond), allocated>>10)
			if allocated > hugeMemory {
				t.Errorf("%d MB allocated, want at most %d", allocated>>20, hugeMemory>>20)
			}
		})
	}
}

// packHuge writes a page of that size, packed.
func packHuge(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(w, &spaces{hugePage})
	if err := errors.Join(err, w.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
}

// parseOne reads the one input at a path.
func parseOne(t *testing.T, path string) error {
	t.Helper()
	var failures []error
	for in, err := range corpus.Inputs(t.Context(), path, corpus.Options{}) {
		if err == nil {
			_, err = in.Parse(t.Context())
		}
		failures = append(failures, err)
	}
	return errors.Join(failures...)
}
