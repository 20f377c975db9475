package facets

import (
	"context"
	"iter"
	"slices"
	"sort"
)

// Tally is how often values were counted. It is for one goroutine.
type Tally struct {
	values *Values
	counts *counts
	// touched are the numbers that were counted, unless many documents were: then
	// all have to be looked at.
	touched []uint32
	many    bool
}

// Few is of how many documents the values are listed as they are counted.
const Few = 1024

// stretch is after how many documents the context is looked at.
const stretch = 1 << 14

// Tally begins to count. It has to be released.
func (t *Tables) Tally(v *Values) *Tally {
	return &Tally{values: v, counts: t.counts(v.distinct())}
}

// counts are numbers that are zero at first.
type counts struct {
	of   []uint32
	room *[]uint32 // to be given back as zeros
	from *Tables
}

// usualValues is how many values there is room for at least.
const usualValues = 1 << 14

func (t *Tables) counts(n int) *counts {
	room, ok := t.zeros.Get().(*[]uint32)
	if !ok || len(*room) < n {
		fresh := make([]uint32, max(n, usualValues))
		room = &fresh
	}
	return &counts{of: (*room)[:n], room: room, from: t}
}

func (c *counts) release() { c.from.zeros.Put(c.room) }

// Release gives the memory back: the Tally must not be used any more.
func (t *Tally) Release() {
	if t.many {
		clear(t.counts.of)
	}
	for _, number := range t.touched {
		t.counts.of[number] = 0
	}
	t.counts.release()
}

// Count adds the values of documents of the i-th segment, and returns how many
// of these have none.
func (t *Tally) Count(ctx context.Context, i int, docs []uint32) (missing int, err error) {
	if len(docs) <= Few {
		return t.countFew(i, docs), ctx.Err()
	}
	t.many = true
	column, into := t.values.columns[i], t.counts.of
	if t.values.global != nil {
		local := t.counts.from.counts(column.Values())
		defer local.release()
		defer clear(local.of)
		into = local.of
	}
	for len(docs) > 0 {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		n := min(len(docs), stretch)
		missing += column.Count(docs[:n], into)
		docs = docs[n:]
	}
	if t.values.global != nil {
		for ordinal, n := range into {
			if n > 0 {
				t.counts.of[t.values.global[i][ordinal]] += n
			}
		}
	}
	return missing, nil
}

func (t *Tally) countFew(i int, docs []uint32) (missing int) {
	var ordinals []uint32
	for _, doc := range docs {
		if ordinals = t.values.columns[i].AppendOf(doc, ordinals[:0]); len(ordinals) == 0 {
			missing++
		}
		for _, ordinal := range ordinals {
			number := t.values.of(i, ordinal)
			if t.counts.of[number] == 0 {
				t.touched = append(t.touched, number)
			}
			t.counts.of[number]++
		}
	}
	return missing
}

// Of returns how often the value of a number was counted.
func (t *Tally) Of(number uint32) int { return int(t.counts.of[number]) }

// All gives the values that were counted, with their counts, in no order.
func (t *Tally) All() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for number, n := range t.numbers() {
			if !yield(t.values.Value(number), int(n)) {
				return
			}
		}
	}
}

func (t *Tally) numbers() iter.Seq2[uint32, uint32] {
	return func(yield func(number, n uint32) bool) {
		if !t.many {
			for _, number := range t.touched {
				if !yield(number, t.counts.of[number]) {
					return
				}
			}
			return
		}
		for number, n := range t.counts.of {
			if n > 0 && !yield(uint32(number), n) {
				return
			}
		}
	}
}

// Top returns the numbers of the values that were counted most often, of which
// so many are wanted, and of all that were as often as the last of them, in no
// order; and how many values were counted at all.
func (t *Tally) Top(wanted int) (numbers []uint32, distinct int) {
	best := leading{wanted: wanted}
	if t.many {
		for number, n := range t.counts.of {
			if n > 0 {
				distinct++
			}
			if n >= best.least {
				best.offer(uint32(number), n)
			}
		}
	} else {
		distinct = len(t.touched)
		for _, number := range t.touched {
			best.offer(number, t.counts.of[number])
		}
	}
	return slices.DeleteFunc(best.numbers, func(number uint32) bool { return t.counts.of[number] < best.least }), distinct
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
