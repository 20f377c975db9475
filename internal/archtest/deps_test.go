package archtest_test

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/internal/golden"
)

// TestWhatEachBinaryLinks keeps the list of outside modules in each binary, so
// that a change that brings a new one shows it.
func TestWhatEachBinaryLinks(t *testing.T) {
	t.Parallel()
	for _, binary := range []string{"indexer", "searchd"} {
		t.Run(binary, func(t *testing.T) {
			t.Parallel()
			list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "./cmd/"+binary)
			list.Dir = filepath.Join("..", "..")
			list.Env = append(list.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
			var complaints bytes.Buffer
			list.Stderr = &complaints
			out, err := list.Output()
			if err != nil {
				t.Fatalf("go list: %v\n%s", err, complaints.String())
			}
			modules := strings.Fields(string(out))
			slices.Sort(modules)
			modules = slices.DeleteFunc(slices.Compact(modules), func(m string) bool { return m == module })
			golden.Equal(t, filepath.Join("testdata", binary+".deps"), []byte(strings.Join(modules, "\n")+"\n"))
		})
	}
}
