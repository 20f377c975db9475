package indextest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/index"
	"dateline/query"
)

// checks are the tests of what an engine promises beyond answers.
func checks() map[string]test {
	return map[string]test{
		"closed":             checkClosed,
		"cancelled":          checkCancelled,
		"get":                checkGet,
		"no id":              checkNoID,
		"copies":             checkCopies,
		"hashes":             checkHashes,
		"stats":              checkStats,
		"pages of a list":    checkPages,
		"facet of many":      checkManyValues,
		"hostile":            checkHostile,
		"reads while writes": checkConcurrent,
	}
}

// report collects what is wrong.
type report []error

func (r *report) errorf(format string, args ...any) { *r = append(*r, fmt.Errorf(format, args...)) }

// must notes an error that should not have been.
func (r *report) must(what string, err error) {
	if err != nil {
		r.errorf("%s: %w", what, err)
	}
}

// everything is the plan that finds and counts all.
func everything(size int) index.Plan {
	return index.Plan{Where: query.All{}, Sort: query.Newest, Size: size, Now: now()}
}

// calls are all methods of an engine by name, with harmless arguments.
func calls(engine index.Engine) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"Write":  func(ctx context.Context) error { return engine.Write(ctx, []index.Document{article("new", "new")}) },
		"Delete": func(ctx context.Context) error { return engine.Delete(ctx, []string{"a"}) },
		"Search": func(ctx context.Context) error { _, err := engine.Search(ctx, everything(1)); return err },
		"Get":    func(ctx context.Context) error { _, err := engine.Get(ctx, "a"); return err },
		"Hashes": func(ctx context.Context) error { _, err := engine.Hashes(ctx, []string{"a"}); return err },
		"Stats":  func(ctx context.Context) error { _, err := engine.Stats(ctx); return err },
		"Terms": func(ctx context.Context) error {
			_, err := engine.Terms(ctx, index.TermsPlan{Prefix: "t", Size: 1})
			return err
		},
		"Terms of values": func(ctx context.Context) error {
			_, err := engine.Terms(ctx, index.TermsPlan{Field: "person", Values: true, Size: 1})
			return err
		},
	}
}

func checkClosed(ctx context.Context, engine index.Engine) []error {
	var r report
	r.must("Write", engine.Write(ctx, []index.Document{article("a", "text")}))
	r.must("Close", engine.Close())
	for name, call := range calls(engine) {
		if err := call(ctx); !errors.Is(err, index.ErrClosed) {
			r.errorf("%s after Close: error %v, want index.ErrClosed", name, err)
		}
	}
	return r
}

func checkCancelled(ctx context.Context, engine index.Engine) []error {
	var r report
	r.must("Write", engine.Write(ctx, []index.Document{article("a", "text")}))
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	for name, call := range calls(engine) {
		if err := call(cancelled); !errors.Is(err, context.Canceled) {
			r.errorf("%s with a cancelled context: error %v, want context.Canceled", name, err)
		}
	}
	result, err := engine.Search(ctx, everything(10))
	r.must("Search", err)
	if err == nil && (result.Total != 1 || result.Hits[0].Key.ID != "a") {
		r.errorf("cancelled calls changed the index: %v", ids(result))
	}
	return r
}

func checkGet(ctx context.Context, engine index.Engine) []error {
	var r report
	steps, err := parse("full", fullDocument)
	r.must("parse", err)
	docs := []index.Document{article("a/b ?&ü", "an odd id"), article("bare", "")}
	full, err := steps[0].document()
	r.must("document", err)
	full.Extra = map[string]json.RawMessage{"kept": json.RawMessage(`{"as":["it","is"]}`)}
	docs = append(docs, full)
	r.must("Write", engine.Write(ctx, docs))
	for _, want := range docs {
		got, err := engine.Get(ctx, want.ID)
		if err != nil {
			r.errorf("Get(%q): %w", want.ID, err)
			continue
		}
		r.same("Get", got, &want)
	}
	result, err := engine.Search(ctx, everything(10))
	r.must("Search", err)
	if err == nil && len(result.Hits) == len(docs) {
		r.same("the hit", result.Hits[0].Document, &full) // the only one with a date
	}
	if _, err := engine.Get(ctx, "unknown"); !errors.Is(err, index.ErrNotFound) {
		r.errorf("Get of an unknown id: error %v, want index.ErrNotFound", err)
	}
	return r
}

