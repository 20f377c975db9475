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

// BenchmarkBuild builds and writes a sidecar. Per article: add-µs, write-µs,
// file-B; per word: B/word.
func BenchmarkBuild(b *testing.B) {
	const count = 20_000
	path := filepath.Join(b.TempDir(), "sidecar")
	for b.Loop() {
		builder := sidecar.NewBuilder(sidecar.Schema{Texts: []string{"body"}, Facets: []string{"source", "person", "place"}, Own: "="})
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
		if err := builder.WriteFile(path, 1); err != nil {
			b.Fatal(err)
		}
		writing := time.Since(start)
		b.ReportMetric(float64(adding.Microseconds())/count, "add-µs")
		b.ReportMetric(float64(writing.Microseconds())/count, "write-µs")
		b.ReportMetric(float64(memory.HeapAlloc)/1e6, "heap-MB")
		runtime.KeepAlive(builder)
	}
	r, err := sidecar.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // reads memory
	for name, size := range r.Sizes() {
		b.Logf("%-30s %8.1f B an article, %.3f B a word", name, float64(size)/count, float64(size)/count/articleWords)
	}
	_ = vellum.AlwaysMatch{}
}
