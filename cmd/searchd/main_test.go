package main

import (
	"bytes"
	"context"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/internal/golden"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestHelp(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"--help"}, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("exit code %d, errors %q", code, &errs)
	}
	golden.Equal(t, filepath.Join("testdata", "help.txt"), out.Bytes())
}

func TestVersion(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if code := run(t.Context(), []string{"--version"}, &out, &out); code != 0 || !strings.HasPrefix(out.String(), "searchd ") {
		t.Errorf("exit code %d, %q", code, &out)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, want string
		args       []string
	}{
		{"an argument", "unknown command", []string{"pages"}},
		{"an unknown flag", "--speed", []string{"--speed", "9"}},
		{"a bad duration", "--grace", []string{"--grace", "soon"}},
		{"a bad level", "--log-level", []string{"--log-level", "loud"}},
		{"a bad format", "--log-format", []string{"--log-format", "xml"}},
		{"a bad address", "listen on", []string{"--addr", "nowhere:x"}},
		{"an empty data folder", "--data is empty", []string{"--data", ""}},
		{"a negative number of searches", "--search-max-concurrent", []string{"--search-max-concurrent", "-1"}},
		{"no time to search", "--search-max-duration is 0s", []string{"--search-max-duration", "0"}},
		{"a negative time to wait", "--search-max-queue-duration is -1s", []string{"--search-max-queue-duration", "-1s"}},
		{"no time between looks", "--poll-interval is 0s", []string{"--poll-interval", "0"}},
		{"a negative grace", "--grace is -1s", []string{"--grace", "-1s"}},
		{"a data folder that is a file", "main.go", []string{"--data", "main.go"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var errs bytes.Buffer
			args := append([]string{"--data", t.TempDir()}, tt.args...)
			if code := run(t.Context(), args, &bytes.Buffer{}, &errs); code != 1 || !strings.Contains(errs.String(), tt.want) {
				t.Errorf("exit code %d, want 1; errors %q do not say %q", code, &errs, tt.want)
			}
		})
	}
}

// Not parallel: it sets the environment.
func TestEnvironment(t *testing.T) {
	t.Setenv("DATELINE_GRACE", "soon")
	var errs bytes.Buffer
	if code := run(t.Context(), []string{"--data", t.TempDir()}, &bytes.Buffer{}, &errs); code != 1 || !strings.Contains(errs.String(), "DATELINE_GRACE") {
		t.Errorf("exit code %d, errors %q", code, &errs)
	}
}

// It starts without an index, and ends in order when it is asked to.
func TestEndsInOrder(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	var out, errs bytes.Buffer
	code := run(ctx, []string{"--data", filepath.Join(t.TempDir(), "none"), "--addr", "127.0.0.1:0"}, &out, &errs)
	if code != 0 || !strings.HasPrefix(out.String(), "searchd: serving on http://127.0.0.1:") || !strings.Contains(errs.String(), "stopped") {
		t.Errorf("exit code %d, output %q, log %q", code, &out, &errs)
	}
}

// Who offers the index to a whole network is told so.
func TestSaysWhoCanReachIt(t *testing.T) {
	t.Parallel()
	for addr, told := range map[string]bool{":0": true, "127.0.0.1:0": false} {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		var out, errs bytes.Buffer
		code := run(ctx, []string{"--data", filepath.Join(t.TempDir(), "none"), "--addr", addr}, &out, &errs)
		cancel()
		if got := strings.Contains(errs.String(), "no accounts"); code != 0 || got != told {
			t.Errorf("--addr %s: exit code %d, told is %v, want %v:\n%s", addr, code, got, told, &errs)
		}
	}
}

func TestReachable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		addr net.Addr
		want string
	}{
		{"everywhere", &net.TCPAddr{IP: net.IPv6unspecified, Port: 8080}, "localhost:8080"},
		{"everywhere, IPv4", &net.TCPAddr{IP: net.IPv4zero, Port: 8080}, "localhost:8080"},
		{"one address", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 90}, "127.0.0.1:90"},
		{"IPv6", &net.TCPAddr{IP: net.IPv6loopback, Port: 90}, "[::1]:90"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := reachable(tt.addr); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
