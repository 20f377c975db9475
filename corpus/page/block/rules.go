package block

import "strings"

// Reason says why a block was kept or left out.
type Reason uint8

// The reasons. Link and Box only take something off a score; the rules that
// stand between NoWords and Weather beside them are outweighed by none.
const (
	ByScore Reason = iota
	Repeated
	NoWords
	Headline
	Byline
	Date
	Link
	StopLine
	Notice
	Box
	Hidden
	Menu
	Thread
	Weather
	Fullest // kept because nothing else was
)

// String gives the reason in words.
func (r Reason) String() string {
	return [...]string{"score", "repeated", "no words", "headline", "byline", "date", "only a link", "leads elsewhere", "notice", "box beside the text", "hidden", "line of a menu", "what readers wrote", "weather", "most text"}[r]
}

// doubt is what a rule that has exceptions takes off a score.
const doubt = 2

// apply gives the score that a rule leaves.
func (r Reason) apply(score float32) float32 {
	switch r {
	case ByScore, Repeated, Fullest:
		return score
	case Link, Box:
		return score - doubt
	default:
		return min(score, -maxScore)
	}
}

const (
	// maxLine is the length of the longest line that rules look at, in
	// characters: what is longer is text whatever it begins with.
	maxLine = 200
	// maxWeather is how many words a line above all text has that says how warm it is.
	maxWeather = 6
	// headWords is how many words of prose may stand before a repeated headline.
	headWords = 40
)

// ruleOf gives the rule that leaves block i out, ByScore for none.
func (v *View) ruleOf(i int, k known) Reason {
	b, t := &v.page.Blocks[i], &v.traits[i]
	switch uint8(t.line) {
	case lineMarks:
		return NoWords
	case lineTitle:
		if b.Level == 1 || v.before[i] < headWords || i < v.page.first {
			return Headline
		}
	case lineAuthor, lineByline:
		return Byline
	case lineDate:
		return Date
	}
	switch flags := v.page.elements[b.element].flags; {
	case flags&inHidden != 0:
		return Hidden
	case flags&inThread != 0:
		return Thread
	case flags&inBox != 0:
		return Box
	}
	if b.linked >= 90 && b.Kind != Heading && b.last != '.' {
		if b.Continues || i+1 < len(v.page.Blocks) && v.page.Blocks[i+1].Continues {
			return Menu
		}
		if b.Kind != Row {
			return Link
		}
	}
	if b.runes > maxLine {
		return ByScore
	}
	if b.words <= maxWeather && !b.sentence && v.before[i] == 0 && strings.Contains(b.Text, "°") {
		return Weather
	}
	return k.phrases.rule(b)
}

// rule reads how a line begins.
func (set phrases) rule(b *Block) Reason {
	group, words := set.of(b)
	whole := words == 0
	if b.first == '©' {
		return Notice
	}
	if group == 0 || !whole {
		if at := strings.IndexAny(b.Text[:min(len(b.Text), maxHead)], ":：|»>→"); at > 0 {
			t := textureOf(b.Text[:at])
			if g, ok := set[t.fold]; ok {
				group, whole = g, true
			}
		}
	}
	switch {
	case group == 0 || group == groupByline:
		return ByScore
	case group == groupNotice:
		if whole && b.words > 1 || words >= 3 {
			return Notice
		}
	case whole && group == groupAccount:
		return Notice
	case whole:
		return StopLine
	case group == groupAccount && !b.sentence, group == groupAdvert && b.words < 12:
		return Notice
	}
	return ByScore
}

// maxHead is how many bytes of a line are searched for the mark that ends its
// first phrase.
const maxHead = 60

// boxes marks the elements that announce by their names that they are no part
// of the article, or that are not shown, and what is in them. One that holds the
// headline or a large share of the text is none, whatever it is called: names
// lie. Only what readers wrote below a text may be longer than it.
func (p *Page) boxes() {
	headline := map[int32]bool{}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Level == 1 {
			for at := b.element; at > 0 && !headline[at]; at = p.elements[at].parent {
				headline[at] = true
			}
		}
	}
	total, after := p.elements[0].words, p.afterText()
	for i := 1; i < len(p.elements); i++ {
		e := &p.elements[i]
		e.flags |= p.elements[e.parent].flags & (inBox | inHidden | inThread)
		if headline[int32(i)] {
			continue
		}
		if e.thread && i > after {
			e.flags |= inThread
		}
		if e.words*maxBox > total {
			continue
		}
		if e.named {
			e.flags |= inBox
		}
		if e.flags&isHidden != 0 && p.elements[e.parent].flags&isHidden == 0 {
			e.flags |= inHidden
		}
	}
}

// maxBox is the share of a page's words, one in so many, above which an
// element is no box.
const maxBox = 3

// afterText gives the element from which on a page has shown enough prose to be
// an article: what readers wrote about it may be longer.
func (p *Page) afterText() int {
	words := int32(0)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.isProse() {
			words += b.weight()
		}
		if words >= minText {
			return int(b.element)
		}
	}
	return len(p.elements)
}

// minText is how many words of prose must stand before what readers wrote.
const minText = 80
