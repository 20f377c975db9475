package sidecar

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
)

// noneNarrow is none in a column whose ordinals have 2 bytes.
const noneNarrow = math.MaxUint16

// Column is what a sidecar holds of one facet: the distinct values, numbered
// in byte order (ordinals), and those of each document.
type Column struct {
	table               *columnTable
	valueOffsets, bytes []byte
	starts              []byte // nil: no document has several values
	ordinals            []byte
}

func newColumn(s *sections, t *columnTable, docs uint64) *Column {
	c := &Column{
		table:        t,
		valueOffsets: s.array(t.Name+": offsets of values", t.ValueOffsets, uint64(t.Values)+1, 4),
		bytes:        s.any(t.Name+": values", t.Bytes),
	}
	width := uint64(2)
	if t.Wide {
		width = 4
	}
	if !t.Multiple {
		c.ordinals = s.array(t.Name+": ordinals", t.Ordinals, docs, width)
		return c
	}
	c.starts = s.array(t.Name+": starts", t.Starts, docs+1, 4)
	c.ordinals = s.any(t.Name+": ordinals", t.Ordinals)
	return c
}

// Values returns the number of distinct values.
func (c *Column) Values() int { return int(c.table.Values) }

// Value returns the value of an ordinal.
func (c *Column) Value(ordinal uint32) string { return string(c.ValueBytes(ordinal)) }

// ValueBytes returns the value of an ordinal where it lies in the file: it
// must not be changed.
func (c *Column) ValueBytes(ordinal uint32) []byte {
	return c.bytes[number(c.valueOffsets, ordinal):number(c.valueOffsets, ordinal+1)]
}

// Find returns the ordinal of a value, false where no document has it.
func (c *Column) Find(value string) (uint32, bool) {
	i, ok := sort.Find(c.Values(), func(i int) int {
		return bytes.Compare([]byte(value), c.ValueBytes(uint32(i)))
	})
	return uint32(i), ok
}

// AppendOf appends the ordinals of a document, rising.
func (c *Column) AppendOf(doc uint32, dst []uint32) []uint32 {
	if c.starts == nil {
		if o := c.at(doc); o != c.none() {
			dst = append(dst, o)
		}
		return dst
	}
	for i := number(c.starts, doc); i < number(c.starts, doc+1); i++ {
		dst = append(dst, c.at(i))
	}
	return dst
}

func (c *Column) at(i uint32) uint32 {
	if c.table.Wide {
		return number(c.ordinals, i)
	}
	return uint32(binary.LittleEndian.Uint16(c.ordinals[2*uint64(i):]))
}

func (c *Column) none() uint32 {
	if c.table.Wide {
		return none
	}
	return noneNarrow
}

// Count adds 1 to counts[ordinal] for every value of every document, and
// returns how many of the documents have no value. counts must have room for
// every ordinal.
func (c *Column) Count(docs, counts []uint32) (missing int) {
	switch {
	case c.starts == nil && c.table.Wide:
		return countOneWide(c.ordinals, docs, counts)
	case c.starts == nil:
		return countOne(c.ordinals, docs, counts)
	case c.table.Wide:
		return countManyWide(c.starts, c.ordinals, docs, counts)
	default:
		return countMany(c.starts, c.ordinals, docs, counts)
	}
}

// The four loops below differ in what they load only: this is where a page
// with facets spends its time.

func countOne(ordinals []byte, docs, counts []uint32) (missing int) {
	for _, doc := range docs {
		o := binary.LittleEndian.Uint16(ordinals[2*uint64(doc):])
		if o == noneNarrow {
			missing++
			continue
		}
		counts[o]++
	}
	return missing
}

func countOneWide(ordinals []byte, docs, counts []uint32) (missing int) {
	for _, doc := range docs {
		o := number(ordinals, doc)
		if o == none {
			missing++
			continue
		}
		counts[o]++
	}
	return missing
}

func countMany(starts, ordinals []byte, docs, counts []uint32) (missing int) {
	for _, doc := range docs {
		from, to := bounds(starts, doc)
		if from == to {
			missing++
		}
		for ; from < to; from++ {
			counts[binary.LittleEndian.Uint16(ordinals[2*uint64(from):])]++
		}
	}
	return missing
}

func countManyWide(starts, ordinals []byte, docs, counts []uint32) (missing int) {
	for _, doc := range docs {
		from, to := bounds(starts, doc)
		if from == to {
			missing++
		}
		for ; from < to; from++ {
			counts[number(ordinals, from)]++
		}
	}
	return missing
}

// bounds returns where the ordinals of a document begin and end.
func bounds(starts []byte, doc uint32) (from, to uint32) {
	both := binary.LittleEndian.Uint64(starts[4*uint64(doc):])
	return uint32(both), uint32(both >> 32)
}

// columnBuilder gathers one facet of all documents. Until it is written the
// values are numbered as they came.
type columnBuilder struct {
	numbers  map[string]uint32
	starts   []uint32
	given    []uint32 // the numbers of the values of all documents
	multiple bool
}

func newColumnBuilder() *columnBuilder {
	return &columnBuilder{numbers: map[string]uint32{}, starts: []uint32{0}}
}

func (c *columnBuilder) add(values []string) error {
	for _, v := range values {
		n, ok := c.numbers[v]
		if !ok {
			n = uint32(len(c.numbers))
			c.numbers[strings.Clone(v)] = n
		}
		c.given = append(c.given, n)
	}
	if len(c.given) >= none {
		return errors.New("too many values")
	}
	c.starts = append(c.starts, uint32(len(c.given)))
	c.multiple = c.multiple || len(values) > 1
	return nil
}

func (c *columnBuilder) write(w *writer, name string) (columnTable, error) {
	values := slices.Sorted(maps.Keys(c.numbers))
	entry := columnTable{
		Name:     name,
		Values:   uint32(len(values)),
		Wide:     len(values) > noneNarrow,
		Multiple: c.multiple,
	}
	offsets := make([]uint32, 1, len(values)+1)
	ordinals := make([]uint32, len(values)) // by the number that a value had until now
	size := uint64(0)
	for ordinal, v := range values {
		ordinals[c.numbers[v]] = uint32(ordinal)
		size += uint64(len(v))
		offsets = append(offsets, uint32(size))
	}
	if size > math.MaxUint32 {
		return entry, errors.New("the values are too long")
	}
	entry.ValueOffsets = w.numbers(offsets)
	entry.Bytes = w.section(func() { w.bytes([]byte(strings.Join(values, ""))) })
	if c.multiple {
		entry.Starts = w.numbers(c.starts)
	}
	entry.Ordinals = w.section(func() { c.writeOrdinals(w, ordinals, entry.Wide) })
	return entry, nil
}

func (c *columnBuilder) writeOrdinals(w *writer, ordinals []uint32, wide bool) {
	var of []uint32
	for doc, end := range c.starts[1:] {
		of = of[:0]
		for _, n := range c.given[c.starts[doc]:end] {
			of = append(of, ordinals[n])
		}
		slices.Sort(of)
		if len(of) == 0 && !c.multiple {
			of = append(of, none)
		}
		for _, ordinal := range of {
			if wide {
				w.number(ordinal)
			} else {
				w.bytes(binary.LittleEndian.AppendUint16(nil, uint16(ordinal)))
			}
		}
	}
}
