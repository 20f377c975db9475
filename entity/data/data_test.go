package data_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/entity/data"
)

func TestReader(t *testing.T) {
	t.Parallel()
	var r data.Reader
	rows := 0
	for f := range r.Rows("organisations.tsv", 2) {
		rows++
		if f[0] == "" || strings.HasPrefix(f[0], "#") {
			t.Errorf("row %d is %q", rows, f)
		}
	}
	if rows < 300 {
		t.Errorf("%d organisations, want at least 300", rows)
	}
	words := 0
	for range r.Lines("words.txt.gz") {
		words++
	}
	if words < 10_000 {
		t.Errorf("%d words in the packed file", words)
	}
	if r.Number("3.5") != 3.5 || r.Err() != nil {
		t.Errorf("error after good reads: %v", r.Err())
	}
}

func TestReaderKeepsTheFirstError(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		read func(*data.Reader)
		want string
	}{
		{"missing file", func(r *data.Reader) { r.Read("nothing.tsv") }, "nothing.tsv"},
		{"wrong columns", func(r *data.Reader) {
			for range r.Rows("organisations.tsv", 7) {
				t.Error("a row came out")
			}
		}, "2 columns, want 7"},
		{"no number", func(r *data.Reader) { r.Number("x") }, "invalid syntax"},
		{"wrong content", func(r *data.Reader) { r.Fail("a.tsv", "bad"); r.Fail("b.tsv", "worse") }, "a.tsv: bad"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var r data.Reader
			tt.read(&r)
			if err := r.Err(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestStoppingEarlyIsNoError(t *testing.T) {
	t.Parallel()
	var r data.Reader
	for range r.Rows("titles.tsv", 2) {
		break
	}
	if r.Err() != nil {
		t.Error(r.Err())
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	if got := data.Split(""); len(got) != 0 {
		t.Errorf("nothing splits into %q", got)
	}
	if got := data.Split("a|b c"); !slices.Equal(got, []string{"a", "b c"}) {
		t.Errorf("got %q", got)
	}
}

// TestOwnListsHaveNoDoubles keeps one name from meaning two organisations.
func TestOwnListsHaveNoDoubles(t *testing.T) {
	t.Parallel()
	var r data.Reader
	owner := map[string]string{}
	for f := range r.Rows("organisations.tsv", 2) {
		for _, form := range append([]string{f[0]}, data.Split(f[1])...) {
			if old, taken := owner[form]; taken && old != f[0] {
				t.Errorf("%q means %q and %q", form, old, f[0])
			}
			owner[form] = f[0]
		}
	}
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
}
