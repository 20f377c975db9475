package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isLater tells the prefixes of the full language that no schema has yet. They
// are left out with what follows them.
func isLater(name string) bool { return name == "story" }

// leadFunction is a prefix that archives write as a function: "hlead(flood)".
const leadFunction = "hlead"

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
	if _, _, ok := nearOperator(raw); ok {
		return nearToken
	}
	if _, ok := atLeastOperator(raw); ok {
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
	if field, ok := l.schema.Lookup(leadFunction); ok && strings.EqualFold(raw, leadFunction) && strings.HasPrefix(l.text[end:], "(") {
		return token{kind: fieldToken, field: field}, true
	}
	switch kind := operatorOf(raw); kind {
	case wordToken:
		return l.clean(raw, start)
	case nearToken:
		return l.near(raw, start), true
	case atLeastToken:
		given, _ := atLeastOperator(raw)
		n := bounded(given, 1, MaxCount)
		if strconv.Itoa(n) != given {
			l.repairs.add(clampedNumber, start, end, "A count is from 1 to %d; it was read as %d.", MaxCount, n)
		}
		return token{kind: atLeastToken, count: n}, true
	default:
		return token{kind: kind}, true
	}
}

// near reads an operator of proximity.
func (l *lexer) near(raw string, start int) token {
	by, given, _ := nearOperator(raw)
	switch {
	case given == "w/s":
		l.repairs.unsupported(l.text, start, l.at, "read as w/p")
	case by.within > 0 && strconv.Itoa(by.within) != given:
		l.repairs.clamped(start, l.at, by.within)
	}
	return token{kind: nearToken, near: by}
}

