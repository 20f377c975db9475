package sidecar_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/vellum"

	"dateline/index/bleveindex/sidecar"
)

// articleWords is the length of the articles below, about that of a newspaper.
const articleWords = 400

// articles makes articles of words that are as unevenly frequent as those of a
// language, each under its surface and its stem, and gives each to use. The
// document is the same memory every time.
func articles(count int, use func(*sidecar.Document)) {
	random := rand.New(rand.NewPCG(1, 2))
	surfaces, stems := vocabulary(random)
	zipf := rand.NewZipf(random, 1.25, 3, uint64(len(surfaces)-1))
	doc := sidecar.Document{Texts: make([]sidecar.Words, 1), Values: make([][]string, 3)}
	for i := range count {
		doc.ID = fmt.Sprintf("paper-%016x", random.Uint64())
		doc.Published = time.Unix(1.6e9+random.Int64N(1e8)/60*60, 0)
		words := &doc.Texts[0]
		words.Starts, words.Occurrences = words.Starts[:0], words.Occurrences[:0]
		words.Length = articleWords
		for w := range uint32(articleWords) {
			part := w / 40
			if w%40 == 0 {
				words.Starts = append(words.Starts, w+part)
			}
			n := zipf.Uint64()
			for _, term := range []string{surfaces[n], stems[n]} {
				// Cloned, as terms come fresh out of an analysis.
				words.Occurrences = append(words.Occurrences, sidecar.Occurrence{Term: strings.Clone(term), Place: w + part})
			}
		}
		doc.Values[0] = []string{fmt.Sprintf("paper %d", i%40)}
		for f := 1; f <= 2; f++ {
			doc.Values[f] = doc.Values[f][:0]
			for v := range uint64(8) {
				doc.Values[f] = append(doc.Values[f], fmt.Sprintf("actor %d", zipf.Uint64()/8*8+v))
			}
		}
		use(&doc)
	}
}

// vocabulary returns words and, by the same numbers, their stems: of four
// words two share one.
func vocabulary(random *rand.Rand) (surfaces, stems []string) {
	for i := range 500_000 {
		letters := make([]byte, 4+random.IntN(8))
		for l := range letters {
			letters[l] = 'a' + byte(random.IntN(26))*byte(random.IntN(26))/26
		}
		surfaces = append(surfaces, fmt.Sprintf("=%s%x", letters, i))
		stem := i
		if i%4 == 1 {
			stem--
		}
		stems = append(stems, "en:"+surfaces[stem][1:])
	}
	return surfaces, stems
}

// writeArticles writes the sidecar of 20,000 articles and returns its path.
func writeArticles(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "sidecar")
	builder := sidecar.NewBuilder(articleSchema())
	articles(20_000, builder.Add)
	if err := builder.WriteFile(path, 1); err != nil {
		b.Fatal(err)
	}
	return path
}

func articleSchema() sidecar.Schema {
	return sidecar.Schema{Texts: []string{"body"}, Facets: []string{"source", "person", "place"}, Own: "="}
}

// BenchmarkBuild builds and writes a sidecar: µs of an article to add and to
// write, memory before it is written, bytes of the file for each word.
func BenchmarkBuild(b *testing.B) {
	const count = 20_000
	for b.Loop() {
		builder := sidecar.NewBuilder(articleSchema())
		var adding time.Duration
		articles(count, func(doc *sidecar.Document) {
			start := time.Now()
			builder.Add(doc)
			adding += time.Since(start)
		})
		var memory runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&memory)
		start := time.Now()
		data, err := builder.Bytes(1)
		if err != nil {
			b.Fatal(err)
		}
		writing := time.Since(start)
		r, err := sidecar.New(data)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(adding.Nanoseconds())/1e3/count, "add-µs")
		b.ReportMetric(float64(writing.Nanoseconds())/1e3/count, "write-µs")
		b.ReportMetric(float64(memory.HeapAlloc)/1e6, "heap-MB")
		b.ReportMetric(float64(r.TextBytes("body"))/count/articleWords, "B/word")
	}
}

// BenchmarkOpen opens the sidecar of a segment of a usual size.
func BenchmarkOpen(b *testing.B) {
	path := writeArticles(b)
	b.ReportAllocs()
	for b.Loop() {
		r, err := sidecar.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCount counts the values of every second document.
func BenchmarkCount(b *testing.B) {
	const docs = 100_000
	for _, shape := range []struct {
		name             string
		values, distinct int
	}{{"one of 40", 1, 40}, {"eight of 5,000", 8, 5000}, {"eight of 100,000", 8, 100_000}} {
		b.Run(shape.name, func(b *testing.B) {
			column := randomColumn(b, docs, shape.values, shape.distinct)
			var list []uint32
			for doc := uint32(0); doc < docs; doc += 2 {
				list = append(list, doc)
			}
			counts := make([]uint32, column.Values())
			for b.Loop() {
				column.Count(list, counts)
			}
			perValue := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(len(list)*shape.values)
			b.ReportMetric(perValue, "ns/value")
		})
	}
}

func randomColumn(b *testing.B, docs, values, distinct int) *sidecar.Column {
	b.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(random, 1.05, 8, uint64(distinct-1))
	builder := sidecar.NewBuilder(sidecar.Schema{Facets: []string{"facet"}})
	for doc := range docs {
		given := make([]string, values)
		for i := range given {
			n := (int(zipf.Uint64()) + i) % distinct
			if doc < distinct/values {
				n = doc*values + i
			}
			given[i] = fmt.Sprintf("%d", n)
		}
		builder.Add(&sidecar.Document{ID: fmt.Sprint(doc), Values: [][]string{given}})
	}
	data, err := builder.Bytes(1)
	if err != nil {
		b.Fatal(err)
	}
	r, err := sidecar.New(data)
	if err != nil {
		b.Fatal(err)
	}
	return r.Column("facet")
}

// BenchmarkText looks terms up and reads their lists.
func BenchmarkText(b *testing.B) {
	r, err := sidecar.Open(writeArticles(b))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = r.Close() })
	text := r.Text("body")
	var rare, frequent string
	var most uint32
	err = text.Terms(&vellum.AlwaysMatch{}, func(term []byte, p sidecar.Postings) bool {
		if p.Count() > most {
			most, frequent = p.Count(), string(term)
		}
		if p.Count() == 20 {
			rare = string(term)
		}
		return true
	})
	if err != nil {
		b.Fatal(err)
	}
	list, _, _ := text.Lookup(frequent)
	b.Run("lookup", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _, _ = text.Lookup(rare)
		}
	})
	var numbers []uint32
	for _, step := range []uint32{1, 10, 100, 1000} {
		b.Run(fmt.Sprintf("places of every %d", step), func(b *testing.B) {
			b.ReportAllocs()
			read := 0
			for b.Loop() {
				places := list.Places()
				for rank := uint32(0); rank < list.Count(); rank += step {
					numbers = places.At(rank, numbers[:0])
					read++
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(read), "ns/posting")
		})
	}
	b.Run("frequencies", func(b *testing.B) {
		for b.Loop() {
			numbers = list.Frequencies(numbers[:0])
		}
	})
	b.Run("walk over all terms", func(b *testing.B) {
		terms := 0
		for b.Loop() {
			_ = text.Terms(&vellum.AlwaysMatch{}, func([]byte, sidecar.Postings) bool { terms++; return true })
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(terms), "ns/term")
	})
}
