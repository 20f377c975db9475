package learn

import (
	"math"
	"math/rand/v2"
	"slices"

	"dateline/corpus/page/block"
)

// row is one block for the trees: its numbers and what it should be.
type row struct {
	page    int32
	numbers []float32
	example
}

// bins is the number of ranges into which the values of a number are cut.
const bins = 64

// grow fits trees one after the other, each to what those before it left.
func grow(rows []row, s Settings) block.Trees {
	if len(rows) == 0 {
		return nil
	}
	g := grower{rows: rows, s: s, width: len(rows[0].numbers)}
	g.bin()
	score := make([]float64, len(rows))
	for i, r := range rows {
		score[i] = float64(r.offset)
	}
	g.slope, g.bend = make([]float64, len(rows)), make([]float64, len(rows))
	var trees block.Trees
	random := rand.New(rand.NewPCG(s.Seed, 1)) //nolint:gosec // the same every time
	for range s.Trees {
		for i, r := range rows {
			p := 1 / (1 + math.Exp(-score[i]))
			target := 0.0
			if r.article {
				target = 1
			}
			w := float64(r.weight)
			g.slope[i], g.bend[i] = (target-p)*w, max(p*(1-p), 1e-6)*w
		}
		g.asked = random.Perm(g.width)[:g.width*2/3]
		tree := g.tree(sample(rows, s.Pages, random))
		trees = append(trees, tree)
		for i, r := range rows {
			score[i] += float64(block.Trees{tree}.Sum(r.numbers))
		}
	}
	return trees
}

type grower struct {
	rows        []row
	s           Settings
	width       int
	bounds      [][]float32 // of each number's ranges
	ranges      [][]uint8   // of each number in each row
	slope, bend []float64
	nodes       []block.Node
	asked       []int // the numbers that a tree may ask for: not all, so that trees differ
}

// bin cuts each number's values into ranges that hold about as many rows each.
func (g *grower) bin() {
	for n := range g.width {
		values := make([]float32, len(g.rows))
		for i, r := range g.rows {
			values[i] = r.numbers[n]
		}
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		var bounds []float32
		for k := 1; k < bins; k++ {
			b := sorted[len(sorted)*k/bins]
			if len(bounds) == 0 && b < sorted[len(sorted)-1] || len(bounds) > 0 && b > bounds[len(bounds)-1] && b < sorted[len(sorted)-1] {
				bounds = append(bounds, b)
			}
		}
		ranges := make([]uint8, len(values))
		for i, v := range values {
			at, _ := slices.BinarySearch(bounds, v)
			ranges[i] = uint8(at)
		}
		g.bounds, g.ranges = append(g.bounds, bounds), append(g.ranges, ranges)
	}
}

// sample gives the rows of a share of the pages: trees that saw other pages err
// on other pages.
func sample(rows []row, share float64, random *rand.Rand) []int32 {
	members := make([]int32, 0, len(rows))
	page, taken := int32(-1), false
	for i, r := range rows {
		if r.page != page {
			page, taken = r.page, random.Float64() < share
		}
		if taken {
			members = append(members, int32(i))
		}
	}
	return members
}

func (g *grower) tree(members []int32) []block.Node {
	g.nodes = nil
	g.node(members, 0)
	return g.nodes
}

// node makes the node for some rows and those below it.
func (g *grower) node(members []int32, depth int) int32 {
	at := int32(len(g.nodes))
	g.nodes = append(g.nodes, block.Node{Number: -1})
	slope, bend := 0.0, 0.0
	for _, i := range members {
		slope += g.slope[i]
		bend += g.bend[i]
	}
	number, cut := -1, 0
	if depth < g.s.Depth {
		number, cut = g.best(members, slope, bend)
	}
	if number < 0 {
		value := float32(g.s.Shrink * slope / (bend + g.s.Smooth))
		g.nodes[at].Bound = value
		return at
	}
	ranges := g.ranges[number]
	split := 0
	for k, i := range members {
		if int(ranges[i]) <= cut {
			members[k], members[split] = members[split], members[k]
			split++
		}
	}
	yes := g.node(members[:split], depth+1)
	no := g.node(members[split:], depth+1)
	g.nodes[at] = block.Node{Number: int32(number), Bound: g.bounds[number][cut], Yes: yes, No: no}
	return at
}

// best gives the question that tells the rows apart best, -1 when none is
// worth asking.
func (g *grower) best(members []int32, slope, bend float64) (number, cut int) {
	number = -1
	gain, whole := g.s.Gain, slope*slope/(bend+g.s.Smooth)
	for _, n := range g.asked {
		var slopes, bends [bins]float64
		ranges := g.ranges[n]
		for _, i := range members {
			slopes[ranges[i]] += g.slope[i]
			bends[ranges[i]] += g.bend[i]
		}
		left, leftBend := 0.0, 0.0
		for k := range g.bounds[n] {
			left += slopes[k]
			leftBend += bends[k]
			right, rightBend := slope-left, bend-leftBend
			if leftBend < g.s.Leaf || rightBend < g.s.Leaf {
				continue
			}
			if got := left*left/(leftBend+g.s.Smooth) + right*right/(rightBend+g.s.Smooth) - whole; got > gain {
				gain, number, cut = got, n, k
			}
		}
	}
	return number, cut
}
