package eval

// Span is a labelled stretch of a text, by byte offsets.
type Span struct {
	Start, End int
	Label      string
}

// Count holds what was right, wrong and missed, of spans or of labels.
type Count struct {
	Right, Wrong, Missed int
}

// Add sums two counts.
func (c *Count) Add(o Count) {
	c.Right += o.Right
	c.Wrong += o.Wrong
	c.Missed += o.Missed
}

// Precision is the share of what was got that is right.
func (c Count) Precision() float64 { return ratio(c.Right, c.Right+c.Wrong) }

// Recall is the share of what was wanted that was got.
func (c Count) Recall() float64 { return ratio(c.Right, c.Right+c.Missed) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 { return F1(c.Precision(), c.Recall()) }

// Spans counts by label: a span is right when its ends and its label are
// those of a wanted one. Repetitions count once.
func Spans(got, want []Span) map[string]Count {
	counts := map[string]Count{}
	need := map[Span]bool{}
	for _, s := range want {
		need[s] = true
	}
	have := map[Span]bool{}
	for _, s := range got {
		if have[s] {
			continue
		}
		have[s] = true
		c := counts[s.Label]
		if need[s] {
			c.Right++
		} else {
			c.Wrong++
		}
		counts[s.Label] = c
	}
	for s := range need {
		if !have[s] {
			c := counts[s.Label]
			c.Missed++
			counts[s.Label] = c
		}
	}
	return counts
}

// Labels counts the labels of one document, without order and repetitions.
func Labels(got, want []string) Count {
	var c Count
	need, have := map[string]bool{}, map[string]bool{}
	for _, w := range want {
		need[w] = true
	}
	for _, g := range got {
		if have[g] {
			continue
		}
		have[g] = true
		if need[g] {
			c.Right++
		} else {
			c.Wrong++
		}
	}
	c.Missed = len(need) - c.Right
	return c
}
