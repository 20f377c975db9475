package golden_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/golden"
)

// recorder stands in for a test and remembers what it was told.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func TestEqual(t *testing.T) {
	t.Parallel()
	if golden.Updating() {
		t.Skip("-update changes what Equal does")
	}
	tests := []struct {
		name, file, got string
		fails           string // part of the failure; "" when Equal must pass
	}{
		{name: "same", file: "a\nb\n", got: "a\nb\n"},
		{name: "carriage returns in the file", file: "a\r\nb\r\n", got: "a\nb\n"},
		{name: "another line", file: "a\nb\n", got: "a\nc\n", fails: `"c"`},
		{name: "last line end", file: "a\n", got: "a", fails: "differs"},
		{name: "empty result", file: "a\n", got: "", fails: "differs"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "x.golden")
			if err := os.WriteFile(path, []byte(test.file), 0o600); err != nil {
				t.Fatal(err)
			}
			r := &recorder{TB: t}
			golden.Equal(r, path, []byte(test.got))
			check(t, r, test.fails)
		})
	}
}

func TestEqualNamesAMissingFile(t *testing.T) {
	t.Parallel()
	if golden.Updating() {
		t.Skip("-update changes what Equal does")
	}
	r := &recorder{TB: t}
	golden.Equal(r, filepath.Join(t.TempDir(), "none.golden"), []byte("x"))
	check(t, r, "none.golden is missing")
}

func check(t *testing.T, r *recorder, want string) {
	t.Helper()
	switch {
	case want == "" && len(r.failures) > 0:
		t.Errorf("failed: %q", r.failures)
	case want != "" && (len(r.failures) != 1 || !strings.Contains(r.failures[0], want)):
		t.Errorf("failures %q, want one that contains %q", r.failures, want)
	}
}
