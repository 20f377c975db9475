package main

import (
	"errors"
	"testing"
	"time"

	"dateline/internal/cputime"
)

func TestSpread(t *testing.T) {
	t.Parallel()
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[(i*37)%100] = time.Duration(i + 1)
	}
	tests := []struct {
		name string
		list []time.Duration
		want spread
	}{
		{"none", nil, spread{}},
		{"one", []time.Duration{7}, spread{7, 7, 7}},
		{"two", []time.Duration{9, 1}, spread{5, 1, 9}},
		{"a hundred", hundred, spread{50, 50, 99}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := spreadOf(test.list); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
	if hundred[0] != 1 || hundred[37] != 2 {
		t.Error("the list was put in order, which is another's")
	}
}

func TestRepeats(t *testing.T) {
	t.Parallel()
	tests := []struct {
		once time.Duration
		want int
	}{
		{0, maxRepeats},
		{time.Microsecond, maxRepeats},
		{blockTime / 20, 21},
		{blockTime, 2},
		{time.Second, 1},
	}
	for _, test := range tests {
		if got := repeats(cost{wall: test.once}); got != test.want {
			t.Errorf("what takes %v is run %d times, want %d", test.once, got, test.want)
		}
	}
}

// TestMeasure: work of the CPU counts as such, waiting does not.
func TestMeasure(t *testing.T) { //nolint:paralleltest // others' work would count
	spin := func() error {
		before, err := cputime.Used()
		for now := before; err == nil && now < before+20*time.Millisecond; {
			now, err = cputime.Used()
		}
		return err
	}
	spent, err := measureBlock(2, spin)
	if err != nil {
		t.Skip(err)
	}
	if spent.cpu < 20*time.Millisecond {
		t.Errorf("a loop of 20 ms is %v of CPU", spent.cpu)
	}
	failure := errors.New("no")
	if _, err := measureBlock(2, func() error { return failure }); !errors.Is(err, failure) {
		t.Errorf("error %v, want that of the work", err)
	}
}

func TestStatusBytes(t *testing.T) {
	t.Parallel()
	const status = "Name:\tbench\nVmPeak:\t 2048 kB\nVmHWM:\t   1024 kB\nVmBad:\t many kB\n"
	tests := []struct {
		name string
		want uint64
	}{
		{"VmHWM", 1 << 20}, {"VmPeak", 2 << 20}, {"VmBad", 0}, {"VmNone", 0},
	}
	for _, test := range tests {
		if got := statusBytes(status, test.name); got != test.want {
			t.Errorf("%s is %d, want %d", test.name, got, test.want)
		}
	}
}
