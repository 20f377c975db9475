package eval_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/internal/eval"
)

func known(body, title, author, date string) eval.Page {
	return eval.Page{ID: "p", Gold: eval.Known{Body: body, Title: title, Author: eval.Names{author}, Date: date}}
}

func TestExtraction(t *testing.T) {
	t.Parallel()
	var e eval.Extraction
	e.Add(known("one two three four", "A Pier", "Jane Doe; John Roe", "2026-09-03T10:00:00Z"),
		eval.Reading{Body: "One two three four", Title: "“A pier”", Authors: []string{"John Roe", "Jane Doe"}, Date: "2026-09-03"})
	e.Add(known("one two three four", "A pier", "Jane Doe", "2026-09-03"),
		eval.Reading{Body: "one, two, three, four.", Title: "B pier", Date: "2026-09-04"})
	e.Add(eval.Page{ID: "q", Gold: eval.Known{With: []string{"one"}, Without: []string{"two"}}}, eval.Reading{Body: "one two"})
	want := map[string]float64{"f1": 0.5, "precision": 0.5, "recall": 0.5, "exact": 0.5, "snippets": 2.0 / 3, "title": 0.5, "author": 0.5, "date": 0.5}
	got := e.Numbers()
	if len(got) != len(want) {
		t.Errorf("%d numbers, want %d: %v", len(got), len(want), got)
	}
	for _, n := range got {
		if !near(n.Value, want[n.Name]) || n.Low > n.Value || n.High < n.Value {
			t.Errorf("%v, want %v within its interval", n, want[n.Name])
		}
	}
	mistakes := []string{`title of p: "b pier", want "a pier"`, `author of p: "", want "jane doe"`, `date of p: "2026-09-04", want "2026-09-03"`}
	if !slices.Equal(e.Mistakes, mistakes) {
		t.Errorf("mistakes %q, want %q", e.Mistakes, mistakes)
	}
}

func TestAgainst(t *testing.T) {
	t.Parallel()
	var ours, theirs, same eval.Extraction
	for i := range 50 {
		p := known("one two three four", "A pier", "", "")
		title := "A pier"
		if i%5 == 0 {
			title = "B pier"
		}
		same.Add(p, eval.Reading{Body: "one two three four", Title: title})
		ours.Add(p, eval.Reading{Body: "one two three four", Title: title})
		theirs.Add(p, eval.Reading{Body: "one two three four " + strings.Repeat("x ", i%2), Title: "B pier"})
	}
	for _, n := range ours.Against(&same) {
		if n.Value != 0 || n.Interval != (eval.Interval{}) {
			t.Errorf("against the same: %v", n)
		}
	}
	for _, n := range ours.Against(&theirs) {
		switch n.Name {
		case "recall":
			if n.Value != 0 || n.Interval != (eval.Interval{}) {
				t.Errorf("%v, want no difference", n)
			}
		case "title":
			if !near(n.Value, 0.8) || n.Low < 0.6 || n.High > 0.95 || n.Low >= n.High {
				t.Errorf("%v, want 0.8 in an interval about .22 wide", n)
			}
		default:
			if n.Value <= 0 || n.Low <= 0 {
				t.Errorf("%v, want ours to be better", n)
			}
		}
	}
}

func TestNumberIsALine(t *testing.T) {
	t.Parallel()
	n := eval.Number{Name: "f1", Value: 0.95, Interval: eval.Interval{Low: 0.94, High: 0.96}}
	if got, want := n.String(), "f1 0.9500 0.9400 0.9600"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
