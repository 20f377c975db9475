package sidecar_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/vellum/regexp"

	"dateline/index/bleveindex/sidecar"
)

// FuzzReader compares what a Reader says with what random documents say.
func FuzzReader(f *testing.F) {
	for seed := range uint64(3) {
		for _, docs := range []uint16{0, 1, 2, 31, 33, 129, 400} {
			f.Add(seed, docs)
		}
	}
	f.Fuzz(func(t *testing.T, seed uint64, docs uint16) {
		n := randomDocuments(seed, int(docs%512))
		n.check(t, n.build(t))
	})
}

func TestFrequenciesAreExactBeyondAByte(t *testing.T) {
	t.Parallel()
	n := &naive{schema: sidecar.Schema{Texts: []string{"body"}, Own: "="}}
	for doc, times := range slices.Repeat([]uint32{1, 254, 255, 256, 2, 700, 255}, 40) {
		words := sidecar.Words{Length: 2 * times, Starts: []uint32{0}}
		for place := range times {
			// Differences of one, two and three bytes, and a list that a term
			// without documents of its own has before one that keeps them.
			for _, term := range []string{"#word", "=word", "en:word"} {
				words.Occurrences = append(words.Occurrences, sidecar.Occurrence{Term: term, Place: place * place * place})
			}
		}
		n.docs = append(n.docs, sidecar.Document{ID: fmt.Sprint(doc), Texts: []sidecar.Words{words}})
	}
	n.check(t, n.build(t))
}

func TestColumnWithMoreValuesThanTwoBytesNumber(t *testing.T) {
	t.Parallel()
	const most = 1<<16 - 1 // the last number stands for "none"
	for _, values := range []int{most - 1, most, most + 1} {
		for _, each := range []int{1, 3} {
			t.Run(fmt.Sprintf("%d values, %d a document", values, each), func(t *testing.T) {
				t.Parallel()
				n := &naive{schema: sidecar.Schema{Facets: []string{"facet"}}}
				for from := 0; from < values; from += each {
					doc := sidecar.Document{ID: fmt.Sprint(from), Values: [][]string{nil}}
					for v := from; v < min(from+each, values); v++ {
						doc.Values[0] = append(doc.Values[0], fmt.Sprintf("%06d", v))
					}
					n.docs = append(n.docs, doc, sidecar.Document{ID: "none", Values: [][]string{nil}})
				}
				column := n.build(t).Column("facet")
				counts := make([]uint32, column.Values())
				docs := make([]uint32, len(n.docs))
				for doc := range docs {
					docs[doc] = uint32(doc)
					want := n.docs[doc].Values[0]
					got := column.AppendOf(uint32(doc), nil)
					if len(got) != len(want) || len(got) > 0 && column.Value(got[len(got)-1]) != want[len(want)-1] {
						t.Fatalf("document %d: %v, want %q", doc, got, want)
					}
				}
				equal(t, "missing", column.Count(docs, counts), len(docs)/2)
				equal(t, "counts", counts, slices.Repeat([]uint32{1}, values))
			})
		}
	}
}

func TestTermsThatAnAutomatonAccepts(t *testing.T) {
	t.Parallel()
	n := &naive{schema: sidecar.Schema{Texts: []string{"body"}}}
	words := sidecar.Words{Length: 6}
	for place, term := range []string{"bank", "banker", "", "bark", "tank", "b"} {
		words.Occurrences = append(words.Occurrences, sidecar.Occurrence{Term: term, Place: uint32(place)})
	}
	n.docs = append(n.docs, sidecar.Document{Texts: []sidecar.Words{words}})
	body := n.build(t).Text("body")
	tests := []struct {
		pattern string
		most    int
		want    []string
	}{
		{"ban.*", 9, []string{"bank", "banker"}},
		{".*", 9, []string{"", "b", "bank", "banker", "bark", "tank"}},
		{"[a-z]an?r?k", 9, []string{"bank", "bark", "tank"}},
		{"[a-z]*", 2, []string{"", "b"}},
		{"z.*", 9, nil},
	}
	for _, test := range tests {
		t.Run(test.pattern, func(t *testing.T) {
			t.Parallel()
			automaton, err := regexp.New(test.pattern)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			err = body.Terms(automaton, func(term []byte, p sidecar.Postings) bool {
				equal(t, "documents", p.Docs(nil), []uint32{0})
				got = append(got, string(term))
				return len(got) < test.most
			})
			if err != nil {
				t.Error(err)
			}
			equal(t, "terms", got, test.want)
		})
	}
}

func TestWhatTheSchemaHasNot(t *testing.T) {
	t.Parallel()
	r := randomDocuments(1, 3).build(t)
	if r.Text("lead") != nil || r.Column("lead") != nil {
		t.Error("a name that the schema has not is answered")
	}
}

func TestTheSameDocumentsMakeTheSameBytes(t *testing.T) {
	t.Parallel()
	n := randomDocuments(5, 100)
	b := n.builder()
	first, err := b.Bytes(42)
	if err != nil {
		t.Fatal(err)
	}
	second, err := b.Bytes(42)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) || !bytes.Equal(first, n.bytes(t)) {
		t.Error("the bytes differ")
	}
}

