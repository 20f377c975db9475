package eval

import (
	"math/rand/v2"
	"slices"
)

// Interval is where a number lies with 95 % confidence, as far as the pages
// that it was measured on can tell.
type Interval struct{ Low, High float64 }

// Draws of the bootstrap: always the same ones, so that numbers can be kept
// in git and differences are of the same pages.
const (
	draws         = 1000
	bootstrapSeed = 1
	tails         = 0.05 // what is left out, half of it at each end
)

// Bootstrap gives the interval of a number that is measured on n pages. It
// calls measure with the pages drawn, by their numbers from 0: n of them, some
// more than once. To compare two results page by page, measure their
// difference. Without pages the interval is empty.
func Bootstrap(n int, measure func(pages []int) float64) Interval {
	if n == 0 {
		return Interval{}
	}
	random := rand.New(rand.NewPCG(bootstrapSeed, uint64(n))) //nolint:gosec // the same every time
	pages, values := make([]int, n), make([]float64, draws)
	for d := range values {
		for i := range pages {
			pages[i] = random.IntN(n)
		}
		values[d] = measure(pages)
	}
	slices.Sort(values)
	cut := int(draws * tails / 2)
	return Interval{values[cut], values[draws-1-cut]}
}
