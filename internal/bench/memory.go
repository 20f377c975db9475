package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// heapBytes is what the program holds in memory, mapped files apart.
func heapBytes() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// forgetPeak makes peakBytes begin anew, where the system can do that.
func forgetPeak() {
	// Without the file the peak is that of the whole run: an upper bound.
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peakBytes is the most memory that the process had resident, mapped files
// included; 0 where the system does not tell.
func peakBytes() uint64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	return statusBytes(string(status), "VmHWM")
}

// statusBytes reads a line such as "VmHWM:  1234 kB".
func statusBytes(status, name string) uint64 {
	for line := range strings.Lines(status) {
		rest, ok := strings.CutPrefix(line, name+":")
		if !ok {
			continue
		}
		kilobytes, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
		if err == nil {
			return kilobytes << 10
		}
	}
	return 0
}
