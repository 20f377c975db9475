package pdftext

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// textLine is one line of a page.
type textLine struct {
	text      string
	x0, x1, y float64
	size      float64
}

// linesOf joins the texts of a page into lines, in the order in which they were
// painted, which is that of reading in nearly all documents, columns or not.
func linesOf(chunks []chunk) []textLine {
	var lines []textLine
	var text []byte // of the line, which may come letter by letter
	end := func() {
		if words := strings.Join(strings.Fields(letters.Replace(string(text))), " "); words != "" {
			lines[len(lines)-1].text = words
		} else if len(lines) > 0 {
			lines = lines[:len(lines)-1]
		}
		text = text[:0]
	}
	for _, c := range chunks {
		blank := strings.TrimSpace(c.text) == ""
		if len(text) == 0 || len(text) >= maxLine || !sameLine(lines[len(lines)-1], c) {
			if blank {
				continue
			}
			end()
			text = append(text, c.text...)
			lines = append(lines, textLine(c))
			continue
		}
		l := &lines[len(lines)-1]
		gap := c.x0 - l.x1
		l.x1 = max(l.x1, c.x1)
		if blank {
			text = append(text, ' ')
			continue
		}
		if gap > wordGap*c.size && text[len(text)-1] != ' ' && c.text[0] != ' ' {
			text = append(text, ' ')
		}
		text = append(text, c.text...)
		if utf8.RuneCountInString(c.text) > 3 || l.size < c.size { // not that of a raised sign
			l.size = max(l.size, c.size)
		}
	}
	end()
	return lines
}

// letters undoes what printing makes of them.
//
//nolint:gochecknoglobals // a constant
var letters = strings.NewReplacer("\u00AD", "", "ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st", "\uFFFD", "", "\x00", "")

const (
	// maxLabel is the longest line, in bytes, that may stand alone without the
	// end of a sentence.
	maxLabel = 60
	// A longer line, or paragraph, in bytes, is none.
	maxLine, maxParagraph = 4 << 10, 20 << 10

	wordGap   = .18 // of the size: a larger gap in a line stands for a space
	columnGap = 3   // of the size: what follows is no part of the line
)

func sameLine(l textLine, c chunk) bool {
	size := max(l.size, c.size)
	return math.Abs(l.y-c.y) < size*.4 && c.x0 > l.x1-size && c.x0 < l.x1+columnGap*size
}

// margins is how many lines at the top and the bottom of a page may be running
// heads.
const margins = 2

// dropRunning takes off what repeats at the edges of pages, and page numbers.
func dropRunning(pages [][]textLine) {
	seen := map[string]int{}
	for _, lines := range pages {
		onPage := map[string]bool{}
		for _, l := range edges(lines) {
			onPage[running(l.text)] = true
		}
		for key := range onPage {
			seen[key]++
		}
	}
	enough := max(2, len(pages)/3)
	for i, lines := range pages {
		edge := edges(lines)
		pages[i] = slices.DeleteFunc(lines, func(l textLine) bool {
			key := running(l.text)
			return slices.Contains(edge, l) && (key == "" || seen[key] >= enough)
		})
	}
}

// edges gives the uppermost and lowest lines of a page.
func edges(lines []textLine) []textLine {
	sorted := slices.SortedStableFunc(slices.Values(lines), func(a, b textLine) int {
		switch {
		case a.y > b.y:
			return -1
		case a.y < b.y:
			return 1
		}
		return 0
	})
	if len(sorted) <= 2*margins {
		return sorted
	}
	return append(slices.Clone(sorted[:margins]), sorted[len(sorted)-margins:]...)
}

// running gives what stays the same of a running head: "" of a page number.
func running(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
	switch s {
	case "page", "p", "pageof", "of", "seite", "seitevon", "s", "página", "pagina":
		return ""
	}
	return s
}

// paragraphsOf joins the lines of all pages into paragraphs.
func paragraphsOf(pages [][]textLine) []Paragraph {
	var j joiner
	j.body = bodySize(pages)
	for _, lines := range pages {
		j.right = 0
		for _, l := range lines {
			j.right = max(j.right, l.x1)
		}
		for i, l := range lines {
			j.take(l, i == 0)
		}
	}
	j.end()
	return j.paragraphs
}

// bodySize is the size that most of the text has.
func bodySize(pages [][]textLine) float64 {
	count := map[float64]int{}
	best, most := 0.0, 0
	for _, lines := range pages {
		for _, l := range lines {
			size := math.Round(l.size*2) / 2
			if count[size] += len(l.text); count[size] > most {
				best, most = size, count[size]
			}
		}
	}
	return best
}

// joiner makes paragraphs of lines.
type joiner struct {
	paragraphs []Paragraph
	body       float64
	right      float64 // edge of the page's text
	text       string
	first      textLine // of the paragraph
	last       textLine
	wide       float64 // the longest line of the paragraph
	leading    float64 // between its lines
}

func (j *joiner) take(l textLine, newPage bool) {
	if j.text != "" && (len(j.text) > maxParagraph || !j.continues(l, newPage)) {
		j.end()
	}
	if j.text == "" {
		j.text, j.first, j.last, j.wide, j.leading = l.text, l, l, l.x1-l.x0, 0
		return
	}
	if down := j.last.y - l.y; down > 0 && !newPage {
		j.leading = down
	}
	j.text = join(j.text, l.text)
	j.last = l
	j.wide = max(j.wide, l.x1-l.x0)
}

// continues reports whether a line belongs to the paragraph before it.
func (j *joiner) continues(l textLine, newPage bool) bool {
	size := max(l.size, j.last.size)
	if math.Abs(l.size-j.last.size) > size*.12 {
		return false
	}
	ended := endsSentence(j.text)
	down := j.last.y - l.y
	if newPage || down < -size || l.x0 > j.last.x1 { // another page or column
		return !ended && (startsLower(l.text) || len(j.text) > maxLabel) || strings.HasSuffix(j.text, "-")
	}
	usual := size * 1.6
	if j.leading > 0 {
		usual = j.leading * 1.25
	}
	switch {
	case down > usual:
		return false
	case ended && l.x0 > j.last.x0+size*.7: // indented
		return false
	case ended && j.last.x1-j.last.x0 < j.wide*.85: // the line before is short
		return false
	case ended && j.leading == 0 && j.last.x1-j.last.x0 < (l.x1-l.x0)*.85:
		return false
	case isBullet(l.text):
		return false
	}
	return true
}

func (j *joiner) end() {
	if j.text == "" {
		return
	}
	heading := j.first.size > j.body*1.12 && utf8.RuneCountInString(j.text) <= 200
	p := Paragraph{Text: j.text, Heading: heading, Item: isBullet(j.text), size: j.first.size}
	if p.Item {
		_, p.Text, _ = strings.Cut(p.Text, " ")
	}
	j.paragraphs = append(j.paragraphs, p)
	j.text = ""
}

// join appends a line and mends a word that was divided at its end.
func join(before, after string) string {
	stem, divided := strings.CutSuffix(before, "-")
	if divided {
		last, _ := utf8.DecodeLastRuneInString(stem)
		if unicode.IsLower(last) && startsLower(after) {
			return stem + after
		}
		if unicode.IsLetter(last) || unicode.IsDigit(last) {
			return before + after
		}
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.In(last, unicode.Han, unicode.Hiragana, unicode.Katakana) && unicode.In(next, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return before + after
	}
	return before + " " + after
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:。！？", r)
}

func isBullet(s string) bool {
	return strings.HasPrefix(s, "• ") || strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "▪ ") || strings.HasPrefix(s, "◦ ")
}
