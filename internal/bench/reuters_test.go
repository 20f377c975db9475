package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/internal/bench/stock"
	"dateline/query"
)

// reutersArticles is how many articles of the newswire are compared.
const reutersArticles = 5000

// TestReuters: on real news, with the actors and places that the recogniser
// finds in it, every total and every count of ours equals stock bleve's.
func TestReuters(t *testing.T) {
	if testing.Short() {
		t.Skip("recognising and indexing thousands of articles takes half a minute")
	}
	t.Parallel()
	docs := reuters(t)
	ours, theirs := bothOf(t, docs)
	var c comparison
	for name, plan := range reutersPlans() {
		plan.Timeline = monthsOf1987()
		for _, field := range []string{"person", "org", "actor", "location", "source", "lang", "section"} {
			plan.Facets = append(plan.Facets, index.FacetPlan{Field: field, Size: allValues})
		}
		got, err := ours.Search(t.Context(), plan)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want, err := theirs.Search(t.Context(), plan)
		if err != nil {
			t.Fatalf("%s: stock bleve: %v", name, err)
		}
		if want.Total == 0 {
			t.Errorf("%s finds nothing: that compares nothing", name)
		}
		c.compareTotals(got, want, name)
		c.compareCounts(got, want, name)
		c.compareOrder(got, want, plan.Sort, name)
	}
	t.Logf("%d queries, %d counts compared", c.totals, c.rows)
	if c.differentTotals+c.differentRows > 0 || c.totals < 30 || c.rows < 30_000 {
		t.Errorf("%d totals compared, %d different; %d rows, %d different; first: %s", c.totals, c.differentTotals, c.rows, c.differentRows, c.first)
	}
}

