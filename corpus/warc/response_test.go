package warc_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"dateline/corpus/warc"
)

// packed runs a text through a writer that packs.
func packed(text string, open func(io.Writer) io.WriteCloser) string {
	var b bytes.Buffer
	w := open(&b)
	_, _ = io.WriteString(w, text) // a buffer takes everything
	_ = w.Close()
	return b.String()
}

func gzipped(text string) string {
	return packed(text, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
}

func zipped(text string) string {
	return packed(text, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
}

func deflated(text string) string {
	return packed(text, func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 6); return z })
}

func brotlied(text string) string {
	return packed(text, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
}

func zstandard(text string) string {
	return packed(text, func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z })
}

func TestResponses(t *testing.T) {
	t.Parallel()
	page := "<html><p>" + strings.Repeat("Der Fährmann sagt es. ", 30)
	half := func(s string) string { return s[:len(s)*2/3] }
	tests := []struct {
		name, block string
		status      int
		contentType string
		body        string // what it begins with
	}{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page, 200, "text/html; charset=utf-8", page},
		{"HTTP/2, line feeds", "HTTP/2 404\ncontent-type:text/html\n\n" + page, 404, "text/html", page},
		{"no head", page, 0, "", page},
		{"nothing", "", 0, "", ""},
		{"a head alone", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", 200, "text/html", ""},
		{"odd lines in the head", "HTTP/1.1 wat\r\nno colon\r\n: no name\r\nX: 1\r\n\r\n" + page, 0, "", page},
		{"status alone", "HTTP/1.1\r\n\r\n" + page, 0, "", page},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzipped(page), 200, "", page},
		{"gzip that nobody says", "HTTP/1.1 200 OK\r\n\r\n" + gzipped(page), 200, "", page},
		{"gzip that it is not", "HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\n\r\n" + page, 200, "", page},
		{"gzip that breaks off", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + half(gzipped(page)), 200, "", "<html><p>Der"},
		{"deflate", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zipped(page), 200, "", page},
		{"deflate without its head", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + deflated(page), 200, "", page},
		{"deflate that it is not", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + page, 200, "", page},
		{"brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotlied(page), 200, "", page},
		{"brotli that it is not", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + page, 200, "", page},
		{"brotli of nothing", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", 200, "", ""},
		{"zstandard", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + zstandard(page), 200, "", page},
		{"two codings", "HTTP/1.1 200 OK\r\nContent-Encoding: br, gzip\r\n\r\n" + gzipped(brotlied(page)), 200, "", page},
		{"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9;x=y\r\n<html><p>\r\n4\r\ntext\r\n0\r\n\r\n", 200, "", "<html><p>text"},
		{"chunks of gzip", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + chunks(gzipped(page)), 200, "", page},
		{"chunks that break off", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntext\r\n9\r\nmo", 200, "", "textmo"},
		{"chunks that were joined", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + page, 200, "", page},
		{"chunks of nothing", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, "", ""},
		{"a chunk too large to be", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\ntext", 200, "", "ffffffffff\r\ntext"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			resp, err := warc.ReadResponse(strings.NewReader(test.block))
			if err != nil {
				t.Fatal(err)
			}
			if resp.Status != test.status || resp.ContentType != test.contentType {
				t.Errorf("status %d, type %q", resp.Status, resp.ContentType)
			}
			raw, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			body, err := resp.Decode(raw, 1<<20)
			if err != nil || !strings.HasPrefix(string(body), test.body) || test.body == "" && len(body) > 0 {
				t.Errorf("body %q, %v", body, err)
			}
		})
	}
}

func chunks(text string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(text, "a") {
		if part += "a"; part != "a" {
			b.WriteString(hex(len(part)) + "\r\n" + part + "\r\n")
		} else {
			b.WriteString("1\r\na\r\n")
		}
	}
	return b.String() + "0\r\n\r\n"
}

func hex(n int) string {
	const digits = "0123456789abcdef"
	if n < 16 {
		return digits[n : n+1]
	}
	return hex(n/16) + digits[n%16:n%16+1]
}

func TestBodiesThatAreRefused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, block, want string }{
		{"damaged gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzipped("text")[:10] + "\xff\xff\xff\xff\xff\xff", "not in the coding that it names (gzip)"},
		{"no brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\xff\xff\xff\xff", "not in the coding that it names (br)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			resp, err := warc.ReadResponse(strings.NewReader(test.block))
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			if body, err := resp.Decode(raw, 1<<20); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("body %q, error %v", body, err)
			}
		})
	}
	if _, err := warc.ReadResponse(strings.NewReader("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<20))); err == nil {
		t.Error("a head without end is read")
	}
}

func TestBodiesUnpackUpToTheLimit(t *testing.T) {
	t.Parallel()
	const limit = 1000
	bomb := strings.Repeat("0", 10<<20)
	for coding, body := range map[string]string{"gzip": gzipped(bomb), "deflate": zipped(bomb), "br": brotlied(bomb), "zstd": zstandard(bomb)} {
		resp, err := warc.ReadResponse(strings.NewReader("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n" + body))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := resp.Decode(raw, limit); err != nil || len(got) != limit+1 {
			t.Errorf("%s: %d bytes, %v", coding, len(got), err)
		}
	}
}
