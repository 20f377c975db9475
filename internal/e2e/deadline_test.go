//go:build unix

package e2e_test

import (
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/indextest"
	"dateline/query"
	"dateline/web"
)

// TestHostileQueriesEndInTime asks a server everything that is made to last:
// each request ends within twice its deadline, with an answer or an error that
// says so. It is not parallel: other tests would take the time.
func TestHostileQueriesEndInTime(t *testing.T) {
	notShort(t)
	const deadline, articles = 200 * time.Millisecond, 2000
	server := httptest.NewServer(longArticles(t, articles, deadline))
	defer server.Close()
	queries := indextest.HostileQueries()
	answered, worst, last := 0, "", time.Duration(0)
	for _, name := range slices.Sorted(maps.Keys(queries)) {
		status, took := timed(t, server.URL, queries[name])
		switch {
		case status == http.StatusOK:
			answered++
		case status != http.StatusServiceUnavailable:
			t.Errorf("%s: status %d", name, status)
		}
		if took > last {
			last, worst = took, name
		}
		if took > 2*deadline {
			t.Errorf("%s: took %s, the deadline is %s", name, took, deadline)
		}
	}
	t.Logf("%d of %d queries were answered; the longest, %q, took %s", answered, len(queries), worst, last)
	if answered < len(queries)/5 { // most of them can be answered in time, on an idle machine
		t.Errorf("only %d of %d queries were answered", answered, len(queries))
	}
}

// alwaysReady is an index that is there from the start.
type alwaysReady struct{ *index.Index }

func (alwaysReady) Ready() error { return nil }

// longArticles serves so many of them.
func longArticles(t *testing.T, n int, deadline time.Duration) http.Handler {
	t.Helper()
	engine, err := bleveindex.Create(filepath.Join(t.TempDir(), "index"), bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	for docs := range slices.Chunk(indextest.LongArticles(n), 500) {
		if err := engine.Write(t.Context(), docs); err != nil {
			t.Fatal(err)
		}
	}
	searcher := alwaysReady{index.New(engine, "", nil)}
	if _, err := searcher.Search(t.Context(), query.NewRequest()); err != nil { // what the first one loads is no part of it
		t.Fatal(err)
	}
	handler, err := web.New(web.Config{Searcher: searcher, Logger: slog.New(slog.DiscardHandler), MaxDuration: deadline})
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// timed asks for a search with everything that costs, and says how long it took
// on an idle machine: the time on the clock or, when others took it, that of the
// process.
func timed(t *testing.T, server, text string) (status int, took time.Duration) {
	t.Helper()
	values := url.Values{"q": {text}, "snippets": {"5"}, "sort": {"relevance"}, "feedback": {"1"}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server+"/api/v1/search?"+values.Encode(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	start, worked := time.Now(), processTime(t)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, min(time.Since(start), processTime(t)-worked)
}

func processTime(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
