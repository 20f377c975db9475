package match

import (
	"strings"
	"unicode"

	"dateline/index/words"
)

// Beginning is the pattern of the words that begin with a text, without regard
// to case and accents.
func Beginning(text string) *Pattern {
	prefix := letters(text, maxFuzzy)
	return &Pattern{beginning(prefix), func(word string) bool { return strings.HasPrefix(word, prefix) }}
}

// Slips is the pattern of the words that are at most so many slips away from a
// text, as query.Fuzzy has it.
func Slips(text string, most int) *Pattern { return fuzzy(text, most) }

// MatchLetters tells whether a text of several words fits by its letters alone.
func (p *Pattern) MatchLetters(text string) bool { return p.fits(letters(text, len(text))) }

// letters are at most so many letters and digits of a text, in lower case and
// without accents.
func letters(text string, most int) string {
	var b strings.Builder
	for _, r := range text {
		if most > 0 && inWord(r) {
			b.WriteString(words.Plain(unicode.ToLower(r)))
			most--
		}
	}
	return b.String()
}

// beginning is a text as a machine. A state is a mark and what is still to be
// read of the text.
type beginning string

const unread = ">"

func (m beginning) start() string { return unread + string(m) }

func (m beginning) step(state string, r rune) string {
	if state == unread {
		return state
	}
	rest, ok := strings.CutPrefix(state[len(unread):], string(r))
	if !ok {
		return ""
	}
	return unread + rest
}

func (m beginning) accepts(state string) bool { return state == unread }
