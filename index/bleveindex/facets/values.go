// Package facets counts the values of facets over the segments of an index. The
// values of each segment have numbers of their own; here they get one for all.
package facets

import (
	"bytes"
	"slices"
	"sync"

	"dateline/index/bleveindex/sidecar"
)

// Values are the values of a facet, numbered over all segments in the order of
// their bytes.
type Values struct {
	columns []*sidecar.Column
	*numbering
}

// numbering is how values are numbered. Of a single segment the numbers are
// those that it has itself, and there are none here.
type numbering struct {
	// refs say, for each number, a segment and the number that it has there;
	// global the other way round.
	refs   []valueRef
	global [][]uint32
}

type valueRef struct{ segment, ordinal uint32 }

// Tables keeps how values are numbered, as long as the segments stay, and
// memory for counting. The zero value is ready.
type Tables struct {
	mu         sync.Mutex
	segments   []uint64 // ids
	numberings map[string]*numbering
	zeros      sync.Pool // of *[]uint32
}

// Values numbers the values of a facet in segments, each with its id and its
// column.
func (t *Tables) Values(field string, segments []uint64, columns []*sidecar.Column) *Values {
	if len(columns) < 2 {
		return &Values{columns, &numbering{}}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !slices.Equal(segments, t.segments) {
		t.segments, t.numberings = segments, map[string]*numbering{}
	}
	if t.numberings[field] == nil {
		t.numberings[field] = numberValues(columns)
	}
	return &Values{columns, t.numberings[field]}
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

func (v *Values) distinct() int {
	switch {
	case len(v.columns) == 0:
		return 0
	case v.global == nil:
		return v.columns[0].Values()
	}
	return len(v.refs)
}

// Value returns the value of a number.
func (v *Values) Value(number uint32) string {
	if v.global == nil {
		return v.columns[0].Value(number)
	}
	ref := v.refs[number]
	return v.columns[ref.segment].Value(ref.ordinal)
}

// Number returns that of a value, false where no document has it.
func (v *Values) Number(value string) (uint32, bool) {
	for i, c := range v.columns {
		if ordinal, ok := c.Find(value); ok {
			return v.of(i, ordinal), true
		}
	}
	return 0, false
}

// of is the number of what has an ordinal in the i-th segment.
func (v *Values) of(i int, ordinal uint32) uint32 {
	if v.global == nil {
		return ordinal
	}
	return v.global[i][ordinal]
}
