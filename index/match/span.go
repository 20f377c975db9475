package match

import (
	"cmp"
	"slices"
)

// Span is a stretch of words of one part of an article.
type Span struct {
	// Part is 0 for the title, and from 1 on the number of a paragraph.
	Part int32
	// Start and End are positions of words, both included.
	Start, End int32
	// Loose: there may be words inside that have nothing to do with it.
	Loose bool
	// From and To are bytes of the part, To exclusive, when the places came
	// from a text; else 0.
	From, To int32
}

func compare(a, b Span) int {
	switch {
	case a.Part != b.Part:
		return cmp.Compare(a.Part, b.Part)
	case a.Start != b.Start:
		return cmp.Compare(a.Start, b.Start)
	}
	return cmp.Compare(a.End, b.End)
}

// distinct sorts spans, and keeps one of those that are the same words.
func distinct(spans []Span) []Span {
	if len(spans) < 2 {
		return spans
	}
	if !slices.IsSortedFunc(spans, compare) {
		slices.SortFunc(spans, compare)
	}
	return unique(spans)
}

// unique keeps of spans, which are in order, one of those that are the same
// words.
func unique(spans []Span) []Span {
	if len(spans) < 2 {
		return spans
	}
	kept := spans[:1]
	for _, s := range spans[1:] {
		last := &kept[len(kept)-1]
		if compare(*last, s) != 0 {
			kept = append(kept, s)
			continue
		}
		last.To = max(last.To, s.To)
		last.Loose = last.Loose && s.Loose
	}
	return kept
}

// merged is one list of several, each in order. It may be one of them.
func merged[T any](lists [][]T, compare func(a, b T) int) []T {
	switch len(lists) {
	case 0:
		return nil
	case 1:
		return lists[0]
	}
	half := len(lists) / 2
	a, b := merged(lists[:half], compare), merged(lists[half:], compare)
	if len(a) == 0 || len(b) == 0 {
		return append(slices.Clip(a), b...)
	}
	all := make([]T, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		from := &a
		if compare(b[0], a[0]) < 0 {
			from = &b
		}
		all = append(all, (*from)[0])
		*from = (*from)[1:]
	}
	return append(append(all, a...), b...)
}

// cover is the stretch from the first to the last word of two spans.
func cover(a, b Span) Span {
	return Span{
		Part: a.Part, Start: min(a.Start, b.Start), End: max(a.End, b.End), Loose: true,
		From: min(a.From, b.From), To: max(a.To, b.To),
	}
}

func (s Span) holds(other Span) bool {
	return s.Part == other.Part && s.Start <= other.Start && other.End <= s.End
}

// order is in which order two spans are wanted.
type order int

const (
	anyOrder order = iota
	forward
	backward
)

func (o order) reversed() order {
	switch o {
	case forward:
		return backward
	case backward:
		return forward
	default:
		return anyOrder
	}
}

// isNear tells whether b is near a.
func isNear(a, b Span, within int32, o order) bool {
	switch {
	case a.Part != b.Part:
		return false
	case b.Start > a.End:
		return o != backward && b.Start-a.End <= within
	case a.Start > b.End:
		return o != forward && a.Start-b.End <= within
	}
	return o == anyOrder && inGap(a, b)
}

// inGap tells whether two spans that overlap are yet made of different words,
// as far as one can know: the one lies in a gap of the other.
func inGap(a, b Span) bool {
	switch {
	case a.Loose && b.Loose:
		return a.Start != b.Start && a.End != b.End && a.Start != b.End && a.End != b.Start
	case a.Loose:
		return a.Start < b.Start && b.End < a.End
	case b.Loose:
		return b.Start < a.Start && a.End < b.End
	}
	return false
}

func widest(spans []Span) int32 {
	width := int32(0)
	for _, s := range spans {
		width = max(width, s.End-s.Start)
	}
	return width
}

