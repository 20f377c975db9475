package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Who waits at a terminal that nobody types at can still be interrupted.
func TestInterruptedWhileWaitingForInput(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"extract", "-"}, {"entities"}, {"entities", "--lines", "-"}, {"add", "-"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			ctx, interrupt := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer interrupt()
			stdin, silent := io.Pipe()
			defer silent.Close() //nolint:errcheck // only ends the reader
			var errs bytes.Buffer
			ended := make(chan int)
			go func() {
				ended <- run(ctx, append(args, "--data", filepath.Join(t.TempDir(), "data")), stdin, io.Discard, &errs)
			}()
			select {
			case code := <-ended:
				if code != exitFailed {
					t.Errorf("exit code %d\n%s", code, &errs)
				}
			case <-time.After(30 * time.Second):
				t.Error("still waiting for input")
			}
		})
	}
}
