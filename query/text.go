package query

import (
	"strconv"
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
	digits    = "0123456789"
	numerals  = digits + "." // of the number after ~ or ^
)

// String is empty; beside something else All is written "*".
func (All) String() string { return "" }

func (w Word) String() string { return prefix(w.Field) + escapeWord(w.Text) }

//nolint:gochecknoglobals // a constant
var phraseEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `*`, `\*`)

func (p Phrase) String() string {
	text := prefix(p.Field) + `"` + phraseEscapes.Replace(p.Text) + `"`
	if p.Slop > 0 {
		text += "~" + strconv.Itoa(p.Slop)
	}
	return text
}

func (w Wildcard) String() string { return prefix(w.Field) + escapePattern(w.Pattern) }

func (f Fuzzy) String() string {
	return prefix(f.Field) + escapeUnits(literal(f.Text), f.Text, false) + "~" + strconv.Itoa(f.Distance)
}

func (r Regexp) String() string { return prefix(r.Field) + "/" + r.Pattern + "/" }

func (n Near) String() string          { return textOfNear(n) }
func (n NotNear) String() string       { return textOfNear(n) }
func (s SameParagraph) String() string { return textOfNear(s) }

// textOfNear: a chain, which leans to the left, needs no parentheses.
func textOfNear(e Expr) string {
	a, b, by, _ := proximityOf(e)
	if _, _, _, chain := proximityOf(a); chain {
		return a.String() + " " + by.String() + " " + operand(b)
	}
	return operand(a) + " " + by.String() + " " + operand(b)
}

func (a AtLeast) String() string { return "atleast" + strconv.Itoa(a.N) + "(" + a.Expr.String() + ")" }

func (b Boost) String() string {
	text := b.Expr.String()
	if !takesSuffix(b.Expr) {
		text = "(" + text + ")"
	}
	return text + "^" + strconv.FormatFloat(b.Factor, 'f', -1, 64)
}

func (c Compare) String() string {
	op := string(c.Op)
	if c.Op == Equal {
		op = ""
	}
	return prefix(c.Field) + op + strconv.Itoa(c.Value)
}

func (h Has) String() string { return prefix(hasField) + h.Field }

func (l Like) String() string { return prefix(likeField) + escapeWord(l.ID) }

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
	if _, all := e.(All); all {
		return "*"
	}
	if isGroup(e) {
		return "(" + e.String() + ")"
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
	return escapeUnits(literal(text), text, isURL(strings.TrimRight(text, "/"))) // the last one is escaped
}

// literal takes every character of a text as it stands.
func literal(text string) []unit {
	units := make([]unit, 0, len(text))
	for _, r := range text {
		units = append(units, unit{r: r, escaped: true})
	}
	return units
}

// escapePattern writes a pattern so that it is read as one. What looks like a
// URL would not be.
func escapePattern(pattern string) string {
	units := unitsOf(pattern)
	for i := range units {
		units[i].escaped = !strings.ContainsRune(wildcards, units[i].r) || units[i].escaped
	}
	return escapeUnits(units, pattern, false)
}

// escapeUnits writes what stands for itself with a backslash where it would be
// read as a sign. text is the whole.
func escapeUnits(units []unit, text string, url bool) string {
	colon := -1
	if name, ok := fieldName(strings.TrimRight(text, "/")); ok {
		colon = len(name)
	}
	special, atStart, atEnd := always+operators, prefixes+edges, edges+"!"
	if url {
		special, atStart, atEnd = always, atStart+operators, atEnd+operators
	}
	keyword := operatorOf(text) != wordToken
	var b strings.Builder
	at := 0
	for i, u := range units {
		scheme := !url && strings.Contains(text, "://") && (u.r == ':' || u.r == '/')
		switch first, last := i == 0, i == len(units)-1; {
		case u.isWildcard():
		case strings.ContainsRune(special, u.r), unicode.IsSpace(u.r), at == colon, scheme,
			first && (keyword || strings.ContainsRune(atStart, u.r)),
			last && strings.ContainsRune(atEnd, u.r):
			b.WriteByte('\\')
		}
		b.WriteRune(u.r)
		at += utf8.RuneLen(u.r)
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
