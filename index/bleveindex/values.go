package bleveindex

import (
	"bytes"
	"iter"
	"slices"
	"sort"
	"sync"

	"dateline/index/bleveindex/sidecar"
)

// globalValues numbers the values of a facet over all segments of a snapshot,
// in the order of their bytes.
type globalValues struct {
	columns []*sidecar.Column
	// refs say, for each number, a segment and the number that it has there;
	// global the other way round. Of a single segment both numbers are the same,
	// and there are none.
	refs   []valueRef
	global [][]uint32
}

type valueRef struct{ segment, ordinal uint32 }

// valueTables keeps how values are numbered, as long as the segments stay.
type valueTables struct {
	mu       sync.Mutex
	segments []uint64 // ids
	tables   map[string]*numbering
}

// numbering is what is kept of globalValues.
type numbering struct {
	refs   []valueRef
	global [][]uint32
}

// values are those of a facet.
func (s *snapshot) values(field string) (*globalValues, error) {
	g := &globalValues{}
	var ids []uint64
	for _, v := range s.segments {
		side, err := v.sidecar()
		if err != nil {
			return nil, err
		}
		g.columns = append(g.columns, side.Column(field))
		ids = append(ids, v.snapshot.Id())
	}
	if len(g.columns) < 2 {
		return g, nil
	}
	n := s.engine.values.of(ids, field, g.columns)
	g.refs, g.global = n.refs, n.global
	return g, nil
}

func (t *valueTables) of(segments []uint64, field string, columns []*sidecar.Column) *numbering {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !slices.Equal(segments, t.segments) {
		t.segments, t.tables = segments, map[string]*numbering{}
	}
	if t.tables[field] == nil {
		t.tables[field] = numberValues(columns)
	}
	return t.tables[field]
}

// numberValues merges the values of columns, each of which is in order.
func numberValues(columns []*sidecar.Column) *numbering {
	n := &numbering{}
	heads := make([]uint32, len(columns))
	for _, c := range columns {
		n.global = append(n.global, make([]uint32, c.Values()))
	}
	for {
		least := -1
		var value []byte
		for i, c := range columns {
			if int(heads[i]) == c.Values() {
				continue
			}
			if v := c.ValueBytes(heads[i]); least < 0 || bytes.Compare(v, value) < 0 {
				least, value = i, v
			}
		}
		if least < 0 {
			return n
		}
		number := uint32(len(n.refs))
		n.refs = append(n.refs, valueRef{uint32(least), heads[least]})
		for i, c := range columns {
			if int(heads[i]) < c.Values() && bytes.Equal(c.ValueBytes(heads[i]), value) {
				n.global[i][heads[i]] = number
				heads[i]++
			}
		}
	}
}

func (g *globalValues) distinct() int {
	switch {
	case len(g.columns) == 0:
		return 0
	case g.global == nil:
		return g.columns[0].Values()
	}
	return len(g.refs)
}

func (g *globalValues) value(number uint32) string { return string(g.bytes(number)) }

func (g *globalValues) bytes(number uint32) []byte {
	if g.global == nil {
		return g.columns[0].ValueBytes(number)
	}
	ref := g.refs[number]
	return g.columns[ref.segment].ValueBytes(ref.ordinal)
}

// number is that of a value, false where no document has it.
func (g *globalValues) number(value string) (uint32, bool) {
	for i, c := range g.columns {
		if ordinal, ok := c.Find(value); ok {
			return g.of(i, ordinal), true
		}
	}
	return 0, false
}

// of is the number of what has an ordinal in the i-th segment.
func (g *globalValues) of(i int, ordinal uint32) uint32 {
	if g.global == nil {
		return ordinal
	}
	return g.global[i][ordinal]
}

// tally is how often values were counted.
type tally struct {
	engine *Engine
	zeros  *[]uint32 // to be given back as such
	counts []uint32  // of each number
	// touched are the numbers that were counted, as long as they are few.
	touched []uint32
	many    bool
}

// fewDocs is of how many documents the values are listed as they are counted.
const fewDocs = 1024

