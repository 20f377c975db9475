package archive_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"dateline/corpus/archive"
)

// bzip2Text is "The ferry is late.\n" as bzip2 packs it.
const bzip2Text = "\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x6d\xee\xe1\xff\x00\x00\x02\xd3\x80\x00\x10\x40\x01\x04\x00\x23\x64\x1c\x20\x20\x00\x31\x00\x00\x0a\x3d\x43\x4d\x31\xea\x2e\x94\xb9\x30\x4f\xe3\x58\xf0\x0a\xc5\xdc\x91\x4e\x14\x24\x1b\x7b\xb8\x7f\xc0"

func gzipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, text) // a buffer takes everything
	_ = w.Close()
	return b.String()
}

func zstandard(text string) string {
	var b bytes.Buffer
	w, _ := zstd.NewWriter(&b)
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return b.String()
}

// tarred packs files; "a -> b" is a symbolic link, a name that ends in a slash
// a folder, one that begins with | a pipe.
func tarred(names ...string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range names {
		content := "content of " + name
		header := &tar.Header{Name: name, Size: int64(len(content)), Mode: 0o600, Typeflag: tar.TypeReg}
		if link, target, ok := strings.Cut(name, " -> "); ok {
			header.Name, header.Linkname, header.Typeflag, header.Size = link, target, tar.TypeSymlink, 0
		} else if strings.HasSuffix(name, "/") {
			header.Typeflag, header.Size = tar.TypeDir, 0
		} else if pipe, ok := strings.CutPrefix(name, "|"); ok {
			header.Name, header.Typeflag, header.Size = pipe, tar.TypeFifo, 0
		}
		_ = w.WriteHeader(header)
		if header.Size > 0 {
			_, _ = io.WriteString(w, content)
		}
	}
	_ = w.Close()
	return b.String()
}

func zipped(names ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		f, _ := w.Create(name)
		if !strings.HasSuffix(name, "/") {
			_, _ = io.WriteString(f, "content of "+name)
		}
	}
	_ = w.Close()
	return b.String()
}

// seen writes down what an archive yields.
func seen(members iter.Seq2[archive.Member, error]) []string {
	var list []string
	for m, err := range members {
		if err != nil {
			list = append(list, "error: "+err.Error())
			continue
		}
		line := m.Name
		if m.Type != archive.File {
			line += fmt.Sprintf(" (type %d)", m.Type)
		} else if data, err := io.ReadAll(m); err != nil {
			line += ": " + err.Error()
		} else if !strings.HasPrefix(string(data), "content of ") || m.Size != int64(len(data)) {
			line += fmt.Sprintf(": %q", data)
		}
		list = append(list, line)
	}
	return list
}

func seenTar(data string) []string {
	var m archive.Meter
	return seen(archive.ReadTar(m.In(strings.NewReader(data)), &m))
}

func seenZip(data string) []string {
	var m archive.Meter
	m.Add(int64(len(data)))
	z, err := archive.OpenZip(strings.NewReader(data), int64(len(data)), &m)
	if err != nil {
		return []string{"error: " + err.Error()}
	}
	return seen(z.Members())
}

func TestKinds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		start string
		want  archive.Kind
	}{
		{"", archive.None},
		{"BZhang Wei is the mayor.", archive.None},
		{"PKO Bank", archive.None},
		{strings.Repeat("text ", 200), archive.None},
		{strings.Repeat("\x00", 1024), archive.None},
		{gzipped("a"), archive.Gzip},
		{bzip2Text, archive.Bzip2},
		{zstandard("a"), archive.Zstd},
		{"\x5D\x2A\x4D\x18\x00\x00\x00\x00" + zstandard("a"), archive.Zstd}, // as web archives begin
		{zipped("a"), archive.Zip},
		{zipped(), archive.Zip},
		{tarred("a"), archive.Tar},
		{"\xFD7zXZ\x00\x00", archive.XZ},
		{"7z\xBC\xAF\x27\x1C", archive.SevenZip},
		{"Rar!\x1A\x07\x00", archive.RAR},
	}
	for _, test := range tests {
		if got := archive.KindOf([]byte(test.start)); got != test.want {
			t.Errorf("%.20q is %s, want %s", test.start, got, test.want)
		}
	}
}

