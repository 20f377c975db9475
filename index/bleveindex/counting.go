package bleveindex

import (
	"math/bits"

	"dateline/index/bleveindex/docset"
)

// Documents are ranked a window of them at a time: what is known of those lies
// in the cache of a core.
const (
	windowWords = 32 // of a set
	windowDocs  = windowWords * 64
)

// window is a piece of a segment with the hits in it. Documents are numbered
// from its first one.
type window struct {
	first uint32 // document
	hits  docset.Set
	// docs are the hits that a list has, often how often each: for a moment it
	// holds their ranks in the list.
	docs, often [windowDocs]uint32
	// times is how often something stands in each document, all zero between uses.
	times  [windowDocs]uint32
	scores [windowDocs]float64
}

// counting tells how often something stands in the hits of windows, which
// follow one another: what plus gives, less what minus gives.
type counting struct{ plus, minus []counted }

// counted is a list with a number for each document: of a posting list its
// frequencies, else numbers.
type counted struct {
	ranks   ranks
	posting *posting
	numbers []uint32
}

func (o *occurring) counted() []counted {
	lists := make([]counted, len(o.postings))
	for i, p := range o.postings {
		lists[i] = counted{ranks: p.ranks(), posting: p}
	}
	return lists
}

// count fills w.docs with the hits that have what is counted, and w.often with
// how often each has it, which may be 0 times. It gives the number of them.
func (c *counting) count(w *window) (n int) {
	if len(c.plus) == 1 {
		w.addUp(c.minus)
		n = c.plus[0].count(w)
		if len(c.minus) > 0 {
			for i, doc := range w.docs[:n] {
				w.often[i] -= w.times[doc]
				w.times[doc] = 0
			}
		}
		return n
	}
	w.addUp(c.plus)
	w.takeOff(c.minus)
	for i, word := range w.hits {
		for ; word != 0; word &= word - 1 {
			doc := uint32(i*64 + bits.TrailingZeros64(word))
			if times := w.times[doc]; times > 0 {
				w.docs[n], w.often[n], w.times[doc] = doc, times, 0
				n++
			}
		}
	}
	return n
}

func (w *window) addUp(lists []counted) {
	for i := range lists {
		n := lists[i].count(w)
		for j, doc := range w.docs[:n] {
			w.times[doc] += w.often[j]
		}
	}
}

func (w *window) takeOff(lists []counted) {
	for i := range lists {
		n := lists[i].count(w)
		for j, doc := range w.docs[:n] {
			w.times[doc] -= w.often[j]
		}
	}
}

// count is that of a single list.
func (c *counted) count(w *window) (n int) {
	if c.ranks.list != nil {
		n = c.ranks.common(w)
	} else {
		n = c.ranks.set.Common(int(w.first/64), w.hits, w.docs[:], w.often[:])
	}
	if c.posting == nil {
		for i, rank := range w.often[:n] {
			w.often[i] = c.numbers[rank]
		}
		return n
	}
	frequencies, long := c.posting.Raw()
	for i, rank := range w.often[:n] {
		if long && frequencies[rank] < saturated {
			w.often[i] = uint32(frequencies[rank])
		} else {
			w.often[i] = c.posting.Frequency(rank)
		}
	}
	return n
}

// saturated is the byte of a frequency that may be more.
const saturated = 255

// common finds the hits of a window that are in the list.
func (r *ranks) common(w *window) (n int) {
	end := w.first + uint32(len(w.hits))*64
	for r.at = advance(r.list, r.at, w.first); r.at < len(r.list) && r.list[r.at] < end; r.at++ {
		if doc := r.list[r.at] - w.first; w.hits.Has(doc) {
			w.docs[n], w.often[n] = doc, uint32(r.at)
			n++
		}
	}
	return n
}