// bothOf indexes articles with both engines.
func bothOf(t *testing.T, docs []index.Document) (index.Engine, *stock.Index) {
	t.Helper()
	dir := t.TempDir()
	for _, engine := range []string{oursName, stockName} {
		folder := filepath.Join(dir, engine)
		b, err := create(engine, folder)
		if err != nil {
			t.Fatal(err)
		}
		for start := 0; start < len(docs); start += 1000 {
			if err := b.Write(t.Context(), docs[start:min(start+1000, len(docs))]); err != nil {
				t.Fatal(errors.Join(err, b.Close()))
			}
		}
		if err := (&build{}).finish(t.Context(), b, folder, nil); err != nil {
			t.Fatal(err)
		}
	}
	ours, err := bleveindex.Open(filepath.Join(dir, oursName), bleveindex.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := stock.Open(filepath.Join(dir, stockName))
	if err != nil {
		t.Fatal(errors.Join(err, ours.Close()))
	}
	t.Cleanup(func() {
		if err := errors.Join(ours.Close(), theirs.Close()); err != nil {
			t.Error(err)
		}
	})
	return ours, theirs
}

// reutersPlans are queries of every kind that stock bleve can answer too. Of a
// prefix that more words fit than ours looks for the hits would differ.
func reutersPlans() map[string]index.Plan {
	plans := map[string]index.Plan{}
	add := func(where query.Expr, change func(*index.Plan)) {
		plan := index.Plan{Where: where, Sort: query.Newest, Size: 20, Now: time.Date(1988, 1, 1, 0, 0, 0, 0, time.UTC)}
		change(&plan)
		plans[fmt.Sprintf("%s %v %v", where, plan.Filters, plan.From)] = plan
	}
	as := func(*index.Plan) {}
	for _, text := range []string{
		"the", "oil", "bank", "said", "japan", "wheat", "cocoa", "tariffs", "rates", "opec", "baker", "shareholders",
		"interest rates", "said it", "prime minister", "of the", "crude oil", "pct of", "central bank", "west german",
	} {
		add(surfaceOf(text), as)
	}
	for _, prefix := range []string{"min", "econom", "sta", "agricult"} {
		add(query.Wildcard{Field: "body", Pattern: prefix + "*"}, as)
	}
	for _, slip := range []string{"minster", "exprot", "dolar"} {
		add(query.Fuzzy{Field: "body", Text: slip, Distance: 1}, as)
	}
	add(query.All{}, as)
	add(query.And{Exprs: []query.Expr{surfaceOf("oil"), surfaceOf("prices")}}, as)
	add(query.And{Exprs: []query.Expr{surfaceOf("interest rates"), surfaceOf("bank"), surfaceOf("japan")}}, as)
	add(query.Or{Exprs: []query.Expr{surfaceOf("wheat"), surfaceOf("corn"), surfaceOf("crude oil")}}, as)
	add(query.And{Exprs: []query.Expr{surfaceOf("trade"), query.Or{Exprs: []query.Expr{surfaceOf("japan"), surfaceOf("tokyo")}}}}, as)
	add(query.Phrase{Field: "title", Text: "oil"}, as)
	for field, value := range map[string]string{"location": "Japan", "source": "WASHINGTON", "org": "OPEC"} {
		add(surfaceOf("said"), func(p *index.Plan) {
			p.Filters = []query.Filter{{Field: field, Include: []string{value}, Match: query.MatchAll}}
		})
	}
	add(surfaceOf("oil"), func(p *index.Plan) {
		p.From, p.To = time.Date(1987, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(1987, 3, 10, 0, 0, 0, 0, time.UTC)
	})
	return plans
}

func surfaceOf(text string) query.Expr { return query.Phrase{Field: "body", Text: text} }

func monthsOf1987() []time.Time {
	var borders []time.Time
	for month := range 13 {
		borders = append(borders, time.Date(1987, time.Month(1+month), 1, 0, 0, 0, 0, time.UTC))
	}
	return borders
}

// reuters reads articles of the newswire and recognises what they mention. The
// test is skipped where they are not.
func reuters(t *testing.T) []index.Document {
	t.Helper()
	folder := os.Getenv("DATELINE_GOLD")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "gold")
	}
	file, err := os.Open(filepath.Join(folder, "news", "reuters21578.jsonl.gz"))
	if err != nil {
		t.Skipf("no gold data: set DATELINE_GOLD to the folder that holds it (%v)", err)
	}
	defer file.Close() //nolint:errcheck // only read
	text, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	extractor, err := entity.Load()
	if err != nil {
		t.Fatal(err)
	}
	var docs []index.Document
	for lines := bufio.NewScanner(text); len(docs) < reutersArticles && lines.Scan(); {
		var line struct{ ID, Title, Dateline, Body string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, dispatch(extractor, line.ID, line.Title, line.Dateline, line.Body))
	}
	if len(docs) < reutersArticles {
		t.Fatalf("only %d articles", len(docs))
	}
	return docs
}

var dayOf1987 = regexp.MustCompile(`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d+`)

// dispatch makes an article. Its source is the place of the dateline.
func dispatch(extractor *entity.Extractor, id, title, dateline, body string) index.Document {
	doc := index.Document{Article: corpus.Article{ID: id, Title: title, Dateline: dateline, Lang: "en"}}
	doc.Source.Name, _, _ = strings.Cut(dateline, ",")
	if day, err := time.Parse("Jan 2 2006", abbreviated(dayOf1987.FindString(dateline))+" 1987"); err == nil {
		doc.Published = day
	}
	var paragraphs []string
	for text := range strings.SplitSeq(body, "\n    ") {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			paragraphs = append(paragraphs, text)
		}
	}
	doc.SetParagraphs(paragraphs)
	found := extractor.Find(entity.Text{Title: title, Dateline: dateline, Body: doc.Body, Lang: doc.Lang})
	doc.Actors, doc.Locations, doc.Mentions = found.Actors, found.Locations, found.Mentions
	return doc
}

// abbreviated is "March 5" with the first letters of the month.
func abbreviated(day string) string {
	month, number, _ := strings.Cut(day, " ")
	return month[:min(3, len(month))] + " " + number
}
