package eval

import (
	"os"
	"path/filepath"
	"testing"
)

// GoldFolder is the folder that DATELINE_GOLD names, or else where tests of a
// package at the root of the repository look for it. It need not exist.
func GoldFolder() string {
	if folder := os.Getenv("DATELINE_GOLD"); folder != "" {
		return folder
	}
	return filepath.Join("..", "..", "shared", "gold")
}

// GoldFile gives the path of a file of gold data, named with slashes below
// [GoldFolder]. The test is skipped where there is none.
func GoldFile(tb testing.TB, name string) string {
	tb.Helper()
	path := filepath.Join(GoldFolder(), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("no gold data at %s: set DATELINE_GOLD to the folder that holds it", path)
	}
	return path
}

// GoldLines gives the lines of a packed file of gold data one by one; each is
// valid within its call. The test is skipped where there is no such file.
func GoldLines(tb testing.TB, name string, each func(line []byte)) {
	tb.Helper()
	err := readLines(GoldFile(tb, name), func(line []byte) error {
		each(line)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}

// GoldPages gives the pages of a gold set one by one. The test is skipped where
// there is no such set.
func GoldPages(tb testing.TB, set string, each func(Page)) {
	tb.Helper()
	GoldFile(tb, "extract/"+set+".jsonl.gz")
	err := ReadPages(GoldFolder(), set, func(p Page) error {
		each(p)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}
