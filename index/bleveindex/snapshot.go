package bleveindex

import (
	"context"
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"dateline/index"
	"dateline/index/bleveindex/docset"
	"dateline/index/bleveindex/sidecar"
)

// snapshot is the index at one moment. It stays as it is while others write.
type snapshot struct {
	engine   *Engine
	reader   *scorch.IndexSnapshot
	segments []*view
}

// view is one segment of a snapshot: a file of documents that are numbered
// from 0, less those that are deleted. Sets of documents that it gives are valid
// until the end of the call, and none of them may be changed by who is given it.
type view struct {
	ctx      context.Context // of the call that reads
	engine   *Engine
	snapshot *scorch.SegmentSnapshot
	segment  segment.Segment
	docs     uint32 // deleted ones too
	live     *live
	room     *room
	arena    *docset.Arena // of room
	dicts    map[string]segment.TermDictionary
	side     *side
	words    *sidecar.Reader // of side, once it is open
	// lists are the postings of terms, found those of words of the query, counts
	// how often rows of several words stand in documents.
	lists  map[termOf]*posting
	found  map[*word]*occurring
	counts map[*row]*counts
	joined docset.Set // what is being added to another set, once there was anything
	steps  uint       // taken since the context was last looked at
}

// room is memory that one call after the other works in.
type room struct {
	arena  docset.Arena
	window window
}

// read runs a call that only reads, on the index as it is now.
func (e *Engine) read(ctx context.Context, run func(*snapshot) error) error {
	return e.call(ctx, func() error {
		reader, err := e.store.Reader()
		if err != nil {
			return fmt.Errorf("read index: %w", err)
		}
		defer reader.Close() //nolint:errcheck // gives a reference back
		s := &snapshot{engine: e, reader: reader.(*scorch.IndexSnapshot)}
		for _, seg := range s.reader.Segments() {
			s.segments = append(s.segments, e.view(ctx, seg))
		}
		e.sides.attach(s.segments)
		defer e.sides.release(s.segments)
		err = run(s)
		if !errors.Is(err, index.ErrDamaged) { // else a panic may have left it dirty
			s.releaseRooms()
		}
		return err
	})
}

func (e *Engine) view(ctx context.Context, seg *scorch.SegmentSnapshot) *view {
	var r *room
	select {
	case r = <-e.rooms:
	default:
		r = &room{}
	}
	return &view{
		ctx:      ctx,
		engine:   e,
		snapshot: seg,
		segment:  seg.Segment(),
		docs:     uint32(seg.Segment().Count()),
		room:     r,
		arena:    &r.arena,
		dicts:    map[string]segment.TermDictionary{},
		lists:    map[termOf]*posting{},
		found:    map[*word]*occurring{},
		counts:   map[*row]*counts{},
	}
}

// releaseRooms gives the memory that the call worked in to the next ones.
func (s *snapshot) releaseRooms() {
	for _, v := range s.segments {
		v.arena.Reset()
		select {
		case s.engine.rooms <- v.room:
		default:
		}
	}
}

// forget gives back what is known of words, with all sets and lists.
func (v *view) forget() {
	clear(v.lists)
	clear(v.found)
	clear(v.counts)
	v.joined = nil
	v.arena.Reset()
}

func (v *view) dictionary(field string) (segment.TermDictionary, error) {
	if dict, ok := v.dicts[field]; ok {
		return dict, nil
	}
	dict, err := v.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("dictionary of %s: %w", field, err)
	}
	v.dicts[field] = dict
	return dict, nil
}

// having are the documents, deleted ones too, that have any of the terms in a
// field of keys.
func (v *view) having(field string, terms ...string) (docset.Set, error) {
	found := v.arena.Set(v.docs)
	for _, term := range terms {
		docs, err := v.postings(field, term)
		if err != nil {
			return nil, err
		}
		v.add(docs, found)
	}
	return found, nil
}

// liveOf is the live document that has a term as its key.
func (v *view) liveOf(field, term string) (doc uint32, ok bool, err error) {
	docs, err := v.postings(field, term)
	if err != nil {
		return 0, false, err
	}
	for all := docs.Iterator(); all.HasNext(); { // as a rule one
		if doc = all.Next(); v.live.docs.Has(doc) {
			return doc, true, nil
		}
	}
	return 0, false, nil
}

