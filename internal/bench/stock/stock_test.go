package stock_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/internal/bench/stock"
	"dateline/query"
)

// three are articles of which each has something that the others lack.
func three() []index.Document {
	article := func(id, title string, day int, source string, paragraphs ...string) index.Document {
		doc := index.Document{Article: corpus.Article{
			ID: id, Title: title, Lang: "en", Source: corpus.Source{Name: source},
			Published: time.Date(2024, 1, day, 12, 0, 0, 0, time.UTC),
		}}
		doc.SetParagraphs(paragraphs)
		return doc
	}
	docs := []index.Document{
		article("a1", "One", 1, "Post", "The minister spoke.", "Rain fell."),
		article("a2", "Two", 2, "Post", "Ministers spoke of rain."),
		article("a3", "Three", 3, "Times", "The minister rested; nobody spoke."),
	}
	docs[0].Actors = []entity.Actor{{Name: "Ann Lee", Kind: entity.Person, Salience: .5}}
	docs[1].Actors = []entity.Actor{{Name: "Ann Lee", Kind: entity.Person, Salience: .5}, {Name: "Rain Bank", Kind: entity.Org, Salience: .5}}
	docs[2].Published = time.Time{}
	return docs
}

func build(t *testing.T, docs []index.Document) *stock.Index {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "stock")
	b, err := stock.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.Write(t.Context(), docs), b.Close()); err != nil {
		t.Fatal(err)
	}
	x, err := stock.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

func body(text string) query.Expr { return query.Phrase{Field: "body", Text: text} }

func TestSearch(t *testing.T) {
	t.Parallel()
	x := build(t, three())
	day := func(n int) time.Time { return time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC) }
	tests := []struct {
		name string
		plan index.Plan
		want []string // in the order of ids
	}{
		{"all", index.Plan{Where: query.All{}}, []string{"a1", "a2", "a3"}},
		{"a surface form", index.Plan{Where: body("minister")}, []string{"a1", "a3"}},
		{"a title", index.Plan{Where: query.Phrase{Field: "title", Text: "two"}}, []string{"a2"}},
		{"a name", index.Plan{Where: query.Wildcard{Field: "org", Pattern: "~ba*"}}, []string{"a2"}},
		{"a phrase", index.Plan{Where: body("minister spoke")}, []string{"a1"}},
		{"no phrase over paragraphs", index.Plan{Where: body("spoke rain")}, nil},
		{"and", index.Plan{Where: query.And{Exprs: []query.Expr{body("minister"), body("rain")}}}, []string{"a1"}},
		{"or", index.Plan{Where: query.Or{Exprs: []query.Expr{body("ministers"), body("rested")}}}, []string{"a2", "a3"}},
		{"a prefix", index.Plan{Where: query.Wildcard{Field: "body", Pattern: "minis*"}}, []string{"a1", "a2", "a3"}},
		{"a slip", index.Plan{Where: query.Fuzzy{Field: "body", Text: "rian", Distance: 1}}, []string{"a1", "a2"}},
		{"a filter", index.Plan{Where: body("spoke"), Filters: []query.Filter{{Field: "source", Include: []string{"Post"}}}}, []string{"a1", "a2"}},
		{"a range", index.Plan{Where: query.All{}, From: day(1), To: day(2)}, []string{"a1"}},
		{"an open range", index.Plan{Where: query.All{}, From: day(2)}, []string{"a2"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.plan.Size, test.plan.Sort = 10, query.Relevance
			got, err := x.Search(t.Context(), test.plan)
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]bool{}
			for _, hit := range got.Hits {
				ids[hit.Key.ID] = true
			}
			want := map[string]bool{}
			for _, id := range test.want {
				want[id] = true
			}
			if diff := cmp.Diff(want, ids); diff != "" || got.Total != len(want) {
				t.Errorf("%d hits; - want, + got:\n%s", got.Total, diff)
			}
		})
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	x := build(t, three())
	borders := []time.Time{
		time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC),
		time.Date(2024, 1, 3, 0, 0, 0, 0, time.UTC), time.Date(2024, 1, 4, 0, 0, 0, 0, time.UTC),
	}
	got, err := x.Search(t.Context(), index.Plan{
		Where: query.All{}, Sort: query.Newest, Size: 2, Timeline: borders,
		Facets: []index.FacetPlan{{Field: "actor", Size: 10}, {Field: "source", Size: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []index.Facet{
		{Field: "actor", Missing: 1, Values: []index.FacetValue{{Value: "Ann Lee", Count: 2}, {Value: "Rain Bank", Count: 1}}},
		{Field: "source", Values: []index.FacetValue{{Value: "Post", Count: 2}}},
	}
	if diff := cmp.Diff(want, got.Facets); diff != "" {
		t.Errorf("facets (- want, + got):\n%s", diff)
	}
	bars := []index.Bucket{
		{Start: borders[0], End: borders[1], Count: 1},
		{Start: borders[1], End: borders[2], Count: 1},
		{Start: borders[2], End: borders[3], Count: 0}, // the third article has no date
	}
	if diff := cmp.Diff(bars, got.Timeline); diff != "" {
		t.Errorf("histogram (- want, + got):\n%s", diff)
	}
	if len(got.Hits) != 2 || got.Hits[0].Key.ID != "a2" || got.Hits[1].Key.ID != "a1" {
		t.Errorf("newest first: %+v", got.Hits)
	}
}

func TestWhatBleveHasNoQueryFor(t *testing.T) {
	t.Parallel()
	x := build(t, three())
	near := query.Near{A: body("minister"), B: body("spoke"), Within: 5}
	tests := []struct {
		name string
		plan index.Plan
	}{
		{"proximity", index.Plan{Where: near}},
		{"within and", index.Plan{Where: query.And{Exprs: []query.Expr{body("rain"), near}}}},
		{"within or", index.Plan{Where: query.Or{Exprs: []query.Expr{near, body("rain")}}}},
		{"a loose phrase", index.Plan{Where: query.Phrase{Field: "body", Text: "minister spoke", Slop: 2}}},
		{"a pattern that is no prefix", index.Plan{Where: query.Wildcard{Field: "body", Pattern: "m*r"}}},
		{"an excluded value", index.Plan{Where: query.All{}, Filters: []query.Filter{{Field: "source", Exclude: []string{"Post"}}}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := x.Search(t.Context(), test.plan); !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("error %v, want errors.ErrUnsupported", err)
			}
		})
	}
}

func TestOpenNeedsAnIndex(t *testing.T) {
	t.Parallel()
	if _, err := stock.Open(t.TempDir()); err == nil {
		t.Error("an empty folder opens")
	}
}

func TestCreateWantsANewFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "stock")
	b, err := stock.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.Write(t.Context(), three()), b.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := stock.Create(dir); err == nil {
		t.Error("a second index is made in the same folder")
	}
}
