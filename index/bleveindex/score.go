package bleveindex

import (
	"math"
	"slices"

	"dateline/index/bleveindex/sidecar"
)

// The constants of BM25; what a word in the title adds to the same word
// anywhere; what the parts of a word with hyphens share with the whole; and what
// two neighbours of the query add that are neighbours in a text, and that stand
// there less than nearWords apart. docs/adr/0008 says how they were found.
const (
	saturation  = 1.2  // k1
	lengthShare = 0.65 // b
	titleBonus  = 1.0
	partShare   = 0.5
	pairBonus   = 0.3
	nearBonus   = 0.3
	nearWords   = 8
)

// scorer ranks documents by BM25, and by how near to one another the words of
// the query stand. Its numbers are of the whole snapshot, so that it does not
// matter in which segment a document lies.
type scorer struct {
	parts []part
	pairs []pair
}

// part is one addend of a score: a row in its text, or in the title alone.
type part struct {
	row     *row
	inTitle bool
	rarity  float64 // of the row's words, added up
	weight  float64 // the rarity, times what the query gives the row
	average float64 // the mean length of the text
}

// newScorer makes the scorer of a matcher, from the words in it that have to be
// there. Words that are in every text count only if there are no others. What
// expands it only adds its words.
func newScorer(s *snapshot, m, expand matcher) (*scorer, error) {
	rows := scoredRows(m, 1, nil)
	if slices.ContainsFunc(rows, func(w weighted) bool { return !w.row.function }) {
		rows = slices.DeleteFunc(rows, func(w weighted) bool { return w.row.function })
	}
	for _, w := range scoredRows(expand, 1, nil) {
		w.whole = false
		rows = append(rows, w)
	}
	c := &scorer{}
	for i, w := range rows {
		whole, err := c.addRow(s, w)
		if err != nil {
			return nil, err
		}
		rows[i].part = whole
	}
	c.pairUp(rows)
	return c, nil
}

// addRow adds the parts of a row, and gives the one of the whole text. A word is
// as rare in the title as anywhere.
func (c *scorer) addRow(s *snapshot, w weighted) (whole part, err error) {
	whole = part{row: w.row}
	if whole.rarity, err = s.rarity(whole); err != nil {
		return whole, err
	}
	whole.weight = w.weight * whole.rarity
	if whole.average, err = s.averageLength(whole); err != nil {
		return whole, err
	}
	c.parts = append(c.parts, whole)
	if w.row.titles == nil || w.row.inBody {
		return whole, nil
	}
	title := part{row: w.row, inTitle: true, weight: titleBonus * whole.weight}
	title.average, err = s.averageLength(title)
	c.parts = append(c.parts, title)
	return whole, err
}

// weighted is a row with the weight that a query gives it.
type weighted struct {
	row    *row
	weight float64
	part   part // what became of it in the scorer
	// whole: the row is a word, and those before and behind it in the query are
	// its neighbours.
	whole bool
}

func scoredRows(m matcher, weight float64, rows []weighted) []weighted {
	switch x := m.(type) {
	case *row:
		if len(x.parts) == 0 {
			whole := len(x.words) == 1 && !x.joined && !x.inBody && x.titles != nil
			return append(rows, weighted{row: x, weight: weight, whole: whole})
		}
		rows = append(rows, weighted{row: x, weight: weight * (1 - partShare)})
		for _, part := range x.parts {
			rows = append(rows, weighted{row: part, weight: weight * partShare, whole: !x.inBody && x.titles != nil})
		}
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

// articles is the number of live articles.
func (s *snapshot) articles() (n float64) {
	for _, v := range s.segments {
		n += float64(v.live.GetCardinality())
	}
	return n
}

// rarity is that of the words of a row, added up.
func (s *snapshot) rarity(p part) (sum float64, err error) {
	docs := s.articles()
	for _, w := range p.row.words {
		found := 0.0
		for _, v := range s.segments {
			n, err := v.liveDocs(w, p)
			if err != nil {
				return 0, err
			}
			found += float64(n)
		}
		sum += math.Log(1 + (docs-found+0.5)/(found+0.5))
	}
	return sum, nil
}

// averageLength is the mean length of a part's text, 1 at least.
func (s *snapshot) averageLength(p part) (float64, error) {
	total := uint64(0)
	for _, v := range s.segments {
		length, err := v.liveLength(p)
		if err != nil {
			return 0, err
		}
		total += length
	}
	return math.Max(1, float64(total)/math.Max(1, s.articles())), nil
}

// liveDocs counts the live documents that have a word.
func (v *view) liveDocs(w *word, p part) (uint64, error) {
	found, err := v.occurrences(w)
	if err != nil {
		return 0, err
	}
	docs := found.docs
	if p.row.inBody {
		if docs, err = newRow(w.text, true, w.terms).match(v, docs); err != nil {
			return 0, err
		}
	}
	if v.snapshot.Deleted() == nil {
		return docs.GetCardinality(), nil
	}
	return docs.AndCardinality(v.live), nil
}

// liveLength is the number of words of all live documents.
func (v *view) liveLength(p part) (uint64, error) {
	side, err := v.sidecar()
	if err != nil {
		return 0, err
	}
	text, less := p.texts(side)
	total := text.Total()
	if less != nil {
		total -= less.Total()
	}
	if deleted := v.snapshot.Deleted(); deleted != nil {
		deleted.Iterate(func(doc uint32) bool {
			total -= uint64(text.Length(doc))
			if less != nil {
				total += uint64(less.Length(doc))
			}
			return true
		})
	}
	return total, nil
}

// texts are the text whose words count, and one in it whose do not, if any.
func (p part) texts(side *sidecar.Reader) (text, less *sidecar.Text) {
	switch title := side.Text(titleText); {
	case p.inTitle:
		return title, nil
	case p.row.inBody:
		return side.Text(wholeText), title
	default:
		return side.Text(p.row.words[0].text), nil
	}
}

// scores are those of docs, which rise.
func (c *scorer) scores(v *view, docs []uint32) ([]float64, error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	scores := make([]float64, len(docs))
	times := make([]uint32, len(docs))
	for _, p := range c.parts {
		clear(times)
		if p.inTitle {
			err = p.row.addTitled(v, docs, times)
		} else {
			err = p.row.addTimes(v, docs, times)
		}
		if err == nil {
			err = v.ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		p.addScores(side, docs, times, scores)
	}
	for _, p := range c.pairs {
		if err := p.addScores(v, docs, scores); err != nil {
			return nil, err
		}
	}
	return scores, nil
}

func (p part) addScores(side *sidecar.Reader, docs, times []uint32, scores []float64) {
	text, less := p.texts(side)
	factor := p.weight * (saturation + 1)
	short, perWord := saturation*(1-lengthShare), saturation*lengthShare/p.average
	for i, n := range times {
		if n == 0 {
			continue
		}
		length := text.Length(docs[i])
		if less != nil {
			length -= less.Length(docs[i])
		}
		tf := float64(n)
		scores[i] += factor * tf / (tf + short + perWord*float64(length))
	}
}
