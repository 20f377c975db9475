package bleveindex

import (
	"bytes"
	"iter"
	"slices"
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

// tally is how often values were counted.
type tally struct {
	// dense has the count of each number; when only few documents were counted,
	// sparse has the number of each of their values.
	dense, sparse []uint32
}

// fewDocs is of how many documents the values are listed rather than counted.
const fewDocs = 512

func (g *globalValues) newTally(docs int) *tally {
	if docs <= fewDocs {
		return &tally{}
	}
	return &tally{dense: make([]uint32, g.distinct())}
}

// count adds the values of documents of the i-th segment to a tally, and gives
// how many documents have none.
func (g *globalValues) count(v *view, i int, docs []uint32, to *tally) (missing int, err error) {
	if to.dense == nil {
		return g.list(i, docs, to), v.ctx.Err()
	}
	counts := to.dense
	if g.global != nil {
		counts = make([]uint32, g.columns[i].Values())
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
				to.dense[g.global[i][ordinal]] += n
			}
		}
	}
	return missing, nil
}

func (g *globalValues) list(i int, docs []uint32, to *tally) (missing int) {
	for _, doc := range docs {
		from := len(to.sparse)
		to.sparse = g.columns[i].AppendOf(doc, to.sparse)
		if len(to.sparse) == from {
			missing++
		}
		if g.global != nil {
			for j, ordinal := range to.sparse[from:] {
				to.sparse[from+j] = g.global[i][ordinal]
			}
		}
	}
	return missing
}

// all are the numbers that were counted, rising, with their counts.
func (t *tally) all() iter.Seq2[uint32, uint32] {
	if t.dense == nil {
		slices.Sort(t.sparse)
	}
	return func(yield func(number, count uint32) bool) {
		for number, n := range t.dense {
			if n > 0 && !yield(uint32(number), n) {
				return
			}
		}
		for i := 0; i < len(t.sparse); {
			from := i
			for i < len(t.sparse) && t.sparse[i] == t.sparse[from] {
				i++
			}
			if !yield(t.sparse[from], uint32(i-from)) {
				return
			}
		}
	}
}

// texts are the values that were counted so often at least.
func (g *globalValues) texts(t *tally, least uint32) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for number, n := range t.all() {
			if n >= least && !yield(g.value(number), int(n)) {
				return
			}
		}
	}
}
