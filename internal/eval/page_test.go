package eval_test

import (
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/internal/eval"
)

// goldFolder holds one set of the given lines.
func goldFolder(t *testing.T, set string, lines ...string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "extract"), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(folder, "extract", set+".jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	packed := gzip.NewWriter(file)
	_, err = packed.Write([]byte(strings.Join(lines, "\n")))
	if err := errors.Join(err, packed.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestReadPages(t *testing.T) {
	t.Parallel()
	folder := goldFolder(t, "sh",
		`{"id":"a","encoding":"utf-8","html":"é","gold":{"author":"Jane Doe"}}`,
		`{"id":"b","encoding":"bytes-as-latin-1","html":"é","gold":{"author":["Jane Doe","John Roe"],"date":"2026-09-03"}}`)
	var pages []eval.Page
	err := eval.ReadPages(folder, "sh", func(p eval.Page) error {
		pages = append(pages, p)
		return nil
	})
	if err != nil || len(pages) != 2 {
		t.Fatalf("%d pages, %v, want 2", len(pages), err)
	}
	for i, want := range []string{"é", "\xe9"} {
		if got, err := pages[i].Bytes(); err != nil || string(got) != want {
			t.Errorf("bytes %q, %v, want %q", got, err, want)
		}
	}
	if !slices.Equal(pages[0].Gold.Author, eval.Names{"Jane Doe"}) || len(pages[1].Gold.Author) != 2 {
		t.Errorf("authors %q, %q", pages[0].Gold.Author, pages[1].Gold.Author)
	}
}

func TestReadPagesFails(t *testing.T) {
	t.Parallel()
	stop := errors.New("enough")
	tests := []struct {
		name, set, line, want string
	}{
		{"no such set", "sh", "{}", "fundus"},
		{"no JSON", "fundus", "{}\n{", "fundus.jsonl.gz:2"},
		{"whatever the caller says", "fundus", `{"id":"stop"}`, stop.Error()},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := eval.ReadPages(goldFolder(t, test.set, test.line), "fundus", func(p eval.Page) error {
				if p.ID == "stop" {
					return stop
				}
				return nil
			})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
		})
	}
	if _, err := (eval.Page{ID: "p", HTML: "€"}).Bytes(); err == nil {
		t.Error("what is no Latin-1 has bytes")
	}
}
