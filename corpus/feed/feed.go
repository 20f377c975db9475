// Package feed reads RSS (0.9x, 1.0 and 2.0, exports of WordPress among it),
// Atom and JSON Feed: one item after the other, in bounded memory. It gives
// what an item says as it says it; HTML stays HTML and dates stay strings.
package feed

import (
	"bufio"
	"bytes"
	"io"
	"iter"
)

// Item is one entry of a feed. Everything but Number may be empty.
type Item struct {
	Feed   Feed
	Number int // within the feed, from 1
	// ID is what the feed calls the item: guid, id.
	ID    string
	URL   string // absolute
	Title string // may hold HTML
	// HTML is the content, the whole text if the feed has it.
	HTML string
	// Summary is the teaser, as HTML; "" when it is the content.
	Summary    string
	Authors    []string
	Categories []string
	// Published are the dates that may be that of publication, the best first.
	Published []string
	Updated   string
	Lang      string
	Image     string // address of a picture
	// Draft says that the item is in an export but was not published as text: a
	// draft, an attachment, an entry of a menu.
	Draft bool
}

// Feed is what a feed says of itself.
type Feed struct {
	Title string
	URL   string // of the site
	Lang  string
	// Author is who wrote all items that say nothing else.
	Author string
	logins map[string]string // names of authors by their logins, of an export
}

// Read yields the items of a feed, each of at most limit bytes. An error is the
// last thing. A document that is no feed has no items.
func Read(r io.Reader, limit int64) iter.Seq2[Item, error] {
	in := bufio.NewReaderSize(r, sniffLength)
	start, _ := in.Peek(sniffLength) // its error comes again
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\uFEFF")), " \t\r\n")
	if bytes.HasPrefix(start, []byte("{")) {
		return readJSON(in, limit)
	}
	return readXML(in, limit)
}

const sniffLength = 4 << 10
