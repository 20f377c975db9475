package learn

import (
	"math"
	"slices"

	"dateline/corpus/page/block"
	"dateline/internal/eval"
)

// Example is a page to learn from.
type Example struct {
	Gold eval.Page
	Set  string
	Host string
	Fold int

	view   *block.View
	labels []int8
	first  [][]uint32
}

// NewExample labels a page that was cut into blocks.
func NewExample(set string, g eval.Page, p *block.Page, facts block.Facts) *Example {
	e := &Example{Gold: g, Set: set, Host: Host(g), view: block.NewView(p, facts), labels: label(p, g)}
	e.Fold = Fold(e.Host)
	e.first = make([][]uint32, len(p.Blocks))
	var list []uint32
	for i := range p.Blocks {
		list = e.view.First(i, list)
		e.first[i] = append([]uint32(nil), list...)
	}
	return e
}

// View is the page with its blocks.
func (e *Example) View() *block.View { return e.view }

// Label says whether block i belongs to the article, and whether that is known.
func (e *Example) Label(i int) (belongs, ok bool) {
	return e.labels[i] == article, e.labels[i] != unknown
}

// Learnt is the weights of both passes.
type Learnt struct {
	First     block.Weights
	Second    block.Trees
	Threshold float32
}

// Model makes the learnt usable.
func (l Learnt) Model() *block.Model { return block.NewModel(l.First, l.Second, l.Threshold) }

// inner is into how many parts the examples are divided to judge each by
// weights that it had no part in: the second pass learns from such scores.
const inner = 4

// Learn fits both passes.
func Learn(examples []*Example, s Settings) Learnt {
	all := firstPages(examples, s)
	second := make([][]row, len(examples))
	for part := range inner {
		var others []lesson
		for i, p := range all {
			if Fold(p.host+"/inner")%inner != part {
				others = append(others, all[i])
			}
		}
		model := block.NewModel(fit(others, s), nil, 0)
		for i, e := range examples {
			if Fold(e.Host+"/inner")%inner == part {
				second[i] = secondRows(e, int32(i), model, s)
			}
		}
	}
	return Learnt{First: fit(all, s), Second: grow(slices.Concat(second...), s), Threshold: float32(s.Threshold)}
}

func firstPages(examples []*Example, s Settings) []lesson {
	pages := make([]lesson, len(examples))
	for i, e := range examples {
		pages[i] = e.lesson(s)
	}
	return pages
}

func secondRows(e *Example, page int32, model *block.Model, s Settings) []row {
	scores := model.FirstScores(e.view)
	numbers := make([][]float32, len(scores))
	e.view.Second(scores, func(i int, list []float32) { numbers[i] = slices.Clone(list) })
	var rows []row
	weights := e.weights(s)
	for i, l := range e.labels {
		if l != unknown && numbers[i] != nil {
			rows = append(rows, row{page, numbers[i], example{nil, l == article, weights[i], block.Clip(scores[i])}})
		}
	}
	return rows
}

// lesson gives the examples of a page for the first pass.
func (e *Example) lesson(s Settings) lesson {
	p := lesson{host: e.Host}
	weights := e.weights(s)
	for i, l := range e.labels {
		if l != unknown {
			p.examples = append(p.examples, example{e.first[i], l == article, weights[i], 0})
		}
	}
	return p
}

// weights say how much each block matters: a long one more than a short one,
// and pages less than their length would have it.
func (e *Example) weights(s Settings) []float32 {
	weights := make([]float32, len(e.labels))
	total := 0.0
	for i := range weights {
		w := math.Sqrt(float64(min(e.view.Page().Blocks[i].Words(), 100)))
		weights[i] = float32(w)
		if e.labels[i] == article {
			total += w
		}
	}
	scale := math.Sqrt(20 / max(total, 20))
	if e.Gold.Gold.Body == "" {
		scale *= s.Snippets
	}
	for i := range weights {
		weights[i] *= float32(scale)
	}
	return weights
}
