package index_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/entity"
	"dateline/index"
	"dateline/index/memindex"
	"dateline/query"
)

func article(id, title string, paragraphs ...string) index.Document {
	d := index.Document{}
	d.ID, d.Title, d.Lang = id, title, "en"
	d.SetParagraphs(paragraphs)
	return d
}

func noon() time.Time { return time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC) }

// newIndex is an index of documents at noon.
func newIndex(t *testing.T, docs ...index.Document) *index.Index {
	t.Helper()
	engine := memindex.New()
	if err := engine.Write(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	return index.New(engine, "generation-7", noon)
}

func search(t *testing.T, x *index.Index, r query.Request) *index.Result {
	t.Helper()
	result, err := x.Search(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestSearchFinishesTheResult(t *testing.T) {
	t.Parallel()
	clock := noon()
	engine := memindex.New()
	if err := engine.Write(t.Context(), []index.Document{article("a", "Talks", "The talks began.")}); err != nil {
		t.Fatal(err)
	}
	x := index.New(engine, "generation-7", func() time.Time { clock = clock.Add(3 * time.Second); return clock })
	r := search(t, x, query.NewRequest().WithText(`talk "the`))
	if got := r.Where.String(); got != `talk AND "the"` {
		t.Errorf("read as %q", got)
	}
	if len(r.Repairs) != 1 || r.Repairs[0].Code != "unclosed_quote" {
		t.Errorf("repairs %v", r.Repairs)
	}
	if r.Sort != query.Relevance || r.Generation != "generation-7" || r.Took != 3*time.Second {
		t.Errorf("sort %q, generation %q, took %v", r.Sort, r.Generation, r.Took)
	}
	if r.Total != 1 || r.Offset != 0 || r.Next != "" || r.Prev != "" {
		t.Errorf("total %d, offset %d, next %q, prev %q", r.Total, r.Offset, r.Next, r.Prev)
	}
}

func TestDefaultOrder(t *testing.T) {
	t.Parallel()
	x := newIndex(t, article("a", "A"))
	tests := []struct {
		name, text string
		sort, want query.Sort
	}{
		{"nothing asked", "", "", query.Newest},
		{"a word", "a", "", query.Relevance},
		{"a phrase in the title", `title:"a"`, "", query.Relevance},
		{"only a name", "person:a", "", query.Newest},
		{"only dates", "date:2026", "", query.Newest},
		{"only codes", "lang:en", "", query.Newest},
		{"only what must not be", "-a", "", query.Newest},
		{"as asked", "a", query.Oldest, query.Oldest},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := search(t, x, query.NewRequest().WithText(tt.text).WithSort(tt.sort)).Sort; got != tt.want {
				t.Errorf("sort is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhichFacets(t *testing.T) {
	t.Parallel()
	x := newIndex(t, article("a", "A"))
	standard := []string{"person", "org", "location", "source", "lang", "section"}
	tests := []struct {
		name    string
		request query.Request
		want    []string
	}{
		{"all but the one that joins two", query.NewRequest(), standard},
		{"that one when it is chosen", query.NewRequest().With(index.Fields, "actor", "X"), slices.Insert(slices.Clone(standard), 2, "actor")},
		{"as asked", query.Request{Facets: []string{"actor", "lang"}}, []string{"actor", "lang"}},
		{"none", query.Request{Facets: []string{}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range search(t, x, tt.request).Facets {
				got = append(got, f.Field)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("facets %v, want %v", got, tt.want)
			}
		})
	}
}

func TestFacetsSayWhatIsChosen(t *testing.T) {
	t.Parallel()
	x := newIndex(t, article("a", "A"))
	request := query.NewRequest().With(index.Fields, "person", "Ann").WithExcluded(index.Fields, "person", "Bob").
		With(index.Fields, "source", "Courier").WithMatch(index.Fields, "source", query.MatchAll)
	facets := map[string]index.Facet{}
	for _, f := range search(t, x, request).Facets {
		facets[f.Field] = f
	}
	if m := facets["person"].Match; m != query.MatchAll {
		t.Errorf("people join by %q", m)
	}
	if m := facets["source"].Match; m != query.MatchAll {
		t.Errorf("sources join by %q, want as asked", m)
	}
	if m := facets["lang"].Match; m != query.MatchAny {
		t.Errorf("languages join by %q", m)
	}
	want := []index.FacetValue{{Value: "Ann", Selected: true}, {Value: "Bob", Excluded: true}}
	if got := facets["person"].Values; !slices.Equal(got, want) {
		t.Errorf("people %v, want %v", got, want)
	}
}

func TestLimitsAreKept(t *testing.T) {
	t.Parallel()
	var docs []index.Document
	for i := range query.MaxSize + 10 {
		docs = append(docs, article(fmt.Sprint(i), "A", "a", "a", "a", "a", "a", "a", "a"))
	}
	x := newIndex(t, docs...)
	r := search(t, x, query.Request{Text: "a", Size: 10_000, FacetSize: -1, Snippets: 99})
	if len(r.Hits) != query.MaxSize || len(r.Hits[0].Snippets) != query.MaxSnippets {
		t.Errorf("%d hits, %d snippets", len(r.Hits), len(r.Hits[0].Snippets))
	}
	if r := search(t, x, query.Request{Size: -5, Snippets: -5}); len(r.Hits) != 0 || r.Total != len(docs) {
		t.Errorf("%d hits of %d", len(r.Hits), r.Total)
	}
}

// TestCursors walks a list by its cursors, forwards to the end and back.
func TestCursors(t *testing.T) {
	t.Parallel()
	var docs []index.Document
	for i := range 23 {
		d := article(fmt.Sprintf("%02d", i), strings.Repeat("word ", 1+i%4))
		if i%5 > 0 {
			d.Published = noon().Add(-time.Duration(i%7) * time.Hour)
		}
		docs = append(docs, d)
	}
	x := newIndex(t, docs...)
	for _, sort := range []query.Sort{query.Relevance, query.Newest, query.Oldest} {
		t.Run(string(sort), func(t *testing.T) {
			t.Parallel()
			request := query.NewRequest().WithText("word").WithSort(sort).WithSize(200)
			whole := ids(search(t, x, request))
			request = request.WithSize(5)
			page := search(t, x, request)
			walked := ids(page)
			for page.Next != "" {
				page = search(t, x, request.WithCursor(page.Next))
				if page.Offset != len(walked) || page.Prev == "" {
					t.Errorf("offset %d after %d hits, prev %q", page.Offset, len(walked), page.Prev)
				}
				walked = append(walked, ids(page)...)
			}
			if !slices.Equal(walked, whole) {
				t.Errorf("forwards %v, want %v", walked, whole)
			}
			offset, walked := page.Offset, ids(page)
			for page.Prev != "" {
				page = search(t, x, request.WithCursor(page.Prev))
				offset -= len(page.Hits)
				if page.Offset != offset || page.Next == "" {
					t.Errorf("offset %d, want %d; next %q", page.Offset, offset, page.Next)
				}
				walked = append(ids(page), walked...)
			}
			if !slices.Equal(walked, whole) {
				t.Errorf("backwards %v, want %v", walked, whole)
			}
		})
	}
}

func ids(r *index.Result) []string {
	var list []string
	for _, hit := range r.Hits {
		list = append(list, hit.Key.ID)
	}
	return list
}

func TestCursorOfAnotherOrder(t *testing.T) {
	t.Parallel()
	x := newIndex(t, article("a", "A"), article("b", "B"))
	request := query.NewRequest().WithSort(query.Newest).WithSize(1)
	next := search(t, x, request).Next
	if next == "" {
		t.Fatal("no next page")
	}
	for name, r := range map[string]query.Request{
		"another order": request.WithSort(query.Oldest).WithCursor(next),
		"cut":           request.WithCursor(next[:len(next)-3]),
		"nonsense":      request.WithCursor("nonsense"),
	} {
		if _, err := x.Search(t.Context(), r); !errors.Is(err, index.ErrBadCursor) {
			t.Errorf("%s: error %v, want ErrBadCursor", name, err)
		}
	}
}

// failing is an engine whose answers are errors.
type failing struct {
	index.Engine
	stats, search error
}

func (f failing) Stats(context.Context) (index.Stats, error) { return index.Stats{}, f.stats }

func (f failing) Search(context.Context, index.Plan) (*index.Result, error) {
	return &index.Result{Hits: []index.Hit{{Document: &index.Document{}}}}, f.search
}

func TestErrorsOfTheEngineComeThrough(t *testing.T) {
	t.Parallel()
	for name, engine := range map[string]failing{
		"stats": {stats: index.ErrUnavailable}, "search": {search: index.ErrUnavailable},
	} {
		if _, err := index.New(engine, "", nil).Search(t.Context(), query.NewRequest()); !errors.Is(err, index.ErrUnavailable) {
			t.Errorf("%s: error %v, want that of the engine", name, err)
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := index.New(failing{}, "", nil).Search(cancelled, query.NewRequest()); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestArticleStatusClose(t *testing.T) {
	t.Parallel()
	d := article("a", "A")
	d.Published = noon()
	x := newIndex(t, d)
	if got, err := x.Article(t.Context(), "a"); err != nil || got.Title != "A" {
		t.Errorf("Article gives %v, %v", got, err)
	}
	if _, err := x.Article(t.Context(), "b"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	status, err := x.Status(t.Context())
	want := index.Status{Stats: index.Stats{Articles: 1, Oldest: noon(), Newest: noon()}, Generation: "generation-7"}
	if err != nil || status != want {
		t.Errorf("Status gives %v, %v; want %v", status, err, want)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
	if _, err := x.Search(t.Context(), query.NewRequest()); !errors.Is(err, index.ErrClosed) {
		t.Errorf("error %v, want ErrClosed", err)
	}
}

func TestTimelineCoversTheRequest(t *testing.T) {
	t.Parallel()
	early, late := article("a", "A"), article("b", "B")
	early.Published, late.Published = noon().AddDate(0, -2, 0), noon()
	x := newIndex(t, early, late, article("undated", "C"))
	tests := []struct {
		name        string
		request     query.Request
		first, last string
		bars        int
	}{
		{"all", query.NewRequest(), "2026-09-14T00:00:00Z", "2026-11-23T00:00:00Z", 10},
		{"from and to", query.NewRequest().WithDates("2026-11-01", "2026-11-11"), "2026-11-01T00:00:00Z", "2026-11-11T00:00:00Z", 10},
		{"dates in the text", query.NewRequest().WithText("date:2026-10"), "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", 31},
		{"both", query.NewRequest().WithText("after:2026-10-02").WithDates("", "2026-10-03"), "2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z", 24},
		{"an age", query.NewRequest().WithDates("24h", ""), "2026-11-19T12:00:00Z", "2026-11-20T13:00:00Z", 25},
		{"an alternative restricts nothing", query.NewRequest().WithText("date:2026-10 OR a"), "2026-09-14T00:00:00Z", "2026-11-23T00:00:00Z", 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			bars := search(t, x, tt.request).Timeline
			if len(bars) != tt.bars {
				t.Fatalf("%d bars, want %d", len(bars), tt.bars)
			}
			first, last := bars[0].Start.Format(time.RFC3339), bars[len(bars)-1].End.Format(time.RFC3339)
			if first != tt.first || last != tt.last {
				t.Errorf("from %s to %s, want from %s to %s", first, last, tt.first, tt.last)
			}
		})
	}
	if bars := search(t, newIndex(t, article("a", "A")), query.NewRequest()).Timeline; bars != nil {
		t.Errorf("bars without dates: %v", bars)
	}
	if bars := search(t, x, query.NewRequest().WithDates("2030", "")).Timeline; bars != nil {
		t.Errorf("bars outside all dates: %v", bars)
	}
}

func TestDocumentValuesAndNames(t *testing.T) {
	t.Parallel()
	d := article("a", "A")
	d.Source.Name, d.Section, d.Authors = "Courier", "World", []string{"Jane Doe"}
	d.Actors = []entity.Actor{
		{Name: "Angela Merkel", Kind: entity.Person, Forms: []string{"Merkel", "Angela Merkel"}, Salience: .9},
		{Name: "NATO", Kind: entity.Org, Salience: .1},
	}
	d.Locations = []entity.Place{
		{Name: "Cairo", Kind: entity.City, Within: []string{"Egypt", "Africa"}, Forms: []string{"the capital"}, Salience: .5},
		{Name: "Egypt", Kind: entity.Country, Within: []string{"Africa"}, Salience: .5},
		{Name: "Asia", Kind: entity.Continent, Salience: .9},
	}
	tests := []struct {
		field, values, names string
	}{
		{"person", "Angela Merkel", "Angela Merkel|Merkel"},
		{"org", "", "NATO"},
		{"actor", "Angela Merkel", "Angela Merkel|Merkel|NATO"},
		{"location", "Cairo|Egypt", "Cairo|the capital|Egypt|Africa|Asia"},
		{"source", "Courier", "Courier"},
		{"section", "World", "World"},
		{"lang", "en", ""},
		{"author", "", "Jane Doe"},
		{"title", "", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(d.Values(tt.field), "|"); got != tt.values {
			t.Errorf("values of %s: %q, want %q", tt.field, got, tt.values)
		}
		if got := strings.Join(d.Names(tt.field), "|"); got != tt.names {
			t.Errorf("names of %s: %q, want %q", tt.field, got, tt.names)
		}
	}
}
