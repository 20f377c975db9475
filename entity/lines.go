package entity

import (
	"strings"
	"unicode"
)

// markLines fills in what every word means by itself, marks the first words of
// sentences, and finds the lines that are written like a headline or in
// capitals: their capitals tell nothing about names.
func (d *document) markLines() {
	begin := 0
	for i := range d.tokens {
		t := &d.tokens[i]
		if i > 0 && (!d.together(i) || endsSentence(d.tokens, i-1)) {
			d.markLine(d.tokens[begin:i])
			begin = i
		}
		if i > begin && !d.tokens[i-1].is(isWord) && strings.ContainsAny(d.tokens[i-1].text, "\"“„«‘:•*") {
			t.flags |= isAfterStop
		}
	}
	d.markLine(d.tokens[begin:])
}

// endsSentence says whether token i ends one and the next begins another.
func endsSentence(tokens []token, i int) bool {
	t := &tokens[i]
	if i+1 == len(tokens) {
		return true
	}
	next := &tokens[i+1]
	switch t.text {
	case ".", "!", "?", "…":
		return !next.is(isTight)
	case "\"", "”", "“", "'", "’", ")":
		return i > 0 && !next.is(isTight) && strings.Contains(".!?", tokens[i-1].text) && next.is(isCapital)
	}
	return false
}

// What makes a headline, in words of the line.
const (
	headlineWords = 4   // with capitals, at least
	headlinePlain = 2   // of them plain English words that stand inside the line
	shoutedShare  = 0.8 // of the words of a line in capitals
)

// markLine marks one sentence. It is a headline when all its words but the
// small ones have capitals, plain words among them.
func (d *document) markLine(line []token) {
	words, capitals, uppers, plain, lower := 0, 0, 0, 0, 0
	for i := range line {
		t := &line[i]
		if !t.is(isWord) {
			continue
		}
		t.class = d.lex.class(t.lower)
		if words++; words == 1 {
			t.flags |= isFirst
		}
		switch {
		case !unicode.IsLetter(firstRune(t.text)):
			words--
		case t.is(isCapital):
			capitals++
			if t.is(isUpper) {
				uppers++
			}
			if words > 1 && t.class&common != 0 && t.class&(given|personal) == 0 {
				plain++
			}
		case t.class&stop == 0:
			lower++
		}
	}
	var mark tokenFlags
	switch {
	case words >= 2 && float64(uppers) >= shoutedShare*float64(words):
		mark = isShouted
	case d.english && capitals >= headlineWords && plain >= headlinePlain && lower == 0:
		mark = isHeadline
	}
	for i := range line {
		line[i].flags |= mark
	}
}
