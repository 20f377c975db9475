package query

import (
	"errors"
	"regexp/syntax"
	"strings"
)

// The bounds of patterns: the length in bytes, and how much there may be to a
// regular expression once repetitions are written out.
const (
	maxPattern     = 256
	maxRegexpSteps = 1000
)

var errRegexp = errors.New("not a regular expression of one word that is short enough")

// ParseRegexp reads the pattern of a Regexp: RE2 syntax, for a whole word,
// without regard to case. What asks for the start or end of a word or text
// says nothing, because the whole word has to match anyway.
func ParseRegexp(pattern string) (*syntax.Regexp, error) {
	if len(pattern) > maxPattern {
		return nil, errRegexp
	}
	re, err := syntax.Parse(pattern, syntax.Perl|syntax.FoldCase)
	if err != nil {
		return nil, err
	}
	withoutAnchors(re)
	re = re.Simplify()
	prog, err := syntax.Compile(re)
	if err != nil {
		return nil, err
	}
	if len(prog.Inst) > maxRegexpSteps {
		return nil, errRegexp
	}
	return re, nil
}

func withoutAnchors(re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		re.Op = syntax.OpEmptyMatch
	default:
	}
	for _, sub := range re.Sub {
		withoutAnchors(sub)
	}
}

// unit is a character of a pattern: a wildcard or one that stands for itself.
type unit struct {
	r       rune
	escaped bool
}

func (u unit) isWildcard() bool { return !u.escaped && (u.r == '*' || u.r == '?') }

// unitsOf takes the escapes out of raw text.
func unitsOf(raw string) []unit {
	var units []unit
	unescape(raw, func(r rune, escaped bool) { units = append(units, unit{r, escaped}) })
	return units
}

// trimUnits drops punctuation at both ends, and a question mark at the end,
// which asks a question.
func trimUnits(units []unit) []unit {
	isEdge := func(u unit) bool { return !u.escaped && strings.ContainsRune(edges, u.r) }
	for len(units) > 0 && isEdge(units[0]) {
		units = units[1:]
	}
	for n := len(units); n > 0 && (isEdge(units[n-1]) || units[n-1] == unit{r: '?'}); n = len(units) {
		units = units[:n-1]
	}
	return units
}

// textOf is the text of units, patternOf the pattern: "" when there is no
// wildcard among them. One star is as good as several.
func textOf(units []unit) string {
	var b strings.Builder
	for _, u := range units {
		b.WriteRune(u.r)
	}
	return b.String()
}

func patternOf(units []unit) string {
	var b strings.Builder
	wild := false
	for i, u := range units {
		star := u == unit{r: '*'}
		if star && i > 0 && units[i-1] == u {
			continue
		}
		wild = wild || u.isWildcard()
		if !u.isWildcard() && strings.ContainsRune(`*?\`, u.r) {
			b.WriteByte('\\')
		}
		b.WriteRune(u.r)
	}
	if !wild {
		return ""
	}
	return b.String()
}

// withoutWildcards is a pattern read as a word.
func withoutWildcards(pattern string) string {
	var b strings.Builder
	for _, u := range unitsOf(pattern) {
		if !u.isWildcard() {
			b.WriteRune(u.r)
		}
	}
	return b.String()
}
