package corpus_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

const (
	sentences = "The council voted on Tuesday to close the old pier for repairs, officials said. The work will take about three months.\n"
	webPage   = "<html><title>Pier to close</title><h1>Pier to close</h1><p>The council voted on Tuesday to close the old pier for repairs, officials said.</p><p>The work will take about three months.</p></html>"
)

// folder writes files below a new folder; a name that ends in a slash is a
// folder, "a -> b" a symbolic link.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		link, target, isLink := strings.Cut(name, " -> ")
		path := filepath.Join(dir, filepath.FromSlash(link))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		switch {
		case isLink:
			err = os.Symlink(target, path)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(path, 0o755)
		default:
			err = os.WriteFile(path, []byte(content), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// outcome is what became of one input: "name", or "name: reason".
func outcomes(t *testing.T, path string, opts corpus.Options) []string {
	t.Helper()
	list := outcomesOf(t, corpus.Inputs(t.Context(), path, opts))
	for i, name := range list {
		list[i] = strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(path)+"/")
	}
	return list
}

func outcomesOf(t *testing.T, inputs iter.Seq2[corpus.Input, error]) []string {
	t.Helper()
	var list []string
	for in, err := range inputs {
		name := in.Name()
		if err == nil {
			var a corpus.Article
			if a, err = in.Parse(t.Context()); err == nil {
				checkArticle(t, a)
				if a.Path != name {
					t.Errorf("input %s gives path %s", name, a.Path)
				}
			}
		}
		if err != nil {
			refusal, ok := errors.AsType[*corpus.InputError](err)
			if !ok {
				t.Fatalf("%v is no InputError", err)
			}
			name = refusal.Error()
		}
		list = append(list, name)
	}
	return list
}

func TestInputsOfAFolder(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"b.html":               webPage,
		"a/z.txt":              sentences,
		"a/page":               webPage,
		"a/LICENSE":            sentences,
		"c.jsonl":              `{"title":"A"}` + "\n\n{broken\n[1]\n7\n{}\n" + `{"title":"B"}`,
		"style.css":            "a{}",
		"README.md":            "# Read me",
		".hidden.html":         webPage,
		".git/x.html":          webPage,
		"empty.html":           "",
		"blank.txt":            " \n\n",
		"image.html":           "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00",
		"menu.html":            `<html><nav><a href="/">Home</a></nav></html>`,
		"title.txt":            "---\ntitle: T\n---\n",
		"empty.jsonl":          "",
		"blank.jsonl":          "\n \n",
		"image.jsonl":          "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00",
		"not.html.gz":          "plain",
		"in.html -> b.html":    "",
		"out.html -> /":        "",
		"up.txt -> ../../x":    "",
		"self.txt -> self.t":   "",
		"loop.txt -> loop.txt": "",
		"dir.html -> a":        "",
		"UPPER.HTM":            webPage,
	})
	want := []string{
		".git: hidden",
		".hidden.html: hidden",
		"README.md: not an article format",
		"UPPER.HTM",
		"a/LICENSE: not an article format",
		"a/page",
		"a/z.txt",
		"b.html",
		"blank.jsonl: file has only blank lines",
		"blank.txt: file holds only white space",
		"c.jsonl:1",
		"c.jsonl:3: not JSON: invalid character 'b' looking for beginning of object key string",
		"c.jsonl:4: JSON but no object: it is array",
		"c.jsonl:5: JSON but no object: it is number",
		"c.jsonl:6: neither a title nor a text: name them title and body",
		"c.jsonl:7",
		"dir.html: symbolic link to a folder is not followed: name that folder itself",
		"empty.html: file is empty",
		"empty.jsonl: file is empty",
		"image.html: not text: looks like a PNG image",
		"image.jsonl: not text: looks like a PNG image",
		"in.html",
		"loop.txt: symbolic link cannot be followed: it may lead to itself",
		"menu.html: no article text found: the page holds only navigation, or is a shell that a script fills",
		"not.html.gz: no article text found: the page holds only navigation, or is a shell that a script fills",
		"out.html: symbolic link leaves the folder",
		"self.txt: symbolic link leads nowhere",
		"style.css: not an article format",
		"title.txt: no article text found: the file holds nothing but a title or front matter",
		"up.txt: symbolic link leaves the folder",
	}
	got := outcomes(t, dir, noon())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
}

