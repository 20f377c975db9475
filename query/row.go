package query

import (
	"unicode"
	"unicode/utf8"
)

// capped is the text of a leaf up to MaxPhrase words.
func (p *parser) capped(t token, text string) string {
	first, _ := firstWords(text, MaxPhrase)
	if len(first) < len(text) {
		p.tooLong(t)
	}
	return first
}

// tooLong notes a leaf of which only the first words were used.
func (p *parser) tooLong(t token) {
	p.lex.repairs.add(tooManyTerms, t.start, t.end, "Only the first %d words in a row were used.", MaxPhrase)
}

// firstWords is a text up to the end of its word of a number, and how many
// words that is. It never counts fewer than package words does.
func firstWords(text string, most int) (first string, count int) {
	end, inside := 0, false
	for at, r := range text {
		switch alone := unicode.In(r, withoutSpaces...); {
		case unicode.IsMark(r) && at == end: // belongs to the word before it
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			inside = false
			continue
		case alone || !inside:
			if count++; count > most {
				return text[:end], most
			}
			inside = !alone
		}
		end = at + utf8.RuneLen(r)
	}
	return text, count
}

// withoutSpaces are the scripts of which each character counts as a word.
//
//nolint:gochecknoglobals // a constant table
var withoutSpaces = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}
