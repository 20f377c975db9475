package corpus_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"dateline/corpus"
)

// file is a member of an archive.
type file struct{ name, content string }

func zipped(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		member, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(member, f.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tarred packs files; "a -> b" is a symbolic link.
func tarred(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		header := &tar.Header{Name: f.name, Size: int64(len(f.content)), Mode: 0o600, Typeflag: tar.TypeReg}
		if link, target, ok := strings.Cut(f.name, " -> "); ok {
			header.Name, header.Linkname, header.Typeflag = link, target, tar.TypeSymlink
		}
		if err := w.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// archived writes one record of a WARC file.
func archived(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-11-03T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, contentType, len(block), block)
}

// answered writes the record of a server's answer.
func answered(uri, head, body string) string {
	return archived("response", uri, "application/http; msgtype=response", head+"\r\n\r\n"+body)
}

const htmlHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html"

// content is what the tests of containers pack.
func packing() []file {
	return []file{
		{"a.html", webPage},
		{"dir/b.txt", sentences},
		{"dir/c.jsonl", `{"title":"A"}` + "\n{\n" + `{"title":"B"}`},
		{"logo.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00"},
		{"../../up.html", webPage},
		{".git/x.html", webPage},
		{"__MACOSX/._a.html", "\x00\x05"},
	}
}

func packed(prefix string) []string {
	names := []string{
		"/a.html", "/dir/b.txt", "/dir/c.jsonl:1", "/dir/c.jsonl:2: not JSON: unexpected end of JSON input", "/dir/c.jsonl:3",
		"/logo.png: not an article format", "/up.html", "/.git/x.html: hidden", "/__MACOSX/._a.html: hidden",
	}
	for i := range names {
		names[i] = prefix + names[i]
	}
	return names
}

// TestContainers reads the same files out of every container: named, in a
// folder, under a wrong name, in an archive and as a stream.
func TestContainers(t *testing.T) {
	t.Parallel()
	inTar := tarred(t, packing()...)
	containers := []file{
		{"pages.zip", zipped(t, packing()...)},
		{"pages.tar", inTar},
		{"pages.tar.gz", compressed(t, inTar)},
		{"pages.TGZ", compressed(t, inTar)},
		{"pages.tar.zst", zstandard(t, inTar)},
		{"pages.tar.gz.zst", zstandard(t, compressed(t, inTar))},
	}
	for _, c := range containers {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := folder(t, map[string]string{c.name: c.content})
			if diff := cmp.Diff(packed(c.name), outcomes(t, dir, noon())); diff != "" {
				t.Errorf("in a folder: - want, + got:\n%s", diff)
			}
			path := filepath.Join(dir, c.name)
			if diff := cmp.Diff(packed(path), outcomesOf(t, corpus.Inputs(t.Context(), path, noon()))); diff != "" {
				t.Errorf("by name: - want, + got:\n%s", diff)
			}
			wrong := folder(t, map[string]string{"x.html": c.content, "y": c.content})
			if diff := cmp.Diff(append(packed("x.html"), packed("y")...), outcomes(t, wrong, noon())); diff != "" {
				t.Errorf("under wrong names: - want, + got:\n%s", diff)
			}
			for _, r := range []io.Reader{strings.NewReader(c.content), iotest.HalfReader(strings.NewReader(c.content))} {
				if diff := cmp.Diff(packed("-"), outcomesOf(t, corpus.Stream(t.Context(), "-", r, noon()))); diff != "" {
					t.Errorf("as a stream: - want, + got:\n%s", diff)
				}
			}
			for _, outer := range []string{zipped(t, file{"in/" + c.name, c.content}), tarred(t, file{"in/" + c.name, c.content})} {
				if diff := cmp.Diff(packed("-/in/"+c.name), outcomesOf(t, corpus.Stream(t.Context(), "-", strings.NewReader(outer), noon()))); diff != "" {
					t.Errorf("in an archive: - want, + got:\n%s", diff)
				}
			}
		})
	}
}

