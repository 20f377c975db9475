package bleveindex_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/query"
)

// What is damaged gives an error, whenever it is found: the program goes on.
// That nothing damaged is opened in the first place is the business of
// package generation.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		file   string // pattern
		damage func(text []byte) []byte
	}{
		{"root cut off", "root.bolt", func(text []byte) []byte { return text[:len(text)/3] }},
		{"root of zeros", "root.bolt", func(text []byte) []byte { return make([]byte, len(text)) }},
		{"root empty", "root.bolt", func([]byte) []byte { return nil }},
		{"segment cut off", "*.zap", func(text []byte) []byte { return text[:len(text)/2] }},
		{"segment of zeros", "*.zap", func(text []byte) []byte { return make([]byte, len(text)) }},
		{"segment empty", "*.zap", func([]byte) []byte { return nil }},
		{"segment of noise", "*.zap", func(text []byte) []byte {
			for i := range text[:len(text)-64] {
				text[i] ^= byte(i*7 + 1)
			}
			return text
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e, dir := create(t)
			mustWrite(t, e, article("a", "Budget vote", "The budget vote was late."), article("b", "Weather", "Rain."))
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			files, err := filepath.Glob(filepath.Join(dir, test.file))
			if err != nil || len(files) == 0 {
				t.Fatalf("no file %s: %v", test.file, err)
			}
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, test.damage(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			e, err = bleveindex.Open(dir, bleveindex.Options{ReadOnly: true})
			if err == nil {
				closeAtEnd(t, e)
				_, err = e.Search(t.Context(), index.Plan{
					Where: query.Phrase{Text: "budget vote"}, Sort: query.Relevance, Size: 10,
					Facets: []index.FacetPlan{{Field: "person", Size: 10}},
				})
			}
			if err == nil {
				_, err = e.Get(t.Context(), "a")
			}
			if err == nil {
				t.Error("nothing was noticed")
			}
		})
	}
}

// A sidecar is not read when it is opened. What is damaged in it is found by who
// looks at it: never does that take long, and never is it another error.
func TestDamagedSidecars(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	e, dir := create(t)
	var docs []index.Document
	for i := range 200 {
		docs = append(docs, pagedArticle(random, fmt.Sprint("id", i)))
	}
	mustWrite(t, e, docs...)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Seal(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.side"))
	if err != nil || len(files) != 1 {
		t.Fatalf("sidecars %v, %v", files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	noticed := 0
	for range 300 {
		if err := os.WriteFile(files[0], damaged(random, whole), 0o600); err != nil {
			t.Fatal(err)
		}
		e, err := bleveindex.Open(dir, bleveindex.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			plan := rankedPlan(random)
			plan.Size, plan.Facets = 5, []index.FacetPlan{{Field: "source", Size: 10}}
			if _, err := e.Search(t.Context(), plan); err != nil {
				if noticed++; !errors.Is(err, index.ErrDamaged) {
					t.Errorf("%v: %v", plan.Where, err)
				}
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if noticed == 0 {
		t.Error("nothing was noticed")
	}
}

// damaged is a text with some of its bytes changed.
func damaged(random *rand.Rand, text []byte) []byte {
	text = slices.Clone(text)
	for range 1 + random.IntN(20) {
		at := random.IntN(len(text))
		for i := at; i < min(at+random.IntN(20), len(text)); i++ {
			text[i] = byte(random.Uint32() | random.Uint32())
		}
	}
	return text
}

// After a write that failed nothing in memory can be trusted.
func TestFailedWriteEndsTheEngine(t *testing.T) {
	t.Parallel()
	e, dir := create(t)
	mustWrite(t, e, article("a", "First"))
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	first := e.Write(t.Context(), []index.Document{article("b", "Second")})
	if first == nil {
		t.Skip("this system writes into removed folders")
	}
	_, err := e.Search(t.Context(), index.Plan{Where: query.All{}, Sort: query.Newest, Size: 1})
	if !errors.Is(err, first) || !strings.Contains(err.Error(), "after a failed write") {
		t.Errorf("Search after %v: %v", first, err)
	}
}
