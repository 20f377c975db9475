package corpus_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
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

// packing is what the tests of containers pack.
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
		// As most people pack a folder.
		"in/pages.zip":     zipped(t, file{"pages/a.html", webPage}, file{"pages/b/c.txt", sentences}),
		"in/pages.tar.zst": zstandard(t, tarred(t, file{"pages/a.html", webPage}, file{"pages/b/c.txt", sentences})),
		"single/a.html.gz": compressed(t, webPage), "single/b/c.txt.gz": compressed(t, sentences),
	})
	want := idsBelow(t, filepath.Join(dir, "pages"))
	for _, name := range []string{"pages.zip", "pages.tar.gz", "in/pages.zip", "in/pages.tar.zst", "single"} {
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
		{"a.json", `[{"title":"A"}]` + "\n" + `[{"title":"B"},{"title":"C"}]`, []string{"a.json:1", "a.json:2", "a.json:3"}},
		{"a.json", `[{"title":"A"}]{"title":"B"}[]`, []string{"a.json:1", "a.json:2"}},
		{"a.json", `[{"title":"A"}] and more`, []string{"a.json:1", "a.json: after object 1 it cannot be read: neither an object nor an array of objects"}},
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
