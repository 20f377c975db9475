package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// errBusy: more is asked at once than the server takes on.
var errBusy = errors.New("too many searches at once")

// queuePerSearch is how many searches may wait for each that runs.
const queuePerSearch = 8

// admission lets so many searches run at once, in the order in which they come.
type admission struct {
	running, waiting chan struct{}
	wait             time.Duration
}

// limitSearches lets most searches run at once. A few more wait, at most so
// long; whoever comes then, or has waited in vain, learns that it is busy.
func limitSearches(most int, wait time.Duration) echo.MiddlewareFunc {
	a := admission{make(chan struct{}, most), make(chan struct{}, queuePerSearch*most), wait}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !asksIndex(c.Path()) {
				return next(c)
			}
			if err := a.enter(c.Request().Context()); err != nil {
				return err
			}
			leave := sync.OnceFunc(a.leave)
			defer leave()
			answer := c.Response()
			answer.Writer = leaving{answer.Writer, leave}
			return next(c)
		}
	}
}

// leaving is where an answer is written to. Each is whole before that begins, so
// that a search makes room for the next one however slowly its client reads.
type leaving struct {
	http.ResponseWriter
	leave func()
}

func (l leaving) WriteHeader(status int) {
	l.leave()
	l.ResponseWriter.WriteHeader(status)
}

// Unwrap lets an http.ResponseController reach the connection.
func (l leaving) Unwrap() http.ResponseWriter { return l.ResponseWriter }

// asksIndex tells the routes whose answers are work: not those that tell how
// the server is, nor files, nor addresses that are unknown.
func asksIndex(route string) bool {
	switch route {
	case "", "/healthz", "/readyz", "/help", "/opensearch.xml", "/api/v1/status":
		return false
	}
	return !strings.HasPrefix(route, "/static/")
}

func (a admission) enter(ctx context.Context) error {
	select {
	case a.running <- struct{}{}:
		return nil
	default:
	}
	select {
	case a.waiting <- struct{}{}:
	default:
		return errBusy
	}
	defer func() { <-a.waiting }()
	patience := time.NewTimer(a.wait)
	defer patience.Stop()
	select {
	case a.running <- struct{}{}:
		return nil
	case <-patience.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (a admission) leave() { <-a.running }
