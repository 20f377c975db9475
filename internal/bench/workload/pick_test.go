package workload_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/internal/bench/newscorpus"
	"dateline/internal/bench/workload"
	"dateline/query"
)

const articles = 400

func corpus() *newscorpus.Corpus { return newscorpus.New(newscorpus.Invent(42, 1000), 42) }

func pick(t *testing.T) []workload.Query {
	t.Helper()
	queries, err := workload.Pick(corpus(), articles, 7)
	if err != nil {
		t.Fatal(err)
	}
	return queries
}

func TestPickIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	first := pick(t)
	if !reflect.DeepEqual(first, pick(t)) {
		t.Error("the same seed picks other queries")
	}
	other, err := workload.Pick(corpus(), articles, 8)
	if err != nil {
		t.Fatal(err)
	}
	if reflect.DeepEqual(first, other) {
		t.Error("another seed picks the same queries")
	}
}

func TestPickNeedsArticles(t *testing.T) {
	t.Parallel()
	if _, err := workload.Pick(corpus(), 2, 7); err == nil || !strings.Contains(err.Error(), "more articles") {
		t.Errorf("error %v, want advice to take more articles", err)
	}
}

// TestClassesAreAsFrequentAsTheySay asks an engine that scans for the articles
// that the queries find.
func TestClassesAreAsFrequentAsTheySay(t *testing.T) {
	t.Parallel()
	engine := memindex.New()
	for docs := range corpus().Batches(articles, articles) {
		if err := engine.Write(t.Context(), docs); err != nil {
			t.Fatal(err)
		}
	}
	limits := map[workload.Class][2]int{
		workload.Frequent:   {articles * 10 / 100, articles * 33 / 100},
		workload.Mid:        {articles * 1 / 100, articles * 5 / 100},
		workload.Rare:       {4, 12},
		workload.Or3:        {articles * 10 / 100, articles * 43 / 100},
		workload.PhraseOf2:  {2, articles},
		workload.NearPhrase: {2, articles},
		workload.Prefix:     {articles * 1 / 100, articles},
		workload.Fuzzy:      {1, articles},
		workload.DateSort:   {articles * 10 / 100, articles * 33 / 100},
	}
	asked := map[workload.Class]int{}
	for _, q := range pick(t) {
		asked[q.Class]++
		limit, ok := limits[q.Class]
		if !ok || asked[q.Class] > 3 { // scanning takes its time
			continue
		}
		found, err := engine.Search(t.Context(), q.Plain())
		if err != nil {
			t.Fatal(err)
		}
		if found.Total < limit[0] || found.Total > limit[1] {
			t.Errorf("%s %s has %d hits, want %v", q.Class, q.Where, found.Total, limit)
		}
	}
	for _, class := range workload.Classes() {
		want := workload.PerClass
		if class == workload.Page {
			want *= len(workload.Classes()) - 1
		}
		if asked[class] != want {
			t.Errorf("%d queries of %s, want %d", asked[class], class, want)
		}
	}
}

func TestPlans(t *testing.T) {
	t.Parallel()
	for _, q := range pick(t) {
		plain, full := q.Plain(), q.Faceted(50)
		if len(plain.Facets)+len(plain.Timeline) > 0 || plain.Size != workload.Hits || plain.Sort == "" {
			t.Errorf("%s: plain plan %+v", q.Class, plain)
		}
		if len(full.Facets) != 3 || full.Facets[0].Size != 50 || len(full.Timeline) != 61 {
			t.Errorf("%s: %d facets, %d borders", q.Class, len(full.Facets), len(full.Timeline))
		}
		if (q.Class == workload.Filtered) != (len(q.Filters) == 1 && !plain.From.IsZero()) && q.Class != workload.Page {
			t.Errorf("%s: filters %v, from %v", q.Class, q.Filters, plain.From)
		}
		if newest := q.Sort == query.Newest; newest != (q.Class == workload.DateSort) && q.Class != workload.Page {
			t.Errorf("%s is sorted by %s", q.Class, q.Sort)
		}
	}
}

// TestPagesAreReadAsTheyAreMeant: what a page sends as text comes back as the
// expression that it was made of.
func TestPagesAreReadAsTheyAreMeant(t *testing.T) {
	t.Parallel()
	texts := map[string]bool{}
	for _, q := range pick(t) {
		if q.Class != workload.Page {
			continue
		}
		request := q.Request()
		where, repairs := query.Parse(request.Text, request.Op, index.Fields)
		if len(repairs) > 0 || !reflect.DeepEqual(where, q.Where) {
			t.Errorf("%q is read as %s with %v", request.Text, where, repairs)
		}
		if len(request.Facets) != 5 || request.Snippets == 0 || request.Size != workload.Hits {
			t.Errorf("request %+v", request)
		}
		if len(request.Filters) > 0 && (request.From == "" || request.To == "" || request.Filters[0].Match != query.MatchAny) {
			t.Errorf("filtered request %+v", request)
		}
		texts[request.Text] = true
	}
	if len(texts) < 6*workload.PerClass {
		t.Errorf("only %d different pages", len(texts))
	}
}

func TestMisspellingsAreOneLetterAway(t *testing.T) {
	t.Parallel()
	queries := pick(t)
	var words []string
	for _, q := range queries {
		if p, ok := q.Where.(query.Phrase); ok && q.Class == workload.Mid {
			words = append(words, p.Text)
		}
	}
	for _, q := range queries {
		if f, ok := q.Where.(query.Fuzzy); ok && q.Class == workload.Fuzzy {
			fits := func(w string) bool { return w[:3] == f.Text[:3] && w[3] != f.Text[3] && w[4:] == f.Text[4:] }
			if !slices.ContainsFunc(words, fits) {
				t.Errorf("%s is no misspelling of any of %q", f.Text, words)
			}
		}
	}
}
