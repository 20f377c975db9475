package corpus_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNamesOfAnyBytes(t *testing.T) {
	t.Parallel()
	const name = "d\xe9p\xeaches" // Latin-1, as in old archives
	dir := folder(t, map[string]string{"z.txt": sentences})
	if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
		t.Skipf("this file system wants UTF-8: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, name, "a\xff.txt"), []byte(sentences), 0o600); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{name + "/a\xff.txt", "z.txt"}, outcomes(t, dir, noon())); diff != "" {
		t.Error(diff)
	}
}

func TestLinesInUTF16(t *testing.T) {
	t.Parallel()
	const text = `{"title":"Été à Genève"}` + "\r\n" + `{"title":"東京"}`
	want := idsBelow(t, folder(t, map[string]string{"a.jsonl": text}))
	for _, big := range []bool{false, true} {
		for _, mark := range []string{"\uFEFF", ""} {
			if got := idsBelow(t, folder(t, map[string]string{"a.jsonl": utf16Of(mark+text, big)})); got != want {
				t.Errorf("big-endian %v, mark %q: ids %s, in UTF-8 %s", big, mark, got, want)
			}
		}
	}
}

// A link may have the better name, as in a store that names files by their sums.
func TestCompressedBehindALink(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"store/5f3a":                       compressed(t, `{"title":"A"}`),
		"store/77b0":                       compressed(t, webPage),
		"store/plain.gz":                   sentences,
		"news/a.jsonl.gz -> ../store/5f3a": "",
		"news/b.html.gz -> ../store/77b0":  "",
		"news/c.txt -> ../store/plain.gz":  "",
	})
	for file, want := range map[string]string{"a.jsonl.gz": ":1", "b.html.gz": "", "c.txt": ""} {
		path := filepath.Join(dir, "news", file)
		if got := outcomes(t, path, noon()); len(got) != 1 || got[0] != path+want {
			t.Errorf("%s gives %q", file, got)
		}
	}
}

func TestExceptedFolder(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.txt": sentences, "in/data/refused.jsonl": "{}\n", "in/b.txt": sentences, "data/c.txt": sentences})
	opts := noon()
	opts.Except = filepath.Join(dir, "in", "..", "in", "data")
	want := []string{"a.txt", "data/c.txt", "in/b.txt", "in/data: folder of the index"}
	if diff := cmp.Diff(want, outcomes(t, dir, opts)); diff != "" {
		t.Errorf("- want, + got:\n%s", diff)
	}
	if got := outcomes(t, opts.Except, opts); len(got) != 1 || !strings.HasSuffix(got[0], "folder of the index") {
		t.Errorf("the folder itself gives %q", got)
	}
}
