package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// table is rows of text below a header. Its first column is aligned to the
// left, the others to the right.
type table struct {
	title  string
	header []string
	rows   [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write writes the table as Markdown or as plain text.
func (t *table) write(w io.Writer, markdown bool) error {
	lines := slices.Concat([][]string{t.header}, t.rows)
	widths := make([]int, len(t.header))
	for _, cells := range lines {
		for i, cell := range cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	b.WriteString("\n" + t.title + "\n\n")
	for n, cells := range lines {
		b.WriteString(line(cells, widths, markdown))
		if n == 0 && markdown {
			b.WriteString("|" + strings.Repeat("---|", len(t.header)) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func line(cells []string, widths []int, markdown bool) string {
	var padded []string
	for i, cell := range cells {
		format := "%*s"
		if i == 0 {
			format = "%-*s"
		}
		padded = append(padded, fmt.Sprintf(format, widths[i], cell))
	}
	if markdown {
		return "| " + strings.Join(padded, " | ") + " |\n"
	}
	return strings.TrimRight(strings.Join(padded, "  "), " ") + "\n"
}
