package corpus_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"dateline/corpus"
	"dateline/corpus/page/block"
	"dateline/corpus/wire"
	"dateline/internal/eval"
	"dateline/internal/extractortrain/learn"
)

// goldPage is one page with what its article is known to be.
type goldPage struct {
	ID       string `json:"id"`
	URL      string `json:"url"`
	Encoding string `json:"encoding"`
	HTML     string `json:"html"`
	Gold     struct {
		Body    string   `json:"body"`
		With    []string `json:"with"`
		Without []string `json:"without"`
		Title   string   `json:"title"`
		Author  names    `json:"author"`
		Date    string   `json:"date"`
	} `json:"gold"`
}

// names is a string or a list of them.
type names []string

func (n *names) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*n = names{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(n))
}

func (p goldPage) bytes(t *testing.T) []byte {
	t.Helper()
	if p.Encoding == "utf-8" {
		return []byte(p.HTML)
	}
	data, err := charmap.ISO8859_1.NewEncoder().Bytes([]byte(p.HTML))
	if err != nil {
		t.Fatalf("%s: %v", p.ID, err)
	}
	return data
}

// goldPages calls f for each page of a set.
func goldPages(t *testing.T, set string, f func(goldPage)) {
	t.Helper()
	eval.GoldLines(t, "extract/"+set+".jsonl.gz", func(line []byte) {
		var p goldPage
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatalf("%s: %v", set, err)
		}
		f(p)
	})
}

// score is how well the pages of one set were read.
type score struct {
	text                              eval.Mean
	snippets                          eval.Snippets
	withSnippets                      bool
	title, author, date               int
	titleGold, authorGold, dateGold   int
	pages, refused                    int
	wrongTitles, wrongNames, wrongDay []string
}

func (s *score) add(p goldPage, a corpus.Article) {
	s.addText(p, a)
	s.addMetadata(p, a)
}

func (s *score) addText(p goldPage, a corpus.Article) {
	if p.Gold.Body != "" {
		s.text.Add(eval.Shingles(a.Body, p.Gold.Body))
	}
	if len(p.Gold.With)+len(p.Gold.Without) > 0 {
		s.withSnippets = true
		s.snippets.Add(a.Body, p.Gold.With, p.Gold.Without)
	}
}

func (s *score) addMetadata(p goldPage, a corpus.Article) {
	if p.Gold.Title != "" {
		s.titleGold++
		if wire.Fold(a.Title) == wire.Fold(p.Gold.Title) {
			s.title++
		} else {
			s.wrongTitles = append(s.wrongTitles, fmt.Sprintf("%s: %q, want %q", p.ID, a.Title, p.Gold.Title))
		}
	}
	if want := foldAll(p.Gold.Author); want != "" {
		s.authorGold++
		if foldAll(a.Authors) == want {
			s.author++
		} else {
			s.wrongNames = append(s.wrongNames, fmt.Sprintf("%s: %q, want %q", p.ID, a.Authors, p.Gold.Author))
		}
	}
	if len(p.Gold.Date) >= 10 {
		s.dateGold++
		if a.Published.Format(time.DateOnly) == p.Gold.Date[:10] {
			s.date++
		} else {
			s.wrongDay = append(s.wrongDay, fmt.Sprintf("%s: %s, want %s", p.ID, a.Published.Format(time.RFC3339), p.Gold.Date))
		}
	}
}

// foldAll compares lists of names as sets.
func foldAll(names []string) string {
	var list []string
	for _, name := range names {
		for part := range strings.SplitSeq(name, ";") {
			if f := wire.Fold(part); f != "" {
				list = append(list, f)
			}
		}
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ";")
}

// row writes the numbers of a set, one a line: "fundus.f1 0.9123".
func (s *score) row(set string) string {
	var b strings.Builder
	line := func(name string, value float64) { fmt.Fprintf(&b, "%s.%s %.4f\n", set, name, value) }
	if s.text.Len() > 0 {
		line("f1", s.text.F1())
		line("precision", s.text.Precision())
		line("recall", s.text.Recall())
		line("exact", s.text.Exact())
	}
	if s.withSnippets {
		line("snippets", s.snippets.F1())
	}
	share := func(name string, right, all int) {
		if all > 0 {
			line(name, float64(right)/float64(all))
		}
	}
	share("title", s.title, s.titleGold)
	share("author", s.author, s.authorGold)
	share("date", s.date, s.dateGold)
	if s.pages > 0 {
		line("refused", float64(s.refused)/float64(s.pages))
	}
	return b.String()
}

// foldModels learns a model for each fold of hosts from the pages of all other
// hosts.
func foldModels(t *testing.T) []*block.Model {
	t.Helper()
	examples, err := learn.ReadExamples(filepath.Dir(filepath.Dir(eval.GoldFile(t, "extract/fundus.jsonl.gz"))))
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

// TestEvalExtraction measures the extraction against the gold sets: each page
// by a model that learnt nothing from its host. The lines named "shipped" are
// the text by the model that comes with the program, which learnt from these
// pages; they flatter it. With DATELINE_EVAL_VERBOSE it also lists what is
// wrong.
func TestEvalExtraction(t *testing.T) {
	if os.Getenv("DATELINE_EVAL") == "" {
		t.Skip("measures for a while: set DATELINE_EVAL=1, or make eval")
	}
	models := foldModels(t)
	var table strings.Builder
	for _, set := range []string{"fundus", "sh", "wcxb", "traf"} {
		s, shipped := &score{}, &score{}
		goldPages(t, set, func(p goldPage) {
			s.pages++
			data := p.bytes(t)
			fold := learn.Fold(learn.Gold{ID: p.ID, URL: p.URL}.Host())
			a, err := corpus.ParseHTML(p.ID, p.ID, data, corpus.Options{}.By(models[fold]))
			if err != nil {
				s.refused++
			}
			s.add(p, a)
			a, _ = corpus.ParseHTML(p.ID, p.ID, data, corpus.Options{}) // what is refused has no text
			shipped.addText(p, a)
		})
		table.WriteString(s.row(set))
		table.WriteString(shipped.row(set + ".shipped"))
		if os.Getenv("DATELINE_EVAL_VERBOSE") != "" {
			for _, list := range [][]string{s.wrongTitles, s.wrongNames, s.wrongDay} {
				t.Logf("%s:\n%s", set, strings.Join(list, "\n"))
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
	for _, set := range []string{"fundus", "sh", "wcxb", "traf"} {
		goldPages(t, set, func(p goldPage) {
			pages++
			begin := time.Now()
			a, err := corpus.ParseHTML(p.ID, p.ID, p.bytes(t), corpus.Options{})
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
