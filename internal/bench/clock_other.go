//go:build !unix

package main

import (
	"errors"
	"time"
)

// processTime is not known on this system.
func processTime() (time.Duration, error) {
	return 0, errors.New("the CPU time of a process can be measured on Unix only")
}
