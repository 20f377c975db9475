// Package warc reads web archives: the records of WARC 1.0 and 1.1, and the
// HTTP responses in them. It takes a stream, decompressed already, holds one
// header at a time and gives the content of a record as a reader, so that an
// archive of any size takes the same memory.
//
// Crawlers differ, so reading is lenient: lines may end in LF alone, header
// lines without a colon are passed over, a body that is said to be compressed
// or in chunks and is not is taken as it is. After a record without a length,
// or with a wrong one, reading goes on with the next that can be told.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Record is one record: its header, read, and its block.
type Record struct {
	// Number counts the records of the stream from 1.
	Number int
	// Type is what the record holds, in lower case: "response", "warcinfo".
	Type string
	// TargetURI is the address of what was fetched; "" when not said.
	TargetURI string
	// Date is when it was fetched; zero when not said.
	Date time.Time
	// ContentType is that of the block: "application/http; msgtype=response".
	ContentType string
	// PayloadType is what the crawler took the payload for; "" when not said.
	PayloadType string
	// Segment is the number of the part, from 1, of what was cut into several
	// records; 0 for a whole.
	Segment int
	// Length is that of the block in bytes, as declared.
	Length int64
	// Block is the content, to be read before the next call of Next. It ends
	// in io.ErrUnexpectedEOF where the stream does.
	Block io.Reader
}

// RecordError is what is wrong with one record; Next gives the one after it.
type RecordError struct {
	Number int
	Reason string
}

func (e *RecordError) Error() string { return fmt.Sprintf("record %d: %s", e.Number, e.Reason) }

// Reader reads the records of a stream one after the other.
type Reader struct {
	r      *bufio.Reader
	number int // of the record that was begun last
	whole  int // of the one that was read to its end last
	block  block
	lost   bool // where the next record begins is not known
}

// NewReader reads from r, which need not be buffered.
func NewReader(r io.Reader) *Reader {
	const size = 64 << 10
	return &Reader{r: bufio.NewReaderSize(r, size)}
}

// Whole is the number of the last record that the stream had to its end.
func (r *Reader) Whole() int { return r.whole }

// maxHeader is the largest header of a record in bytes.
const maxHeader = 256 << 10

var version = []byte("WARC/")

// Next gives the next record, passing over what is left of the last. The error
// is io.EOF at the end, a [*RecordError] for what is wrong with one record, and
// anything else for the stream, which is then over.
func (r *Reader) Next() (*Record, error) {
	if _, err := io.Copy(io.Discard, &r.block); err != nil {
		return nil, r.damaged(err)
	}
	r.whole = r.number
	if err := r.findVersion(); err != nil {
		return nil, err
	}
	r.number++
	f, err := readFields(r.r, maxHeader)
	if errors.Is(err, ErrHead) {
		return nil, r.lose("header is longer than %d kB", maxHeader>>10)
	}
	if err != nil {
		return nil, r.damaged(unexpected(err))
	}
	length, err := strconv.ParseInt(f.get("content-length"), 10, 64)
	if err != nil || length < 0 {
		return nil, r.lose("header gives no length of the record")
	}
	r.block = block{r.r, length}
	segment, _ := strconv.Atoi(f.get("warc-segment-number")) // 0 when not said
	return &Record{
		Number: r.number, Segment: segment, Type: strings.ToLower(f.get("warc-type")), TargetURI: strings.Trim(f.get("warc-target-uri"), "<>"),
		Date: date(f.get("warc-date")), ContentType: f.get("content-type"), PayloadType: f.get("warc-identified-payload-type"),
		Length: length, Block: &r.block,
	}, nil
}

// lose makes the error of a record after which the next must be searched for.
func (r *Reader) lose(reason string, args ...any) error {
	r.lost, r.whole = true, r.number
	return &RecordError{r.number, fmt.Sprintf(reason, args...)}
}

// damage is the error of a stream that can go on behind what is damaged, with
// a part that begins in a certain way.
type damage interface {
	error
	PassOver(start string) (skipped int64, ok bool)
}

// damaged makes the error of a stream that goes on behind it that of a record.
func (r *Reader) damaged(err error) error {
	if reason := r.passOver(err); reason != "" {
		return r.lose("%s", reason)
	}
	return err
}

// passOver goes on behind what is damaged and says what that was; "" when the
// stream is over.
func (r *Reader) passOver(err error) (reason string) {
	wrong, ok := errors.AsType[damage](err)
	if !ok {
		return ""
	}
	skipped, ok := wrong.PassOver(string(version))
	if !ok {
		return ""
	}
	r.block = block{}
	return fmt.Sprintf("damaged (%v): %d bytes of the compressed archive were left out, up to the next record that can be read", wrong, skipped)
}

// findVersion reads the line that begins a record.
func (r *Reader) findVersion() error {
	for {
		line, err := r.r.ReadSlice('\n')
		found, blank := bytes.HasPrefix(line, version), len(bytes.TrimSpace(line)) == 0
		for errors.Is(err, bufio.ErrBufferFull) { // too long to be ours
			found = false
			_, err = r.r.ReadSlice('\n')
		}
		switch {
		case found && err == nil:
			r.lost = false
			return nil
		case found && errors.Is(err, io.EOF):
			return io.ErrUnexpectedEOF
		case !blank && !r.lost:
			r.number++
			return r.lose("no WARC record begins here: the length of the one before is wrong, or the file is something else")
		case err != nil && r.lost && r.passOver(err) != "": // it was refused already
		case errors.Is(err, io.EOF):
			return err
		case err != nil:
			r.number++ // whatever begins there
			return r.damaged(err)
		}
	}
}

// block is the content of a record within the stream.
type block struct {
	r    *bufio.Reader
	left int64
}

func (b *block) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if b.left > 0 || n == 0 {
		err = unexpected(err)
	} else {
		err = nil // of the stream; the block has an end of its own
	}
	return n, err
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// date reads a time as WARC writes it; some crawlers leave the zone out.
func date(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "20060102150405", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// ErrHead is the error of a response whose head is too long to be one.
var ErrHead = errors.New("the head of the response has no end")

// fields are header lines by their names in lower case.
type fields map[string][]byte

func (f fields) get(name string) string {
	return strings.ToValidUTF8(string(bytes.TrimSpace(f[name])), "\uFFFD")
}

// readFields reads header lines up to the blank one. Of a name that comes twice
// the first counts. A line that begins with white space goes on with the one
// before it.
func readFields(r *bufio.Reader, limit int) (fields, error) {
	f := fields{}
	last := "" // the field that a folded line goes on with
	for size := 0; ; {
		line, err := readLine(r, limit-size)
		if err != nil {
			return f, err
		}
		size += len(line) + 1
		if len(bytes.TrimSpace(line)) == 0 {
			return f, nil
		}
		if line[0] == ' ' || line[0] == '\t' {
			if last != "" {
				f[last] = append(append(f[last], ' '), bytes.TrimSpace(line)...)
			}
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		last = strings.ToLower(string(bytes.TrimSpace(name)))
		if _, twice := f[last]; !ok || twice {
			last = ""
		}
		if last != "" {
			f[last] = bytes.TrimSpace(value)
		}
	}
}

// readLine reads a line of at most limit bytes, in memory of its own.
func readLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > limit {
			return nil, ErrHead
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}
