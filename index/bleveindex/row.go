package bleveindex

import (
	"slices"

	"dateline/index/bleveindex/docset"
	"dateline/index/bleveindex/sidecar"
)

// row matches words in a row, within one paragraph or name. Often it is a
// single word.
type row struct {
	words []*word // of one text
	// inBody leaves out of the whole text what stands in the title.
	inBody bool
	// titles are the words in the title alone, nil where the text is not the
	// whole.
	titles []*word
	// parts are the words by themselves, of a word that is written with hyphens:
	// they rank too. joined is the same word in one, function a word that is in
	// every text.
	parts            []*row
	joined, function bool
}

// newRow makes a row of what may stand at each place.
func newRow(text string, inBody bool, places ...[]string) *row {
	r := &row{inBody: inBody}
	for _, terms := range places {
		r.words = append(r.words, &word{text, terms})
		if text == wholeText {
			r.titles = append(r.titles, &word{titleText, terms})
		}
	}
	return r
}

// counts are how often a row stands in documents, which rise, and how often of
// these in the title.
type counts struct{ docs, times, titled []uint32 }

func (r *row) match(v *view, within docset.Set) (docset.Set, error) {
	if len(r.words) == 1 {
		docs, err := r.docs(v)
		if err != nil {
			return nil, err
		}
		return v.both(within, docs), nil
	}
	candidates := v.arena.Copy(within)
	for _, w := range r.words {
		if candidates.Empty() {
			return candidates, nil
		}
		found, err := v.occurrences(w)
		if err != nil {
			return nil, err
		}
		candidates.And(found.docs)
	}
	counted, err := r.count(v, candidates)
	if err != nil {
		return nil, err
	}
	v.counts[r] = counted
	return v.setOf(counted.docs), nil
}

// docs are the documents, deleted ones too, that have a row of one word.
func (r *row) docs(v *view) (docset.Set, error) {
	if r.inBody {
		return v.beyondTitle(r.words[0], r.titles[0])
	}
	found, err := v.occurrences(r.words[0])
	if err != nil {
		return nil, err
	}
	return found.docs, nil
}

// beyondTitle are the documents, deleted ones too, that have a word elsewhere
// than in the title alone.
func (v *view) beyondTitle(whole, title *word) (docset.Set, error) {
	found, err := v.occurrences(whole)
	if err != nil || found.beyondTitle != nil {
		return found.beyondTitle, err
	}
	titles, err := v.occurrences(title)
	if err != nil {
		return nil, err
	}
	docs := v.arena.Copy(found.docs)
	inAll, inTitle := found.places(), titles.places()
	for doc := range titles.docs.All() {
		if err := v.pause(); err != nil {
			return nil, err
		}
		if inAll.times(doc) == inTitle.times(doc) {
			docs.Remove(doc)
		}
	}
	found.beyondTitle = docs
	return docs, v.ctx.Err()
}

// count looks, in documents that have all words, where they stand in a row.
func (r *row) count(v *view, candidates docset.Set) (*counts, error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	walk, err := newRowWalk(v, r)
	if err != nil {
		return nil, err
	}
	found := &counts{}
	title := side.Text(titleText)
	for doc := range candidates.All() {
		starts, err := walk.starts(doc)
		if err != nil {
			return nil, err
		}
		titled := 0
		if r.titles != nil && len(starts) > 0 {
			titled, _ = slices.BinarySearch(starts, bodyStart(title, doc))
		}
		if r.inBody {
			starts, titled = starts[titled:], 0
		}
		if len(starts) > 0 {
			found.docs = append(found.docs, doc)
			found.times = append(found.times, uint32(len(starts)))
			found.titled = append(found.titled, uint32(titled))
		}
	}
	return found, nil
}

// bodyStart is the first place of the whole text behind the title.
func bodyStart(title *sidecar.Text, doc uint32) uint32 {
	if n := title.Length(doc); n > 0 {
		return n + 1
	}
	return 0
}

// rowWalk walks the places where a row begins, document by document. The
// rarest word goes first and leaves least to the others.
type rowWalk struct {
	view   *view
	places []*places
	offset []uint32 // of each word in the row
	first  []uint32
	next   []uint32
}

func newRowWalk(v *view, r *row) (*rowWalk, error) {
	w := &rowWalk{view: v}
	sizes := make([]int, len(r.words))
	for i, word := range r.words {
		found, err := v.occurrences(word)
		if err != nil {
			return nil, err
		}
		sizes[i] = found.docs.Len()
		w.offset = append(w.offset, uint32(i))
	}
	slices.SortStableFunc(w.offset, func(a, b uint32) int { return sizes[a] - sizes[b] })
	for _, i := range w.offset {
		found, err := v.occurrences(r.words[i])
		if err != nil {
			return nil, err
		}
		w.places = append(w.places, found.places())
	}
	return w, nil
}

// starts are the places in a document, which must rise from call to call. They
// are valid until the next one.
func (w *rowWalk) starts(doc uint32) ([]uint32, error) {
	w.first = w.first[:0]
	for i, places := range w.places {
		if err := w.view.pause(); err != nil {
			return nil, err
		}
		if i == 0 {
			w.first = shift(places.in(doc, w.first), w.offset[0])
			continue
		}
		if len(w.first) == 0 {
			break
		}
		w.next = places.in(doc, w.next[:0])
		w.first = keepFollowed(w.first, w.next, w.offset[i])
	}
	return w.first, nil
}

// shift moves places back by a distance and drops those that have no room.
func shift(places []uint32, distance uint32) []uint32 {
	kept := places[:0]
	for _, place := range places {
		if place >= distance {
			kept = append(kept, place-distance)
		}
	}
	return kept
}

// keepFollowed keeps the places of starts that have a place of next at a
// distance. Both rise.
func keepFollowed(starts, next []uint32, distance uint32) []uint32 {
	kept := starts[:0]
	for _, start := range starts {
		for len(next) > 0 && next[0] < start+distance {
			next = next[1:]
		}
		if len(next) > 0 && next[0] == start+distance {
			kept = append(kept, start)
		}
	}
	return kept
}

// counting counts the row in all of its text, or in the title alone.
func (r *row) counting(v *view, inTitle bool) (c counting, err error) {
	if len(r.words) > 1 {
		if found := v.counts[r]; found != nil && len(found.docs) > 0 {
			numbers := found.times
			if inTitle {
				numbers = found.titled
			}
			c.plus = []counted{{ranks: ranks{list: found.docs}, numbers: numbers}}
		}
		return c, nil
	}
	word := r.words[0]
	if inTitle {
		word = r.titles[0]
	}
	found, err := v.occurrences(word)
	if err != nil {
		return c, err
	}
	c.plus = found.counted()
	if r.inBody {
		if found, err = v.occurrences(r.titles[0]); err != nil {
			return c, err
		}
		c.minus = found.counted()
	}
	return c, nil
}
