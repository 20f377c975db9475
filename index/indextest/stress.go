package indextest

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"dateline/index"
	"dateline/query"
)

// hostile are texts that break programs.
func hostile() []string {
	texts := []string{
		"\x00", "\xff\xfe", "a\x00b", "\xed\xa0\x80", "\u202e\u200b\ufeff", "=minister", "en:minist", "\x1f",
		"%00", "<script>", "../../etc/passwd", "' OR 1=1 --", "{{.}}", "*", "?", "[a TO b]", "\\", "\\\"",
		"e\u0301\u0301\u0301", "İ", "ẞ", "\U0001F1FA\U0001F1F8", "ﷺ", "½", "1⁄2", "١٢٣",
	}
	for _, unit := range []string{
		"(", ")", "\"", "-", "a ", "a-", "NOT ", "a OR ", "title:", "東", "9", "1.", "e\u0301", "\"a b\" ",
		"a w/3 ", "(a w/9 b) NOT w/2 ", "a* ", "*a* w/5 ", "a~2 w/9 ", "atleast2(", "\"a * b\"~9 ", "/.*a/ ", "major:a^2 ", "has:x ", "words:>1 ",
	} {
		texts = append(texts, strings.Repeat(unit, 400/len(unit)))
	}
	return texts
}

// checkHostile: no text is an error, in an article or in a query, and an
// article is found again by its id.
func checkHostile(ctx context.Context, engine index.Engine) []error {
	var r report
	var docs []index.Document
	for i, text := range hostile() {
		d := article(strconv.Itoa(i), text)
		d.Title, d.Section, d.Source.Name, d.Source.Domain = text, text, text, text
		d.Actors = append(d.Actors, actor("person", "x"+text))
		d.SetParagraphs([]string{text, "", text})
		docs = append(docs, d)
	}
	r.must("Write", engine.Write(ctx, docs))
	x := index.New(engine, "", now)
	for i, text := range hostile() {
		requests := map[string]query.Request{
			"q":      query.NewRequest().WithText(text),
			"long q": query.NewRequest().WithText(strings.Repeat(text, 1+query.MaxText/4/len(text))),
			"phrase": query.NewRequest().WithText(`"` + text + `"`),
			"filter": query.NewRequest().With(index.Fields, "section", text),
		}
		for _, field := range index.Fields {
			requests[field.Name] = query.NewRequest().WithText(field.Name + `:"` + text + `"`)
		}
		for name, request := range requests {
			result, err := x.Search(ctx, request)
			if err != nil {
				r.errorf("%s %.40q: %w", name, text, err)
				continue
			}
			if result.Total > len(docs) {
				r.errorf("%s %.40q: total %d of %d articles", name, text, result.Total, len(docs))
			}
		}
		if _, err := engine.Get(ctx, strconv.Itoa(i)); err != nil {
			r.errorf("Get of the article with %.40q: %w", text, err)
		}
	}
	result, err := engine.Search(ctx, everything(0))
	if r.must("Search", err); err == nil && result.Total != len(docs) {
		r.errorf("%d of %d articles are left", result.Total, len(docs))
	}
	return r
}

// checkConcurrent reads while batches are written: every answer shows whole
// batches, and never fewer than an earlier one.
func checkConcurrent(ctx context.Context, engine index.Engine) []error {
	const batches, size, readers = 20, 10, 4
	var r report
	var lock sync.Mutex
	note := func(format string, args ...any) {
		lock.Lock()
		defer lock.Unlock()
		r.errorf(format, args...)
	}
	var done atomic.Bool
	var group sync.WaitGroup
	plan := index.Plan{
		Where: query.Word{Text: "batch"}, Sort: query.Relevance, Size: 5, Now: now(),
		Facets: []index.FacetPlan{{Field: "lang", Size: 5}},
	}
	for range readers {
		group.Go(func() {
			for least := 0; !done.Load(); {
				result, err := engine.Search(ctx, plan)
				if err != nil {
					note("Search: %w", err)
					return
				}
				facets := 0
				for _, v := range result.Facets[0].Values {
					facets += v.Count
				}
				if result.Total%size != 0 || result.Total < least || facets != result.Total {
					note("total %d after %d, the facet counts %d; batches are of %d", result.Total, least, facets, size)
				}
				least = result.Total
			}
		})
	}
	for b := range batches {
		var docs []index.Document
		for i := range size {
			docs = append(docs, article(fmt.Sprintf("%d-%d", b, i), "of a batch"))
		}
		if err := engine.Write(ctx, docs); err != nil {
			note("Write: %w", err)
		}
	}
	done.Store(true)
	group.Wait()
	result, err := engine.Search(ctx, plan)
	if r.must("Search", err); err == nil && result.Total != batches*size {
		r.errorf("total %d, want %d", result.Total, batches*size)
	}
	return r
}
