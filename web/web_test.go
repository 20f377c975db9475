package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"dateline/web"
	"dateline/web/webtest"
)

func TestNewRefusesAnIncompleteConfig(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]web.Config{
		"nothing":     {},
		"no logger":   {Searcher: fake{}},
		"no searcher": {Logger: slog.New(slog.DiscardHandler)},
	} {
		if _, err := web.New(cfg); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, address string
		ready         error
		status        int
		body          string
	}{
		{"alive", "/healthz", errors.New("no index"), 200, "ok\n"},
		{"ready", "/readyz", nil, 200, "ready\n"},
		{"not ready", "/readyz", errors.New("no index"), 503, "not ready: no index\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			answer := webtest.Get(t, webtest.ServerOf(t, fake{ready: c.ready}), c.address)
			if answer.Code != c.status || answer.Body.String() != c.body {
				t.Errorf("%s: %d %q, want %d %q", c.address, answer.Code, answer.Body, c.status, c.body)
			}
		})
	}
}

func TestRequestLog(t *testing.T) {
	t.Parallel()
	var logged bytes.Buffer
	server, err := web.New(web.Config{
		Searcher: webtest.Searcher(t, webtest.Articles()),
		Logger:   slog.New(slog.NewJSONHandler(&logged, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	webtest.Get(t, server, "/healthz")
	webtest.Get(t, server, "/readyz")
	webtest.Get(t, server, "/search?q=whistleblower", "X-Request-Id", "abc-1", "X-Forwarded-For", "203.0.113.9")
	lines := strings.Split(strings.TrimSpace(logged.String()), "\n")
	if len(lines) != 1 {
		t.Fatalf("%d lines, want one for the search and none for health:\n%s", len(lines), logged.String())
	}
	var line map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &line); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"id": "abc-1", "method": "GET", "path": "/search", "status": 200.0, "remote": "192.0.2.1",
	} {
		if line[key] != want {
			t.Errorf("%s is %v, want %v", key, line[key], want)
		}
	}
	if strings.Contains(logged.String(), "whistleblower") {
		t.Errorf("the log tells what was searched: %s", logged.String())
	}
}

func TestRequestID(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, nil)
	cases := []struct {
		name, given string
		kept        bool
	}{
		{"none", "", false},
		{"harmless", "trace-7.a_b", true},
		{"with a line break", "a\nb", false},
		{"with markup", "<b>", false},
		{"too long", strings.Repeat("a", 65), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := webtest.Get(t, server, "/help", "X-Request-Id", c.given).Header().Get("X-Request-Id")
			if got == "" || (got == c.given) != c.kept {
				t.Errorf("given %q, got %q", c.given, got)
			}
		})
	}
}

func TestSlowSearchIsStopped(t *testing.T) {
	t.Parallel()
	server, err := web.New(web.Config{
		Searcher: fake{searched: func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}},
		Logger:      slog.New(slog.DiscardHandler),
		MaxDuration: 5 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	answer := webtest.Get(t, server, "/api/v1/search")
	if answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q", answer.Code, answer.Header().Get("Retry-After"))
	}
}

func TestBodiesAreLimited(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, nil)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/v1/search", strings.NewReader(strings.Repeat("a", 65<<10)))
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, request)
	if answer.Code != http.StatusRequestEntityTooLarge || answer.Header().Get("Content-Type") != problemType {
		t.Errorf("status %d %s, want 413 %s", answer.Code, answer.Header().Get("Content-Type"), problemType)
	}
}

