package bleveindex

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// pair is one addend of a score: two words that are neighbours in the query,
// counted where they are so in a text. It is the idea of the sequential
// dependence model (Metzler and Croft, SIGIR 2005) with the counts of BM25.
type pair struct {
	a, b    *word
	weight  float64 // the rarity of both, times the smaller of their weights
	average float64 // the mean length of the text
}

// pairUp makes pairs of the words of a query, which are in its order.
func (c *scorer) pairUp(rows []weighted) {
	var before *weighted
	for i := range rows {
		w := &rows[i]
		if !w.whole {
			continue
		}
		if before != nil && !slices.Equal(before.row.words[0].terms, w.row.words[0].terms) {
			c.pairs = append(c.pairs, pair{
				a: before.row.words[0], b: w.row.words[0],
				weight:  min(before.weight, w.weight) * (before.part.rarity + w.part.rarity),
				average: w.part.average,
			})
		}
		before = w
	}
}

// addScores adds to the scores of docs, which rise.
func (p pair) addScores(v *view, docs []uint32, scores []float64) error {
	side, err := v.sidecar()
	if err != nil {
		return err
	}
	a, err := v.occurrences(p.a)
	if err != nil {
		return err
	}
	b, err := v.occurrences(p.b)
	if err != nil {
		return err
	}
	text, title := side.Text(wholeText), side.Text(titleText)
	short, perWord := saturation*(1-lengthShare), saturation*lengthShare/p.average
	placesA, placesB := a.places(), b.places()
	var atA, atB []uint32
	at := 0
	for both := roaring.And(a.docs, b.docs).Iterator(); both.HasNext(); {
		doc := both.Next()
		if err := v.pause(); err != nil {
			return err
		}
		if at = advance(docs, at, doc); at == len(docs) {
			break
		}
		if docs[at] != doc {
			continue
		}
		atA, atB = placesA.in(doc, atA[:0]), placesB.in(doc, atB[:0])
		next, near := inParts(atA, atB, bodyStart(title, doc))
		norm := short + perWord*float64(text.Length(doc))
		scores[at] += p.weight * (saturation + 1) *
			(pairBonus*next/(next+norm) + nearBonus*near/(near+norm))
	}
	return nil
}

// inParts counts neighbours in the title and in the body, which begins at a
// place: the end of the one is not near the beginning of the other.
func inParts(a, b []uint32, body uint32) (next, near float64) {
	inA, _ := slices.BinarySearch(a, body)
	inB, _ := slices.BinarySearch(b, body)
	next, near = neighbours(a[:inA], b[:inB])
	nextInBody, nearInBody := neighbours(a[inA:], b[inB:])
	return next + nextInBody, near + nearInBody
}

// neighbours counts how often a place of b comes right behind one of a, and how
// many are less than nearWords from one, before or behind.
func neighbours(a, b []uint32) (next, near float64) {
	from := 0
	for _, place := range a {
		for from < len(b) && b[from]+nearWords <= place {
			from++
		}
		for _, other := range b[from:] {
			if other >= place+nearWords {
				break
			}
			if other != place {
				near++
			}
			if other == place+1 {
				next++
			}
		}
	}
	return next, near
}
