package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// surface is a word as written, composed and in lower case, without what is
// invisible.
func surface(written string) string {
	if isASCII(written) {
		return strings.ToLower(written)
	}
	seen := strings.Map(func(r rune) rune {
		switch {
		case r == '＆':
			return '&'
		case classOf(r) == invisible:
			return -1
		case classOf(r) == apostrophe:
			return '\''
		}
		return r
	}, written)
	return strings.Map(lower, norm.NFC.String(seen))
}

// lower is the lower case of one rune; a final sigma is a sigma.
func lower(r rune) rune {
	if r == 'ς' {
		return 'σ'
	}
	return unicode.ToLower(r)
}

// fold takes accents, apostrophes and ampersands off a surface, and gives
// digits and compatibility forms (full width, ligatures) their plain form.
func fold(surface string) string {
	if !strings.ContainsFunc(surface, folds) {
		return surface
	}
	var b strings.Builder
	for _, r := range norm.NFKC.String(surface) {
		foldRune(&b, lower(r))
	}
	if b.Len() == 0 { // a word of nothing but such signs
		return surface
	}
	return b.String()
}

// Plain is what a rune of a surface form is without its accent, as in stems:
// often itself, sometimes two letters, and nothing for a sign inside a word.
func Plain(r rune) string {
	if r < utf8.RuneSelf {
		if r == '\'' || r == '&' {
			return ""
		}
		return string(r)
	}
	var b strings.Builder
	for _, part := range norm.NFKC.String(string(r)) {
		foldRune(&b, lower(part))
	}
	return b.String()
}

// folds tells whether fold may have something to do with a rune. It spares the
// scripts that have no accents the work.
func folds(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == '\'' || r == '&'
	case 0x400 <= r && r < 0x530:
		return r == 'ё'
	}
	return r < 0x3040 || 0x9fff < r && r < 0xac00 || 0xd7a3 < r
}

func foldRune(b *strings.Builder, r rune) {
	if plain, ok := unaccented(r); ok {
		b.WriteString(plain)
		return
	}
	switch {
	case isDiacritic(r):
	case unicode.IsDigit(r):
		b.WriteByte('0' + digitValue(r))
	case unicode.In(r, unicode.Latin, unicode.Greek):
		for _, d := range norm.NFD.String(string(r)) {
			if !isDiacritic(d) {
				b.WriteRune(d)
			}
		}
	default:
		b.WriteRune(r)
	}
}

// unaccented gives the plain form of letters that Unicode does not decompose.
func unaccented(r rune) (plain string, ok bool) {
	switch r {
	case '\'', '&', 'ـ': // the last one only stretches an Arabic word
		return "", true
	case 'ß':
		return "ss", true
	case 'æ':
		return "ae", true
	case 'œ':
		return "oe", true
	case 'ø':
		return "o", true
	case 'ı':
		return "i", true
	case 'ł':
		return "l", true
	case 'đ', 'ð':
		return "d", true
	case 'þ':
		return "th", true
	case 'ħ':
		return "h", true
	case 'ə':
		return "a", true
	case 'ё':
		return "е", true
	case 'أ', 'إ', 'آ', 'ٱ':
		return "ا", true
	case 'ى':
		return "ي", true
	}
	return "", false
}

// isDiacritic tells whether a mark only adds to a letter: the accents of
// Latin, Greek and Cyrillic, the vowel points of Arabic and Hebrew. The marks
// of other scripts are vowels and stay.
func isDiacritic(r rune) bool {
	switch {
	case 0x300 <= r && r <= 0x36f, // Latin, Greek, Cyrillic
		0x591 <= r && r <= 0x5c7, // Hebrew
		0x610 <= r && r <= 0x61a, // Arabic, here and below
		0x64b <= r && r <= 0x65f,
		r == 0x670,
		0x6d6 <= r && r <= 0x6ed:
		return unicode.IsMark(r)
	}
	return false
}

// digitValue is the value of a decimal digit: Unicode has them in rows of ten.
func digitValue(r rune) byte {
	value := byte(0)
	for value < 9 && unicode.IsDigit(r-1) && !startsRow(r) {
		r--
		value++
	}
	return value
}

// startsRow tells whether r is a zero: the first digit of its row.
func startsRow(r rune) bool {
	if 0x1d7ce <= r && r <= 0x1d7ff { // the only rows that follow one another
		return (r-0x1d7ce)%10 == 0
	}
	return false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
