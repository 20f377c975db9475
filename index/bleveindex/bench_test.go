package bleveindex_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline/entity"
	"dateline/index"
	"dateline/query"
)

// newsOf makes articles of words w0, w1, …, the first ones frequent as words
// are in texts, with actors and places of the same kind.
func newsOf(n int) []index.Document {
	random := rand.New(rand.NewPCG(42, 42))
	words := rand.NewZipf(random, 1.1, 4, 50_000)
	names := rand.NewZipf(random, 1.1, 4, 5_000)
	docs := make([]index.Document, n)
	for i := range docs {
		sentence := func(length int) string {
			var b strings.Builder
			for range length {
				fmt.Fprintf(&b, "w%d ", words.Uint64())
			}
			return b.String()
		}
		d := article(fmt.Sprintf("a%06d", i), sentence(8), sentence(60), sentence(60), sentence(60), sentence(60))
		d.Source.Name = fmt.Sprint("Source ", random.IntN(30))
		d.Published = time.Date(2024, 1, 1, 0, random.IntN(1_000_000), 0, 0, time.UTC)
		for range 4 {
			name := fmt.Sprint("Person N", names.Uint64())
			d.Actors = append(d.Actors, entity.Actor{Name: name, Kind: entity.Person, Forms: []string{name}, Salience: .5})
			d.Locations = append(d.Locations, entity.Place{Name: fmt.Sprint("Place L", names.Uint64()), Kind: entity.City, Salience: .5})
		}
		docs[i] = d
	}
	return docs
}

func BenchmarkWrite(b *testing.B) {
	docs := newsOf(1000)
	e, _ := create(b)
	for b.Loop() {
		mustWrite(b, e, docs...)
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkSearch(b *testing.B) {
	e, _ := create(b)
	for docs := newsOf(10_000); len(docs) > 0; docs = docs[1000:] {
		mustWrite(b, e, docs[:1000]...)
	}
	facets := []index.FacetPlan{{Field: "person", Size: 10}, {Field: "location", Size: 10}, {Field: "source", Size: 10}}
	word := func(n int) query.Expr { return query.Word{Text: fmt.Sprint("w", n)} }
	tests := []struct {
		name string
		plan index.Plan
	}{
		{"all", index.Plan{Where: query.All{}, Sort: query.Newest}},
		{"frequent", index.Plan{Where: word(1), Sort: query.Relevance}},
		{"rare", index.Plan{Where: word(5000), Sort: query.Relevance}},
		{"and", index.Plan{Where: query.And{Exprs: []query.Expr{word(1), word(50)}}, Sort: query.Relevance}},
		{"or", index.Plan{Where: query.Or{Exprs: []query.Expr{word(1), word(50), word(60)}}, Sort: query.Relevance}},
		{"phrase", index.Plan{Where: query.Phrase{Text: "w1 w2"}, Sort: query.Relevance}},
		{"near", index.Plan{Where: query.Near{A: word(10), B: word(50), Within: 5}, Sort: query.Relevance}},
		{"near of frequent", index.Plan{Where: query.Near{A: word(1), B: word(2), Within: 5}, Sort: query.Relevance}},
		{"prefix", index.Plan{Where: query.Wildcard{Pattern: "w50*"}, Sort: query.Relevance}},
		{"wide pattern", index.Plan{Where: query.Wildcard{Pattern: "*5*"}, Sort: query.Relevance}},
		{"fuzzy", index.Plan{Where: query.Fuzzy{Text: "w1234", Distance: 1}, Sort: query.Relevance}},
		{"prefix near", index.Plan{Where: query.Near{A: query.Wildcard{Pattern: "w50*"}, B: word(10), Within: 5}, Sort: query.Relevance}},
		{"filtered", index.Plan{Where: word(1), Sort: query.Relevance, Filters: []query.Filter{{Field: "source", Include: []string{"Source 1"}, Match: query.MatchAny}}}},
	}
	for _, test := range tests {
		b.Run(test.name, func(b *testing.B) {
			test.plan.Size, test.plan.Facets = 25, facets
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Search(b.Context(), test.plan); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
