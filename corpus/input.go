package corpus

import (
	"context"
	"io"
	"os"
	"time"

	"dateline/corpus/page"
	"dateline/corpus/page/block"
)

// Options are the limits of reading. The zero value is sensible.
type Options struct {
	// MaxPage is the largest web page, text or other document, in bytes after
	// decompression; 0 means 10 MB.
	MaxPage int64
	// MaxLine is the longest line of a JSON lines file, and the largest object
	// of any other JSON, in bytes; 0 means 10 MB.
	MaxLine int64
	// Now is when the reading happens: a date more than a day later is taken
	// for wrong and passed over. Zero means the time of the call.
	Now time.Time
	// Except is a folder that is not entered, below whatever path it lies: the
	// program's own. "" means none.
	Except string
	// Explain, where there is one, is told of each web page what became of its
	// blocks, and why. Pages that are parsed at once call it at once.
	Explain func(name string, lines []page.Line)

	model *block.Model // finds articles in pages; nil for the one that is shipped
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

// Input is one article-to-be: a file, a part of one, or a stream. It holds no
// open file.
type Input struct {
	name    string // as the user can find it again: "pages/a.html"
	key     string // within the path that was walked: "a.html"; decides the ID
	parse   parser
	options Options
}

// parser makes an article. name and key are those of the input.
type parser = func(name, key string, opts Options) (Article, error)

// Name names the input as the user typed its path: "pages/a.html",
// "dump.jsonl:17" for a line, "pages.zip/a.html" for a member of an archive.
func (in Input) Name() string { return in.name }

// Parse reads and cleans the input. The error is an [*InputError], or that of
// the context. It may be called from any goroutine and more than once.
func (in Input) Parse(ctx context.Context) (Article, error) {
	if err := ctx.Err(); err != nil {
		return Article{}, err
	}
	return in.parse(in.name, in.key, in.options)
}

// origin is what is known of a page from where it was found.
type origin struct {
	url     string // serves when the page names no address of its own
	charset string // as the server declared it
}

// parsePageOrText cleans content that is a page when it begins like one.
func parsePageOrText(name, key string, data []byte, f format, from origin, opts Options) (Article, error) {
	if f == formatHTML || looksLikeHTML(data) {
		return parsePage(name, key, data, from, opts)
	}
	return parseText(name, key, data, from, opts)
}

// readFile gives the content of a file within the limit. The path leads from
// folder, which it cannot leave.
func readFile(name, folder, path string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, refuseAccess(name, err)
	}
	defer root.Close() //nolint:errcheck // only read
	file, err := root.Open(path)
	if err != nil {
		return nil, refuseAccess(name, err)
	}
	defer file.Close() //nolint:errcheck // only read
	if info, err := file.Stat(); err == nil && info.Size() > limit {
		return nil, tooLarge(name, info.Size(), limit)
	}
	return readUpTo(file, name, limit)
}

// readUpTo reads all of an input that must not be larger than the limit.
func readUpTo(r io.Reader, name string, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, refuseRead(name, err)
	case int64(len(data)) > limit:
		return nil, tooLarge(name, int64(len(data)), limit)
	}
	return data, nil
}

func tooLarge(name string, size, limit int64) error {
	return refuse(name, ErrTooLarge, "%s is more than the limit of %s for one page: split it or raise --max-page", megabytes(size), megabytes(limit))
}
