package bleveindex

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"

	"dateline/index"
	"dateline/query"
)

// candidate is a document that may be a hit of the page. All orders are one:
// by falling rank, then by id.
type candidate struct {
	view *view
	doc  uint32
	rank float64
	id   string // loaded when it decides
}

func (c *candidate) load() (err error) {
	if c.id == "" {
		c.id, err = c.view.id(c.doc)
	}
	return err
}

// dateRank is the rank of a time of publication; articles without one come
// last either way. Seconds are whole numbers far below 2^53.
func dateRank(sort query.Sort, published int64) float64 {
	switch {
	case published == index.Undated:
		return math.Inf(-1)
	case sort == query.Oldest:
		return -float64(published)
	}
	return float64(published)
}

func rankOf(sort query.Sort, key index.Key) float64 {
	if sort == query.Relevance {
		return key.Score
	}
	return dateRank(sort, key.Published)
}

// page keeps the best candidates, and one more to know whether there are any.
// A page before a key is the best of the reversed order.
type page struct {
	size     int
	backward bool
	border   *candidate // hits come strictly after it, in the page's direction
	best     []candidate
}

func newPage(plan index.Plan) *page {
	p := &page{size: plan.Size}
	key := plan.After
	if plan.Before != nil {
		p.backward, key = true, plan.Before
	}
	if key != nil {
		p.border = &candidate{rank: rankOf(plan.Sort, *key), id: key.ID}
	}
	return p
}

// before tells whether what has one rank comes before what has another, in the
// page's direction.
func (p *page) before(rank, other float64) bool {
	if p.backward {
		return rank < other
	}
	return rank > other
}

// wants tells whether there may be room for what has a rank.
func (p *page) wants(rank float64) bool {
	return len(p.best) <= p.size || !p.before(p.best[p.size].rank, rank)
}

// wantsBetween tells whether there may be room for what has a rank from one to
// another.
func (p *page) wantsBetween(low, high float64) bool {
	if p.backward {
		return p.wants(low)
	}
	return p.wants(high)
}

// compare orders candidates in the page's direction.
func (p *page) compare(a, b *candidate) (int, error) {
	switch {
	case p.before(a.rank, b.rank):
		return -1, nil
	case p.before(b.rank, a.rank):
		return 1, nil
	}
	order, err := compareIDs(a, b)
	if p.backward {
		order = -order
	}
	return order, err
}

// compareIDs compares the ids of two candidates. Within a segment it need not
// load them.
func compareIDs(a, b *candidate) (int, error) {
	if a.view != nil && a.view == b.view {
		side, err := a.view.sidecar()
		if err != nil {
			return 0, err
		}
		return cmp.Compare(side.IDRank(a.doc), side.IDRank(b.doc)), nil
	}
	if err := a.load(); err != nil {
		return 0, err
	}
	if err := b.load(); err != nil {
		return 0, err
	}
	return strings.Compare(a.id, b.id), nil
}

func (p *page) offer(c candidate) error {
	if p.border != nil {
		if order, err := p.compare(&c, p.border); order <= 0 || err != nil {
			return err
		}
	}
	if len(p.best) > p.size {
		if order, err := p.compare(&c, &p.best[p.size]); order >= 0 || err != nil {
			return err
		}
		p.best = p.best[:p.size]
	}
	var failed error
	at := sort.Search(len(p.best), func(i int) bool {
		order, err := p.compare(&c, &p.best[i])
		if err != nil {
			failed = err
		}
		return order < 0
	})
	p.best = slices.Insert(p.best, at, c)
	return failed
}

func (p *page) more() bool { return len(p.best) > p.size }

// hits are the candidates of the page in the order of the plan.
func (p *page) hits() []candidate {
	hits := p.best[:min(p.size, len(p.best))]
	if p.backward {
		slices.Reverse(hits)
	}
	return hits
}
