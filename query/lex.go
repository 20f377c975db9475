package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	wordToken tokenKind = iota
	phraseToken
	everythingToken // a lone *
	nothingToken    // an operand that was dropped
	openToken
	closeToken
	andToken
	orToken
	notToken
	mustToken
	fieldToken   // a prefix of the schema
	unknownToken // a prefix of no schema: a word that belongs to what follows
	laterToken   // a prefix that is not understood yet: drops what follows
	nearToken    // w/3 and its like
	regexpToken
	atLeastToken
	endToken
)

// token is a piece of the text, from start to end in bytes.
type token struct {
	kind       tokenKind
	start, end int
	text       string
	field      Field // of a fieldToken
	// pattern is the text of a wordToken with its wildcards, "" if it has none.
	pattern  string
	suffixes suffixes // of a word, phrase, pattern or closing parenthesis
	near     proximity
	count    int // of an atLeastToken
}

// lexer cuts a text into tokens. It looks at each rune a bounded number of
// times: what it looks for further on is bounded too, or known to be there.
type lexer struct {
	text    string
	schema  Schema
	repairs repairs
	at      int
	// glued is where a prefix ended: what begins there is its operand.
	glued int
	// value: what follows is the value of a prefix, not a prefix or operator.
	value bool
	// raw: what follows is a date or number, in which signs are no operators.
	raw bool
	// last is where each of quotes and parentheses stands last.
	last map[rune]int
	// lastWord is where what stands behind the last space begins.
	lastWord int
	// looks counts the runes looked at; the tests hold it linear.
	looks int
}

// maxRange is the longest range of dates that is looked for.
const maxRange = 128

func newLexer(text string, schema Schema) *lexer {
	l := &lexer{text: text, schema: schema, glued: -1, last: map[rune]int{}}
	for _, sign := range quotes + "()" {
		l.last[sign] = strings.LastIndex(text, string(sign))
	}
	l.lastWord = strings.LastIndexFunc(strings.TrimRightFunc(text, unicode.IsSpace), unicode.IsSpace) + 1
	return l
}

// look decodes the rune at a place; size 0 is the end of the text.
func (l *lexer) look(at int) (r rune, size int) {
	l.looks++
	return utf8.DecodeRuneInString(l.text[at:])
}

// next is the next token. What cannot be read is dropped with a repair.
func (l *lexer) next() token {
	for {
		l.skipBlanks()
		start := l.at
		t, ok := l.token()
		t.start, t.end = start, l.at
		switch t.kind {
		case fieldToken, unknownToken, laterToken, notToken, mustToken, atLeastToken:
			l.glued = l.at
		default:
			l.value = false
		}
		if ok {
			return t
		}
		if start == l.glued {
			return token{kind: nothingToken, start: start, end: l.at}
		}
	}
}

// skipBlanks passes over spaces, and over what is no character.
func (l *lexer) skipBlanks() {
	for {
		r, size := l.look(l.at)
		switch {
		case size == 0:
			return
		case unicode.IsSpace(r):
		case !printable(r, size):
			l.repairs.add(strayChar, l.at, l.at+size, "A control character or broken character was dropped.")
		default:
			return
		}
		l.at += size
	}
}

// token reads one token; not ok when it was dropped.
func (l *lexer) token() (t token, ok bool) {
	if l.raw {
		if t, ok := l.rawText(); ok {
			return t, true
		}
	}
	r, size := l.look(l.at)
	switch {
	case size == 0:
		return token{kind: endToken}, true
	case r == '(':
		l.at++
		return token{kind: openToken}, true
	case r == ')':
		l.at++
		return token{kind: closeToken, suffixes: l.suffixes()}, true
	case r == '|':
		for strings.HasPrefix(l.text[l.at:], "|") {
			l.at++
		}
		return token{kind: orToken}, true
	case strings.ContainsRune(quotes, r):
		return l.phrase(r, size)
	case r == '~' || r == '^':
		l.at++
		l.repairs.add(strayChar, l.at-1, l.at, "A character that means nothing here was dropped.")
		return token{}, false
	case strings.ContainsRune(prefixes, r):
		return l.prefix()
	case r == '/':
		if t, ok := l.regexp(); ok {
			return t, true
		}
	}
	return l.word()
}

