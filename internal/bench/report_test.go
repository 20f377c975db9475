package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"dateline/internal/bench/workload"
	"dateline/internal/golden"
)

func TestNumbers(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, got, want string }{
		{"nothing", ms(0), none},
		{"microseconds", ms(8 * time.Microsecond), "0.008"},
		{"a few", ms(1234 * time.Microsecond), "1.23"},
		{"tens", ms(12345 * time.Microsecond), "12.3"},
		{"hundreds", ms(1234 * time.Millisecond), "1234"},
		{"no ratio", times(0), none},
		{"a small ratio", times(.0512), "0.05x"},
		{"a large ratio", times(41.4), "41x"},
		{"a ratio of nothing", times(over(0, 1)), none},
		{"a ratio to nothing", times(over(1, 0)), none},
		{"reached", verdict(40, 40), "40x ok"},
		{"missed", verdict(1.19, 1.2), "1.2x short"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
}

// some are costs of so many microseconds.
func some(micros ...int) []cost {
	return each(micros, func(n int) cost {
		d := time.Duration(n) * time.Microsecond
		return cost{cpu: d, wall: d + d/2}
	})
}

func TestTables(t *testing.T) {
	t.Parallel()
	contests := []*contest{
		{class: workload.Frequent, asked: 2, hits: 31, ours: some(500, 700), articles: some(100, 100), theirs: some(30_000, 50_000)},
		{class: workload.PhraseOf2, asked: 2, hits: 3, ours: some(2000, 4000), articles: some(100, 100), theirs: some(9000, 9000)},
		{class: workload.NearPhrase, asked: 2, hits: 8, ours: some(2000, 3000), articles: some(100, 100)},
	}
	builds := []*build{
		{Engine: oursName, Articles: 1000, Raw: 1000, Size: 2500, Segments: 2, CPU: time.Second, Wall: 2 * time.Second, Peak: 300 << 20},
		{Engine: stockName, Articles: 1000, Raw: 1000, Size: 5000, Segments: 1, CPU: time.Second, Wall: time.Second, Peak: 900 << 20},
	}
	tables := []*table{
		buildTable(builds),
		pageTable(some(1000, 2000, 3000)),
		memoryTable(memory{before: 1 << 20, opened: 2 << 20, asked: 10 << 20, peak: 50 << 20}, 100_000),
		searchTable(plain(), contests, plainGoals(), 20_000),
		searchTable(faceted(), contests, facetedGoals(), prototypeArticles),
	}
	for name, markdown := range map[string]bool{"tables.txt": false, "tables.md": true} {
		var b bytes.Buffer
		for _, table := range tables {
			if err := table.write(&b, markdown); err != nil {
				t.Fatal(err)
			}
		}
		golden.Equal(t, "testdata/"+name, b.Bytes())
	}
}

func TestGoalsAreOfClassesThatAreMeasured(t *testing.T) {
	t.Parallel()
	for _, goals := range []map[workload.Class]goal{facetedGoals(), plainGoals()} {
		known := strings.Join(each(workload.Classes(), func(c workload.Class) string { return string(c) }), "\n")
		for class := range goals {
			if !strings.Contains("\n"+known+"\n", "\n"+string(class)+"\n") {
				t.Errorf("%s is no class", class)
			}
		}
	}
}
