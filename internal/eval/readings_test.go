package eval_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dateline/internal/eval"
)

func TestReadings(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new")
	list := []eval.Reading{
		{ID: "a", Body: "One.\n\nTwo <b>.", Title: "A pier", Authors: []string{"Jane Doe"}, Date: "2026-09-03"},
		{ID: "b"},
	}
	if err := eval.WriteReadings(folder, "sh", list); err != nil {
		t.Fatal(err)
	}
	got, err := eval.ReadReadings(folder, "sh")
	if err != nil {
		t.Fatal(err)
	}
	if ids := slices.Sorted(maps.Keys(got)); !slices.Equal(ids, []string{"a", "b"}) || got["a"].Body != list[0].Body || got["a"].Authors[0] != "Jane Doe" {
		t.Errorf("got %+v, want %+v", got, list)
	}
	if _, err := eval.ReadReadings(folder, "traf"); err == nil {
		t.Error("a set that was not written can be read")
	}
	if err := os.WriteFile(filepath.Join(folder, "traf.jsonl"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := eval.ReadReadings(folder, "traf"); err == nil {
		t.Error("half a line can be read")
	}
}
