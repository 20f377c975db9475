package corpus_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/corpus"
)

// noon is when the tests read: a fixed time, so that no answer changes with
// the calendar.
func noon() corpus.Options {
	return corpus.Options{Now: time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)}
}

// checkParsed checks what holds for every answer to foreign input.
func checkParsed(t *testing.T, a corpus.Article, err error, took time.Duration) {
	t.Helper()
	const slow = 10 * time.Second // far above what any seed takes, under a fuzzer's load too
	if took > slow {
		t.Errorf("took %s", took)
	}
	if err != nil {
		if inputErr, ok := errors.AsType[*corpus.InputError](err); !ok || inputErr.Reason == "" || inputErr.Input != "x" {
			t.Errorf("error %#v is no InputError that names the input and a reason", err)
		}
		return
	}
	for _, s := range append([]string{a.Title, a.Body, a.Source.Name, a.Description, a.Section, a.Dateline, a.URL, a.ID}, a.Authors...) {
		if !utf8.ValidString(s) {
			t.Errorf("not UTF-8: %q", s)
		}
	}
	if a.Published.After(noon().Now.Add(24 * time.Hour)) {
		t.Errorf("published in the future: %s", a.Published)
	}
	checkArticle(t, a)
}

func addFiles(f *testing.F, pattern string) {
	f.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds at %s: %v", pattern, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

func FuzzParseHTML(f *testing.F) {
	addFiles(f, "testdata/html/*.html")
	f.Add([]byte("<p>A sentence of a good many words stands here. <script>alert('<script')</script></p>"))
	f.Add([]byte("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",}</script>"))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"))
	f.Add([]byte("<meta charset=shift_jis><p>\x83e\x83X\x83g</p>"))
	f.Add([]byte(strings.Repeat("<div>", 600) + "<p>Deep in the page stands one sentence of enough words to count."))
	f.Add([]byte("<table><td><p><a href=//x><svg><template><p>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		a, err := corpus.ParseHTML("x", "x", data, noon())
		checkParsed(t, a, err, time.Since(start))
		if len(a.Paragraphs) == 0 && err == nil {
			t.Error("an article without text")
		}
		// Text that a page shows may well say "<script"; only a page without
		// an escaped "<" cannot.
		escaped := strings.ContainsAny(string(data), "&\\\x00") || !utf8.Valid(data)
		if strings.Contains(a.Body, "<script") && !escaped && !strings.Contains(string(data), "<!") {
			t.Errorf("script in the text: %q", a.Body)
		}
	})
}

func FuzzParseText(f *testing.F) {
	addFiles(f, "testdata/text/*.txt")
	f.Add([]byte("---\ntitle: T\ndate: 2026-09-03\n---\nCAIRO, Sept 3 (Desert Wire) - Talks went on."))
	f.Add([]byte("---\n---\n---\n"))
	f.Add([]byte("\xfe\xff\x00A\x00."))
	f.Add([]byte("- - -- (—) –, , ,\n(((\n\t\t.-"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		a, err := corpus.ParseText("x", "x", data, noon())
		checkParsed(t, a, err, time.Since(start))
		if len(a.Paragraphs) == 0 && err == nil {
			t.Error("an article without text")
		}
	})
}

func FuzzParseLine(f *testing.F) {
	f.Add([]byte(`{"id":"a","title":"T","paragraphs":["One.","Two."],"source":{"name":"S"},"published_at":"2026-09-03T10:00:00Z"}`))
	f.Add([]byte(`{"maintext":"One.\nTwo.","date_publish":"2026-09-03 10:00:00","source_domain":"www.s.example","authors":["A B"],"language":"en","title":"T","url":"https://s.example/a/"}`))
	f.Add([]byte(`{"html":"<p>A sentence of a good many words stands here, and goes on.</p>","source":"S","date":1788430000,"x":{"y":[1]}}`))
	f.Add([]byte(`{"title":5,"authors":7,"source":[],"extra":{"title":"inner"},"id":"../x"}`))
	f.Add([]byte(`[1,2]`))
	f.Add([]byte(`{"title":"\ud800","body":"\u0000"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		a, err := corpus.ParseLine("x", "x", data, noon())
		checkParsed(t, a, err, time.Since(start))
		if err != nil {
			return
		}
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatalf("%v", err)
		}
		again, err := corpus.ParseLine("x", "x", line, noon())
		if err != nil || again.ContentHash != a.ContentHash {
			t.Errorf("written out and read again, it is another article (%v):\n%s\n%+v", err, line, again)
		}
	})
}
