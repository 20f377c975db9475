package bleveindex

import (
	"math"
	"slices"
	"sort"
	"strconv"
	"sync"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
)

// column is a field turned around: the values of each document of a segment.
// Values have numbers, in the order of their bytes.
type column struct {
	values []string
	// starts has one entry more than there are documents: the values of
	// document d are numbers[starts[d]:starts[d+1]], rising.
	starts  []uint32
	numbers []uint32
}

// of are the numbers of the values of a document.
func (c *column) of(doc uint32) []uint32 { return c.numbers[c.starts[doc]:c.starts[doc+1]] }

// dateColumn is the time of publication of each document.
type dateColumn struct {
	column
	// seconds are the Unix seconds of each value.
	seconds []int64
}

// lengthColumn is the number of words of each document in a text field.
type lengthColumn struct {
	words []uint32
	total uint64
}

// columns are those of one segment, each loaded when first asked for. They
// cover deleted documents too, and so outlive a snapshot.
type columns struct {
	mu      sync.Mutex
	facets  map[string]*column
	date    *dateColumn
	lengths map[string]*lengthColumn
}

// columnCache keeps the columns of the segments of the last snapshot.
type columnCache struct {
	mu       sync.Mutex
	segments map[uint64]*columns
}

// attach gives each segment its columns and forgets those of segments that
// are gone.
func (c *columnCache) attach(views []*view) {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := make(map[uint64]*columns, len(views))
	for _, v := range views {
		id := v.snapshot.Id()
		v.columns = c.segments[id]
		if v.columns == nil {
			v.columns = &columns{facets: map[string]*column{}, lengths: map[string]*lengthColumn{}}
		}
		kept[id] = v.columns
	}
	c.segments = kept
}

// facet is the column of the values of a facet.
func (c *columns) facet(v *view, name string) (*column, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if loaded, ok := c.facets[name]; ok {
		return loaded, nil
	}
	loaded, err := loadColumn(v, name+valueSuffix)
	if err != nil {
		return nil, err
	}
	c.facets[name] = loaded
	return loaded, nil
}

func (c *columns) dates(v *view) (*dateColumn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.date != nil {
		return c.date, nil
	}
	loaded, err := loadColumn(v, dateField)
	if err != nil {
		return nil, err
	}
	date := &dateColumn{column: *loaded, seconds: make([]int64, len(loaded.values))}
	for i, term := range loaded.values {
		date.seconds[i] = instantTime(term).Unix()
	}
	c.date = date
	return date, nil
}

func (c *columns) length(v *view, name string) (*lengthColumn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if loaded, ok := c.lengths[name]; ok {
		return loaded, nil
	}
	texts, err := loadColumn(v, name+wordsSuffix)
	if err != nil {
		return nil, err
	}
	length := &lengthColumn{words: make([]uint32, v.segment.Count())}
	for doc := range length.words {
		for _, number := range texts.of(uint32(doc)) {
			n, err := strconv.ParseUint(texts.values[number], 10, 32)
			if err != nil {
				return nil, err
			}
			length.words[doc] = uint32(n)
			length.total += n
		}
	}
	c.lengths[name] = length
	return length, nil
}

// loadColumn turns the dictionary of a field around.
func loadColumn(v *view, field string) (*column, error) {
	dict, err := v.dictionary(field)
	if err != nil {
		return nil, err
	}
	c := &column{starts: make([]uint32, v.segment.Count()+1)}
	var docs, ends []uint32 // the documents of each value, one after the other
	terms := dict.AutomatonIterator(nil, nil, nil)
	for entry, err := terms.Next(); entry != nil || err != nil; entry, err = terms.Next() {
		if err != nil {
			return nil, err
		}
		list, err := dict.PostingsList([]byte(entry.Term), nil, nil)
		if err != nil {
			return nil, err
		}
		documents(list).Iterate(func(doc uint32) bool {
			docs = append(docs, doc)
			c.starts[doc+1]++
			return true
		})
		c.values = append(c.values, entry.Term)
		ends = append(ends, uint32(len(docs)))
	}
	for doc := range v.segment.Count() {
		c.starts[doc+1] += c.starts[doc]
	}
	c.numbers = make([]uint32, len(docs))
	next := slices.Clone(c.starts)
	from := uint32(0)
	for number, end := range ends {
		for _, doc := range docs[from:end] {
			c.numbers[next[doc]] = uint32(number)
			next[doc]++
		}
		from = end
	}
	return c, nil
}

// second is the time of publication of a document in Unix seconds.
func (c *dateColumn) second(doc uint32) int64 {
	if date := c.of(doc); len(date) > 0 {
		return c.seconds[date[0]]
	}
	return index.Undated
}

// span are the first and the last instant of the live documents, "" when none
// has one.
func (c *dateColumn) span(v *view) (oldest, newest string, err error) {
	first, last := uint32(math.MaxUint32), uint32(0)
	for docs := v.live.Iterator(); docs.HasNext(); {
		doc := docs.Next()
		if err := v.pause(); err != nil {
			return "", "", err
		}
		for _, number := range c.of(doc) {
			first, last = min(first, number), max(last, number)
		}
	}
	if first > last {
		return "", "", nil
	}
	return c.values[first], c.values[last], nil
}

// firstFrom is the number of the first instant that is not before t.
func (c *dateColumn) firstFrom(t time.Time) uint32 {
	return uint32(sort.SearchStrings(c.values, instant(t)))
}

// within are the documents of a set that were published in a span; a zero time
// is an open end.
func (c *dateColumn) within(v *view, docs *roaring.Bitmap, from, to time.Time) (*roaring.Bitmap, error) {
	if from.IsZero() && to.IsZero() {
		return docs, nil
	}
	first, end := uint32(0), uint32(len(c.values))
	if !from.IsZero() {
		first = c.firstFrom(from)
	}
	if !to.IsZero() {
		end = c.firstFrom(to)
	}
	found := roaring.New()
	for documents := docs.Iterator(); documents.HasNext(); {
		doc := documents.Next()
		if err := v.pause(); err != nil {
			return nil, err
		}
		if date := c.of(doc); len(date) > 0 && first <= date[0] && date[0] < end {
			found.Add(doc)
		}
	}
	return found, nil
}