// An archive is like a folder: unpacking it changes no ID.
func TestPackedAndUnpackedHaveTheSameIDs(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"pages/a.html": webPage, "pages/b/c.txt": sentences,
		"pages.zip":    zipped(t, file{"a.html", webPage}, file{"b/c.txt", sentences}),
		"pages.tar.gz": compressed(t, tarred(t, file{"./a.html", webPage}, file{"./b/c.txt", sentences})),
	})
	want := idsBelow(t, filepath.Join(dir, "pages"))
	for _, name := range []string{"pages.zip", "pages.tar.gz"} {
		if got := idsBelow(t, filepath.Join(dir, name)); got != want {
			t.Errorf("%s gives %s, the folder %s", name, got, want)
		}
	}
}

func TestContainersThatAreRefused(t *testing.T) {
	t.Parallel()
	whole := tarred(t, file{"a.html", webPage}, file{"b.txt", sentences}, file{"c.txt", sentences})
	deep := zipped(t, file{"b.zip", zipped(t, file{"c.zip", zipped(t, file{"d.html", webPage})}, file{"e.html", webPage})})
	gz := compressed(t, whole)
	layers := webPage
	for range 4 {
		layers = compressed(t, layers)
	}
	damaged := []byte(zipped(t, file{"a.html", strings.Repeat(webPage, 3)}, file{"b.txt", sentences}))
	copy(damaged[60:], "\xff\xff\xff\xff")
	tests := []struct {
		name, content string
		want          []string
	}{
		{"deep.zip", deep, []string{"deep.zip/b.zip/c.zip: an archive within two others: unpack it first", "deep.zip/b.zip/e.html"}},
		{"layers.html.gz", layers, []string{"layers.html.gz: compressed more than 3 times: unpack it first"}},
		{"links.tar", tarred(t, file{"a.html -> /etc/passwd", ""}, file{"b.png -> c.png", ""}, file{"d.txt", sentences}), []string{
			"links.tar/a.html: a link in an archive is not followed: what it leads to is read where it is", "links.tar/b.png: not a file", "links.tar/d.txt",
		}},
		{"broken.tar", whole[:1600], []string{"broken.tar/a.html", "broken.tar/b.txt: breaks off: the file is not complete"}},
		{"broken.tgz", gz[:len(gz)-20], []string{"broken.tgz/a.html", "broken.tgz/b.txt", "broken.tgz/c.txt: breaks off: the file is not complete"}},
		{"broken.zip", string(damaged[:len(damaged)-40]), []string{"broken.zip: damaged zip archive: zip: not a valid zip file"}},
		{"none.zip", sentences, []string{"none.zip: neither a zip nor a tar archive, whatever its name says"}},
		{"empty.zip", zipped(t), nil},
		{"nothing.tar.gz", "", []string{"nothing.tar.gz: file is empty"}},
		{"letter.zip", zipped(t, file{"[Content_Types].xml", "<x/>"}, file{"word/document.xml", "<x/>"}), []string{"letter.zip: not an article format"}},
		{"a.xz", "\xFD7zXZ\x00\x00", []string{"a.xz: xz data are not read: unpack them first"}},
		{"a.7z", "7z\xBC\xAF\x27\x1C", []string{"a.7z: 7-Zip data are not read: unpack them first"}},
		{"big.tar", tarred(t, file{"big.html", strings.Repeat("x", 3000)}, file{"b.txt", sentences}), []string{"big.tar/big.html: 3 kB is more than the limit of 2 kB for one page: split it or raise --max-page", "big.tar/b.txt"}},
		{"big.zip", zipped(t, file{"big.html", strings.Repeat("x", 3000)}, file{"b.txt", sentences}), []string{"big.zip/big.html: 3 kB is more than the limit of 2 kB for one page: split it or raise --max-page", "big.zip/b.txt"}},
		{"head.gz", "\x1f\x8b\x08", []string{"head.gz: damaged gzip data: unexpected EOF"}},
	}
	opts := noon()
	opts.MaxPage = 2048
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := outcomes(t, folder(t, map[string]string{test.name: test.content}), opts)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
	t.Run("a damaged member", func(t *testing.T) {
		t.Parallel()
		got := outcomes(t, folder(t, map[string]string{"d.zip": string(damaged)}), opts)
		if len(got) != 2 || !strings.HasPrefix(got[0], "d.zip/a.html: cannot be read: ") || got[1] != "d.zip/b.txt" {
			t.Errorf("got %q", got)
		}
	})
}

// spaces gives so many of them.
type spaces struct{ left int64 }