func TestErrorsAreFoundByMeaning(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"empty.html": "", "image.html": "GIF89a\x00\x01", "menu.html": "<p>Menu</p>", "bad.jsonl": "{", "x.css": "", "big.txt": strings.Repeat("x", 2000),
		"out.txt -> /etc/passwd": "", "long.jsonl": `{"title":"` + strings.Repeat("x", 2000) + `"}`,
	})
	want := map[string]error{
		"empty.html": corpus.ErrEmpty, "image.html": corpus.ErrBinary, "menu.html": corpus.ErrNoText, "bad.jsonl:1": corpus.ErrFormat, "x.css": corpus.ErrIgnored,
		"big.txt": corpus.ErrTooLarge, "out.txt": corpus.ErrLink, "long.jsonl:1": corpus.ErrTooLarge,
	}
	opts := noon()
	opts.MaxPage, opts.MaxLine = 1000, 1000
	for in, err := range corpus.Inputs(t.Context(), dir, opts) {
		if err == nil {
			_, err = in.Parse(t.Context())
		}
		refusal, ok := errors.AsType[*corpus.InputError](err)
		if !ok {
			t.Fatalf("%s: %v is no InputError", in.Name(), err)
		}
		name := strings.TrimPrefix(refusal.Input, dir+"/")
		if !errors.Is(err, want[name]) || want[name] == nil {
			t.Errorf("%s: %v, want %v", name, refusal.Err, want[name])
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("not seen: %v", want)
	}
}

func TestInputsOfAFile(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a.html": webPage, "notes": sentences, "page": webPage, "x.css": "a{}", "x.json": "{}", "link.html -> a.html": "", "abs.html -> /dev/null": "",
	})
	tests := []struct{ file, want string }{
		{"a.html", "a.html"},
		{"notes", "notes"},
		{"page", "page"},
		{"link.html", "link.html"},
		{"x.css", "x.css: not an article format (.css): docs/inputs.md lists those that are read"},
		{"x.json", "x.json: neither a title nor a text: name them title and body"},
		{"abs.html", "abs.html: not a file or folder"},
		{"none.html", "none.html: no such file or folder"},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			t.Parallel()
			got := outcomes(t, filepath.Join(dir, test.file), noon())
			for i := range got {
				got[i] = strings.TrimPrefix(got[i], dir+"/")
			}
			if !slices.Equal(got, []string{test.want}) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"small.html":  webPage,
		"large.html":  webPage + strings.Repeat(" ", 4096),
		"bomb.txt.gz": compressed(t, strings.Repeat("0 ", 1<<20)),
		"z.jsonl":     `{"title":"A"}` + "\n" + strings.Repeat("y", 1<<20) + "\n" + `{"title":"B"}`,
	})
	opts := noon()
	opts.MaxPage, opts.MaxLine = 2048, 1024
	want := []string{
		"bomb.txt.gz: 3 kB is more than the limit of 2 kB for one page: split it or raise --max-page",
		"large.html: 5 kB is more than the limit of 2 kB for one page: split it or raise --max-page",
		"small.html",
		"z.jsonl:1",
		"z.jsonl:2: line of 1 MB is more than the limit of 1 kB for one line",
		"z.jsonl:3",
	}
	if diff := cmp.Diff(want, outcomes(t, dir, opts)); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
}

func TestSparseFileIsRefusedUnread(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "big.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	if err := f.Truncate(200 << 20); err != nil {
		t.Fatal(err)
	}
	want := path + ": 200 MB is more than the limit of 10 MB for one page: split it or raise --max-page"
	if got := outcomes(t, path, noon()); !slices.Equal(got, []string{want}) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func compressed(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCompressedInputs(t *testing.T) {
	t.Parallel()
	lines := compressed(t, `{"title":"A"}`+"\n"+`{"title":"B"}`+"\n")
	dir := folder(t, map[string]string{
		"a.html.gz":   compressed(t, webPage),
		"b.jsonl.gz":  lines,
		"c.jsonl.gz":  lines[:len(lines)-6],
		"d.jsonl.gz":  "",
		"e.tar.gz":    lines,
		"f.html.gz":   compressed(t, webPage)[:100],
		"g.txt.gz":    compressed(t, ""),
		"i.html.gz":   webPage,
		"h.ndjson.GZ": lines,
	})
	got := outcomes(t, dir, noon())
	want := []string{
		"a.html.gz",
		"b.jsonl.gz:1", "b.jsonl.gz:2",
		"c.jsonl.gz:1", "c.jsonl.gz:2", "c.jsonl.gz: after line 2 it breaks off: the file is not complete",
		"d.jsonl.gz: file is empty",
		"e.tar.gz:1", "e.tar.gz:2",
		"f.html.gz: breaks off: the file is not complete",
		"g.txt.gz: file is empty",
		"h.ndjson.GZ:1", "h.ndjson.GZ:2",
		"i.html.gz",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
}

func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	dir := folder(t, map[string]string{"a.html": webPage, "b.jsonl": "{}", "c/d.html": webPage, "e.txt": sentences})
	for _, name := range []string{"a.html", "b.jsonl", "c"} {
		if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "c"), 0o700) })
	want := []string{"a.html: permission denied", "b.jsonl: permission denied", "c: permission denied", "e.txt"}
	if diff := cmp.Diff(want, outcomes(t, dir, noon())); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
}

