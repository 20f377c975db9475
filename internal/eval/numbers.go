package eval

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"dateline/internal/golden"
)

// tolerance is how far a number may be from the golden one. The code gives the
// same numbers every time; the room is for small changes of other modules.
const tolerance = 0.002

// CompareNumbers compares "name value" lines with those of a golden file, or
// writes the file when the tests run with -update. What follows a value, such
// as its interval, is for whoever reads the file.
func CompareNumbers(tb testing.TB, path, got string) {
	tb.Helper()
	if golden.Updating() {
		golden.Equal(tb, path, []byte(got))
		return
	}
	old, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("%v: run with -update", err)
	}
	want, have := numbers(tb, string(old)), numbers(tb, got)
	for name := range want {
		if _, ok := have[name]; !ok {
			tb.Errorf("%s is in %s but was not measured (-update drops it)", name, path)
		}
	}
	for name, value := range have {
		switch old, ok := want[name]; {
		case !ok:
			tb.Errorf("%s %.4f is not in %s: run with -update", name, value, path)
		case math.Abs(value-old) > tolerance:
			tb.Errorf("%s is %.4f, was %.4f (-update accepts it)", name, value, old)
		}
	}
}

func numbers(tb testing.TB, text string) map[string]float64 {
	tb.Helper()
	values := map[string]float64{}
	for line := range strings.Lines(text) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		value, _, _ := strings.Cut(rest, " ")
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			tb.Fatalf("%q: %v", line, err)
		}
		values[name] = n
	}
	return values
}
