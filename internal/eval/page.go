package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/text/encoding/charmap"
)

// PageSets are the names of the gold sets of web pages. The last one knows only
// snippets of its articles.
func PageSets() []string { return []string{"fundus", "sh", "wcxb", "traf"} }

// Page is a web page with what its article is known to be.
type Page struct {
	ID       string
	URL      string
	Encoding string // "utf-8", or else HTML is the bytes of the page as Latin-1
	HTML     string
	Gold     Known
}

// Known is what is known of an article; whatever is empty is not known.
type Known struct {
	Body          string
	With, Without []string // snippets that must be in it, and that must not
	Title         string
	Author        Names
	Date          string // begins with a day: "2026-09-03"
}

// Names is written as one string or as a list of them.
type Names []string

// UnmarshalJSON reads either.
func (n *Names) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*n = Names{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(n))
}

// Bytes gives the page as it was served.
func (p Page) Bytes() ([]byte, error) {
	if p.Encoding == "utf-8" {
		return []byte(p.HTML), nil
	}
	data, err := charmap.ISO8859_1.NewEncoder().Bytes([]byte(p.HTML))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.ID, err)
	}
	return data, nil
}

// ReadPages calls each for every page of a set in the folder of gold data. It
// stops at the first error.
func ReadPages(folder, set string, each func(Page) error) error {
	return readLines(filepath.Join(folder, "extract", set+".jsonl.gz"), func(line []byte) error {
		var p Page
		if err := json.Unmarshal(line, &p); err != nil {
			return err
		}
		return each(p)
	})
}

// maxGoldLine is the length of the longest line, in bytes: some are whole pages.
const maxGoldLine = 64 << 20

// readLines calls each for every line of a packed file, until one fails.
func readLines(path string, each func(line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("gold data: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, maxGoldLine)
	for n := 1; lines.Scan(); n++ {
		if err := each(lines.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return lines.Err()
}