func TestNamedPipeDoesNotBlock(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": webPage})
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.html"), 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	want := []string{"a.html", "pipe.html: not a file"}
	if diff := cmp.Diff(want, outcomes(t, dir, noon())); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
}

func TestInputsStopWithTheContext(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": webPage, "b.html": webPage, "c.jsonl": "{}\n{}\n{}\n"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	for in, err := range corpus.Inputs(ctx, dir, noon()) {
		if err != nil {
			t.Fatal(err)
		}
		seen++
		cancel()
		if _, err := in.Parse(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("Parse gives %v, want that the context is cancelled", err)
		}
	}
	if seen != 1 {
		t.Errorf("%d inputs after cancelling at the first", seen)
	}
}

func TestInputsStopWhenTheReaderDoes(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": "", "b.css": "", "c.jsonl": "{}\n{}\n", "d.html": webPage})
	for stopAt := 1; stopAt <= 5; stopAt++ {
		seen := 0
		for in, err := range corpus.Inputs(t.Context(), dir, noon()) {
			if (err == nil) != (in.Name() != "") {
				t.Errorf("input %q with error %v", in.Name(), err)
			}
			if seen++; seen == stopAt {
				break
			}
		}
		if seen != stopAt {
			t.Errorf("saw %d, want %d", seen, stopAt)
		}
	}
}

func TestNamesAreFoundAgain(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"p/a.html": webPage})
	for _, path := range []string{dir, dir + "/", dir + "/p", dir + "/p/../p/", dir + "/p/a.html"} {
		for in, err := range corpus.Inputs(t.Context(), path, noon()) {
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(in.Name()); err != nil || !strings.HasPrefix(in.Name(), strings.TrimRight(path, "/")) {
				t.Errorf("%s gives the name %s: %v", path, in.Name(), err)
			}
		}
	}
}

func TestInputErrorUnwraps(t *testing.T) {
	t.Parallel()
	for _, err := range corpus.Inputs(t.Context(), filepath.Join(t.TempDir(), "none"), noon()) {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v is not found as fs.ErrNotExist", err)
		}
	}
}

func TestCharsets(t *testing.T) {
	t.Parallel()
	const text = "Die Fähre fährt für drei Wochen nicht, sagte Müller – „leider“. Die Gäste müssen über die Brücke gehen, so der Bürgermeister."
	page := func(charset, body string) string {
		return `<html><head><meta charset="` + charset + `"><title>Fähre</title></head><body><p>` + body + `</p></body></html>`
	}
	latin := func(s string) string {
		return strings.NewReplacer("ä", "\xe4", "ü", "\xfc", "–", "\x96", "„", "\x84", "“", "\x93").Replace(s)
	}
	tests := []struct{ name, data string }{
		{"UTF-8", page("utf-8", text)},
		{"UTF-8 that says it is Latin", page("iso-8859-1", text)},
		{"UTF-8 with a mark", "\uFEFF" + page("utf-8", text)},
		{"Latin", latin(page("iso-8859-1", text))},
		{"Latin that says it is UTF-8", latin(page("utf-8", text))},
		{"Latin that says nothing", latin("<html><title>Fähre</title><p>" + text + "</p></html>")},
		{"declared late", latin("<html><!--" + strings.Repeat("x", 2000) + `--><meta http-equiv="content-type" content="text/html; charset=windows-1252"><title>Fähre</title><p>` + text + "</p></html>")},
		{"UTF-16 with a mark, little endian", utf16Of("\uFEFF"+page("utf-16", text), false)},
		{"UTF-16 with a mark, big endian", utf16Of("\uFEFF"+page("utf-16", text), true)},
		{"UTF-16 without a mark", utf16Of(page("utf-16", text), false)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, err := corpus.ParseHTML("x", "x", []byte(test.data), noon())
			if err != nil {
				t.Fatal(err)
			}
			if a.Body != text || a.Title != "Fähre" {
				t.Errorf("title %q, body %q", a.Title, a.Body)
			}
		})
	}
	t.Run("one broken byte in UTF-8", func(t *testing.T) {
		t.Parallel()
		a, err := corpus.ParseText("x", "x", []byte(text+"\xff"), noon())
		if err != nil || a.Body != text+"\uFFFD" {
			t.Errorf("body %q, %v", a.Body, err)
		}
	})
	t.Run("Shift JIS", func(t *testing.T) {
		t.Parallel()
		a, err := corpus.ParseHTML("x", "x", []byte("<meta charset=shift_jis><title>a</title><p>"+strings.Repeat("\x83e\x83X\x83g\x81B", 12)+"</p>"), noon())
		if err != nil || !strings.HasPrefix(a.Body, "テスト。") {
			t.Errorf("body %q, %v", a.Body, err)
		}
	})
}

func utf16Of(s string, big bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}
