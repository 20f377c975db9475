package sidecar_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/vellum"

	"dateline/index/bleveindex/sidecar"
)

// tailSize is what follows the table: its length, its checksum, magic, version.
const tailSize = 16

// withTable returns a file with another table, whose checksum is right.
func withTable(data, table []byte) []byte {
	out := append(bytes.Clone(data[:len(data)-tailSize-len(tableOf(data))]), table...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(table)))
	out = binary.LittleEndian.AppendUint32(out, crc32.Checksum(table, crc32.MakeTable(crc32.Castagnoli)))
	return append(out, data[len(data)-tailSize+8:]...)
}

// tableOf returns the table of a file; nil where there is no room for it.
func tableOf(data []byte) []byte {
	if len(data) < tailSize {
		return nil
	}
	before := data[:len(data)-tailSize]
	size := uint64(binary.LittleEndian.Uint32(data[len(before):]))
	if size > uint64(len(before)) {
		return nil
	}
	return before[uint64(len(before))-size:]
}

func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	whole := randomDocuments(8, 60).bytes(t)
	edit := func(from, to string) []byte {
		edited := strings.Replace(string(tableOf(whole)), from, to, 1)
		if edited == string(tableOf(whole)) {
			t.Fatalf("the table has no %s:\n%s", from, edited)
		}
		return withTable(whole, []byte(edited))
	}
	newer := bytes.Clone(whole)
	newer[4] = 9
	broken := bytes.Clone(whole)
	broken[len(whole)-tailSize-5] ^= 1
	tests := []struct {
		name, says string
		data       []byte
	}{
		{"empty", "empty", nil},
		{"too short", "3 bytes are too few", whole[:3]},
		{"another file", "does not begin like one", bytes.Repeat([]byte("<html>"), 100)},
		{"newer", "version 9, this program reads 1", newer},
		{"cut", "its end is missing", whole[:len(whole)-1]},
		{"more behind it", "its end is missing", append(bytes.Clone(whole), 0)},
		{"changed table", "the checksum of the table differs", broken},
		{"table is no JSON", "table: invalid", withTable(whole, []byte("{x"))},
		{"other count of documents", "id ranks: 240 bytes instead of 244", edit(`"Docs":60`, `"Docs":61`)},
		{"section outside", "outside the file's", edit(`"Parts":{"At":`, `"Parts":{"At":9`)},
		{"section beyond all", "outside the file's", edit(`"Bytes":{"At":`, `"Bytes":{"At":18446744073709551615,"Was":`)},
		{"endless section", "outside the file's", edit(`}}],"Columns"`, `,"Size":18446744073709551615}}],"Columns"`)},
		{"terms elsewhere", "title: terms: ", edit(`"Terms":{"At":`, `"Terms":{"Was":`)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "sidecar")
			if err := os.WriteFile(path, test.data, 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := sidecar.Open(path)
			if !errors.Is(err, sidecar.ErrDamaged) || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("error %v, want one that says %q and names the file", err, test.says)
			}
		})
	}
}

func TestFileThatIsNotThere(t *testing.T) {
	t.Parallel()
	_, err := sidecar.Open(filepath.Join(t.TempDir(), "sidecar"))
	if !errors.Is(err, os.ErrNotExist) || errors.Is(err, sidecar.ErrDamaged) {
		t.Errorf("error %v, want one of a missing file", err)
	}
}

func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	whole := randomDocuments(2, 5).bytes(t)
	for size := range whole {
		if _, err := sidecar.New(whole[:size]); !errors.Is(err, sidecar.ErrDamaged) {
			t.Fatalf("%d of %d bytes: error %v", size, len(whole), err)
		}
	}
}

