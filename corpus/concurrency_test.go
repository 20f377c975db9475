package corpus_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"dateline/corpus"
)

// TestParseFromManyGoroutines reads every input of testdata from several
// goroutines at once; each must come out the same.
func TestParseFromManyGoroutines(t *testing.T) {
	t.Parallel()
	const readers = 4
	var inputs []corpus.Input
	for in, err := range corpus.Inputs(t.Context(), "testdata/html", noon()) {
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, in)
	}
	results := make([][]corpus.Article, readers)
	var wg sync.WaitGroup
	for i := range readers {
		wg.Go(func() {
			for _, in := range inputs {
				a, err := in.Parse(t.Context())
				if err != nil {
					a.Title = err.Error()
				}
				results[i] = append(results[i], a)
			}
		})
	}
	wg.Wait()
	for i := 1; i < readers; i++ {
		if diff := cmp.Diff(results[0], results[i]); diff != "" {
			t.Errorf("reader %d differs:\n%s", i, diff)
		}
	}
}

// TestInputsOutliveTheWalk parses after the walk has ended and after its
// lines have been overwritten by later ones.
func TestInputsOutliveTheWalk(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a.jsonl": `{"title":"first of the lines"}` + "\n" + `{"title":"other of the lines"}` + "\n",
		"b.html":  webPage,
	})
	var inputs []corpus.Input
	for in, err := range corpus.Inputs(t.Context(), dir, noon()) {
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, in)
	}
	want := []string{"first of the lines", "other of the lines", "Pier to close"}
	for i, in := range inputs {
		for range 2 { // more than once
			a, err := in.Parse(t.Context())
			if err != nil || a.Title != want[i] {
				t.Errorf("%s: title %q, %v, want %q", in.Name(), a.Title, err, want[i])
			}
		}
	}
	if err := os.Remove(filepath.Join(dir, "b.html")); err != nil {
		t.Fatal(err)
	}
	if _, err := inputs[2].Parse(t.Context()); err == nil {
		t.Error("a file that is gone must be refused")
	}
}

// BenchmarkParseHTML is to be read as a ratio to BenchmarkHTMLParse, which
// only builds the trees of the same pages.
func BenchmarkParseHTML(b *testing.B) {
	pages, size := benchmarkPages(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, page := range pages {
			if _, err := corpus.ParseHTML("x", "x", page, noon()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkHTMLParse(b *testing.B) {
	pages, size := benchmarkPages(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, page := range pages {
			if _, err := html.Parse(bytes.NewReader(page)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkParseLine(b *testing.B) {
	line := []byte(`{"id":"a","title":"Talks resume","dateline":"CAIRO, Sept 3","body":"` + "The council voted on Tuesday to close the old pier for repairs.\\n" + `"}`)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := corpus.ParseLine("x", "x", line, noon()); err != nil {
			b.Fatal(err)
		}
	}
}

// benchmarkPages gives the pages of the sample corpus.
func benchmarkPages(b *testing.B) (pages [][]byte, size int64) {
	b.Helper()
	files, err := filepath.Glob(filepath.Join("..", "sample", "nile-courier", "*", "*", "*.html"))
	if err != nil || len(files) == 0 {
		b.Fatalf("no sample pages: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, data)
		size += int64(len(data))
	}
	return pages, size
}
