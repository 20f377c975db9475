//go:build unix

package cputime_test

import (
	"testing"
	"time"

	"dateline/internal/cputime"
)

func TestUsed(t *testing.T) {
	t.Parallel()
	before, err := cputime.Used()
	if err != nil {
		t.Fatal(err)
	}
	for start := time.Now(); time.Since(start) < 10*time.Second; {
		if now, err := cputime.Used(); err != nil || now > before {
			return
		}
	}
	t.Error("ten seconds of work took no CPU time")
}
