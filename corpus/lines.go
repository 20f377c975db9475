package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// yieldLines streams a JSON lines file, one input a line, and reports whether
// the walk goes on. Blank lines are no inputs.
func (w *walker) yieldLines(in Input) bool {
	root, err := os.OpenRoot(in.folder)
	if err != nil {
		return w.fail(refuseAccess(in.name, err))
	}
	defer root.Close() //nolint:errcheck // only read
	file, err := root.Open(in.file)
	if err != nil {
		return w.fail(refuseAccess(in.name, err))
	}
	defer file.Close() //nolint:errcheck // only read
	content, err := decompress(file, isCompressed(in.key))
	if err != nil {
		return w.fail(refuse(in.name, ErrFormat, "not gzip data: %v", err))
	}
	r := textReader(content)
	start, err := r.Peek(sniffLength)
	if len(start) == 0 && errors.Is(err, io.EOF) {
		return w.fail(refuse(in.name, ErrEmpty, "file is empty"))
	}
	if kind := binaryKind(start); kind != "" {
		return w.fail(refuse(in.name, ErrBinary, "not text: looks like %s", kind))
	}
	return w.yieldEach(in, r)
}

// textReader reads a stream in large pieces, without a byte order mark, and
// UTF-16 as UTF-8.
func textReader(content io.Reader) *bufio.Reader {
	const size = 64 << 10
	r := bufio.NewReaderSize(content, size)
	start, _ := r.Peek(sniffLength) // its error comes again with the content
	if order := utf16Order(start); order != noUTF16 {
		return bufio.NewReaderSize(utf8Reader(r, order), size)
	}
	if mark := []byte("\uFEFF"); bytes.HasPrefix(start, mark) {
		_, _ = r.Discard(len(mark)) // they are in the buffer
	}
	return r
}

// yieldEach yields the lines of a stream.
func (w *walker) yieldEach(in Input, r *bufio.Reader) bool {
	found := false
	for number := 1; w.ctx.Err() == nil; number++ {
		line, size, err := readLine(r, w.options.MaxLine)
		name, key := fmt.Sprintf("%s:%d", in.name, number), fmt.Sprintf("%s:%d", in.key, number)
		switch {
		case size > w.options.MaxLine:
			found = true
			if !w.fail(refuse(name, ErrTooLarge, "line of %s is more than the limit of %s for one line", megabytes(size), megabytes(w.options.MaxLine))) {
				return false
			}
		case len(bytes.TrimSpace(line)) > 0:
			found = true
			one := in
			one.name, one.key, one.line = name, key, line
			if !w.yield(one, nil) {
				return false
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return found || w.fail(refuse(in.name, ErrEmpty, "file has only blank lines"))
		case err != nil:
			return w.fail(refuse(in.name, err, "reading stopped after line %d: %v", number, err))
		}
	}
	return true
}

// readLine gives the next line without its end, in memory of its own. Of a
// line longer than the limit it gives nothing but the size.
func readLine(r *bufio.Reader, limit int64) (line []byte, size int64, err error) {
	for {
		part, err := r.ReadSlice('\n')
		size += int64(len(part))
		if size <= limit+1 {
			line = append(line, part...)
		} else {
			line = nil
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if bytes.HasSuffix(part, []byte("\n")) {
			size--
			line = bytes.TrimSuffix(line, []byte("\n"))
		}
		return line, size, err
	}
}
