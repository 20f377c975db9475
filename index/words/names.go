package words

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
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

// isSimple tells whether a name is words of Latin letters with spaces between
// them, as nearly all are: they are found without splitting them.
func isSimple(name string) bool {
	for _, r := range name {
		if r >= 0x250 || r != ' ' && !unicode.IsLetter(r) {
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

// Compare orders names as in an alphabet, without regard to case and accents;
// names that differ in nothing else stand in the order of their bytes.
func Compare(a, b string) int {
	x, y := plainReader{rest: a}, plainReader{rest: b}
	for {
		p, q := x.next(), y.next()
		switch {
		case p != q:
			return cmp.Compare(p, q)
		case p < 0:
			return strings.Compare(a, b)
		}
	}
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
		switch {
		case 'A' <= c && c <= 'Z':
			return int(c) + 'a' - 'A'
		case c < utf8.RuneSelf && c != '\'' && c != '&':
			return int(c)
		}
		r.plain = Plain(c)
	}
	b := r.plain[0]
	r.plain = r.plain[1:]
	return int(b)
}
