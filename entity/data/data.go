// Package data holds the word lists and name lists of the recogniser as
// embedded files. The *.tsv files are written by hand, the *.gz files are made
// by internal/gazetteer; ATTRIBUTION.md says from what.
package data

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

//go:embed *.tsv *.gz
var files embed.FS

// Reader reads the embedded files and keeps the first error, so that the
// loaders need not check every row.
type Reader struct{ err error }

// Read gives one file, unpacked when its name ends in .gz.
func (d *Reader) Read(name string) string {
	data, err := files.ReadFile(name)
	if err == nil && strings.HasSuffix(name, ".gz") {
		var r io.Reader
		if r, err = gzip.NewReader(bytes.NewReader(data)); err == nil {
			data, err = io.ReadAll(r)
		}
	}
	if err != nil {
		d.Fail(name, err.Error())
	}
	return string(data)
}

// Lines gives the lines of a file, without comments and empty ones.
func (d *Reader) Lines(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(d.Read(name)) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// Rows gives the columns of every line; another number of them is an error.
func (d *Reader) Rows(name string, columns int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range d.Lines(name) {
			f := strings.Split(line, "\t")
			if len(f) != columns {
				d.Fail(name, fmt.Sprintf("%d columns, want %d: %q", len(f), columns, line))
				return
			}
			if !yield(f) {
				return
			}
		}
	}
}

// Number reads a number; what is none gives 0 and an error.
func (d *Reader) Number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		d.fail(fmt.Errorf("entity: embedded data: %w", err))
	}
	return v
}

// Err is the first error of all reads.
func (d *Reader) Err() error { return d.err }

// Fail notes that a file has wrong content.
func (d *Reader) Fail(name, reason string) {
	d.fail(fmt.Errorf("entity: embedded file %s: %s", name, reason))
}

func (d *Reader) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// Split cuts a list column; an empty one has no items.
func Split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, "|")
}
