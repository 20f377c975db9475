package eval_test

import (
	"math"
	"testing"

	"dateline/internal/eval"
)

func TestSpans(t *testing.T) {
	t.Parallel()
	per := func(a, b int) eval.Span { return eval.Span{Start: a, End: b, Label: "PER"} }
	tests := []struct {
		name      string
		got, want []eval.Span
		per, loc  eval.Count
	}{
		{name: "nothing at all"},
		{name: "the same", got: []eval.Span{per(0, 3)}, want: []eval.Span{per(0, 3)}, per: eval.Count{Right: 1}},
		{name: "other end", got: []eval.Span{per(0, 4)}, want: []eval.Span{per(0, 3)}, per: eval.Count{Wrong: 1, Missed: 1}},
		{name: "other label", got: []eval.Span{per(0, 3)}, want: []eval.Span{{Start: 0, End: 3, Label: "LOC"}}, per: eval.Count{Wrong: 1}, loc: eval.Count{Missed: 1}},
		{name: "repeated", got: []eval.Span{per(0, 3), per(0, 3)}, want: []eval.Span{per(0, 3), per(5, 9)}, per: eval.Count{Right: 1, Missed: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			counts := eval.Spans(tt.got, tt.want)
			if counts["PER"] != tt.per || counts["LOC"] != tt.loc {
				t.Errorf("Spans = %v, want PER %v, LOC %v", counts, tt.per, tt.loc)
			}
		})
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		got, want []string
		count     eval.Count
	}{
		{"none", nil, nil, eval.Count{}},
		{"one of two", []string{"usa", "usa"}, []string{"usa", "uk"}, eval.Count{Right: 1, Missed: 1}},
		{"one too many", []string{"usa", "japan"}, []string{"usa"}, eval.Count{Right: 1, Wrong: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := eval.Labels(tt.got, tt.want); got != tt.count {
				t.Errorf("Labels = %v, want %v", got, tt.count)
			}
		})
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	var sum eval.Count
	sum.Add(eval.Count{Right: 2, Wrong: 1})
	sum.Add(eval.Count{Right: 1, Wrong: 2, Missed: 1})
	for _, v := range []struct {
		name      string
		got, want float64
	}{
		{"precision", sum.Precision(), 0.5},
		{"recall", sum.Recall(), 0.75},
		{"F1", sum.F1(), 0.6},
		{"F1 of nothing", eval.Count{}.F1(), 0},
	} {
		if math.Abs(v.got-v.want) > 1e-9 {
			t.Errorf("%s = %v, want %v", v.name, v.got, v.want)
		}
	}
}
