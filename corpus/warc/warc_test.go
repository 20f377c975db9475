package warc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/warc"
)

// record writes one record as crawlers do.
func record(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-11-03T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, contentType, len(block), block)
}

// seen writes down what a reader gives: a line for each record or error.
func seen(t *testing.T, r io.Reader) []string {
	t.Helper()
	var list []string
	reader := warc.NewReader(r)
	for {
		rec, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			list = append(list, "error: "+err.Error())
			if _, ok := errors.AsType[*warc.RecordError](err); ok {
				continue
			}
			return list
		}
		block, err := io.ReadAll(rec.Block)
		line := fmt.Sprintf("%d %s %s %q", rec.Number, rec.Type, rec.TargetURI, block)
		if err != nil {
			line += " " + err.Error()
		}
		list = append(list, line)
	}
}

func TestRecords(t *testing.T) {
	t.Parallel()
	const none = "no WARC record begins here: the length of the one before is wrong, or the file is something else"
	a, b := record("response", "http://a.example/", "text/plain", "one\n\nWARC/1.0\n"), record("resource", "http://b.example/", "text/plain", "")
	tests := []struct {
		name, stream string
		want         []string
	}{
		{"nothing", "", nil},
		{"blank", "\r\n\r\n", nil},
		{"two", a + b, []string{`1 response http://a.example/ "one\n\nWARC/1.0\n"`, `2 resource http://b.example/ ""`}},
		{"no blank lines between", strings.TrimSuffix(a, "\r\n\r\n") + b, []string{`1 response http://a.example/ "one\n\nWARC/1.0\n"`, `2 resource http://b.example/ ""`}},
		{"line feeds, lower case, folded", "WARC/1.0\nwarc-type: Response\nwarc-target-uri:\n <http://c.example/x>\nX\ncontent-length: 2\n\nab\n\n", []string{`1 response http://c.example/x "ab"`}},
		{"first of a name", "WARC/1.0\nContent-Length: 2\nContent-Length: 3\n\nab\n\n", []string{`1   "ab"`}},
		{"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\nbody\r\n\r\n" + b, []string{"error: record 1: header gives no length of the record", `2 resource http://b.example/ ""`}},
		{"length below nothing", "WARC/1.0\r\nContent-Length: -5\r\n\r\nbody\r\n\r\n" + b, []string{"error: record 1: header gives no length of the record", `2 resource http://b.example/ ""`}},
		{"length too short", "WARC/1.0\r\nContent-Length: 1\r\n\r\nbody\r\n\r\n" + b, []string{`1   "b"`, "error: record 2: " + none, `3 resource http://b.example/ ""`}},
		{"length without end", "WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\nbody", []string{`1   "body" unexpected EOF`, "error: unexpected EOF"}},
		{"header without end", "WARC/1.0\r\nContent-Le", []string{"error: unexpected EOF"}},
		{"version without end", "WARC/1.0", []string{"error: unexpected EOF"}},
		{"something else", "<html>\n<p>\n</html>", []string{"error: record 1: " + none}},
		{"one long line", strings.Repeat("x", 1<<20), []string{"error: record 1: " + none}},
		{"long header", "WARC/1.0\r\nX: " + strings.Repeat("x", 1<<19) + "\r\n\r\n" + b, []string{"error: record 1: header is longer than 256 kB", `2 resource http://b.example/ ""`}},
		{"long version", "WARC/" + strings.Repeat("1", 1<<19) + "\r\n" + b, []string{"error: record 1: " + none, `2 resource http://b.example/ ""`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, r := range []io.Reader{strings.NewReader(test.stream), iotest.OneByteReader(strings.NewReader(test.stream)), iotest.DataErrReader(strings.NewReader(test.stream))} {
				if diff := cmp.Diff(test.want, seen(t, r)); diff != "" {
					t.Errorf("- want, + got:\n%s", diff)
				}
			}
		})
	}
}

// damaged is a stream that fails between two texts, until it is passed over.
type damaged struct {
	before, after io.Reader
	passed, over  bool
}

func (d *damaged) Read(p []byte) (int, error) {
	if d.passed {
		return d.after.Read(p)
	}
	if n, err := d.before.Read(p); err == nil {
		return n, nil
	}
	return 0, d
}

func (d *damaged) Error() string { return "broken" }

func (d *damaged) PassOver(start string) (int64, bool) {
	d.passed = start == "WARC/" && d.over
	return 7, d.passed
}

