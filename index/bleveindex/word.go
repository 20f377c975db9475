package bleveindex

import (
	"fmt"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/index/bleveindex/sidecar"
)

// word is one place of a row: any of the terms may stand there.
type word struct {
	text  string // of textFields
	terms []string
}

// occurring is a word in a segment: where any of its terms stands.
type occurring struct {
	// docs are all documents that have it, deleted ones too.
	docs     *roaring.Bitmap
	postings []*posting
}

// posting is the list of a term in a segment.
type posting struct {
	sidecar.Postings
	docs *roaring.Bitmap
	// list are docs one by one, once somebody asked for them.
	list []uint32
}

// occurrences are those of a word in the segment.
func (v *view) occurrences(w *word) (*occurring, error) {
	if found, ok := v.found[w]; ok {
		return found, nil
	}
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	found := &occurring{}
	text := side.Text(w.text)
	var few []uint32 // documents of short lists
	var sets []*roaring.Bitmap
	for _, term := range w.terms {
		list, ok, err := text.Lookup(term)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		p := &posting{Postings: list}
		found.postings = append(found.postings, p)
		if list.Inline() {
			p.list = list.Docs(nil)
			few = append(few, p.list...)
			continue
		}
		if p.docs, err = v.documentsOf(w.text, term, list); err != nil {
			return nil, err
		}
		sets = append(sets, p.docs)
	}
	if len(few) > 0 || len(sets) == 0 {
		slices.Sort(few)
		sets = append(sets, roaring.BitmapOf(few...))
	}
	found.docs = union(sets)
	v.found[w] = found
	return found, v.ctx.Err()
}

// documentsOf are the documents of a long list: its own, or those that bleve
// has of the term.
func (v *view) documentsOf(text, term string, list sidecar.Postings) (*roaring.Bitmap, error) {
	own := list.Own()
	if own == nil {
		return v.set(text, term, nil)
	}
	docs := roaring.New()
	if _, err := docs.FromBuffer(own); err != nil {
		return nil, fmt.Errorf("%w: documents of %q: %w", index.ErrDamaged, term, err)
	}
	return docs, nil
}

// documents are those of the list, deleted ones too, rising.
func (p *posting) documents() []uint32 {
	if p.list == nil {
		p.list = p.docs.ToArray()
	}
	return p.list
}

// addTimes adds, to times, how often the word stands in docs, which rise.
func (o *occurring) addTimes(docs, times []uint32) {
	for _, p := range o.postings {
		if list := p.documents(); len(list) < len(docs)/sparse {
			p.addFew(list, docs, times)
		} else {
			p.addMany(list, docs, times)
		}
	}
}

// sparse is how many times shorter a list must be to be walked through itself.
const sparse = 4

// addFew looks for each document of a short list among docs.
func (p *posting) addFew(list, docs, times []uint32) {
	at := 0
	for rank, doc := range list {
		if at = advance(docs, at, doc); at == len(docs) {
			return
		}
		if docs[at] == doc {
			times[at] += p.Frequency(uint32(rank))
		}
	}
}

// addMany looks for each of docs in a long list.
func (p *posting) addMany(list, docs, times []uint32) {
	frequencies, long := p.Raw()
	rank := 0
	for i, doc := range docs {
		if rank < len(list) && list[rank] < doc {
			// The next one, as a rule, when both are dense.
			if rank++; rank < len(list) && list[rank] < doc {
				rank = advance(list, rank, doc)
			}
		}
		if rank >= len(list) {
			return
		}
		if list[rank] != doc {
			continue
		}
		if long && frequencies[rank] < saturated {
			times[i] += uint32(frequencies[rank])
		} else {
			times[i] += p.Frequency(uint32(rank))
		}
	}
}

// saturated is the byte of a frequency that may be more.
const saturated = 255

// advance gives the place, at or behind from, of the first of docs, which
// rise, that is not before doc.
func advance(docs []uint32, from int, doc uint32) int {
	step := 1
	to := from
	for to < len(docs) && docs[to] < doc {
		from = to + 1
		to += step
		step *= 2
	}
	if to = min(to, len(docs)); to-from < 2 {
		if from < to && docs[from] < doc {
			from++
		}
		return from
	}
	return from + sort.Search(to-from, func(i int) bool { return docs[from+i] >= doc })
}

// places walks the places of a word, document by document.
type places struct{ lists []placesOf }

// placesOf walks those of one of its terms.
type placesOf struct {
	docs   []uint32
	rank   int
	reader sidecar.PlaceReader
}

func (o *occurring) places() *places {
	p := &places{}
	for _, posting := range o.postings {
		p.lists = append(p.lists, placesOf{docs: posting.documents(), reader: posting.Places()})
	}
	return p
}

// in appends the places in a document, which must rise from call to call.
func (p *places) in(doc uint32, dst []uint32) []uint32 {
	from, several := len(dst), false
	for i := range p.lists {
		l := &p.lists[i]
		l.rank = advance(l.docs, l.rank, doc)
		if l.rank == len(l.docs) || l.docs[l.rank] != doc {
			continue
		}
		several = len(dst) > from
		dst = l.reader.At(uint32(l.rank), dst)
	}
	if several {
		slices.Sort(dst[from:])
		dst = dst[:from+len(slices.Compact(dst[from:]))]
	}
	return dst
}
