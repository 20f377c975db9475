package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/bench/newscorpus"
)

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestReadyMakesWhatIsNotThere(t *testing.T) {
	t.Parallel()
	corpus := newscorpus.New(newscorpus.Invent(1, 50), 1)
	dir := t.TempDir()
	made := func(engine, texts string, articles int) *build {
		b, err := ready(t.Context(), engine, dir, texts, corpus, articles)
		if err != nil {
			t.Fatal(err)
		}
		if b.Articles != articles || b.Texts != texts || b.Engine != engine || b.Raw == 0 || b.Size == 0 || b.Segments == 0 || b.Wall == 0 {
			t.Errorf("the record lacks something: %+v", b)
		}
		return b
	}
	for _, engine := range []string{oursName, stockName} {
		first := made(engine, "some", 20)
		if again := made(engine, "some", 20); *again != *first {
			t.Errorf("%s was made again: %+v, %+v", engine, first, again)
		}
		if larger := made(engine, "some", 40); larger.Raw <= first.Raw {
			t.Errorf("%s of more articles has %d bytes of text, not more than %d", engine, larger.Raw, first.Raw)
		}
		if other := made(engine, "other", 40); other.Texts != "other" {
			t.Errorf("%s of other texts was not made again", engine)
		}
	}
}

func TestReadyRefusesADamagedRecord(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "ours.json"), []byte("{"))
	_, err := ready(t.Context(), oursName, dir, "some", newscorpus.New(newscorpus.Invent(1, 50), 1), 20)
	if err == nil || !strings.Contains(err.Error(), "ours.json") {
		t.Errorf("error %v, want one that names the file", err)
	}
}

func TestSizeOf(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.zap"), make([]byte, 10))
	write(t, filepath.Join(dir, "store", "b.zap"), make([]byte, 20))
	write(t, filepath.Join(dir, "b.side"), make([]byte, 5))
	size, segments, err := sizeOf(dir)
	if size != 35 || segments != 2 || err != nil {
		t.Errorf("%d bytes, %d segments, %v; want 35 bytes, 2 segments", size, segments, err)
	}
	if _, _, err := sizeOf(filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there has a size")
	}
}

func TestOpenPool(t *testing.T) { //nolint:paralleltest // it sets the environment
	packed := func(text string) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	tests := []struct {
		name string
		file []byte // nil: none
		want string // the name of the pool, or part of the error
	}{
		{"no newswire", nil, "invented sentences"},
		{"a newswire", packed(`{"title":"A day","body":"It rained."}`), "sentences of Reuters-21578"},
		{"not packed", []byte(`{"title":"A day","body":"It rained."}`), "reuters21578.jsonl.gz: gzip: invalid header"},
		{"no lines of JSON", packed("It rained."), "line 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { //nolint:paralleltest // as above
			gold := t.TempDir()
			t.Setenv("DATELINE_GOLD", gold)
			if test.file != nil {
				write(t, filepath.Join(gold, "news", "reuters21578.jsonl.gz"), test.file)
			}
			pool, err := openPool()
			switch {
			case err != nil && !strings.Contains(err.Error(), test.want):
				t.Errorf("error %v, want one with %q", err, test.want)
			case err == nil && pool.Name != test.want:
				t.Errorf("%s, want %s", pool.Name, test.want)
			}
		})
	}
}
