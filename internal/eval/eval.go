// Package eval measures results against known answers. It judges; it never
// decides how anything works.
package eval

import (
	"strings"
	"unicode"
)

// shingleLength is the number of words that are compared at once.
const shingleLength = 4

// Overlap is how much of what was wanted was got.
type Overlap struct {
	Precision float64
	Recall    float64
	// Exact says that the words are the same, all and in order.
	Exact bool
}

// Shingles compares two texts by their runs of four words, counted with their
// repetitions: order counts, position does not. Case counts, punctuation does
// not, and soft hyphens are nothing. Two texts without words are equal.
func Shingles(got, want string) Overlap {
	g, w := tokens(got), tokens(want)
	have, need := shingles(g), shingles(w)
	both := 0
	for s, n := range have {
		both += min(n, need[s])
	}
	o := Overlap{Precision: ratio(both, total(have)), Recall: ratio(both, total(need))}
	o.Exact = strings.Join(g, " ") == strings.Join(w, " ")
	if len(g) == 0 && len(w) == 0 {
		o.Precision, o.Recall = 1, 1
	}
	return o
}

// F1 is the harmonic mean of a precision and a recall.
func F1(precision, recall float64) float64 {
	if precision+recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall)
}

// Mean gathers overlaps; its precision and recall are macro averages, over
// articles and not over words.
type Mean struct {
	precision, recall float64
	exact, n          int
}

// Add counts one article.
func (m *Mean) Add(o Overlap) {
	m.precision += o.Precision
	m.recall += o.Recall
	if o.Exact {
		m.exact++
	}
	m.n++
}

// Len is the number of articles that were added.
func (m *Mean) Len() int { return m.n }

// Precision is the mean precision, 0 without articles.
func (m *Mean) Precision() float64 { return m.precision / float64(max(1, m.n)) }

// Recall is the mean recall, 0 without articles.
func (m *Mean) Recall() float64 { return m.recall / float64(max(1, m.n)) }

// F1 is the harmonic mean of the mean precision and the mean recall.
func (m *Mean) F1() float64 { return F1(m.Precision(), m.Recall()) }

// Exact is the share of articles with the same words in the same order.
func (m *Mean) Exact() float64 { return ratio(m.exact, m.n) }

// Snippets counts which of the phrases that must be in a text are there, and
// which of those that must not are not.
type Snippets struct {
	found, missed, wrong int
}

// Add counts the phrases of one article; white space does not matter.
func (s *Snippets) Add(got string, with, without []string) {
	got = strings.Join(strings.Fields(got), " ")
	for _, phrase := range with {
		if strings.Contains(got, strings.Join(strings.Fields(phrase), " ")) {
			s.found++
		} else {
			s.missed++
		}
	}
	for _, phrase := range without {
		if strings.Contains(got, strings.Join(strings.Fields(phrase), " ")) {
			s.wrong++
		}
	}
}

// F1 is that of finding the wanted phrases and no others.
func (s *Snippets) F1() float64 {
	return F1(ratio(s.found, s.found+s.wrong), ratio(s.found, s.found+s.missed))
}

func tokens(s string) []string {
	s = strings.ReplaceAll(s, "\u00AD", "")
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_'
	})
}

// shingles counts the runs of four words; a shorter text is one run.
func shingles(words []string) map[string]int {
	counts := map[string]int{}
	for i := 0; i+shingleLength <= len(words); i++ {
		counts[strings.Join(words[i:i+shingleLength], " ")]++
	}
	if len(words) > 0 && len(words) < shingleLength {
		counts[strings.Join(words, " ")]++
	}
	return counts
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
