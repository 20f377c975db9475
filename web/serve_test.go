package web_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
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
	if err := web.Serve(t.Context(), ln, http.NotFoundHandler(), time.Second); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve: %v, want that the listener is closed", err)
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
		done <- web.Serve(ctx, ln, handler, grace)
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
