package main

import (
	"cmp"
	"runtime"
	"slices"
	"time"

	"dateline/internal/cputime"
)

// cost is what a piece of work took.
type cost struct{ cpu, wall time.Duration }

func (c cost) plus(d cost) cost { return cost{c.cpu + d.cpu, c.wall + d.wall} }

func (c cost) over(n int) cost { return cost{c.cpu / time.Duration(n), c.wall / time.Duration(n)} }

// measure runs a piece of work. What its garbage costs within that time is
// part of it.
func measure(run func() error) (cost, error) {
	cpu, err := cputime.Used()
	if err != nil {
		return cost{}, err
	}
	start := time.Now()
	if err := run(); err != nil {
		return cost{}, err
	}
	wall := time.Since(start)
	after, err := cputime.Used()
	return cost{after - cpu, wall}, err
}

// The clock of CPU time is too coarse for a single quick search: it is repeated
// until the block takes about blockTime.
const (
	blockTime  = 20 * time.Millisecond
	maxRepeats = 200
)

// repeats is how often to run what took once.
func repeats(once cost) int {
	return int(min(maxRepeats, 1+blockTime/max(once.wall, 1)))
}

// measureBlock runs a piece of work n times, without garbage of others, and
// gives the cost of one.
func measureBlock(n int, run func() error) (cost, error) {
	runtime.GC()
	total, err := measure(func() error {
		for range n {
			if err := run(); err != nil {
				return err
			}
		}
		return nil
	})
	return total.over(n), err
}

// spread sums up durations.
type spread struct{ mean, p50, p99 time.Duration }

func spreadOf(list []time.Duration) spread {
	if len(list) == 0 {
		return spread{}
	}
	sorted := slices.Sorted(slices.Values(list))
	var sum time.Duration
	for _, d := range sorted {
		sum += d
	}
	return spread{sum / time.Duration(len(sorted)), percentile(sorted, 50), percentile(sorted, 99)}
}

// percentile is the smallest of sorted values that p of 100 do not exceed.
func percentile[T cmp.Ordered](sorted []T, p int) T {
	rank := (len(sorted)*p + 99) / 100
	return sorted[max(rank, 1)-1]
}

func cpuOf(costs []cost) spread {
	return spreadOf(each(costs, func(c cost) time.Duration { return c.cpu }))
}

func wallOf(costs []cost) spread {
	return spreadOf(each(costs, func(c cost) time.Duration { return c.wall }))
}

func each[T, U any](list []T, f func(T) U) []U {
	var mapped []U
	for _, v := range list {
		mapped = append(mapped, f(v))
	}
	return mapped
}
