package block

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/wire"
)

// texture is what can be counted in the text of a block.
type texture struct {
	words    int32 // two characters of a script that writes no spaces count as one
	runes    int32
	linked   uint8 // per cent inside links
	digits   uint8 // per cent
	capitals uint8 // per cent of the words that begin with a capital
	commas   uint8
	stops    uint8 // sentence ends
	quotes   uint8
	last     rune
	first    rune
	sentence bool      // ends as a sentence does
	fold     uint64    // hash of letters and digits
	heads    [5]uint32 // the first words
	prefix   [4]uint64 // hash of letters and digits of the first words: one word, two, …
	tail     uint32    // the last word
}

func textureOf(s string) texture {
	var t texture
	digits, capitals, wide, word := 0, 0, 0, 0
	inWord := false
	t.fold = offset64
	h := uint32(offset32)
	for _, r := range s {
		t.runes++
		if isWordRune(r) {
			lower := r
			if r >= 'A' && r <= 'Z' {
				lower += 'a' - 'A'
			} else if r >= utf8.RuneSelf {
				lower = unicode.ToLower(r)
			}
			if !inWord {
				inWord, h = true, offset32
				word++
				if lower != r {
					capitals++
				}
			}
			t.fold = (t.fold ^ uint64(lower)) * prime64
			if r >= '0' && r <= '9' {
				digits++
				lower = '0' // one number is like another
			} else if isWide(r) {
				wide++
				if wide&1 == 0 && word <= len(t.heads)*2 { // two characters make a word
					t.head(word, h)
					h = offset32
					word++
				}
			}
			h = (h ^ uint32(lower)) * prime32
			continue
		}
		if inWord && r != '\'' && r != '’' {
			inWord = false
			t.head(word, h)
		}
		switch r {
		case ',', '،', '、', '，', ';':
			t.commas = bump(t.commas)
		case '.', '!', '?', '。', '！', '？', '؟', '।', '…':
			t.stops = bump(t.stops)
		case '"', '“', '”', '„', '«', '»', '「', '」':
			t.quotes = bump(t.quotes)
		}
	}
	if inWord {
		t.head(word, h)
	}
	t.tail = h
	words := 1 + strings.Count(s, " ")
	t.words = int32(words + wide/2)
	t.digits = uint8(digits * 100 / max(int(t.runes), 1))
	t.capitals = uint8(min(capitals*100/max(word, 1), 100))
	t.first, _ = utf8.DecodeRuneInString(s)
	t.last, _ = utf8.DecodeLastRuneInString(s)
	t.sentence = wire.EndsSentence(s)
	return t
}

func (t *texture) head(word int, h uint32) {
	if word >= 1 && word <= len(t.prefix) {
		t.prefix[word-1] = t.fold
	}
	if word >= 1 && word <= len(t.heads) {
		t.heads[word-1] = h
	}
}

func bump(n uint8) uint8 {
	if n < 255 {
		return n + 1
	}
	return n
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isWide reports whether a rune is of a script that writes no spaces.
func isWide(r rune) bool {
	return r >= 0x0E00 && (r <= 0x0E7F || r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF)
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// weight is the number of words outside links.
func (b *Block) weight() int32 { return b.words * int32(100-b.linked) / 100 }

// Words is the number of words; two characters of a script that writes no
// spaces count as one.
func (b *Block) Words() int { return int(b.words) }

// Linked is how much of the text stands inside links, per cent.
func (b *Block) Linked() int { return int(b.linked) }

// Words counts the words of a text; two characters of a script that writes no
// spaces count as one.
func Words(text string) int { return int(textureOf(text).words) }
