package query

import (
	"strings"
	"unicode"
)

// later are the prefixes of the full language that no schema has yet, with
// what becomes of them: a wordToken loses only the prefix, because what
// follows is text to search for; a laterToken takes what follows with it.
func later(name string) (tokenKind, bool) {
	switch name {
	case "major", "lead", "hlead":
		return wordToken, true
	case "words", "story", "like", "has", "missing":
		return laterToken, true
	}
	return 0, false
}

// operatorOf tells the words that are operators; wordToken is none.
func operatorOf(raw string) tokenKind {
	switch raw {
	case "AND", "&", "&&":
		return andToken
	case "OR":
		return orToken
	case "NOT":
		return notToken
	}
	lower := strings.ToLower(raw)
	name := strings.TrimRight(lower, "0123456789")
	switch {
	case lower == "w/p" || lower == "w/s":
		return nearToken
	case name == lower:
		return wordToken
	}
	switch name {
	case "w/", "pre/", "near/", "onear/", "near", "adj":
		return nearToken
	case "atleast":
		return atLeastToken
	}
	return wordToken
}

// word reads a word, an operator that looks like one, or a prefix.
func (l *lexer) word() (token, bool) {
	start, end := l.at, l.wordEnd()
	raw := l.text[start:end]
	if l.value {
		l.at = end
		return l.clean(raw, start)
	}
	if name, ok := fieldName(raw); ok {
		return l.field(name, raw)
	}
	l.at = end
	switch kind := operatorOf(raw); kind {
	case wordToken:
		return l.clean(raw, start)
	case nearToken:
		l.repairs.unsupported(l.text, start, end, "read as AND")
		return token{kind: kind}, true
	case atLeastToken:
		l.repairs.unsupported(l.text, start, end, "left out")
		return token{}, false
	default:
		return token{kind: kind}, true
	}
}

// wordEnd is where the word that begins here ends.
func (l *lexer) wordEnd() int {
	for at := l.at; ; {
		r, size := l.look(at)
		if size == 0 || unicode.IsSpace(r) || !printable(r, size) || strings.ContainsRune("()|"+quotes, r) {
			return at
		}
		at += size
		if r == '\\' {
			if r, size = l.look(at); printable(r, size) {
				at += size
			}
		}
	}
}

// field reads a prefix, or a word that only looks like one.
func (l *lexer) field(name, raw string) (token, bool) {
	start := l.at
	end := start + len(name) + 1
	l.value = len(raw) > len(name)+1
	known, ok := l.schema.Lookup(strings.ToLower(name))
	if ok {
		l.at = end
		l.date = known.Kind == Date
		return token{kind: fieldToken, field: known}, true
	}
	if kind, ok := later(strings.ToLower(name)); ok && l.attached(end) {
		l.at = end
		if kind == laterToken {
			l.repairs.unsupported(l.text, start, end, "left out with what follows it")
			return token{kind: kind}, true
		}
		l.repairs.unsupported(l.text, start, end, "left out")
		return token{}, false
	}
	meant := Nearest(name, l.schema.names())
	if meant != "" {
		l.repairs.add(unknownField, start, end, "There is no field %s; it was read as a word. Did you mean “%s:”?", clip(name+":"), meant)
	}
	if !l.attached(end) { // "Flood: three dead"
		l.at += len(raw)
		return l.clean(raw, start)
	}
	if meant == "" {
		l.repairs.add(unknownField, start, end, "There is no field %s; it was read as a word.", clip(name+":"))
	}
	l.at = end
	return token{kind: unknownToken, text: name}, true
}

// attached tells whether a value follows a prefix without a space.
func (l *lexer) attached(end int) bool {
	r, size := l.look(end)
	return size > 0 && printable(r, size) && !unicode.IsSpace(r) && r != ')' && r != '|'
}

// dateText reads what follows the prefix of a date, as it stands; not ok when
// that is a quote or parenthesis, or nothing.
func (l *lexer) dateText() (token, bool) {
	l.date = false
	r, size := l.look(l.at)
	if size == 0 || strings.ContainsRune("()|"+quotes, r) {
		return token{}, false
	}
	start := l.at
	l.at = l.wordEnd()
	if r == '[' {
		window := l.text[start:min(len(l.text), start+maxRange)]
		if i := strings.IndexAny(window, "]}"); i > 0 {
			l.at = max(l.at, start+i+1)
		}
	}
	return token{text: strings.Trim(l.text[start:l.at], ",;")}, true
}

// clean makes a word of raw text: without the operators that are not
// supported yet, escapes, and punctuation around it.
func (l *lexer) clean(raw string, start int) (token, bool) {
	if strings.Trim(raw, "*") == "" {
		return token{kind: everythingToken}, true
	}
	if escapedAt(raw, len(raw)) {
		l.repairs.add(strayChar, start+len(raw)-1, start+len(raw), "A backslash with no character after it was dropped.")
	}
	url := isURL(raw)
	for i := operatorAtEnd(raw); i < len(raw) && !url; i = operatorAtEnd(raw) {
		l.repairs.unsupported(l.text, start+i, start+len(raw), "left out")
		raw = raw[:i]
	}
	text, wildcard := trim(raw)
	switch {
	case !hasWord(text):
		l.repairs.add(strayChar, start, start+len(raw), "A character that means nothing here was dropped.")
		return token{}, false
	case wildcard != "" && !url:
		l.repairs.add(notSupported, start, start+len(raw), "The wildcard %s is not supported yet; %s was read as it stands.", wildcard, clip(text))
	}
	return token{text: text}, true
}

// operatorAtEnd is where ~2, ^2 or ! at the end of a word begins.
func operatorAtEnd(raw string) int {
	end := len(strings.TrimRight(raw, numerals))
	if end > 1 && (raw[end-1] == '~' || raw[end-1] == '^') && !escapedAt(raw, end-1) {
		return end - 1
	}
	for end = len(raw); end > 1 && raw[end-1] == '!' && !escapedAt(raw, end-1); end-- {
	}
	return end
}

func escapedAt(raw string, at int) bool {
	before := raw[:at]
	return (len(before)-len(strings.TrimRight(before, `\`)))%2 == 1
}

// trim takes escapes out of a word and punctuation off its ends, and tells
// which wildcard it holds. A question mark at the very end asks a question.
func trim(raw string) (text, wildcard string) {
	var b strings.Builder
	kept, question := 0, false
	unescape(raw, func(r rune, escaped bool) {
		edge := !escaped && strings.ContainsRune(edges+wildcards, r)
		switch {
		case !edge && question:
			wildcard = "?"
		case edge && r == '*':
			wildcard = "*"
		}
		question = question || edge && r == '?'
		if edge && b.Len() == 0 {
			return
		}
		b.WriteRune(r)
		if !edge {
			kept = b.Len()
		}
	})
	return b.String()[:kept], wildcard
}
