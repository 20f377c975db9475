package recognise

import (
	"strings"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// maxDateline is how many tokens the head of a dispatch can have.
const maxDateline = 24

// findDateline finds the tokens of the dateline: those of the field, or, where
// the article has none, the head of a body that begins like a dispatch:
// "CAIRO, Nov 3 (Desert Wire) — Talks …".
func (d *Document) findDateline() {
	first := 0
	for first < len(d.Tokens) && d.Tokens[first].Field == Title {
		first++
	}
	end := first
	for end < len(d.Tokens) && d.Tokens[end].Field == Dateline {
		end++
	}
	if end == first {
		end = d.headEnd(first)
	}
	d.dateline = [2]int{first, end}
}

// headEnd finds the dash that ends a dateline which begins at token i, or gives
// i. Before it stand a place in capitals, a date, and an agency in brackets.
func (d *Document) headEnd(i int) int {
	if i >= len(d.Tokens) || !d.Tokens[i].Is(token.Upper) || !d.placeAt(i) {
		return i
	}
	bracket := false
	for j := i + 1; j < min(len(d.Tokens), i+maxDateline) && d.together(j); j++ {
		t := &d.Tokens[j]
		switch {
		case t.Text == "(" || t.Text == ")":
			bracket = t.Text == "("
		case strings.Contains("-–—", t.Text) && !t.Is(token.Tight):
			return j
		case t.Is(token.Word) && !t.Is(token.Capital) && d.class(i)&gazetteer.Stop == 0 && !bracket && token.FirstRune(t.Text) > '9':
			return i
		}
	}
	return i
}

// InDateline says whether token i belongs to the dateline.
func (d *Document) InDateline(i int) bool { return d.dateline[0] <= i && i < d.dateline[1] }

// readDateline adds the places of the dateline. Agencies and dates there are
// no actors of the article.
func (d *Document) readDateline() {
	for i := d.dateline[0]; i < d.dateline[1]; i++ {
		t := &d.Tokens[i]
		if t.Text == "(" {
			return
		}
		if !t.Is(token.Capital) {
			continue
		}
		p, size := d.match(i)
		if p == nil || len(p.Places) == 0 || size == 1 && d.class(i)&gazetteer.Stop != 0 || p.Comma && !d.afterComma(i) {
			continue
		}
		d.add(Span{From: i, To: i + size, Kind: Location, Phrase: p, sure: true, located: true})
		i += size - 1
	}
}
