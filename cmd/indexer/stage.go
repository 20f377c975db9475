package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/generation"
)

// stage is the next generation in the making. While it is open no other
// indexer can write to the same data folder.
type stage struct {
	*bleveindex.Engine
	store   *generation.Store
	staging *generation.Staging
	log     *slog.Logger
	closed  bool // the engine
}

// begin starts the next generation: an empty one, or with increment a copy of
// the current one, if there is one.
func (a *app) begin(ctx context.Context, increment bool) (*stage, error) {
	store, err := generation.Open(a.data)
	if err != nil {
		return nil, err
	}
	staging, err := store.Begin(ctx, increment)
	if err != nil {
		return nil, err
	}
	open := bleveindex.Create
	if staging.Increment() {
		open = bleveindex.Open
	}
	engine, err := open(staging.Dir(), bleveindex.Options{})
	if err != nil {
		return nil, errors.Join(err, staging.Discard())
	}
	return &stage{Engine: engine, store: store, staging: staging, log: a.log}, nil
}

// publish seals what was written and makes it current. Generations that are
// no longer needed are removed.
func (s *stage) publish(ctx context.Context) (generation.Generation, error) {
	if !s.staging.Increment() {
		if err := s.Merge(ctx); err != nil {
			return generation.Generation{}, err
		}
	}
	if err := s.Close(); err != nil {
		return generation.Generation{}, err
	}
	stats, err := bleveindex.Seal(ctx, s.staging.Dir())
	if err != nil {
		return generation.Generation{}, err
	}
	published, err := s.staging.Publish(ctx, generation.Manifest{Engine: "bleve", Articles: stats.Articles})
	if err != nil {
		return generation.Generation{}, err
	}
	s.log.InfoContext(ctx, "published", slog.String("generation", published.Name), slog.Int("articles", published.Articles))
	if err := s.store.GC(keptGenerations); err != nil {
		s.log.WarnContext(ctx, "old generations are still there", slog.Any("error", err))
	}
	return published, nil
}

// discard throws away what was written, unless it was published.
func (s *stage) discard() error {
	return errors.Join(s.Close(), s.staging.Discard())
}

// Close closes the engine; a second time does nothing.
func (s *stage) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	if err := s.Engine.Close(); err != nil {
		return fmt.Errorf("close the new index: %w", err)
	}
	return nil
}

// read opens the current generation for reading.
func (a *app) read() (*index.Index, error) {
	_, current, err := a.current()
	if err != nil {
		return nil, err
	}
	engine, err := bleveindex.Open(current.Dir, bleveindex.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	return index.New(engine, current.Name, nil), nil
}
