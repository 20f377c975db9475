package ingest_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/ingest"
)

func TestReportForPeople(t *testing.T) {
	t.Parallel()
	counts := ingest.Counts{Read: 9, Indexed: 3, Updated: 1, Unchanged: 1, Duplicate: 1, Refused: 3, Ignored: 4}
	line := "9 read in 1.5 s: 3 indexed, 1 updated, 1 unchanged, 1 duplicate, 3 refused; 4 ignored\n"
	tests := []struct {
		name     string
		refusals []ingest.Refusal
		want     string
	}{
		{"all refusals listed", []ingest.Refusal{{Path: "a", Error: "x"}, {Path: "b", Error: "y"}, {Path: "c", Error: "z"}}, "refused: a: x\nrefused: b: y\nrefused: c: z\n" + line},
		{"some listed", []ingest.Refusal{{Path: "a", Error: "x"}}, "refused: a: x\nrefused: 2 more\n" + line},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			report := ingest.Report{Counts: counts, Seconds: 1.46, Refusals: tt.refusals}
			if err := report.WriteText(&out); err != nil {
				t.Fatal(err)
			}
			if out.String() != tt.want {
				t.Errorf("got\n%s\nwant\n%s", out.String(), tt.want)
			}
		})
	}
}

func TestReportForMachines(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(ingest.Report{Counts: ingest.Counts{Read: 2, Indexed: 1, Refused: 1}, Seconds: 2, Refusals: []ingest.Refusal{{Path: "a", Error: "x"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"read":2,"indexed":1,"updated":0,"unchanged":0,"duplicate":0,"refused":1,"ignored":0,"seconds":2,"refusals":[{"path":"a","error":"x"}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestCountsChanged(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		counts ingest.Counts
		want   bool
	}{
		{"nothing", ingest.Counts{}, false},
		{"indexed", ingest.Counts{Indexed: 1}, true},
		{"updated", ingest.Counts{Updated: 1}, true},
		{"nothing new", ingest.Counts{Unchanged: 1, Duplicate: 1, Refused: 1, Ignored: 1}, false},
	}
	for _, tt := range tests {
		if got := tt.counts.Changed(); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A name in a folder from elsewhere must not move the cursor or begin a line.
func TestReportQuotesHostileNames(t *testing.T) {
	t.Parallel()
	report := ingest.Report{
		Counts: ingest.Counts{Read: 4, Refused: 4},
		Refusals: []ingest.Refusal{
			{Path: "\x1b[31mred.html", Error: "empty"},
			{Path: "a\nb.html", Error: "no\u0085good"},
			{Path: "d\xe9p.html", Error: "empty"},
			{Path: "Zürich \"b\" 東.html", Error: "empty"},
		},
	}
	var out strings.Builder
	if err := report.WriteText(&out); err != nil {
		t.Fatal(err)
	}
	want := `refused: "\x1b[31mred.html": empty
refused: "a\nb.html": "no\u0085good"
refused: "d\xe9p.html": empty
refused: Zürich "b" 東.html: empty
4 read`
	if !strings.HasPrefix(out.String(), want) {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

func TestRefusalLogTellsOfTheLastRunOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), ingest.RefusedFile)
	for run := range 2 {
		log, err := ingest.CreateRefusalLog(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 - run {
			log.Add(ingest.Refusal{Path: "a.html", Error: "is \"bad\"", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)})
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"path":"a.html","error":"is \"bad\"","time":"2026-01-02T03:04:05Z"}` + "\n"
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestRefusalLogErrors(t *testing.T) {
	t.Parallel()
	if _, err := ingest.CreateRefusalLog(filepath.Join(t.TempDir(), "missing", "refused.jsonl")); err == nil {
		t.Error("a log was made in a folder that does not exist")
	}
	log, err := ingest.CreateRefusalLog(filepath.Join(t.TempDir(), ingest.RefusedFile))
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	log.Add(ingest.Refusal{Path: "late"})
	if log.Close() == nil {
		t.Error("a refusal was lost without an error")
	}
}
