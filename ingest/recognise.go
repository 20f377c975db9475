package ingest

import (
	"context"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
)

// recognise makes documents of entries, in order, on all workers. An article
// on which the recogniser panics is refused.
func (r *run) recognise(ctx context.Context, entries []entry) ([]index.Document, error) {
	docs := make([]index.Document, len(entries))
	failed := make([]error, len(entries))
	var next atomic.Int64
	var running sync.WaitGroup
	for range min(r.Workers, len(entries)) {
		running.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(entries) {
					return
				}
				docs[i], failed[i] = Recognise(r.Recogniser, &entries[i].article)
			}
		})
	}
	running.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	kept := docs[:0]
	for i, err := range failed {
		if err == nil {
			kept = append(kept, docs[i])
			continue
		}
		*entries[i].counted--
		if entries[i].counted != &r.report.Duplicate {
			delete(r.seen, digestOf(entries[i].article.ID)) // nothing of it is written
		}
		r.refuse(Parsed{Name: entries[i].input, Err: err})
	}
	return kept, nil
}

// Recognise makes the document of an article: with who and what it mentions. A
// panic of the recogniser is an error, a *PanicError.
func Recognise(recogniser Recogniser, article *corpus.Article) (doc index.Document, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &PanicError{Value: value, Stack: debug.Stack()}
		}
	}()
	found := recogniser.Find(entity.Text{
		Title:    article.Title,
		Dateline: article.Dateline,
		Body:     article.Body,
		Lang:     article.Lang,
		Country:  article.Source.Country,
	})
	return index.Document{
		Article:   *article,
		Actors:    found.Actors,
		Locations: found.Locations,
		Mentions:  found.Mentions,
	}, nil
}
