package sidecar

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sort"
	"strings"
	"time"
)

// Dates is what a sidecar holds of the dates of publication: the distinct
// instants, numbered as they rise (ordinals), that of each document, and the
// documents from the newest to the oldest.
type Dates struct {
	table                *datesTable
	seconds, nanoseconds []byte // of each instant
	ordinals             []byte // of each document; none: undated
	newestFirst          []byte
}

func newDates(s *sections, t *datesTable, docs uint64) Dates {
	return Dates{
		table:       t,
		seconds:     s.array("seconds", t.Seconds, uint64(t.Distinct), 8),
		nanoseconds: s.array("nanoseconds", t.Nanoseconds, uint64(t.Distinct), 4),
		ordinals:    s.array("ordinals of dates", t.Ordinals, docs, 4),
		newestFirst: s.array("newest first", t.NewestFirst, docs, 4),
	}
}

// Ordinal returns the number of the document's instant, false where it is
// undated.
func (d *Dates) Ordinal(doc uint32) (uint32, bool) {
	o := number(d.ordinals, doc)
	return o, o != none
}

// Distinct returns the number of different instants.
func (d *Dates) Distinct() int { return int(d.table.Distinct) }

// Instant returns the instant of an ordinal, in UTC.
func (d *Dates) Instant(ordinal uint32) time.Time {
	return time.Unix(d.second(ordinal), int64(number(d.nanoseconds, ordinal))).UTC()
}

// Second returns the document's date in seconds since 1970, false where it is
// undated.
func (d *Dates) Second(doc uint32) (int64, bool) {
	o, ok := d.Ordinal(doc)
	if !ok {
		return 0, false
	}
	return d.second(o), true
}

func (d *Dates) second(ordinal uint32) int64 {
	return int64(binary.LittleEndian.Uint64(d.seconds[8*uint64(ordinal):]))
}

// FirstFrom returns the ordinal of the first instant that is not before t;
// Distinct where all are.
func (d *Dates) FirstFrom(t time.Time) uint32 {
	second, nanosecond := t.Unix(), uint32(t.Nanosecond())
	return uint32(sort.Search(d.Distinct(), func(i int) bool {
		at := d.second(uint32(i))
		return at > second || at == second && number(d.nanoseconds, uint32(i)) >= nanosecond
	}))
}

// Newest returns the i-th document in the order of falling seconds, of one
// second by rising id; undated ones are last, by rising id.
func (d *Dates) Newest(i uint32) uint32 { return number(d.newestFirst, i) }

// Undated returns how many documents have no date.
func (d *Dates) Undated() uint32 { return d.table.Undated }

// instant is a date as the builder keeps it.
type instant struct {
	second     int64
	nanosecond uint32
	dated      bool
}

func instantOf(t time.Time) instant {
	if t.IsZero() {
		return instant{}
	}
	return instant{second: t.Unix(), nanosecond: uint32(t.Nanosecond()), dated: true}
}

func compareInstants(a, b instant) int {
	return cmp.Or(cmp.Compare(a.second, b.second), cmp.Compare(a.nanosecond, b.nanosecond))
}

// rankIDs returns for each id its place in byte order.
func rankIDs(ids []string) []uint32 {
	order := upTo(len(ids))
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(strings.Compare(ids[a], ids[b]), cmp.Compare(a, b))
	})
	ranks := make([]uint32, len(ids))
	for rank, doc := range order {
		ranks[doc] = uint32(rank)
	}
	return ranks
}

// upTo returns the numbers from 0 to n-1.
func upTo(n int) []uint32 {
	list := make([]uint32, n)
	for i := range list {
		list[i] = uint32(i)
	}
	return list
}

func writeDates(w *writer, dates []instant, idRanks []uint32) datesTable {
	distinct := slices.DeleteFunc(slices.Clone(dates), func(i instant) bool { return !i.dated })
	entry := datesTable{Undated: uint32(len(dates) - len(distinct))}
	slices.SortFunc(distinct, compareInstants)
	distinct = slices.Compact(distinct)
	entry.Distinct = uint32(len(distinct))
	entry.Seconds = w.section(func() {
		for _, i := range distinct {
			w.bytes(binary.LittleEndian.AppendUint64(nil, uint64(i.second)))
		}
	})
	entry.Nanoseconds = w.section(func() {
		for _, i := range distinct {
			w.number(i.nanosecond)
		}
	})
	entry.Ordinals = w.section(func() {
		for _, i := range dates {
			ordinal := uint32(none)
			if i.dated {
				at, _ := slices.BinarySearchFunc(distinct, i, compareInstants)
				ordinal = uint32(at)
			}
			w.number(ordinal)
		}
	})
	order := upTo(len(dates))
	slices.SortFunc(order, func(a, b uint32) int { return compareNewest(dates, idRanks, a, b) })
	entry.NewestFirst = w.numbers(order)
	return entry
}

// compareNewest orders two documents as Newest says.
func compareNewest(dates []instant, idRanks []uint32, a, b uint32) int {
	switch {
	case dates[a].dated && !dates[b].dated:
		return -1
	case !dates[a].dated && dates[b].dated:
		return 1
	}
	return cmp.Or(cmp.Compare(dates[b].second, dates[a].second), cmp.Compare(idRanks[a], idRanks[b]))
}
