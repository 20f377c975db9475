package main

import (
	"fmt"
	"io"

	"dateline/corpus/page"
)

// maxShown is how much of a block's text is shown, in characters.
const maxShown = 80

// showLines writes what became of the blocks of a page: a table with a mark
// for what was kept, the score, the element, how much of it is links, why,
// and how the text begins.
func showLines(name string, lines []page.Line, w io.Writer) {
	fmt.Fprintf(w, "%s: %d blocks\n", name, len(lines))
	fmt.Fprintf(w, "%-4s %7s %-10s %5s  %-19s %s\n", "kept", "score", "element", "links", "why", "text")
	for _, line := range lines {
		mark := ""
		if line.Kept {
			mark = "+"
		}
		text := []rune(line.Text)
		if len(text) > maxShown {
			text = append(text[:maxShown-1:maxShown-1], '…')
		}
		fmt.Fprintf(w, "%-4s %7.2f %-10s %4d%%  %-19s %s\n", mark, line.Score, line.Tag, line.Linked, line.Reason, string(text))
	}
	fmt.Fprintln(w)
}
