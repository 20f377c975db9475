package sidecar

import (
	"fmt"
	"os"

	"github.com/blevesearch/mmap-go"
)

// Reader reads a sidecar in place. It may be used by many goroutines; what it
// returned is not to be used after Close. A Reader over a damaged file may
// panic in use, or fault where the file was cut after it was opened.
type Reader struct {
	table   *table
	mapped  mmap.MMap
	idRanks []byte
	dates   Dates
	texts   []*Text
	columns []*Column
}

// Open maps the sidecar at path into memory. The error wraps ErrDamaged where
// the file is not a whole sidecar; its sections are checked by size, not read.
func Open(path string) (*Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("sidecar: %w", err)
	}
	defer file.Close() //nolint:errcheck // read only; the mapping outlives it
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("sidecar: %w", err)
	}
	if info.Size() == 0 { // which cannot be mapped
		return nil, fmt.Errorf("%s: %w: the file is empty", path, ErrDamaged)
	}
	mapped, err := mmap.Map(file, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("sidecar: map %s: %w", path, err)
	}
	r, err := New(mapped)
	if err != nil {
		_ = mapped.Unmap()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	r.mapped = mapped
	return r, nil
}

// New reads a sidecar from memory, which must not change while the Reader is
// in use.
func New(data []byte) (*Reader, error) {
	t, body, err := readTable(data)
	if err != nil {
		return nil, err
	}
	s := &sections{data: body}
	docs := uint64(t.Docs)
	r := &Reader{
		table:   t,
		idRanks: s.array("id ranks", t.IDRanks, docs, 4),
		dates:   newDates(s, &t.Dates, docs),
	}
	for i := range t.Texts {
		r.texts = append(r.texts, newText(s, &t.Texts[i], t.Docs))
	}
	for i := range t.Columns {
		r.columns = append(r.columns, newColumn(s, &t.Columns[i], docs))
	}
	if s.err != nil {
		return nil, s.err
	}
	return r, nil
}

// Close gives the mapping back.
func (r *Reader) Close() error {
	if r.mapped == nil {
		return nil
	}
	return r.mapped.Unmap()
}

// Mark returns the fingerprint that the file was written with.
func (r *Reader) Mark() uint64 { return r.table.Mark }

// Docs returns the number of documents.
func (r *Reader) Docs() uint32 { return r.table.Docs }

// Text returns the text of a name, nil where the schema had none.
func (r *Reader) Text(name string) *Text {
	for _, t := range r.texts {
		if t.table.Name == name {
			return t
		}
	}
	return nil
}

// Column returns the facet of a name, nil where the schema had none.
func (r *Reader) Column(name string) *Column {
	for _, c := range r.columns {
		if c.table.Name == name {
			return c
		}
	}
	return nil
}

// Dates returns the dates of the documents.
func (r *Reader) Dates() *Dates { return &r.dates }

// IDRank returns the place of the document's id among the ids of the segment
// in byte order.
func (r *Reader) IDRank(doc uint32) uint32 { return number(r.idRanks, doc) }