// A stem that has one surface form costs its entry in the dictionary only.
func TestTermsOfTheSamePlacesShareARecord(t *testing.T) {
	t.Parallel()
	size := func(terms ...string) int {
		n := &naive{schema: sidecar.Schema{Texts: []string{"body"}}}
		for doc := range 500 {
			var words sidecar.Words
			for place := range uint32(20) {
				for _, term := range terms {
					words.Occurrences = append(words.Occurrences, sidecar.Occurrence{Term: term, Place: place})
				}
			}
			n.docs = append(n.docs, sidecar.Document{ID: fmt.Sprint(doc), Texts: []sidecar.Words{words}})
		}
		return len(n.bytes(t))
	}
	one, two := size("=ministers"), size("=ministers", "en:minist")
	if two-one > 100 {
		t.Errorf("%d bytes for a word, %d with its stem", one, two)
	}
}

func TestBuilderKeepsNothingOfADocument(t *testing.T) {
	t.Parallel()
	n := randomDocuments(3, 40)
	want := n.bytes(t)
	b := sidecar.NewBuilder(n.schema)
	var doc sidecar.Document
	for i := range n.docs {
		doc = n.docs[i]
		doc.Texts, doc.Values = slices.Clone(doc.Texts), slices.Clone(doc.Values)
		for text := range doc.Texts {
			doc.Texts[text].Starts = slices.Clone(doc.Texts[text].Starts)
			doc.Texts[text].Occurrences = slices.Clone(doc.Texts[text].Occurrences)
		}
		b.Add(&doc)
		for text := range doc.Texts {
			clear(doc.Texts[text].Starts)
			clear(doc.Texts[text].Occurrences)
		}
		clear(doc.Values)
	}
	if got, err := b.Bytes(42); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the bytes differ (%v)", err)
	}
}

func TestDocumentsThatBreakTheRules(t *testing.T) {
	t.Parallel()
	at := func(places ...uint32) []sidecar.Occurrence {
		var list []sidecar.Occurrence
		for _, place := range places {
			list = append(list, sidecar.Occurrence{Term: "word", Place: place})
		}
		return list
	}
	tests := []struct {
		name, says string
		doc        sidecar.Document
	}{
		{"no text", "0 texts and 1 facets, the schema has 1 and 1", sidecar.Document{Values: [][]string{nil}}},
		{"no facet", "1 texts and 0 facets", sidecar.Document{Texts: []sidecar.Words{{}}}},
		{"falling places", `text body: "word" at place 2 comes after place 3`, sidecar.Document{
			Texts: []sidecar.Words{{Occurrences: at(1, 3, 2)}}, Values: [][]string{nil},
		}},
		{"twice", `text body: "word" at place 3 twice`, sidecar.Document{
			Texts: []sidecar.Words{{Occurrences: at(1, 3, 3)}}, Values: [][]string{nil},
		}},
		{"falling starts", "text body: part 2 starts at 4, before the part before it", sidecar.Document{
			Texts: []sidecar.Words{{Starts: []uint32{0, 5, 4}}}, Values: [][]string{nil},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := sidecar.NewBuilder(sidecar.Schema{Texts: []string{"body"}, Facets: []string{"person"}})
			good := sidecar.Document{ID: "good", Texts: []sidecar.Words{{}}, Values: [][]string{nil}}
			test.doc.ID = "bad one"
			for _, doc := range []*sidecar.Document{&good, &test.doc, &good} {
				b.Add(doc)
			}
			path := filepath.Join(t.TempDir(), "sidecar")
			_, err := b.Bytes(1)
			for _, err := range []error{err, b.WriteFile(path, 1)} {
				if err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), `document 1 ("bad one")`) {
					t.Errorf("error %v, want one of document 1 that says %q", err, test.says)
				}
			}
			if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a file was written: %v", err)
			}
		})
	}
}

func TestFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "00000001.words")
	n := randomDocuments(8, 60)
	// An older sidecar and what a killed program left behind are replaced.
	for _, left := range []string{path, path + ".new"} {
		if err := os.WriteFile(left, bytes.Repeat([]byte("x"), 1<<20), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := n.builder().WriteFile(path, 42); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(written, n.bytes(t)) {
		t.Errorf("the file differs from the bytes (%v)", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("files %v, %v, want the sidecar only", entries, err)
	}
	r, err := sidecar.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	n.check(t, r)
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Errorf("a second close: %v", err)
	}
}

func TestFileThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	occupied := filepath.Join(dir, "occupied")
	if err := os.MkdirAll(filepath.Join(occupied, "by a folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{occupied, filepath.Join(dir, "nowhere", "sidecar")} {
		if err := randomDocuments(1, 3).builder().WriteFile(path, 1); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("error %v, want one that names %s", err, path)
		}
	}
	if _, err := os.Stat(occupied + ".new"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file that was begun is left: %v", err)
	}
}

// It counts the memory of the process, so that nothing may run beside it.
func TestOpeningTakesNoMemoryOfTheSizeOfTheFile(t *testing.T) {
	b := sidecar.NewBuilder(sidecar.Schema{Facets: []string{"source"}})
	for doc := range 50_000 {
		b.Add(&sidecar.Document{ID: fmt.Sprint(doc), Values: [][]string{{fmt.Sprint(doc)}}, Published: time.Unix(int64(doc), 0)})
	}
	data, err := b.Bytes(1)
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := sidecar.New(data); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 10_000 {
		t.Errorf("%d bytes to open %d", allocated, len(data))
	}
}
