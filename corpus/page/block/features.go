package block

import "golang.org/x/net/html/atom"

// traits are the properties of a block in the form in which features combine
// them: small numbers.
type traits struct {
	tag, outerTag   uint32
	length, links   uint32
	ends            uint32 // how the text ends
	line            uint32 // what it says about the article
	phrase          uint32
	place           uint32 // relative to the element with the most paragraph text
	core            uint32 // tag, length and links in one
	flags           flags
	inBody, inIntro bool // of linked data
}

// View is a page ready to be judged: what is known of its blocks and of
// their surroundings.
type View struct {
	page   *Page
	traits []traits
	copies map[uint64]int32 // how often a text occurs
	paths  map[uint32]int32 // words of prose by the path of their element
	prose  int32            // words of all prose
	before []int32          // words of prose before each block
	rules  []Reason         // which leave blocks out
	marks  marks            // where the lines stand that part an article from the rest
}

// NewView looks at a page in the light of what is known of its article.
func NewView(p *Page, f Facts) *View {
	k := newKnown(f, stopPhrases())
	v := &View{page: p, traits: make([]traits, len(p.Blocks)), copies: make(map[uint64]int32, len(p.Blocks)), paths: map[uint32]int32{}}
	v.before = make([]int32, len(p.Blocks))
	for i := range p.Blocks {
		b := &p.Blocks[i]
		v.traits[i] = v.traitsOf(b, i, k)
		v.copies[b.fold]++
		v.before[i] = v.prose
		if b.isProse() {
			v.prose += b.weight()
			v.paths[p.elements[b.element].path] += b.weight()
		}
	}
	v.marks = v.newMarks()
	v.rules = make([]Reason, len(p.Blocks))
	for i := range p.Blocks {
		v.rules[i] = v.ruleOf(i, k)
	}
	return v
}

// isProse is the simplest guess whether a block is text.
func (b *Block) isProse() bool { return b.weight() >= 8 && b.sentence && b.Kind != Heading }

func (v *View) traitsOf(b *Block, i int, k known) traits {
	p := v.page
	e := &p.elements[b.element]
	group, words := k.phrases.of(b)
	t := traits{
		tag: uint32(b.Tag), outerTag: uint32(p.elements[max(p.container(b), 0)].tag),
		length: bucket(b.words, 1, 2, 3, 5, 8, 12, 18, 28, 45, 80),
		links:  bucket(int32(b.linked), 0, 15, 40, 70, 94),
		line:   uint32(k.line(b)), phrase: uint32(group) * 2,
		flags: e.flags, inBody: k.body.begins(b), inIntro: k.summary.begins(b),
	}
	if group != 0 && words == 0 {
		t.phrase++
	}
	switch {
	case b.sentence:
		t.ends = 1
	case b.last == ':':
		t.ends = 2
	case b.last == ',' || b.last == ';':
		t.ends = 3
	}
	t.core = mix(mix(t.tag, t.length), t.links)
	t.place = min(uint32(e.up), 5)*8 + min(uint32(e.down), 4)
	if i < p.first {
		t.place |= 64
	} else if i > p.last {
		t.place |= 128
	}
	return t
}

// features collects the hashed features of one block.
type features struct {
	list []uint32
}

func (f *features) add(kind, value uint32) { f.list = append(f.list, mix(kind, value)) }

func (f *features) flag(kind uint32, on bool) {
	if on {
		f.add(kind, 1)
	}
}

// The kinds of features. A trained model knows them by these numbers: a new
// one goes to the end, and the model is trained anew.
const (
	kindBias = iota + 1
	kindTag
	kindLength
	kindLinks
	kindCore
	kindEnds
	kindLine
	kindPhrase
	kindPlace
	kindPlaceCore
	kindFlags
	kindLinked
	kindTexture
	kindChars
	kindOrder
	kindShare
	kindPath
	kindCopies
	kindOuter
	kindName
	kindNameNear
	kindNameCore
	kindWord
	kindStart
	kindTail
	kindBefore
	kindAfter
	kindBefore2
	kindAfter2
	kindAround
	kindSiblings
	kindRun
	kindPage
	kindJoin
	kindTitle
)

// First gives the features of block i by which it is judged at first. They
// are valid until the list is used again.
func (v *View) First(i int, list []uint32) []uint32 {
	f := features{list[:0]}
	v.first(i, &f)
	return f.list
}

// Second calls each with the numbers by which the candidates of the first
// pass are judged again. They are valid within the call.
func (v *View) Second(scores []float32, each func(i int, numbers []float32)) {
	s := v.score(scores)
	var list []float32
	for i, score := range scores {
		if score >= Candidate {
			list = v.numbers(i, s, list)
			each(i, list)
		}
	}
}