func TestDecompress(t *testing.T) {
	t.Parallel()
	const text = "The ferry is late.\n"
	tests := []struct {
		name string
		data string
		want string
		err  error
	}{
		{"gzip", gzipped(text), text, nil},
		{"gzip of several members", gzipped(text) + gzipped(text), text + text, nil},
		{"gzip that breaks off", gzipped(text)[:len(gzipped(text))-4], text, io.ErrUnexpectedEOF},
		{"bzip2", bzip2Text, text, nil},
		{"bzip2 twice", bzip2Text + bzip2Text, text + text, nil},
		{"bzip2 that breaks off", bzip2Text[:40], "", io.ErrUnexpectedEOF},
		{"zstandard", zstandard(text), text, nil},
		{"zstandard with a frame to skip", "\x50\x2A\x4D\x18\x02\x00\x00\x00ab" + zstandard(text), text, nil},
		{"zstandard that breaks off", zstandard(text)[:20], "", io.ErrUnexpectedEOF},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var m archive.Meter
			r, err := archive.Decompress(archive.KindOf([]byte(test.data)), m.In(strings.NewReader(test.data)), &m)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if string(got) != test.want || !errors.Is(err, test.err) {
				t.Errorf("got %q, %v", got, err)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	for _, kind := range []archive.Kind{archive.None, archive.Zip, archive.XZ} {
		if _, err := archive.Decompress(kind, strings.NewReader(""), new(archive.Meter)); err == nil {
			t.Errorf("%s is read", kind)
		}
		if kind.Compression() {
			t.Errorf("%s is a compression", kind)
		}
	}
	if _, err := archive.Decompress(archive.Gzip, strings.NewReader("\x1f\x8b\x08"), new(archive.Meter)); err == nil {
		t.Error("a head of gzip alone is read")
	}
}

func TestTar(t *testing.T) {
	t.Parallel()
	whole := tarred("a.html", "dir/", "dir/b.html", "/etc/passwd", "../../up.html", `win\dows.html`, "link.html -> a.html", "|pipe")
	want := []string{"a.html", "dir/b.html", "etc/passwd", "up.html", "win/dows.html", "link.html (type 1)", "pipe (type 2)"}
	if diff := cmp.Diff(want, seenTar(whole)); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a.html: unexpected EOF"}, seenTar(whole[:520])); diff != "" {
		t.Errorf("broken off in a member: - want, + got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a.html", "dir/b.html", "error: unexpected EOF"}, seenTar(whole[:5*512+100])); diff != "" {
		t.Errorf("broken off in a header: - want, + got:\n%s", diff)
	}
	if got := seenTar("no tar at all" + strings.Repeat(" ", 1000)); len(got) != 1 || !strings.HasPrefix(got[0], "error: ") {
		t.Errorf("something else gives %q", got)
	}
}

func TestZip(t *testing.T) {
	t.Parallel()
	whole := zipped("a.html", "dir/", "dir/b.html", "/etc/passwd", "../../up.html", "dir/../../x.html")
	want := []string{"a.html", "dir/b.html", "etc/passwd", "up.html", "x.html"}
	if diff := cmp.Diff(want, seenZip(whole)); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
	if got := seenZip(whole[:len(whole)-30]); len(got) != 1 || !strings.HasPrefix(got[0], "error: ") {
		t.Errorf("broken off: %q", got)
	}
	damaged := strings.Replace(whole, "content of a.html", "content of b.html", 1)
	if damaged == whole { // it is packed: change a byte of it
		at := strings.Index(whole, "a.html") + len("a.html") + 3
		damaged = whole[:at] + "\xff" + whole[at+1:]
	}
	if got := seenZip(damaged); len(got) != len(want) || !strings.HasPrefix(got[0], "a.html: ") || got[1] != want[1] {
		t.Errorf("a damaged member: %q", got)
	}
	encrypted := strings.ReplaceAll(whole, "PK\x01\x02\x14\x00\x14\x00\x08", "PK\x01\x02\x14\x00\x14\x00\x09")
	if got := seenZip(encrypted); got[0] != "error: a.html: encrypted: unpack it first" {
		t.Errorf("encrypted: %q", got)
	}
}

func TestKindsOfZip(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		names       []string
		web, bundle bool
	}{
		{[]string{"a.html"}, false, false},
		{[]string{"datapackage.json", "archive/data.warc.gz"}, true, false},
		{[]string{"datapackage.json", "a.csv"}, false, false},
		{[]string{"[Content_Types].xml", "word/document.xml"}, false, true},
		{[]string{"mimetype", "content.opf"}, false, true},
		{[]string{"a.html", "mimetype"}, false, false},
	} {
		data := zipped(test.names...)
		z, err := archive.OpenZip(strings.NewReader(data), int64(len(data)), new(archive.Meter))
		if err != nil {
			t.Fatal(err)
		}
		if z.WebArchive() != test.web || z.Package() != test.bundle {
			t.Errorf("%v: web archive %v, package %v", test.names, z.WebArchive(), z.Package())
		}
	}
}

