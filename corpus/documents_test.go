package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/internal/golden"
)

// readAt is when the tests read.
func readAt() Options {
	return Options{Now: time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)}
}

// documentFormats tells the formats of testdata/documents.
func documentFormats(file string) format {
	return map[string]format{
		".rss": formatFeed, ".rdf": formatFeed, ".atom": formatFeed, ".json": formatFeed, ".wxr": formatFeed,
		".eml": formatMail, ".mbox": formatMailbox, ".mhtml": formatMHTML, ".xml": formatNewsXML, ".sgm": formatSGML, ".anpa": formatANPA, ".pdf": formatPDF,
	}[filepath.Ext(file)]
}

// writeRecords reads a document and writes what became of each of its records.
func writeRecords(t *testing.T, f format, name string, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	refused := func(err error) {
		if inputErr, ok := errors.AsType[*InputError](err); !ok || inputErr.Reason == "" || !strings.HasPrefix(inputErr.Input, name) {
			t.Errorf("%v is no InputError that names the input", err)
		}
		fmt.Fprintln(&out, "refused:", err)
	}
	for r, err := range recordsOf(f, name, bytes.NewReader(data), readAt()) {
		if err != nil {
			refused(err)
			continue
		}
		recordName := name
		if r.name != "" {
			recordName += ":" + r.name
		}
		a, err := r.parse(recordName, recordName, readAt())
		if err != nil {
			refused(err)
			continue
		}
		if a.ID == "" || a.Title == "" || a.ContentHash == "" || a.Path != recordName {
			t.Errorf("not finished: %+v", a)
		}
		a.ContentHash, a.Body = "", "" // follow from the rest
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// TestGoldenDocuments reads the files of testdata/documents, each with what is
// met in such files, and compares the whole result.
func TestGoldenDocuments(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/documents/*.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if filepath.Ext(name) == ".golden" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden.Equal(t, file+".golden", writeRecords(t, documentFormats(name), name, data))
		})
	}
}

// TestDocumentsAreNamedAndRefused reads what is no document of its format.
func TestDocumentsAreNamedAndRefused(t *testing.T) {
	t.Parallel()
	small := readAt()
	small.MaxPage = 2000
	long := strings.Repeat("x", 3000)
	for _, test := range []struct {
		name   string
		format format
		data   string
		err    error
		reason string
	}{
		{"no feed", formatFeed, "<html></html>", ErrNoText, "no items found"},
		{"a feed without items", formatFeed, "<rss><channel><title>x</title></channel></rss>", ErrNoText, "no items found"},
		{"a long first item", formatFeed, "<rss><item>" + long, ErrTooLarge, "article 1 is more than the limit of 2 kB for one: nothing was read; raise --max-page"},
		{"a long second item", formatFeed, "<rss><item/><item>" + long, ErrTooLarge, "what comes after article 1 was not read"},
		{"JSON that is none", formatFeed, `{"items":[{]}`, ErrFormat, "no JSON Feed: item 1: invalid character ']'"},
		{"an item of a link", formatFeed, "<rss><item><title>A headline of five words</title><description>Read more</description></item></rss>", ErrNoText, "item is only a link"},
		{"nested XML", formatNewsXML, "<nitf>" + strings.Repeat("<p>", 300), ErrFormat, "nested too deeply"},
		{"no news", formatNewsXML, "<catalogue/>", ErrNoText, "neither NITF nor NewsML"},
		{"an empty item", formatNewsXML, "<nitf/>", ErrNoText, "neither a headline nor a text"},
		{"no stories", formatSGML, "<html>", ErrNoText, "no stories found"},
		{"a long story", formatSGML, "<REUTERS>" + long + "</REUTERS>", ErrTooLarge, "story 1 is more than the limit"},
		{"no story of a wire", formatANPA, "\x16\x16\x01a0001", ErrNoText, "no stories found"},
		{"a story of a wire without a beginning", formatANPA, "\x16\x16\x01a0001\n\tThe ferry", ErrFormat, "story 1 is damaged"},
		{"a long story of a wire", formatANPA, "\x16\x16\x01a0001\n\x02" + long, ErrTooLarge, "story 1 is more than the limit"},
		{"no mail", formatMail, "Once upon a time", ErrFormat, "not a message"},
		{"a long mail", formatMail, "A: b\n\n" + long, ErrTooLarge, "raise --max-page"},
		{"a mail without text", formatMail, "A: b\n\n", ErrNoText, "only links, pictures or attachments"},
		{"an empty mailbox", formatMailbox, "From a Tue Nov  3 08:00:00 2026\n", ErrFormat, "not a message"},
		{"a long message in a mailbox", formatMailbox, "From a Tue Nov  3 08:00:00 2026\nA: b\n\n" + long, ErrTooLarge, "raise --max-page"},
		{"a saved page without text", formatMHTML, "Content-Type: text/html\n\n<nav>x</nav>", ErrNoText, "navigation"},
		{"no PDF", formatPDF, "x", ErrFormat, "damaged or no PDF"},
		{"a long PDF", formatPDF, "%PDF-1.4" + long, ErrTooLarge, "limit"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var last error
			for r, err := range recordsOf(test.format, "x", strings.NewReader(test.data), small) {
				if err == nil {
					_, err = r.parse("x", "x", small)
				}
				last = err
			}
			if !errors.Is(last, test.err) || !strings.Contains(last.Error(), test.reason) {
				t.Errorf("got %v, want %v: %s", last, test.err, test.reason)
			}
		})
	}
}

// TestSameItemIsOneArticle reads items again under other numbers, as they are
// in the feed of another day.
func TestSameItemIsOneArticle(t *testing.T) {
	t.Parallel()
	const text = "<description>The ferry crews vote on longer hours today.</description>"
	ids := func(f format, document string) (ids []string) {
		for r, err := range recordsOf(f, "x", strings.NewReader(document), readAt()) {
			if err != nil {
				t.Fatal(err)
			}
			a, err := r.parse("x:"+r.name, "x:"+r.name, readAt())
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, a.ID)
		}
		return ids
	}
	for _, test := range []struct {
		name, item, other string
		same              bool
	}{
		{"an address", "<link>https://x.example/a?utm_source=rss</link>", "<link>https://x.example/a#top</link>", true},
		{"a guid", "<guid>7</guid>", "<guid> 7 </guid><title>Other headline</title>", true},
		{"headline and date", "<title>A</title><pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate>", "<title>A</title><pubDate>Tue, 03 Nov 2026 09:00:00 +0100</pubDate>", true},
		{"another guid", "<guid>7</guid>", "<guid>8</guid>", false},
		{"no date", "<title>A</title>", "<title>A</title>", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := ids(formatFeed, "<rss><channel><title>Feed</title><item>"+test.item+text+"</item><item>"+test.other+text+"</item></channel></rss>")
			if len(got) != 2 || (got[0] == got[1]) != test.same {
				t.Errorf("ids %q, want the same: %t", got, test.same)
			}
		})
	}
	if a, b := ids(formatFeed, "<rss><channel><title>One</title><item><guid>7</guid>"+text+"</item></channel></rss>"), ids(formatFeed, "<rss><channel><title>Two</title><item><guid>7</guid>"+text+"</item></channel></rss>"); a[0] == b[0] {
		t.Errorf("the same guid of two outlets gives one id %q", a[0])
	}
}

// A story that its service calls back is named as it is in the index.
func TestWithdrawnStories(t *testing.T) {
	t.Parallel()
	const item = `<newsItem guid="urn:x:1"><itemMeta><provider literal="Desert Wire"/><pubStatus qcode="stat:%s"/></itemMeta><contentMeta><headline>%s</headline></contentMeta><contentSet><inlineXML><p>The talks ended late on Tuesday.</p></inlineXML></contentSet></newsItem>`
	id := ""
	for r, err := range recordsOf(formatNewsXML, "x", strings.NewReader("<newsMessage>"+fmt.Sprintf(item, "usable", "Talks end")+fmt.Sprintf(item, "canceled", "Kill")+"</newsMessage>"), readAt()) {
		if err != nil {
			t.Fatal(err)
		}
		a, err := r.parse("x:"+r.name, "x:"+r.name, readAt())
		switch {
		case err == nil:
			id = a.ID
		case id == "" || !errors.Is(err, ErrWithdrawn) || err.Error() != "x:2: withdrawn by the service (canceled): if an earlier version was indexed, remove it: indexer delete "+id:
			t.Errorf("got %v, want the id %q", err, id)
		}
	}
	if id == "" {
		t.Error("no story")
	}
}

// repeated is a stream of a head, many items and a tail.
type repeated struct {
	rest, item, tail string
	left             int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.rest == "" {
		switch r.left--; {
		case r.left >= 0:
			r.rest = r.item
		case r.left == -1:
			r.rest = r.tail
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// TestDocumentsAreStreamed reads long files, of which no more than a few items
// may be in memory.
func TestDocumentsAreStreamed(t *testing.T) { //nolint:paralleltest // it measures memory
	const items, kilobytes = 1500, 10
	body := strings.Repeat("The ferry crews vote on longer hours today. ", kilobytes*1024/44)
	for _, test := range []struct {
		name             string
		format           format
		head, item, tail string
	}{
		{"RSS", formatFeed, "<rss><channel>", "<item><description>" + body + "</description></item>", "</channel></rss>"},
		{"JSON Feed", formatFeed, `{"items":[{}`, `,{"content_text":"` + body + `"}`, "]}"},
		{"NewsML-G2", formatNewsXML, "<newsMessage><itemSet>", "<newsItem><contentSet><inlineXML><p>" + body + "</p></inlineXML></contentSet></newsItem>", "</itemSet></newsMessage>"},
		{"SGML", formatSGML, "", "<REUTERS><TEXT><BODY>" + body + "</BODY></TEXT></REUTERS>\n", ""},
		{"mailbox", formatMailbox, "", "From a Tue Nov  3 08:00:00 2026\nA: b\n\n" + body + "\n\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			read := 0
			for _, err := range recordsOf(test.format, "x", &repeated{rest: test.head, item: test.item, tail: test.tail, left: items}, readAt()) {
				if err != nil {
					t.Fatal(err)
				}
				if read++; read == items {
					runtime.GC()
					runtime.ReadMemStats(&after)
				}
			}
			if read < items || int64(after.HeapAlloc)-int64(before.HeapAlloc) > 4<<20 {
				t.Errorf("%d items, %d kB more on the heap", read, (int64(after.HeapAlloc)-int64(before.HeapAlloc))>>10)
			}
		})
	}
}

func BenchmarkRecords(b *testing.B) {
	body := strings.Repeat("<p>The ferry crews vote on longer hours today, and the result is due next week.</p>", 50)
	for _, bench := range []struct {
		name             string
		format           format
		head, item, tail string
	}{
		{"RSS", formatFeed, "<rss><channel>", "<item><description><![CDATA[" + body + "]]></description></item>", "</channel></rss>"},
		{"SGML", formatSGML, "", "<REUTERS><TEXT><BODY>" + body + "</BODY></TEXT></REUTERS>\n", ""},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.item)))
			for _, err := range recordsOf(bench.format, "x", &repeated{rest: bench.head, item: bench.item, tail: bench.tail, left: b.N}, readAt()) {
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func FuzzRecords(f *testing.F) {
	files, err := filepath.Glob("testdata/documents/*.*")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		format := documentFormats(file)
		if format == formatOther { // golden
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(int(format), data)
	}
	f.Fuzz(func(t *testing.T, number int, data []byte) {
		out := writeRecords(t, format(number), "x", data)
		if !utf8.Valid(out) {
			t.Errorf("not UTF-8: %q", out)
		}
	})
}
