package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// byteSize is a flag for a number of bytes: "10MB", "512 KB", "4096".
type byteSize int64

// units are powers of 1,024, as is the habit with memory and files.
func units() []string { return []string{"GB", "MB", "KB", "B"} }

func (s *byteSize) String() string {
	scale := int64(1 << 30)
	for _, unit := range units() {
		if n := int64(*s); n != 0 && n%scale == 0 {
			return strconv.FormatInt(n/scale, 10) + unit
		}
		scale >>= 10
	}
	return "0B"
}

func (s *byteSize) Type() string { return "size" }

func (s *byteSize) Set(text string) error {
	number, scale := strings.ToUpper(strings.TrimSpace(text)), int64(1<<30)
	for _, unit := range units() {
		if cut, ok := strings.CutSuffix(number, unit); ok {
			number = strings.TrimSpace(cut)
			break
		}
		scale >>= 10
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n <= 0 || n > math.MaxInt64/max(scale, 1) {
		return fmt.Errorf("%q is no size: write it like 10MB, 512KB or 4096", text)
	}
	*s = byteSize(n * max(scale, 1))
	return nil
}
