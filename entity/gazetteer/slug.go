package gazetteer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold lower-cases, drops accents and makes apostrophes plain: "São Tomé" and
// "sao tome" fold to the same string.
func Fold(s string) string {
	s = strings.ToLower(s)
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch plain := plainLetter(r); {
		case plain != "":
			b.WriteString(plain)
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainLetter is what stands for a letter or mark that no decomposition turns
// into plain ones.
func plainLetter(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'ħ':
		return "h"
	case '’', '‘', 'ʻ', 'ʼ':
		return "'"
	}
	return ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Slug turns a name into the readable part of an id: folded, with one hyphen
// for everything between letters and digits.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range Fold(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r != '\'' && r != '.':
			gap = true
		}
	}
	return b.String()
}
