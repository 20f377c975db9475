package corpus

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"dateline/corpus/warc"
	"dateline/corpus/wire"
)

// takeWARC yields the pages that a web archive keeps. Its other records are
// counted as ignored: requests, what is said about the crawl, pictures.
func (w *walker) takeWARC(c content) bool {
	r := warc.NewReader(c.r)
	for w.ctx.Err() == nil {
		record, err := r.Next()
		if wrong, ok := errors.AsType[*warc.RecordError](err); ok {
			if !w.fail(refuse(c.part(strconv.Itoa(wrong.Number)).name, ErrFormat, "%s", wrong.Reason)) {
				return false
			}
			continue
		}
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return w.fail(refuseRest(c.name, err, "record", r.Whole()))
		case !w.takeRecord(c.part(strconv.Itoa(record.Number)), record):
			return false
		}
	}
	return false
}

// takeRecord yields what is in one record. An error of the stream is left to
// the next, which meets it again.
func (w *walker) takeRecord(c content, record *warc.Record) bool {
	if record.Type != "response" && record.Type != "resource" {
		return w.fail(refuse(c.name, ErrIgnored, "record of the kind %q", record.Type))
	}
	page, err := warc.ReadResponse(record.Block)
	if err != nil {
		return w.recordFailed(c, err)
	}
	if page.Status == 0 && !strings.HasPrefix(record.ContentType, "application/http") {
		page.ContentType = record.ContentType
	}
	if page.ContentType == "" {
		page.ContentType = record.PayloadType
	}
	f, charset := formatOfMedia(page.ContentType)
	const ok, notOK = 200, 300
	switch {
	case page.Status != 0 && (page.Status < ok || page.Status >= notOK):
		return w.fail(refuse(c.name, ErrIgnored, "the server answered %d", page.Status))
	case isForRobots(record.TargetURI), f == formatText && isForPrograms(record.TargetURI):
		return w.fail(refuse(c.name, ErrIgnored, "for robots, not for readers"))
	case record.Segment > 0:
		return w.fail(refuse(c.name, ErrFormat, "one of several segments, which are not put together"))
	case record.Type == "resource" && f != formatHTML && f != formatText:
		return w.takeResource(c, record, page.Body)
	case f == formatOther:
		return w.fail(refuse(c.name, ErrIgnored, "no page but %s", page.ContentType))
	}
	limit := w.options.MaxPage
	body, err := io.ReadAll(io.LimitReader(page.Body, limit+1))
	switch {
	case err != nil:
		return w.recordFailed(c, err)
	case int64(len(body)) > limit:
		return w.fail(tooLarge(c.name, max(record.Length, limit+1), limit))
	}
	from, options := origin{record.TargetURI, charset}, w.options
	if !record.Date.IsZero() && record.Date.Before(options.Now) {
		options.Now = record.Date // a page knows nothing of what came after it was kept
	}
	parse := func(name, key string, opts Options) (Article, error) {
		data, err := page.Decode(body, opts.MaxPage)
		switch {
		case err != nil:
			return Article{}, refuse(name, ErrFormat, "%v", err)
		case int64(len(data)) > opts.MaxPage:
			return Article{}, tooLarge(name, int64(len(data)), opts.MaxPage)
		case f == formatSniff && formatOfMarkup(opening(data)) != formatHTML:
			return Article{}, refuse(name, ErrIgnored, "no page, and of no kind that is said")
		}
		return parseAnswer(name, key, data, f, from, opts)
	}
	return w.yield(Input{name: c.name, key: c.key, parse: parse, options: options}, nil)
}

// parseAnswer cleans what a server sent as a page or text. Servers send other
// things under these names, and pages instead of the one that was asked for.
func parseAnswer(name, key string, data []byte, f format, from origin, opts Options) (Article, error) {
	if start := opening(data); beginsObject(start) || beginsArray(start) {
		return Article{}, refuse(name, ErrIgnored, "no page but JSON")
	}
	a, err := parsePageOrText(name, key, data, f, from, opts)
	if err != nil {
		return Article{}, err
	}
	const stub, notice = 400, 1000 // bytes of text
	switch {
	case len(a.Body) < notice && wire.IsErrorTitle(a.Title):
		return Article{}, refuse(name, ErrNoText, "the page says that there is none: %q", a.Title)
	case len(a.Body) < notice && isErrorPage(data):
		return Article{}, refuse(name, ErrNoText, "the page says by its title element that there is none")
	case len(a.Body) < stub && leadsOn.Match(data[:min(len(data), sniffLength)]):
		return Article{}, refuse(name, ErrNoText, "the page only leads on to another")
	}
	return a, nil
}

var titleElement = regexp.MustCompile(`(?i)<title[^>]{0,200}>([^<]{1,200})<`)

// isErrorPage reports whether a page that shows another headline has the title
// of one that a server sends instead.
func isErrorPage(data []byte) bool {
	m := titleElement.FindSubmatch(data[:min(len(data), sniffLength)])
	return m != nil && wire.IsErrorTitle(wire.Clean(string(m[1])))
}

var leadsOn = regexp.MustCompile(`(?i)<meta[^>]{1,200}http-equiv\s*=\s*["']?refresh\b[^>]{1,50}content\s*=\s*["']?\s*[0-9](?:\.[0-9]*)?\s*;\s*url\s*=`)

// recordFailed passes over the error of a stream and yields any other.
func (w *walker) recordFailed(c content, err error) bool {
	if errors.Is(err, warc.ErrHead) {
		return w.fail(refuse(c.name, ErrFormat, "%v", err))
	}
	return w.ctx.Err() == nil
}

// takeResource yields what is in a record that is kept without a server's
// answer, a file as it were.
func (w *walker) takeResource(c content, record *warc.Record, body io.Reader) bool {
	c.hint = "resource"
	if u, err := url.Parse(record.TargetURI); err == nil {
		c.hint = path.Base(u.Path)
	}
	return w.take(content{
		name: c.name, key: c.key, hint: c.hint, from: origin{url: record.TargetURI}, r: bufio.NewReader(body), size: -1, archives: maxArchives, layers: c.layers,
	})
}

// formatOfMedia tells pages and texts by their media type; formatSniff where it
// leaves it open.
func formatOfMedia(contentType string) (f format, charset string) {
	media, parameters, err := mime.ParseMediaType(contentType)
	if err != nil { // a bad parameter
		media, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	switch strings.TrimSpace(media) {
	case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml":
		f = formatHTML
	case "text/plain":
		f = formatText
	case "", "application/octet-stream", "text/xml", "application/xml", "unknown/unknown":
		f = formatSniff
	}
	if charset = parameters["charset"]; charset == "" {
		charset = declaredCharset([]byte(contentType))
	}
	return f, charset
}

// isForPrograms knows by their names the files that some servers send as text.
func isForPrograms(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".js", ".mjs", ".css", ".json", ".map", ".csv", ".xml", ".svg", ".vtt", ".m3u8":
		return true
	}
	return false
}

// isForRobots knows the texts that sites keep for programs.
func isForRobots(address string) bool {
	for _, name := range []string{"/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt", "/llms.txt"} {
		if strings.HasSuffix(address, name) {
			return true
		}
	}
	return false
}