func (s *spaces) Read(p []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), s.left)
	for i := range p[:n] {
		p[i] = ' '
	}
	s.left -= n
	return int(n), nil
}

func TestBombs(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, `{"title":"A"}`+"\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, &spaces{1 << 30}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	bomb := b.String()
	const told = "it unpacks to far more than news does: reading it was stopped"
	dir := folder(t, map[string]string{
		"a.jsonl.zst": bomb, "b.zip": zipped(t, file{"x.jsonl.zst", bomb}, file{"y.jsonl", `{"title":"B"}`}), "c.warc.zst": zstandard(t, archived("warcinfo", "", "", "x")) + bomb,
		"d.html.zst": bomb, "e.html": webPage,
	})
	want := []string{
		"a.jsonl.zst:1", "a.jsonl.zst: after line 1 " + told,
		"b.zip/x.jsonl.zst:1", "b.zip/x.jsonl.zst: after line 1 " + told, "b.zip: " + strings.TrimPrefix(told, "it "),
		`c.warc.zst:1: record of the kind "warcinfo"`, "c.warc.zst:2: no WARC record begins here: the length of the one before is wrong, or the file is something else", "c.warc.zst: after record 2 " + told,
		"d.html.zst:1", "d.html.zst: after line 1 " + told,
		"e.html",
	}
	if diff := cmp.Diff(want, outcomes(t, dir, noon())); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
}

func TestLargePagesAreRefusedAtOnce(t *testing.T) {
	t.Parallel()
	const size, slow = 200 << 20, 5 * time.Second // loaded machines are slow
	start := time.Now()
	got := outcomesOf(t, corpus.Stream(t.Context(), "-", io.MultiReader(strings.NewReader("<html>"), &spaces{size}), noon()))
	if len(got) != 1 || !strings.Contains(got[0], "is more than the limit of 10 MB for one page") {
		t.Errorf("got %.200q", got)
	}
	if took := time.Since(start); took > slow {
		t.Errorf("took %s", took)
	}
}

