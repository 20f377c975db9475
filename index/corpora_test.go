package index_test

import (
	"context"
	"encoding/json"
	"iter"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/ingest"
	"dateline/internal/eval"
)

// sampleEngine holds the sample corpus of the repository.
func sampleEngine(t *testing.T) index.Engine {
	t.Helper()
	return filled(t, ingest.Paths(t.Context(), []string{filepath.Join("..", "sample")}, nil, corpus.Options{}))
}

// reutersEngine holds the news of the gold data; the test is skipped where
// there is none.
func reutersEngine(t *testing.T) index.Engine {
	t.Helper()
	return filled(t, reuters(t))
}

// filled is an engine with the articles of inputs.
func filled(t *testing.T, inputs iter.Seq2[ingest.Input, error]) index.Engine {
	t.Helper()
	extractor, err := entity.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := bleveindex.Create(t.TempDir(), bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	report, err := ingest.Run(t.Context(), ingest.Config{Engine: engine, Recogniser: extractor, Inputs: inputs})
	if err != nil {
		t.Fatal(err)
	}
	if report.Indexed < 100 {
		t.Fatalf("only %d articles", report.Indexed)
	}
	return engine
}

// dispatch is an article of the news as an input.
type dispatch struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Dateline string `json:"dateline"`
	Body     string `json:"body"`
}

func (d dispatch) Name() string { return d.ID }

func (d dispatch) Parse(context.Context) (corpus.Article, error) {
	a := corpus.Article{ID: d.ID, Title: d.Title, Dateline: d.Dateline, Lang: "en", ContentHash: d.ID}
	a.Source.Name = "Reuters"
	a.Published = time.Date(1987, time.March, 1, 0, 0, 0, 0, time.UTC)
	var paragraphs []string
	for p := range strings.SplitSeq(d.Body, "\n    ") {
		paragraphs = append(paragraphs, strings.Join(strings.Fields(p), " "))
	}
	a.SetParagraphs(paragraphs)
	return a, nil
}

func reuters(t *testing.T) iter.Seq2[ingest.Input, error] {
	t.Helper()
	var list []dispatch
	eval.GoldLines(t, "news/reuters21578.jsonl.gz", func(line []byte) {
		var d dispatch
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	})
	return func(yield func(ingest.Input, error) bool) {
		for _, d := range list {
			if !yield(d, nil) {
				return
			}
		}
	}
}
