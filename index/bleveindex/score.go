package bleveindex

import (
	"math"
	"slices"

	"dateline/index/bleveindex/docset"
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

// maxForms is how many terms a word of the query may stand for and still have
// neighbours. A pattern may stand for many more; to read all their places costs
// more than it is worth.
const maxForms = 64

func scoredRows(m matcher, weight float64, rows []weighted) []weighted {
	switch x := m.(type) {
	case *row:
		if len(x.parts) == 0 {
			whole := len(x.words) == 1 && len(x.words[0].terms) <= maxForms && !x.joined && !x.inBody && x.titles != nil
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
		n += float64(v.live.count)
	}
	return n
}

// rarity is that of the words of a row, added up.
func (s *snapshot) rarity(p part) (sum float64, err error) {
	docs := s.articles()
	for i, w := range p.row.words {
		one := &row{words: []*word{w}, inBody: p.row.inBody}
		if one.inBody {
			one.titles = p.row.titles[i : i+1]
		}
		found := 0.0
		for _, v := range s.segments {
			docs, err := one.docs(v)
			if err != nil {
				return 0, err
			}
			found += float64(docs.CommonLen(v.live.docs))
		}
		sum += math.Log(1 + (docs-found+0.5)/(found+0.5))
	}
	return sum, nil
}

// averageLength is the mean length of a part's text, 1 at least.
func (s *snapshot) averageLength(p part) (float64, error) {
	text, less := p.texts()
	total := uint64(0)
	for _, v := range s.segments {
		f, err := v.facts()
		if err != nil {
			return 0, err
		}
		total += f.words[text] - f.words[less]
	}
	return math.Max(1, float64(total)/math.Max(1, s.articles())), nil
}

// texts are the text whose words count, and one in it whose do not, if any.
func (p part) texts() (text, less string) {
	switch {
	case p.inTitle:
		return titleText, ""
	case p.row.inBody:
		return wholeText, titleText
	default:
		return p.row.words[0].text, ""
	}
}

// ranking is a scorer at work in a segment.
type ranking struct {
	view   *view
	parts  []rankedPart
	pairs  []rankedPair
	recent func(doc uint32) float64 // factor of newer documents; nil: none
	w      *window
}

// rankedPart is a part in a segment.
type rankedPart struct {
	part
	counting
	text, less *sidecar.Text
}

func (c *scorer) in(v *view) (*ranking, error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	r := &ranking{view: v, w: &v.room.window}
	for _, p := range c.parts {
		if err := v.ctx.Err(); err != nil {
			return nil, err
		}
		counting, err := p.row.counting(v, p.inTitle)
		if err != nil {
			return nil, err
		}
		text, less := p.texts()
		r.parts = append(r.parts, rankedPart{p, counting, side.Text(text), side.Text(less)})
	}
	for _, p := range c.pairs {
		if err := v.ctx.Err(); err != nil {
			return nil, err
		}
		pair, err := p.in(v)
		if err != nil {
			return nil, err
		}
		r.pairs = append(r.pairs, pair)
	}
	return r, nil
}

// offer shows the hits of the segment to the page, each with its score.
func (r *ranking) offer(hits docset.Set, page *page) error {
	for at := 0; at < len(hits); at += windowWords {
		r.w.first, r.w.hits = uint32(at*64), hits[at:min(at+windowWords, len(hits))]
		if r.w.hits.Empty() {
			continue
		}
		r.w.scores = [windowDocs]float64{}
		for i := range r.parts {
			if err := r.view.ctx.Err(); err != nil { // a part may be of a thousand words
				return err
			}
			r.parts[i].addScores(r.w)
		}
		if err := r.offerWindow(page); err != nil {
			return err
		}
	}
	return nil
}

// offerWindow offers the hits of the window. What pairs add is looked at only
// where it can matter.
func (r *ranking) offerWindow(page *page) error {
	for in := range r.w.hits.All() {
		doc, score, factor := r.w.first+in, r.w.scores[in], 1.0
		if r.recent != nil {
			factor = r.recent(doc)
		}
		most := 0.0
		for i := range r.pairs {
			most += r.pairs[i].most(doc)
		}
		if !page.wantsBetween(score*factor, (score+most)*factor) {
			continue
		}
		for i := range r.pairs {
			if err := r.view.pause(); err != nil {
				return err
			}
			score += r.pairs[i].score(doc)
		}
		if rank := score * factor; page.wants(rank) {
			if err := page.offer(candidate{view: r.view, doc: doc, rank: rank}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *rankedPart) addScores(w *window) {
	factor := p.weight * (saturation + 1)
	short, perWord := saturation*(1-lengthShare), saturation*lengthShare/p.average
	n := p.count(w)
	for i, doc := range w.docs[:n] {
		length := p.text.Length(w.first + doc)
		if p.less != nil {
			length -= p.less.Length(w.first + doc)
		}
		tf := float64(w.often[i])
		w.scores[doc] += factor * tf / (tf + short + perWord*float64(length))
	}
}
