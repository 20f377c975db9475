package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dateline/index"
	"dateline/query"
	"dateline/web"
	"dateline/web/webtest"
)

// crowd asks a server whose searches take until they are let go.
type crowd struct {
	server  http.Handler
	release chan struct{}
	running atomic.Int64
	group   sync.WaitGroup
	mu      sync.Mutex
	answers map[int]int // by status
	retry   map[string]int
}

func newCrowd(t *testing.T, most int, wait time.Duration) *crowd {
	t.Helper()
	c := &crowd{release: make(chan struct{}), answers: map[int]int{}, retry: map[string]int{}}
	server, err := web.New(web.Config{
		Searcher: fake{searched: func(ctx context.Context) error {
			c.running.Add(1)
			defer c.running.Add(-1)
			select {
			case <-c.release:
				return index.ErrNotFound
			case <-ctx.Done():
				return ctx.Err()
			}
		}},
		Logger: slog.New(slog.DiscardHandler), MaxDuration: time.Minute, MaxConcurrent: most, MaxQueueDuration: wait,
	})
	if err != nil {
		t.Fatal(err)
	}
	c.server = server
	return c
}

// ask sends so many requests and waits until each is where it stays.
func (c *crowd) ask(ctx context.Context, n int, address string) {
	for range n {
		c.group.Go(func() {
			answer := httptest.NewRecorder()
			c.server.ServeHTTP(answer, httptest.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody))
			c.mu.Lock()
			defer c.mu.Unlock()
			c.answers[answer.Code]++
			c.retry[answer.Header().Get("Retry-After")]++
		})
	}
	synctest.Wait()
}

// expect compares how many are running and how many were answered so far.
func (c *crowd) expect(t *testing.T, when string, running, served, busy int) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if got := int(c.running.Load()); got != running {
		t.Errorf("%s: %d are running, want %d", when, got, running)
	}
	if c.answers[http.StatusNotFound] != served || c.answers[http.StatusServiceUnavailable] != busy {
		t.Errorf("%s: answers by status %v, want %d served and %d refused", when, c.answers, served, busy)
	}
	if c.retry["5"] != busy {
		t.Errorf("%s: Retry-After is %v, want 5 for those refused alone", when, c.retry)
	}
}

func TestSoManySearchesRunAtOnce(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"/search?q=a", "/api/v1/search?q=a"} {
		synctest.Test(t, func(t *testing.T) {
			c := newCrowd(t, 2, time.Second)
			c.ask(t.Context(), 2, address)
			c.expect(t, "two", 2, 0, 0)
			c.ask(t.Context(), 16, address)
			c.expect(t, "sixteen more wait", 2, 0, 0)
			c.ask(t.Context(), 3, address)
			c.expect(t, "more than may wait", 2, 0, 3)
			c.release <- struct{}{}
			synctest.Wait()
			c.expect(t, "one is done, the next runs", 2, 1, 3)
			c.ask(t.Context(), 1, address)
			c.expect(t, "and one has room to wait", 2, 1, 3)
			time.Sleep(time.Second)
			synctest.Wait()
			c.expect(t, "sixteen have waited in vain", 2, 1, 19)
			close(c.release)
			c.group.Wait()
			c.expect(t, "the rest is done", 0, 3, 19)
		})
	}
}

// Who goes away while waiting leaves room for others.
func TestClientsThatLeaveTheQueue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 1, time.Hour)
		ctx, leave := context.WithCancel(t.Context())
		c.ask(t.Context(), 1, "/search?q=a")
		c.ask(ctx, 8, "/search?q=a")
		leave()
		synctest.Wait()
		c.ask(t.Context(), 8, "/search?q=a")
		c.expect(t, "eight have left, eight wait", 1, 0, 0)
		close(c.release)
		c.group.Wait()
		c.expect(t, "all are served", 0, 9, 0)
	})
}

// What is no search is answered however many there are.
func TestHealthAndFilesAreNotLimited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 1, time.Hour)
		c.ask(t.Context(), 9, "/search?q=a")
		for address, want := range map[string]int{
			"/healthz": http.StatusOK, "/readyz": http.StatusOK, "/help": http.StatusOK, "/api/v1/status": http.StatusOK,
			"/static/none.css": http.StatusNotFound, "/none": http.StatusNotFound, "/api/v1/none": http.StatusNotFound,
			"/search?size=x": http.StatusServiceUnavailable,
		} {
			if got := webtest.Get(t, c.server, address).Code; got != want {
				t.Errorf("%s: status %d, want %d", address, got, want)
			}
		}
		close(c.release)
		c.group.Wait()
	})
}

// slowClient takes nothing until it is let go.
type slowClient struct {
	*httptest.ResponseRecorder
	taking chan struct{}
}

func (c slowClient) Write(text []byte) (int, error) {
	<-c.taking
	return c.ResponseRecorder.Write(text)
}

// A client that is slow to take its answer does not keep others from searching.
func TestSlowClientsLeaveRoom(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"/api/v1/search?q=a", "/search?q=a", "/api/v1/facets/person", "/facets/person", "/api/v1/suggest?q=ab"} {
		synctest.Test(t, func(t *testing.T) {
			server, err := web.New(web.Config{Searcher: nothing{}, Logger: slog.New(slog.DiscardHandler), MaxDuration: time.Minute, MaxConcurrent: 1})
			if err != nil {
				t.Fatal(err)
			}
			ask := func(w http.ResponseWriter) {
				server.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody))
			}
			slow := slowClient{httptest.NewRecorder(), make(chan struct{})}
			done := make(chan struct{})
			go func() { ask(slow); close(done) }()
			synctest.Wait()
			quick := httptest.NewRecorder()
			ask(quick)
			if quick.Code != http.StatusOK {
				t.Errorf("%s: status %d beside a slow client, want 200", address, quick.Code)
			}
			close(slow.taking)
			<-done
			if slow.Code != http.StatusOK || slow.Body.Len() != quick.Body.Len() {
				t.Errorf("%s: the slow client got status %d and %d bytes, the quick one %d", address, slow.Code, slow.Body.Len(), quick.Body.Len())
			}
		})
	}
}

// nothing is an index without articles.
type nothing struct{ fake }

func (nothing) Search(context.Context, query.Request) (*index.Result, error) {
	return &index.Result{Where: query.All{}}, nil
}

func (nothing) Facet(context.Context, query.FacetRequest) (*index.Result, error) {
	return &index.Result{Where: query.All{}, Facets: []index.Facet{{Field: "person"}}}, nil
}

// A search that panics leaves as others do.
func TestPanicsLeaveRoom(t *testing.T) {
	t.Parallel()
	server, err := web.New(web.Config{Searcher: fake{panics: "fell"}, Logger: slog.New(slog.DiscardHandler), MaxConcurrent: 1})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if got := webtest.Get(t, server, "/search?q=a").Code; got != http.StatusInternalServerError {
			t.Errorf("status %d, want 500", got)
		}
	}
}
