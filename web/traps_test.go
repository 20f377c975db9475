package web_test

import (
	"bytes"
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/query"
	"dateline/web"
	"dateline/web/webtest"
)

// fake answers with fixed errors, or panics.
type fake struct {
	err      error
	ready    error
	panics   any
	searched func(ctx context.Context) error
}

func (f fake) Search(ctx context.Context, _ query.Request) (*index.Result, error) {
	if f.panics != nil {
		panic(f.panics)
	}
	if f.searched != nil {
		return nil, f.searched(ctx)
	}
	return nil, f.err
}

func (f fake) Facet(ctx context.Context, req query.FacetRequest) (*index.Result, error) {
	return f.Search(ctx, req.Search)
}

func (f fake) Terms(ctx context.Context, _ index.TermsPlan) ([]index.Term, error) {
	_, err := f.Search(ctx, query.Request{})
	return nil, err
}
func (f fake) Article(context.Context, string) (*index.Document, error) { return nil, f.err }
func (f fake) Status(context.Context) (index.Status, error)             { return index.Status{}, f.err }
func (f fake) Ready() error                                             { return f.ready }

const problemType = "application/problem+json"

// The tests below are named for the traps of echo 4.16 that they watch.

func TestTrapBadParameterIsNot500(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, address := range []string{
		"/search?size=x", "/search?size=-1", "/search?size=201", "/search?sort=best", "/search?from=yesterday-ish",
		"/search?op=xor", "/search?cursor=AAAA", "/search?facets=colour", "/search?q=%zz", "/search?a;b",
		"/search?from=2026-05-01&to=2026-04-01",
	} {
		for _, prefix := range []string{"", "/api/v1"} {
			answer := webtest.Get(t, server, prefix+address)
			if answer.Code != http.StatusBadRequest {
				t.Errorf("GET %s%s: status %d, want 400", prefix, address, answer.Code)
			}
		}
	}
}

func TestTrapUnknownAndRepeatedParametersAreRefused(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for address, want := range map[string]string{
		"/api/v1/search?bogus=1":               "bogus",
		"/api/v1/search?persn=Laila":           `"suggestion":"person"`,
		"/api/v1/search?size=1&size=2":         "repeated_parameter",
		"/api/v1/articles/talks-open?full=yes": "full",
		"/api/v1/status?verbose=1":             "verbose",
	} {
		answer := webtest.Get(t, server, address)
		if answer.Code != http.StatusBadRequest || !strings.Contains(answer.Body.String(), want) {
			t.Errorf("GET %s: %d %s, want 400 with %s", address, answer.Code, answer.Body, want)
		}
	}
}

func TestTrapUnknownAddressSpeaksTheLanguageOfItsPlace(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for address, contentType := range map[string]string{
		"/api/v1/none":          problemType,
		"/api/":                 problemType,
		"/api/v1/articles/":     problemType,
		"/api/v1/articles/none": problemType,
		"/none":                 "text/html; charset=UTF-8",
		"/article/":             "text/html; charset=UTF-8",
		"/article/none":         "text/html; charset=UTF-8",
	} {
		answer := webtest.Get(t, server, address)
		if got := answer.Header().Get("Content-Type"); answer.Code != http.StatusNotFound || got != contentType {
			t.Errorf("GET %s: %d %s, want 404 %s", address, answer.Code, got, contentType)
		}
	}
	for address, contentType := range map[string]string{"/api/v1/search": problemType, "/search": "text/html; charset=UTF-8"} {
		answer := webtest.Do(t, server, http.MethodDelete, address)
		if got := answer.Header().Get("Content-Type"); answer.Code != http.StatusMethodNotAllowed || got != contentType {
			t.Errorf("DELETE %s: %d %s, want 405 %s", address, answer.Code, got, contentType)
		}
		if allow := answer.Header().Get("Allow"); !strings.Contains(allow, "GET") {
			t.Errorf("DELETE %s: Allow is %q", address, allow)
		}
	}
}

