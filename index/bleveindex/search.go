package bleveindex

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"dateline/index"
	"dateline/index/bleveindex/docset"
	"dateline/index/bleveindex/sidecar"
	"dateline/query"
)

// search is one plan on its way through a snapshot.
type search struct {
	plan     index.Plan
	snapshot *snapshot
	where    matcher
	// expand ranks too, by its words alone.
	expand matcher
	// marks are the terms of plan.Mark; nil when a segment does not know all.
	marks []placedTerm
	// found are, for each segment, what the expression and the dates select,
	// and what the filters do.
	found []found
}

type found struct {
	// docs is what the expression selects, and the dates too where dated.
	docs    docset.Set
	dated   bool
	filters []filtered
	// hits are the docs that pass dates and filters.
	hits docset.Set
	// list are the hits one by one, for the facets; of a facet whose filter, of a
	// number, is open, those that pass all but that.
	list []uint32
	open map[int][]uint32
}

// filtered is what one filter selects; nil means that it asks for nothing of
// the kind.
type filtered struct{ include, exclude docset.Set }

// Search implements index.Engine.
func (e *Engine) Search(ctx context.Context, plan index.Plan) (result *index.Result, err error) {
	err = e.read(ctx, func(s *snapshot) error {
		c := newCompiler(s, plan.Now)
		x := &search{plan: plan, snapshot: s, where: c.compile(plan.Where), expand: c.words(plan.Expand), marks: c.marks(plan.Mark)}
		if c.err != nil {
			return c.err
		}
		if result, err = x.run(); err == nil {
			result.Notes = c.notes
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return result, nil
}

func (x *search) run() (*index.Result, error) {
	result := &index.Result{}
	x.found = make([]found, len(x.snapshot.segments))
	err := inParallel(len(x.found), func(i int) (err error) {
		x.found[i], err = x.find(x.snapshot.segments[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range x.found {
		result.Total += x.found[i].hits.Len()
	}
	if err := x.fillHits(result); err != nil {
		return nil, err
	}
	return result, x.countAll(result)
}

// find gives the documents of one segment.
func (x *search) find(v *view) (f found, err error) {
	if err := v.ctx.Err(); err != nil {
		return f, err
	}
	if _, err := v.sidecar(); err != nil { // later, several look at it at once
		return f, err
	}
	where := x.where
	if f.dated = cost(where) > costOfDates; f.dated {
		where = x.datedWhere()
	}
	if f.docs, err = where.match(v, v.live.docs); err != nil {
		return f, err
	}
	f.filters = make([]filtered, len(x.plan.Filters))
	for i, filter := range x.plan.Filters {
		if f.filters[i], err = v.filter(filter); err != nil {
			return f, err
		}
	}
	if f.hits, err = x.passing(v, &f, -1); err != nil || len(x.plan.Facets) == 0 && len(x.plan.Timeline) == 0 {
		return f, err
	}
	f.list, f.open = v.list(f.hits), map[int][]uint32{}
	for _, facet := range x.plan.Facets {
		if open := x.openFilter(facet.Field); open >= 0 {
			docs, err := x.passing(v, &f, open)
			if err != nil {
				return f, err
			}
			f.open[open] = v.list(docs)
		}
	}
	return f, nil
}

// openFilter is the number of the filter that a facet does not ask for, because
// the values that it includes are some of several that can be chosen; -1 if none
// is.
func (x *search) openFilter(field string) int {
	return slices.IndexFunc(x.plan.Filters, func(f query.Filter) bool {
		return f.Field == field && f.Match == query.MatchAny && len(f.Include) > 0
	})
}

// datedWhere is the expression with the dates in the place that fits their cost.
func (x *search) datedWhere() matcher {
	dates := between{x.plan.From, x.plan.To}
	if all, ok := x.where.(and); ok {
		return allOf(append(slices.Clone(all.of), dates)...)
	}
	return allOf(x.where, dates)
}

// list are the documents of a set one by one.
func (v *view) list(docs docset.Set) []uint32 { return docs.AppendTo(v.arena.List(docs.Len())) }

// filter finds what a filter selects of a whole segment.
func (v *view) filter(filter query.Filter) (f filtered, err error) {
	field := filter.Field + valueSuffix
	if len(filter.Exclude) > 0 {
		if f.exclude, err = v.having(field, filter.Exclude...); err != nil {
			return f, err
		}
	}
	if len(filter.Include) == 0 {
		return f, nil
	}
	if filter.Match == query.MatchAny {
		f.include, err = v.having(field, filter.Include...)
		return f, err
	}
	f.include = v.live.docs
	for _, value := range filter.Include {
		docs, err := v.having(field, value)
		if err != nil {
			return f, err
		}
		docs.And(f.include)
		f.include = docs
	}
	return f, nil
}

// passing are the documents that pass dates and all filters; the included
// values of the filter of number open are not asked for.
func (x *search) passing(v *view, f *found, open int) (docset.Set, error) {
	docs := v.arena.Copy(f.docs)
	for i, filter := range f.filters {
		if filter.include != nil && i != open {
			docs.And(filter.include)
		}
		if filter.exclude != nil {
			docs.AndNot(filter.exclude)
		}
	}
	if f.dated {
		return docs, nil
	}
	return v.published(docs, x.plan.From, x.plan.To)
}

// fillHits finds the page of hits that the plan asks for.
func (x *search) fillHits(result *index.Result) error {
	best := newPage(x.plan)
	if x.plan.Size == 0 && best.border == nil {
		result.More = result.Total > 0
		return nil
	}
	var scorer *scorer
	if x.plan.Sort == query.Relevance {
		var err error
		if scorer, err = newScorer(x.snapshot, x.where, x.expand); err != nil {
			return err
		}
	}
	pages := make([]*page, len(x.found)) // the best of each segment
	err := inParallel(len(pages), func(i int) error {
		pages[i] = newPage(x.plan)
		if scorer != nil {
			return x.offerRanked(pages[i], scorer, i)
		}
		return x.offerDated(pages[i], i)
	})
	if err != nil {
		return err
	}
	for _, p := range pages {
		for _, c := range p.best {
			if err := best.offer(c); err != nil {
				return err
			}
		}
	}
	result.More = best.more()
	for _, c := range best.hits() {
		hit, err := x.hit(c)
		if err != nil {
			return err
		}
		if hit.Placed = x.marks != nil; hit.Placed {
			if hit.Parts, err = c.view.partsWith(c.doc, x.marks); err != nil {
				return err
			}
		}
		result.Hits = append(result.Hits, hit)
	}
	return nil
}

// offerRanked shows the hits of a segment to the page, each with its score.
func (x *search) offerRanked(page *page, scorer *scorer, segment int) error {
	v := x.snapshot.segments[segment]
	ranking, err := scorer.in(v)
	if err != nil {
		return err
	}
	if x.plan.Recency.HalfLife != 0 {
		dates := v.words.Dates()
		ranking.recent = func(doc uint32) float64 { return x.plan.Recency.Factor(second(dates, doc)) }
	}
	return ranking.offer(x.found[segment].hits, page)
}

// offerDated shows the hits of a segment to the page, each with its date: when
// they are many, by walking through the segment in the order of the page until
// that is full.
func (x *search) offerDated(page *page, segment int) error {
	v, hits := x.snapshot.segments[segment], x.found[segment].hits
	total := hits.Len()
	side, err := v.sidecar()
	if err != nil {
		return err
	}
	dates := side.Dates()
	rank := func(doc uint32) float64 { return dateRank(x.plan.Sort, second(dates, doc)) }
	walk := int(side.Docs()) * (page.size + 1) / max(1, total) // documents to look at
	if walk > 2*total {
		for doc := range hits.All() {
			if err := v.pause(); err != nil {
				return err
			}
			if r := rank(doc); page.wants(r) {
				if err := page.offer(candidate{view: v, doc: doc, rank: r}); err != nil {
					return err
				}
			}
		}
		return nil
	}
	order := datedOrder(side, x.plan.Sort == query.Oldest, page.backward)
	from := 0
	if page.border != nil {
		from = sort.Search(int(side.Docs()), func(i int) bool { return !page.before(rank(order(i)), page.border.rank) })
	}
	for i := from; i < int(side.Docs()); i++ {
		if err := v.pause(); err != nil {
			return err
		}
		doc := order(i)
		r := rank(doc)
		if !page.wants(r) {
			break // as all that follow
		}
		if hits.Has(doc) {
			if err := page.offer(candidate{view: v, doc: doc, rank: r}); err != nil {
				return err
			}
		}
	}
	return nil
}

// datedOrder gives the i-th document of a segment in the order of dates, those
// without one at the end; backward turns all of it around.
func datedOrder(side *sidecar.Reader, oldest, backward bool) func(i int) uint32 {
	dates, docs := side.Dates(), int(side.Docs())
	dated := docs - int(dates.Undated())
	return func(i int) uint32 {
		if backward {
			i = docs - 1 - i
		}
		if oldest && i < dated {
			i = dated - 1 - i
		}
		return dates.Newest(uint32(i))
	}
}

func (x *search) hit(c candidate) (index.Hit, error) {
	if err := c.view.ctx.Err(); err != nil {
		return index.Hit{}, err
	}
	article, err := c.view.article(c.doc)
	if err != nil {
		return index.Hit{}, err
	}
	side, err := c.view.sidecar()
	if err != nil {
		return index.Hit{}, err
	}
	hit := index.Hit{Document: article}
	hit.Key = index.Key{Published: second(side.Dates(), c.doc), ID: article.ID}
	if x.plan.Sort == query.Relevance {
		hit.Score = c.rank
		hit.Key.Score = c.rank
	}
	return hit, nil
}
