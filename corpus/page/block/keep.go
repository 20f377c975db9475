package block

import (
	"strings"

	"dateline/corpus/wire"
)

// Paragraph is a kept block, or several that only line breaks part.
type Paragraph struct {
	Text  string
	Kind  Kind
	Level int
}

// Paragraphs gives the kept blocks in reading order, joined where only a line
// break parts them.
func (p *Page) Paragraphs(kept []bool) []Paragraph {
	var list []Paragraph
	last := -2
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if !kept[i] {
			continue
		}
		if b.Continues && last == i-1 {
			list[len(list)-1].Text += " " + b.Text
		} else {
			list = append(list, Paragraph{b.Text, b.Kind, b.Level})
		}
		last = i
	}
	return list
}

// Verdict is what becomes of a block, and why.
type Verdict struct {
	Score  float32 // above zero: part of the article
	Kept   bool
	Reason Reason
}

// Judge decides of each block by its score and by what rules say. Where that
// leaves no prose, what came nearest is kept, else the paragraphs of the element
// with the most of it.
func (v *View) Judge(scores []float32) []Verdict {
	list := make([]Verdict, len(scores))
	seen := map[uint64]bool{}
	words, prose := int32(0), false
	for i, score := range scores {
		b := &v.page.Blocks[i]
		d := Verdict{Score: v.rules[i].apply(score), Reason: v.rules[i]}
		d.Kept = d.Score > 0
		if d.Kept && b.words >= repeatable {
			if seen[b.fold] {
				d.Kept, d.Reason = false, Repeated
			}
			seen[b.fold] = true
		}
		if d.Kept {
			words += b.words
			prose = prose || b.words >= 6 && b.sentence || b.words >= 25
		}
		list[i] = d
	}
	if (!prose || words < fewWords) && !v.keepNearest(list) {
		v.keepFullest(list)
	}
	return list
}

// Article gives the paragraphs of the article by the scores of its blocks.
func (v *View) Article(scores []float32) []Paragraph {
	kept := make([]bool, len(scores))
	for i, d := range v.Judge(scores) {
		kept[i] = d.Kept
	}
	return v.page.Paragraphs(kept)
}

// keepNearest keeps the prose that came nearest to being kept, if it came near
// at all: a short item among many links looks like one of them. It reports
// whether what is kept then is enough to be a text.
func (v *View) keepNearest(list []Verdict) bool {
	best := float32(-maxScore)
	for i := range list {
		if v.page.Blocks[i].isProse() {
			best = max(best, list[i].Score)
		}
	}
	if best < nearest {
		return false
	}
	words := int32(0)
	for i := range list {
		b := &v.page.Blocks[i]
		if b.isProse() && list[i].Score >= best-nearby && list[i].Reason != Repeated {
			list[i].Kept = true
		}
		if list[i].Kept {
			words += b.words
		}
	}
	return words >= fewWords
}

const (
	nearest = -3  // the lowest score that counts as near
	nearby  = 0.5 // how much lower what is kept with it may be
)

// keepFullest keeps the paragraphs of the element that holds the most
// paragraph text: what is left where no block looks like part of an article.
func (v *View) keepFullest(list []Verdict) {
	if v.page.main == 0 {
		return
	}
	for i := range v.page.Blocks {
		b := &v.page.Blocks[i]
		if e := v.page.elements[b.element]; e.down == 0 && e.up <= 2 && (b.isProse() || b.weight() >= 20) && v.rules[i].apply(0) > -maxScore {
			list[i].Kept, list[i].Reason = true, Fullest
		}
	}
}

// fewWords is the length under which a text is none.
const fewWords = 15

// All gives every block as if it were kept.
func (p *Page) All() []Paragraph {
	kept := make([]bool, len(p.Blocks))
	for i := range kept {
		kept[i] = true
	}
	return p.Paragraphs(kept)
}

// repeatable is the number of words from which on nobody says a thing twice.
const repeatable = 8

// Text joins paragraphs.
func Text(list []Paragraph) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = p.Text
	}
	return strings.Join(texts, "\n")
}

// ArticleLike reports whether paragraphs are prose rather than menus and
// labels: at least one sentence, and more than a line of text.
func ArticleLike(list []Paragraph) bool {
	sentence, total := false, 0
	for _, p := range list {
		words := Words(p.Text)
		total += words
		sentence = sentence || words >= 6 && wire.EndsSentence(p.Text) || words >= 25
		if sentence && total >= fewWords {
			return true
		}
	}
	return false
}
