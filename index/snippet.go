package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSnippet is the length of an excerpt in characters.
const maxSnippet = 240

// excerptsOf are the pieces of paragraphs, at most n, that show most of what was
// asked, which stands at places; when there is nothing to show, the beginning.
func excerptsOf(paragraphs []string, places [][]place, n int) []Snippet {
	if n == 0 {
		return nil
	}
	var windows []window
	for i, text := range paragraphs {
		windows = append(windows, windowsOf(i, text, places[i])...)
	}
	best := bestWindows(windows, n)
	if len(best) == 0 {
		best = beginning(paragraphs)
	}
	var snippets []Snippet
	for _, w := range best {
		snippets = append(snippets, w.snippet())
	}
	return snippets
}

// window is a stretch of a paragraph that fits an excerpt.
type window struct {
	paragraph int
	text      string // the whole paragraph
	Span
	places []place // those inside
	asked  []int   // what is found there, each once
}

// beginning is the start of the first paragraph that is not empty.
func beginning(paragraphs []string) []window {
	for i, text := range paragraphs {
		if strings.TrimSpace(text) != "" {
			return []window{{paragraph: i, text: text, Span: Span{0, cut(text, 0, 0)}}}
		}
	}
	return nil
}

// windowsOf cuts a paragraph into windows: each begins with a place that the
// one before has no room for.
func windowsOf(paragraph int, text string, places []place) []window {
	var windows []window
	limit := 0 // of the window before
	for len(places) > 0 {
		start := begin(text, limit, places[0])
		end := cut(text, start, places[0].End)
		w := window{paragraph: paragraph, text: text, Span: Span{start, end}}
		for len(places) > 0 && places[0].Start < end {
			w.add(places[0])
			places = places[1:]
		}
		windows = append(windows, w)
		limit = end
	}
	return windows
}

// add adds a place; of one that the end cuts off, only the first is kept.
func (w *window) add(place place) {
	if place.End > w.End && len(w.places) > 0 {
		return
	}
	w.places = append(w.places, place)
	if !slices.Contains(w.asked, place.ID) {
		w.asked = append(w.asked, place.ID)
	}
}

// bestWindows chooses windows: first those that show something that none
// before shows, then those with more in them, then the earlier. They come back
// in the order of the text.
func bestWindows(windows []window, n int) []window {
	var best []window
	shown := map[int]bool{}
	for len(best) < n && len(windows) > 0 {
		at, top := 0, windows[0].worth(shown)
		for i, w := range windows[1:] {
			if worth := w.worth(shown); slices.Compare(worth[:], top[:]) > 0 {
				at, top = i+1, worth
			}
		}
		for _, id := range windows[at].asked {
			shown[id] = true
		}
		best = append(best, windows[at])
		windows = slices.Delete(windows, at, at+1)
	}
	slices.SortFunc(best, func(a, b window) int {
		return cmp.Or(cmp.Compare(a.paragraph, b.paragraph), cmp.Compare(a.Start, b.Start))
	})
	return best
}

// worth counts what a window shows: what is new, what is different, all.
func (w window) worth(shown map[int]bool) [3]int {
	fresh := 0
	for _, id := range w.asked {
		if !shown[id] {
			fresh++
		}
	}
	return [3]int{fresh, len(w.asked), len(w.places)}
}

func (w window) snippet() Snippet {
	for w.Start < w.End && w.text[w.Start] == ' ' {
		w.Start++
	}
	for w.Start < w.End && w.text[w.End-1] == ' ' {
		w.End--
	}
	s := Snippet{
		Paragraph: w.paragraph,
		Text:      w.text[w.Start:w.End],
		CutStart:  strings.TrimSpace(w.text[:w.Start]) != "",
		CutEnd:    strings.TrimSpace(w.text[w.End:]) != "",
	}
	for _, span := range spans(w.places) {
		s.Spans = append(s.Spans, Span{max(span.Start, w.Start) - w.Start, min(span.End, w.End) - w.Start})
	}
	return s
}

// begin finds where the window of a place begins, not before limit: at the
// paragraph's start when the place is near it, else at that of a sentence, else
// some words before the place. It takes in the sentences before that of the
// place when the paragraph ends soon.
func begin(text string, limit int, place place) int {
	earliest := back(text, place.End, maxSnippet, limit)
	if earliest > place.Start { // the place alone is longer than a window
		return place.Start
	}
	if earliest == 0 {
		return 0
	}
	best := -1
	for i := place.Start; i >= earliest; i = back(text, i, 1, 0) {
		if !startsSentence(text, i) {
			continue
		}
		restFits := back(text, len(text), maxSnippet, i) == i
		if best >= 0 && !restFits {
			break
		}
		best = i
	}
	if best >= 0 {
		return best
	}
	near := back(text, place.Start, maxSnippet/3, earliest)
	return wordFrom(text, near, place.Start)
}

// back goes some characters back from an offset, not before limit.
func back(text string, from, characters, limit int) int {
	for ; characters > 0 && from > limit; characters-- {
		_, size := utf8.DecodeLastRuneInString(text[limit:from])
		from -= size
	}
	return from
}

// wordFrom is the first start of a word in [from, to], or from when there is
// none: in a script without spaces every character is one.
func wordFrom(text string, from, to int) int {
	if from == 0 || text[from-1] == ' ' {
		return from
	}
	if space := strings.IndexByte(text[from:to], ' '); space >= 0 {
		return from + space + 1
	}
	return from
}

// cut finds where the window that begins at start ends: at the paragraph's end
// or that of a sentence or word, behind the place that it is made for.
func cut(text string, start, place int) int {
	end := start
	for characters := maxSnippet; characters > 0 && end < len(text); characters-- {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if end == len(text) {
		return end
	}
	// An excerpt should not be too short, nor end before what it is made for.
	least := max(place, back(text, end, maxSnippet/2, start))
	word := -1
	for i := end; i >= least; i = back(text, i, 1, 0) {
		if startsSentence(text, i) {
			return i
		}
		if word < 0 && (text[i] == ' ' || text[i-1] == ' ') {
			word = i
		}
	}
	if word > 0 {
		return word
	}
	for end > place && unicode.IsMark(runeAt(text, end)) { // never between a letter and its accent
		end = back(text, end, 1, place)
	}
	return end
}

// startsSentence tells whether a sentence begins at i: after a full stop and a
// space, or after one of the full stops that no space follows.
func startsSentence(text string, i int) bool {
	before := strings.TrimRight(text[:i], `"'”’»)`+" ")
	last, size := utf8.DecodeLastRuneInString(before)
	switch last {
	case '。', '！', '？':
		return true
	case '.', '!', '?', '…':
		initial := last == '.' && len(before) > size && endsWithInitial(before[:len(before)-size])
		return strings.HasSuffix(text[:i], " ") && !initial && !unicode.IsLower(runeAt(text, i))
	}
	return false
}

// endsWithInitial tells whether the last word of a text is one capital: "J.",
// "U.S.".
func endsWithInitial(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	if !unicode.IsUpper(last) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	return !unicode.IsLetter(before)
}

func runeAt(text string, i int) rune {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}
