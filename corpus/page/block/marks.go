package block

import "slices"

// marks says for each block how far it is from the lines that part an article
// from what stands around it.
type marks struct {
	title  []int32 // words since the last line with the headline, -1 before the first
	heads  []int32 // words since the last line with author or date, -1 before the first
	stop   []int32 // words since the last short line that leads elsewhere, below the headline; -1 without
	stops  []int32 // such lines, below the headline
	titles int32   // lines with the headline
	near   []place // of each element: where it stands to the headline
}

// place is how far an element is from the headline: steps up to the innermost
// element that also holds the headline, and from there down to it.
type place struct{ up, down int16 }

// nearTitle gives the places of all elements; none where no headline is.
func (v *View) nearTitle() []place {
	title := -1
	for i := range v.traits {
		b := &v.page.Blocks[i]
		if v.traits[i].line == lineTitle && (title < 0 || b.Level == 1 && v.page.Blocks[title].Level != 1) {
			title = i
		}
		if title < 0 && b.Level == 1 {
			title = i
		}
	}
	list := slices.Repeat([]place{{-1, -1}}, len(v.page.elements))
	if title < 0 {
		return list
	}
	down := int16(0)
	for at := v.page.Blocks[title].element; at >= 0; at = v.page.elements[at].parent {
		list[at] = place{0, down}
		down++
	}
	for i := 1; i < len(list); i++ {
		if list[i].down < 0 {
			outer := list[v.page.elements[i].parent]
			list[i] = place{outer.up + 1, outer.down}
		}
	}
	return list
}

func (v *View) newMarks() marks {
	n := len(v.traits)
	m := marks{title: make([]int32, n), heads: make([]int32, n), stop: make([]int32, n), stops: make([]int32, n), near: v.nearTitle()}
	title, head, stop, stops, words := int32(-1), int32(-1), int32(-1), int32(0), int32(0)
	since := func(at int32) int32 {
		if at < 0 {
			return -1
		}
		return words - at
	}
	for i := range v.traits {
		b, t := &v.page.Blocks[i], &v.traits[i]
		m.title[i], m.heads[i], m.stop[i], m.stops[i] = since(title), since(head), since(stop), stops
		words += b.words
		switch t.line {
		case lineTitle:
			title, stop, stops = words, -1, 0
			m.titles++
		case lineAuthor, lineByline, lineDate:
			head = words
		}
		if i >= v.page.first && b.words <= shortLine && t.parts() {
			stop, stops = words, stops+1
		}
	}
	return m
}

// shortLine is how many words a line has that parts an article from the rest.
const shortLine = 8

// parts reports whether a line begins with a phrase that no text begins with.
func (t *traits) parts() bool {
	group := t.phrase / 2
	return group != 0 && group != groupByline && group != groupNotice
}
