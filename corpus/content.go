package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"strings"

	"dateline/corpus/archive"
)

// content is something that may hold articles: a file, a member of an archive,
// a stream.
type content struct {
	name, key string
	hint      string // the name that promises a format, without what unpacking took off
	from      origin // of a page
	asked     bool   // named by the user, not found in a folder or an archive
	r         *bufio.Reader
	size      int64                  // of what r gives, as far as somebody says so; -1 else
	file      *os.File               // when r is at its beginning; nil else
	again     func() ([]byte, error) // reads a page anew, later; nil when that cannot be
	archives  int                    // around it
	layers    int                    // of compression around it
}

// Bounds of packing.
const (
	maxArchives = 2 // an archive in an archive
	maxLayers   = 3
	// maxInMemory is the largest zip archive that is held in memory, because it
	// comes as a stream.
	maxInMemory = 64 << 20
)

// take yields what is in a content and reports whether the walk goes on.
func (w *walker) take(c content) bool {
	start, err := c.r.Peek(sniffLength)
	switch {
	case w.ctx.Err() != nil:
		return false
	case len(start) == 0 && errors.Is(err, io.EOF):
		return w.takeNothing(c)
	case len(start) == 0 && formatOf(c.hint) != formatWARC: // which has a way around
		return w.fail(refuseRead(c.name, err))
	case len(start) == 0:
		return w.takeWARC(c)
	}
	switch kind := archive.KindOf(start); {
	case kind.Compression():
		return w.takeCompressed(c, kind)
	case kind == archive.Zip || kind == archive.Tar:
		return w.takeArchive(c, kind)
	case kind != archive.None:
		return w.fail(refuse(c.name, ErrFormat, "%s data are not read: unpack them first", kind))
	}
	switch f := recognise(c.hint, start, c.asked); f {
	case formatOther, formatSniff:
		return w.passOver(c)
	case formatHTML, formatText:
		return w.takePage(c, f)
	case formatLines:
		return w.takeLines(c)
	case formatJSON:
		return w.takeObjects(c)
	case formatWARC:
		return w.takeWARC(c)
	case formatArchive:
		return w.fail(refuse(c.name, ErrFormat, "neither a zip nor a tar archive, whatever its name says"))
	case formatFeed, formatMail, formatMailbox, formatMHTML, formatNewsXML, formatSGML, formatANPA, formatPDF:
		return w.takeRecords(c, f)
	}
	return true
}

func (w *walker) takeNothing(c content) bool {
	if f := formatOf(c.hint); !c.asked && (f == formatOther || f == formatSniff) {
		return w.passOver(c)
	}
	return w.fail(refuse(c.name, ErrEmpty, "file is empty"))
}

// passOver yields that a content holds no articles. That is an error only when
// the user asked for it.
func (w *walker) passOver(c content) bool {
	if !c.asked {
		return w.fail(refuse(c.name, ErrIgnored, "not an article format"))
	}
	return w.fail(refuse(c.name, ErrFormat, "not an article format (%s): docs/inputs.md lists those that are read", path.Ext(c.hint)))
}

// takePage yields a web page or text as one input.
func (w *walker) takePage(c content, f format) bool {
	limit := w.options.MaxPage
	if c.size > limit {
		return w.fail(tooLarge(c.name, c.size, limit))
	}
	if c.again != nil {
		return w.give(c, func(name, key string, opts Options) (Article, error) {
			data, err := c.again()
			if err != nil {
				return Article{}, err
			}
			return parsePageOrText(name, key, data, f, c.from, opts)
		})
	}
	data, err := readUpTo(c.r, c.name, limit)
	if err != nil {
		return w.fail(err)
	}
	return w.give(c, func(name, key string, opts Options) (Article, error) {
		return parsePageOrText(name, key, data, f, c.from, opts)
	})
}

// give yields an input of a content.
func (w *walker) give(c content, parse parser) bool {
	return w.yield(Input{name: c.name, key: c.key, parse: parse, options: w.options}, nil)
}

// takeRecords yields the records of a format of documents.
func (w *walker) takeRecords(c content, f format) bool {
	var r io.Reader = c.r
	if f == formatPDF { // one document, to be held in memory; of mail only the text is
		if c.size > w.options.MaxPage {
			return w.fail(tooLarge(c.name, c.size, w.options.MaxPage))
		}
		r = io.LimitReader(c.r, w.options.MaxPage+1)
	}
	for rec, err := range recordsOf(f, c.name, r, w.options) {
		if err != nil {
			if !w.fail(err) {
				return false
			}
			continue
		}
		if !w.give(c.part(rec.name), rec.parse) {
			return false
		}
	}
	return w.ctx.Err() == nil
}

