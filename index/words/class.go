package words

import "unicode"

// class is what a rune means to the scanner.
type class uint8

const (
	separator  class = iota
	letter           // also numbers that are not decimal digits
	digit            // a decimal digit of any script
	mark             // belongs to the rune before it
	ideograph        // of a script without spaces
	invisible        // dropped inside words
	apostrophe       // all of them
	hyphen
)

func classOf(r rune) class {
	if r < 0x80 {
		return asciiClass(byte(r))
	}
	switch r {
	case '\u00ad':
		return invisible
	case '´', 'ʹ', 'ʻ', 'ʼ', '‘', '’', '‛', '＇':
		return apostrophe
	case '‐', '‑', '－':
		return hyphen
	case 'ー', 'ｰ': // the long vowel of Katakana, which Unicode puts in no script
		return ideograph
	}
	switch {
	case r < 0x250: // Latin: the common case needs one look
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return letter
		}
		return separator
	case unicode.In(r, withoutSpaces...):
		return inScriptWithoutSpaces(r)
	case unicode.IsLetter(r):
		return letter
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Me, r), unicode.Is(unicode.Variation_Selector, r):
		return invisible
	case unicode.IsMark(r):
		return mark
	case unicode.IsDigit(r):
		return digit
	case unicode.IsNumber(r):
		return letter
	}
	return separator
}

func asciiClass(b byte) class {
	switch {
	case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z':
		return letter
	case '0' <= b && b <= '9':
		return digit
	case b == '\'':
		return apostrophe
	case b == '-':
		return hyphen
	}
	return separator
}

// withoutSpaces are the scripts whose words are not separated by spaces, or,
// like Hangul, whose words carry particles that a pair of characters ignores.
//
//nolint:gochecknoglobals // a constant table
var withoutSpaces = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// inScriptWithoutSpaces tells a letter of such a script from its marks, digits
// and signs.
func inScriptWithoutSpaces(r rune) class {
	switch {
	case unicode.IsMark(r):
		return mark
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return ideograph
	}
	return separator
}
