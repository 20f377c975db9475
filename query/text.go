package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The signs of the language, by where in a word they are more than a letter.
const (
	quotes    = "\"“”„‟«»"
	always    = quotes + `\()|`
	operators = "*?~^"          // not in a URL, except at its ends
	edges     = "/,;:'‘’<>[]{}" // dropped at both ends of a word
	wildcards = "*?"
	prefixes  = "-!+"
	numerals  = "0123456789." // of the number after ~ or ^
)

// String is empty; beside something else All is written "*".
func (All) String() string { return "" }

func (w Word) String() string { return prefix(w.Field) + escapeWord(w.Text) }

func (p Phrase) String() string {
	return prefix(p.Field) + `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `*`, `\*`).Replace(p.Text) + `"`
}

func (d Dates) String() string {
	switch {
	case d.From == "" && d.To == "":
		return "*"
	case d.To == "":
		return "after:" + string(d.From)
	case d.From == "" && !d.Through:
		return "before:" + string(d.To)
	case d.From == d.To && d.Through:
		return "date:" + string(d.From)
	case d.Through != d.To.isAge():
		return "date:" + string(d.From+".."+d.To)
	default:
		return "date:[" + string(d.From) + " TO " + string(d.To) + "}"
	}
}

func (a And) String() string { return join(a.Exprs, " AND ") }

func (o Or) String() string { return join(o.Exprs, " OR ") }

func (n Not) String() string { return "NOT " + operand(n.Expr) }

func join(exprs []Expr, operator string) string {
	var texts []string
	for _, e := range exprs {
		texts = append(texts, operand(e))
	}
	return strings.Join(texts, operator)
}

// operand is a node's text as part of another.
func operand(e Expr) string {
	switch e := e.(type) {
	case All:
		return "*"
	case And, Or:
		return "(" + e.String() + ")"
	case Word, Phrase, Dates, Not:
	}
	return e.String()
}

func prefix(field string) string {
	if field == "" {
		return ""
	}
	return field + ":"
}

// escapeWord writes a text so that it is read as one word.
func escapeWord(text string) string {
	colon := -1
	core := strings.TrimRight(text, "/") // the last one is escaped
	if name, ok := fieldName(core); ok {
		colon = len(name)
	}
	special, atStart, atEnd := always+operators, prefixes+edges, edges+"!"
	if isURL(core) {
		special, atStart, atEnd = always, atStart+operators, atEnd+operators
	}
	keyword := operatorOf(text) != wordToken
	var b strings.Builder
	for i, r := range text {
		first, last := i == 0, i+utf8.RuneLen(r) == len(text)
		if strings.ContainsRune(special, r) || unicode.IsSpace(r) || i == colon ||
			first && (keyword || strings.ContainsRune(atStart, r)) ||
			last && strings.ContainsRune(atEnd, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// fieldName is what stands before the first colon, if it can be the name of a
// field. The scheme of a URL and the hour of a time cannot.
func fieldName(raw string) (string, bool) {
	name, rest, found := strings.Cut(raw, ":")
	if !found || strings.HasPrefix(rest, "//") {
		return "", false
	}
	for i, r := range name {
		letter := unicode.IsLetter(r)
		if !letter && (i == 0 || !unicode.IsDigit(r) && r != '_' && r != '-') {
			return "", false
		}
	}
	return name, name != ""
}

// isURL tells the texts whose signs belong to them.
func isURL(raw string) bool { return strings.Contains(raw, "://") }

// hasWord tells whether a text holds anything that can be searched for.
func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// unescape takes the backslashes out of raw text and calls visit with each
// rune. A backslash before nothing, or before what is no character, is
// dropped.
func unescape(raw string, visit func(r rune, escaped bool)) {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[i:])
		i += size
		if r != '\\' {
			visit(r, false)
			continue
		}
		if r, size = utf8.DecodeRuneInString(raw[i:]); printable(r, size) {
			visit(r, true)
			i += size
		}
	}
}

// printable tells characters from control characters and broken UTF-8.
func printable(r rune, size int) bool {
	return (r != utf8.RuneError || size > 1) && !unicode.IsControl(r)
}