// part names one of several things in a content.
func (c content) part(name string) content {
	if name != "" {
		c.name, c.key = c.name+":"+name, c.key+":"+name
	}
	return c
}

// takeCompressed yields what is in a compressed stream.
func (w *walker) takeCompressed(c content, kind archive.Kind) bool {
	if c.layers == maxLayers {
		return w.fail(refuse(c.name, ErrFormat, "compressed more than %d times: unpack it first", maxLayers))
	}
	unpacked, err := archive.Decompress(kind, c.r, &w.meter)
	if err != nil {
		return w.fail(refuse(c.name, ErrFormat, "damaged %s data: %v", kind, err))
	}
	defer unpacked.Close() //nolint:errcheck // only read
	c.hint, c.key = unpackedName(c.hint), unpackedName(c.key)
	c.r, c.size, c.file, c.again = bufio.NewReader(unpacked), -1, nil, nil
	c.layers++
	return w.take(c)
}

// takeArchive yields what is in the members of an archive.
func (w *walker) takeArchive(c content, kind archive.Kind) bool {
	if c.archives == maxArchives {
		return w.fail(refuse(c.name, ErrFormat, "an archive within two others: unpack it first"))
	}
	if kind == archive.Zip {
		return w.takeZip(c)
	}
	for m, err := range archive.ReadTar(c.r, &w.meter) {
		if err != nil {
			return w.fail(refuseRead(c.name, err))
		}
		if !w.takeMember(c, m) {
			return false
		}
	}
	return w.ctx.Err() == nil
}

func (w *walker) takeZip(c content) bool {
	file, size, err := c.whole()
	if err != nil {
		return w.fail(err)
	}
	if c.file != nil {
		w.meter.Add(size) // of a stream they are counted already
	}
	z, err := archive.OpenZip(file, size, &w.meter)
	switch {
	case err != nil:
		return w.fail(refuse(c.name, ErrFormat, "damaged zip archive: %v", err))
	case z.Package():
		return w.passOver(c)
	}
	crawl := z.WebArchive()
	for m, err := range z.Members() {
		if wrong, ok := errors.AsType[*archive.MemberError](err); ok {
			err = refuse(c.name+"/"+wrong.Name, ErrFormat, "%s", wrong.Reason)
		} else if err != nil {
			err = refuseRead(c.name, err)
		} else if crawl && !strings.HasPrefix(m.Name, "archive/") {
			err = refuse(c.name+"/"+m.Name, ErrIgnored, "about the crawl, not of it")
		}
		if err != nil && !w.fail(err) || err == nil && !w.takeMember(c, m) {
			return false
		}
	}
	return w.ctx.Err() == nil
}

// whole gives a content to be read at any place: a file, or else memory.
func (c content) whole() (io.ReaderAt, int64, error) {
	if c.file != nil {
		return c.file, c.size, nil
	}
	data, err := io.ReadAll(io.LimitReader(c.r, maxInMemory+1))
	switch {
	case err != nil:
		return nil, 0, refuseRead(c.name, err)
	case len(data) > maxInMemory:
		return nil, 0, refuse(c.name, ErrTooLarge, "a zip archive of more than %s cannot be read out of a stream or another archive: unpack it and name the file", megabytes(maxInMemory))
	}
	return bytes.NewReader(data), int64(len(data)), nil
}

// takeMember yields what is in one member of an archive. An archive that the
// user named is like a folder: its articles have the same IDs packed and
// unpacked, also where the folder of its name was packed with them.
func (w *walker) takeMember(c content, m archive.Member) bool {
	member := content{
		name: c.name + "/" + m.Name, key: c.key + "/" + m.Name, hint: path.Base(m.Name),
		r: bufio.NewReader(m), size: m.Size, archives: c.archives + 1, layers: c.layers,
	}
	if c.asked && c.archives == 0 {
		member.key = strings.TrimPrefix(m.Name, strings.TrimSuffix(c.key, path.Ext(c.key))+"/")
	}
	switch {
	case isHiddenMember(m.Name):
		return w.fail(refuse(member.name, ErrIgnored, "hidden"))
	case m.Type == archive.Link && formatOf(m.Name) != formatOther:
		return w.fail(refuse(member.name, ErrLink, "a link in an archive is not followed: what it leads to is read where it is"))
	case m.Type != archive.File:
		return w.fail(refuse(member.name, ErrIgnored, "not a file"))
	}
	return w.take(member)
}

// isHiddenMember knows what a folder would not show, and what one system adds
// to every archive.
func isHiddenMember(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.") || strings.HasPrefix(name, "__MACOSX/")
}
