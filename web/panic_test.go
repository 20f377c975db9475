package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/query"
	"dateline/web"
	"dateline/web/webtest"
)

// faulty is an engine in which something panics, once it is switched on.
type faulty struct {
	*memindex.Engine
	on     atomic.Bool
	search func(*index.Result)
	stats  func()
	get    func()
}

func (f *faulty) Search(ctx context.Context, plan index.Plan) (*index.Result, error) {
	result, err := f.Engine.Search(ctx, plan)
	if f.on.Load() && f.search != nil && err == nil {
		f.search(result)
	}
	return result, err
}

func (f *faulty) Stats(ctx context.Context) (index.Stats, error) {
	if f.on.Load() && f.stats != nil {
		f.stats()
	}
	return f.Engine.Stats(ctx)
}

func (f *faulty) Get(ctx context.Context, id string) (*index.Document, error) {
	if f.on.Load() && f.get != nil {
		f.get()
	}
	return f.Engine.Get(ctx, id)
}

// A panic anywhere below a request is that request's alone: it is answered with
// its number, the log has the stack once, and the next request is as before.
func TestPanicIsOneRequestsAlone(t *testing.T) {
	t.Parallel()
	fall := func() { panic("the shelf fell") }
	tests := []struct {
		name   string
		engine faulty
		path   string
		says   string // what the log says of the panic
	}{
		{"in a search", faulty{search: func(*index.Result) { fall() }}, "/search?q=talks", "the shelf fell"},
		{"in marking", faulty{search: func(r *index.Result) { r.Hits[0].Document = nil }}, "/search?q=talks", "nil pointer"},
		{"in the counts of facets", faulty{search: func(r *index.Result) { r.Facets[0].Values = nil; fall() }}, "/search", "the shelf fell"},
		{"before a search", faulty{stats: fall}, "/search?q=talks", "the shelf fell"},
		{"with an article", faulty{get: fall}, "/ARTICLE/talks-open", "the shelf fell"},
		{"in what is like an article", faulty{get: fall}, "/search?q=like:talks-open", "the shelf fell"},
	}
	for i := range tests {
		test := &tests[i]
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.engine.Engine = memindex.New()
			if err := test.engine.Write(t.Context(), webtest.Articles()); err != nil {
				t.Fatal(err)
			}
			var logged bytes.Buffer
			server, err := web.New(web.Config{
				Searcher: webtest.Index{Index: index.New(&test.engine, "", webtest.Now)},
				Logger:   slog.New(slog.NewJSONHandler(&logged, nil)),
			})
			if err != nil {
				t.Fatal(err)
			}
			for prefix, article := range map[string]string{"": "/article/", "/api/v1": "/articles/"} {
				address := prefix + strings.Replace(test.path, "/ARTICLE/", article, 1)
				before := webtest.Get(t, server, address)
				logged.Reset()
				test.engine.on.Store(true)
				answer := webtest.Get(t, server, address)
				test.engine.on.Store(false)
				checkPanicAnswer(t, address, answer.Code, answer.Header(), answer.Body.String())
				checkPanicLog(t, address, logged.String(), answer.Header().Get("X-Request-Id"), test.says)
				after := webtest.Get(t, server, address)
				if before.Code != http.StatusOK || after.Code != http.StatusOK {
					t.Errorf("%s: status %d before the panic, %d after it", address, before.Code, after.Code)
				}
			}
		})
	}
}

func checkPanicAnswer(t *testing.T, address string, status int, header http.Header, body string) {
	t.Helper()
	id := header.Get("X-Request-Id")
	if status != http.StatusInternalServerError || id == "" || !strings.Contains(body, id) {
		t.Errorf("%s: status %d, want 500 with the request id %q:\n%s", address, status, id, body)
	}
	wantType := "text/html"
	if strings.HasPrefix(address, "/api/") {
		wantType = problemType
		if !json.Valid([]byte(body)) {
			t.Errorf("%s: not JSON: %s", address, body)
		}
	}
	if got := header.Get("Content-Type"); !strings.HasPrefix(got, wantType) {
		t.Errorf("%s: content type %q, want %q", address, got, wantType)
	}
	for _, secret := range []string{"shelf", "nil pointer", "goroutine", ".go:"} {
		if strings.Contains(body, secret) {
			t.Errorf("%s: the answer tells %q", address, secret)
		}
	}
}

func checkPanicLog(t *testing.T, address, logged, id, says string) {
	t.Helper()
	if n := strings.Count(logged, `"stack":"goroutine`); n != 1 {
		t.Errorf("%s: the log has %d stacks, want one:\n%s", address, n, logged)
	}
	if !strings.Contains(logged, says) {
		t.Errorf("%s: the log does not say %q:\n%s", address, says, logged)
	}
	for line := range strings.Lines(logged) {
		if !strings.Contains(line, id) {
			t.Errorf("%s: a line of the log has no request id: %s", address, line)
		}
	}
}

// Panics of one request do not harm those beside it.
func TestPanicsBesideOtherRequests(t *testing.T) {
	t.Parallel()
	server := webtest.ServerOf(t, sometimes{webtest.Searcher(t, webtest.Articles())})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 50 {
				address, want := "/api/v1/search?q=talks", http.StatusOK
				if i%2 == 0 {
					address, want = "/api/v1/search?q=panic", http.StatusInternalServerError
				}
				if got := webtest.Get(t, server, address).Code; got != want {
					t.Errorf("%s: status %d, want %d", address, got, want)
				}
			}
		})
	}
	group.Wait()
}

// sometimes panics on a word.
type sometimes struct{ webtest.Index }

func (s sometimes) Search(ctx context.Context, req query.Request) (*index.Result, error) {
	if req.Text == "panic" {
		panic("as asked")
	}
	return s.Index.Search(ctx, req)
}
