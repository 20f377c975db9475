package entity

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

//go:embed data
var dataFiles embed.FS

// dataSet reads the embedded files and keeps the first error, so that the
// loaders need not check every row.
type dataSet struct{ err error }

// read gives one file, unpacked when its name ends in .gz.
func (d *dataSet) read(name string) string {
	data, err := dataFiles.ReadFile("data/" + name)
	if err == nil && strings.HasSuffix(name, ".gz") {
		var r io.Reader
		if r, err = gzip.NewReader(bytes.NewReader(data)); err == nil {
			data, err = io.ReadAll(r)
		}
	}
	if err != nil && d.err == nil {
		d.err = fmt.Errorf("entity: embedded file %s: %w", name, err)
	}
	return string(data)
}

// lines gives the lines of a file, without comments and empty ones.
func (d *dataSet) lines(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(d.read(name)) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// rows gives the columns of every line; another number of them is an error.
func (d *dataSet) rows(name string, columns int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range d.lines(name) {
			f := strings.Split(line, "\t")
			if len(f) != columns {
				d.fail(fmt.Errorf("entity: embedded file %s: %d columns, want %d: %q", name, len(f), columns, line))
				return
			}
			if !yield(f) {
				return
			}
		}
	}
}

func (d *dataSet) number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		d.fail(fmt.Errorf("entity: embedded data: %w", err))
	}
	return v
}

func (d *dataSet) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// split cuts a list column; an empty one has no items.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, "|")
}
