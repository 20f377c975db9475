package learn

import (
	"slices"
	"strings"
	"unicode"

	"dateline/corpus/page/block"
	"dateline/internal/eval"
)

// What is known of a block.
const (
	unknown int8 = iota
	article
	furniture
)

// window is the number of words that are compared at once.
const window = 4

// label says for each block of a page whether it belongs to the article.
func label(p *block.Page, g eval.Page) []int8 {
	labels := make([]int8, len(p.Blocks))
	if g.Gold.Body == "" {
		labelSnippets(p, g, labels)
		return labels
	}
	gold := words(g.Gold.Body)
	known := map[string]int{}
	for i := 0; i+window <= len(gold); i++ {
		known[strings.Join(gold[i:i+window], " ")]++
	}
	lines := map[string]int{}
	for line := range strings.SplitSeq(g.Gold.Body, "\n") {
		lines[strings.Join(words(line), " ")]++
	}
	text := " " + strings.Join(gold, " ") + " "
	for i := range p.Blocks {
		labels[i] = furniture
		w := words(p.Blocks[i].Text)
		if len(w) >= window && covered(w, known)*2 >= len(w) {
			labels[i] = article
		}
		if len(w) > 0 && len(w) < 2*window && lines[strings.Join(w, " ")] > 0 {
			labels[i] = article
		}
	}
	labelShort(p, labels, text)
	labelCopies(p, labels, lines)
	return labels
}

// covered counts the words that stand in a known run.
func covered(w []string, known map[string]int) int {
	n, until := 0, 0
	for i := 0; i+window <= len(w); i++ {
		if known[strings.Join(w[i:i+window], " ")] > 0 {
			n += i + window - max(i, until)
			until = i + window
		}
	}
	return n
}

// labelShort looks at blocks too short for a run of words: one belongs to the
// article if, together with the words of a neighbour that does, it stands in
// the text.
func labelShort(p *block.Page, labels []int8, text string) {
	for i := range p.Blocks {
		w := words(p.Blocks[i].Text)
		if labels[i] == article || len(w) == 0 || len(w) >= window {
			continue
		}
		own := strings.Join(w, " ")
		if i > 0 && labels[i-1] == article {
			before := words(p.Blocks[i-1].Text)
			if strings.Contains(text, " "+strings.Join(before[max(0, len(before)-3):], " ")+" "+own+" ") {
				labels[i] = article
				continue
			}
		}
		if i+1 < len(p.Blocks) {
			after := words(p.Blocks[i+1].Text)
			if labels[i+1] == article && strings.Contains(text, " "+own+" "+strings.Join(after[:min(3, len(after))], " ")+" ") {
				labels[i] = article
			}
		}
	}
}

// labelCopies leaves of several blocks with the same text as many in the
// article as the known text has lines that say it, at least one: those nearest
// to the middle of it.
func labelCopies(p *block.Page, labels []int8, lines map[string]int) {
	sum, n := 0, 0
	for i, l := range labels {
		if l == article {
			size := p.Blocks[i].Words()
			sum, n = sum+i*size, n+size
		}
	}
	middle := sum / max(n, 1)
	copies := map[string][]int{}
	for i, l := range labels {
		if l == article {
			key := strings.Join(words(p.Blocks[i].Text), " ")
			copies[key] = append(copies[key], i)
		}
	}
	for key, at := range copies {
		slices.SortStableFunc(at, func(a, b int) int { return distance(a, middle) - distance(b, middle) })
		for _, i := range at[min(len(at), max(1, lines[key])):] {
			labels[i] = furniture
		}
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

func labelSnippets(p *block.Page, g eval.Page, labels []int8) {
	for i := range p.Blocks {
		text := strings.Join(strings.Fields(p.Blocks[i].Text), " ")
		switch {
		case containsAny(text, g.Gold.Without):
			labels[i] = furniture
		case containsAny(text, g.Gold.With):
			labels[i] = article
		}
	}
}

func containsAny(text string, snippets []string) bool {
	for _, s := range snippets {
		if s = strings.Join(strings.Fields(s), " "); s != "" && strings.Contains(text, s) {
			return true
		}
	}
	return false
}

func words(s string) []string {
	s = strings.ReplaceAll(s, "\u00AD", "")
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_'
	})
}