func TestListsThatDamageShows(t *testing.T) {
	t.Parallel()
	n := &naive{schema: sidecar.Schema{Texts: []string{"body"}}}
	for doc := range 100 {
		n.docs = append(n.docs, sidecar.Document{ID: fmt.Sprint(doc), Texts: []sidecar.Words{{
			Occurrences: []sidecar.Occurrence{{Term: "word", Place: 1}},
		}}})
	}
	whole := n.bytes(t)
	// A record begins with the number of postings; here exceptions, bytes of
	// places and of a bitmap follow.
	at := bytes.Index(whole, []byte{100, 0, 100, 0, 1, 1, 1})
	for i, test := range []struct{ value, says string }{
		{"\x65", "101 postings among 100 documents"},
		{"\x00", "0 postings"},
		{"\x64\x65", "101 exceptions in 100 postings"},
		{"\x64\x00\xff\x7f", "ends early"},
		{"\x64\x00\x64\x7f", "ends early"},
	} {
		data := bytes.Clone(whole)
		copy(data[at:], test.value)
		r, err := sidecar.New(data)
		if err != nil {
			t.Fatal(err)
		}
		_, ok, err := r.Text("body").Lookup("word")
		walked := r.Text("body").Terms(&vellum.AlwaysMatch{}, func([]byte, sidecar.Postings) bool { return true })
		for _, err := range []error{err, walked} {
			if ok || !errors.Is(err, sidecar.ErrDamaged) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("case %d: %t, error %v, want one that says %q", i, ok, err, test.says)
			}
		}
	}
}

// Terms that lead in circles take more steps, or lie deeper, than the table
// says.
func TestTermsThatNeverEnd(t *testing.T) {
	t.Parallel()
	n := &naive{schema: sidecar.Schema{Texts: []string{"body"}}}
	n.docs = append(n.docs, sidecar.Document{Texts: []sidecar.Words{{Occurrences: []sidecar.Occurrence{
		{Term: "alpha", Place: 1}, {Term: "beta", Place: 2},
	}}}})
	whole := n.bytes(t)
	for from, to := range map[string]string{
		`"TermBytes":9`:   `"TermBytes":8`,
		`"LongestTerm":5`: `"LongestTerm":4`,
	} {
		table := strings.Replace(string(tableOf(whole)), from, to, 1)
		r, err := sidecar.New(withTable(whole, []byte(table)))
		if err != nil {
			t.Fatal(err)
		}
		err = r.Text("body").Terms(&vellum.AlwaysMatch{}, func([]byte, sidecar.Postings) bool { return true })
		if !errors.Is(err, sidecar.ErrDamaged) || !strings.Contains(err.Error(), "never end") {
			t.Errorf("%s: error %v", to, err)
		}
	}
}

// FuzzNew reads everything out of damaged files, with the table's checksum as
// it is and put right. Reading may panic, but it must end.
func FuzzNew(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(randomDocuments(seed, 40*int(seed)).bytes(f))
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		readAll(data)
		if table := tableOf(data); table != nil {
			readAll(withTable(data, table))
		}
	})
}

func readAll(data []byte) {
	r, err := sidecar.New(data) // outside of what may panic
	if err != nil {
		return
	}
	for _, read := range []func(*sidecar.Reader){readTexts, readColumns, readDates} {
		func() {
			defer func() { _ = recover() }()
			read(r)
		}()
	}
}

func readTexts(r *sidecar.Reader) {
	var numbers []uint32
	for _, name := range []string{"title", "body"} {
		t := r.Text(name)
		if t == nil {
			continue
		}
		_, _, _ = t.Lookup("en:1")
		_ = t.Terms(&vellum.AlwaysMatch{}, func(_ []byte, p sidecar.Postings) bool {
			defer func() { _ = recover() }()
			numbers = p.Frequencies(p.Docs(numbers[:0]))
			places := p.Places()
			for rank := range p.Count() {
				numbers = places.At(rank, numbers[:0])
			}
			return true
		})
		for doc := range r.Docs() {
			numbers = t.Starts(doc, numbers[:0])
		}
	}
}

func readColumns(r *sidecar.Reader) {
	for _, name := range []string{"one", "many", "none"} {
		c := r.Column(name)
		if c == nil {
			continue
		}
		c.Find("value 7")
		counts := make([]uint32, c.Values())
		for doc := range r.Docs() {
			for _, ordinal := range c.AppendOf(doc, nil) {
				_ = c.Value(ordinal)
			}
			c.Count([]uint32{doc}, counts)
		}
	}
}

func readDates(r *sidecar.Reader) {
	d := r.Dates()
	d.FirstFrom(time.Unix(0, 0))
	for doc := range r.Docs() {
		d.Second(doc)
		d.Newest(doc)
		r.IDRank(doc)
	}
}
