package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/index/bleveindex"
	"dateline/internal/bench/newscorpus"
	"dateline/internal/bench/stock"
	"dateline/internal/bench/workload"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		args string
		want string // part of the error; "" for none
	}{
		{"nothing", "", ""},
		{"all", "--articles 5 --rounds 2 --stock=false --markdown --classes frequent,and2 --dir x", ""},
		{"no articles", "--articles 0", "--articles of 1 or more"},
		{"an argument", "20000", "nothing else"},
		{"an unknown class", "--classes frequent,often", `"often" is none`},
		{"an unknown flag", "--size 5", "not defined"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := parse(strings.Fields(test.args), io.Discard)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestRoundsDependOnTheSize(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]int{"": 3, "--articles 1000000": 1, "--articles 1000000 --rounds 2": 2} {
		o, err := parse(strings.Fields(args), io.Discard)
		if err != nil || o.rounds != want {
			t.Errorf("%q: %+v, %v; want %d rounds", args, o, err, want)
		}
	}
}

// smallRun makes the indexes of a few articles of invented text and measures two
// classes.
func smallRun(t *testing.T, dir string, more ...string) string {
	t.Helper()
	t.Setenv("DATELINE_GOLD", t.TempDir())
	args := []string{"--articles", "300", "--rounds", "1", "--dir", dir, "--classes", "frequent,page"}
	var out bytes.Buffer
	if err := run(t.Context(), append(args, more...), &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRun(t *testing.T) { //nolint:paralleltest // it sets the environment
	dir := t.TempDir()
	text := smallRun(t, dir)
	for _, want := range []string{"300 articles (invented sentences", "Reading 200 generated web pages", "written: on 0\n", "20 totals compared, 0 different", "compared, 0 different\n", "Building", "p99 ≤ 100", "Memory", "\nfrequent"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report says nothing of %q:\n%s", want, text)
		}
	}
	record := filepath.Join(dir, "300", oursName+".json")
	before, err := os.Stat(record)
	if err != nil {
		t.Fatal(err)
	}
	text = smallRun(t, dir, "--stock=false", "--markdown")
	after, err := os.Stat(record)
	if err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the index was built again: %v", err)
	}
	if !strings.Contains(text, "| frequent ") || strings.Contains(text, "Answers against") {
		t.Errorf("stock bleve was to be left out, and the tables to be Markdown:\n%s", text)
	}
	if text = smallRun(t, dir, "--worn"); !strings.Contains(text, "worn") || strings.Contains(text, "Answers against") {
		t.Errorf("a worn index was to be measured, without stock bleve:\n%s", text)
	}
	agree(t, filepath.Join(dir, "300"))
}

// agree compares the answers of both engines to the queries of all classes.
func agree(t *testing.T, dir string) {
	t.Helper()
	ours, err := bleveindex.Open(filepath.Join(dir, oursName), bleveindex.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close() //nolint:errcheck // only read
	theirs, err := stock.Open(filepath.Join(dir, stockName))
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close() //nolint:errcheck // only read
	corpus := newscorpus.New(newscorpus.Invent(corpusSeed, newscorpus.InventedStories), corpusSeed)
	queries, err := workload.Pick(corpus, 300, querySeed)
	if err != nil {
		t.Fatal(err)
	}
	queries = slices.DeleteFunc(queries, func(q workload.Query) bool { return q.Class == workload.Page })
	a := &arena{ours: ours, theirs: theirs}
	c, err := a.compare(t.Context(), queries)
	if err != nil {
		t.Fatal(err)
	}
	if c.differentTotals+c.differentRows > 0 || c.totals < 10*workload.PerClass || c.rows < 4000 {
		t.Errorf("%+v", c)
	}
}