func TestAnswersAreCompressedOnRequest(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, address := range []string{"/search", "/api/v1/search"} {
		plain := webtest.Get(t, server, address)
		packed := webtest.Get(t, server, address, "Accept-Encoding", "gzip")
		if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() >= plain.Body.Len() {
			t.Errorf("%s: coding %q, %d of %d bytes", address, packed.Header().Get("Content-Encoding"), packed.Body.Len(), plain.Body.Len())
		}
		reader, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, reader); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		if packed.Header().Get("Vary") == "" {
			t.Errorf("%s: no Vary", address)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	nonce := regexp.MustCompile(`script-src 'nonce-([A-Z2-7]+)'`)
	seen := map[string]bool{}
	for _, address := range []string{"/", "/search?q=cairo", "/facets/person", "/article/talks-open", "/help", "/none", "/search?bogus=1"} {
		answer := webtest.Get(t, server, address)
		policy := answer.Header().Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy lacks %s: %s", address, want, policy)
			}
		}
		found := nonce.FindStringSubmatch(policy)
		if found == nil || seen[found[1]] {
			t.Errorf("%s: no fresh nonce in %s", address, policy)
			continue
		}
		seen[found[1]] = true
		if body := answer.Body.String(); strings.Count(body, "<script") != 1 || !strings.Contains(body, `nonce="`+found[1]+`"`) {
			t.Errorf("%s: the page's one script does not carry the nonce", address)
		}
	}
	for _, address := range []string{"/", "/api/v1/search", "/api/v1/none", "/healthz", "/static/none"} {
		header := webtest.Get(t, server, address).Header()
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", address, name, got, want)
			}
		}
		if !strings.HasPrefix(header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: policy %q", address, header.Get("Content-Security-Policy"))
		}
	}
}

func TestAnswersAreNotCompressedAgainstTheClientsWill(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for accepted, want := range map[string]string{
		"gzip;q=0": "", "br, gzip ; Q=0.000, *": "", "GZIP;q=0,br": "",
		"gzip;q=0.1": "gzip", "br;q=0, gzip": "gzip", "gzip, br;q=0": "gzip", "gzip;q=1.0": "gzip",
	} {
		if got := webtest.Get(t, server, "/search", "Accept-Encoding", accepted).Header().Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %s: coding %q, want %q", accepted, got, want)
		}
	}
}

// Every link of an answer is as long as the address that was asked.
func TestAddressesAreLimited(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for bytes, want := range map[int]int{32 << 10: http.StatusOK, 32<<10 + 1: http.StatusRequestURITooLong} {
		asked := "q=" + strings.Repeat("%28", 8192) + "&person="
		asked += strings.Repeat("a", bytes-len(asked))
		for _, address := range []string{"/search?", "/api/v1/search?"} {
			answer := webtest.Get(t, server, address+asked)
			if answer.Code != want {
				t.Errorf("%s with %d bytes: status %d, want %d", address, bytes, answer.Code, want)
			}
			if answer.Code != http.StatusOK && answer.Body.Len() > 64<<10 {
				t.Errorf("%s: %d bytes say that it is too long", address, answer.Body.Len())
			}
		}
	}
}

// Who searches what is nobody else's: no cache on the way may keep a page.
func TestPagesAreForOneReader(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, address := range []string{"/", "/search?q=cairo", "/article/talks-open", "/help", "/api/v1/search"} {
		if got := webtest.Get(t, server, address).Header().Get("Cache-Control"); got != "private, no-cache" {
			t.Errorf("%s: Cache-Control %q", address, got)
		}
	}
}

// Nobody learns from an article where it lay on the machine that indexed it.
func TestFoldersOfTheMachineAreNotTold(t *testing.T) {
	t.Parallel()
	docs := webtest.Articles()[:1]
	docs[0].Path = "/home/jane/secret-source/talks.html"
	server := webtest.Server(t, docs)
	for _, address := range []string{"/api/v1/articles/talks-open", "/article/talks-open"} {
		body := webtest.Get(t, server, address).Body.String()
		if strings.Contains(body, "secret-source") || !strings.Contains(body, "talks.html") {
			t.Errorf("%s does not tell the file's name alone:\n%s", address, body)
		}
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, nil)
	for _, address := range []string{"/none", "/api/v1/none", "/search?bogus=1"} {
		if got := webtest.Get(t, server, address).Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q", address, got)
		}
	}
}
