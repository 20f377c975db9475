package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
)

// takeLines streams JSON lines, one input a line, and reports whether the walk
// goes on. Blank lines are no inputs.
func (w *walker) takeLines(c content) bool {
	r, err := c.text()
	if err != nil {
		return w.fail(err)
	}
	found := false
	for number := 1; w.ctx.Err() == nil; number++ {
		line, size, err := readLine(r, w.options.MaxLine)
		if err != nil && !errors.Is(err, io.EOF) {
			return w.fail(refuseRest(c.name, err, "line", number-1))
		}
		goesOn := true
		switch {
		case size > w.options.MaxLine:
			found = true
			goesOn = w.fail(refuse(c.part(strconv.Itoa(number)).name, ErrTooLarge, "line of %s is more than the limit of %s for one line", megabytes(size), megabytes(w.options.MaxLine)))
		case len(bytes.TrimSpace(line)) > 0:
			found = true
			goesOn = w.give(c.part(strconv.Itoa(number)), lineParser(line))
		}
		if !goesOn || err != nil {
			return goesOn && (found || w.fail(refuse(c.name, ErrEmpty, "file has only blank lines")))
		}
	}
	return false
}

func lineParser(line []byte) parser {
	return func(name, key string, opts Options) (Article, error) { return ParseLine(name, key, line, opts) }
}

// refuseRest says that what follows a part of a file cannot be read.
func refuseRest(name string, err error, part string, number int) error {
	err = refuseRead(name, err)
	if wrong, ok := errors.AsType[*InputError](err); ok && number > 0 {
		return refuse(name, wrong.Err, "after %s %d it %s", part, number, wrong.Reason)
	}
	return err
}

// text gives a content as UTF-8, which it must be written in some form of.
func (c content) text() (*bufio.Reader, error) {
	r := textReader(c.r)
	start, _ := r.Peek(sniffLength) // its error comes again with the content
	if kind := binaryKind(start); kind != "" {
		return nil, refuse(c.name, ErrBinary, "not text: looks like %s", kind)
	}
	return r, nil
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
