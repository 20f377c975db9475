package entity_test

import (
	"strings"
	"testing"

	"dateline/entity"
)

// benchArticle is about as long as a news article is on average.
func benchArticle() entity.Text {
	const paragraph = `American mediator Daniel Harlan arrived in Cairo on Monday for a new round of negotiations between Israel and
Hamas, officials said. Harlan, a former senator, met intelligence chief Hassan Mourad for two hours. "We are closer than we were,"
Harlan's spokeswoman, Dr. Ruth Keller, told reporters. The International Atomic Energy Agency (IAEA) said its inspectors would
return to Iran next week, and that the talks there had been useful for both sides.`
	return entity.Text{
		Title: "Envoy presses for truce as talks resume in Cairo", Dateline: "CAIRO, Nov 3 (Desert Wire)", Lang: "en",
		Body: strings.TrimSuffix(strings.Repeat(strings.ReplaceAll(paragraph, "\n", " ")+"\n\n", 7), "\n\n"),
	}
}

func BenchmarkFind(b *testing.B) {
	x := load(b)
	text := benchArticle()
	words := len(strings.Fields(text.Title + " " + text.Dateline + " " + text.Body))
	b.ReportAllocs()
	for b.Loop() {
		x.Find(text)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := entity.Load(); err != nil {
			b.Fatal(err)
		}
	}
}