func TestWebArchives(t *testing.T) {
	t.Parallel()
	page := strings.Replace(webPage, "Pier", "Quay", 1)
	crawl := archived("warcinfo", "", "application/warc-fields", "software: x\r\n") +
		archived("request", "https://a.example/1", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
		answered("https://a.example/1", htmlHead, webPage) +
		answered("https://a.example/2", htmlHead+"\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", "10000\r\n"+compressed(t, page)) +
		answered("https://a.example/3", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", webPage) +
		answered("https://a.example/x.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png", "\x89PNG") +
		answered("https://a.example/robots.txt", "HTTP/1.1 200 OK\r\nContent-Type: text/plain", "User-agent: *") +
		answered("https://a.example/t.txt", "HTTP/1.1 200 OK\r\nContent-Type: text/plain", sentences) +
		answered("https://a.example/4", "HTTP/1.1 200 OK", webPage) +
		answered("https://a.example/5", "HTTP/1.1 200 OK", "{}") +
		answered("https://a.example/6", htmlHead, "<nav>Menu</nav>") +
		answered("https://a.example/7", htmlHead+"\r\nContent-Encoding: gzip", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff") +
		archived("revisit", "https://a.example/1", "application/http", "HTTP/1.1 200 OK\r\n\r\n") +
		archived("metadata", "https://a.example/1", "application/warc-fields", "x: y") +
		archived("resource", "https://a.example/8", "text/html", webPage) +
		archived("resource", "https://a.example/dump.jsonl", "application/octet-stream", `{"title":"A"}`+"\n"+`{"title":"B"}`) +
		archived("response", "dns:a.example", "text/dns", "20261103\na.example. 1 IN A 1.2.3.4")
	want := []string{
		`:1: record of the kind "warcinfo"`, `:2: record of the kind "request"`, ":3", ":4", ":5: the server answered 404", ":6: no page but image/png",
		":7: for robots, not for readers", ":8", ":9", ":10: no page, and of no kind that is said",
		":11: no article text found: the page holds only navigation, or is a shell that a script fills",
		":12: body is not in the coding that it names (gzip): flate: corrupt input before offset 1",
		`:13: record of the kind "revisit"`, `:14: record of the kind "metadata"`, ":15", ":16:1", ":16:2", ":17: no page but text/dns",
	}
	var members strings.Builder // as crawlers do: each record compressed on its own
	for record := range strings.SplitAfterSeq(crawl, "\r\n\r\nWARC/1.0") {
		members.WriteString(compressed(t, record))
	}
	containers := []file{
		{"crawl.warc", crawl},
		{"crawl.warc.gz", members.String()},
		{"whole.warc.gz", compressed(t, crawl)},
		{"crawl.warc.zst", zstandard(t, crawl)},
		{"crawl.html", crawl},
		{"crawl", crawl},
	}
	for _, c := range containers {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var wanted []string
			for _, w := range want {
				wanted = append(wanted, c.name+w)
			}
			got := outcomes(t, folder(t, map[string]string{c.name: c.content}), noon())
			for i := range got { // the library's words
				if strings.Contains(got[i], ":12: body") {
					got[i] = wanted[11]
				}
			}
			if diff := cmp.Diff(wanted, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
	t.Run("WACZ", func(t *testing.T) {
		t.Parallel()
		wacz := zipped(t, file{"datapackage.json", "{}"}, file{"pages/pages.jsonl", `{"title":"A"}`}, file{"archive/data.warc.gz", compressed(t, answered("https://a.example/1", htmlHead, webPage))}, file{"indexes/index.cdx", "x"})
		got := outcomes(t, folder(t, map[string]string{"crawl.wacz": wacz}), noon())
		want := []string{
			"crawl.wacz/datapackage.json: about the crawl, not of it", "crawl.wacz/pages/pages.jsonl: about the crawl, not of it",
			"crawl.wacz/archive/data.warc.gz:1", "crawl.wacz/indexes/index.cdx: about the crawl, not of it",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("- want, + got:\n%s", diff)
		}
	})
}

func TestWebArchivesThatBreakOff(t *testing.T) {
	t.Parallel()
	one := answered("https://a.example/1", htmlHead, webPage)
	two := strings.ReplaceAll(one, "example/1", "example/2")
	const lost = "no WARC record begins here: the length of the one before is wrong, or the file is something else"
	tests := []struct {
		name, content string
		want          []string
	}{
		{"in a body", one + two[:len(two)-50], []string{"x.warc:1", "x.warc: after record 1 it breaks off: the file is not complete"}},
		{"in a head", one + two[:100], []string{"x.warc:1", "x.warc: after record 1 it breaks off: the file is not complete"}},
		{"at once", one[:50], []string{"x.warc: breaks off: the file is not complete"}},
		{"compressed", compressed(t, one) + compressed(t, two)[:150], []string{"x.warc:1", "x.warc: after record 1 it breaks off: the file is not complete"}},
		{"a length without end", one + "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9223372036854775807\r\n\r\n" + two, []string{"x.warc:1", "x.warc: after record 1 it breaks off: the file is not complete"}},
		{"no length", one + "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + two, []string{"x.warc:1", "x.warc:2: header gives no length of the record", "x.warc:3"}},
		{"not one", sentences, []string{"x.warc:1: " + lost}},
		{"a head without end", one + answered("https://a.example/3", htmlHead+"\r\nX: "+strings.Repeat("x", 300<<10), "") + two, []string{"x.warc:1", "x.warc:2: the head of the response has no end", "x.warc:3"}},
		{"a large page", one + answered("https://a.example/3", htmlHead, strings.Repeat("x", 3000)) + two, []string{"x.warc:1", "x.warc:2: 3 kB is more than the limit of 2 kB for one page: split it or raise --max-page", "x.warc:3"}},
		{"a bomb", one + answered("https://a.example/3", htmlHead, compressed(t, strings.Repeat("x", 3000))) + two, []string{"x.warc:1", "x.warc:2: 3 kB is more than the limit of 2 kB for one page: split it or raise --max-page", "x.warc:3"}},
	}
	opts := noon()
	opts.MaxPage = 2048
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := outcomes(t, folder(t, map[string]string{"x.warc": test.content}), opts)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
}

func TestWhatAnArchiveKnowsOfAPage(t *testing.T) {
	t.Parallel()
	article := func(record string) corpus.Article {
		t.Helper()
		for in, err := range corpus.Stream(t.Context(), "-", strings.NewReader(record), noon()) {
			if err != nil {
				t.Fatal(err)
			}
			a, err := in.Parse(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		t.Fatal("no input")
		return corpus.Article{}
	}
	const body = "<p>The council voted on Tuesday to close the old pier for repairs, officials said. The work will take about three months.</p>"
	own := `<html><head><link rel="canonical" href="https://b.example/own"><title>Pier to close</title></head><body>` + body + `</body></html>`
	cyrillic := "<html><title>\xcf\xee\xf0\xf2</title><p>" + strings.Repeat("\xcf\xee\xf0\xf2 \xe7\xe0\xea\xf0\xfb\xf2. ", 12) + "</p></html>"
	tests := []struct {
		name, head, body string
		get              func(corpus.Article) string
		want             string
	}{
		{"address of the record", htmlHead, webPage, func(a corpus.Article) string { return a.URL }, "https://a.example/1"},
		{"address of the page", htmlHead, own, func(a corpus.Article) string { return a.URL }, "https://b.example/own"},
		{"source", htmlHead, webPage, func(a corpus.Article) string { return a.Source.Domain }, "a.example"},
		{"address of a text", "HTTP/1.1 200 OK\r\nContent-Type: text/plain", sentences, func(a corpus.Article) string { return a.URL }, "https://a.example/1"},
		{"charset of the server", htmlHead + "; charset=windows-1251", cyrillic, func(a corpus.Article) string { return a.Title }, "Порт"},
		{"charset of the server, odd", htmlHead + ";charset = 'windows-1251'; =", cyrillic, func(a corpus.Article) string { return a.Title }, "Порт"},
		{"charset of the page before that of the server", htmlHead + "; charset=iso-8859-1", strings.Replace(cyrillic, "<title>", `<meta charset="windows-1251"><title>`, 1), func(a corpus.Article) string { return a.Title }, "Порт"},
		{"a server's wrong charset", htmlHead + "; charset=windows-1251", strings.ReplaceAll(webPage, "Pier to close", "Порт"), func(a corpus.Article) string { return a.Title }, "Порт"},
		{"date before the crawl", htmlHead, strings.Replace(own, "<title>", `<meta property="article:published_time" content="2026-11-02T08:00:00Z"><title>`, 1), func(a corpus.Article) string { return a.Published.Format(time.DateOnly) }, "2026-11-02"},
		{"date after the crawl", htmlHead, strings.Replace(own, "<title>", `<meta property="article:published_time" content="2026-11-20T08:00:00Z"><title>`, 1), func(a corpus.Article) string { return a.Published.Format(time.DateOnly) }, "0001-01-01"},
	}
	for _, test := range tests {
		if got := test.get(article(answered("https://a.example/1", test.head, test.body))); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestJSONDocuments(t *testing.T) {
	t.Parallel()
	opts := noon()
	opts.MaxLine = 60
	long := `{"title":"` + strings.Repeat("x", 60) + `"}`
	tests := []struct {
		name, content string
		want          []string
	}{
		{"a.json", "{\n  \"title\": \"A\"\n}\n", []string{"a.json"}},
		{"a.json", `{"title":"A"}` + "\n", []string{"a.json"}},
		{"a.json", "[\n{\"title\":\"A\"},\n{\"title\":\"}]\\\"\"} , 7, [], {}\n]\n", []string{
			"a.json:1", "a.json:2", "a.json:3: JSON but no object: it is number", "a.json:4: JSON but no object: it is array", "a.json:5: neither a title nor a text: name them title and body",
		}},
		{"a.json", `{"title":"A"}` + "\n" + `{"title":"B"}`, []string{"a.json:1", "a.json:2"}},
		{"a.json", "{\n\"title\":\"A\"}{\"title\":\"B\"}", []string{"a.json:1", "a.json:2"}},
		{"a.json", "[" + long + `,{"title":"B"}]`, []string{"a.json:1: object of 72 bytes is more than the limit of 60 bytes for one article", "a.json:2"}},
		{"a.json", "[]", []string{"a.json: file holds no object"}},
		{"a.json", `[{"title":"A"},{"title":`, []string{"a.json:1", "a.json: after object 1 it breaks off: the file is not complete"}},
		{"a.json", `[{"title":"A"}`, []string{"a.json:1", "a.json: after object 1 it breaks off: the file is not complete"}},
		{"a.json", "{\n", []string{"a.json: breaks off: the file is not complete"}},
		{"a.json", "{\n\"title\":\"A\"}\nand more", []string{"a.json:1", "a.json: after object 1 it cannot be read: neither an object nor an array of objects"}},
		{"a.json", "Once upon a time", []string{"a.json: cannot be read: neither an object nor an array of objects"}},
		{"a.json", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", []string{"a.json: not text: looks like a PNG image"}},
		{"a.json", "", []string{"a.json: file is empty"}},
		{"a.json", utf16Of("\uFEFF[{\"title\":\"東京\"}]", true), []string{"a.json:1"}},
		{"a.json", "\uFEFF[{\"title\":\"A\"}]", []string{"a.json:1"}},
		{"a.jsonl", `[{"title":"A"}]`, []string{"a.jsonl:1"}},
		{"a.txt", `{"title":"A"}` + "\n" + `{"title":"B"}`, []string{"a.txt:1", "a.txt:2"}},
		{"a", `[{"title":"A"}]`, []string{"a:1"}},
		{"a.map", `{"title":"A"}`, []string{"a.map: not an article format"}},
		{"a.txt", "[1] The council voted on Tuesday to close the old pier for repairs.", []string{"a.txt"}},
		{"a.txt", "{sic} The council voted on Tuesday to close the old pier for repairs.", []string{"a.txt"}},
	}
	for _, test := range tests {
		t.Run(test.name+" "+test.content[:min(len(test.content), 20)], func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, outcomes(t, folder(t, map[string]string{test.name: test.content}), opts)); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
}

func TestXHTML(t *testing.T) {
	t.Parallel()
	const page = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Pier to close</title><script src="a.js"/><meta name="x" content="y"/></head>
<body><a id="top"/><div/><p>The council voted on Tuesday to close the old pier for repairs,<br/>officials said.</p><p>The work will take about three months.</p></body></html>`
	for _, name := range []string{"a.xhtml", "a.xml", "a.dat", "a"} {
		dir := folder(t, map[string]string{name: page})
		if diff := cmp.Diff([]string{name}, outcomes(t, dir, noon())); diff != "" {
			t.Errorf("%s: - want, + got:\n%s", name, diff)
		}
	}
	a, err := corpus.ParseHTML("x", "x", []byte(page), noon())
	if err != nil || a.Title != "Pier to close" || len(a.Paragraphs) != 2 {
		t.Errorf("%+v, %v", a, err)
	}
}

// repeated gives a record so many times, each with a number of its own.
type repeated struct {
	make func(int) string
	n    int
	at   int
	rest string
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.at == r.n {
			return 0, io.EOF
		}
		r.at++
		r.rest = r.make(r.at)
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func crawlOf(pages int) io.Reader {
	body := "<p>" + strings.Repeat("The council voted on Tuesday to close the old pier. ", 20) + "</p>"
	return &repeated{n: pages, make: func(i int) string {
		uri := fmt.Sprintf("https://a.example/%d", i)
		return archived("request", uri, "application/http", "GET / HTTP/1.1\r\n\r\n") + answered(uri, htmlHead, fmt.Sprintf("<title>Page %d</title>", i)+body)
	}}
}

func TestMemoryOfACrawlIsFlat(t *testing.T) {
	const pages = 20_000
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	inputs, ignored := 0, 0
	peak := uint64(0)
	for in, err := range corpus.Stream(t.Context(), "-", crawlOf(pages), noon()) {
		switch {
		case errors.Is(err, corpus.ErrIgnored):
			ignored++
			continue
		case err != nil:
			t.Fatal(err)
		}
		if inputs++; inputs%(pages/10) == 0 {
			if _, err := in.Parse(t.Context()); err != nil {
				t.Fatal(err)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			peak = max(peak, after.HeapAlloc)
		}
	}
	if inputs != pages || ignored != pages {
		t.Errorf("%d inputs and %d ignored, want %d of each", inputs, ignored, pages)
	}
	if grown := int64(peak) - int64(before.HeapAlloc); grown > 4<<20 {
		t.Errorf("heap grew by %d bytes", grown)
	}
}

func BenchmarkCrawl(b *testing.B) {
	b.ReportAllocs()
	n := 0
	for _, err := range corpus.Stream(b.Context(), "-", crawlOf(b.N), noon()) {
		if err == nil {
			n++
		}
	}
	if n != b.N {
		b.Errorf("%d pages, want %d", n, b.N)
	}
}

func FuzzStream(f *testing.F) {
	for _, seed := range []string{
		webPage, sentences, `{"title":"A"}`, "[{\"title\":\"A\"},\n7]", "{\n\"title\":\"A\"}",
		answered("https://a.example/1", htmlHead, webPage), answered("https://a.example/1", htmlHead+"\r\nTransfer-Encoding: chunked", "4\r\n<p>x\r\n0\r\n\r\n"),
		"\x1f\x8b\x08", "PK\x03\x04", "PK\x05\x06" + strings.Repeat("\x00", 18), "BZh91AY&SY", "\x28\xB5\x2F\xFD",
		"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x 'y'>]><rss><channel><item><title>A</title></item></channel></rss>",
		"<nitf><head><title>A</title></head></nitf>", "<!DOCTYPE lewis><REUTERS><BODY>x</BODY></REUTERS>", "%PDF-1.4",
		"Message-ID: <x>\r\nFrom: a\r\nSubject: b\r\nDate: c\r\n\r\nbody",
		zipped(f, packing()...), tarred(f, packing()...), compressed(f, tarred(f, packing()...)), zstandard(f, `{"title":"A"}`),
		zipped(f, file{"datapackage.json", "{}"}, file{"archive/a.warc", answered("https://a.example/1", htmlHead, webPage)}),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		for in, err := range corpus.Stream(t.Context(), "x", bytes.NewReader(data), noon()) {
			var a corpus.Article
			name := in.Name()
			if err == nil {
				a, err = in.Parse(t.Context())
			}
			if err != nil {
				wrong, ok := errors.AsType[*corpus.InputError](err)
				if !ok || wrong.Reason == "" || !strings.HasPrefix(wrong.Input, "x") || strings.Contains(wrong.Reason, "internal error") {
					t.Fatalf("error %#v is no InputError that names the input and a reason", err)
				}
				continue
			}
			if a.Path != name || !strings.HasPrefix(name, "x") {
				t.Fatalf("input %q gives path %q", name, a.Path)
			}
			checkArticle(t, a)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("took %s", took)
		}
	})
}

// What a document is, its content says: it is the same under any name, packed,
// and as a stream.
func TestContentWinsOverNames(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/documents/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, ".golden") || strings.HasSuffix(name, "broken.eml") || strings.HasSuffix(name, "other.xml") { // what they are, nothing in them says
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			content := string(data)
			want := outcomesOf(t, corpus.Inputs(t.Context(), name, noon()))
			for i := range want {
				want[i] = strings.TrimPrefix(want[i], name)
			}
			dir := folder(t, map[string]string{
				"x.html": content, "x.dat": content, "x.jpg": content, "x.txt.gz": compressed(t, content), "x.zip": zipped(t, file{"d.css", content}),
			})
			for file, prefix := range map[string]string{"x.html": "x.html", "x.dat": "x.dat", "x.jpg": "x.jpg", "x.txt.gz": "x.txt.gz", "x.zip": "x.zip/d.css"} {
				got := outcomesOf(t, corpus.Inputs(t.Context(), filepath.Join(dir, file), noon()))
				for i := range got {
					got[i] = strings.TrimPrefix(got[i], filepath.Join(dir, prefix))
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("as %s: - want, + got:\n%s", prefix, diff)
				}
			}
		})
	}
}

// panics is a reader with a bug.
type panics struct{}

func (panics) Read([]byte) (int, error) { panic("a bug") }

func TestPanicsCostOneFile(t *testing.T) {
	t.Parallel()
	r := io.MultiReader(strings.NewReader(`{"title":"A"}`+"\n"+strings.Repeat(" ", 10_000)), panics{})
	got := outcomesOf(t, corpus.Stream(t.Context(), "-", r, noon()))
	if diff := cmp.Diff([]string{"-:1", "-: internal error: a bug: please report it with this input"}, got); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
	defer func() {
		if value := recover(); value != "the caller's" {
			t.Errorf("recovered %v", value)
		}
	}()
	for range corpus.Stream(t.Context(), "-", strings.NewReader(`{"title":"A"}`), noon()) { //nolint:errcheck // it never comes to that
		panic("the caller's")
	}
}
