package match

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

// randomNode is a tree of at most some depth over a number of terms.
func randomNode(random *rand.Rand, depth, terms int) node {
	if depth == 0 || random.IntN(4) == 0 {
		term := func() int { return random.IntN(terms) }
		switch random.IntN(6) {
		case 0:
			return row{[]int{term(), term()}}
		case 1:
			return loose{[]int{0, 1}, []int{1, 1 + random.IntN(2)}, random.IntN(3)}
		}
		return row{[]int{term()}}
	}
	below := func() node { return randomNode(random, depth-1, terms) }
	switch random.IntN(8) {
	case 0:
		return either{[]node{below(), below()}}
	case 1:
		return all{[]node{below(), below(), below()}}
	case 2:
		return apart{below(), below(), int32(random.IntN(4))}
	case 3:
		return atLeast{below(), 2}
	case 4:
		return lead{below()}
	case 5:
		return major{below()}
	}
	return near{below(), below(), int32(1 + random.IntN(4)), order(random.IntN(3))}
}

// TestMatchedIsAnySpan compares the quick answer with the whole one.
func TestMatchedIsAnySpan(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	const terms = 3
	yes := 0
	for range 30_000 {
		m := &Matcher{roots: []root{{whole: randomNode(random, 3, terms)}}}
		found := make(Found, terms)
		for i := range found {
			found[i] = randomSpans(random, 6, false)
		}
		want := len(m.Spans(0, found)) > 0
		if got := m.Matched(0, found); got != want {
			t.Fatalf("%+v in %v: %v, want %v", m.roots[0].whole, found, got, want)
		}
		if want {
			yes++
		}
	}
	if yes < 5000 || yes > 25_000 {
		t.Errorf("%d of 30,000 matched: the trees test little", yes)
	}
}

// TestPairsRunOutAlike: where an article has more pairs than are looked at, both
// answers are still the same.
func TestPairsRunOutAlike(t *testing.T) {
	t.Parallel()
	every := func(from, step, n int) []Span {
		var spans []Span
		for i := range n {
			at := int32(from + i*step)
			spans = append(spans, Span{Part: 1, Start: at, End: at})
		}
		return spans
	}
	a, b, c := row{[]int{0}}, row{[]int{1}}, row{[]int{2}}
	tests := []struct {
		name  string
		whole node
		found Found
		want  bool
	}{
		{"a word near itself, last", near{a, a, 1, forward}, Found{append(every(0, 2, maxPairs+1), every(2*maxPairs+1, 1, 1)...)}, true},
		{"the order is right only at the end", near{a, b, 255, forward}, Found{every(300, 600, maxPairs/100), append(every(100, 600, maxPairs/100), every(299+600*(maxPairs/100), 1, 300)...)}, false},
		{"pairs of pairs", near{near{a, b, 255, anyOrder}, c, 1, anyOrder}, Found{every(0, 2, maxPairs), every(1, 2, maxPairs), every(2*maxPairs, 1, 1)}, false},
	}
	for _, test := range tests {
		m := &Matcher{roots: []root{{whole: test.whole}}}
		if got := m.Matched(0, test.found); got != test.want {
			t.Errorf("%s: matched is %v, want %v", test.name, got, test.want)
		}
		if got := len(m.Spans(0, test.found)) > 0; got != test.want {
			t.Errorf("%s: there are spans: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestInAll compares the walk with looking at each part.
func TestInAll(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(9, 9))
	for range 5000 {
		lists := make([][]Span, 1+random.IntN(3))
		for i := range lists {
			for range random.IntN(5) {
				lists[i] = append(lists[i], Span{Part: int32(random.IntN(6)), Start: int32(random.IntN(3))})
			}
			lists[i] = distinct(lists[i])
		}
		var want []Span
		for part := range int32(6) {
			var here []Span
			in := 0
			for _, list := range lists {
				n := len(here)
				for _, s := range list {
					if s.Part == part {
						here = append(here, s)
					}
				}
				if len(here) > n {
					in++
				}
			}
			if in == len(lists) {
				want = append(want, here...)
			}
		}
		if got := inAll(lists); !reflect.DeepEqual(got, distinct(want)) {
			t.Fatalf("in all of %v: %v, want %v", lists, got, want)
		}
	}
}

// frequent are the places of two words that a long article is full of: pairs
// that are near are there only if near is set.
func frequent(near bool) Found {
	found := make(Found, 2)
	for part := range int32(40) {
		for i := range int32(5) {
			found[0] = append(found[0], Span{Part: part, Start: 20 * i, End: 20 * i})
			found[1] = append(found[1], Span{Part: part, Start: 20*i + 10, End: 20*i + 10})
		}
	}
	if near {
		last := &found[1][len(found[1])-1]
		last.Start, last.End = last.Start-9, last.End-9
	}
	return found
}

// TestNearOfWordsTakesNoMemory: it is asked of every article that has both.
func TestNearOfWordsTakesNoMemory(t *testing.T) {
	for _, o := range []order{anyOrder, forward, backward} {
		m := &Matcher{roots: []root{{whole: near{row{[]int{0}}, row{[]int{1}}, 5, o}}}}
		found := frequent(true)
		if n := testing.AllocsPerRun(10, func() { m.Matched(0, found) }); n > 0 {
			t.Errorf("order %d: %v allocations", o, n)
		}
	}
}

func BenchmarkMatched(b *testing.B) {
	a, c := row{[]int{0}}, row{[]int{1}}
	tests := []struct {
		name  string
		whole node
	}{
		{"near", near{a, c, 5, anyOrder}},
		{"in order", near{a, c, 5, forward}},
		{"not near", apart{a, c, 15}},
		{"groups", near{either{[]node{a, c}}, a, 5, anyOrder}},
		{"phrase", row{[]int{0, 1}}},
		{"any order", loose{[]int{0, 1}, []int{1, 1}, 3}},
		{"paragraph", all{[]node{a, c}}},
	}
	for _, test := range tests {
		for _, matches := range []bool{false, true} {
			m := &Matcher{roots: []root{{whole: test.whole}}}
			found := frequent(matches)
			b.Run(fmt.Sprintf("%s/%v", test.name, matches), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m.Matched(0, found)
				}
			})
		}
	}
}
