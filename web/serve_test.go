package web_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/web"
)

func TestServeLetsRequestsFinish(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	started, release := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(started)
		<-release
		_, _ = io.WriteString(w, "done")
	})
	address, stop, ended := serve(t, handler, time.Minute)
	got := make(chan string, 1)
	go func() { got <- fetch(t, address) }()
	<-started
	stop()
	select {
	case err := <-ended:
		t.Errorf("Serve ended before the request did: %v", err)
	case <-time.After(30 * time.Millisecond):
	}
	close(release)
	if body := <-got; body != "done" {
		t.Errorf("the request in flight got %q", body)
	}
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestServeCutsWhatOutlastsItsGrace(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	started := make(chan struct{})
	handler := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(started)
		<-r.Context().Done() // ends when the connection is cut
	})
	address, stop, ended := serve(t, handler, 10*time.Millisecond)
	got := make(chan string, 1)
	go func() { got <- fetch(t, address) }()
	<-started
	stop()
	if err := <-ended; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Serve: %v, want that requests were cut off", err)
	}
	if body := <-got; body != "" {
		t.Errorf("the request that was cut got %q", body)
	}
}

func TestServeReportsABrokenListener(t *testing.T) {
	t.Parallel()
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	if err := web.Serve(t.Context(), ln, http.NotFoundHandler(), slog.New(slog.DiscardHandler), time.Second); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve: %v, want that the listener is closed", err)
	}
}

// net/http writes to the standard logger unless it is told not to.
func TestServeLogsWhatNetHTTPSays(t *testing.T) {
	t.Parallel()
	var logged bytes.Buffer
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("outside of every middleware") })
	ended := make(chan error, 1)
	go func() {
		ended <- web.Serve(ctx, ln, handler, slog.New(slog.NewTextHandler(&logged, nil)), time.Second)
	}()
	fetch(t, ln.Addr().String())
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if got := logged.String(); !strings.Contains(got, "level=WARN") || !strings.Contains(got, "outside of every middleware") {
		t.Errorf("the log says %q", got)
	}
}

// serve runs Serve; stop ends its context, ended gives what it returned.
func serve(t *testing.T, handler http.Handler, grace time.Duration) (address string, stop func(), ended <-chan error) {
	t.Helper()
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	done := make(chan error, 1)
	go func() {
		defer close(done)
		done <- web.Serve(ctx, ln, handler, slog.New(slog.DiscardHandler), grace)
	}()
	return ln.Addr().String(), cancel, done
}

// fetch is the body of the answer, "" when the connection was cut.
func fetch(t *testing.T, address string) string {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address, http.NoBody)
	if err != nil {
		t.Error(err)
		return ""
	}
	answer, err := transport.RoundTrip(request)
	if err != nil {
		return ""
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return ""
	}
	return string(body)
}