// phrase reads a quoted text. Its end is the closing quote that goes with the
// opening one or, where there is none, any quote.
func (l *lexer) phrase(open rune, size int) (token, bool) {
	start := l.at
	l.at += size
	closers := closersOf(open)
	if !l.comes(closers) {
		closers = quotes
	}
	content, closed := l.until(closers)
	if !closed {
		l.repairs.add(unclosedQuote, start, start+size, "The quote is not closed; it was closed at the end.")
	}
	units := phraseUnits(content)
	t := token{kind: phraseToken, text: strings.Join(strings.Fields(textOf(units)), " "), suffixes: l.suffixes()}
	if !hasWord(t.text) {
		l.repairs.add(emptyPhrase, start, l.at, "There is no word between the quotes; they were dropped.")
		return token{kind: nothingToken}, true
	}
	t.pattern = patternOf(units)
	return t, true
}

// phraseUnits are the characters of a phrase. A question mark asks a question
// in it, and what is no character separates words.
func phraseUnits(content string) []unit {
	units := unitsOf(content)
	for i, u := range units {
		switch {
		case u.r == utf8.RuneError || unicode.IsControl(u.r):
			units[i] = unit{r: ' '}
		case u.r == '?':
			units[i].escaped = true
		}
	}
	return units
}

func closersOf(open rune) string {
	switch open {
	case '"':
		return `"`
	case '„':
		return "“”"
	case '«':
		return "»"
	case '»':
		return "«"
	}
	return "”"
}

// comes tells whether one of these quotes is further on.
func (l *lexer) comes(closers string) bool {
	for _, quote := range closers {
		if l.last[quote] >= l.at {
			return true
		}
	}
	return false
}

// until reads up to one of the closers and past it, or to the end.
func (l *lexer) until(closers string) (content string, closed bool) {
	for start := l.at; ; {
		r, size := l.look(l.at)
		switch {
		case size == 0:
			return l.text[start:], false
		case strings.ContainsRune(closers, r):
			content = l.text[start:l.at]
			l.at += size
			return content, true
		}
		l.at += size
		if r == '\\' {
			_, size = l.look(l.at)
			l.at += size
		}
	}
}

// suffixes reads the ~2 and ^2 that stand right behind an operand.
func (l *lexer) suffixes() suffixes {
	start := l.at
	for r, size := l.look(l.at); size > 0 && (r == '~' || r == '^' || l.at > start && strings.ContainsRune(numerals, r)); r, size = l.look(l.at) {
		l.at += size
	}
	return readSuffixes(l.text[start:l.at], start)
}

// prefix reads a run of - ! +. Before a space they are no operators.
func (l *lexer) prefix() (token, bool) {
	start := l.at
	kind := mustToken
	for l.at < len(l.text) && strings.IndexByte(prefixes, l.text[l.at]) >= 0 {
		if l.text[l.at] != '+' {
			kind = notToken
		}
		l.at++
	}
	if r, size := l.look(l.at); size == 0 || !printable(r, size) || unicode.IsSpace(r) || r == ')' || r == '|' {
		if l.text[start] == '!' {
			l.repairs.add(danglingOperator, start, l.at, "An operator without a word after it was dropped.")
		} else {
			l.repairs.add(strayChar, start, l.at, "A character that means nothing here was dropped.")
		}
		return token{}, false
	}
	if l.at > start+1 {
		l.repairs.add(danglingOperator, start+1, l.at, "A doubled operator counts once.")
	}
	return token{kind: kind}, true
}

// regexp reads /…/; not ok when a slash is only a slash. Behind the colon of a
// prefix, two of them would be those of a URL.
func (l *lexer) regexp() (token, bool) {
	if strings.HasPrefix(l.text[l.at:], "//") {
		return token{}, false
	}
	limit := min(len(l.text), l.at+maxPattern+2)
	for i := l.at + 1; i < limit; {
		r, size := l.look(i)
		if unicode.IsSpace(r) || !printable(r, size) {
			break
		}
		i += size
		if next, n := l.look(i); r == '/' && i > l.at+2 && (n == 0 || unicode.IsSpace(next) || strings.ContainsRune(")|~^", next)) {
			start := l.at
			l.at = i
			return token{kind: regexpToken, text: l.text[start+1 : i-1], suffixes: l.suffixes()}, true
		}
		if r == '\\' {
			_, size = l.look(i)
			i += size
		}
	}
	return token{}, false
}
