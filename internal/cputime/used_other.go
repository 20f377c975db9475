//go:build !unix

package cputime

import (
	"errors"
	"time"
)

// Used is not known on this system.
func Used() (time.Duration, error) {
	return 0, errors.New("the CPU time of a process can be measured on Unix only")
}
