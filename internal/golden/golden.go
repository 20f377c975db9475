// Package golden compares what a test got with a file in testdata and
// rewrites the file when the tests run with -update. It holds the one -update
// flag of the repository.
package golden

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files instead of comparing with them")

// Updating reports whether the tests were asked to rewrite golden files.
func Updating() bool { return *update }

// Equal fails the test when got differs from the file at path, a path
// relative to the package's folder. With -update it writes the file, and the
// folder that holds it, instead. Line ends of the file may be CRLF.
func Equal(tb testing.TB, path string, got []byte) {
	tb.Helper()
	path = filepath.FromSlash(path)
	if *update {
		write(tb, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		tb.Errorf("golden file %s is missing: run the test with -update and look at what it wrote", path)
		return
	}
	if err != nil {
		tb.Errorf("golden file: %v", err)
		return
	}
	want = bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))
	if bytes.Equal(want, got) {
		return
	}
	tb.Errorf("differs from %s (- golden, + got; -update accepts it):\n%s", path, diff(want, got))
}

func write(tb testing.TB, path string, got []byte) {
	tb.Helper()
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, got) {
		return
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tb.Fatalf("golden file: %v", err)
	}
	if err := os.WriteFile(path, got, 0o644); err != nil {
		tb.Fatalf("golden file: %v", err)
	}
}

// diff compares by lines; what differs only in its last line end or in bytes
// that are not text still gives a diff.
func diff(want, got []byte) string {
	lines := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n"))
	if lines == "" {
		return cmp.Diff(want, got)
	}
	return lines
}
