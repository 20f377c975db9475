package corpus

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"time"
)

// Options are the limits of reading. The zero value is sensible.
type Options struct {
	// MaxPage is the largest web page or text file, in bytes after
	// decompression; 0 means 10 MB.
	MaxPage int64
	// MaxLine is the longest line of a JSON lines file in bytes; 0 means 10 MB.
	MaxLine int64
	// Now is when the reading happens: a date more than a day later is taken
	// for wrong and passed over. Zero means the time of the call.
	Now time.Time
	// Except is a folder that is not entered, below whatever path it lies: the
	// program's own. "" means none.
	Except string
}

const defaultLimit = 10 << 20

func (o Options) withDefaults() Options {
	if o.MaxPage <= 0 {
		o.MaxPage = defaultLimit
	}
	if o.MaxLine <= 0 {
		o.MaxLine = defaultLimit
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	return o
}

// latest is the last moment that a date of an article may name.
func (o Options) latest() time.Time { return o.Now.Add(24 * time.Hour) }

// Input is one article-to-be: a file, one line of a JSON lines file, or a
// stream. It holds no open file.
type Input struct {
	name    string // as the user can find it again: "pages/a.html"
	key     string // within the path that was walked: "a.html"; decides the ID
	folder  string // opened as os.Root
	file    string // within folder
	format  format
	line    []byte // of JSON lines; nil otherwise
	content []byte // of a stream; nil otherwise
	options Options
}

// Name names the input as the user typed its path: "pages/a.html", or
// "dump.jsonl:17" for a line.
func (in Input) Name() string { return in.name }

// Parse reads and cleans the input. The error is an [*InputError], or that of
// the context. It may be called from any goroutine and more than once.
func (in Input) Parse(ctx context.Context) (Article, error) {
	if err := ctx.Err(); err != nil {
		return Article{}, err
	}
	if in.line != nil {
		return ParseLine(in.name, in.key, in.line, in.options)
	}
	data := in.content
	if data == nil {
		var err error
		if data, err = in.read(); err != nil {
			return Article{}, err
		}
	}
	if looksLikeHTML(data) || in.format == formatHTML {
		return ParseHTML(in.name, in.key, data, in.options)
	}
	return ParseText(in.name, in.key, data, in.options)
}

// read gives the content of a file, decompressed and within the limit.
func (in Input) read() ([]byte, error) {
	root, err := os.OpenRoot(in.folder)
	if err != nil {
		return nil, refuseAccess(in.name, err)
	}
	defer root.Close() //nolint:errcheck // only read
	file, err := root.Open(in.file)
	if err != nil {
		return nil, refuseAccess(in.name, err)
	}
	defer file.Close() //nolint:errcheck // only read

	limit := in.options.MaxPage
	compressed := isCompressed(in.key)
	if info, err := file.Stat(); err == nil && !compressed && info.Size() > limit {
		return nil, tooLarge(in.name, info.Size(), limit)
	}
	reader, err := decompress(file, compressed)
	if err != nil {
		return nil, refuse(in.name, ErrFormat, "not gzip data: %v", err)
	}
	data, err := readUpTo(reader, in.name, limit)
	if err != nil && compressed && !errors.Is(err, ErrTooLarge) {
		return nil, refuse(in.name, ErrFormat, "damaged gzip data: %v", errors.Unwrap(err))
	}
	return data, err
}

// readUpTo reads all of an input that must not be larger than the limit.
func readUpTo(r io.Reader, name string, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, refuseAccess(name, err)
	case int64(len(data)) > limit:
		return nil, tooLarge(name, int64(len(data)), limit)
	}
	return data, nil
}

func tooLarge(name string, size, limit int64) error {
	return refuse(name, ErrTooLarge, "%s is more than the limit of %s for one page: split it or raise --max-page", megabytes(size), megabytes(limit))
}

// decompress reads through gzip, whose own check of length and checksum comes
// as an error at the end.
func decompress(r io.Reader, compressed bool) (io.Reader, error) {
	if !compressed {
		return r, nil
	}
	z, err := gzip.NewReader(bufio.NewReader(r))
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("file is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errors.New("file is too short")
	case err != nil:
		return nil, err
	}
	return z, nil
}
