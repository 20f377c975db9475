package match

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// randomSpans are some spans of two parts, distinct and in order.
func randomSpans(random *rand.Rand, most int, loose bool) []Span {
	var spans []Span
	for range random.IntN(most + 1) {
		s := Span{Part: int32(random.IntN(2)), Start: int32(random.IntN(12))}
		s.End = s.Start
		if loose {
			s.End += int32(random.IntN(4))
			s.Loose = random.IntN(2) == 0
		}
		spans = append(spans, s)
	}
	return distinct(spans)
}

// TestPairsAreAllThatAreNear compares pairs with looking at every one.
func TestPairsAreAllThatAreNear(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		a, b := randomSpans(random, 8, true), randomSpans(random, 8, true)
		within, o := int32(1+random.IntN(5)), order(random.IntN(3))
		var want []Span
		for _, x := range a {
			for _, y := range b {
				if isNear(x, y, within, o) {
					want = append(want, cover(x, y))
				}
			}
		}
		want = distinct(want)
		got := look(nil).near(a, target{list: b, width: widest(b)}, within, o)
		if !(len(got) == 0 && len(want) == 0) && !reflect.DeepEqual(got, want) {
			t.Fatalf("pairs of %v and %v within %d in order %d: %v, want %v", a, b, within, o, got, want)
		}
		back := look(nil).near(b, target{list: a, width: widest(a)}, within, o.reversed())
		if len(back) != len(got) {
			t.Fatalf("from the other side the pairs of %v and %v are %v, not %v", a, b, back, got)
		}
	}
}

// TestStretchesAreShortest compares stretches with trying every one.
func TestStretchesAreShortest(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		lists, need, size := [][]Span{}, []int{}, 0
		for range 1 + random.IntN(3) {
			lists = append(lists, randomSpans(random, 8, false))
			need = append(need, 1+random.IntN(2))
			size += need[len(need)-1]
		}
		slop := random.IntN(6)
		holds := func(part, start, end int32) bool {
			for word, list := range lists {
				n := 0
				for _, s := range list {
					if s.Part == part && start <= s.Start && s.End <= end {
						n++
					}
				}
				if n < need[word] {
					return false
				}
			}
			return true
		}
		var want []Span
		for part := range int32(2) {
			for start := range int32(12) {
				for end := start; end < 12 && int(end-start) < size+slop; end++ {
					if holds(part, start, end) && !holds(part, start+1, end) && !holds(part, start, end-1) {
						want = append(want, Span{Part: part, Start: start, End: end, Loose: true})
					}
				}
			}
		}
		got := stretches(lists, need, slop)
		if !(len(got) == 0 && len(want) == 0) && !reflect.DeepEqual(got, want) {
			t.Fatalf("stretches of %v, %v with slop %d: %v, want %v", lists, need, slop, got, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	spans := []Span{{Start: 0, End: 2}, {Start: 1, End: 1}, {Start: 2, End: 5}, {Start: 3, End: 3}, {Part: 1, Start: 0, End: 0}}
	if n := Places(spans); n != 3 {
		t.Errorf("%d places, want 3", n)
	}
	if got := Longest(spans); len(got) != 3 {
		t.Errorf("the longest are %v, want three", got)
	}
}

func TestMerged(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(11, 12))
	for range 2000 {
		lists := make([][]Span, random.IntN(6))
		var want []Span
		for i := range lists {
			lists[i] = randomSpans(random, 5, true)
			want = append(want, lists[i]...)
		}
		slices.SortStableFunc(want, compare)
		got := merged(lists, compare)
		if !slices.Equal(got, want) {
			t.Fatalf("%v merged are %v, want %v", lists, got, want)
		}
	}
}
