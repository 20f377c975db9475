package sidecar

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sort"
)

const (
	// maxInline is how many postings a list may have to hold its documents.
	maxInline = 32
	// block is how many postings share an offset into the places.
	block = 128
	// saturated is the byte of a frequency that is among the exceptions.
	saturated = math.MaxUint8
)

// Postings is the list of the documents that hold a term. Its postings are
// numbered by rank, from 0, in the order of the documents.
type Postings struct {
	count, exceptions uint32
	body              []byte // behind the numbers that begin the record
	own               []byte // its documents as a bitmap, where the segment has no list of the term
}

// readPostings reads the record that data begins with.
func readPostings(data []byte, docs uint32) (Postings, error) {
	count, n := binary.Uvarint(data)
	if n <= 0 || count == 0 || count > uint64(docs) {
		return Postings{}, fmt.Errorf("%w: %d postings among %d documents", ErrDamaged, count, docs)
	}
	data = data[n:]
	if count <= maxInline {
		return Postings{count: uint32(count), body: data}, nil
	}
	var numbers [3]uint64 // exceptions, bytes of places, bytes of the bitmap
	for i := range numbers {
		if numbers[i], n = binary.Uvarint(data); n <= 0 {
			return Postings{}, fmt.Errorf("%w: a list ends early", ErrDamaged)
		}
		data = data[n:]
	}
	exceptions, places, own := numbers[0], numbers[1], numbers[2]
	if exceptions > count {
		return Postings{}, fmt.Errorf("%w: %d exceptions in %d postings", ErrDamaged, exceptions, count)
	}
	size := count + 8*exceptions + 4*blocks(count)
	left := uint64(len(data))
	if left < size || left-size < places || left-size-places < own {
		return Postings{}, fmt.Errorf("%w: a list of %d postings ends early", ErrDamaged, count)
	}
	size += places
	p := Postings{count: uint32(count), exceptions: uint32(exceptions), body: data[:size]}
	if own > 0 {
		p.own = data[size : size+own]
	}
	return p, nil
}

func blocks(count uint64) uint64 { return (count + block - 1) / block }

// Count returns the number of postings, that is of documents.
func (p Postings) Count() uint32 { return p.count }

// Own returns the documents of a list that is not inline as a bitmap in the
// format of roaring; nil where the caller has it from the segment's list of the
// same term. It lies in the file and must not be changed.
func (p Postings) Own() []byte { return p.own }

// Inline reports whether the list holds its documents one by one.
func (p Postings) Inline() bool { return p.count <= maxInline }

// Docs appends the documents of an inline list, rising.
func (p Postings) Docs(dst []uint32) []uint32 {
	if !p.Inline() {
		return dst
	}
	var doc, delta uint32
	at := 0
	for range p.count {
		delta, at = varint(p.body, at)
		doc += delta
		dst = append(dst, doc)
	}
	return dst
}

// Frequencies appends how often the term stands in each document.
func (p Postings) Frequencies(dst []uint32) []uint32 {
	if p.Inline() {
		var n uint32
		at := skipVarints(p.body, 0, uint64(p.count))
		for range p.count {
			n, at = varint(p.body, at)
			dst = append(dst, n)
		}
		return dst
	}
	first := len(dst)
	dst = slices.Grow(dst, int(p.count))
	for _, b := range p.frequencyBytes() {
		dst = append(dst, uint32(b))
	}
	for i := range p.exceptions {
		rank, n := p.exception(i)
		dst[first+int(rank)] = n
	}
	return dst
}

// Raw returns one byte of frequency a posting, 255 for 255 or more, where the
// list is not inline. The bytes lie in the file: they must not be changed.
func (p Postings) Raw() (frequencies []byte, ok bool) {
	if p.Inline() {
		return nil, false
	}
	return p.frequencyBytes(), true
}

// Frequency returns how often the term stands in the document of a rank.
func (p Postings) Frequency(rank uint32) uint32 {
	if p.Inline() {
		at := skipVarints(p.body, 0, uint64(p.count)+uint64(rank))
		n, _ := varint(p.body, at)
		return n
	}
	if b := p.body[rank]; b != saturated || p.exceptions == 0 {
		return uint32(b)
	}
	i := sort.Search(int(p.exceptions), func(i int) bool {
		r, _ := p.exception(uint32(i))
		return r >= rank
	})
	_, n := p.exception(uint32(i))
	return n
}

func (p Postings) frequencyBytes() []byte { return p.body[:p.count] }

// exception returns the rank and the frequency of the i-th posting whose
// frequency is 255 or more.
func (p Postings) exception(i uint32) (rank, frequency uint32) {
	pair := p.body[uint64(p.count)+8*uint64(i):]
	return binary.LittleEndian.Uint32(pair), binary.LittleEndian.Uint32(pair[4:])
}

// Places returns a reader of the places, before the first posting.
func (p Postings) Places() PlaceReader {
	r := PlaceReader{postings: p}
	if p.Inline() {
		r.frequencyAt = skipVarints(p.body, 0, uint64(p.count))
		r.places = p.body[skipVarints(p.body, r.frequencyAt, uint64(p.count)):]
		return r
	}
	offsets := uint64(p.count) + 8*uint64(p.exceptions)
	places := offsets + 4*blocks(uint64(p.count))
	r.offsets, r.places = p.body[offsets:places], p.body[places:]
	return r
}

// PlaceReader reads the places of postings, by rising rank.
type PlaceReader struct {
	postings Postings
	offsets  []byte // into places, for each block; none for an inline list
	places   []byte
	// next is the rank of the posting whose places begin at at; of an inline
	// list its frequency is at frequencyAt.
	next            uint32
	at, frequencyAt int
}

// At appends the places of the posting of a rank, rising. Ranks must rise
// from call to call.
func (r *PlaceReader) At(rank uint32, dst []uint32) []uint32 {
	frequency := r.seek(rank)
	at := r.at
	var place, delta uint32
	for range frequency {
		delta, at = varint(r.places, at)
		place += delta
		dst = append(dst, place)
	}
	r.at, r.next = at, rank+1
	return dst
}

// seek goes to the places of the posting of a rank and returns its frequency.
func (r *PlaceReader) seek(rank uint32) uint32 {
	if r.offsets == nil {
		return r.seekInline(rank)
	}
	if first := rank &^ (block - 1); first > r.next {
		r.next, r.at = first, int(number(r.offsets, rank/block))
	}
	if r.next < rank {
		r.at = skipVarints(r.places, r.at, r.between(r.next, rank))
	}
	return r.postings.Frequency(rank)
}

func (r *PlaceReader) seekInline(rank uint32) uint32 {
	var skipped uint64
	for {
		var n uint32
		n, r.frequencyAt = varint(r.postings.body, r.frequencyAt)
		if r.next == rank {
			r.at = skipVarints(r.places, r.at, skipped)
			return n
		}
		skipped += uint64(n)
		r.next++
	}
}

// between adds up the frequencies of the postings from one rank to the one
// before another.
func (r *PlaceReader) between(from, to uint32) uint64 {
	p := r.postings
	if p.exceptions == 0 {
		return sumBytes(p.body[from:to])
	}
	var sum uint64
	for rank := from; rank < to; rank++ {
		sum += uint64(p.Frequency(rank))
	}
	return sum
}
