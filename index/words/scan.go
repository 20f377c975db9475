package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxRunes is the length of the longest word.
const maxRunes = 64

// scanner cuts a text into words in one pass. It looks ahead only within what
// becomes one token, so that a token scanned by itself gives itself again.
type scanner struct {
	text     string
	tokens   []Token
	position int
	plain    int // up to here each run of digits is a word of its own
}

// scan gives the words of a text without their stems.
func scan(text string) []Token {
	s := scanner{text: text, tokens: make([]Token, 0, len(text)/5+1)}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch classOf(r) {
		case letter, digit:
			i = s.chain(i)
		case ideograph:
			i = s.pairs(i)
		default:
			i += size
		}
	}
	return s.tokens
}

// at gives the rune at i and its class; past the end it is a separator.
func (s *scanner) at(i int) (r rune, size int, c class) {
	if i >= len(s.text) {
		return 0, 0, separator
	}
	if b := s.text[i]; b < utf8.RuneSelf {
		return rune(b), 1, asciiClass(b)
	}
	r, size = utf8.DecodeRuneInString(s.text[i:])
	return r, size, classOf(r)
}

// startsWord tells whether a letter or digit stands at i.
func (s *scanner) startsWord(i int) bool {
	_, _, c := s.at(i)
	return c == letter || c == digit
}

// continuesWord tells whether what stands at i would belong to a word before it.
func (s *scanner) continuesWord(i int) bool {
	_, _, c := s.at(i)
	return c == letter || c == digit || c == mark
}

func (s *scanner) add(start, end int, surface string) {
	s.tokens = append(s.tokens, Token{Start: start, End: end, Position: s.position, Surface: surface})
	s.position++
}

// chain adds the words from i that hyphens connect, and their joined form.
func (s *scanner) chain(i int) (next int) {
	first, start := len(s.tokens), i
	for {
		next = s.word(i)
		_, size, c := s.at(next)
		connected := c == hyphen || c == apostrophe && isElision(s.tokens[len(s.tokens)-1].Surface)
		if !connected || !s.startsWord(next+size) {
			break
		}
		i = next + size
	}
	if len(s.tokens)-first > 1 {
		s.join(first, start)
	}
	return next
}

// join inserts the joined form of the words from first on behind the first.
func (s *scanner) join(first, start int) {
	parts := s.tokens[first:]
	end := parts[len(parts)-1].End
	if utf8.RuneCountInString(s.text[start:end]) > maxRunes {
		return
	}
	var joined strings.Builder
	for _, p := range parts {
		joined.WriteString(p.Surface)
	}
	s.tokens = slices.Insert(s.tokens, first+1, Token{
		Start: start, End: end, Position: parts[0].Position, Surface: joined.String(),
	})
}

// word adds the word at i and tells where the text goes on.
func (s *scanner) word(i int) (next int) {
	if _, _, c := s.at(i); c == digit {
		return s.number(i)
	}
	if end := s.initials(i); end > i {
		s.add(i, end, surface(strings.ReplaceAll(s.text[i:end], ".", "")))
		return s.possessive(end)
	}
	return s.letters(i, i)
}

// letters adds the word that starts at start and whose letters go on at i.
func (s *scanner) letters(start, i int) (next int) {
	end := i // behind the last rune that is not invisible
	for runes := utf8.RuneCountInString(s.text[start:i]); runes < maxRunes; runes++ {
		r, size, c := s.at(i)
		plain := c == letter || c == digit || c == mark
		signed := c == apostrophe && runes+3 <= maxRunes && s.apostropheInside(start, i, i+size) ||
			(r == '&' || r == '＆') && s.ampersandInside(start, i, i+size)
		if !plain && !signed && c != invisible {
			break
		}
		i += size
		if plain {
			end = i
		}
	}
	if n := s.sign(start, end); n > 0 {
		end += n
		i = end
	}
	s.add(start, end, surface(s.text[start:end]))
	return s.possessive(i)
}

// apostropheInside tells whether the apostrophe at i belongs to the word that
// starts at start; next is behind the apostrophe.
func (s *scanner) apostropheInside(start, i, next int) bool {
	_, _, c := s.at(next)
	return c == letter && s.possessive(i) == i && !isElision(surface(s.text[start:i]))
}

// possessive gives the place behind an 's at i, or i when there is none.
func (s *scanner) possessive(i int) int {
	_, size, c := s.at(i)
	if c != apostrophe {
		return i
	}
	r, one, _ := s.at(i + size)
	if (r == 's' || r == 'S') && !s.continuesWord(i+size+one) {
		return i + size + one
	}
	return i
}

// isElision tells whether a word is one that French and Italian shorten before
// a vowel. English names such as O'Brien do not begin with one.
func isElision(word string) bool {
	switch word {
	case "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
		"un", "all", "dall", "dell", "nell", "sull", "coll", "quell", "quest", "sant":
		return true
	}
	return false
}

// shortName is the length of what stands on each side of an ampersand in a name.
const shortName = 3

// ampersandInside tells whether the ampersand at i stands in a short name.
func (s *scanner) ampersandInside(start, i, next int) bool {
	if i-start > shortName*utf8.UTFMax || utf8.RuneCountInString(s.text[start:i]) > shortName || !s.startsWord(next) {
		return false
	}
	for range shortName {
		_, size, _ := s.at(next)
		next += size
		if !s.continuesWord(next) {
			return true
		}
	}
	return false
}

// sign gives the length of the ++ or # that belongs to the word.
func (s *scanner) sign(start, end int) int {
	first, size, c := s.at(start)
	rest := s.text[end:]
	switch {
	case c != letter || first == utf8.RuneError:
		return 0
	case strings.HasPrefix(rest, "++") && !strings.HasPrefix(rest, "+++") && !s.continuesWord(end+2):
		return 2
	case strings.HasPrefix(rest, "#") && start+size == end && !s.continuesWord(end+1):
		return 1
	}
	return 0
}

// initials gives the end of single letters with dots between them, or i when
// there are not at least two.
func (s *scanner) initials(i int) (end int) {
	start, end := i, i
	letters := 0
	for letters < maxRunes/2 {
		_, size, c := s.at(i)
		if c != letter || s.continuesWord(i+size) {
			break
		}
		letters++
		i += size
		end = i
		if !strings.HasPrefix(s.text[i:], ".") {
			break
		}
		i++
		end = i
	}
	if letters < 2 {
		return start
	}
	return end
}

// maxMarks is the number of marks on one character of a script without spaces.
const maxMarks = 8

// pairs adds the overlapping pairs of the characters from i.
func (s *scanner) pairs(i int) (next int) {
	start, end := i, s.character(i)
	if _, _, c := s.at(end); c != ideograph {
		s.add(start, end, surface(s.text[start:end]))
		return end
	}
	for {
		_, _, c := s.at(end)
		if c != ideograph {
			return end
		}
		second := end
		end = s.character(second)
		s.add(start, end, surface(s.text[start:end]))
		start = second
	}
}

// character gives the end of the character at i with its marks.
func (s *scanner) character(i int) (end int) {
	_, size, _ := s.at(i)
	i += size
	for range maxMarks {
		_, size, c := s.at(i)
		if c != mark {
			break
		}
		i += size
	}
	return i
}