func TestTrapHeadIsAnsweredLikeGet(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, address := range []string{
		"/", "/search?q=ceasefire", "/article/talks-open", "/help", "/healthz", "/readyz",
		"/api/v1/search?q=ceasefire", "/api/v1/articles/talks-open", "/api/v1/status", "/search/", "/none", "/api/v1/none",
	} {
		get, head := webtest.Get(t, server, address), webtest.Do(t, server, http.MethodHead, address)
		if get.Code != head.Code || get.Header().Get("Content-Type") != head.Header().Get("Content-Type") {
			t.Errorf("%s: GET %d %s, HEAD %d %s", address, get.Code, get.Header().Get("Content-Type"),
				head.Code, head.Header().Get("Content-Type"))
		}
	}
}

func TestTrapPanicGoesToTheLogAlone(t *testing.T) {
	t.Parallel()
	var logged, echoLogged bytes.Buffer
	server, err := web.New(web.Config{
		Searcher: fake{panics: "the shelf fell"},
		Logger:   slog.New(slog.NewJSONHandler(&logged, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	server.Logger.SetOutput(&echoLogged)
	answer := webtest.Get(t, server, "/api/v1/search")
	id := answer.Header().Get("X-Request-Id")
	if answer.Code != http.StatusInternalServerError || id == "" || !strings.Contains(answer.Body.String(), id) {
		t.Errorf("status %d, request id %q, body %s", answer.Code, id, answer.Body)
	}
	if strings.Contains(answer.Body.String(), "shelf") {
		t.Errorf("the answer tells what the panic said: %s", answer.Body)
	}
	for _, want := range []string{"the shelf fell", `"stack":"goroutine`, id, `"status":500`} {
		if !strings.Contains(logged.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, logged.String())
		}
	}
	if echoLogged.Len() > 0 {
		t.Errorf("echo's own logger wrote %q", echoLogged.String())
	}
}

func TestTrapAbortedHandlerIsNotCaught(t *testing.T) {
	t.Parallel()
	server := webtest.ServerOf(t, fake{panics: http.ErrAbortHandler})
	defer func() {
		if got := recover(); got != http.ErrAbortHandler { //nolint:errorlint // a panic's value is compared, not an error chain
			t.Errorf("recovered %v, want http.ErrAbortHandler to reach net/http", got)
		}
	}()
	webtest.Get(t, server, "/api/v1/search")
}

func TestTrapUnknownAssetGetsOurErrorPage(t *testing.T) {
	t.Parallel()
	answer := webtest.Get(t, webtest.Server(t, nil), "/static/none.css")
	if answer.Code != http.StatusNotFound || !strings.Contains(answer.Body.String(), "<h1>") {
		t.Errorf("GET /static/none.css: %d %s", answer.Code, answer.Body)
	}
}

// A panic in a goroutine that a handler starts is caught by nobody: handlers
// start none. Serve's own only runs net/http.
func TestTrapNoHandlerStartsAGoroutine(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || path == "serve.go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, starts := n.(*ast.GoStmt); starts {
				t.Errorf("%s starts a goroutine: who recovers its panic?", path)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTrapNoFileIsReachedByPath(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, nil)
	for _, address := range []string{
		"/static/", "/static/app.css", "/static/../ui.go", "/static/%2e%2e/ui.go", "/static/..%2fui.go",
		"/static/..%5cui.go", "/static//etc/passwd", "/static/%00", "/static/app.css%2f..",
	} {
		answer := webtest.Get(t, server, address)
		if answer.Code != http.StatusNotFound {
			t.Errorf("GET %s: status %d, want 404", address, answer.Code)
		}
	}
}

func TestTrapTrailingSlashLeadsToThePage(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for address, want := range map[string]string{
		"/search/":               "/search",
		"/search/?q=a%26b&from=": "/search?q=a%26b&from=",
		"/help/":                 "/help",
		"/article/talks-open/":   "/article/talks-open",
		"/article/a%2Fb/":        "/article/a%2Fb",
	} {
		answer := webtest.Get(t, server, address)
		if got := answer.Header().Get("Location"); answer.Code != http.StatusMovedPermanently || got != want {
			t.Errorf("GET %s: %d to %q, want 301 to %q", address, answer.Code, got, want)
		}
	}
}

// Echo hands over a part of a path as it was sent.
func TestTrapEscapedPathIsRead(t *testing.T) {
	t.Parallel()
	docs := webtest.Articles()
	docs[1].ID = "(a/b)"
	server := webtest.Server(t, docs)
	for _, address := range []string{
		"/article/%28a%2Fb%29", "/api/v1/articles/%28a%2Fb%29", "/article/talks%2Dopen", "/facets/%70erson", "/api/v1/facets/%70erson",
	} {
		if answer := webtest.Get(t, server, address); answer.Code != http.StatusOK {
			t.Errorf("GET %s: status %d", address, answer.Code)
		}
	}
}

func TestTrapNoRedirectLeavesTheSite(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, address := range []string{
		"/%09/evil.example/", "/%5cevil.example/", "/search//evil.example/", "/%2f%2fevil.example/",
		"/article/%2f%2fevil.example/", "/article/%09/",
	} {
		answer := webtest.Get(t, server, address)
		location := answer.Header().Get("Location")
		if location != "" && (!strings.HasPrefix(location, "/article/") || strings.HasPrefix(location, "//")) {
			t.Errorf("GET %s leads to %q", address, location)
		}
	}
}

func TestErrorsByMeaning(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name       string
		err        error
		status     int
		code       string
		retryAfter bool
	}{
		{"wrong parameter", &query.ParamError{Params: []query.Param{{Parameter: "size", Message: "is odd"}}}, 400, "invalid-parameter", false},
		{"foreign cursor", index.ErrBadCursor, 400, "invalid-cursor", false},
		{"no such article", index.ErrNotFound, 404, "not-found", false},
		{"no index", index.ErrUnavailable, 503, "unavailable", true},
		{"index closed", index.ErrClosed, 503, "unavailable", true},
		{"too slow", context.DeadlineExceeded, 503, "timeout", true},
		{"client left", context.Canceled, 499, "client-gone", false},
		{"damaged index", index.ErrDamaged, 500, "internal", false},
		{"anything else", errors.New("disk /var/secret is full"), 500, "internal", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := webtest.ServerOf(t, fake{err: errors.Join(errors.New("outer"), c.err)})
			for _, address := range []string{"/api/v1/search", "/search", "/api/v1/articles/x", "/article/x"} {
				answer := webtest.Get(t, server, address)
				body := answer.Body.String()
				if answer.Code != c.status {
					t.Errorf("%s: status %d, want %d", address, answer.Code, c.status)
				}
				if got := answer.Header().Get("Retry-After") != ""; got != c.retryAfter {
					t.Errorf("%s: Retry-After %q", address, answer.Header().Get("Retry-After"))
				}
				if strings.Contains(body, "secret") || strings.Contains(body, "outer") {
					t.Errorf("%s tells what went wrong inside: %s", address, body)
				}
				if !strings.Contains(body, answer.Header().Get("X-Request-Id")) {
					t.Errorf("%s does not say the number of the request", address)
				}
				if strings.HasPrefix(address, "/api/") {
					if got := answer.Header().Get("Content-Type"); got != problemType {
						t.Errorf("%s: Content-Type %s", address, got)
					}
					if !strings.Contains(body, `"code":"`+c.code+`"`) || !strings.Contains(body, `"type":"/problems/`+c.code+`"`) {
						t.Errorf("%s: %s, want the code %s", address, body, c.code)
					}
				}
			}
		})
	}
}

func TestFaultsOfTheServerAreLogged(t *testing.T) {
	t.Parallel()
	for status, err := range map[int]error{500: errors.New("the disk is full"), 400: index.ErrBadCursor} {
		var logged bytes.Buffer
		server, newErr := web.New(web.Config{Searcher: fake{err: err}, Logger: slog.New(slog.NewTextHandler(&logged, nil))})
		if newErr != nil {
			t.Fatal(newErr)
		}
		webtest.Get(t, server, "/search")
		lines := strings.Split(strings.TrimSpace(logged.String()), "\n")
		failures := slices.DeleteFunc(lines, func(l string) bool { return !strings.Contains(l, "level=ERROR") })
		if got, want := len(failures), status/500; got != want {
			t.Errorf("status %d: %d lines of level ERROR, want %d:\n%s", status, got, want, logged.String())
		}
	}
}
