package block

// scored is a page whose blocks have a score each, and what follows from
// them for each block's surroundings.
type scored struct {
	scores   []float32
	kept     []int32 // words of what scores above zero, before each block
	total    int32
	previous []int32         // the last block before it above zero, -1 without
	next     []int32         // the first after it, -1 without
	groups   map[int32]group // by container
	paths    map[uint32]group
	weight   float32 // of all blocks
	high     float32 // the highest score
	middle   float32 // the mean of what scores above zero
}

// group is the mean of scores, each as heavy as its block is long.
type group struct {
	sum, weight float32
}

func (g group) add(score, weight float32) group {
	return group{g.sum + score*weight, g.weight + weight}
}

// without gives the mean without one member.
func (g group) without(score, weight float32) (float32, bool) {
	if g.weight-weight < 0.5 {
		return 0, false
	}
	return (g.sum - score*weight) / (g.weight - weight), true
}

func (v *View) score(scores []float32) *scored {
	n := len(scores)
	s := &scored{scores: scores, kept: make([]int32, n), previous: make([]int32, n), next: make([]int32, n), groups: map[int32]group{}, paths: map[uint32]group{}}
	last := int32(-1)
	for i, score := range scores {
		b := &v.page.Blocks[i]
		s.kept[i], s.previous[i] = s.total, last
		if score > 0 {
			s.total += b.words
			last = int32(i)
		}
		box, path := v.page.container(b), v.page.elements[b.element].path
		s.groups[box] = s.groups[box].add(Clip(score), heft(b))
		s.paths[path] = s.paths[path].add(Clip(score), heft(b))
	}
	var above group
	s.high = -maxScore - 2
	for i, score := range scores {
		s.weight += heft(&v.page.Blocks[i])
		s.high = max(s.high, Clip(score))
		if score > 0 {
			above = above.add(Clip(score), heft(&v.page.Blocks[i]))
		}
	}
	s.middle = above.mean()
	last = -1
	for i := n - 1; i >= 0; i-- {
		s.next[i] = last
		if scores[i] > 0 {
			last = int32(i)
		}
	}
	return s
}

// heft is how much a block counts among its neighbours.
func heft(b *Block) float32 { return float32(min(b.words, 30)) }

const maxScore = 6

// Clip bounds a score of the first pass: what is certain need not be more so.
func Clip(s float32) float32 { return max(-maxScore, min(maxScore, s)) }
