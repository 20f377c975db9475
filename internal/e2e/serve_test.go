//go:build unix

package e2e_test

import (
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// page is a news page of an invented outlet.
func page(title, published string, paragraphs ...string) string {
	return fmt.Sprintf(`<!DOCTYPE html>
<html lang="en"><head><title>%[1]s | The Delta Post</title>
<meta property="og:site_name" content="The Delta Post">
<meta property="article:published_time" content="%[2]s"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>%[1]s</h1><p>%[3]s</p></article>
<footer>Subscribe to our newsletter</footer></body></html>`, title, published, strings.Join(paragraphs, "</p>\n<p>"))
}

// corpusFolder makes three articles in three formats.
func corpusFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "pages/talks.html", page("Ceasefire talks resume in Cairo", "2026-03-01T09:30:00Z",
		"Delegations met in Cairo on Sunday to resume their talks on a ceasefire, officials of Egypt's foreign ministry said after the first session.",
		"The meeting was the first since the autumn, when the two sides had parted without setting a date for another round of negotiations.",
		"A spokesman said that both delegations would meet again on Thursday, and that a short joint statement was being prepared for the weekend."))
	write(t, dir, "wire/port.txt", "Port strike enters second week\n\nROTTERDAM, March 2 (Meridian Wire) - Dock workers in Rotterdam refused a new offer on Monday, and the strike entered its second week.\n\nTheir union said that the offer covered only half of the rise in prices.\n")
	write(t, dir, "lines.jsonl", `{"id":"cocoa-1","title":"Cocoa prices fall","source":"Market Letter","published_at":"2026-03-02T08:00:00Z","lang":"en","paragraphs":["Cocoa prices fell in London on Monday after rain in Brazil.","Traders had expected a worse harvest in Brazil."]}`+"\n")
	return dir
}

func TestIndexAndServe(t *testing.T) {
	t.Parallel()
	notShort(t)
	data, news := filepath.Join(t.TempDir(), "data"), corpusFolder(t)

	// Without an index the server is alive, but not ready, and says so.
	s := startServer(t, data)
	if status, _ := s.get(t, "/healthz"); status != http.StatusOK {
		t.Errorf("/healthz without an index: %d", status)
	}
	for _, path := range []string{"/readyz", "/search?q=cairo", "/api/v1/search?q=cairo"} {
		if status, body := s.get(t, path); status != http.StatusServiceUnavailable || !strings.Contains(body, "index") {
			t.Errorf("%s without an index: %d\n%s", path, status, body)
		}
	}

	// The first index appears while it runs.
	r := indexer(t, 0, "build", "--data", data, news)
	if r.Indexed != 3 || r.Articles != 3 || !r.Published {
		t.Fatalf("report %+v, want 3 articles", r)
	}
	eventually(t, "the server is ready", func() bool {
		status, _ := s.get(t, "/readyz")
		return status == http.StatusOK
	})
	if f := s.search(t, "q=ceasefire&location=Egypt"); f.Total != 1 || f.Hits[0].Title != "Ceasefire talks resume in Cairo" {
		t.Errorf("ceasefire in Egypt: %+v", f)
	}
	if f := s.search(t, "q=cocoa&location=Brazil"); f.Total != 1 || f.Hits[0].ID != "cocoa-1" {
		t.Errorf("cocoa in Brazil: %+v", f)
	}
	if status, body := s.get(t, "/search?q=port"); status != http.StatusOK || !strings.Contains(body, "strike enters second week") {
		t.Errorf("/search?q=port: %d\n%s", status, body)
	}
	if status, body := s.get(t, "/article/cocoa-1"); status != http.StatusOK || !strings.Contains(body, "Traders had expected") {
		t.Errorf("/article/cocoa-1: %d\n%s", status, body)
	}

	// An article that is added appears, one that is deleted goes.
	write(t, news, "pages/later.html", page("Envoy arrives for ceasefire round", "2026-03-05T10:00:00Z",
		"A United Nations envoy arrived in Cairo on Thursday for the next round of the ceasefire talks, and met the delegations one after the other.",
		"She told reporters at the airport that the remaining questions were few, and that none of them was beyond the reach of the negotiators.",
		"The two sides had exchanged drafts of a joint statement during the night, according to officials who took part in the preparations."))
	r = indexer(t, 0, "add", "--data", data, news)
	if r.Indexed != 1 || r.Unchanged != 3 || r.Articles != 4 {
		t.Errorf("report of add %+v, want 1 indexed and 3 unchanged", r)
	}
	eventually(t, "the added article is found", func() bool { return s.search(t, "q=ceasefire").Total == 2 })

	deleteCocoa := exec.CommandContext(t.Context(), filepath.Join(bin, "indexer"), "delete", "--data", data, "cocoa-1")
	if out, err := deleteCocoa.CombinedOutput(); err != nil {
		t.Fatalf("delete: %v\n%s", err, out)
	}
	eventually(t, "the deleted article is gone", func() bool { return s.search(t, "q=cocoa").Total == 0 })
	if status, _ := s.get(t, "/article/cocoa-1"); status != http.StatusNotFound {
		t.Errorf("the deleted article has status %d", status)
	}
	s.terminate(t)
}

func TestServerFailsClearly(t *testing.T) {
	t.Parallel()
	notShort(t)
	running := startServer(t, t.TempDir())
	tests := []struct {
		name, want string
		args       []string
	}{
		{"address in use", "address already in use", []string{"--addr", strings.TrimPrefix(running.base, "http://")}},
		{"bad address", "listen on", []string{"--addr", "nowhere:x"}},
		{"bad log format", "--log-format", []string{"--log-format", "xml"}},
		{"arguments", "unknown command", []string{"pages"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"--data", t.TempDir()}, tt.args...)
			out, err := exec.CommandContext(t.Context(), filepath.Join(bin, "searchd"), args...).CombinedOutput()
			if err == nil || !strings.Contains(string(out), tt.want) {
				t.Errorf("%v\n%s\nwant an error about %q", err, out, tt.want)
			}
		})
	}
}
