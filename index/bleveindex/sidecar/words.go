package sidecar

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"math"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
)

// textBuilder gathers one text of all documents.
type textBuilder struct {
	terms       *termTable
	lengths     []uint32
	total       uint64
	partOffsets []uint32
	parts       []byte
	// own is the prefix of the terms whose documents are kept.
	own string
}

// list is the postings of a term while documents come in: a row of varints,
// each a document (as the difference to the one before, with the lowest bit
// set) or a place in it (the first as it is, then differences).
type list struct {
	term       string
	encoded    []byte
	doc, place uint32 // the last
	count      uint32 // of documents
}

func newTextBuilder(own string) *textBuilder {
	return &textBuilder{terms: newTermTable(), partOffsets: []uint32{0}, own: own}
}

func (t *textBuilder) add(doc uint32, words *Words) error {
	last := uint32(0)
	for _, o := range words.Occurrences {
		if o.Place < last {
			return fmt.Errorf("%q at place %d comes after place %d", o.Term, o.Place, last)
		}
		last = o.Place
		if !t.terms.list(o.Term).add(doc, o.Place) {
			return fmt.Errorf("%q at place %d twice", o.Term, o.Place)
		}
	}
	t.lengths = append(t.lengths, words.Length)
	t.total += uint64(words.Length)
	return t.addParts(words.Starts)
}

func (t *textBuilder) addParts(starts []uint32) error {
	last := uint32(0)
	for part, start := range starts {
		if start < last {
			return fmt.Errorf("part %d starts at %d, before the part before it", part, start)
		}
		t.parts = binary.AppendUvarint(t.parts, uint64(start-last))
		last = start
	}
	if len(t.parts) > math.MaxUint32 {
		return errors.New("too many parts")
	}
	t.partOffsets = append(t.partOffsets, uint32(len(t.parts)))
	return nil
}

// add reports false where the place was there already.
func (l *list) add(doc, place uint32) bool {
	switch {
	case l.count == 0 || l.doc != doc:
		l.encoded = binary.AppendUvarint(l.encoded, uint64(doc-l.doc)<<1|1)
		l.encoded = binary.AppendUvarint(l.encoded, uint64(place)<<1)
		l.doc = doc
		l.count++
	case l.place == place:
		return false
	default:
		l.encoded = binary.AppendUvarint(l.encoded, uint64(place-l.place)<<1)
	}
	l.place = place
	return true
}

func (t *textBuilder) write(w *writer, name string) (textTable, error) {
	entry := textTable{Name: name, Total: t.total}
	entry.Lengths = w.numbers(t.lengths)
	entry.PartOffsets = w.numbers(t.partOffsets)
	entry.Parts = w.section(func() { w.bytes(t.parts) })
	var terms bytes.Buffer
	dictionary, err := vellum.New(&terms, nil)
	if err != nil {
		return entry, fmt.Errorf("terms: %w", err)
	}
	entry.Records = w.section(func() { err = t.writeRecords(w, dictionary, &entry) })
	if err != nil {
		return entry, err
	}
	if err := dictionary.Close(); err != nil {
		return entry, fmt.Errorf("terms: %w", err)
	}
	entry.Terms = w.section(func() { w.bytes(terms.Bytes()) })
	return entry, nil
}

// writeRecords writes the records and enters their terms into the dictionary.
// Most stems have one surface form only: lists that are equal are written once.
func (t *textBuilder) writeRecords(w *writer, dictionary *vellum.Builder, entry *textTable) error {
	type written struct {
		encoded []byte
		at      uint64
		own     bool
	}
	known := make(map[uint64]written, len(t.terms.lists))
	seed := maphash.MakeSeed()
	start := w.at
	var r record
	for _, l := range t.terms.all() {
		hash := maphash.Bytes(seed, l.encoded)
		same, ok := known[hash]
		own := t.own != "" && strings.HasPrefix(l.term, t.own)
		if !ok || !bytes.Equal(same.encoded, l.encoded) || own && !same.own && l.count > maxInline {
			same = written{encoded: l.encoded, at: w.at - start, own: own}
			known[hash] = same
			encoded, err := r.encode(l, own)
			if err != nil {
				return fmt.Errorf("%q: %w", l.term, err)
			}
			w.bytes(encoded)
		}
		if err := dictionary.Insert([]byte(l.term), same.at); err != nil {
			return fmt.Errorf("terms: %w", err)
		}
		entry.TermBytes += uint64(len(l.term))
		entry.LongestTerm = max(entry.LongestTerm, uint64(len(l.term)))
	}
	return nil
}

// record turns lists into records; it is kept for its memory.
type record struct {
	docs        []byte // differences, as varints
	frequencies []uint32
	offsets     []uint32 // of every block of postings, in places
	places      []byte
	encoded     []byte
}

// encode returns the record of a list, valid until the next call; own adds the
// documents of a long one.
func (r *record) encode(l *list, own bool) ([]byte, error) {
	r.split(l)
	if len(r.places) > math.MaxUint32 {
		return nil, errors.New("too many places")
	}
	out := binary.AppendUvarint(r.encoded[:0], uint64(l.count))
	if l.count <= maxInline {
		out = append(out, r.docs...)
		for _, n := range r.frequencies {
			out = binary.AppendUvarint(out, uint64(n))
		}
		r.encoded = append(out, r.places...)
		return r.encoded, nil
	}
	var docs []byte
	if own {
		var err error
		if docs, err = r.bitmap(); err != nil {
			return nil, err
		}
	}
	out = append(r.appendLong(out, len(docs)), r.places...)
	r.encoded = append(out, docs...)
	return r.encoded, nil
}

// bitmap is the documents in the format of roaring.
func (r *record) bitmap() ([]byte, error) {
	set := roaring.New()
	doc := uint32(0)
	for at := 0; at < len(r.docs); {
		delta, n := binary.Uvarint(r.docs[at:])
		doc, at = doc+uint32(delta), at+n
		set.Add(doc)
	}
	set.RunOptimize()
	return set.ToBytes()
}

func (r *record) split(l *list) {
	r.docs, r.frequencies, r.offsets, r.places = r.docs[:0], r.frequencies[:0], r.offsets[:0], r.places[:0]
	for at := 0; at < len(l.encoded); {
		item, n := binary.Uvarint(l.encoded[at:])
		at += n
		if item&1 == 0 {
			r.frequencies[len(r.frequencies)-1]++
			r.places = binary.AppendUvarint(r.places, item>>1)
			continue
		}
		if len(r.frequencies)%block == 0 {
			r.offsets = append(r.offsets, uint32(len(r.places)))
		}
		r.docs = binary.AppendUvarint(r.docs, item>>1)
		r.frequencies = append(r.frequencies, 0)
	}
}

// appendLong appends what a list that is not inline has before its places.
func (r *record) appendLong(out []byte, own int) []byte {
	exceptions := uint64(0)
	for _, n := range r.frequencies {
		if n >= saturated {
			exceptions++
		}
	}
	out = binary.AppendUvarint(out, exceptions)
	out = binary.AppendUvarint(out, uint64(len(r.places)))
	out = binary.AppendUvarint(out, uint64(own))
	for _, n := range r.frequencies {
		out = append(out, uint8(min(n, saturated)))
	}
	for rank, n := range r.frequencies {
		if n >= saturated {
			out = binary.LittleEndian.AppendUint32(out, uint32(rank))
			out = binary.LittleEndian.AppendUint32(out, n)
		}
	}
	for _, offset := range r.offsets {
		out = binary.LittleEndian.AppendUint32(out, offset)
	}
	return out
}
