package wire

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxTitleRunes  = 140
	maxTitleLength = 25 // words
)

// TitleLike reports whether the first line of a text is its headline: short,
// no full stop at its end, and not the beginning of a dispatch.
func TitleLike(line string) bool {
	if utf8.RuneCountInString(line) > maxTitleRunes || len(strings.Fields(line)) > maxTitleLength {
		return false
	}
	if strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "..") || strings.HasSuffix(line, ":") || strings.HasSuffix(line, ",") || strings.HasSuffix(line, ";") || isBullet(line) {
		return false
	}
	if _, _, ok := CutDateline(line); ok {
		return false
	}
	_, isByline := Byline(line)
	_, isDate := ParseTime(line)
	return !isByline && !isDate
}

//nolint:gochecknoglobals // a constant
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n")

// NormaliseLines makes every line end a newline and every page end a blank line.
func NormaliseLines(text string) string {
	return lineEnds.Replace(text)
}

// Paragraphs finds the paragraphs of a plain text. Two kinds are told apart:
// text wrapped at some column, where blank lines and indents begin paragraphs,
// and text with one paragraph a line.
func Paragraphs(text string) []string {
	lines := strings.Split(NormaliseLines(text), "\n")
	return paragraphsOf(lines, isWrapped(lines))
}

// WrappedParagraphs is Paragraphs for a text that is known to be wrapped,
// however short it is.
func WrappedParagraphs(text string) []string {
	return paragraphsOf(strings.Split(NormaliseLines(text), "\n"), true)
}

func paragraphsOf(lines []string, wrapped bool) []string {
	var paragraphs, current []string
	end := func() {
		if p := Clean(strings.Join(current, " ")); strings.IndexFunc(p, isWordRune) >= 0 {
			paragraphs = append(paragraphs, p)
		}
		current = nil
	}
	indent := commonIndent(lines)
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			end()
			continue
		}
		if !wrapped || len(current) > 0 && startsParagraph(line, current[0], indent) {
			end()
		}
		current = append(current, line)
	}
	end()
	return paragraphs
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// startsParagraph reports whether a line of wrapped text begins a paragraph
// although no blank line stands before it. head is the first line of the
// paragraph so far.
func startsParagraph(line, head string, indent int) bool {
	text := strings.TrimSpace(line)
	switch {
	case isBullet(text) || isByline(text) || isByline(head) || IsSignOff(text):
		return true
	case isBullet(strings.TrimSpace(head)) && indentOf(line) <= indentOf(head)+3: // hangs under its bullet
		first, _ := utf8.DecodeRuneInString(text)
		return indentOf(line) <= indentOf(head) && !unicode.IsLower(first)
	case indentOf(line) >= indent+2:
		return true
	}
	_, _, isDateline := CutDateline(text)
	return isDateline
}

var signOff = regexp.MustCompile(`(?i)^(?:reuters?(?:\s*&#3;)?|-+ ?(?:30|ends?) ?-+|ends|###|blah blah blah\.?)$`)

// IsSignOff reports whether a line is an agency's mark of the end, or the
// filler that stands for a text to come.
func IsSignOff(line string) bool { return signOff.MatchString(strings.TrimSpace(line)) }

func isByline(line string) bool {
	_, ok := Byline(line)
	return ok
}

var bullet = regexp.MustCompile(`^(?:[-–—*•‣▪◦·]|\d{1,2}[.)]|[a-z]\))\s+\S`)

func isBullet(line string) bool { return bullet.MatchString(line) }

const (
	maxWrapped = 100 // columns; a longer line is a paragraph
	minWrapped = 40  // a shorter line says nothing about wrapping
)

// isWrapped reports whether lines are broken at a column: none is long, and
// most lines that could end a paragraph in mid-sentence do.
func isWrapped(lines []string) bool {
	broken, whole := 0, 0
	for i, line := range lines {
		line = strings.TrimSpace(line)
		length := utf8.RuneCountInString(line)
		if length > maxWrapped {
			return false
		}
		last := i+1 == len(lines) || strings.TrimSpace(lines[i+1]) == "" || isBullet(strings.TrimSpace(lines[i+1]))
		if length < minWrapped || last {
			continue
		}
		if EndsSentence(line) {
			whole++
		} else {
			broken++
		}
	}
	return broken > whole
}

// commonIndent is the indent of the whole text: that of its least indented line.
func commonIndent(lines []string) int {
	least := -1
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if n := indentOf(line); least < 0 || n < least {
			least = n
		}
	}
	return max(least, 0)
}

// indentOf counts the columns before a line's text; a tab counts as four.
func indentOf(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ', '\u00A0':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}