func TestDamageIsPassedOver(t *testing.T) {
	t.Parallel()
	a, b := record("response", "http://a.example/", "text/plain", "one"), record("resource", "http://b.example/", "text/plain", "")
	const reason = "damaged (broken): 7 bytes of the compressed archive were left out, up to the next record that can be read"
	for _, test := range []struct {
		name, before string
		want         []string
	}{
		{"in a block", a[:len(a)-6], []string{`1 response http://a.example/ "o" broken`, "error: record 1: " + reason, `2 resource http://b.example/ ""`}},
		{"in a header", a[:50], []string{"error: record 1: " + reason, `2 resource http://b.example/ ""`}},
		{"between records", a, []string{`1 response http://a.example/ "one"`, "error: record 2: " + reason, `3 resource http://b.example/ ""`}},
		{"in a record that is refused already", a + "garbage\n", []string{`1 response http://a.example/ "one"`, "error: record 2: no WARC record begins here: the length of the one before is wrong, or the file is something else", `3 resource http://b.example/ ""`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			stream := &damaged{before: strings.NewReader(test.before), after: strings.NewReader(b), over: true}
			if diff := cmp.Diff(test.want, seen(t, stream)); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
	got := seen(t, &damaged{before: strings.NewReader(a), after: strings.NewReader(b)})
	if diff := cmp.Diff([]string{`1 response http://a.example/ "one"`, "error: broken"}, got); diff != "" {
		t.Errorf("what cannot be passed over: - want, + got:\n%s", diff)
	}
}

func TestBlocksNeedNotBeRead(t *testing.T) {
	t.Parallel()
	r := warc.NewReader(strings.NewReader(record("response", "a", "x", "12345") + record("response", "b", "x", "67890")))
	for _, want := range []string{"a", "b"} {
		rec, err := r.Next()
		if err != nil || rec.TargetURI != want || rec.Length != 5 || rec.ContentType != "x" || !rec.Date.Equal(time.Date(2026, 11, 3, 10, 0, 0, 0, time.UTC)) {
			t.Fatalf("%+v, %v", rec, err)
		}
		if _, err := io.ReadFull(rec.Block, make([]byte, 2)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestStreamErrors(t *testing.T) {
	t.Parallel()
	broken := errors.New("the cable is out")
	r := warc.NewReader(io.MultiReader(strings.NewReader(strings.TrimSuffix(record("response", "a", "x", "12345"), "45\r\n\r\n")), iotest.ErrReader(broken)))
	rec, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(rec.Block); !errors.Is(err, broken) {
		t.Errorf("block ends with %v", err)
	}
	if _, err := r.Next(); !errors.Is(err, broken) {
		t.Errorf("next gives %v", err)
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2026-11-03T10:00:00Z": "2026-11-03T10:00:00Z", "2026-11-03T10:00:00.123456Z": "2026-11-03T10:00:00.123456Z", "2026-11-03T12:00:00+02:00": "2026-11-03T10:00:00Z",
		"2026-11-03T10:00:00": "2026-11-03T10:00:00Z", "20261103100000": "2026-11-03T10:00:00Z", "2026-11-03": "2026-11-03T00:00:00Z", "yesterday": "0001-01-01T00:00:00Z",
	} {
		rec, err := warc.NewReader(strings.NewReader("WARC/1.1\r\nWARC-Date: " + text + "\r\nContent-Length: 0\r\n\r\n")).Next()
		if err != nil || rec.Date.Format(time.RFC3339Nano) != want {
			t.Errorf("%s: %v, %v", text, rec.Date, err)
		}
	}
}

// endless repeats a record.
type endless struct {
	unit []byte
	at   int
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := copy(p, e.unit[e.at:])
	if e.at += n; e.at == len(e.unit) {
		e.at, e.left = 0, e.left-1
	}
	return n, nil
}

func TestMemoryIsFlat(t *testing.T) {
	const records = 100_000
	unit := record("response", "http://a.example/", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"+strings.Repeat("word ", 100))
	r := warc.NewReader(&endless{unit: []byte(unit), left: records})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := 0
	for ; ; n++ {
		if _, err := r.Next(); err != nil {
			break
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if n != records {
		t.Errorf("%d records, want %d", n, records)
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
		t.Errorf("heap grew by %d bytes", grown)
	}
}

func BenchmarkReader(b *testing.B) {
	unit := record("response", "http://a.example/", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"+strings.Repeat("word ", 20_000))
	b.SetBytes(int64(len(unit)))
	b.ReportAllocs()
	r := warc.NewReader(&endless{unit: []byte(unit), left: b.N})
	for b.Loop() {
		if _, err := r.Next(); err != nil {
			break
		}
	}
}

func FuzzReader(f *testing.F) {
	good := record("response", "http://a.example/", "application/http", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
	f.Add([]byte(good))
	f.Add([]byte(good + good[:100]))
	f.Add([]byte("WARC/1.0\nContent-Length: 99999999999\n\nx"))
	f.Add([]byte(strings.Repeat("WARC/1.0\n\n", 10)))
	f.Add([]byte(gzipped("<p>text")))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := warc.NewReader(bytes.NewReader(data))
		last := 0
		for {
			rec, err := r.Next()
			if wrong, ok := errors.AsType[*warc.RecordError](err); ok {
				if wrong.Number != last+1 {
					t.Fatalf("record %d after %d", wrong.Number, last)
				}
				last++
				continue
			}
			if err != nil {
				return
			}
			if last++; rec.Number != last {
				t.Fatalf("record %d, want %d", rec.Number, last)
			}
			resp, err := warc.ReadResponse(rec.Block)
			if err != nil {
				continue
			}
			body, err := io.ReadAll(resp.Body)
			if err != nil {
				continue
			}
			before := string(body)
			const limit = 1 << 16
			decoded, err := resp.Decode(body, limit)
			if err == nil && len(decoded) > limit+1 && len(decoded) > len(body) {
				t.Fatalf("%d bytes", len(decoded))
			}
			if string(body) != before {
				t.Fatal("the body was written to")
			}
		}
	})
}

func TestRandomDamage(t *testing.T) {
	t.Parallel()
	good := []byte(strings.Repeat(record("response", "http://a.example/", "application/http", "HTTP/1.1 200 OK\r\n\r\nbody"), 5))
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		bad := bytes.Clone(good)
		for range 1 + random.IntN(4) {
			bad[random.IntN(len(bad))] = byte(random.IntN(256))
		}
		if list := seen(t, bytes.NewReader(bad)); len(list) < 3 { // two records at most are lost to one wrong byte
			t.Errorf("of %q there is only %q", bad, list)
		}
	}
}
