package ingest

import (
	"context"
	"iter"

	"dateline/corpus"
)

// Paths gives the inputs below all paths, one path after the other.
func Paths(ctx context.Context, paths []string, opts corpus.Options) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		for _, path := range paths {
			for input, err := range corpus.Inputs(ctx, path, opts) {
				if !yield(input, err) {
					return
				}
			}
		}
	}
}
