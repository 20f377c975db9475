//go:build unix

package cputime

import (
	"syscall"
	"time"
)

// Used is the CPU time that the process has used so far, in the program
// and in the system, of all its threads.
func Used() (time.Duration, error) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0, err
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), nil
}