const fullDocument = `
doc full
  title A title with "quotes" & <b>markup</b>
  text First.
  text Second — with ünïcödé and 東京.
  published 2026-03-14 09:30:01
  source Courier
  site courier.example
  section World
  author Jane Doe
  person Angela Merkel | Merkel
  org NATO (in passing)
  location Cairo < Egypt < Africa
`

// same compares documents by their JSON, which knows no difference between
// no list and an empty one.
func (r *report) same(what string, got, want *index.Document) {
	a, errA := json.Marshal(got)
	b, errB := json.Marshal(want)
	r.must("JSON", errors.Join(errA, errB))
	null := strings.NewReplacer(":null", ":[]")
	if x, y := null.Replace(string(a)), null.Replace(string(b)); x != y {
		r.errorf("%s gives %s, want %s", what, x, y)
	}
}

func checkNoID(ctx context.Context, engine index.Engine) []error {
	var r report
	if err := engine.Write(ctx, []index.Document{article("a", "text"), article("", "text")}); err == nil {
		r.errorf("Write of an article without an id gives no error")
	}
	r.must("Write of nothing", engine.Write(ctx, nil))
	r.must("Delete of nothing", engine.Delete(ctx, nil))
	return r
}

// checkCopies: nobody outside can change what is stored.
func checkCopies(ctx context.Context, engine index.Engine) []error {
	var r report
	docs := []index.Document{article("a", "text")}
	docs[0].Authors = []string{"Jane Doe"}
	r.must("Write", engine.Write(ctx, docs))
	docs[0].Paragraphs[0], docs[0].Authors[0] = "changed", "changed"
	first, err := engine.Get(ctx, "a")
	r.must("Get", err)
	if err != nil {
		return r
	}
	first.Paragraphs[0], first.Authors[0] = "changed", "changed"
	second, err := engine.Get(ctx, "a")
	r.must("Get", err)
	if err == nil && (second.Paragraphs[0] != "text" || second.Authors[0] != "Jane Doe") {
		r.errorf("the stored article was changed from outside: %q, %q", second.Paragraphs, second.Authors)
	}
	return r
}

func checkHashes(ctx context.Context, engine index.Engine) []error {
	var r report
	r.must("Write", engine.Write(ctx, []index.Document{article("a", "one"), article("b", "two")}))
	r.must("Write", engine.Write(ctx, []index.Document{article("b", "three")}))
	hashes, err := engine.Hashes(ctx, []string{"a", "b", "unknown"})
	r.must("Hashes", err)
	if len(hashes) != 2 || hashes["a"] != "hash of one" || hashes["b"] != "hash of three" {
		r.errorf("Hashes gives %q", hashes)
	}
	return r
}

func checkStats(ctx context.Context, engine index.Engine) []error {
	var r report
	expect := func(want index.Stats) {
		got, err := engine.Stats(ctx)
		r.must("Stats", err)
		if got.Articles != want.Articles || !got.Oldest.Equal(want.Oldest) || !got.Newest.Equal(want.Newest) {
			r.errorf("Stats gives %v, want %v", got, want)
		}
	}
	expect(index.Stats{})
	day := func(n int) time.Time { return time.Date(2026, time.March, n, 12, 0, 0, 0, time.UTC) }
	docs := []index.Document{article("undated", "x"), article("b", "x"), article("c", "x"), article("d", "x")}
	r.must("Write", engine.Write(ctx, docs[:1]))
	expect(index.Stats{Articles: 1})
	docs[1].Published, docs[2].Published, docs[3].Published = day(5), day(1), day(9)
	r.must("Write", engine.Write(ctx, docs))
	expect(index.Stats{Articles: 4, Oldest: day(1), Newest: day(9)})
	r.must("Delete", engine.Delete(ctx, []string{"c"}))
	expect(index.Stats{Articles: 3, Oldest: day(5), Newest: day(9)})
	r.must("Delete", engine.Delete(ctx, []string{"b", "d"}))
	expect(index.Stats{Articles: 1})
	return r
}

