package corpus_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/page/block"
	"dateline/corpus/wire"
	"dateline/internal/eval"
	"dateline/internal/extractortrain/learn"
)

// reading gives what was read of a page as it is judged.
func reading(id string, a corpus.Article) eval.Reading {
	r := eval.Reading{ID: id, Body: a.Body, Title: a.Title, Authors: a.Authors}
	if !a.Published.IsZero() {
		r.Date = a.Published.Format(time.DateOnly)
	}
	return r
}

// pageBytes gives a gold page as it was served.
func pageBytes(t *testing.T, p eval.Page) []byte {
	t.Helper()
	data, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// foldModels learns a model for each fold of hosts from the pages of all other
// hosts.
func foldModels(t *testing.T) []*block.Model {
	t.Helper()
	eval.GoldFile(t, "extract/fundus.jsonl.gz")
	examples, err := learn.ReadExamples(eval.GoldFolder())
	if err != nil {
		t.Fatal(err)
	}
	models := make([]*block.Model, learn.Folds)
	for fold := range models {
		others := slices.DeleteFunc(slices.Clone(examples), func(e *learn.Example) bool { return e.Fold == fold })
		models[fold] = learn.Learn(others, learn.Usual()).Model()
	}
	return models
}

// extraction is how well the pages of one set were read: by models that learnt
// nothing from their hosts, and by the one that is shipped.
type extraction struct {
	byHosts, shipped eval.Extraction
	pages, refused   int
	readings         []eval.Reading // by hosts
}

func (x *extraction) read(t *testing.T, p eval.Page, models []*block.Model) {
	t.Helper()
	data := pageBytes(t, p)
	fold := learn.Fold(learn.Host(p))
	a, err := corpus.ParseHTML(p.ID, p.ID, data, corpus.Options{}.By(models[fold]))
	x.pages++
	if err != nil {
		x.refused++
	}
	r := reading(p.ID, a)
	x.readings = append(x.readings, r)
	x.byHosts.Add(p, r)
	a, _ = corpus.ParseHTML(p.ID, p.ID, data, corpus.Options{}) // what is refused has no text
	x.shipped.Add(p, eval.Reading{Body: a.Body})
}

// lines gives the numbers of a set, one a line: "fundus.f1 0.9123 0.9001 0.9234".
func (x *extraction) lines(set string) string {
	var b strings.Builder
	for _, n := range x.byHosts.Numbers() {
		fmt.Fprintf(&b, "%s.%s\n", set, n)
	}
	fmt.Fprintf(&b, "%s.refused %.4f\n", set, float64(x.refused)/float64(max(x.pages, 1)))
	for _, n := range x.shipped.Numbers() {
		if !slices.Contains([]string{"title", "author", "date"}, n.Name) { // no model has to do with them
			fmt.Fprintf(&b, "%s.shipped.%s\n", set, n)
		}
	}
	return b.String()
}

// TestEvalExtraction measures the extraction against the gold sets: each page
// by a model that learnt nothing from its host. Behind each number stands its
// 95 % interval. The lines named "shipped" are the text by the model that
// comes with the program, which learnt from these pages; they flatter it.
//
// With DATELINE_EVAL_VERBOSE it also lists what is wrong, and into the folder
// DATELINE_EVAL_READINGS it writes what was read of each page, for
// internal/peers.
func TestEvalExtraction(t *testing.T) {
	if os.Getenv("DATELINE_EVAL") == "" {
		t.Skip("measures for a while: set DATELINE_EVAL=1, or make eval")
	}
	models := foldModels(t)
	var table strings.Builder
	for _, set := range eval.PageSets() {
		var x extraction
		eval.GoldPages(t, set, func(p eval.Page) { x.read(t, p, models) })
		table.WriteString(x.lines(set))
		if os.Getenv("DATELINE_EVAL_VERBOSE") != "" {
			t.Logf("%s:\n%s", set, strings.Join(x.byHosts.Mistakes, "\n"))
		}
		if folder := os.Getenv("DATELINE_EVAL_READINGS"); folder != "" {
			if err := eval.WriteReadings(folder, set, x.readings); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("extraction:\n%s", table.String())
	eval.CompareNumbers(t, "testdata/eval.golden", table.String())
}

// TestGoldPages reads every gold page there is: none may panic, few may be
// refused, and each is read in bounded time.
func TestGoldPages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads over a thousand pages")
	}
	eval.GoldFile(t, "extract/fundus.jsonl.gz")
	const slow = 5 * time.Second
	pages, refused := 0, 0
	start := time.Now()
	for _, set := range eval.PageSets() {
		eval.GoldPages(t, set, func(p eval.Page) {
			pages++
			begin := time.Now()
			a, err := corpus.ParseHTML(p.ID, p.ID, pageBytes(t, p), corpus.Options{})
			if took := time.Since(begin); took > slow {
				t.Errorf("%s took %s", p.ID, took)
			}
			if err != nil {
				refused++
				return
			}
			checkArticle(t, a)
		})
	}
	t.Logf("%d pages, %d refused, %s", pages, refused, time.Since(start).Round(time.Millisecond))
	if refused*100 > pages {
		t.Errorf("%d of %d pages refused, want at most 1 in 100", refused, pages)
	}
}

// TestReuters reads the whole of Reuters-21578 as JSON lines.
func TestReuters(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 21,578 articles")
	}
	articles, refused, datelines, untitled := 0, 0, 0, 0
	for in, err := range corpus.Inputs(t.Context(), eval.GoldFile(t, "news/reuters21578.jsonl.gz"), corpus.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		a, err := in.Parse(t.Context())
		if err != nil {
			refused++
			continue
		}
		articles++
		if a.Dateline != "" {
			datelines++
		}
		if a.Title == "" {
			untitled++
		}
		if articles%100 == 0 {
			checkArticle(t, a)
		}
	}
	t.Logf("%d articles, %d refused, %d with dateline", articles, refused, datelines)
	if articles+refused != 21578 || refused > 5 || untitled > 0 {
		t.Errorf("%d articles and %d refused, %d without a title; want 21578 in all, at most 5 refused, none untitled", articles, refused, untitled)
	}
	if datelines < 18000 {
		t.Errorf("%d articles with a dateline, want at least 18000", datelines)
	}
}

// checkArticle checks what holds for every article that was not refused.
func checkArticle(t *testing.T, a corpus.Article) {
	t.Helper()
	switch {
	case a.ID == "" || a.Title == "" || a.ContentHash == "" || a.Paragraphs == nil:
		t.Errorf("%s: incomplete: id %q, title %q, hash %q", a.Path, a.ID, a.Title, a.ContentHash)
	case a.Body != strings.Join(a.Paragraphs, "\n\n"):
		t.Errorf("%s: the body is not its paragraphs", a.Path)
	case slices.ContainsFunc(a.Paragraphs, func(p string) bool { return p == "" || p != wire.Clean(p) }):
		t.Errorf("%s: a paragraph is empty or not clean: %q", a.Path, a.Paragraphs)
	}
	if a.Source.ID == "" && a.Source.Name != "" {
		t.Errorf("%s: source %q has no id", a.Path, a.Source.Name)
	}
	encoded, err := json.Marshal(a)
	if err != nil {
		t.Errorf("%s: %v", a.Path, err)
	}
	if utf8.ValidString(a.Path) && bytes.Contains(encoded, []byte(`\ufffd`)) && !strings.Contains(a.Title+a.Body+a.Description, "\uFFFD") {
		t.Errorf("%s: something outside the text is not UTF-8", a.Path)
	}
}