// inAll keeps of several lists the spans in parts that all of them have.
func inAll(lists [][]Span) []Span {
	var kept []Span
	rest := slices.Clone(lists)
	for part, ok := nextInAll(rest, 0); ok; part, ok = nextInAll(rest, part+1) {
		for _, list := range rest {
			for _, s := range list {
				if s.Part != part {
					break
				}
				kept = append(kept, s)
			}
		}
	}
	return distinct(kept)
}

// nextInAll is the first part, from one on, that all lists have; it passes over
// the spans before.
func nextInAll(lists [][]Span, part int32) (int32, bool) {
	for agree := 0; agree < len(lists); {
		agree = 0
		for i, list := range lists {
			for len(list) > 0 && list[0].Part < part {
				list = list[1:]
			}
			lists[i] = list
			switch {
			case len(list) == 0:
				return 0, false
			case list[0].Part > part:
				part = list[0].Part
			default:
				agree++
			}
		}
	}
	return part, len(lists) > 0
}

// Places counts spans, which are sorted; of those that overlap only the first
// counts.
func Places(spans []Span) int {
	n := 0
	var last Span
	for _, s := range spans {
		if n == 0 || s.Part != last.Part || s.Start > last.End {
			n++
			last = s
		}
	}
	return n
}

// Longest puts spans in order, without those that lie within another: of the
// forms of an entity, "Bank" in "Bank of Japan" is not mentioned once more.
func Longest(spans []Span) []Span {
	spans = distinct(spans)
	var kept []Span
	for i, s := range spans {
		within := len(kept) > 0 && kept[len(kept)-1].holds(s) || i+1 < len(spans) && spans[i+1].holds(s)
		if !within {
			kept = append(kept, s)
		}
	}
	return kept
}

// inRow finds where words stand in a row: the lists are the places of each.
func inRow(lists [][]Span) []Span {
	rows := lists[0]
	for _, next := range lists[1:] {
		var longer []Span
		for _, row := range rows {
			for len(next) > 0 && (next[0].Part < row.Part || next[0].Part == row.Part && next[0].Start <= row.End) {
				next = next[1:]
			}
			if len(next) > 0 && next[0].Part == row.Part && next[0].Start == row.End+1 {
				longer = append(longer, Span{Part: row.Part, Start: row.Start, End: next[0].End, From: row.From, To: max(row.To, next[0].To)})
			}
		}
		rows = longer
	}
	return rows
}

// stretch is one word of a stretch that is looked for, of a number.
type stretch struct {
	Span
	word int
}

// stretches finds the shortest stretches that hold each word as often as need
// says, with at most slop other words.
func stretches(lists [][]Span, need []int, slop int) []Span {
	byWord := make([][]stretch, len(lists))
	size, missing := 0, len(lists)
	for word, list := range lists {
		size += need[word]
		byWord[word] = make([]stretch, len(list))
		for i, s := range list {
			byWord[word][i] = stretch{s, word}
		}
	}
	all := merged(byWord, func(a, b stretch) int { return compare(a.Span, b.Span) })
	var found []Span
	have := make([]int, len(lists))
	left := 0
	drop := func() {
		w := all[left].word
		if have[w] == need[w] {
			missing++
		}
		have[w]--
		left++
	}
	for i, right := range all {
		for left < i && all[left].Part != right.Part {
			drop()
		}
		if have[right.word]++; have[right.word] == need[right.word] {
			missing--
		}
		for missing == 0 {
			if s := cover(all[left].Span, right.Span); int(s.End-s.Start) < size+slop {
				found = append(found, s)
			}
			drop()
		}
	}
	return shortest(found)
}

// shortest leaves out spans that hold another.
func shortest(spans []Span) []Span {
	spans = distinct(spans)
	var kept []Span
	for _, s := range slices.Backward(spans) {
		n := len(kept)
		switch {
		case n > 0 && s.holds(kept[n-1]):
		case n > 0 && kept[n-1].holds(s):
			kept[n-1] = s
		default:
			kept = append(kept, s)
		}
	}
	slices.Reverse(kept)
	return kept
}
