// Package token cuts text into words and marks, and remembers how each is
// written and where it stands.
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is one word or mark of a text.
type Token struct {
	// Start and End are byte offsets into the field, at rune borders.
	Start, End int
	// Text is the token as written.
	Text string
	// Lower is the word in lower case with plain apostrophes; "" for marks.
	Lower string
	// Field is the number of the field that it stands in.
	Field uint8
	// Para is the number of the paragraph within the field.
	Para  int32
	Flags Flags
}

// Flags say how a token is written and where it stands.
type Flags uint16

// Split sets those from Word to Upper and Tight; the rest depends on words
// that only a lexicon knows, and is left to whoever has one.
const (
	Word      Flags = 1 << iota // has a letter or a digit
	Capital                     // begins with an upper-case letter
	Upper                       // two letters or digits at least, none in lower case
	Tight                       // touches the token before it
	First                       // first word of a sentence
	Headline                    // in a line with capitals on most words
	Shouted                     // in a line in capitals
	AfterStop                   // a colon, a bullet or a quote stands before it
)

// Is says whether any of the flags f is set.
func (t *Token) Is(f Flags) bool { return t.Flags&f != 0 }

// Key is the text by which a token is looked up: words in lower case.
func (t *Token) Key() string {
	if t.Lower != "" {
		return t.Lower
	}
	return t.Text
}

// Split cuts the fields of an article into tokens, in order.
func Split(fields ...string) []Token {
	size := 8
	for _, s := range fields {
		size += len(s) / 5
	}
	tokens := make([]Token, 0, size)
	for i, s := range fields {
		tokens = appendTokens(tokens, s, uint8(i))
	}
	return tokens
}

// EndsSentence says whether token i ends a sentence and another one follows.
func EndsSentence(tokens []Token, i int) bool {
	t := &tokens[i]
	if i+1 == len(tokens) {
		return true
	}
	next := &tokens[i+1]
	switch t.Text {
	case ".", "!", "?", "…":
		return !next.Is(Tight)
	case "\"", "”", "“", "'", "’", ")":
		return i > 0 && !next.Is(Tight) && strings.Contains(".!?", tokens[i-1].Text) && next.Is(Capital)
	}
	return false
}

// appendTokens cuts one field. Words hold letters, digits, marks and inner
// apostrophes and dots; hyphens and all other marks are tokens of their own.
func appendTokens(tokens []Token, s string, field uint8) []Token {
	var para int32
	last := 0 // end of the token before
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '\n' && endsParagraph(s, i) {
			para++
		}
		if unicode.IsSpace(r) || r == utf8.RuneError && size <= 1 {
			i += size
			continue
		}
		end := i + size
		if wordRune(r) {
			end = wordEnd(s, i)
		}
		t := Token{Start: i, End: end, Field: field, Para: para}
		if isApostrophe(r) && last == i && end < len(s) && possessive(s[end:]) {
			t.End, t.Lower = end+1, "'s"
			end++
		}
		t.Text = s[i:end]
		if last == i && i > 0 {
			t.Flags |= Tight
		}
		if wordRune(r) {
			describe(&t, r)
		}
		tokens = append(tokens, t)
		i, last = end, end
	}
	return tokens
}

// endsParagraph says whether the line break at s[i] ends a paragraph: a blank
// line follows, or the line was a short one (a subhead, a list) or a finished
// sentence. Breaks of hard-wrapped text do not.
func endsParagraph(s string, i int) bool {
	line := s[max(0, i-80):i]
	if at := strings.LastIndexByte(line, '\n'); at >= 0 {
		line = line[at+1:]
	}
	line = strings.TrimRight(line, " \t\r")
	rest := strings.TrimLeft(s[i+1:min(len(s), i+64)], " \t\r")
	switch {
	case line == "": // a blank line: the one before ended the paragraph
		return false
	case rest == "" || strings.ContainsRune("\n-*•", FirstRune(rest)):
		return true
	}
	return len(line) < shortLine || strings.ContainsRune(".:”\"", lastRune(line))
}

// shortLine is the length of a line that is not wrapped because it was full.
const shortLine = 45

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// wordEnd finds the end of the word that begins at s[i]. Possessives are cut
// off ("Cairo|'s"), elided articles too ("l'|Égypte"); names keep theirs
// ("O'Brien"); initials and short forms keep their dots ("U.S.", "Gen.").
func wordEnd(s string, i int) int {
	j := i
	for j < len(s) {
		r, size := utf8.DecodeRuneInString(s[j:])
		if wordRune(r) {
			j += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[min(len(s), j+size):])
		switch {
		case isApostrophe(r) && wordRune(next):
			if possessive(s[j+size:]) {
				return j
			}
			if elided(s[i:j]) && !(unicode.IsUpper(FirstRune(s[i:])) && unicode.IsLower(next)) && !nameWithApostrophe(s[i:j], next) {
				return j + size
			}
			j += size
		case r == '.' && dotted(s[i:j]):
			j += size
			if !wordRune(next) {
				return j
			}
		case r == '&' && wordRune(next) && j > i && j-i <= 2:
			j += size
		default:
			return j
		}
	}
	return j
}

// FirstRune is the first character of s.
func FirstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// possessive says whether rest begins with an "s" that ends there.
func possessive(rest string) bool {
	if rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return len(rest) == 1 || !wordRune(r)
}

// elided says whether head is an article or pronoun cut short before an
// apostrophe: l', d', qu', dell'.
func elided(head string) bool {
	switch strings.ToLower(head) {
	case "l", "d", "qu", "j", "n", "s", "c", "m", "t", "dell", "all", "nell", "sull", "dall":
		return true
	}
	return false
}

// nameWithApostrophe says whether D' or M' belongs to a name (D'Angelo).
func nameWithApostrophe(head string, next rune) bool {
	return len(head) == 1 && (head == "D" || head == "M" || head == "N") && unicode.IsUpper(next)
}

// dotted says whether word keeps a dot that follows it: one letter, letters
// with dots between (U.S), or a well-known short form.
func dotted(word string) bool {
	if n := len(word); n == 1 || n >= 3 && word[n-2] == '.' {
		r := FirstRune(word)
		return unicode.IsUpper(r) || n > 1
	}
	if !unicode.IsUpper(FirstRune(word)) {
		return false
	}
	switch strings.ToLower(word) {
	case "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "sen", "sens", "rep", "reps",
		"gov", "rev", "hon", "jr", "sr", "sra", "dra", "mme", "cpl", "pvt", "brig", "messrs", "inc", "corp", "co", "ltd", "bros", "ph":
		return true
	}
	return false
}

// describe fills in how a word is written; first is its first rune.
func describe(t *Token, first rune) {
	t.Flags |= Word
	t.Lower = t.Text
	if !unicode.IsUpper(first) {
		return
	}
	t.Flags |= Capital
	t.Lower = strings.ToLower(strings.ReplaceAll(t.Text, "’", "'"))
	signs := 0
	for _, r := range t.Text {
		if unicode.IsLower(r) {
			return
		}
		if r != '.' {
			signs++
		}
	}
	if signs > 1 {
		t.Flags |= Upper
	}
}
