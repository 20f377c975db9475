package completion

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/index"
	"dateline/query"
)

// end is the end of a text that is being typed: the part that is completed.
type end struct {
	text string
	// start is where it begins, with its signs.
	start int
	// sign is what stands before the field: "-", "+", "!" or nothing.
	sign string
	// field is the one that is named; its Name is "" where none is.
	field query.Field
	// typed is what follows, without the quote that opens it.
	typed  string
	quoted bool
	// before is the bare word before it, "" if there is none, and beforeStart
	// where that begins.
	before      string
	beforeStart int
}

const (
	quotes = "\"“”„‟«»"
	signs  = "-+!"
)

// endOf finds the last token of a text: what follows the last space, or
// parenthesis, that is not in quotes.
func endOf(text string) end {
	e := end{text: text}
	previous, open := -1, -1 // where the token before begins, and the last open quote
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\\' && i+size < len(text):
			_, next := utf8.DecodeRuneInString(text[i+size:])
			size += next
		case strings.ContainsRune(quotes, r) && open < 0:
			open = i
		case strings.ContainsRune(quotes, r):
			open = -1
		case open < 0 && (unicode.IsSpace(r) || strings.ContainsRune("()|", r)):
			if e.start < i {
				previous = e.start
			}
			e.start = i + size
		}
		i += size
	}
	e.read(text[e.start:], open >= 0)
	if previous >= 0 && e.sign == "" {
		e.join(previous, open >= 0)
	}
	return e
}

// join takes the token before into account.
func (e *end) join(previous int, open bool) {
	word := strings.TrimRightFunc(e.text[previous:e.start], unicode.IsSpace)
	switch prefix, found := strings.CutSuffix(word, ":"); {
	case isWord(word) && !isOperator(word) && !strings.ContainsAny(word[:1], signs):
		e.before, e.beforeStart = word, previous
	case found && e.field.Name == "":
		if _, known := index.Fields.Lookup(strings.ToLower(strings.TrimLeft(prefix, signs))); known { // "person: merkel"
			e.read(word+e.text[e.start:], open)
			e.start = previous
		}
	}
}

// read takes the token apart.
func (e *end) read(token string, open bool) {
	rest := strings.TrimLeft(token, signs)
	e.sign = token[:len(token)-len(rest)]
	if name, value, ok := strings.Cut(rest, ":"); ok {
		if field, known := index.Fields.Lookup(strings.ToLower(name)); known {
			e.field, rest = field, value
		}
	}
	if first, size := utf8.DecodeRuneInString(rest); open && strings.ContainsRune(quotes, first) {
		e.quoted, rest = true, rest[size:]
	}
	e.typed = rest
}

// written is the token with another text.
func (e *end) written(text string) string {
	if e.quoted {
		return e.sign + query.Phrase{Field: e.field.Name, Text: text}.String()
	}
	return e.sign + query.Word{Field: e.field.Name, Text: text}.String()
}

// readable tells whether what was typed can be the beginning of a value.
func (e *end) readable() bool { return e.typed == "" || e.quoted || isWord(e.typed) }

// lastWord is the last word of a phrase and where it begins.
func lastWord(typed string) (start int, word string) {
	if space := strings.LastIndexFunc(typed, unicode.IsSpace); space >= 0 {
		_, size := utf8.DecodeRuneInString(typed[space:])
		start = space + size
	}
	return start, typed[start:]
}

// isWord tells words from patterns, operators with numbers and the like.
func isWord(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("'’-.&", r)
	})
}

func isOperator(word string) bool { return word == "AND" || word == "OR" || word == "NOT" }
