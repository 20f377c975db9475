package index

import (
	"context"
	"slices"
	"time"

	"dateline/index/words"
	"dateline/query"
)

// Index answers requests: it decides everything that a request leaves open,
// asks its engine, and finishes the result. It may be used from several
// goroutines.
type Index struct {
	engine     Engine
	generation string
	now        func() time.Time
	analyzer   words.Analyzer
}

// Status describes the index that is being served.
type Status struct {
	Stats
	// Generation names the state of the index.
	Generation string
}

// New makes an Index on an engine. generation names the state that the engine
// holds, "" when there is no such thing; now is the clock, time.Now if nil.
func New(engine Engine, generation string, now func() time.Time) *Index {
	if now == nil {
		now = time.Now
	}
	return &Index{engine: engine, generation: generation, now: now}
}

// Search answers a request. The only errors are those of the engine, of the
// context and ErrBadCursor: no text is ever one.
func (x *Index) Search(ctx context.Context, req query.Request) (*Result, error) {
	a, err := x.ask(ctx, req)
	if err != nil {
		return nil, err
	}
	stats, err := x.engine.Stats(ctx)
	if err != nil {
		return nil, err
	}
	a.plan.Timeline, a.articles = bars(a.plan, stats), stats.Articles
	return x.answer(ctx, a, req)
}

// asked is a request on its way to the engine.
type asked struct {
	start   time.Time
	where   query.Expr // as read; the plan's holds no Like
	repairs []query.Repair
	notes   []string
	plan    Plan
	place   *cursor
	// articles is the number of all articles, where it is known.
	articles int
}

// ask decides what a request leaves open, except the timeline.
func (x *Index) ask(ctx context.Context, req query.Request) (asked, error) {
	a := asked{start: x.now()}
	a.where, a.repairs = query.Parse(req.Text, req.Op, Fields)
	like := likeness{ctx: ctx, engine: x.engine, known: map[string]query.Expr{}}
	resolved, err := like.resolve(a.where)
	if err != nil {
		return a, err
	}
	a.notes = like.notes
	a.plan, a.place, err = newPlan(req, a.where, a.start.UTC())
	a.plan.Where = resolved
	return a, err
}

// answer asks the engine and finishes what it says.
func (x *Index) answer(ctx context.Context, a asked, req query.Request) (*Result, error) {
	marker := newMarker(a.where, &x.analyzer)
	if marker.asked > 0 {
		a.plan.Mark = marker.matcher
	}
	if req.Feedback {
		var err error
		if a.plan.Expand, err = x.feedback(ctx, a.plan, a.articles); err != nil {
			return nil, err
		}
	}
	result, err := x.engine.Search(ctx, a.plan)
	if err != nil {
		return nil, err
	}
	result.Notes = append(a.notes, result.Notes...)
	result.Where, result.Repairs, result.Sort = a.where, a.repairs, a.plan.Sort
	result.Generation = x.generation
	setPlace(result, a.place, a.plan.Recency)
	markFacets(result.Facets, req)
	if err := marker.mark(ctx, result.Hits, clamp(req.Snippets, query.MaxSnippets)); err != nil {
		return nil, err
	}
	if result.Suggestions, err = x.suggest(ctx, a, req.Op, result.Total); err != nil {
		return nil, err
	}
	result.Took = x.now().Sub(a.start)
	return result, nil
}

// setPlace sets where the page stands in the list, and the cursors to its
// neighbours.
func setPlace(r *Result, place *cursor, recency Recency) {
	back := place != nil && place.Back
	switch {
	case place == nil:
	case !back:
		r.Offset = place.Offset
	case r.More:
		r.Offset = max(0, place.Offset-len(r.Hits))
	}
	if len(r.Hits) == 0 {
		return
	}
	if r.More || back {
		r.Next = after(r, recency)
	}
	if back && r.More || !back && place != nil {
		r.Prev = before(r, recency)
	}
}

// markFacets says of each facet and value what the request asks of it.
func markFacets(facets []Facet, req query.Request) {
	for i := range facets {
		f := &facets[i]
		filter, ok := req.Filter(f.Field)
		f.Match = filter.Match
		if !ok {
			field, _ := Fields.Lookup(f.Field)
			f.Match = field.DefaultMatch()
		}
		for j := range f.Values {
			value := &f.Values[j]
			value.Selected = slices.Contains(filter.Include, value.Value)
			value.Excluded = slices.Contains(filter.Exclude, value.Value)
		}
	}
}

// Article returns one article, or ErrNotFound.
func (x *Index) Article(ctx context.Context, id string) (*Document, error) {
	return x.engine.Get(ctx, id)
}

// Terms lists words or values that are in the index; see Engine.Terms.
func (x *Index) Terms(ctx context.Context, plan TermsPlan) ([]Term, error) {
	return x.engine.Terms(ctx, plan)
}

// Status tells what is being served.
func (x *Index) Status(ctx context.Context) (Status, error) {
	stats, err := x.engine.Stats(ctx)
	return Status{Stats: stats, Generation: x.generation}, err
}

// Close closes the engine.
func (x *Index) Close() error { return x.engine.Close() }
