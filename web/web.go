// Package web serves the search over HTTP: it makes the server of the JSON
// contract (web/api) and the pages (web/ui), with the middleware around them
// and the one table from the meaning of an error to a status.
package web

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"dateline/web/api"
	"dateline/web/ui"
)

// Searcher is what the server answers from.
type Searcher interface {
	api.Searcher
	ui.Searcher
	// Ready returns nil when there is an index to answer from, otherwise what
	// is missing.
	Ready() error
}

// Config is what a server needs. The zero value of an optional field means
// its default.
type Config struct {
	Searcher Searcher
	Logger   *slog.Logger
	// MaxDuration is the time that one request may take; 5 seconds by default.
	MaxDuration time.Duration
	// MaxConcurrent is how many searches run at once; 4 for each processor by
	// default. A few more wait.
	MaxConcurrent int
	// MaxQueueDuration is how long one may wait; 1 second by default.
	MaxQueueDuration time.Duration
	// Now is the clock against which ages such as "7d" are shown; time.Now by
	// default.
	Now func() time.Time
}

const (
	defaultMaxDuration      = 5 * time.Second
	defaultMaxQueueDuration = time.Second
	searchesPerProcessor    = 4
	maxBody                 = "64K"
)

// New makes the server. Templates are parsed and assets hashed here, so that
// a mistake in one shows at start.
func New(cfg Config) (*echo.Echo, error) {
	if cfg.Searcher == nil || cfg.Logger == nil {
		return nil, errors.New("web: a server needs a Searcher and a Logger")
	}
	cfg = withDefaults(cfg)
	pages, err := ui.New(cfg.Searcher, cfg.Now)
	if err != nil {
		return nil, err
	}

	e := echo.New()
	// Nobody's X-Forwarded-For is believed: the address is the connection's.
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = errorHandler(cfg.Logger, pages)
	e.Use(
		requestID,
		logRequests(cfg.Logger),
		recoverPanics(cfg.Logger),
		middleware.BodyLimit(maxBody),
		compress(),
		limitDuration(cfg.MaxDuration),
		secureHeaders,
		limitQuery,
		wellFormedQuery,
		plainParams,
		limitSearches(cfg.MaxConcurrent, cfg.MaxQueueDuration),
	)
	registerHealth(e, cfg.Searcher)
	api.Register(e, cfg.Searcher)
	pages.Register(e)
	for _, page := range []string{"/search", "/facets/:field", "/help", "/article/:id"} {
		e.Match(getOrHead(), page+"/", withoutTrailingSlash)
	}
	return e, nil
}

func withDefaults(cfg Config) Config {
	if cfg.MaxDuration <= 0 {
		cfg.MaxDuration = defaultMaxDuration
	}
	if cfg.MaxConcurrent <= 0 {
		cfg.MaxConcurrent = searchesPerProcessor * runtime.GOMAXPROCS(0)
	}
	if cfg.MaxQueueDuration <= 0 {
		cfg.MaxQueueDuration = defaultMaxQueueDuration
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return cfg
}

// registerHealth adds the addresses that a supervisor asks: alive, and able
// to answer searches.
func registerHealth(e *echo.Echo, searcher Searcher) {
	e.Match(getOrHead(), "/healthz", func(c echo.Context) error {
		return c.String(http.StatusOK, "ok\n")
	})
	e.Match(getOrHead(), "/readyz", func(c echo.Context) error {
		if err := searcher.Ready(); err != nil {
			return c.String(http.StatusServiceUnavailable, "not ready: "+err.Error()+"\n")
		}
		return c.String(http.StatusOK, "ready\n")
	})
}

// withoutTrailingSlash redirects to the page's own address. The target begins
// with the route that matched, so it cannot lead to another host.
func withoutTrailingSlash(c echo.Context) error {
	asked := c.Request().URL
	page := url.URL{
		Path:     strings.TrimSuffix(asked.Path, "/"),
		RawPath:  strings.TrimSuffix(asked.RawPath, "/"),
		RawQuery: asked.RawQuery,
	}
	return c.Redirect(http.StatusMovedPermanently, page.String())
}

func getOrHead() []string { return []string{http.MethodGet, http.MethodHead} }
