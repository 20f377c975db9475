package block

// Candidate is the score of the first pass from which on a block is looked at
// a second time. Below it nobody would change the verdict.
const Candidate = -4

// around is how many blocks before and after one are looked at.
const around = 4

// countNumbers is how many numbers the second pass knows of a block.
const countNumbers = 102

// numbers gives what the second pass knows of block i.
func (v *View) numbers(i int, s *scored, list []float32) []float32 {
	p, b, t := v.page, &v.page.Blocks[i], &v.traits[i]
	n := append(list[:0], Clip(s.scores[i]))
	for d := 1; d <= around; d++ {
		n = append(n, s.at(i-d), s.at(i+d))
	}
	w := heft(b)
	box, path := p.container(b), p.elements[b.element].path
	n = append(n, s.groups[box].mean(), s.groups[box].rest(Clip(s.scores[i]), w), s.paths[path].mean(), s.paths[path].rest(Clip(s.scores[i]), w))
	n = append(n, s.groups[max(p.elements[box].parent, 0)].mean())
	n = append(n, s.smooth(v, i, 3), s.smooth(v, i, 8))
	n = append(n, s.groups[box].weight, s.paths[path].weight/max(s.weight, 1))
	after := s.total - s.kept[i]
	if s.scores[i] > 0 {
		after -= b.words
	}
	n = append(n, upTo(longText, s.kept[i]), upTo(longText, after), float32(s.kept[i])/float32(max(s.total, 1)), upTo(longText, s.total))
	n = append(n, distance(int32(i), s.previous[i]), distance(s.next[i], int32(i)))
	n = append(n, s.high, s.middle)

	n = append(n, float32(b.words), float32(b.linked), float32(b.stops), float32(b.commas), float32(b.digits), float32(b.capitals), float32(b.quotes))
	n = append(n, float32(b.Kind), float32(b.Level), float32(tagNumber(t.tag)), float32(tagNumber(t.outerTag)), float32(t.ends), float32(t.line), float32(t.phrase))
	n = append(n, truth(t.inBody), truth(t.inIntro), truth(b.Continues), truth(t.flags&inArticle != 0), truth(t.flags&inAside != 0), truth(t.flags&inFigure != 0),
		truth(t.flags&inList != 0), truth(t.flags&inTable != 0), truth(t.flags&isHidden != 0), truth(t.flags&inBody != 0), truth(t.flags&inFooter != 0))
	e := &p.elements[b.element]
	n = append(n, float32(e.up), float32(e.down), float32(e.depth), truth(i < p.first), truth(i > p.last), upTo(longWay, int32(i-p.first)), upTo(longWay, int32(p.last-i)))
	n = append(n, float32(v.copies[b.fold]), float32(v.paths[e.path])/float32(max(v.prose, 1)), upTo(longText, v.prose), float32(v.before[i])/float32(max(v.prose, 1)))
	outer := &p.elements[box]
	n = append(n, upTo(longWay, outer.blocks), float32(outer.linked)/float32(max(outer.words, 1)), float32(outer.prose)/float32(max(v.prose, 1)), upTo(longText, outer.words))
	for _, d := range [...]int{-1, 1, -2, 2} {
		n = v.neighbour(i+d, n)
	}
	m := &v.marks
	n = append(n, upTo(longText, m.title[i]), upTo(longText, m.heads[i]), upTo(longText, m.stop[i]), float32(min(m.stops[i], 20)), float32(min(m.titles, 5)))
	n = append(n, truth(t.flags&inBox != 0), float32(v.rules[i]))
	near := m.near[p.container(b)]
	n = append(n, float32(near.up), float32(near.down))
	return append(n, float32(i)/float32(len(p.Blocks)), upTo(longWay, int32(len(p.Blocks))))
}

func (v *View) neighbour(i int, n []float32) []float32 {
	if i < 0 || i >= len(v.traits) {
		return append(n, -1, -1, -1, -1, -1, -1)
	}
	b, t := &v.page.Blocks[i], &v.traits[i]
	return append(n, float32(b.words), float32(b.linked), float32(tagNumber(t.tag)), float32(t.ends), float32(t.line), float32(t.phrase))
}

// Beyond these, words and blocks are only many: a text may be longer than any
// that was learnt from.
const (
	longText = 3000
	longWay  = 300
)

func upTo(most, n int32) float32 { return float32(min(n, most)) }

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func distance(later, earlier int32) float32 {
	if later < 0 || earlier < 0 {
		return 1000
	}
	return float32(later - earlier)
}

func (s *scored) at(i int) float32 {
	if i < 0 || i >= len(s.scores) {
		return -maxScore - 2
	}
	return Clip(s.scores[i])
}

// smooth gives the mean of the scores around block i without its own, the
// nearer ones heavier.
func (s *scored) smooth(v *View, i, width int) float32 {
	var g group
	for j := max(0, i-width); j <= min(len(s.scores)-1, i+width); j++ {
		if j != i {
			g = g.add(Clip(s.scores[j]), heft(&v.page.Blocks[j])/float32(max(i-j, j-i)))
		}
	}
	return g.mean()
}

func (g group) mean() float32 {
	if g.weight < 0.5 {
		return -maxScore - 2
	}
	return g.sum / g.weight
}

func (g group) rest(score, weight float32) float32 {
	if mean, ok := g.without(score, weight); ok {
		return mean
	}
	return -maxScore - 2
}
