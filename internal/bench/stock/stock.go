package stock

import (
	"context"
	"fmt"
	"os"

	"github.com/blevesearch/bleve/v2"

	"dateline/index"
)

// The offline builder holds one batch in memory and merges that many files at
// once.
const (
	batchSize = 1000
	mergeMax  = 10
)

// Builder writes a new index.
type Builder struct{ builder bleve.Builder }

// Create begins an index in a folder, which must not exist.
func Create(dir string) (*Builder, error) {
	m, err := newMapping()
	if err != nil {
		return nil, fmt.Errorf("mapping of stock bleve: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	b, err := bleve.NewBuilder(dir, m, map[string]any{
		"batchSize": batchSize, "mergeMax": mergeMax, "buildPathPrefix": dir,
	})
	if err != nil {
		return nil, fmt.Errorf("create stock index in %s: %w", dir, err)
	}
	return &Builder{b}, nil
}

// Write adds articles, no id twice.
func (b *Builder) Write(ctx context.Context, docs []index.Document) error {
	for i := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		fields, err := fieldsOf(&docs[i])
		if err != nil {
			return fmt.Errorf("article %s: %w", docs[i].ID, err)
		}
		if err := b.builder.Index(docs[i].ID, fields); err != nil {
			return fmt.Errorf("article %s: %w", docs[i].ID, err)
		}
	}
	return nil
}

// Close finishes the index.
func (b *Builder) Close() error { return b.builder.Close() }

// Index is an index that was built.
type Index struct{ index bleve.Index }

// Open opens the index in a folder for searching.
func Open(dir string) (*Index, error) {
	if err := register(); err != nil {
		return nil, err
	}
	x, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return nil, fmt.Errorf("open stock index in %s: %w", dir, err)
	}
	return &Index{x}, nil
}

// Close closes the index.
func (x *Index) Close() error { return x.index.Close() }
