package corpus_test

import (
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

func TestURLs(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"as it is", "https://x.example/a/b?id=2", "https://x.example/a/b?id=2"},
		{"host in lower case", "HTTPS://WWW.X.example/A", "https://www.x.example/A"},
		{"fragment", "https://x.example/a#top", "https://x.example/a"},
		{"trailing slashes", "https://x.example/a//", "https://x.example/a"},
		{"tracking", "https://x.example/a?utm_source=f&utm_Medium=g&gclid=1&id=2", "https://x.example/a?id=2"},
		{"only tracking", "https://x.example/a?fbclid=1", "https://x.example/a"},
		{"empty query", "https://x.example/a?", "https://x.example/a"},
		{"order of parameters stays", "https://x.example/a?z=1&b=2", "https://x.example/a?z=1&b=2"},
		{"password", "https://jane:secret@x.example/a", "https://x.example/a"},
		{"port", "http://x.example:8080/a", "http://x.example:8080/a"},
		{"escaped path", "https://x.example/a%2Fb/", "https://x.example/a%2Fb"},
		{"letters", "https://x.example/ä", "https://x.example/%C3%A4"},
		{"white space", "  https://x.example/a \n", "https://x.example/a"},
		{"relative", "/a/b", ""},
		{"another scheme", "ftp://x.example/a", ""},
		{"script", "javascript:alert(1)", ""},
		{"no host", "https:///a", ""},
		{"broken", "https://x.example/%zz", ""},
		{"word", "unknown", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := parseLine(t, `{"title":"T","url":"`+strings.ReplaceAll(test.in, "\n", `\n`)+`"}`).URL
			if got != test.want {
				t.Errorf("%q becomes %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestIDsMoveWithTheFolder(t *testing.T) {
	t.Parallel()
	files := map[string]string{"p/a.txt": sentences, "p/b.html": webPage, "p/c.jsonl": `{"title":"A"}`}
	one, two := folder(t, files), folder(t, files)
	if a, b := idsBelow(t, one), idsBelow(t, two); a != b {
		t.Errorf("ids %s in one folder, %s in another", a, b)
	}
	if all, part := idsBelow(t, one), idsBelow(t, one+"/p/a.txt"); strings.Contains(all, part) {
		t.Errorf("a file named alone has the id that it has in its folder, %s: its path in it is another", part)
	}
}

func idsBelow(t *testing.T, path string) string {
	t.Helper()
	var ids []string
	for in, err := range corpus.Inputs(t.Context(), path, noon()) {
		if err != nil {
			t.Fatal(err)
		}
		a, err := in.Parse(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, a.ID)
	}
	return strings.Join(ids, " ")
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, line, want string }{
		{"declared", `"lang":"pt_BR","body":"The council voted on the pier, and the mayor was there."`, "pt"},
		{"declared in words", `"language":"English","body":"x"`, "en"},
		{"found", `"body":"The council voted on the pier, and the mayor was there."`, "en"},
		{"found after nonsense", `"lang":"??","body":"The council voted on the pier, and the mayor was there."`, "en"},
		{"unknown", `"body":"12 34"`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parseLine(t, `{"title":"T",`+test.line+`}`).Lang; got != test.want {
				t.Errorf("language %q, want %q", got, test.want)
			}
		})
	}
}

func TestBinaryFiles(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, data, reason string }{
		{"PNG", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"},
		{"JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a JPEG image"},
		{"GIF", "GIF89a\x01\x00\x01\x00\x00\x00", "a GIF image"},
		{"PDF", "%PDF-1.7\n%text only\n", "a PDF document"},
		{"zip", "PK\x03\x04\x14\x00\x00\x00", "a zip file"},
		{"gzip", "\x1f\x8b\x08\x00\x00\x00", "gzip data: name it .gz"},
		{"MP3", "ID3\x03\x00\x00\x00\x00", "audio/mpeg data"},
		{"program", "\x7fELF\x02\x01\x01\x00" + strings.Repeat("\x00\x01", 50), "binary data"},
		{"noise", strings.Repeat("\x01\x02\x9c\xfe", 50), "binary data"},
		{"zeros", strings.Repeat("\x00", 4096), "binary data"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, parse := range []func(name, key string, data []byte, opts corpus.Options) (corpus.Article, error){corpus.ParseHTML, corpus.ParseText} {
				_, err := parse("x", "x", []byte(test.data), noon())
				if err == nil || err.Error() != "x: not text: looks like "+test.reason {
					t.Errorf("got %v, want that it looks like %s", err, test.reason)
				}
			}
		})
	}
	for _, text := range []string{"BMW shares rose on Tuesday, the company said.", "ID3 is a format.", "GIF89a is a format.", "LP sales rose. " + strings.Repeat("x", 60)} {
		if _, err := corpus.ParseText("x", "x", []byte(text), noon()); err != nil {
			t.Errorf("%q is text: %v", text, err)
		}
	}
}

func TestAnInstantIsTheSameInAnyZone(t *testing.T) {
	t.Parallel()
	there := parseLine(t, `{"title":"T","published_at":"2026-09-03T00:15:00+09:00","updated_at":"2026-09-04T00:15:00+09:00"}`)
	here := parseLine(t, `{"title":"T","published_at":"2026-09-02T15:15:00Z","updated_at":"2026-09-03T15:15:00Z"}`)
	if there.ID != here.ID || there.ContentHash != here.ContentHash {
		t.Errorf("id %s and %s, hash %s and %s: want the same", there.ID, here.ID, there.ContentHash, here.ContentHash)
	}
	if day := there.Published.Format(time.DateOnly); day != "2026-09-03" || !there.Published.Equal(here.Published) {
		t.Errorf("published %s, want the third of September, as it is written", there.Published)
	}
}

func TestAddressesWithoutAHost(t *testing.T) {
	t.Parallel()
	relative := strings.Replace(webPage, "<title>", `<link rel="canonical" href="/news/pier"><meta property="og:image" content="/img/pier.jpg"><title>`, 1)
	if !strings.Contains(relative, "canonical") {
		t.Fatal("the page has no title to put them before")
	}
	for in, err := range corpus.Stream(t.Context(), "-", strings.NewReader(answered("https://a.example/1?from=feed", htmlHead, relative)), noon()) {
		if err != nil {
			t.Fatal(err)
		}
		a, err := in.Parse(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if a.URL != "https://a.example/news/pier" || a.Image.URL != "https://a.example/img/pier.jpg" || a.Source.Domain != "a.example" {
			t.Errorf("of a crawl: address %q, picture %q, domain %q", a.URL, a.Image.URL, a.Source.Domain)
		}
	}
	a, err := corpus.ParseHTML("a.html", "a.html", []byte(relative), noon())
	if err != nil || a.URL != "" || a.Image.URL != "" {
		t.Errorf("of a file: address %q, picture %q, %v: nobody knows the host", a.URL, a.Image.URL, err)
	}
}
