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
		counted, write := r.decide(&a.article, stored)
		if !write {
			continue
		}
		id := digestOf(a.article.ID)
		if i, ok := place[id]; ok {
			entries[i].arrival = a // the first copy will not be written
			continue
		}
		place[id] = len(entries)
		entries = append(entries, entry{a, counted})
	}
	return entries, nil
}

// decide counts an article and says whether it is to be written.
func (r *run) decide(a *corpus.Article, stored map[string]string) (counted *int, write bool) {
	id, content := digestOf(a.ID), digestOf(a.ContentHash)
	v, again := r.seen[id]
	if !again {
		hash, known := stored[a.ID]
		v = &version{content: content, when: when(a)}
		r.seen[id] = v
		r.recount(v, r.countFor(known, hash == a.ContentHash))
		return v.counted, v.counted != &r.report.Unchanged
	}
	r.report.Duplicate++
	if content == v.content || when(a) < v.when {
		return nil, false
	}
	v.content, v.when = content, when(a)
	if v.counted == &r.report.Unchanged { // what is stored is replaced after all
		r.recount(v, &r.report.Updated)
		return v.counted, true
	}
	return &r.report.Duplicate, true
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
