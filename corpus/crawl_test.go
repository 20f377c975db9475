package corpus_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

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

// TestWhatServersSendForPages reads what comes under the name of a page, or
// instead of one.
func TestWhatServersSendForPages(t *testing.T) {
	t.Parallel()
	const textHead = "HTTP/1.1 200 OK\r\nContent-Type: text/plain"
	titled := func(title, text string) string {
		return "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>" + text + "</p></body></html>"
	}
	const gone = "Sorry, the page that you were looking for could not be found. It may have been moved. Please use the search."
	long := strings.Repeat(sentences+" ", 20)
	packed := compressed(t, webPage)
	wrongSum := packed[:len(packed)-6] + "\xFF" + packed[len(packed)-5:]
	for _, test := range []struct{ name, record, want string }{
		{"JSON", answered("https://a.example/1", htmlHead, `{"html":"`+sentences+`"}`), ": no page but JSON"},
		{"an array", answered("https://a.example/1", textHead, `[{"html":"`+sentences+`"}]`), ": no page but JSON"},
		{"a script as text", answered("https://a.example/a.js?v=1", textHead, sentences), ": for robots, not for readers"},
		{"a style sheet as text", answered("https://a.example/a.CSS", textHead, sentences), ": for robots, not for readers"},
		{"a page that is called a script", answered("https://a.example/about.js", htmlHead, webPage), ""},
		{"an error", answered("https://a.example/1", htmlHead, titled("404 – Page not found", gone)), `: the page says that there is none: "404 – Page not found"`},
		{"an error in words", answered("https://a.example/1", htmlHead, titled("The page you requested was not found", gone)), `: the page says that there is none: "The page you requested was not found"`},
		{"an error in German", answered("https://a.example/1", htmlHead, titled("Seite nicht gefunden", gone)), `: the page says that there is none: "Seite nicht gefunden"`},
		{"a check for robots", answered("https://a.example/1", htmlHead, titled("Just a moment...", gone)), `: the page says that there is none: "Just a moment..."`},
		{"a check for robots under the host's name", answered("https://a.example/1", htmlHead, strings.Replace(titled("Just a moment...", gone), "<h1>Just a moment...", "<h1>Verify that you are human", 1)), ": the page says by its title element that there is none"},
		{"news of a number", answered("https://a.example/1", htmlHead, titled("404 people leave the island", gone)), ""},
		{"news of what was not found", answered("https://a.example/1", htmlHead, titled("Missing ferry not found", gone)), ""},
		{"an article about an error", answered("https://a.example/1", htmlHead, titled("404: how the page not found became art", long)), ""},
		{"a page that leads on", answered("https://a.example/1", htmlHead, `<html><head><meta http-equiv="refresh" content="0; url=/new"><title>Moved</title></head><body><p>If you are not redirected automatically within a few seconds, follow this link to the new page.</p></body></html>`), ": the page only leads on to another"},
		{"a page that renews itself", answered("https://a.example/1", htmlHead, strings.Replace(webPage, "<title>", `<meta http-equiv="refresh" content="300; url=/1"><title>`, 1)), ""},
		{"a page with a zero byte", answered("https://a.example/1", htmlHead, strings.Replace(webPage, "old", "o\x00ld", 1)), ""},
		{"a wrong sum", answered("https://a.example/1", htmlHead+"\r\nContent-Encoding: gzip", wrongSum), ""},
		{"more behind what is packed", answered("https://a.example/1", htmlHead+"\r\nContent-Encoding: gzip", packed+"\x00\x00garbage"), ""},
		{"a segment", strings.Replace(answered("https://a.example/1", htmlHead, webPage), "\r\n", "\r\nWARC-Segment-Number: 1\r\n", 1), ": one of several segments, which are not put together"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := outcomesOf(t, corpus.Stream(t.Context(), "x", strings.NewReader(test.record), noon()))
			if diff := cmp.Diff([]string{"x:1" + test.want}, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
}

// A damaged record of a crawl that was compressed record by record costs itself.
func TestDamagedRecordsOfACrawl(t *testing.T) {
	t.Parallel()
	member := func(i int) string {
		return compressed(t, answered(fmt.Sprintf("https://a.example/%d", i), htmlHead, webPage))
	}
	noise := strings.Join(strings.Split(sentences+webPage, ""), "<b>") // enough that it is no repetition
	flipped := []byte(member(2))
	copy(flipped[len(flipped)/2:], "\xFF\xFF\xFF\xFF")
	whole := compressed(t, answered("https://a.example/1", htmlHead, webPage)+answered("https://a.example/2", htmlHead, noise))
	damaged, cut, info := string(flipped), member(2)[:150], compressed(t, archived("warcinfo", "", "", "x"))
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{"in the middle", member(1) + damaged + member(3), []string{":1", ":2: ", ":3"}},
		{"cut off in the middle", info + member(1) + cut + member(3) + member(4), []string{`:1: record of the kind "warcinfo"`, ":2", ":3: ", ":4", ":5"}},
		{"at the beginning", damaged + member(3), []string{":1: ", ":2"}},
		{"several", member(1) + damaged + damaged + member(3) + damaged + member(4), []string{":1", ":2: ", ":3: ", ":4", ":5: ", ":6"}},
		{"between", member(1) + "garbage" + member(3), []string{":1", ":2: damaged", ":3"}},
		{"at the end", member(1) + damaged, []string{":1", ":2: header gives no length", ": after record 2 it cannot be read: gzip: invalid checksum"}},
		{"as one", whole[:len(whole)-20], []string{":1", ": after record 1 it breaks off"}},
		{"zeros behind", member(1) + strings.Repeat("\x00", 1000), []string{":1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for name, content := range map[string]string{"x.warc.gz": test.content, "x.tar/x.warc.gz": test.content} {
				container, _, inTar := strings.Cut(name, "/")
				if inTar {
					content = tarred(t, file{"x.warc.gz", content})
				}
				got := outcomes(t, folder(t, map[string]string{container: content}), noon())
				if len(got) != len(test.want) {
					t.Fatalf("got %q, want %q", got, test.want)
				}
				for i, want := range test.want {
					if !strings.HasPrefix(got[i], name+want) || strings.HasSuffix(want, "damaged") && !strings.HasSuffix(got[i], "bytes of the compressed archive were left out, up to the next record that can be read") {
						t.Errorf("got %q, want %q", got[i], name+want)
					}
				}
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
		{"address of a file that is kept", "", webPage, func(a corpus.Article) string { return a.URL }, "https://a.example/1.html"},
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
		record := answered("https://a.example/1", test.head, test.body)
		if test.head == "" {
			record = archived("resource", "https://a.example/1.html", "application/octet-stream", test.body)
		}
		if got := test.get(article(record)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
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