// Page is what is looked at.
func (v *View) Page() *Page { return v.page }

func (v *View) first(i int, f *features) {
	p, b, t := v.page, &v.page.Blocks[i], &v.traits[i]
	f.add(kindBias, 0)
	f.add(kindTag, mix(t.tag, t.outerTag))
	f.add(kindLength, t.length)
	f.add(kindLinks, mix(t.links, t.length))
	f.add(kindCore, t.core)
	f.add(kindCore, mix(t.core, t.ends))
	f.add(kindEnds, mix(t.ends, t.length))
	f.add(kindLine, t.line)
	f.add(kindLine, mix(t.line, mix(t.tag, t.place)))
	f.add(kindLine, mix(t.line, mix(t.ends, t.length)))
	f.add(kindPhrase, t.phrase)
	f.add(kindPhrase, mix(t.phrase, mix(t.length, t.links)))
	f.add(kindPlace, t.place)
	f.add(kindPlace, mix(t.place>>6, 77))
	f.add(kindPlaceCore, mix(t.place, t.core))
	f.add(kindPlaceCore, mix(mix(t.place, t.length), t.ends))
	f.add(kindPlaceCore, mix(t.place, t.outerTag))
	near := v.marks.near[p.container(b)]
	title := uint32(min(near.up+1, 6))*8 + uint32(min(near.down+1, 6))
	f.add(kindTitle, title)
	f.add(kindTitle, mix(title, t.core))
	f.add(kindTitle, mix(title, t.place))
	v.flags(t, f)
	v.texture(b, t, f)
	v.order(i, f)
	v.names(b, t, f)
	v.words(b, t, f)
	v.neighbours(i, f)
	if b.Continues || i+1 < len(p.Blocks) && p.Blocks[i+1].Continues {
		f.add(kindJoin, mix(t.length, t.ends))
	}
}

func (v *View) flags(t *traits, f *features) {
	for bit := flags(1); bit <= inDialog; bit <<= 1 {
		if t.flags&bit != 0 {
			f.add(kindFlags, uint32(bit))
			f.add(kindFlags, mix(uint32(bit), t.length))
		}
	}
	f.add(kindFlags, mix(uint32(t.flags&(inArticle|inMain|inBody|inAside|inFooter|inHeader)), 99))
	f.flag(kindLinked, t.inBody)
	f.flag(kindLinked+1000, t.inIntro)
	if t.inBody {
		f.add(kindLinked, mix(t.length, t.tag))
	}
}

func (v *View) texture(b *Block, t *traits, f *features) {
	f.add(kindTexture, mix(1, bucket(int32(b.commas), 0, 1, 2, 4, 8)))
	f.add(kindTexture, mix(mix(2, t.length), bucket(int32(b.stops), 0, 1, 2, 4)))
	f.add(kindTexture, mix(mix(3, t.length), bucket(int32(b.digits), 0, 5, 15, 40)))
	f.add(kindTexture, mix(mix(4, t.length), bucket(int32(b.capitals), 0, 15, 30, 50, 80, 99)))
	f.add(kindTexture, mix(5, bucket(int32(b.quotes), 0, 1, 2)))
	f.add(kindChars, mix(charClass(b.first), 1))
	f.add(kindChars, mix(charClass(b.last), 2))
	f.add(kindChars, mix(mix(charClass(b.last), 3), mix(t.length, t.tag)))
}

func (v *View) order(i int, f *features) {
	p, b, t := v.page, &v.page.Blocks[i], &v.traits[i]
	n := int32(len(p.Blocks))
	f.add(kindOrder, mix(1, uint32(int32(i)*10/n)))
	f.add(kindOrder, mix(2, bucket(int32(i), 0, 2, 5, 10, 20, 40, 80)))
	before := uint32(v.before[i] * 10 / max(v.prose, 1))
	f.add(kindOrder, mix(3, before))
	f.add(kindOrder, mix(mix(4, before), t.length))
	f.add(kindOrder, mix(mix(5, bucket(v.before[i], 0, 10, 30, 80, 200)), t.core))
	f.add(kindPage, bucket(v.prose, 30, 100, 200, 400, 800, 1600))
	f.add(kindPage, mix(bucket(v.prose, 100, 300, 800), t.core))

	main := &p.elements[p.main]
	f.add(kindShare, bucket(main.prose*100/max(v.prose, 1), 20, 40, 60, 80))
	path := v.paths[p.elements[b.element].path] * 100 / max(v.prose, 1)
	f.add(kindPath, bucket(path, 0, 2, 10, 30, 60))
	f.add(kindPath, mix(bucket(path, 0, 2, 10, 30, 60), t.core))
	f.add(kindPath, mix(bucket(path, 0, 2, 10, 30, 60), t.place))
	copies := min(uint32(v.copies[b.fold]), 4)
	f.add(kindCopies, copies)
	f.add(kindCopies, mix(copies, t.length))
	f.add(kindCopies, mix(copies, t.line))

	outer := &p.elements[p.container(b)]
	f.add(kindSiblings, mix(1, bucket(outer.blocks, 1, 2, 4, 8, 16, 32)))
	f.add(kindSiblings, mix(mix(2, bucket(outer.linked*100/max(outer.words, 1), 2, 10, 30, 60, 90)), t.length))
	f.add(kindSiblings, mix(mix(3, bucket(outer.prose*100/max(v.prose, 1), 0, 5, 20, 50)), t.core))
	if outer.parent > 0 {
		grand := &p.elements[outer.parent]
		f.add(kindSiblings, mix(mix(4, bucket(grand.linked*100/max(grand.words, 1), 2, 10, 30, 60, 90)), bucket(grand.blocks, 1, 2, 4, 8, 16, 32)))
	}
}

