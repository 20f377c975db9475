package indextest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/index"
	"dateline/query"
)

// sameList compares what readers get of a request from two indexes: every page
// of the list, forward to its end by the cursors and back again.
func (r *report) sameList(ctx context.Context, reference, engine *index.Index, req query.Request) {
	var cursors [2]string
	turns := 0
	for page := 0; ; page++ {
		want, errWant := reference.Search(ctx, withCursor(req, cursors[0]))
		got, errGot := engine.Search(ctx, withCursor(req, cursors[1]))
		if errWant != nil || errGot != nil {
			r.errorf("%q %+v: errors %v, want %v", req.Text, req, errGot, errWant)
			return
		}
		if !r.sameResult(got, want, req) {
			return
		}
		if page > 2*want.Total+2 {
			r.errorf("%q %+v: the list has no end", req.Text, req)
			return
		}
		if turns == 0 {
			cursors = [2]string{want.Next, got.Next}
		} else {
			cursors = [2]string{want.Prev, got.Prev}
		}
		if cursors[0] != "" {
			continue
		}
		if turns++; turns == 2 {
			return
		}
		if cursors = [2]string{want.Prev, got.Prev}; cursors[0] == "" {
			return
		}
	}
}

func withCursor(req query.Request, cursor string) query.Request {
	req.Cursor = cursor
	return req
}

// sameResult compares all of a result that a reader sees. By relevance, the
// order is an engine's own.
func (r *report) sameResult(got, want *index.Result, req query.Request) bool {
	before := len(*r)
	differ := func(what, got, want string) {
		if got != want {
			r.errorf("%q %+v: %s: got %s, want %s", req.Text, req, what, got, want)
		}
	}
	differ("reading", got.Where.String(), want.Where.String())
	differ("total", strconv.Itoa(got.Total), strconv.Itoa(want.Total))
	differ("repairs", repairs(got), repairs(want))
	differ("neighbours", neighbours(got), neighbours(want))
	differ("offset", strconv.Itoa(got.Offset), strconv.Itoa(want.Offset))
	differ("facets", strings.Join(facets(got), "\n"), strings.Join(facets(want), "\n"))
	differ("timeline", fmt.Sprint(got.Timeline), fmt.Sprint(want.Timeline))
	differ("suggestions", fmt.Sprint(got.Suggestions), fmt.Sprint(want.Suggestions))
	a, b := shown(got), shown(want)
	if got.Sort == query.Relevance {
		if got.Total > len(got.Hits) {
			a, b = nil, nil
		}
		slices.Sort(a)
		slices.Sort(b)
	}
	differ("hits", strings.Join(a, "\n"), strings.Join(b, "\n"))
	return len(*r) == before
}

// shown are the hits of a page as a reader sees them.
func shown(result *index.Result) []string {
	var list []string
	for _, hit := range result.Hits {
		parts := []string{hit.Document.ID + ": " + marked(hit.Title)}
		for _, s := range hit.Snippets {
			parts = append(parts, strconv.Itoa(s.Paragraph)+" "+marked(s))
		}
		list = append(list, strings.Join(parts, " / "))
	}
	return list
}

// wholeList checks that the pages by relevance are the list that one page
// shows, which has all that the reference finds.
func (r *report) wholeList(ctx context.Context, reference, engine *index.Index, req query.Request) {
	req.Sort, req.Facets = query.Relevance, []string{}
	all := req
	all.Size = query.MaxSize
	want, err := reference.Search(ctx, all)
	r.must("reference: Search", err)
	whole, err := engine.Search(ctx, all)
	if r.must("Search", err); err != nil || want == nil || want.Total > query.MaxSize {
		return
	}
	if a, b := ids(whole), ids(want); !slices.Equal(sorted(a), sorted(b)) {
		r.errorf("%q %+v: found %v, want %v", req.Text, req, a, b)
	}
	var walked []string
	for len(walked) <= len(whole.Hits) {
		page, err := engine.Search(ctx, req)
		if r.must("Search", err); err != nil {
			return
		}
		walked = append(walked, ids(page)...)
		if req.Cursor = page.Next; req.Cursor == "" {
			break
		}
	}
	if !slices.Equal(walked, ids(whole)) {
		r.errorf("%q %+v: the pages by relevance are %v, the whole list %v", req.Text, req, walked, ids(whole))
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

// request is a request as a reader may make it.
func (g *generator) request() query.Request {
	req := query.NewRequest().WithText(g.text())
	req.Op = pick(g, []query.Op{query.OpAnd, query.OpOr})
	req.Sort = pick(g, []query.Sort{"", query.Newest, query.Oldest, query.Relevance})
	req.Size, req.Snippets, req.FacetSize = pick(g, []int{2 + g.IntN(8), 40, query.MaxSize}), g.IntN(4), g.IntN(4)
	for _, field := range index.Fields.Facets() {
		if g.chance(6) {
			req.Filters = append(req.Filters, g.filter(field.Name))
		}
	}
	moments := []query.Moment{"2026", "2026-11", "2025-06", "30d", "2w", "1y", "2026-11-20T10:00:00Z"}
	if g.chance(10) {
		req.From = pick(g, moments)
	}
	if g.chance(10) {
		req.To = pick(g, moments)
	}
	req.Feedback, req.Recency = g.chance(20), pick(g, []int{0, 0, 0, 30})
	return req
}

// text is a query as it is typed: well formed, a few words, or any signs.
func (g *generator) text() string {
	if g.chance(60) {
		return g.expr(2).String()
	}
	signs := strings.Fields(`( ) " " - + | & AND OR NOT w/2 pre/3 w/p NOT_w/1 ~1 ^2 * ? ! / title: lead: major: person: words:>3 has:org like:id1 like:id2 date:2026 atleast2 foo: “ ” '`)
	lang := pick(g, languages())
	var b strings.Builder
	for range 1 + g.IntN(6) {
		switch g.IntN(4) {
		case 0:
			b.WriteString(strings.ReplaceAll(pick(g, signs), "_", " "))
		case 1:
			b.WriteString(pick(g, vocabulary(lang)) + pick(g, []string{"", "*", "~", "^2"}))
		default:
			b.WriteString(pick(g, vocabulary(lang)))
		}
		b.WriteString(pick(g, []string{" ", " ", " ", ""}))
	}
	return b.String()
}
