package eval

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// GoldFile gives the path of a file of gold data, named with slashes below the
// folder that DATELINE_GOLD names. The test is skipped where there is none.
func GoldFile(tb testing.TB, name string) string {
	tb.Helper()
	folder := os.Getenv("DATELINE_GOLD")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared", "gold")
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil { //nolint:gosec // the folder is the choice of who runs the tests
		tb.Skipf("no gold data at %s: set DATELINE_GOLD to the folder that holds it", path)
	}
	return path
}

// maxGoldLine is the length of the longest line, in bytes: some are whole pages.
const maxGoldLine = 64 << 20

// GoldLines gives the lines of a packed file of gold data one by one; each is
// valid within its call. The test is skipped where there is no such file.
func GoldLines(tb testing.TB, name string, each func(line []byte)) {
	tb.Helper()
	path := GoldFile(tb, name)
	file, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, maxGoldLine)
	for lines.Scan() {
		each(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
}
