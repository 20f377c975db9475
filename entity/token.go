package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word or mark of a text.
type token struct {
	start, end int // byte offsets into the field
	text       string
	lower      string // folded to lower case with plain apostrophes; "" for marks
	field      uint8  // index into fields
	para       int32
	flags      tokenFlags
	class      wordClass
}

// tokenFlags say how a token is written and where it stands.
type tokenFlags uint16

const (
	isWord      tokenFlags = 1 << iota // has a letter or a digit
	isCapital                          // begins with an upper-case letter
	isUpper                            // two letters or digits at least, none in lower case
	isFirst                            // first word of a sentence
	isTight                            // touches the token before it
	isHeadline                         // in a line with capitals on most words
	isShouted                          // in a line in capitals
	isAfterStop                        // a full stop, colon or quote stands before it
)

func (t *token) is(f tokenFlags) bool { return t.flags&f != 0 }

// fields in the order of reading.
var fields = [...]Field{Title, Dateline, Body}

const (
	inTitle = iota
	inDateline
	inBody
)

// tokenise cuts all parts of an article into tokens.
func tokenise(text Text) []token {
	tokens := make([]token, 0, (len(text.Title)+len(text.Dateline)+len(text.Body))/5+8)
	for i, s := range [...]string{text.Title, text.Dateline, text.Body} {
		tokens = appendTokens(tokens, s, uint8(i))
	}
	return tokens
}

// appendTokens cuts one field. Words hold letters, digits, marks and inner
// apostrophes and dots; hyphens and all other marks are tokens of their own.
func appendTokens(tokens []token, s string, field uint8) []token {
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
		t := token{start: i, end: end, field: field, para: para}
		if isApostrophe(r) && last == i && end < len(s) && possessive(s[end:]) {
			t.end, t.lower = end+1, "'s"
			end++
		}
		t.text = s[i:end]
		if last == i && i > 0 {
			t.flags |= isTight
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
	rest := strings.TrimLeft(s[i+1:min(len(s), i+64)], " \t\r")
	if rest == "" || rest[0] == '\n' || rest[0] == '-' || rest[0] == '*' {
		return true
	}
	line := s[max(0, i-80):i]
	if at := strings.LastIndexByte(line, '\n'); at >= 0 {
		line = line[at+1:]
	}
	line = strings.TrimRight(line, " \t\r")
	return len(line) < 45 || strings.HasSuffix(line, ".") || strings.HasSuffix(line, ":") || strings.HasSuffix(line, "”") || strings.HasSuffix(line, "\"")
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
			if elided(s[i:j]) && !(unicode.IsUpper(firstRune(s[i:])) && unicode.IsLower(next)) && !nameWithApostrophe(s[i:j], next) {
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

func firstRune(s string) rune {
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
		r := firstRune(word)
		return unicode.IsUpper(r) || n > 1
	}
	if !unicode.IsUpper(firstRune(word)) {
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
func describe(t *token, first rune) {
	t.flags |= isWord
	t.lower = t.text
	if !unicode.IsUpper(first) {
		return
	}
	t.flags |= isCapital
	t.lower = strings.ToLower(strings.ReplaceAll(t.text, "’", "'"))
	signs := 0
	for _, r := range t.text {
		if unicode.IsLower(r) {
			return
		}
		if r != '.' {
			signs++
		}
	}
	if signs > 1 {
		t.flags |= isUpper
	}
}
