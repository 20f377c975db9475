package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"regexp"
)

// section gives the lines of a stream up to one that ends it, which is not of
// it and neither is the line end before.
type section struct {
	in *bufio.Reader
	// ends reports whether a line is the end; after says that nothing or an empty
	// line stands before it.
	ends   func(line []byte, after bool) bool
	change func(line []byte) []byte // undoes what was done to lines; may be nil
	line   []byte                   // to be given
	given  int                      // bytes of it
	newline
	last []byte // the line that was the end; nil before, and where the stream ends
	err  error
}

// newline is what a section knows of the line before.
type newline struct {
	held   string // its end, until it is known that another line follows
	middle bool   // it was longer than the buffer and goes on
	text   bool   // there was something in it
}

func (s *section) Read(p []byte) (int, error) {
	for s.given == len(s.line) {
		if s.err != nil {
			return 0, s.err
		}
		s.next()
	}
	n := copy(p, s.line[s.given:])
	s.given += n
	return n, nil
}

func (s *section) next() {
	line, err := s.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		err = nil
	}
	s.err = err
	s.line, s.given = s.line[:0], 0
	if !s.middle && len(line) > 0 && s.ends(line, !s.text) {
		s.last, s.err = bytes.Clone(line), io.EOF
		return
	}
	if len(line) == 0 {
		return
	}
	if s.change != nil && !s.middle {
		line = s.change(line)
	}
	content := bytes.TrimRight(line, "\r\n")
	if s.middle = line[len(line)-1] != '\n'; s.middle {
		content = line
	}
	s.line = append(append(s.line, s.held...), content...)
	s.held, s.text = string(line[len(content):]), len(content) > 0
}

// sections yields the sections of a stream, each to be read before the next,
// and the lines that end them; the last is not asked for.
func sections(in *bufio.Reader, ends func([]byte, bool) bool, change func([]byte) []byte) iter.Seq[*section] {
	return func(yield func(*section) bool) {
		for {
			s := &section{in: in, ends: ends, change: change}
			if !yield(s) {
				return
			}
			if _, _ = io.Copy(io.Discard, s); s.last == nil { // for its error see stream
				return
			}
		}
	}
}

// parts yields the parts between lines of a boundary.
func parts(body io.Reader, boundary string) iter.Seq[io.Reader] {
	mark, closing := []byte("--"+boundary), []byte("--"+boundary+"--")
	ends := func(line []byte, _ bool) bool {
		line = bytes.TrimRight(line, " \t\r\n")
		return bytes.Equal(line, mark) || bytes.Equal(line, closing)
	}
	return func(yield func(io.Reader) bool) {
		before := true // what stands before the first is for programs that know no parts
		for s := range sections(bufio.NewReader(body), ends, nil) {
			if !before && !yield(s) {
				return
			}
			_, _ = io.Copy(io.Discard, s)
			if before = false; bytes.HasPrefix(s.last, closing) {
				return
			}
		}
	}
}

// separator is the line that stands before each message of a mailbox.
var separator = regexp.MustCompile(`^From \S.*\b\d{1,2}:\d\d\b.*\b\d{4}\b`)

// Messages yields the messages of a mailbox (mbox), each to be read before the
// next. A line "From …" within a text, which programs write as ">From …", is
// as it was.
func Messages(r io.Reader) iter.Seq[io.Reader] {
	in := bufio.NewReader(r)
	ends := func(line []byte, after bool) bool { return after && separator.Match(line) }
	return func(yield func(io.Reader) bool) {
		before := true
		for s := range sections(in, ends, unquoteFrom) {
			start := bufio.NewReader(s)
			if first, _ := start.Peek(1); (!before || len(first) > 0) && !yield(start) {
				return
			}
			before = false
		}
	}
}

func unquoteFrom(line []byte) []byte {
	if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
		return line[1:]
	}
	return line
}
