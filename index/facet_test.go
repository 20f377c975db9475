package index_test

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/entity"
	"dateline/index"
	"dateline/index/words"
	"dateline/query"
)

func TestTopValues(t *testing.T) {
	t.Parallel()
	counts := map[string]int{"Ann Lee": 3, "ann": 1, "Bob Lee": 3, "Élise": 2, "Zoe": 1}
	tests := []struct {
		name     string
		plan     index.FacetPlan
		want     string
		distinct int
	}{
		{"by count", index.FacetPlan{Size: 10}, "Ann Lee=3 Bob Lee=3 Élise=2 Zoe=1 ann=1", 5},
		{"the first", index.FacetPlan{Size: 2}, "Ann Lee=3 Bob Lee=3", 5},
		{"the next", index.FacetPlan{Offset: 2, Size: 2}, "Élise=2 Zoe=1", 5},
		{"beyond the last", index.FacetPlan{Offset: 9, Size: 2}, "", 5},
		{"none", index.FacetPlan{}, "", 5},
		{"by value", index.FacetPlan{Size: 10, Order: query.ByValue}, "ann=1 Ann Lee=3 Bob Lee=3 Élise=2 Zoe=1", 5},
		{"by value, the next", index.FacetPlan{Offset: 3, Size: 1, Order: query.ByValue}, "Élise=2", 5},
		{"containing", index.FacetPlan{Size: 10, Contains: "LEE"}, "Ann Lee=3 Bob Lee=3", 2},
		{"containing, the next", index.FacetPlan{Offset: 1, Size: 10, Contains: "ann"}, "ann=1", 2},
		{"without accents", index.FacetPlan{Size: 10, Contains: "eli"}, "Élise=2", 1},
		{"containing nothing", index.FacetPlan{Size: 10, Contains: "x"}, "", 0},
		{"chosen", index.FacetPlan{Size: 1, Selected: []string{"Zoe", "Nobody", "Ann Lee"}}, "Ann Lee=3 Zoe=1 Nobody=0", 5},
		{"chosen twice", index.FacetPlan{Selected: []string{"Zoe", "Zoe"}}, "Zoe=1", 5},
		{"chosen, whatever they contain", index.FacetPlan{Size: 1, Contains: "bob", Selected: []string{"Zoe"}}, "Bob Lee=3 Zoe=1", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.plan.Field = "person"
			facet := index.TopValues(tt.plan, maps.All(counts))
			var got []string
			for _, v := range facet.Values {
				got = append(got, fmt.Sprintf("%s=%d", v.Value, v.Count))
			}
			if strings.Join(got, " ") != tt.want || facet.Distinct != tt.distinct || facet.Field != "person" {
				t.Errorf("%s: %v, %d distinct; want %s, %d", facet.Field, got, facet.Distinct, tt.want, tt.distinct)
			}
		})
	}
}

// TestTopValuesOfMany: what is found without sorting all is what sorting gives.
func TestTopValuesOfMany(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	counts := manyValues(3000)
	for range 200 {
		plan := index.FacetPlan{
			Order: query.ByCount, Offset: random.IntN(3200), Size: random.IntN(1000),
			Contains: []string{"", "", "na", "ab le"}[random.IntN(4)],
		}
		if random.IntN(2) == 0 {
			plan.Order, plan.Offset = query.ByValue, random.IntN(20)
		}
		want := sortedValues(plan, counts)
		page := want[min(plan.Offset, len(want)):min(plan.Offset+plan.Size, len(want))]
		got := index.TopValues(plan, maps.All(counts))
		if diff := cmp.Diff(page, got.Values, cmpopts.EquateEmpty()); diff != "" || got.Distinct != len(want) {
			t.Fatalf("%+v: %d distinct, want %d (- want, + got):\n%s", plan, got.Distinct, len(want), diff)
		}
	}
}

// sortedValues are all values that fit a plan, in its order.
func sortedValues(plan index.FacetPlan, counts map[string]int) []index.FacetValue {
	var list []index.FacetValue
	for _, value := range slices.Sorted(maps.Keys(counts)) {
		if words.BeginningsOf(plan.Contains).In(value) {
			list = append(list, index.FacetValue{Value: value, Count: counts[value]})
		}
	}
	slices.SortStableFunc(list, func(a, b index.FacetValue) int {
		if plan.Order == query.ByValue {
			return strings.Compare(words.SortKey(a.Value), words.SortKey(b.Value))
		}
		return b.Count - a.Count
	})
	return list
}

// manyValues are names as they occur: most of them once or twice.
func manyValues(n int) map[string]int {
	first := []string{"Ann", "José", "Volodymyr", "Élise", "Marit", "Nadia", "Łukasz"}
	last := []string{"Lee", "Núñez", "Zelenskyy", "Haldorsen", "Rostom"}
	counts := make(map[string]int, n)
	for i := range n {
		middle := strings.NewReplacer("0", "A", "1", "e", "2", "b", "3", "o", "4", "n").Replace(strconv.FormatInt(int64(i), 5))
		counts[first[i%len(first)]+" "+middle+" "+last[i%len(last)]] = 1 + 1000/(1+i)
	}
	return counts
}

func BenchmarkTopValues(b *testing.B) {
	var values []index.FacetValue
	for value, count := range manyValues(50_000) {
		values = append(values, index.FacetValue{Value: value, Count: count})
	}
	all := iter.Seq2[string, int](func(yield func(string, int) bool) {
		for _, v := range values {
			if !yield(v.Value, v.Count) {
				return
			}
		}
	})
	for name, plan := range map[string]index.FacetPlan{
		"first":      {Size: 10},
		"page":       {Size: 100},
		"last page":  {Offset: 49_900, Size: 100},
		"contains":   {Size: 100, Contains: "zel"},
		"by value":   {Size: 100, Order: query.ByValue},
		"by value 2": {Offset: 25_000, Size: 100, Order: query.ByValue},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				index.TopValues(plan, all)
			}
		})
	}
}

func TestFacetOfARequest(t *testing.T) {
	t.Parallel()
	var docs []index.Document
	for i, names := range [][]string{{"Ann"}, {"Ann", "Bob"}, {"Bob", "Cid"}, nil} {
		d := article(fmt.Sprint("d", i), "Title", "Text.")
		for _, name := range names {
			d.Actors = append(d.Actors, entity.Actor{ID: name, Name: name, Kind: entity.Person, Salience: 1})
		}
		docs = append(docs, d)
	}
	req := query.NewFacetRequest(query.NewRequest().With(index.Fields, "person", "Ann"), "person")
	req.Search.Cursor = "of no list"
	req.Size = 1
	result, err := newIndex(t, docs...).Facet(t.Context(), req.WithOffset(1))
	if err != nil {
		t.Fatal(err)
	}
	want := []index.Facet{{
		Field: "person", Match: query.MatchAll, Distinct: 2, Values: []index.FacetValue{{Value: "Bob", Count: 1}},
	}}
	if diff := cmp.Diff(want, result.Facets); diff != "" {
		t.Errorf("(- want, + got):\n%s", diff)
	}
	if result.Total != 2 || result.Generation != "generation-7" || result.Where == nil {
		t.Errorf("total %d, generation %q, read as %v", result.Total, result.Generation, result.Where)
	}
	if len(result.Hits) != 0 || result.Timeline != nil {
		t.Errorf("%d hits and %d bars that nobody asked for", len(result.Hits), len(result.Timeline))
	}
}
