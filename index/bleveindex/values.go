package bleveindex

import (
	"bytes"
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

func (g *globalValues) find(value string) (uint32, bool) {
	n, ok := sort.Find(g.distinct(), func(i int) int { return bytes.Compare([]byte(value), g.bytes(uint32(i))) })
	return uint32(n), ok
}

// count adds the values of documents of the i-th segment to totals, and gives
// how many documents have none.
func (g *globalValues) count(v *view, i int, docs, totals []uint32) (missing int, err error) {
	counts := totals
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
				totals[g.global[i][ordinal]] += n
			}
		}
	}
	return missing, nil
}
