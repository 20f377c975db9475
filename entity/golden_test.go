package entity_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"dateline/entity"
	"dateline/internal/golden"
)

// TestArticles reads the articles of testdata/articles and compares what is
// found with the section "found" of the same file.
func TestArticles(t *testing.T) {
	t.Parallel()
	x := load(t)
	paths, err := filepath.Glob("testdata/articles/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			part := make(map[string]string)
			var kept []txtar.File
			for _, f := range archive.Files {
				part[f.Name] = strings.TrimSuffix(string(f.Data), "\n")
				if f.Name != "found" {
					kept = append(kept, f)
				}
			}
			text := entity.Text{
				Title: part["title"], Dateline: part["dateline"], Body: part["body"],
				Lang: part["lang"], Country: part["country"],
			}
			found := x.Find(text)
			checkInvariants(t, text, found)
			archive.Files = append(kept, txtar.File{Name: "found", Data: []byte(describe(found))})
			golden.Equal(t, path, txtar.Format(archive))
		})
	}
}

// describe prints what was found as a reader would list it: one entity a line
// with salience, mentions and the forms used.
func describe(found entity.Found) string {
	var b strings.Builder
	for _, a := range found.Actors {
		fmt.Fprintf(&b, "%-8s %.2f %d  %s  (%s)\n", a.Kind, a.Salience, a.Count, a.Name, strings.Join(a.Forms, " | "))
	}
	for _, p := range found.Locations {
		fmt.Fprintf(&b, "%-8s %.2f %d  %s  (%s) in %s\n", p.Kind, p.Salience, p.Count, p.Name, strings.Join(p.Forms, " | "), strings.Join(p.Within, ", "))
	}
	return b.String()
}
