package corpus

import (
	"bytes"
	"context"
	"io"
	"iter"
)

// Stream yields what may become articles of one stream, like [Inputs] does of a
// path: one for each of its JSON lines when it begins with an object, else one
// page or text. name stands for the path. The stream is read while the caller
// ranges, and only once.
func Stream(ctx context.Context, name string, r io.Reader, opts Options) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		w := walker{ctx: ctx, name: name, options: opts.withDefaults(), yield: yield}
		in := Input{name: name, key: name, format: formatSniff, options: w.options}
		content := textReader(r)
		start, _ := content.Peek(sniffLength) // its error comes again with the content
		start = bytes.TrimLeft(start, " \t\r\n")
		if bytes.HasPrefix(start, []byte("{")) {
			w.yieldEach(in, content)
			return
		}
		data, err := readUpTo(content, name, w.options.MaxPage)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			w.fail(err)
		default:
			in.content = data
			w.yield(in, nil)
		}
	}
}
