package bleveindex

import (
	"fmt"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/index/bleveindex/docset"
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
	docs     docset.Set
	postings []*posting
	// beyondTitle are those of docs that have it elsewhere too, once somebody
	// asked for them.
	beyondTitle docset.Set
}

// posting is the list of a term in a segment: its documents, of which a list is
// kept where that is shorter than a set.
type posting struct {
	sidecar.Postings
	list []uint32
	set  docset.Set
}

// listShare is how many documents there must be for each of a list.
const listShare = 32

// occurrences are those of a word in the segment.
func (v *view) occurrences(w *word) (*occurring, error) {
	if found, ok := v.found[w]; ok {
		return found, nil
	}
	postings, err := v.postingsOf(w)
	if err != nil {
		return nil, err
	}
	found := &occurring{docs: v.union(postings), postings: postings}
	v.found[w] = found
	return found, v.ctx.Err()
}

// postingsOf are the lists of a word in the segment.
func (v *view) postingsOf(w *word) (postings []*posting, err error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	text := side.Text(w.text)
	for _, term := range w.terms {
		p, err := v.posting(text, w.text, term)
		if err != nil {
			return nil, err
		}
		if p != nil {
			postings = append(postings, p)
		}
	}
	return postings, v.ctx.Err()
}

// termOf is a term of a text.
type termOf struct{ text, term string }

// posting is the list of a term, nil if there is none. It is read once: a
// thousand patterns of a query may stand for the same thousand terms.
func (v *view) posting(text *sidecar.Text, name, term string) (*posting, error) {
	key := termOf{name, term}
	if p := v.lists[key]; p != nil {
		return p, nil
	}
	list, ok, err := text.Lookup(term)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", index.ErrDamaged, err)
	}
	if !ok {
		return nil, nil //nolint:nilnil // no list is no error
	}
	p := &posting{Postings: list}
	if err := v.readDocuments(p, name, term); err != nil {
		return nil, err
	}
	v.lists[key] = p
	return p, nil
}

// readDocuments reads the documents of a list.
func (v *view) readDocuments(p *posting, text, term string) error {
	if p.Inline() {
		p.list = p.Docs(v.arena.List(int(p.Count())))
		return nil
	}
	docs, err := v.documentsOf(text, term, p.Postings)
	if err != nil {
		return err
	}
	if count := docs.GetCardinality(); count*listShare < uint64(v.docs) {
		p.list = v.arena.Numbers(int(count))
		docs.ToExistingArray(&p.list)
	} else {
		p.set = v.dense(docs)
	}
	return nil
}

// documentsOf are the documents of a long list: its own, or those that bleve
// has of the term.
func (v *view) documentsOf(text, term string, list sidecar.Postings) (*roaring.Bitmap, error) {
	own := list.Own()
	if own == nil {
		return v.postings(text, term)
	}
	docs := roaring.New()
	if _, err := docs.FromBuffer(own); err != nil {
		return nil, fmt.Errorf("%w: documents of %q: %w", index.ErrDamaged, term, err)
	}
	return docs, nil
}

// union are the documents of lists.
func (v *view) union(postings []*posting) docset.Set {
	if len(postings) == 1 && postings[0].set != nil {
		return postings[0].set
	}
	docs := v.arena.Set(v.docs)
	for _, p := range postings {
		if p.set != nil {
			docs.Or(p.set)
			continue
		}
		for _, doc := range p.list {
			docs.Add(doc)
		}
	}
	return docs
}

// ranks tells which rank documents have in a list. They must not fall from call
// to call.
type ranks struct {
	list []uint32
	at   int
	set  docset.Ranks // where there is no list
}

func (p *posting) ranks() ranks { return ranks{list: p.list, set: p.set.Ranks()} }

func (r *ranks) of(doc uint32) (rank uint32, in bool) {
	if r.list == nil {
		return r.set.Of(doc)
	}
	if r.at < len(r.list) && r.list[r.at] < doc {
		r.at = advance(r.list, r.at, doc)
	}
	return uint32(r.at), r.at < len(r.list) && r.list[r.at] == doc
}

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
	ranks   ranks
	posting *posting
	reader  sidecar.PlaceReader
}

func (o *occurring) places() *places { return placesIn(o.postings) }

func placesIn(postings []*posting) *places {
	p := &places{}
	for _, posting := range postings {
		p.lists = append(p.lists, placesOf{ranks: posting.ranks(), posting: posting, reader: posting.Places()})
	}
	return p
}

// in appends the places in a document, which must rise from call to call.
func (p *places) in(doc uint32, dst []uint32) []uint32 {
	from, several := len(dst), false
	for i := range p.lists {
		l := &p.lists[i]
		rank, in := l.ranks.of(doc)
		if !in {
			continue
		}
		several = len(dst) > from
		dst = l.reader.At(rank, dst)
	}
	if several {
		slices.Sort(dst[from:])
		dst = dst[:from+len(slices.Compact(dst[from:]))]
	}
	return dst
}

// times is how often the word stands in a document, which must rise from call
// to call. It is for who does not want the places.
func (p *places) times(doc uint32) (n uint32) {
	for i := range p.lists {
		l := &p.lists[i]
		if rank, in := l.ranks.of(doc); in {
			n += l.posting.Frequency(rank)
		}
	}
	return n
}
