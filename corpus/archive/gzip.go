package archive

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// gzipReader reads the members of a gzip file as one stream. Bytes of zero
// behind the last, which tapes and disks add, are no damage.
type gzipReader struct {
	source recorder
	in     *bufio.Reader
	member *gzip.Reader
	begun  int64        // where the member begins in the source
	broken *DamageError // until it is passed over
}

const gzipMagic = "\x1F\x8B\x08"

func openGzip(r io.Reader) (*gzipReader, error) {
	g := &gzipReader{source: recorder{r: r}}
	const size = 16 << 10
	g.in = bufio.NewReaderSize(&g.source, size)
	var err error
	if g.member, err = gzip.NewReader(g.in); err != nil {
		return nil, err //nolint:wrapcheck // the caller names the file and the member
	}
	g.member.Multistream(false)
	return g, nil
}

// DamageError is the error of a gzip stream from the place on where it is damaged.
// It stays until somebody passes over it.
type DamageError struct {
	Err  error // what is wrong
	file *gzipReader
}

func (d *DamageError) Error() string { return d.Err.Error() }

func (d *DamageError) Unwrap() error { return d.Err }

// PassOver makes the stream go on with the next member whose content begins
// with start, and gives the length of what was left out, as it is packed. Where
// there is none the damage stays, and ok is false.
func (d *DamageError) PassOver(start string) (skipped int64, ok bool) {
	g := d.file
	from := g.begun
	g.source.rewind(from + 1)
	g.in.Reset(&g.source)
	if !g.find(start) || !g.open() {
		return 0, false
	}
	g.broken = nil
	return g.begun - from, true
}

func (g *gzipReader) Read(p []byte) (int, error) {
	for g.broken == nil && len(p) > 0 {
		n, err := g.member.Read(p)
		if n > 0 {
			return n, nil // the error comes again
		}
		switch {
		case errors.Is(err, io.EOF) && g.atEnd():
			return 0, io.EOF
		case errors.Is(err, io.EOF):
			g.open()
		case err != nil:
			g.damaged(err)
		}
	}
	if g.broken != nil {
		return 0, g.broken
	}
	return 0, nil
}

// atEnd reports whether nothing but zeros follows.
func (g *gzipReader) atEnd() bool {
	for {
		b, err := g.in.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return false // it comes again
		case b != 0:
			return g.in.UnreadByte() != nil
		}
	}
}

// open begins the member that begins here.
func (g *gzipReader) open() bool {
	g.begun = g.source.at - int64(g.in.Buffered())
	g.source.keep = g.begun
	if err := g.member.Reset(g.in); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		g.damaged(err)
		return false
	}
	g.member.Multistream(false)
	return true
}

func (g *gzipReader) damaged(err error) { g.broken = &DamageError{err, g} }

// find goes to where a member begins whose content has a certain start.
func (g *gzipReader) find(start string) bool {
	const enough = 4 << 10 // packed, for so short a start
	var trial gzip.Reader
	content := make([]byte, len(start))
	for {
		ahead, err := g.in.Peek(enough) // fewer at the end of the stream
		if len(ahead) < len(gzipMagic) {
			return false
		}
		i := bytes.Index(ahead, []byte(gzipMagic))
		switch {
		case i > 0:
		case i < 0 && err != nil:
			return false
		case i < 0: // the magic may stand across the end
			i = len(ahead) - len(gzipMagic) + 1
		default:
			if trial.Reset(bytes.NewReader(ahead)) == nil {
				if _, err := io.ReadFull(&trial, content); err == nil && string(content) == start {
					return true
				}
			}
			i = 1
		}
		_, _ = g.in.Discard(i) // they are in the buffer
		g.source.keep = g.source.at - int64(g.in.Buffered())
	}
}

// recorder keeps what was read last, to be read again.
type recorder struct {
	r    io.Reader
	past []byte // what was read last
	end  int64  // where it ends
	at   int64  // where the next byte stands that Read gives
	keep int64  // what stands before is of no use
}

// maxPast is how much is kept at most. A damaged member is told from its
// content after some kilobytes.
const maxPast = 1 << 20

func (r *recorder) Read(p []byte) (int, error) {
	if again := r.end - r.at; again > 0 {
		n := copy(p, r.past[int64(len(r.past))-again:])
		r.at += int64(n)
		return n, nil
	}
	n, err := r.r.Read(p)
	if len(r.past)+n > maxPast {
		useful := min(r.end-r.keep, maxPast/2, int64(len(r.past)))
		r.past = append(r.past[:0], r.past[int64(len(r.past))-useful:]...)
	}
	r.past = append(r.past, p[:n]...)
	r.end += int64(n)
	r.at = r.end
	return n, err //nolint:wrapcheck // a reader gives errors as they are
}

// rewind goes back to a place, or as near to it as is kept.
func (r *recorder) rewind(to int64) { r.at = max(to, r.end-int64(len(r.past))) }
