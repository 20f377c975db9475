package block

import "golang.org/x/net/html/atom"

// measure sums up over each element what is below it, and finds the element
// that holds the most paragraph text.
func (p *Page) measure() {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		e := &p.elements[b.element]
		e.blocks++
		e.words += b.words
		e.linked += b.words - b.weight()
		p.addProse(b)
	}
	for i := len(p.elements) - 1; i > 0; i-- { // children come after their parents
		e := &p.elements[i]
		outer := &p.elements[e.parent]
		outer.blocks += e.blocks
		outer.words += e.words
		outer.linked += e.linked
	}
	p.main = p.mostProse()
	p.relate()
	p.boxes()
}

// addProse credits a block's text to the element that holds it and, half and
// quarter, to those around it.
func (p *Page) addProse(b *Block) {
	if b.Kind == Heading || !b.sentence && b.words < 30 || b.weight() < 5 {
		return
	}
	weight := b.weight()
	for at, steps := p.container(b), 0; at > 0 && steps < 3; at, steps = p.elements[at].parent, steps+1 {
		p.elements[at].prose += weight >> steps
	}
}

// container is the element whose children a block and its neighbours are.
func (p *Page) container(b *Block) int32 {
	at := b.element
	for at > 0 && !Breaks(p.elements[at].tag) {
		at = p.elements[at].parent
	}
	switch p.elements[at].tag {
	case atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Blockquote, atom.Tr, atom.Dd, atom.Dt:
		return p.elements[at].parent
	default:
		return at
	}
}

func (p *Page) mostProse() int32 {
	best := int32(0)
	for i := range p.elements {
		if p.elements[i].prose > p.elements[best].prose {
			best = int32(i)
		}
	}
	return best
}

// relate notes for each element how far it is from the main one: steps up to
// the innermost element that holds both, and from there down.
func (p *Page) relate() {
	for i := range p.elements {
		p.elements[i].down = -1
	}
	down := int16(0)
	for at := p.main; at >= 0; at = p.elements[at].parent {
		p.elements[at].down = down
		down++
	}
	for i := 1; i < len(p.elements); i++ {
		if e := &p.elements[i]; e.down < 0 {
			outer := &p.elements[e.parent]
			e.up, e.down = outer.up+1, outer.down
		}
	}
	p.first, p.last = len(p.Blocks), -1
	for i := range p.Blocks {
		e := p.elements[p.Blocks[i].element]
		if e.down == 0 {
			p.first, p.last = min(p.first, i), i
		}
	}
}