// nearNames is how many elements up the names are read.
const nearNames = 6

func (v *View) names(b *Block, t *traits, f *features) {
	p := v.page
	steps := uint32(0)
	for at := b.element; at > 0 && steps < nearNames; at = p.elements[at].parent {
		e := &p.elements[at]
		if len(e.names) == 0 && !Breaks(e.tag) {
			continue
		}
		level := min(steps, 3)
		f.add(kindOuter, mix(uint32(e.tag), level))
		for _, name := range e.names {
			f.add(kindName, name)
			f.add(kindNameNear, mix(name, level))
			if steps < 3 {
				f.add(kindNameCore, mix(name, mix(t.length, t.ends)))
			}
		}
		steps++
	}
}

func (v *View) words(b *Block, t *traits, f *features) {
	for n, h := range b.heads {
		if h == 0 {
			break
		}
		if b.words <= 12 {
			f.add(kindWord, h)
		}
		if n < 2 {
			f.add(kindStart, mix(h, uint32(n)))
		}
	}
	if b.heads[1] != 0 {
		f.add(kindStart, mix(b.heads[0], b.heads[1]))
		f.add(kindTail, b.tail)
	}
	if b.words <= 5 {
		f.add(kindStart, uint32(b.fold))
		f.add(kindStart, mix(uint32(b.fold), t.tag))
	}
}

func (v *View) neighbours(i int, f *features) {
	t := &v.traits[i]
	none := traits{core: 7, length: 99}
	at := func(j int) *traits {
		if j < 0 || j >= len(v.traits) {
			return &none
		}
		return &v.traits[j]
	}
	b1, a1, b2, a2 := at(i-1), at(i+1), at(i-2), at(i+2)
	f.add(kindBefore, b1.core)
	f.add(kindBefore, mix(b1.core, t.core))
	f.add(kindBefore, mix(mix(b1.phrase, 5), t.length))
	f.add(kindBefore, mix(mix(b1.line, 6), mix(t.length, t.tag)))
	f.add(kindAfter, a1.core)
	f.add(kindAfter, mix(a1.core, t.core))
	f.add(kindAfter, mix(mix(a1.line, 6), mix(t.length, t.tag)))
	f.add(kindBefore2, mix(b2.core, t.length))
	f.add(kindAfter2, mix(a2.core, t.length))
	f.add(kindAround, mix(mix(b1.core, a1.core), t.core))
	f.add(kindAround, mix(mix(mix(b1.length, b1.ends), mix(a1.length, a1.ends)), mix(t.length, t.ends)))
	same := uint32(0)
	if i > 0 && v.page.Blocks[i-1].Tag == v.page.Blocks[i].Tag && v.page.container(&v.page.Blocks[i-1]) == v.page.container(&v.page.Blocks[i]) {
		same |= 1
	}
	if i+1 < len(v.traits) && v.page.Blocks[i+1].Tag == v.page.Blocks[i].Tag && v.page.container(&v.page.Blocks[i+1]) == v.page.container(&v.page.Blocks[i]) {
		same |= 2
	}
	f.add(kindRun, mix(same, t.core))
}

// tagNumber gives small numbers to the elements that matter.
func tagNumber(tag uint32) int {
	switch atom.Atom(tag) {
	case atom.P:
		return 0
	case atom.Div, atom.Section, atom.Span:
		return 1
	case atom.Li:
		return 2
	case atom.Blockquote, atom.Pre:
		return 3
	case atom.Td, atom.Tr, atom.Dd, atom.Dt, atom.Article, atom.Main:
		return 4
	case atom.H2, atom.H3, atom.H4:
		return 5
	case atom.H5, atom.H6:
		return 6
	case atom.H1:
		return 7
	case atom.Figcaption, atom.Figure:
		return 8
	default:
		return 9
	}
}
