package main

import (
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/net/html"

	"dateline/corpus"
	"dateline/internal/bench/newscorpus"
)

// extractedPages is how many web pages are read.
const extractedPages = 200

// extraction is what reading web pages took, and what parsing them alone did.
type extraction struct {
	pages, bytes       int
	read, parse        cost
	readHeap, treeHeap uint64 // allocated, in bytes
	wrong              int    // pages of which other paragraphs were read than were written
}

// extract reads articles out of generated pages. Of several rounds the
// cheapest counts.
func extract(articles *newscorpus.Corpus, pages, rounds int) (*extraction, error) {
	x := &extraction{pages: pages}
	var texts []string
	for n := range pages {
		doc := articles.Article(n)
		text := newscorpus.WebPage(&doc)
		x.bytes += len(text)
		texts = append(texts, text)
		read, err := corpus.ParseHTML(doc.URL, doc.ID, []byte(text), corpus.Options{})
		if err != nil || read.Body != doc.Body {
			x.wrong++
		}
	}
	var err error
	if x.parse, x.treeHeap, err = cheapest(texts, rounds, func(text string) error {
		_, err := html.Parse(strings.NewReader(text))
		return err
	}); err != nil {
		return nil, err
	}
	x.read, x.readHeap, err = cheapest(texts, rounds, func(text string) error {
		_, err := corpus.ParseHTML("x", "x", []byte(text), corpus.Options{})
		return err
	})
	return x, err
}

// cheapest does something with all texts in rounds and gives the least that a
// round took, and what one allocates.
func cheapest(texts []string, rounds int, work func(string) error) (least cost, heap uint64, err error) {
	for round := range rounds {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		spent, err := measureBlock(1, func() error {
			for _, text := range texts {
				if err := work(text); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return cost{}, 0, err
		}
		runtime.ReadMemStats(&after)
		if round == 0 || spent.cpu < least.cpu {
			least, heap = spent, after.TotalAlloc-before.TotalAlloc
		}
	}
	return least, heap, nil
}

// extractionTable shows what reading web pages took.
func extractionTable(x *extraction) *table {
	t := &table{
		title:  fmt.Sprintf("Reading %d generated web pages of %d KB; other paragraphs than were written: on %d", x.pages, x.bytes/x.pages>>10, x.wrong),
		header: []string{"", "pages per CPU-s", "CPU of html.Parse", "MB allocated a page", "goal"},
	}
	row := func(name string, c cost, heap uint64, goal string) {
		t.add(name, fmt.Sprintf("%.0f", float64(x.pages)/max(c.cpu.Seconds(), 1e-9)), times(over(c.cpu, x.parse.cpu)),
			fmt.Sprintf("%.2f", float64(heap)/float64(x.pages)/(1<<20)), goal)
	}
	reached := "≤ 2x ok"
	if over(x.read.cpu, x.parse.cpu) > goalExtraction {
		reached = "≤ 2x short"
	}
	row("article", x.read, x.readHeap, reached)
	row("html.Parse alone", x.parse, x.treeHeap, none)
	return t
}
