package ingest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math"

	"dateline/corpus"
)

// digest stands for an id or a content hash: a run remembers every article it
// saw, and a digest is smaller than a text of any length.
type digest [16]byte

func digestOf(text string) digest {
	sum := sha256.Sum256([]byte(text))
	return digest(sum[:16])
}

// version is what a run knows of an article that it saw.
type version struct {
	content digest
	when    int64 // Unix seconds of the update or the publication
	// counted is the count that this article went into.
	counted *int
}

// entry is an article that is to be written.
type entry struct {
	arrival
	// counted is the count to correct if it cannot be written after all.
	counted *int
}

// settle decides, in order, what becomes of each arrival, and returns what is
// to be written. It counts every arrival once.
func (r *run) settle(ctx context.Context, batch []arrival) ([]entry, error) {
	stored, err := r.storedHashes(ctx, batch)
	if err != nil {
		return nil, err
	}
	var entries []entry
	place := map[digest]int{} // of an id in entries
	for _, a := range batch {
		id, content := digestOf(a.article.ID), digestOf(a.article.ContentHash)
		v, again := r.seen[id]
		counted := &r.report.Duplicate
		if again {
			r.report.Duplicate++
			if content == v.content || when(&a.article) < v.when {
				continue
			}
			if v.counted == &r.report.Unchanged {
				r.recount(v, &r.report.Updated)
				counted = v.counted
			}
		} else {
			v = &version{}
			r.seen[id] = v
			hash, known := stored[a.article.ID]
			r.recount(v, r.countFor(known, hash == a.article.ContentHash))
			counted = v.counted
		}
		v.content, v.when = content, when(&a.article)
		if v.counted == &r.report.Unchanged {
			continue
		}
		if i, ok := place[id]; ok {
			entries[i].arrival = a
			continue
		}
		place[id] = len(entries)
		entries = append(entries, entry{a, counted})
	}
	return entries, nil
}

// storedHashes asks the engine for the articles of the batch that this run has
// not written itself.
func (r *run) storedHashes(ctx context.Context, batch []arrival) (map[string]string, error) {
	var ids []string
	for _, a := range batch {
		if _, again := r.seen[digestOf(a.article.ID)]; !again {
			ids = append(ids, a.article.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	stored, err := r.Engine.Hashes(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("look up stored articles: %w", err)
	}
	return stored, nil
}

func (r *run) countFor(known, same bool) *int {
	switch {
	case known && same && r.SkipUnchanged:
		return &r.report.Unchanged
	case known:
		return &r.report.Updated
	}
	return &r.report.Indexed
}

// recount moves an article from the count it was in, if any, to another.
func (r *run) recount(v *version, count *int) {
	if v.counted != nil {
		*v.counted--
	}
	*count++
	v.counted = count
}

// when is the time that decides between copies of one article; an article
// without any time is older than all that have one.
func when(a *corpus.Article) int64 {
	switch {
	case !a.Updated.IsZero():
		return a.Updated.Unix()
	case !a.Published.IsZero():
		return a.Published.Unix()
	}
	return math.MinInt64
}
