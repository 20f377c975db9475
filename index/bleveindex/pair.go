package bleveindex

import (
	"slices"

	"dateline/index/bleveindex/docset"
	"dateline/index/bleveindex/sidecar"
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

// rankedPair is a pair in a segment.
type rankedPair struct {
	pair
	docsA, docsB     docset.Set
	placesA, placesB *places
	atA, atB         []uint32
	text, title      *sidecar.Text
}

func (p pair) in(v *view) (r rankedPair, err error) {
	side, err := v.sidecar()
	if err != nil {
		return r, err
	}
	a, err := v.occurrences(p.a)
	if err != nil {
		return r, err
	}
	b, err := v.occurrences(p.b)
	if err != nil {
		return r, err
	}
	return rankedPair{
		pair: p, docsA: a.docs, docsB: b.docs, placesA: a.places(), placesB: b.places(),
		text: side.Text(wholeText), title: side.Text(titleText),
	}, nil
}

// most is more than the pair can add to the score of a document, 0 if that has
// only one of the words.
func (p *rankedPair) most(doc uint32) float64 {
	if !p.docsA.Has(doc) || !p.docsB.Has(doc) {
		return 0
	}
	return p.weight * (saturation + 1) * (pairBonus + nearBonus)
}

// score is what the pair adds to the score of a document. These must rise from
// call to call.
func (p *rankedPair) score(doc uint32) float64 {
	if p.most(doc) == 0 {
		return 0
	}
	p.atA, p.atB = p.placesA.in(doc, p.atA[:0]), p.placesB.in(doc, p.atB[:0])
	next, near := inParts(p.atA, p.atB, bodyStart(p.title, doc))
	norm := saturation * (1 - lengthShare + lengthShare/p.average*float64(p.text.Length(doc)))
	return p.weight * (saturation + 1) * (pairBonus*next/(next+norm) + nearBonus*near/(near+norm))
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
