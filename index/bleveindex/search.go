package bleveindex

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/query"
)

// search is one plan on its way through a snapshot.
type search struct {
	plan     index.Plan
	snapshot *snapshot
	where    matcher
	// found are, for each segment, what the expression and the dates select,
	// and what the filters do.
	found []found
}

type found struct {
	docs    *roaring.Bitmap
	filters []filtered
	// hits are docs that pass all filters.
	hits *roaring.Bitmap
}

// filtered is what one filter selects; nil means that it asks for nothing of
// the kind.
type filtered struct{ include, exclude *roaring.Bitmap }

// Search implements index.Engine.
func (e *Engine) Search(ctx context.Context, plan index.Plan) (result *index.Result, err error) {
	err = e.read(ctx, func(s *snapshot) error {
		c := newCompiler(s, plan.Now)
		x := &search{plan: plan, snapshot: s, where: c.compile(plan.Where)}
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
	for _, v := range x.snapshot.segments {
		f, err := x.find(v)
		if err != nil {
			return nil, err
		}
		x.found = append(x.found, f)
		result.Total += int(f.hits.GetCardinality())
	}
	if err := x.fillHits(result); err != nil {
		return nil, err
	}
	for _, f := range x.plan.Facets {
		facet, err := x.countFacet(f)
		if err != nil {
			return nil, err
		}
		result.Facets = append(result.Facets, facet)
	}
	var err error
	result.Timeline, err = x.countTimeline()
	return result, err
}

// find gives the documents of one segment.
func (x *search) find(v *view) (f found, err error) {
	if err := v.ctx.Err(); err != nil {
		return f, err
	}
	dates, err := v.columns.dates(v)
	if err != nil {
		return f, err
	}
	inTime, err := dates.within(v, v.live, x.plan.From, x.plan.To)
	if err != nil {
		return f, err
	}
	if f.docs, err = x.where.match(v, inTime); err != nil {
		return f, err
	}
	f.filters = make([]filtered, len(x.plan.Filters))
	for i, filter := range x.plan.Filters {
		if f.filters[i], err = v.filter(filter); err != nil {
			return f, err
		}
	}
	f.hits = f.passing(-1)
	return f, nil
}

// filter finds what a filter selects of a whole segment.
func (v *view) filter(filter query.Filter) (f filtered, err error) {
	field := filter.Field + valueSuffix
	if len(filter.Exclude) > 0 {
		if f.exclude, err = v.docs(field, filter.Exclude...); err != nil {
			return f, err
		}
	}
	if filter.Match == query.MatchAny && len(filter.Include) > 0 {
		f.include, err = v.docs(field, filter.Include...)
		return f, err
	}
	for _, value := range filter.Include {
		docs, err := v.docs(field, value)
		if err != nil {
			return f, err
		}
		if f.include != nil {
			docs = roaring.And(f.include, docs)
		}
		f.include = docs
	}
	return f, nil
}

// passing are the documents that pass all filters; the included values of the
// filter of number open are not asked for.
func (f *found) passing(open int) *roaring.Bitmap {
	docs := f.docs
	for i, filter := range f.filters {
		if filter.include != nil && i != open {
			docs = roaring.And(docs, filter.include)
		}
		if filter.exclude != nil {
			docs = roaring.AndNot(docs, filter.exclude)
		}
	}
	return docs
}

// fillHits finds the page of hits that the plan asks for.
func (x *search) fillHits(result *index.Result) error {
	page := newPage(x.plan)
	var ranking *scorer
	if x.plan.Sort == query.Relevance && x.plan.Size > 0 {
		var err error
		if ranking, err = newScorer(x.snapshot, x.where); err != nil {
			return err
		}
	}
	for i, v := range x.snapshot.segments {
		if err := x.offer(page, ranking, v, x.found[i].hits); err != nil {
			return err
		}
	}
	result.More = page.more()
	for _, c := range page.hits() {
		hit, err := x.hit(c)
		if err != nil {
			return err
		}
		result.Hits = append(result.Hits, hit)
	}
	return nil
}

// offer shows all hits of a segment to the page, each with its rank.
func (x *search) offer(page *page, ranking *scorer, v *view, hits *roaring.Bitmap) error {
	dates, err := v.columns.dates(v)
	if err != nil {
		return err
	}
	var scores []float64
	if ranking != nil {
		if scores, err = ranking.scores(v, hits); err != nil {
			return err
		}
	}
	i := 0
	for docs := hits.Iterator(); docs.HasNext(); i++ {
		c := candidate{view: v, doc: docs.Next()}
		if err := v.pause(); err != nil {
			return err
		}
		switch {
		case ranking != nil:
			c.rank = scores[i]
		case x.plan.Sort != query.Relevance:
			c.rank = dateRank(x.plan.Sort, dates.second(c.doc))
		}
		if err := page.offer(c); err != nil {
			return err
		}
	}
	return nil
}

func (x *search) hit(c candidate) (index.Hit, error) {
	if err := c.view.ctx.Err(); err != nil {
		return index.Hit{}, err
	}
	article, err := c.view.article(c.doc)
	if err != nil {
		return index.Hit{}, err
	}
	dates, err := c.view.columns.dates(c.view)
	if err != nil {
		return index.Hit{}, err
	}
	hit := index.Hit{Document: article}
	hit.Key = index.Key{Published: dates.second(c.doc), ID: c.id}
	if x.plan.Sort == query.Relevance {
		hit.Score = c.rank
		hit.Key.Score = c.rank
	}
	return hit, nil
}