func TestZipsWithTooManyMembers(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 1200 {
		if _, err := w.Create(fmt.Sprintf("%060000d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.OpenZip(bytes.NewReader(b.Bytes()), int64(b.Len()), new(archive.Meter)); err == nil || !strings.Contains(err.Error(), "too many members") {
		t.Errorf("error %v", err)
	}
}

// zeros gives so many bytes of zero.
type zeros struct{ left int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.left)
	clear(p[:n])
	z.left -= n
	return int(n), nil
}

func TestBombs(t *testing.T) {
	t.Parallel()
	const size = 128 << 20
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.Copy(w, &zeros{size}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Run("gzip", func(t *testing.T) {
		t.Parallel()
		var m archive.Meter
		r, err := archive.Decompress(archive.Gzip, m.In(bytes.NewReader(b.Bytes())), &m)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, r); !errors.Is(err, archive.ErrBomb) || n > 200<<20 {
			t.Errorf("%d bytes, %v", n, err)
		}
	})
	t.Run("zip", func(t *testing.T) {
		t.Parallel()
		var packed bytes.Buffer
		w := zip.NewWriter(&packed)
		for i := range 3 {
			f, err := w.Create(fmt.Sprint(i))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(f, &zeros{size}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		var m archive.Meter
		m.Add(int64(packed.Len()))
		z, err := archive.OpenZip(bytes.NewReader(packed.Bytes()), int64(packed.Len()), &m)
		if err != nil {
			t.Fatal(err)
		}
		var met []error
		for member, err := range z.Members() {
			if err == nil {
				_, err = io.Copy(io.Discard, member)
			}
			met = append(met, err)
		}
		// The second member is too much, and with it the archive.
		if len(met) != 3 || met[0] != nil || !errors.Is(met[1], archive.ErrBomb) || !errors.Is(met[2], archive.ErrBomb) {
			t.Errorf("errors %v", met)
		}
	})
}

func TestMemoryOfTarIsFlat(t *testing.T) {
	unit := []byte(tarred("a.html"))
	unit = unit[:len(unit)-1024] // without the end
	const members = 20_000
	var readers []io.Reader
	for range members {
		readers = append(readers, bytes.NewReader(unit))
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n, m := 0, archive.Meter{}
	for _, err := range archive.ReadTar(m.In(io.MultiReader(readers...)), &m) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if n != members {
		t.Errorf("%d members, want %d", n, members)
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
		t.Errorf("heap grew by %d bytes", grown)
	}
}

func FuzzArchive(f *testing.F) {
	for _, seed := range []string{
		gzipped("a"), bzip2Text, zstandard("a"), zipped("a.html", "b/c.html"), tarred("a.html", "b -> c", "|p"), gzipped(tarred("a")), zipped(),
		"\xFD7zXZ\x00\x00", "text",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var m archive.Meter
		in := m.In(bytes.NewReader(data))
		members := archive.ReadTar(in, &m)
		switch kind := archive.KindOf(data); {
		case kind.Compression():
			r, err := archive.Decompress(kind, in, &m)
			if err != nil {
				return
			}
			defer r.Close() //nolint:errcheck // only read
			members = archive.ReadTar(r, &m)
		case kind == archive.Zip:
			z, err := archive.OpenZip(bytes.NewReader(data), int64(len(data)), &m)
			if err != nil {
				return
			}
			members = z.Members()
		}
		total := int64(0)
		for member, err := range members {
			if err != nil {
				continue
			}
			if strings.HasPrefix(member.Name, "/") || strings.HasPrefix(member.Name, "../") || strings.Contains(member.Name, "/../") {
				t.Fatalf("name %q leads out", member.Name)
			}
			n, _ := io.Copy(io.Discard, member) // errors are what it is about
			if total += n; total > 100<<20+300*int64(len(data)) {
				t.Fatalf("%d bytes of %d", total, len(data))
			}
		}
	})
}

// withDictionary packs texts as web archives do: a dictionary first, then each
// text on its own.
func withDictionary(t *testing.T, pack bool, texts ...string) string {
	t.Helper()
	var samples [][]byte
	for i := range 64 {
		samples = append(samples, fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Number: %d\r\n\r\n<html><title>Page %d</title>", i*7919, i*31))
	}
	dictionary, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: bytes.Join(samples[:16], nil), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	frame := dictionary
	if pack {
		frame = []byte(zstandard(string(dictionary)))
	}
	out := append([]byte("\x5D\x2A\x4D\x18"), byte(len(frame)), byte(len(frame)>>8), byte(len(frame)>>16), 0)
	out = append(out, frame...)
	w, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dictionary))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		out = w.EncodeAll([]byte(text), out)
	}
	return string(out)
}

func TestDictionaries(t *testing.T) {
	t.Parallel()
	texts := []string{"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Page 1</title>", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Page 2</title>"}
	read := func(data string) (string, error) {
		var m archive.Meter
		r, err := archive.Decompress(archive.KindOf([]byte(data)), m.In(strings.NewReader(data)), &m)
		if err != nil {
			return "", err
		}
		defer r.Close() //nolint:errcheck // only read
		got, err := io.ReadAll(r)
		return string(got), err
	}
	for _, pack := range []bool{false, true} {
		data := withDictionary(t, pack, texts...)
		if got, err := read(data); err != nil || got != strings.Join(texts, "") {
			t.Errorf("packed %v: %q, %v", pack, got, err)
		}
		if got, err := read(data[:30]); err == nil {
			t.Errorf("cut off: %q", got)
		}
	}
	for _, data := range []string{"\x5D\x2A\x4D\x18\xff\xff\xff\xff", "\x5D\x2A\x4D\x18\x05\x00\x00\x00abcde" + zstandard("a")} {
		if got, err := read(data); err == nil {
			t.Errorf("%q is read as %q", data, got)
		}
	}
}