// newTally makes one of zeros. It has to be released.
func (g *globalValues) newTally(e *Engine) *tally { return newTally(e, g.distinct()) }

func newTally(e *Engine, distinct int) *tally {
	zeros, ok := e.tallies.Get().(*[]uint32)
	if !ok || len(*zeros) < distinct {
		fresh := make([]uint32, max(distinct, usualValues))
		zeros = &fresh
	}
	return &tally{engine: e, zeros: zeros, counts: (*zeros)[:distinct]}
}

// usualValues is how many values a tally has room for at least.
const usualValues = 1 << 14

// release gives the memory back, all zeros.
func (t *tally) release() {
	if t.many {
		clear(t.counts)
	}
	for _, number := range t.touched {
		t.counts[number] = 0
	}
	t.engine.tallies.Put(t.zeros)
}

// count adds the values of documents of the i-th segment to a tally, and gives
// how many documents have none.
func (g *globalValues) count(v *view, i int, docs []uint32, to *tally) (missing int, err error) {
	if len(docs) <= fewDocs {
		return g.countFew(i, docs, to), v.ctx.Err()
	}
	to.many = true
	counts := to.counts
	if g.global != nil {
		local := newTally(v.engine, g.columns[i].Values())
		defer local.release()
		local.many = true
		counts = local.counts
	}
	for len(docs) > 0 {
		if err := v.ctx.Err(); err != nil {
			return 0, err
		}
		n := min(len(docs), loopSteps)
		missing += g.columns[i].Count(docs[:n], counts)
		docs = docs[n:]
	}
	if g.global != nil {
		for ordinal, n := range counts {
			if n > 0 {
				to.counts[g.global[i][ordinal]] += n
			}
		}
	}
	return missing, nil
}

func (g *globalValues) countFew(i int, docs []uint32, to *tally) (missing int) {
	var ordinals []uint32
	for _, doc := range docs {
		if ordinals = g.columns[i].AppendOf(doc, ordinals[:0]); len(ordinals) == 0 {
			missing++
		}
		for _, ordinal := range ordinals {
			number := g.of(i, ordinal)
			if to.counts[number] == 0 {
				to.touched = append(to.touched, number)
			}
			to.counts[number]++
		}
	}
	return missing
}

// top are the numbers that were counted most often, of which so many are
// wanted, and all that were as often as the last of them; and how many there are
// in all.
func (t *tally) top(wanted int) (numbers []uint32, distinct int) {
	best := leading{wanted: wanted}
	if !t.many {
		for _, number := range t.touched {
			best.offer(number, t.counts[number])
		}
		distinct = len(t.touched)
	} else {
		for number, n := range t.counts {
			if n > 0 {
				distinct++
			}
			if n >= best.least {
				best.offer(uint32(number), n)
			}
		}
	}
	return slices.DeleteFunc(best.numbers, func(number uint32) bool { return t.counts[number] < best.least }), distinct
}

// leading keeps the numbers with the highest counts.
type leading struct {
	wanted  int
	numbers []uint32 // in the order they came, more than wanted
	counts  []uint32 // of the best so far, falling
	least   uint32   // what is less is not wanted
}

func (l *leading) offer(number, n uint32) {
	if l.wanted == 0 || n == 0 || n < l.least {
		return
	}
	l.numbers = append(l.numbers, number)
	if len(l.counts) == l.wanted && n == l.least {
		return
	}
	at := sort.Search(len(l.counts), func(i int) bool { return l.counts[i] < n })
	l.counts = slices.Insert(l.counts[:min(len(l.counts), l.wanted-1)], at, n)
	if len(l.counts) == l.wanted {
		l.least = l.counts[l.wanted-1]
	}
}

// texts are the values that were counted.
func (g *globalValues) texts(t *tally) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, number := range t.touched {
			if !t.many && !yield(g.value(number), int(t.counts[number])) {
				return
			}
		}
		for number, n := range t.counts {
			if t.many && n > 0 && !yield(g.value(uint32(number)), int(n)) {
				return
			}
		}
	}
}
