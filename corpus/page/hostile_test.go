package page_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"dateline/corpus/page"
	"dateline/internal/cputime"
)

// hostilePage is a page made to be slow to read.
type hostilePage struct{ name, text string }

func hostilePages() []hostilePage {
	bodies := []hostilePage{
		{"many elements", strings.Repeat("<i></i><b>x</b>", 50_000) + prose},
		{"many nested elements", strings.Repeat(strings.Repeat("<div>x ", 400)+strings.Repeat("</div>", 400), 150) + prose},
		{"many attributes", "<div " + numbered(100_000, "a%d=1 ") + ">" + prose + "</div>"},
		{"many classes", strings.Repeat(`<p class="`+strings.Repeat("byline-box ", 1000)+`">x</p>`, 50) + prose},
		{"one long word", "<p>" + strings.Repeat("x", 9<<20) + "</p>" + prose},
		{"one long line", "<p>" + strings.Repeat("by Jane | 2026 - ", 500_000) + "</p>" + prose},
		{"many line breaks", strings.Repeat("<br>x", 200_000) + prose},
		{"long classes above lines", `<div class="` + numbered(500, "byline%d-box ") + `">` + strings.Repeat("<p>x y z.</p>", 5000) + prose + "</div>"},
		{"many authors", ld(`{"@type":"NewsArticle","author":[`+spelt(numbered(1000, `"Jane Doe%dson",`))+`"Jane Doe"]}`) + spelt(numbered(1000, `<meta name=author content="Jane Doe%dson">`)) + prose},
		{"many links", strings.Repeat(`<a href="/x">Read more: x</a><br>`, 100_000) + prose},
	}
	for i := range bodies {
		bodies[i].text = "<title>Pier to close</title><body>" + bodies[i].text
	}
	return bodies
}

// numbered repeats a format with the numbers from 0.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// spelt writes letters for digits: names have none.
func spelt(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + 'a'
		}
		return r
	}, s)
}

// TestHostilePages checks that pages made to be slow end, and that their text
// is found.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	for _, hostile := range hostilePages() {
		t.Run(hostile.name, func(t *testing.T) {
			t.Parallel()
			p, err := page.Parse(hostile.text, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range parse(t, "", prose).Paragraphs {
				if !slices.Contains(p.Paragraphs, want) {
					t.Errorf("%d paragraphs, and %q is not among them: %.300q", len(p.Paragraphs), want, p.Paragraphs)
				}
			}
		})
	}
}

// BenchmarkHostile reads pages made to be slow, and parses them alone. The
// metric that counts is cpu-ms: what the collector does is part of it.
func BenchmarkHostile(b *testing.B) {
	for _, hostile := range hostilePages() {
		b.Run(hostile.name+"/tree", func(b *testing.B) {
			cpuTime(b, func() { _, _ = html.Parse(strings.NewReader(hostile.text)) }) // the deepest are refused
		})
		b.Run(hostile.name+"/page", func(b *testing.B) {
			cpuTime(b, func() { _, _ = page.Parse(hostile.text, time.Now()) })
		})
	}
}

func cpuTime(b *testing.B, work func()) {
	b.Helper()
	start, err := cputime.Used()
	if err != nil {
		b.Skip(err)
	}
	n := 0
	for b.Loop() {
		work()
		n++
	}
	end, err := cputime.Used()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64((end-start).Microseconds())/1000/float64(n), "cpu-ms")
}
