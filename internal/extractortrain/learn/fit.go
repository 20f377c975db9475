package learn

import (
	"math"
	"math/rand/v2"

	"dateline/corpus/page/block"
)

// Settings are what is chosen before learning.
type Settings struct {
	Seed      uint64
	Epochs    int
	Rate      float64 // of learning
	Decay     float64 // pull of weights to nothing
	Hosts     int     // on which a feature must occur to count
	Threshold float64 // score from which on a block is kept
	Snippets  float64 // weight of a page of which only snippets are known

	// Of the trees of the second pass: how many, how many questions deep, how
	// much of what a tree could add it adds, and what holds it back.
	Trees, Depth               int
	Shrink, Smooth, Gain, Leaf float64
	Pages                      float64 // share of the pages that a tree sees
}

// Usual are the settings of the shipped model.
func Usual() Settings {
	return Settings{
		Seed: 1, Epochs: 3, Rate: 0.04, Decay: 2e-6, Hosts: 3, Snippets: 0.5, Threshold: -0.25,
		Trees: 300, Depth: 6, Shrink: 0.06, Smooth: 20, Gain: 1, Leaf: 10, Pages: 0.6,
	}
}

// example is one block: its features, whether it belongs to the article, how
// much it matters.
type example struct {
	features []uint32
	article  bool
	weight   float32
	offset   float32 // score that it has already
}

// lesson is the examples of one page of a host.
type lesson struct {
	host     string
	examples []example
}

// snapshot is after how many pages the weights are looked at for the mean.
const snapshot = 100

// fit learns weights by logistic regression with steps that shrink for each
// feature as it is seen (Adagrad).
func fit(pages []lesson, s Settings) block.Weights {
	ids := frequent(pages, s.Hosts)
	w := make([]float64, len(ids))
	seen := make([]float64, len(ids))
	dense := make([][][]int32, len(pages))
	for i, p := range pages {
		dense[i] = make([][]int32, len(p.examples))
		for j, e := range p.examples {
			dense[i][j] = known(e.features, ids)
		}
	}
	random := rand.New(rand.NewPCG(s.Seed, 0)) //nolint:gosec // the same every time
	// The mean over the later part of the way varies less than its end.
	sum, taken := make([]float64, len(ids)), 0.0
	for epoch := range s.Epochs {
		for n, i := range random.Perm(len(pages)) {
			for j, e := range pages[i].examples {
				step(w, seen, dense[i][j], e, s)
			}
			if epoch > 0 && n%snapshot == 0 {
				taken++
				for id, weight := range w {
					sum[id] += weight
				}
			}
		}
	}
	learnt := make(block.Weights, len(ids))
	for feature, id := range ids {
		if sum[id] != 0 {
			learnt[feature] = float32(sum[id] / taken)
		}
	}
	return learnt
}

func step(w, seen []float64, list []int32, e example, s Settings) {
	score := float64(e.offset)
	for _, id := range list {
		score += w[id]
	}
	target := 0.0
	if e.article {
		target = 1
	}
	slope := (1/(1+math.Exp(-score)) - target) * float64(e.weight)
	for _, id := range list {
		g := slope + s.Decay*w[id]
		seen[id] += g * g
		w[id] -= s.Rate * g / (math.Sqrt(seen[id]) + 1e-3)
	}
}

func known(features []uint32, ids map[uint32]int32) []int32 {
	list := make([]int32, 0, len(features))
	for _, f := range features {
		if id, ok := ids[f]; ok {
			list = append(list, id)
		}
	}
	return list
}

// frequent numbers the features that occur on enough hosts: what only one
// site has says nothing about another.
func frequent(pages []lesson, hosts int) map[uint32]int32 {
	type count struct {
		host  int32
		hosts int32
	}
	numbers := map[string]int32{}
	counts := map[uint32]count{}
	for _, p := range pages {
		n, ok := numbers[p.host]
		if !ok {
			n = int32(len(numbers) + 1)
			numbers[p.host] = n
		}
		for _, e := range p.examples {
			for _, f := range e.features {
				if c := counts[f]; c.host != n {
					counts[f] = count{n, c.hosts + 1}
				}
			}
		}
	}
	ids := map[uint32]int32{}
	for _, p := range pages { // in order: numbers are the same every time
		for _, e := range p.examples {
			for _, f := range e.features {
				if _, ok := ids[f]; !ok && int(counts[f].hosts) >= hosts {
					ids[f] = int32(len(ids))
				}
			}
		}
	}
	return ids
}
