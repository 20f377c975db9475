package corpus

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

// takeObjects streams JSON that is not one object a line: one object, several
// one after the other, or an array of them.
func (w *walker) takeObjects(c content) bool {
	r, err := c.text()
	if err != nil {
		return w.fail(err)
	}
	v := values{r: r, limit: w.options.MaxLine}
	for number := 1; w.ctx.Err() == nil; number++ {
		value, size, err := v.next()
		one := c.part(strconv.Itoa(number))
		if number == 1 && !v.array && v.atEnd() {
			one = c // the file is the article
		}
		switch {
		case errors.Is(err, io.EOF) && number > 1:
			return true
		case errors.Is(err, io.EOF):
			return w.fail(refuse(c.name, ErrEmpty, "file holds no object"))
		case err != nil:
			return w.fail(refuseRest(c.name, err, "object", number-1))
		case size > v.limit:
			err = refuse(one.name, ErrTooLarge, "object of %s is more than the limit of %s for one article", megabytes(size), megabytes(v.limit))
		}
		if err != nil && !w.fail(err) || err == nil && !w.give(one, lineParser(value)) {
			return false
		}
	}
	return false
}

// values cuts a stream of JSON into the values of arrays, and objects that
// follow one another, and looks no deeper.
type values struct {
	r      *bufio.Reader
	limit  int64
	within bool // an array
	array  bool // there was one
}

var errNoValue = errors.New("neither an object nor an array of objects")

// next gives the next value in memory of its own; of one that is larger than
// the limit nothing but the size.
func (v *values) next() (value []byte, size int64, err error) {
	for {
		b, err := v.skip(" \t\r\n,")
		switch {
		case err != nil && v.within && errors.Is(err, io.EOF):
			return nil, 0, io.ErrUnexpectedEOF
		case err != nil:
			return nil, 0, err
		case !v.within && b == '[', v.within && b == ']':
			_, _ = v.r.Discard(1) // it was read
			v.within, v.array = !v.within, true
		case !v.within && b != '{':
			return nil, 0, errNoValue
		default:
			return v.read()
		}
	}
}

// skip passes over these bytes and gives the one behind, unread.
func (v *values) skip(passed string) (byte, error) {
	for {
		b, err := v.r.ReadByte()
		if err != nil {
			return 0, err
		}
		if strings.IndexByte(passed, b) < 0 {
			return b, v.r.UnreadByte()
		}
	}
}

// atEnd reports whether nothing follows.
func (v *values) atEnd() bool {
	_, err := v.skip(" \t\r\n")
	return errors.Is(err, io.EOF)
}

// read gives a value: up to the bracket that closes it, or, of one that is no
// object or array, up to what divides it from the next.
func (v *values) read() (value []byte, size int64, err error) {
	depth, quoted, escaped := 0, false, false
	for {
		b, err := v.r.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return nil, size, io.ErrUnexpectedEOF
		case err != nil:
			return nil, size, err
		case escaped:
			escaped = false
		case quoted:
			escaped, quoted = b == '\\', b != '"'
		case b == '"':
			quoted = true
		case b == '{' || b == '[':
			depth++
		case depth == 0 && (b == ',' || b == ']' || b == '}'):
			return value, size, v.r.UnreadByte()
		case b == '}' || b == ']':
			depth--
		}
		if size++; size <= v.limit {
			value = append(value, b)
		} else {
			value = nil
		}
		if depth == 0 && (b == '}' || b == ']') && !quoted {
			return value, size, nil
		}
	}
}