// postings are the documents of a term, deleted ones too. The bitmap may lie in
// the file.
func (v *view) postings(field, term string) (*roaring.Bitmap, error) {
	if err := v.ctx.Err(); err != nil { // a query may ask for thousands of terms
		return nil, err
	}
	dict, err := v.dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := dict.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("postings of %s %q: %w", field, term, err)
	}
	return documents(list), nil
}

// add puts the documents of a bitmap into a set.
func (v *view) add(docs *roaring.Bitmap, to docset.Set) {
	if docs.GetCardinality() < uint64(len(to)) {
		for all := docs.Iterator(); all.HasNext(); {
			to.Add(all.Next())
		}
		return
	}
	if v.joined == nil {
		v.joined = v.arena.Set(v.docs)
	}
	clear(v.joined)
	docs.WriteDenseTo(v.joined)
	to.Or(v.joined)
}

// dense is a bitmap as a set.
func (v *view) dense(docs *roaring.Bitmap) docset.Set {
	set := v.arena.Set(v.docs)
	docs.WriteDenseTo(set)
	return set
}

// both are the documents that are in two sets.
func (v *view) both(a, b docset.Set) docset.Set {
	set := v.arena.Copy(a)
	set.And(b)
	return set
}

// setOf is a set of some documents.
func (v *view) setOf(docs []uint32) docset.Set {
	set := v.arena.Set(v.docs)
	for _, doc := range docs {
		set.Add(doc)
	}
	return set
}

// pause is called at each step of a loop. When it is time to look at the
// context again, it gives its error.
func (v *view) pause() error {
	const most = 1024
	if v.steps++; v.steps < most {
		return nil
	}
	v.steps = 0
	return v.ctx.Err()
}

// documents are those of a posting list. A term of one document has no bitmap.
func documents(list segment.PostingsList) *roaring.Bitmap {
	postings, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return roaring.New()
	}
	if set := postings.ActualBitmap(); set != nil {
		return set
	}
	if number, ok := postings.DocNum1Hit(); ok {
		return roaring.BitmapOf(uint32(number))
	}
	return roaring.New()
}

// id is the article's id of a document.
func (v *view) id(doc uint32) (string, error) {
	id, err := v.segment.DocID(uint64(doc))
	return string(id), err
}

// stored reads one stored field of a document; the text is valid within use.
func (v *view) stored(doc uint32, name string, use func(text []byte) error) error {
	var failed error
	found := false
	err := v.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field != name {
			return true
		}
		found, failed = true, use(value)
		return false
	})
	switch {
	case err != nil:
		return fmt.Errorf("%w: stored fields of document %d: %w", index.ErrDamaged, doc, err)
	case !found:
		return fmt.Errorf("%w: document %d has no stored %s", index.ErrDamaged, doc, name)
	}
	return failed
}

func (v *view) article(doc uint32) (article *index.Document, err error) {
	err = v.stored(doc, storedField, func(text []byte) error {
		article, err = v.engine.codec.Decode(text)
		return err
	})
	return article, err
}

// Get implements index.Engine.
func (e *Engine) Get(ctx context.Context, id string) (article *index.Document, err error) {
	err = e.read(ctx, func(s *snapshot) error {
		for _, v := range s.segments {
			doc, ok, err := v.liveOf(idField, id)
			if ok {
				article, err = v.article(doc)
			}
			if ok || err != nil {
				return err
			}
		}
		return fmt.Errorf("%w: %q", index.ErrNotFound, id)
	})
	return article, err
}

// Hashes implements index.Engine.
func (e *Engine) Hashes(ctx context.Context, ids []string) (map[string]string, error) {
	hashes := make(map[string]string, len(ids))
	err := e.read(ctx, func(s *snapshot) error {
		for _, v := range s.segments {
			for _, id := range ids {
				doc, ok, err := v.liveOf(idField, id)
				if ok {
					err = v.stored(doc, hashField, func(hash []byte) error {
						hashes[id] = string(hash)
						return ctx.Err()
					})
				}
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return hashes, nil
}
