package sidecar

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// ErrDamaged says that a file is no sidecar, or not a whole one.
var ErrDamaged = errors.New("sidecar is damaged")

const (
	magic   = "DLsc"
	version = 1

	headSize = len(magic) + 4
	tailSize = 4 + 4 + headSize // length and checksum of the table, then the head again
	align    = 8
)

// table says where everything in a file is.
type table struct {
	Mark    uint64
	Docs    uint32
	IDRanks span
	Dates   datesTable
	Texts   []textTable
	Columns []columnTable
}

type datesTable struct {
	Distinct, Undated                           uint32
	Seconds, Nanoseconds, Ordinals, NewestFirst span
}

type textTable struct {
	Name  string
	Total uint64 // words of all documents
	// TermBytes is the length of all terms together, LongestTerm that of one:
	// a walk over them takes no more steps, and goes no deeper.
	TermBytes, LongestTerm uint64

	Lengths, PartOffsets, Parts, Records, Terms span
}

type columnTable struct {
	Name                string
	Values              uint32
	Wide                bool // ordinals of 4 bytes instead of 2
	Multiple            bool // some document has several values: there are Starts
	ValueOffsets, Bytes span
	Starts, Ordinals    span
}

// span is a section of the file.
type span struct{ At, Size uint64 }

// writer writes sections one after the other. The first error stays.
type writer struct {
	to  *bufio.Writer
	at  uint64
	err error
}

func newWriter(to io.Writer) *writer {
	w := &writer{to: bufio.NewWriterSize(to, 1<<16)}
	w.bytes(head())
	return w
}

func head() []byte {
	return binary.LittleEndian.AppendUint32([]byte(magic), version)
}

func (w *writer) bytes(b []byte) {
	n, err := w.to.Write(b)
	w.at += uint64(n)
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) number(n uint32) {
	w.bytes(binary.LittleEndian.AppendUint32(w.to.AvailableBuffer(), n))
}

// section writes one section by calling fill.
func (w *writer) section(fill func()) span {
	for w.at%align != 0 {
		w.bytes([]byte{0})
	}
	start := w.at
	fill()
	return span{At: start, Size: w.at - start}
}

func (w *writer) numbers(list []uint32) span {
	return w.section(func() {
		for _, n := range list {
			w.number(n)
		}
	})
}

// finish writes the table and the tail.
func (w *writer) finish(t *table) error {
	encoded, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	w.bytes(encoded)
	w.number(uint32(len(encoded)))
	w.number(checksum(encoded))
	w.bytes(head())
	return errors.Join(w.err, w.to.Flush())
}

func checksum(b []byte) uint32 {
	return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))
}

// readTable finds and checks the table of a file, and returns with it the
// bytes that its sections lie in.
func readTable(data []byte) (*table, []byte, error) {
	if len(data) < headSize+tailSize {
		return nil, nil, fmt.Errorf("%w: %d bytes are too few", ErrDamaged, len(data))
	}
	if string(data[:len(magic)]) != magic {
		return nil, nil, fmt.Errorf("%w: it does not begin like one", ErrDamaged)
	}
	if v := binary.LittleEndian.Uint32(data[len(magic):]); v != version {
		return nil, nil, fmt.Errorf("%w: version %d, this program reads %d", ErrDamaged, v, version)
	}
	tail := data[len(data)-tailSize:]
	if string(tail[tailSize-headSize:]) != string(head()) {
		return nil, nil, fmt.Errorf("%w: its end is missing", ErrDamaged)
	}
	size := uint64(binary.LittleEndian.Uint32(tail))
	body := data[:len(data)-tailSize]
	if size > uint64(len(body)-headSize) {
		return nil, nil, fmt.Errorf("%w: a table of %d bytes in a file of %d", ErrDamaged, size, len(data))
	}
	sections, encoded := body[:uint64(len(body))-size], body[uint64(len(body))-size:]
	if checksum(encoded) != binary.LittleEndian.Uint32(tail[4:]) {
		return nil, nil, fmt.Errorf("%w: the checksum of the table differs", ErrDamaged)
	}
	var t table
	if err := json.Unmarshal(encoded, &t); err != nil {
		return nil, nil, fmt.Errorf("%w: table: %w", ErrDamaged, err)
	}
	return &t, sections, nil
}

// sections cuts a file's sections out. The first error stays.
type sections struct {
	data []byte
	err  error
}

// any returns a section of any size.
func (s *sections) any(what string, in span) []byte {
	if in.At > uint64(len(s.data)) || in.Size > uint64(len(s.data))-in.At {
		s.fail("%s: %d bytes at %d are outside the file's %d", what, in.Size, in.At, len(s.data))
		return nil
	}
	return s.data[in.At : in.At+in.Size : in.At+in.Size]
}

// array returns a section of count items of size bytes each.
func (s *sections) array(what string, in span, count, size uint64) []byte {
	if in.Size != count*size {
		s.fail("%s: %d bytes instead of %d", what, in.Size, count*size)
		return nil
	}
	return s.any(what, in)
}

func (s *sections) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
	}
}
