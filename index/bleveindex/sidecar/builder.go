package sidecar

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"
)

// Schema names what a sidecar holds; the order is the numbering that Document
// uses.
type Schema struct {
	Texts, Facets []string
	// Own begins the terms of which the segment has no list: the sidecar keeps
	// their documents itself. "" is none.
	Own string
}

// Document is what a sidecar keeps of one document.
type Document struct {
	ID        string
	Published time.Time  // zero: undated
	Texts     []Words    // one for each of Schema.Texts
	Values    [][]string // one for each of Schema.Facets; each value once, in any order
}

// Words is one text of one document. Places number its words from 0; parts
// (paragraphs, names) are separated by one free place.
type Words struct {
	Length uint32 // in words
	// Starts holds the first place of each part, by the number of the part. A
	// part without words has the same start as the next one.
	Starts      []uint32
	Occurrences []Occurrence // rising by Place; no pair of Term and Place twice
}

// Occurrence says that a term stands at a place.
type Occurrence struct {
	Term  string
	Place uint32
}

// Builder gathers documents and writes their sidecar. It is for one goroutine.
type Builder struct {
	schema  Schema
	ids     []string
	dates   []instant
	texts   []*textBuilder
	columns []*columnBuilder
	err     error
}

// NewBuilder returns a builder without documents.
func NewBuilder(schema Schema) *Builder {
	b := &Builder{schema: schema}
	for range schema.Texts {
		b.texts = append(b.texts, newTextBuilder(schema.Own))
	}
	for range schema.Facets {
		b.columns = append(b.columns, newColumnBuilder())
	}
	return b
}

// Add takes doc as the document of the next number and keeps nothing of its
// memory. A document that breaks the rules of its type makes the builder
// useless: what writes the sidecar returns the error.
func (b *Builder) Add(doc *Document) {
	if b.err != nil {
		return
	}
	if err := b.add(doc); err != nil {
		b.err = fmt.Errorf("sidecar: document %d (%q): %w", len(b.ids), doc.ID, err)
	}
}

func (b *Builder) add(doc *Document) error {
	if len(doc.Texts) != len(b.texts) || len(doc.Values) != len(b.columns) {
		return fmt.Errorf("%d texts and %d facets, the schema has %d and %d",
			len(doc.Texts), len(doc.Values), len(b.texts), len(b.columns))
	}
	number := uint32(len(b.ids))
	if number == none {
		return errors.New("too many documents")
	}
	for i, t := range b.texts {
		if err := t.add(number, &doc.Texts[i]); err != nil {
			return fmt.Errorf("text %s: %w", b.schema.Texts[i], err)
		}
	}
	for i, c := range b.columns {
		if err := c.add(doc.Values[i]); err != nil {
			return fmt.Errorf("facet %s: %w", b.schema.Facets[i], err)
		}
	}
	b.ids = append(b.ids, strings.Clone(doc.ID))
	b.dates = append(b.dates, instantOf(doc.Published))
	return nil
}

// WriteFile writes the sidecar to path; mark is the caller's fingerprint of
// the segment. The file appears whole or not at all.
func (b *Builder) WriteFile(path string, mark uint64) (err error) {
	if b.err != nil {
		return b.err
	}
	staged := path + ".new"
	file, err := os.Create(staged)
	if err != nil {
		return fmt.Errorf("sidecar: %w", err)
	}
	err = b.write(file, mark)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(staged, path)
	}
	if err != nil {
		return fmt.Errorf("sidecar: write %s: %w", path, errors.Join(err, os.Remove(staged)))
	}
	return nil
}

// Bytes returns what WriteFile writes.
func (b *Builder) Bytes(mark uint64) ([]byte, error) {
	if b.err != nil {
		return nil, b.err
	}
	var buffer bytes.Buffer
	err := b.write(&buffer, mark)
	return buffer.Bytes(), err
}

func (b *Builder) write(to io.Writer, mark uint64) error {
	w := newWriter(to)
	t := table{Mark: mark, Docs: uint32(len(b.ids))}
	ranks := rankIDs(b.ids)
	t.IDRanks = w.numbers(ranks)
	t.Dates = writeDates(w, b.dates, ranks)
	for i, text := range b.texts {
		entry, err := text.write(w, b.schema.Texts[i])
		if err != nil {
			return fmt.Errorf("text %s: %w", b.schema.Texts[i], err)
		}
		t.Texts = append(t.Texts, entry)
	}
	for i, column := range b.columns {
		entry, err := column.write(w, b.schema.Facets[i])
		if err != nil {
			return fmt.Errorf("facet %s: %w", b.schema.Facets[i], err)
		}
		t.Columns = append(t.Columns, entry)
	}
	return w.finish(&t)
}

// none stands for "no value": no document, ordinal or rank reaches it.
const none = math.MaxUint32
