package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"
	"time"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/ingest"
)

// fakeInput is an input with a known outcome.
type fakeInput struct {
	name    string
	article corpus.Article
	err     error
	panics  bool
	slow    time.Duration
}

func (i fakeInput) Name() string { return i.name }

func (i fakeInput) Parse(context.Context) (corpus.Article, error) {
	time.Sleep(i.slow)
	if i.panics {
		panic("cannot stand " + i.name)
	}
	return i.article, i.err
}

// article makes an input "id day text": an article of that id, updated on that
// day of January 2026 ("-" for never).
func article(spec string) fakeInput {
	parts := strings.SplitN(spec, " ", 3)
	a := corpus.Article{ID: parts[0], Title: parts[2], ContentHash: parts[1] + parts[2]}
	if parts[1] != "-" {
		day, err := time.Parse("2006-01-02", "2026-01-"+parts[1])
		if err != nil {
			panic(err)
		}
		a.Updated = day
	}
	a.SetParagraphs([]string{parts[2]})
	return fakeInput{name: spec, article: a}
}

func articles(specs ...string) []fakeInput {
	var list []fakeInput
	for _, spec := range specs {
		list = append(list, article(spec))
	}
	return list
}

// inputs yields the list; an entry that was made by failing is an error in
// place of an input.
func inputs(list []fakeInput) iter.Seq2[ingest.Input, error] {
	return func(yield func(ingest.Input, error) bool) {
		for _, i := range list {
			if i.name == "" && i.err != nil {
				if !yield(nil, i.err) {
					return
				}
			} else if !yield(i, nil) {
				return
			}
		}
	}
}

func refusedBefore(path, reason string) fakeInput {
	return fakeInput{err: &corpus.InputError{Input: path, Reason: reason, Err: corpus.ErrEmpty}}
}

func ignored(path string) fakeInput {
	return fakeInput{err: &corpus.InputError{Input: path, Reason: "no article format", Err: corpus.ErrIgnored}}
}

// fakeRecogniser finds the title as a person, and panics on "mad".
type fakeRecogniser struct{}

func (fakeRecogniser) Find(text entity.Text) entity.Found {
	if strings.Contains(text.Body, "mad") {
		panic("went mad")
	}
	return entity.Found{Actors: []entity.Actor{{ID: "person/x", Name: text.Title, Kind: entity.Person, Count: 1, Salience: 1}}}
}

var errDisk = errors.New("no space left on device")

// fakeEngine remembers what was written.
type fakeEngine struct {
	index.Engine // nothing else is called

	mu      sync.Mutex
	docs    map[string]index.Document
	batches []int
	failAt  int // the number of the write that fails, from 1; 0 for none
	onWrite func()
}

func newEngine(specs ...string) *fakeEngine {
	e := &fakeEngine{docs: map[string]index.Document{}}
	for _, i := range articles(specs...) {
		e.docs[i.article.ID] = index.Document{Article: i.article}
	}
	return e
}

func (e *fakeEngine) Write(ctx context.Context, docs []index.Document) error {
	if e.onWrite != nil {
		e.onWrite()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.batches = append(e.batches, len(docs))
	if len(e.batches) == e.failAt {
		return fmt.Errorf("batch: %w", errDisk)
	}
	for _, d := range docs {
		e.docs[d.ID] = d
	}
	return nil
}

func (e *fakeEngine) Hashes(_ context.Context, ids []string) (map[string]string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	hashes := map[string]string{}
	for _, id := range ids {
		if d, ok := e.docs[id]; ok {
			hashes[id] = d.ContentHash
		}
	}
	return hashes, nil
}
