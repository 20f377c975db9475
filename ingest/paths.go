package ingest

import (
	"context"
	"io"
	"iter"

	"dateline/corpus"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Paths gives the inputs below all paths, one path after the other, with stdin
// in the place of [Stdin].
func Paths(ctx context.Context, paths []string, stdin io.Reader, opts corpus.Options) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		for _, path := range paths {
			inputs := corpus.Inputs(ctx, path, opts)
			if path == Stdin {
				inputs = corpus.Stream(ctx, path, stdin, opts)
			}
			for input, err := range inputs {
				if !yield(input, err) {
					return
				}
			}
		}
	}
}
