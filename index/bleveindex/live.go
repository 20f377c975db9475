package bleveindex

import (
	"context"
	"sync"
	"time"

	"dateline/index"
	"dateline/index/bleveindex/docset"
)

// live are the documents of a segment that are not deleted, and what is known
// of all of them together. It is kept until more of them are deleted.
type live struct {
	docs  docset.Set
	count int
	// gone are the deleted ones, rising.
	gone []uint32

	mu    sync.Mutex
	facts *facts
}

// facts are read from the sidecar when they are asked for.
type facts struct {
	// oldest and newest are the first and the last time of publication, zero
	// when nothing has one.
	oldest, newest time.Time
	// words is the number of words of each of textFields.
	words map[string]uint64
}

// liveDocs are those of the segment; before, if not nil, is how they were once.
// Of a segment ever more documents are deleted.
func (v *view) liveDocs(before *live) *live {
	gone := v.snapshot.Deleted()
	deleted := 0
	if gone != nil {
		deleted = int(gone.GetCardinality())
	}
	if before != nil && len(before.gone) == deleted {
		return before
	}
	l := &live{docs: docset.Of(v.docs), count: int(v.docs) - deleted}
	l.docs.Fill(v.docs)
	if deleted > 0 {
		l.gone = gone.ToArray()
	}
	for _, doc := range l.gone {
		l.docs.Remove(doc)
	}
	return l
}

// facts are those of the live documents.
func (v *view) facts() (*facts, error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	v.live.mu.Lock()
	defer v.live.mu.Unlock()
	if v.live.facts != nil {
		return v.live.facts, nil
	}
	f := &facts{words: map[string]uint64{}}
	for _, field := range textFields {
		text := side.Text(field)
		f.words[field] = text.Total()
		for _, doc := range v.live.gone {
			f.words[field] -= uint64(text.Length(doc))
		}
	}
	if dates := side.Dates(); dates.Distinct() > 0 {
		first, last := uint32(dates.Distinct()), uint32(0)
		for doc := range v.live.docs.All() {
			if at, dated := dates.Ordinal(doc); dated {
				first, last = min(first, at), max(last, at)
			}
		}
		if first <= last {
			f.oldest, f.newest = dates.Instant(first), dates.Instant(last)
		}
	}
	v.live.facts = f
	return f, nil
}

// Stats implements index.Engine.
func (e *Engine) Stats(ctx context.Context) (stats index.Stats, err error) {
	err = e.read(ctx, func(s *snapshot) error {
		for _, v := range s.segments {
			stats.Articles += v.live.count
			f, err := v.facts()
			if err != nil {
				return err
			}
			if !f.oldest.IsZero() && (stats.Oldest.IsZero() || f.oldest.Before(stats.Oldest)) {
				stats.Oldest = f.oldest
			}
			if f.newest.After(stats.Newest) {
				stats.Newest = f.newest
			}
		}
		return nil
	})
	return stats, err
}
