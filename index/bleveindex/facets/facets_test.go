package facets_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/index/bleveindex/facets"
	"dateline/index/bleveindex/sidecar"
)

// segmentsOf are columns of some segments; values are those of each document.
func segmentsOf(t *testing.T, segments [][][]string) (ids []uint64, columns []*sidecar.Column) {
	t.Helper()
	for i, docs := range segments {
		b := sidecar.NewBuilder(sidecar.Schema{Facets: []string{"place"}})
		for j, values := range docs {
			b.Add(&sidecar.Document{ID: fmt.Sprint(i, "-", j), Values: [][]string{values}})
		}
		data, err := b.Bytes(1)
		if err != nil {
			t.Fatal(err)
		}
		reader, err := sidecar.New(data)
		if err != nil {
			t.Fatal(err)
		}
		ids, columns = append(ids, uint64(i)), append(columns, reader.Column("place"))
	}
	return ids, columns
}

// random are documents with up to three of some values.
func random(r *rand.Rand, docs, values int) [][]string {
	all := make([][]string, docs)
	for i := range all {
		of := map[string]bool{}
		for range r.IntN(4) {
			of[fmt.Sprint("v", min(r.IntN(values), r.IntN(values)))] = true
		}
		all[i] = slices.Sorted(maps.Keys(of))
	}
	return all
}

func TestTallyCountsAsMapsDo(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	sizes := map[string][]int{
		"nothing": {}, "one small": {20}, "one large": {3 * facets.Few},
		"several": {30, 1, 500}, "some large": {2 * facets.Few, 10, 2 * facets.Few},
	}
	for name, docs := range sizes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var segments [][][]string
			for _, n := range docs {
				segments = append(segments, random(r, n, 50))
			}
			var tables facets.Tables
			ids, columns := segmentsOf(t, segments)
			for range 2 { // with memory that was used before, too
				values := tables.Values("place", ids, columns)
				tally := tables.Tally(values)
				want, wantMissing, missing := map[string]int{}, 0, 0
				for i, docs := range segments {
					var counted []uint32
					for doc := 0; doc < len(docs); doc += 1 + i%2 {
						counted = append(counted, uint32(doc))
						for _, v := range docs[doc] {
							want[v]++
						}
						if len(docs[doc]) == 0 {
							wantMissing++
						}
					}
					n, err := tally.Count(t.Context(), i, counted)
					if err != nil {
						t.Fatal(err)
					}
					missing += n
				}
				if got := maps.Collect(tally.All()); !maps.Equal(got, want) || missing != wantMissing {
					t.Errorf("counts %v and %d without, want %v and %d", got, missing, want, wantMissing)
				}
				checkTop(t, values, tally, want)
				tally.Release()
			}
		})
	}
}

func checkTop(t *testing.T, values *facets.Values, tally *facets.Tally, counts map[string]int) {
	t.Helper()
	order := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	for _, wanted := range []int{0, 1, 3, 1000} {
		numbers, distinct := tally.Top(wanted)
		if distinct != len(counts) {
			t.Errorf("%d distinct values, want %d", distinct, len(counts))
		}
		got := map[string]int{}
		for _, number := range numbers {
			got[values.Value(number)] = tally.Of(number)
			if back, ok := values.Number(values.Value(number)); !ok || back != number {
				t.Errorf("number %d becomes %d, %v", number, back, ok)
			}
		}
		want := map[string]int{}
		for _, v := range order {
			if wanted > 0 && counts[v] >= counts[order[min(wanted, len(order))-1]] {
				want[v] = counts[v]
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("top %d: %v, want %v", wanted, got, want)
		}
	}
	if _, ok := values.Number("of no document"); ok {
		t.Error("a value that is nowhere has a number")
	}
}

func TestCountEndsWithItsContext(t *testing.T) {
	t.Parallel()
	var tables facets.Tables
	r := rand.New(rand.NewPCG(2, 2))
	ids, columns := segmentsOf(t, [][][]string{random(r, 2*facets.Few, 5), random(r, 3, 5)})
	tally := tables.Tally(tables.Values("place", ids, columns))
	defer tally.Release()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	many := make([]uint32, 2*facets.Few)
	for i, docs := range [][]uint32{many, {1}} {
		if _, err := tally.Count(ctx, i, docs); !errors.Is(err, context.Canceled) {
			t.Errorf("counting %d documents after the end: %v", len(docs), err)
		}
	}
}
