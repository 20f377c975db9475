package bleveindex

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

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

func (r *row) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	candidates := within
	for _, w := range r.words {
		if candidates.IsEmpty() {
			break
		}
		found, err := v.occurrences(w)
		if err != nil {
			return nil, err
		}
		candidates = roaring.And(candidates, found.docs)
	}
	switch {
	case candidates.IsEmpty():
		return candidates, nil
	case len(r.words) > 1:
		counted, err := r.count(v, candidates)
		if err != nil {
			return nil, err
		}
		v.counts[r] = counted
		return roaring.BitmapOf(counted.docs...), nil
	case r.inBody:
		return r.beyondTitle(v, candidates)
	}
	return candidates, nil
}

// beyondTitle leaves out the documents that have the word in the title alone.
func (r *row) beyondTitle(v *view, candidates *roaring.Bitmap) (*roaring.Bitmap, error) {
	titles, err := v.occurrences(r.titles[0])
	if err != nil {
		return nil, err
	}
	titled := roaring.And(candidates, titles.docs)
	if titled.IsEmpty() {
		return candidates, nil
	}
	docs := titled.ToArray()
	times := make([]uint32, len(docs))
	if err := r.addTimes(v, docs, times); err != nil {
		return nil, err
	}
	var none []uint32
	for i, n := range times {
		if n == 0 {
			none = append(none, docs[i])
		}
	}
	return roaring.AndNot(candidates, roaring.BitmapOf(none...)), nil
}

// count looks, in documents that have all words, where they stand in a row.
func (r *row) count(v *view, candidates *roaring.Bitmap) (*counts, error) {
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
	for docs := candidates.Iterator(); docs.HasNext(); {
		doc := docs.Next()
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
	sizes := make([]uint64, len(r.words))
	for i, word := range r.words {
		found, err := v.occurrences(word)
		if err != nil {
			return nil, err
		}
		sizes[i] = found.docs.GetCardinality()
		w.offset = append(w.offset, uint32(i))
	}
	slices.SortStableFunc(w.offset, func(a, b uint32) int { return int(sizes[a]) - int(sizes[b]) })
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

// addTimes adds, to times, how often the row stands in docs, which rise.
func (r *row) addTimes(v *view, docs, times []uint32) error {
	if len(r.words) > 1 {
		if found := v.counts[r]; found != nil {
			found.add(found.times, docs, times)
		}
		return nil
	}
	found, err := v.occurrences(r.words[0])
	if err != nil {
		return err
	}
	found.addTimes(docs, times)
	if !r.inBody {
		return nil
	}
	titled := make([]uint32, len(docs))
	if err := r.addTitled(v, docs, titled); err != nil {
		return err
	}
	for i, n := range titled {
		times[i] -= n
	}
	return nil
}

// addTitled is addTimes in the title alone.
func (r *row) addTitled(v *view, docs, times []uint32) error {
	if len(r.words) > 1 {
		if found := v.counts[r]; found != nil {
			found.add(found.titled, docs, times)
		}
		return nil
	}
	found, err := v.occurrences(r.titles[0])
	if err != nil {
		return err
	}
	found.addTimes(docs, times)
	return nil
}

// add adds numbers, which belong to the documents of c, to those of docs.
func (c *counts) add(numbers, docs, times []uint32) {
	at := 0
	for i, doc := range c.docs {
		if at = advance(docs, at, doc); at < len(docs) && docs[at] == doc {
			times[at] += numbers[i]
		}
	}
}