// checkPages walks through a list in pages, in every order and both ways.
func checkPages(ctx context.Context, engine index.Engine) []error {
	var r report
	var docs []index.Document
	for i := range 300 {
		d := article(fmt.Sprintf("%03d", (i*7919)%1000), strings.Repeat("word ", 1+i%5)+strings.Repeat("filler ", i%7))
		if i%10 > 0 {
			d.Published = now().Add(-time.Duration(i%40) * time.Hour)
		}
		docs = append(docs, d)
	}
	for part := range slices.Chunk(docs, 50) {
		r.must("Write", engine.Write(ctx, part))
	}
	for _, order := range []query.Sort{query.Relevance, query.Newest, query.Oldest} {
		plan := index.Plan{Where: query.Word{Text: "word"}, Sort: order, Size: len(docs), Now: now()}
		whole, err := engine.Search(ctx, plan)
		if r.must("Search", err); err != nil {
			return r
		}
		if len(whole.Hits) != len(docs) || whole.More {
			r.errorf("%s: %d hits, more %v; want %d", order, len(whole.Hits), whole.More, len(docs))
		}
		r.walk(ctx, engine, plan, ids(whole))
	}
	return r
}

// walk compares the pages of a list with the whole of it.
func (r *report) walk(ctx context.Context, engine index.Engine, plan index.Plan, whole []string) {
	const size = 17
	plan.Size = size
	var walked []string
	for {
		page, err := engine.Search(ctx, plan)
		if r.must("Search", err); err != nil || len(page.Hits) == 0 {
			break
		}
		walked = append(walked, ids(page)...)
		if page.More != (len(walked) < len(whole)) {
			r.errorf("%s: more is %v after %d of %d", plan.Sort, page.More, len(walked), len(whole))
		}
		plan.After = &page.Hits[len(page.Hits)-1].Key
	}
	if !slices.Equal(walked, whole) {
		r.errorf("%s: pages forwards give %v, want %v", plan.Sort, walked, whole)
	}
	walked, plan.Before, plan.After = nil, plan.After, nil
	for {
		page, err := engine.Search(ctx, plan)
		if r.must("Search", err); err != nil || len(page.Hits) == 0 {
			break
		}
		walked = append(ids(page), walked...)
		plan.Before = &page.Hits[0].Key
	}
	if len(whole) > 0 && !slices.Equal(walked, whole[:len(whole)-1]) { // before the last hit
		r.errorf("%s: pages backwards give %v, want %v", plan.Sort, walked, whole[:len(whole)-1])
	}
}

// checkManyValues: counts are exact, and ties in order, however many values.
func checkManyValues(ctx context.Context, engine index.Engine) []error {
	var r report
	var docs []index.Document
	want := map[string]int{}
	for i := range 400 {
		d := article(strconv.Itoa(i), "text")
		for _, n := range []int{i, i + 1, i / 2, i / 10} {
			name := fmt.Sprintf("Person %d", n)
			if !slices.Contains(d.Values("person"), name) {
				d.Actors = append(d.Actors, actor("person", name))
				want[name]++
			}
		}
		docs = append(docs, d)
	}
	for part := range slices.Chunk(docs, 100) {
		r.must("Write", engine.Write(ctx, part))
	}
	plan := everything(0)
	plan.Facets = []index.FacetPlan{{Field: "person", Size: query.MaxFacetSize}}
	result, err := engine.Search(ctx, plan)
	if r.must("Search", err); err != nil {
		return r
	}
	all := result.Facets[0]
	if all.Distinct != len(want) || len(all.Values) != len(want) {
		r.errorf("%d distinct values, %d listed; want %d", all.Distinct, len(all.Values), len(want))
	}
	for i, v := range all.Values {
		if v.Count != want[v.Value] {
			r.errorf("%s is counted %d times, want %d", v.Value, v.Count, want[v.Value])
		}
		if i > 0 && (all.Values[i-1].Count < v.Count || all.Values[i-1].Count == v.Count && all.Values[i-1].Value >= v.Value) {
			r.errorf("%v stands before %v", all.Values[i-1], v)
		}
	}
	plan.Facets[0].Size = 9
	if result, err = engine.Search(ctx, plan); err == nil && !slices.Equal(result.Facets[0].Values, all.Values[:9]) {
		r.errorf("the first nine are %v, want %v", result.Facets[0].Values, all.Values[:9])
	}
	r.must("Search", err)
	return r
}
