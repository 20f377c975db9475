package bleveindex

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// The constants of BM25, and what a word in the title adds to the same word
// anywhere.
const (
	saturation  = 1.2  // k1
	lengthShare = 0.75 // b
	titleBonus  = 0.5
)

// scorer ranks documents by BM25. Its numbers are of the whole snapshot, so
// that it does not matter in which segment a document lies.
type scorer struct{ parts []part }

// part is one addend of a score: a row in some fields taken as one.
type part struct {
	row    *row
	fields []string
	// weight is the rarity of the row's words, times the part's own weight.
	weight float64
	// average is the mean length of the fields.
	average float64
}

// newScorer makes the scorer of a matcher, from the words in it that have to be
// there.
func newScorer(s *snapshot, m matcher) (*scorer, error) {
	c := &scorer{}
	for _, w := range scoredRows(m, 1, nil) {
		if err := c.add(s, w.row, w.row.fields, w.weight); err != nil {
			return nil, err
		}
		if len(w.row.fields) > 1 {
			if err := c.add(s, w.row, []string{titleField}, w.weight*titleBonus); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// weighted is a row with the weight that a query gives it.
type weighted struct {
	row    *row
	weight float64
}

func scoredRows(m matcher, weight float64, rows []weighted) []weighted {
	switch x := m.(type) {
	case *row:
		rows = append(rows, weighted{x, weight})
	case and:
		for _, o := range x.of {
			rows = scoredRows(o, weight, rows)
		}
	case or:
		for _, o := range x.of {
			rows = scoredRows(o, weight, rows)
		}
	case boosted:
		rows = scoredRows(x.of, weight*x.factor, rows)
	case *placed:
		rows = scoredRows(x.candidates, weight, rows)
	}
	return rows
}

func (c *scorer) add(s *snapshot, r *row, fields []string, weight float64) error {
	total, docs := uint64(0), uint64(0)
	found := make([]uint64, len(r.words))
	for _, v := range s.segments {
		docs += v.live.GetCardinality()
		for _, field := range fields {
			length, err := v.liveLength(field)
			if err != nil {
				return err
			}
			total += length
		}
		for i, terms := range r.words {
			n, err := v.docsWith(fields, terms)
			if err != nil {
				return err
			}
			found[i] += n
		}
	}
	rarity := 0.0
	for _, n := range found {
		rarity += math.Log(1 + (float64(docs)-float64(n)+0.5)/(float64(n)+0.5))
	}
	average := math.Max(1, float64(total)/math.Max(1, float64(docs)))
	c.parts = append(c.parts, part{row: r, fields: fields, weight: weight * rarity, average: average})
	return nil
}

// docsWith counts the documents that have any of the terms in any of the fields.
func (v *view) docsWith(fields, terms []string) (uint64, error) {
	sets := make([]*roaring.Bitmap, len(fields))
	for i, field := range fields {
		var err error
		if sets[i], err = v.docs(field, terms...); err != nil {
			return 0, err
		}
	}
	return union(sets).GetCardinality(), nil
}

// liveLength is the number of words in a field of all live documents.
func (v *view) liveLength(field string) (uint64, error) {
	length, err := v.columns.length(v, field)
	if err != nil {
		return 0, err
	}
	total := length.total
	if deleted := v.snapshot.Deleted(); deleted != nil {
		deleted.Iterate(func(doc uint32) bool {
			total -= uint64(length.words[doc])
			return true
		})
	}
	return total, nil
}

// scores are those of hits, in the order of their numbers.
func (c *scorer) scores(v *view, hits *roaring.Bitmap) ([]float64, error) {
	docs := hits.ToArray()
	scores := make([]float64, len(docs))
	times := make([]uint32, len(docs))
	for _, p := range c.parts {
		clear(times)
		lengths := make([]*lengthColumn, len(p.fields))
		for i, field := range p.fields {
			var err error
			if lengths[i], err = v.columns.length(v, field); err != nil {
				return nil, err
			}
			if err = p.row.frequencies(v, field, hits, docs, times); err != nil {
				return nil, err
			}
		}
		for i, n := range times {
			if n == 0 {
				continue
			}
			words := uint32(0)
			for _, length := range lengths {
				words += length.words[docs[i]]
			}
			tf := float64(n)
			norm := saturation * (1 - lengthShare + lengthShare*float64(words)/p.average)
			scores[i] += p.weight * tf * (saturation + 1) / (tf + norm)
		}
	}
	return scores, nil
}
