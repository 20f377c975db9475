package eval_test

import (
	"math"
	"testing"

	"dateline/internal/eval"
)

func TestShingles(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, got, want   string
		precision, recall float64
		exact             bool
	}{
		{"same", "a b c d e", "a b c d e", 1, 1, true},
		{"punctuation and line ends", "A, b.\nC d", "A b c d", 0, 0, false},
		{"punctuation only", "a, b.\nc d", "a b c d", 1, 1, true},
		{"half kept", "a b c d e", "a b c d e f g", 1, 0.5, false},
		{"twice as much", "a b c d e f g", "a b c d e", 0.5, 1, false},
		{"repetition counts", "a b c d a b c d", "a b c d", 0.2, 1, false},
		{"short", "a b", "a b", 1, 1, true},
		{"soft hyphen", "a b c De\u00ADmo", "a b c Demo", 1, 1, true},
		{"nothing got", "", "a b c d", 0, 0, false},
		{"nothing wanted", "a b c d", "", 0, 0, false},
		{"nothing at all", "", "", 1, 1, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := eval.Shingles(test.got, test.want)
			if !near(o.Precision, test.precision) || !near(o.Recall, test.recall) || o.Exact != test.exact {
				t.Errorf("got %+v, want precision %v, recall %v, exact %v", o, test.precision, test.recall, test.exact)
			}
		})
	}
}

func TestMean(t *testing.T) {
	t.Parallel()
	var m eval.Mean
	if m.F1() != 0 || m.Exact() != 0 {
		t.Errorf("without articles: F1 %v, exact %v, want 0", m.F1(), m.Exact())
	}
	m.Add(eval.Overlap{Precision: 1, Recall: 0.5})
	m.Add(eval.Overlap{Precision: 0.5, Recall: 0.5, Exact: true})
	if m.Len() != 2 || !near(m.Precision(), 0.75) || !near(m.Recall(), 0.5) || !near(m.F1(), 0.6) || !near(m.Exact(), 0.5) {
		t.Errorf("len %d, precision %v, recall %v, F1 %v, exact %v", m.Len(), m.Precision(), m.Recall(), m.F1(), m.Exact())
	}
}

func TestSnippets(t *testing.T) {
	t.Parallel()
	var s eval.Snippets
	if s.F1() != 0 {
		t.Errorf("without phrases: %v, want 0", s.F1())
	}
	s.Add("one two\nthree", []string{"two three", "four"}, []string{"one", "five"})
	if !near(s.F1(), 0.5) { // one of two found, one of two right
		t.Errorf("F1 %v, want 0.5", s.F1())
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
