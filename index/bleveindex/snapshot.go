package bleveindex

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"dateline/index"
	"dateline/index/bleveindex/sidecar"
)

// snapshot is the index at one moment. It stays as it is while others write.
type snapshot struct {
	engine   *Engine
	reader   *scorch.IndexSnapshot
	segments []*view
}

// view is one segment of a snapshot: a file of documents that are numbered
// from 0, less those that are deleted. No set of documents that it gives may
// be changed: many lie in the file itself.
type view struct {
	ctx      context.Context // of the call that reads
	engine   *Engine
	snapshot *scorch.SegmentSnapshot
	segment  segment.Segment
	// live are the documents that are not deleted.
	live  *roaring.Bitmap
	dicts map[string]segment.TermDictionary
	side  *side
	words *sidecar.Reader // of side, once it is open
	// found are the postings of words of the query, counts how often rows of
	// several words stand in documents.
	found  map[*word]*occurring
	counts map[*row]*counts
	steps  uint // taken since the context was last looked at
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
			s.segments = append(s.segments, &view{
				ctx:      ctx,
				engine:   e,
				snapshot: seg,
				segment:  seg.Segment(),
				live:     seg.DocNumbersLive(),
				dicts:    map[string]segment.TermDictionary{},
				found:    map[*word]*occurring{},
				counts:   map[*row]*counts{},
			})
		}
		e.sides.attach(s.segments)
		defer e.sides.release(s.segments)
		return run(s)
	})
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

// docs are the live documents that have any of the terms in a field of keys.
func (v *view) docs(field string, terms ...string) (*roaring.Bitmap, error) {
	sets := make([]*roaring.Bitmap, 0, len(terms))
	for _, term := range terms {
		set, err := v.set(field, term, v.snapshot.Deleted())
		if err != nil {
			return nil, err
		}
		if !set.IsEmpty() {
			sets = append(sets, set)
		}
	}
	return union(sets), nil
}

// set are the documents of a term, less some.
func (v *view) set(field, term string, except *roaring.Bitmap) (*roaring.Bitmap, error) {
	if err := v.ctx.Err(); err != nil { // a query may ask for thousands of terms
		return nil, err
	}
	dict, err := v.dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := dict.PostingsList([]byte(term), except, nil)
	if err != nil {
		return nil, fmt.Errorf("postings of %s %q: %w", field, term, err)
	}
	return documents(list), nil
}

func union(sets []*roaring.Bitmap) *roaring.Bitmap {
	if len(sets) == 1 {
		return sets[0]
	}
	return roaring.FastOr(sets...)
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
			docs, err := v.docs(idField, id)
			if err != nil {
				return err
			}
			if !docs.IsEmpty() {
				article, err = v.article(docs.Minimum())
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
				docs, err := v.docs(idField, id)
				if err != nil {
					return err
				}
				if docs.IsEmpty() {
					continue
				}
				err = v.stored(docs.Minimum(), hashField, func(hash []byte) error {
					hashes[id] = string(hash)
					return ctx.Err()
				})
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

// Stats implements index.Engine.
func (e *Engine) Stats(ctx context.Context) (stats index.Stats, err error) {
	err = e.read(ctx, func(s *snapshot) error {
		for _, v := range s.segments {
			stats.Articles += int(v.live.GetCardinality())
			oldest, newest, err := v.publishedBetween()
			if err != nil {
				return err
			}
			if !oldest.IsZero() && (stats.Oldest.IsZero() || oldest.Before(stats.Oldest)) {
				stats.Oldest = oldest
			}
			if newest.After(stats.Newest) {
				stats.Newest = newest
			}
		}
		return nil
	})
	return stats, err
}
