package block

import (
	_ "embed"
	"sync"
)

// Model is what was learnt: a weight for each feature that says something.
type Model struct {
	first     weights
	second    Trees
	threshold float32
}

// Weights are the weights of one pass by feature.
type Weights map[uint32]float32

// NewModel makes a model of what was learnt. A block is kept when its score
// is above the threshold.
func NewModel(first Weights, second Trees, threshold float32) *Model {
	return &Model{first: tableOf(first), second: second, threshold: threshold}
}

// weights is a table of weights with open addressing: most features of a page
// are in none, and must be passed over quickly.
type weights struct {
	slots []slot
	mask  uint32
}

type slot struct {
	feature uint32
	weight  float32 // 0 in an empty slot
}

func tableOf(list Weights) weights {
	size := 16
	for size < len(list)*2 {
		size *= 2
	}
	w := weights{slots: make([]slot, size), mask: uint32(size - 1)}
	for feature, weight := range list {
		if weight == 0 {
			continue
		}
		i := feature & w.mask
		for w.slots[i].weight != 0 {
			i = (i + 1) & w.mask
		}
		w.slots[i] = slot{feature, weight}
	}
	return w
}

func (w weights) sum(list []uint32) float32 {
	var sum float32
	for _, feature := range list {
		for i := feature & w.mask; w.slots[i].weight != 0; i = (i + 1) & w.mask {
			if w.slots[i].feature == feature {
				sum += w.slots[i].weight
				break
			}
		}
	}
	return sum
}

// Scores judges each block of a page: above zero it belongs to the article.
func (m *Model) Scores(v *View) []float32 {
	scores := m.FirstScores(v)
	again := make([]float32, len(scores))
	for i, score := range scores {
		again[i] = min(score, Candidate)
	}
	v.Second(scores, func(i int, numbers []float32) {
		again[i] = Clip(scores[i]) + m.second.Sum(numbers) - m.threshold
	})
	return again
}

// FirstScores judges each block without regard to how others were judged.
func (m *Model) FirstScores(v *View) []float32 {
	scores := make([]float32, len(v.traits))
	var f features
	for i := range scores {
		f.list = f.list[:0]
		v.first(i, &f)
		scores[i] = m.first.sum(f.list)
	}
	return scores
}

//go:embed model.bin
var shipped []byte

// Shipped gives the model that comes with the program.
//
//nolint:gochecknoglobals // read once, then only asked
var Shipped = sync.OnceValues(func() (*Model, error) { return Unpack(shipped) })
