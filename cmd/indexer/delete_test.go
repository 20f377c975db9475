package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A query that finds more than a page of articles deletes them all.
func TestDeleteMoreThanAPage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var lines strings.Builder
	for i := range 450 {
		fmt.Fprintf(&lines, `{"id":"old-%d","title":"Old news","lang":"en","paragraphs":["Nothing new from the harbour."]}`+"\n", i)
	}
	lines.WriteString(`{"id":"new","title":"Fresh news","lang":"en","paragraphs":["The harbour opened again."]}` + "\n")
	input, data := filepath.Join(dir, "news.jsonl"), filepath.Join(dir, "data")
	if err := os.WriteFile(input, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		args []string
		want string
	}{
		{[]string{"build", "--data", data, input}, "451 articles\n"},
		{[]string{"delete", "--data", data, "--query", "title:old", "--dry-run"}, "450 articles found, none deleted"},
		{[]string{"delete", "--data", data, "--query", "title:old", "old-7"}, "450 articles deleted\n"},
		{[]string{"stats", "--data", data, "--report", "json"}, `"articles":1,`},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), step.args, nil, &out, &errs); code != exitOK || !strings.Contains(out.String(), step.want) {
			t.Fatalf("%v: exit code %d, output %q, errors %q; want %q", step.args, code, &out, &errs, step.want)
		}
	}
}
