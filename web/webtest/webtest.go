// Package webtest is a small newspaper for tests of the web: articles written
// by hand, and the real server answering from an engine in memory.
package webtest

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/web"
)

// Generation is the name of the state of the index that the server serves.
const Generation = "2026-11-01T00:00:00Z-0001"

// Now is the clock of the server.
func Now() time.Time { return time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) }

// Server answers from the given articles.
func Server(tb testing.TB, docs []index.Document) http.Handler {
	tb.Helper()
	return ServerOf(tb, Searcher(tb, docs))
}

// ServerOf answers from a searcher, and logs nothing.
func ServerOf(tb testing.TB, searcher web.Searcher) http.Handler {
	tb.Helper()
	server, err := web.New(web.Config{Searcher: searcher, Logger: slog.New(slog.DiscardHandler), Now: Now})
	if err != nil {
		tb.Fatal(err)
	}
	return server
}

// Index is an index in memory that is always ready.
type Index struct{ *index.Index }

// Ready always is.
func (Index) Ready() error { return nil }

// Searcher holds the given articles.
func Searcher(tb testing.TB, docs []index.Document) Index {
	tb.Helper()
	engine := memindex.New()
	if err := engine.Write(context.WithoutCancel(tb.Context()), docs); err != nil {
		tb.Fatal(err)
	}
	return Index{index.New(engine, Generation, Now)}
}

// Get asks a server for an address; header lists names and values.
func Get(tb testing.TB, server http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	tb.Helper()
	return Do(tb, server, http.MethodGet, address, header...)
}

// Do asks a server by any method.
func Do(tb testing.TB, server http.Handler, method, address string, header ...string) *httptest.ResponseRecorder {
	tb.Helper()
	request := httptest.NewRequestWithContext(tb.Context(), method, address, http.NoBody)
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Add(header[i], header[i+1])
	}
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, request)
	return answer
}
