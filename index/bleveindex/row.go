package bleveindex

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// row matches words in a row: in one of the fields, within one paragraph or
// name. Often it is a single word.
type row struct {
	fields []string
	// words are the terms of each place; one of them must stand there.
	words [][]string
}

// rowField is a row in one of its fields.
type rowField struct {
	row   *row
	field string
}

// counts are how often a row stands in documents, which rise.
type counts struct{ docs, times []uint32 }

func (r *row) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found := make([]*roaring.Bitmap, len(r.fields))
	for i, field := range r.fields {
		candidates := within
		for _, terms := range r.words {
			if candidates.IsEmpty() {
				break
			}
			docs, err := v.docs(field, terms...)
			if err != nil {
				return nil, err
			}
			candidates = roaring.And(candidates, docs)
		}
		found[i] = candidates
		if len(r.words) > 1 {
			counted, err := r.count(v, field, candidates)
			if err != nil {
				return nil, err
			}
			v.counts[rowField{r, field}] = counted
			found[i] = roaring.BitmapOf(counted.docs...)
		}
	}
	return union(found), nil
}

// count looks, in documents that have all words, where they stand in a row.
func (r *row) count(v *view, field string, candidates *roaring.Bitmap) (counts, error) {
	var found counts
	if candidates.IsEmpty() {
		return found, nil
	}
	places := make([]*placesOf, len(r.words))
	for i, terms := range r.words {
		var err error
		if places[i], err = newPlaces(v, field, terms, candidates); err != nil {
			return found, err
		}
	}
	var starts, next []uint64
	for docs := candidates.Iterator(); docs.HasNext(); {
		doc := docs.Next()
		for i := range places {
			if err := v.pause(); err != nil {
				return found, err
			}
			var err error
			if next, err = places[i].in(doc, next[:0]); err != nil {
				return found, err
			}
			if i == 0 {
				starts, next = next, starts
				continue
			}
			if starts = keepFollowed(starts, next, uint64(i)); len(starts) == 0 {
				break
			}
		}
		if len(starts) > 0 {
			found.docs = append(found.docs, doc)
			found.times = append(found.times, uint32(len(starts)))
		}
	}
	return found, nil
}

// keepFollowed keeps the places of starts that have a place of next at a
// distance. Both rise.
func keepFollowed(starts, next []uint64, distance uint64) []uint64 {
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

// placesOf walks the places of a word, document by document.
type placesOf struct {
	// Each term has a list and the posting that it has come to.
	lists []segment.PostingsIterator
	heads []segment.Posting
}

func newPlaces(v *view, field string, terms []string, within *roaring.Bitmap) (*placesOf, error) {
	p := &placesOf{}
	for _, term := range terms {
		list, err := v.postings(field, term)
		if err != nil {
			return nil, err
		}
		docs := roaring.And(documents(list), within)
		if docs.IsEmpty() {
			continue
		}
		// A term with places always has a bitmap, so that replacing it counts.
		postings := list.Iterator(true, true, true, nil)
		postings.(segment.OptimizablePostingsIterator).ReplaceActual(docs)
		head, err := postings.Next()
		if err != nil {
			return nil, err
		}
		p.lists, p.heads = append(p.lists, postings), append(p.heads, head)
	}
	return p, nil
}

// A place is the number of the paragraph above, and the position in it below.
const (
	paragraphShift = 32
	positionMask   = 1<<paragraphShift - 1
)

// in appends the places in a document, which must not fall from call to call:
// each holds the number of the paragraph and the position in it.
func (p *placesOf) in(doc uint32, places []uint64) ([]uint64, error) {
	for i, head := range p.heads {
		for head != nil && head.Number() < uint64(doc) {
			var err error
			if head, err = p.lists[i].Next(); err != nil {
				return nil, err
			}
			p.heads[i] = head
		}
		if head == nil || head.Number() != uint64(doc) {
			continue
		}
		for _, location := range head.Locations() {
			places = append(places, location.ArrayPositions()[0]<<paragraphShift|location.Pos())
		}
	}
	slices.Sort(places)
	return slices.Compact(places), nil
}

// frequencies adds, to times, how often the row stands in a field of docs,
// which are the documents of hits.
func (r *row) frequencies(v *view, field string, hits *roaring.Bitmap, docs, times []uint32) error {
	if len(r.words) > 1 {
		counted := v.counts[rowField{r, field}]
		i := 0
		for j, doc := range counted.docs {
			if i = advance(docs, i, doc); i < len(docs) && docs[i] == doc {
				times[i] += counted.times[j]
			}
		}
		return nil
	}
	for _, term := range r.words[0] {
		list, err := v.postings(field, term)
		if err != nil {
			return err
		}
		wanted := roaring.And(documents(list), hits)
		if wanted.IsEmpty() {
			continue
		}
		postings := list.Iterator(true, false, false, nil)
		postings.(segment.OptimizablePostingsIterator).ReplaceActual(wanted)
		i := 0
		for posting, err := postings.Next(); posting != nil || err != nil; posting, err = postings.Next() {
			if err != nil {
				return err
			}
			i = advance(docs, i, uint32(posting.Number()))
			times[i] += uint32(posting.Frequency())
			if err := v.pause(); err != nil {
				return err
			}
		}
	}
	return nil
}

// advance moves i to the first of docs, which rise, that is not before doc.
func advance(docs []uint32, i int, doc uint32) int {
	for i < len(docs) && docs[i] < doc {
		i++
	}
	return i
}
