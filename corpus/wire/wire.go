// Package wire knows how newsrooms write: datelines, bylines, dates and the
// lines around an article that are not part of it. It works on plain strings
// and knows neither files nor HTML.
package wire

import (
	"strings"
	"unicode"
)

// Clean collapses white space, drops what cannot be seen (soft hyphens, zero
// width spaces, byte order marks, control characters) and what is not UTF-8.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
		case invisible(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isClean reports whether a text is plainly as Clean would leave it: ASCII
// with single spaces, as most are.
func isClean(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// invisible reports whether a rune has neither width nor meaning. The zero
// width joiners are not among them: Persian and emoji need them.
func invisible(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u2060', '\uFEFF':
		return true
	}
	return unicode.IsControl(r)
}

// Fold makes two spellings of one line comparable: letters and digits only,
// lower case, single spaces.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || invisible(r) && !unicode.IsSpace(r):
		default:
			space = true
		}
	}
	return b.String()
}

// EndsSentence reports whether a line ends as a sentence does; closing quotes
// and brackets after the full stop do not hide it.
func EndsSentence(s string) bool {
	s = strings.TrimRight(s, " \"'”’»«)]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") ||
		strings.HasSuffix(s, "…") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") ||
		strings.HasSuffix(s, "？") || strings.HasSuffix(s, "؟") || strings.HasSuffix(s, "।")
}
