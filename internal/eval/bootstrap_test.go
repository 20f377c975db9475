package eval_test

import (
	"testing"

	"dateline/internal/eval"
)

func TestBootstrap(t *testing.T) {
	t.Parallel()
	// Every other of 400 pages is right: .5, with a standard error of .025.
	share := func(pages []int) float64 {
		right := 0
		for _, p := range pages {
			right += p % 2
		}
		return float64(right) / float64(len(pages))
	}
	got := eval.Bootstrap(400, share)
	if got.Low < 0.44 || got.Low > 0.46 || got.High < 0.54 || got.High > 0.56 {
		t.Errorf("interval of .5 on 400 pages: %v, want about .451 to .549", got)
	}
	if again := eval.Bootstrap(400, share); again != got {
		t.Errorf("measured again: %v, was %v", again, got)
	}
	if few := eval.Bootstrap(40, share); few.High-few.Low < 2*(got.High-got.Low) {
		t.Errorf("a tenth of the pages: %v, want about three times as wide as %v", few, got)
	}
	if none := eval.Bootstrap(0, share); none != (eval.Interval{}) {
		t.Errorf("without pages: %v", none)
	}
	if same := eval.Bootstrap(10, func([]int) float64 { return 0.25 }); same != (eval.Interval{Low: 0.25, High: 0.25}) {
		t.Errorf("of a constant: %v", same)
	}
}
