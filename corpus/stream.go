package corpus

import (
	"bufio"
	"context"
	"io"
	"iter"
)

// Stream yields what may become articles of one stream, like [Inputs] does of
// the file that it comes from. name stands for the path. The stream is read
// while the caller ranges, and only once.
func Stream(ctx context.Context, name string, r io.Reader, opts Options) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		w := walker{ctx: ctx, name: name, options: opts.withDefaults(), consumer: yield}
		w.takeAll(content{name: name, key: name, asked: true, r: bufio.NewReader(w.meter.In(r)), size: -1})
	}
}
