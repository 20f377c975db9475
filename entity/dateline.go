package entity

import "strings"

// maxDateline is how many tokens the head of a dispatch can have.
const maxDateline = 24

// findDateline finds the tokens of the dateline: those of the field, or, where
// the article has none, the head of a body that begins like a dispatch:
// "CAIRO, Nov 3 (Desert Wire) — Talks …".
func (d *document) findDateline() {
	first := 0
	for first < len(d.tokens) && d.tokens[first].field == inTitle {
		first++
	}
	end := first
	for end < len(d.tokens) && d.tokens[end].field == inDateline {
		end++
	}
	if end == first {
		end = d.headEnd(first)
	}
	d.dateline = [2]int{first, end}
}

// headEnd finds the dash that ends a dateline which begins at token i, or gives
// i. Before it stand a place in capitals, a date, and an agency in brackets.
func (d *document) headEnd(i int) int {
	if i >= len(d.tokens) || !d.tokens[i].is(isUpper) || !d.placeAt(i) {
		return i
	}
	bracket := false
	for j := i + 1; j < min(len(d.tokens), i+maxDateline) && d.together(j); j++ {
		t := &d.tokens[j]
		switch {
		case t.text == "(" || t.text == ")":
			bracket = t.text == "("
		case strings.Contains("-–—", t.text) && !t.is(isTight):
			return j
		case t.is(isWord) && !t.is(isCapital) && t.class&stop == 0 && !bracket && firstRune(t.text) > '9':
			return i
		}
	}
	return i
}

// inDateline says whether token i belongs to the dateline.
func (d *document) inDateline(i int) bool { return d.dateline[0] <= i && i < d.dateline[1] }

// readDateline adds the places of the dateline. Agencies and dates there are
// no actors of the article.
func (d *document) readDateline() {
	for i := d.dateline[0]; i < d.dateline[1]; i++ {
		t := &d.tokens[i]
		if t.text == "(" {
			return
		}
		if !t.is(isCapital) {
			continue
		}
		p, size := d.lex.match(d.tokens, i, d.buf)
		if p == nil || len(p.places) == 0 || size == 1 && t.class&stop != 0 || p.comma && !d.afterComma(i) {
			continue
		}
		d.add(span{from: i, to: i + size, kind: Location, phrase: p, sure: true, located: true})
		i += size - 1
	}
}
