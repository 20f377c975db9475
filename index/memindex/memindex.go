// Package memindex is an engine that keeps articles in memory and answers by
// looking at every one of them. It is as plain as it can be: the oracle that
// other engines are compared with, and the double for tests of what stands
// above an engine.
package memindex

import (
	"context"
	"fmt"
	"sync"

	"dateline/index"
	"dateline/index/words"
	"dateline/query"
)

// Engine is an index.Engine. The zero value is not ready; see New.
type Engine struct {
	mu       sync.RWMutex
	articles map[string]*article
	closed   bool
	analyzer words.Analyzer
}

// article is a stored document and its words.
type article struct {
	index.Document
	// words has, of each field of text or names, the tokens of each paragraph
	// or name.
	words map[string][][]words.Token
}

// New makes an empty engine.
func New() *Engine { return &Engine{articles: map[string]*article{}} }

// Write is documented at index.Engine. An article without an id is refused,
// and with it all of docs.
func (e *Engine) Write(ctx context.Context, docs []index.Document) error {
	analysed := make([]*article, len(docs))
	for i := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if docs[i].ID == "" {
			return fmt.Errorf("article %q of %q has no id", docs[i].Title, docs[i].URL)
		}
		analysed[i] = e.analyse(&docs[i])
	}
	return e.locked(ctx, func() {
		for _, a := range analysed {
			e.articles[a.ID] = a
		}
	})
}

func (e *Engine) analyse(doc *index.Document) *article {
	a := &article{Document: clone(doc), words: map[string][][]words.Token{}}
	split := func(field, lang string, texts ...string) {
		for _, text := range texts {
			a.words[field] = append(a.words[field], e.analyzer.Tokens(text, lang))
		}
	}
	for _, f := range index.Fields {
		if f.Kind == query.Name {
			split(f.Name, "", doc.Names(f.Name)...)
		}
	}
	split("title", doc.Lang, doc.Title)
	split("body", doc.Lang, doc.Paragraphs...)
	return a
}

// Delete is documented at index.Engine.
func (e *Engine) Delete(ctx context.Context, ids []string) error {
	return e.locked(ctx, func() {
		for _, id := range ids {
			delete(e.articles, id)
		}
	})
}

// Get is documented at index.Engine.
func (e *Engine) Get(ctx context.Context, id string) (doc *index.Document, err error) {
	failed := e.reading(ctx, func() {
		a, ok := e.articles[id]
		if !ok {
			err = fmt.Errorf("%w: %q", index.ErrNotFound, id)
			return
		}
		copied := clone(&a.Document)
		doc = &copied
	})
	if failed != nil {
		return nil, failed
	}
	return doc, err
}

// Hashes is documented at index.Engine.
func (e *Engine) Hashes(ctx context.Context, ids []string) (map[string]string, error) {
	hashes := map[string]string{}
	err := e.reading(ctx, func() {
		for _, id := range ids {
			if a, ok := e.articles[id]; ok {
				hashes[id] = a.ContentHash
			}
		}
	})
	return hashes, err
}

// Stats is documented at index.Engine.
func (e *Engine) Stats(ctx context.Context) (index.Stats, error) {
	var s index.Stats
	err := e.reading(ctx, func() {
		s.Articles = len(e.articles)
		for _, a := range e.articles {
			switch {
			case a.Published.IsZero():
				continue
			case s.Oldest.IsZero():
				s.Oldest, s.Newest = a.Published, a.Published
			case a.Published.Before(s.Oldest):
				s.Oldest = a.Published
			case a.Published.After(s.Newest):
				s.Newest = a.Published
			}
		}
	})
	return s, err
}

// Close forgets everything.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed, e.articles = true, nil
	return nil
}

// locked runs a change; reading runs what only looks.
func (e *Engine) locked(ctx context.Context, change func()) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.ready(ctx, change)
}

func (e *Engine) reading(ctx context.Context, look func()) error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.ready(ctx, look)
}

func (e *Engine) ready(ctx context.Context, do func()) error {
	if e.closed {
		return index.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	do()
	return nil
}
