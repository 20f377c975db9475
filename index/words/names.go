package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Beginnings is a text that names are looked for by: each of its words begins a
// word of the name, in any order, without regard to case and accents.
type Beginnings struct {
	text string
	// readings are the words of the text without accents; one reading is enough.
	readings [][]string
}

// BeginningsOf reads a text; "" is found in every name. What has no words is
// looked for as it stands.
func BeginningsOf(text string) Beginnings {
	b := Beginnings{text: text}
	for _, reading := range Readings(text) {
		var plain []string
		for _, word := range reading {
			plain = append(plain, stemsOf(word.Surface, tongue{}).stem)
		}
		b.readings = append(b.readings, plain)
	}
	return b
}

// In tells whether the text is found in a name.
func (b Beginnings) In(name string) bool {
	if len(b.readings) == 0 {
		return strings.Contains(name, b.text)
	}
	begins := wordsOf(name)
	if isSimple(name) {
		begins = func(prefix string) bool { return beginsSimply(name, prefix) }
	}
	for _, reading := range b.readings {
		if all(reading, begins) {
			return true
		}
	}
	return false
}

func all(words []string, begins func(prefix string) bool) bool {
	for _, word := range words {
		if !begins(word) {
			return false
		}
	}
	return true
}

// wordsOf splits a name once, when first asked whether a word of it begins so.
func wordsOf(name string) func(prefix string) bool {
	var words []string
	return func(prefix string) bool {
		if words == nil {
			for _, t := range scan(name) {
				words = append(words, stemsOf(t.Surface, tongue{}).stem)
			}
		}
		for _, word := range words {
			if strings.HasPrefix(word, prefix) {
				return true
			}
		}
		return false
	}
}

// isSimple tells whether a name is words of Latin, Greek or Cyrillic letters with
// spaces between them, as nearly all are: they are found without splitting them.
func isSimple(name string) bool {
	for _, r := range name {
		inScript := r < 0x250 || 0x370 <= r && r < 0x530
		if !inScript || r != ' ' && !unicode.IsLetter(r) {
			return false
		}
	}
	return len(name) <= maxRunes
}

func beginsSimply(name, prefix string) bool {
	for rest := range strings.SplitSeq(name, " ") {
		if hasPlainPrefix(rest, prefix) {
			return true
		}
	}
	return false
}

func hasPlainPrefix(word, prefix string) bool {
	r := plainReader{rest: word}
	for i := range len(prefix) {
		if r.next() != int(prefix[i]) {
			return false
		}
	}
	return true
}

// plainReader reads the plain form of a text byte by byte.
type plainReader struct {
	rest  string
	plain string // of the rune before rest, as far as it is not read
}

// next is the next byte, or -1 at the end.
func (r *plainReader) next() int {
	for r.plain == "" {
		if r.rest == "" {
			return -1
		}
		c, size := utf8.DecodeRuneInString(r.rest)
		r.rest = r.rest[size:]
		if c < utf8.RuneSelf {
			return int(lower(c))
		}
		r.plain = Plain(c)
	}
	b := r.plain[0]
	r.plain = r.plain[1:]
	return int(b)
}

// SortKey is a name as an alphabet orders it, without regard to case, accents,
// apostrophes and ampersands: names stand in the order of the bytes of their
// keys.
func SortKey(name string) string {
	if !isASCII(name) {
		name = norm.NFKC.String(name)
	}
	var b strings.Builder
	b.Grow(len(name))
	for _, r := range name {
		if r = lower(r); r < utf8.RuneSelf && r != '\'' && r != '&' {
			b.WriteByte(byte(r))
		} else {
			foldRune(&b, r)
		}
	}
	return b.String()
}
