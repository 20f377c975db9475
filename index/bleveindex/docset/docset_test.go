package docset_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"dateline/index/bleveindex/docset"
)

// sample is a set of about so many of docs, and the same as a map.
func sample(random *rand.Rand, docs uint32, share float64) (docset.Set, map[uint32]bool) {
	set, in := docset.Of(docs), map[uint32]bool{}
	for doc := range docs {
		if random.Float64() < share {
			set.Add(doc)
			in[doc] = true
		}
	}
	return set, in
}

func listOf(docs uint32, in func(doc uint32) bool) []uint32 {
	var list []uint32
	for doc := range docs {
		if in(doc) {
			list = append(list, doc)
		}
	}
	return list
}

func TestSetsAreLikeMaps(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, docs := range []uint32{0, 1, 63, 64, 65, 1000} {
		for _, share := range []float64{0, .01, .5, 1} {
			a, inA := sample(random, docs, share)
			b, inB := sample(random, docs, .3)
			joined := map[string]struct {
				join func(a, b docset.Set)
				in   func(doc uint32) bool
			}{
				"and":    {docset.Set.And, func(doc uint32) bool { return inA[doc] && inB[doc] }},
				"or":     {docset.Set.Or, func(doc uint32) bool { return inA[doc] || inB[doc] }},
				"andnot": {docset.Set.AndNot, func(doc uint32) bool { return inA[doc] && !inB[doc] }},
			}
			for name, op := range joined {
				got, want := slices.Clone(a), listOf(docs, op.in)
				op.join(got, b)
				if list := got.AppendTo(nil); !slices.Equal(list, want) {
					t.Errorf("%s of %d documents: %v, want %v", name, docs, list, want)
				}
				if all := slices.Collect(got.All()); !slices.Equal(all, want) {
					t.Errorf("%s of %d documents: All gives %v, want %v", name, docs, all, want)
				}
				if got.Len() != len(want) || got.Empty() != (len(want) == 0) {
					t.Errorf("%s of %d documents: Len %d, Empty %v, want %d documents", name, docs, got.Len(), got.Empty(), len(want))
				}
				if name == "and" && a.CommonLen(b) != len(want) {
					t.Errorf("CommonLen of %d documents: %d, want %d", docs, a.CommonLen(b), len(want))
				}
			}
			for doc := range docs {
				if a.Has(doc) != inA[doc] {
					t.Errorf("Has(%d) is %v", doc, a.Has(doc))
				}
			}
		}
	}
}

func TestFillAndRemove(t *testing.T) {
	t.Parallel()
	for _, docs := range []uint32{0, 1, 64, 100, 128} {
		set := docset.Of(docs)
		set.Fill(docs)
		if set.Len() != int(docs) {
			t.Errorf("Fill(%d) has %d documents", docs, set.Len())
		}
		for doc := range docs {
			set.Remove(doc)
		}
		if !set.Empty() {
			t.Errorf("documents are left of %d: %v", docs, set.AppendTo(nil))
		}
	}
}

func TestRanks(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	const docs = 1000
	set, in := sample(random, docs, .2)
	list := set.AppendTo(nil)
	ranks := set.Ranks()
	for doc := uint32(0); doc < docs; doc += 1 + random.Uint32N(4) {
		rank, has := ranks.Of(doc)
		want, _ := slices.BinarySearch(list, doc)
		if int(rank) != want || has != in[doc] {
			t.Errorf("document %d: rank %d, %v; want %d, %v", doc, rank, has, want, in[doc])
		}
	}
}

func TestCommonOfPieces(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	const docs, piece = 1000, 3 // words
	set, in := sample(random, docs, .4)
	hits, hit := sample(random, docs, .4)
	list, want := set.AppendTo(nil), listOf(docs, func(doc uint32) bool { return in[doc] && hit[doc] })
	var got []uint32
	ranks := set.Ranks()
	var found, places [piece * 64]uint32
	for at := 0; at < len(hits); at += piece {
		if at == 2*piece { // pieces may be left out
			want = slices.DeleteFunc(want, func(doc uint32) bool { return int(doc/64)/piece == 2 })
			continue
		}
		n := ranks.Common(at, hits[at:min(at+piece, len(hits))], found[:], places[:])
		for i, doc := range found[:n] {
			got = append(got, uint32(at*64)+doc)
			if list[places[i]] != got[len(got)-1] {
				t.Errorf("document %d has not rank %d", got[len(got)-1], places[i])
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("common documents %v, want %v", got, want)
	}
}

func TestArenaGivesZeros(t *testing.T) {
	t.Parallel()
	var arena docset.Arena
	for range 3 {
		var sets []docset.Set
		for i := range 300 { // more than a slab
			set := arena.Set(10_000)
			if !set.Empty() {
				t.Fatalf("set %d is not empty", i)
			}
			set.Fill(10_000)
			if copied := arena.Copy(set); copied.Len() != 10_000 {
				t.Fatalf("the copy has %d documents", copied.Len())
			}
			numbers := arena.Numbers(100)
			if slices.Max(numbers) != 0 {
				t.Fatalf("numbers are not zero: %v", numbers)
			}
			numbers[i%100] = 1
			if list := arena.List(5); len(list) != 0 || cap(list) != 5 {
				t.Fatalf("a list of length %d with room for %d", len(list), cap(list))
			}
			sets = append(sets, set)
		}
		for i, set := range sets {
			if set.Len() != 10_000 {
				t.Fatalf("set %d was used twice", i)
			}
		}
		arena.Reset()
	}
}

// A long list takes its own length, not that of many.
func TestArenaTakesNoMoreThanItGives(t *testing.T) { //nolint:paralleltest // it measures
	const length, kilobytes = 100_000, 400
	var arena docset.Arena
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 10 {
		arena.List(length)
	}
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) / 1000; took > 11*kilobytes {
		t.Errorf("10 lists of %d KB take %d KB", kilobytes, took)
	}
}
