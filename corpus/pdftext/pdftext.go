// Package pdftext reads the text of PDF documents: the paragraphs, put together
// from lines and columns, without running heads. It knows no pictures, no
// tables and no forms. Files that are damaged are read as far as they go.
package pdftext

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// Document is the text of a document.
type Document struct {
	Title      string // as the document says, or what is written largest on the first page
	Author     string // as the document says; often that of a program
	Paragraphs []Paragraph
	Pages      int
}

// Paragraph is one paragraph of a text.
type Paragraph struct {
	Text    string
	Heading bool // written larger than the rest
	Item    bool // of a list
	size    float64
}

// headLength is how far into a file its mark may stand.
const headLength = 1024

// Read reads a document.
func Read(data []byte) (Document, error) {
	if !bytes.Contains(data[:min(len(data), headLength)], []byte("%PDF-")) {
		return Document{}, ErrNotPDF
	}
	f := load(data)
	switch {
	case f.err != nil:
		return Document{}, f.err
	case f.trailer["Encrypt"] != nil:
		return Document{}, ErrEncrypted
	}
	pages := f.pages()
	if len(pages) == 0 {
		return Document{}, ErrNotPDF
	}
	lines := make([][]textLine, len(pages))
	fonts, steps := map[ref]*font{}, maxSteps
	for i, p := range pages {
		lines[i] = linesOf(f.chunks(p, fonts, &steps))
	}
	if f.err != nil || f.left <= 0 || steps <= 0 {
		return Document{}, ErrTooLarge
	}
	dropRunning(lines)
	d := Document{Paragraphs: paragraphsOf(lines), Pages: len(pages)}
	if !d.hasLetters() {
		return Document{}, ErrNoText
	}
	d.readInfo(f)
	return d, nil
}

// hasLetters reports whether there is a text, and not only signs of a font that
// does not say what it shows.
func (d Document) hasLetters() bool {
	letters, others := 0, 0
	for _, p := range d.Paragraphs {
		for _, r := range p.Text {
			if unicode.IsLetter(r) {
				letters++
			} else if !unicode.IsSpace(r) {
				others++
			}
		}
	}
	const fewest = 20
	return letters >= fewest && letters > others
}

// readInfo reads title and author; a title that is the name of a file is none.
func (d *Document) readInfo(f *file) {
	info := f.dict(f.trailer["Info"])
	d.Author, d.Title = f.words(info["Author"]), f.words(info["Title"])
	lower := strings.ToLower(d.Title)
	for _, sign := range []string{"microsoft word", "untitled", ".doc", ".pdf", ".indd", ".qxd", ".qxp", ".odt", ".tex"} {
		if strings.Contains(lower, sign) {
			d.Title = ""
		}
	}
	if d.Title != "" && strings.Contains(d.Title, " ") {
		return
	}
	d.Title = ""
	const within = 6 // paragraphs
	largest := 0.0
	for _, p := range d.Paragraphs[:min(len(d.Paragraphs), within)] {
		if p.Heading && p.size > largest {
			d.Title, largest = p.Text, p.size
		}
	}
}

// words reads a string that is meant for people.
func (f *file) words(o any) string {
	t, _ := f.get(o).(text)
	b := []byte(t)
	var s string
	switch {
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		s = string(utf16.Decode(units))
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		s = string(b[3:])
	default:
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(b)
		if err == nil {
			s = string(decoded)
		}
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}
