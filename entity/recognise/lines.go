package recognise

import (
	"strings"
	"unicode"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// markLines fills in what every word means by itself, marks the first words of
// sentences, and finds the lines that are written like a headline or in
// capitals: their capitals tell nothing about names.
func (d *Document) markLines() {
	begin := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if i > 0 && (!d.together(i) || token.EndsSentence(d.Tokens, i-1)) {
			d.markLine(begin, i)
			begin = i
		}
		if i > begin && !d.Tokens[i-1].Is(token.Word) && strings.ContainsAny(d.Tokens[i-1].Text, "\"“„«‘:•*") {
			t.Flags |= token.AfterStop
		}
	}
	d.markLine(begin, len(d.Tokens))
}

// What makes a headline, in words of the line.
const (
	headlineWords = 4   // with capitals, at least
	headlinePlain = 2   // of them plain English words that stand inside the line
	shoutedShare  = 0.8 // of the words of a line in capitals
)

// markLine marks one sentence. It is a headline when all its words but the
// small ones have capitals, plain words among them.
func (d *Document) markLine(begin, end int) {
	words, capitals, uppers, plain, small := 0, 0, 0, 0, 0
	for i := begin; i < end; i++ {
		t := &d.Tokens[i]
		if !t.Is(token.Word) {
			continue
		}
		c := d.gaz.Class(t.Lower)
		if head, _, cut := strings.Cut(t.Lower, "'"); c == 0 && cut {
			c = d.gaz.Class(head) & gazetteer.Stop // "They're"
		}
		d.classes[i] = c
		if words++; words == 1 {
			t.Flags |= token.First
		}
		switch {
		case !unicode.IsLetter(token.FirstRune(t.Text)):
			words--
		case t.Is(token.Capital):
			capitals++
			if t.Is(token.Upper) {
				uppers++
			}
			if words > 1 && c&gazetteer.Common != 0 && c&(gazetteer.Given|gazetteer.Personal) == 0 {
				plain++
			}
		case c&gazetteer.Stop == 0:
			small++
		}
	}
	var mark token.Flags
	switch {
	case words >= 2 && float64(uppers) >= shoutedShare*float64(words):
		mark = token.Shouted
	case d.english && capitals >= headlineWords && plain >= headlinePlain && small == 0:
		mark = token.Headline
	}
	for i := begin; i < end; i++ {
		d.Tokens[i].Flags |= mark
	}
}