// wordEnd is where the word that begins here ends.
func (l *lexer) wordEnd() int {
	for at := l.at; ; {
		r, size := l.look(at)
		if size == 0 || unicode.IsSpace(r) || !printable(r, size) || strings.ContainsRune("()|"+quotes, r) && !l.slipped(at, r) {
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

// slipped tells a quote or parenthesis that slipped into the last word of a
// text: nothing closes it, and there is nothing for it to group.
func (l *lexer) slipped(at int, r rune) bool {
	switch {
	case r != '"' && r != '(' || l.last[r] != at || at < l.lastWord || !betweenWords(l.text[l.at:], at-l.at):
		return false
	case r == '(':
		before := l.text[l.at:at]
		return l.last[')'] < at && operatorOf(before) == wordToken && !strings.EqualFold(before, leadFunction)
	}
	for _, quote := range quotes {
		if l.last[quote] > at {
			return false
		}
	}
	return true
}

// betweenWords tells whether letters or digits stand on both sides of the sign
// at a place, which has one byte.
func betweenWords(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+1:])
	return isWordRune(before) && isWordRune(after)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// field reads a prefix, or a word that only looks like one.
func (l *lexer) field(name, raw string) (token, bool) {
	start := l.at
	end := start + len(name) + 1
	l.value = len(raw) > len(name)+1
	lower := strings.ToLower(name)
	known, ok := l.schema.Lookup(lower)
	if asks, found := asking().Lookup(lower); found && !ok {
		if !l.attached(end) { // "Has: nothing"
			l.at += len(raw)
			return l.clean(raw, start)
		}
		known, ok = asks, true
	}
	if ok {
		l.at = end
		l.raw = known.Kind == Date || known.Kind == Number
		return token{kind: fieldToken, field: known}, true
	}
	if isLater(lower) && l.attached(end) {
		l.at = end
		l.repairs.unsupported(l.text, start, end, "left out with what follows it")
		return token{kind: laterToken}, true
	}
	meant := Nearest(name, append(l.schema.names(), asking().names()...))
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

// rawText reads what follows the prefix of a date or number, as it stands; not
// ok when that is a quote or parenthesis, or nothing.
func (l *lexer) rawText() (token, bool) {
	l.raw = false
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
	text := strings.Trim(l.text[start:l.at], ",;")
	if strings.Trim(text, "*") == "" && text != "" {
		return token{kind: everythingToken}, true
	}
	return token{text: text}, true
}

// clean makes a word of raw text: without what stands behind it, escapes, and
// punctuation around it.
func (l *lexer) clean(raw string, start int) (token, bool) {
	if strings.Trim(raw, "*") == "" {
		return token{kind: everythingToken}, true
	}
	if escapedAt(raw, len(raw)) {
		l.repairs.add(strayChar, start+len(raw)-1, start+len(raw), "A backslash with no character after it was dropped.")
	}
	var t token
	url := isURL(raw)
	truncated := false
	if !url {
		raw, t.suffixes = cutSuffixes(raw, start)
		raw, truncated = l.cutTruncation(raw, start)
		raw = l.hyphened(raw, start)
	}
	units := trimUnits(unitsOf(raw))
	if truncated {
		units = append(units, unit{r: '*'})
	}
	t.text = textOf(units)
	if !hasWord(t.text) {
		l.repairs.add(strayChar, start, start+len(raw), "A character that means nothing here was dropped.")
		return token{}, false
	}
	if !url {
		l.tellBrackets(raw, start)
		t.pattern = patternOf(units)
	}
	return t, true
}

// cutSuffixes cuts ~2 and ^2 off the end of a word.
func cutSuffixes(raw string, start int) (word string, s suffixes) {
	at := len(raw)
	for {
		end := len(strings.TrimRight(raw[:at], numerals))
		if end < 2 || raw[end-1] != '~' && raw[end-1] != '^' || escapedAt(raw, end-1) {
			break
		}
		at = end - 1
	}
	return raw[:at], readSuffixes(raw[at:], start+at)
}

// cutTruncation cuts off the exclamation mark that ends a word as a star does.
// Several of them only exclaim.
func (l *lexer) cutTruncation(raw string, start int) (word string, truncated bool) {
	word = strings.TrimRight(raw, "!")
	if word == "" || word == raw {
		return raw, false
	}
	if escapedAt(word, len(word)) {
		word = raw[:len(word)+1]
	}
	marks := len(raw) - len(word)
	switch {
	case marks > 1:
		l.repairs.add(strayChar, start+len(word), start+len(raw), "Exclamation marks were dropped; one alone would truncate the word.")
	case marks == 1:
		l.repairs.add(anyEnding, start+len(word), start+len(raw), "The exclamation mark at the end stands for any ending, as * does.")
	}
	return word, marks == 1
}

// hyphened puts a hyphen for each sign that slipped into a word: so it is found
// in one piece and in two.
func (l *lexer) hyphened(raw string, start int) string {
	for at := 0; at < len(raw); at++ {
		code := ""
		switch raw[at] {
		case '~', '^':
			code = strayChar
		case '"':
			code = unclosedQuote
		case '(':
			code = unclosedParen
		}
		if code != "" && !escapedAt(raw, at) && betweenWords(raw, at) {
			l.repairs.add(code, start+at, start+at+1, "The sign %c inside the word was read as a hyphen.", raw[at])
			raw = raw[:at] + "-" + raw[at+1:]
		}
	}
	return raw
}

// tellBrackets notes signs that are dropped at the ends of a word and are no
// punctuation.
func (l *lexer) tellBrackets(raw string, start int) {
	const brackets = "/[]{}"
	inner := strings.TrimLeft(raw, edges)
	if before := len(raw) - len(inner); strings.ContainsAny(raw[:before], brackets) {
		l.repairs.add(strayChar, start, start+before, "A character that means nothing here was dropped.")
	}
	end := len(strings.TrimRight(inner, edges))
	if strings.ContainsAny(inner[end:], brackets) && !escapedAt(inner, end) {
		l.repairs.add(strayChar, start+len(raw)-len(inner)+end, start+len(raw), "A character that means nothing here was dropped.")
	}
}

func escapedAt(raw string, at int) bool {
	before := raw[:at]
	return (len(before)-len(strings.TrimRight(before, `\`)))%2 == 1
}
