package sidecar

import (
	"fmt"
	"slices"

	"github.com/blevesearch/vellum"
)

// Text is what a sidecar holds of one text of the documents.
type Text struct {
	table                       *textTable
	docs                        uint32
	lengths, partOffsets, parts []byte
	records                     []byte
	terms                       *vellum.FST
}

func newText(s *sections, t *textTable, docs uint32) *Text {
	text := &Text{
		table:       t,
		docs:        docs,
		lengths:     s.array(t.Name+": lengths", t.Lengths, uint64(docs), 4),
		partOffsets: s.array(t.Name+": offsets of parts", t.PartOffsets, uint64(docs)+1, 4),
		parts:       s.any(t.Name+": parts", t.Parts),
		records:     s.any(t.Name+": records", t.Records),
	}
	terms, err := vellum.Load(s.any(t.Name+": terms", t.Terms))
	if err != nil {
		s.fail("%s: terms: %v", t.Name, err)
	}
	text.terms = terms
	return text
}

// Length returns the number of words of a document.
func (t *Text) Length(doc uint32) uint32 { return number(t.lengths, doc) }

// Lengths appends the lengths of all documents.
func (t *Text) Lengths(dst []uint32) []uint32 {
	dst = slices.Grow(dst, int(t.docs))
	for doc := range t.docs {
		dst = append(dst, t.Length(doc))
	}
	return dst
}

// Total returns the number of words of all documents.
func (t *Text) Total() uint64 { return t.table.Total }

// Starts appends the first places of the parts of a document.
func (t *Text) Starts(doc uint32, dst []uint32) []uint32 {
	at, end := int(number(t.partOffsets, doc)), int(number(t.partOffsets, doc+1))
	var start, delta uint32
	for at < end {
		delta, at = varint(t.parts, at)
		start += delta
		dst = append(dst, start)
	}
	return dst
}

// Lookup returns the postings of a term, false where no document holds it.
func (t *Text) Lookup(term string) (Postings, bool, error) {
	offset, ok, err := t.terms.Get([]byte(term))
	if err != nil {
		return Postings{}, false, fmt.Errorf("%w: terms: %w", ErrDamaged, err)
	}
	if !ok {
		return Postings{}, false, nil
	}
	p, err := t.postings(offset)
	return p, err == nil, err
}

// Terms calls visit with each term that the automaton accepts, in byte order,
// until visit returns false. The term is valid only within the call.
func (t *Text) Terms(automaton vellum.Automaton, visit func(term []byte, p Postings) bool) error {
	w := &walk{automaton: automaton, states: []int{automaton.Start()}, table: t.table}
	iterator, err := t.terms.Search(w, nil, nil)
	for ; err == nil; err = iterator.Next() {
		term, offset := iterator.Current()
		p, err := t.postings(offset)
		if err != nil {
			return err
		}
		if !visit(term, p) {
			return nil
		}
	}
	if w.lost {
		return fmt.Errorf("%w: terms: they never end", ErrDamaged)
	}
	if err != vellum.ErrIteratorDone { //nolint:errorlint // vellum returns it bare
		return fmt.Errorf("%w: terms: %w", ErrDamaged, err)
	}
	return nil
}

func (t *Text) postings(offset uint64) (Postings, error) {
	if offset >= uint64(len(t.records)) {
		return Postings{}, fmt.Errorf("%w: a list at %d of %d bytes", ErrDamaged, offset, len(t.records))
	}
	return readPostings(t.records[offset:], t.docs)
}

// walk lets an automaton choose among the terms, and ends where damaged ones
// would lead it round in circles. Its states are the depths of the walk, which
// goes deep first, so that the automaton's own states lie on a stack.
type walk struct {
	automaton vellum.Automaton
	states    []int
	table     *textTable
	steps     uint64
	lost      bool
}

// Start returns the depth of the first state.
func (w *walk) Start() int { return 0 }

// IsMatch reports whether the automaton accepts what led to a depth.
func (w *walk) IsMatch(depth int) bool { return w.automaton.IsMatch(w.states[depth]) }

// CanMatch reports whether the automaton may accept something deeper.
func (w *walk) CanMatch(depth int) bool { return !w.lost && w.automaton.CanMatch(w.states[depth]) }

// WillAlwaysMatch reports whether the automaton accepts everything deeper.
func (w *walk) WillAlwaysMatch(depth int) bool {
	return w.automaton.WillAlwaysMatch(w.states[depth])
}

// Accept goes one deeper.
func (w *walk) Accept(depth int, b byte) int {
	w.steps++
	if w.steps > w.table.TermBytes || uint64(depth) >= w.table.LongestTerm {
		w.lost = true
		return depth
	}
	w.states = append(w.states[:depth+1], w.automaton.Accept(w.states[depth], b))
	return depth + 1
}
