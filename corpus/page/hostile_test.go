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
		{"many attributes", "<div " + attributes(100_000) + ">" + prose + "</div>"},
		{"many classes", strings.Repeat(`<p class="`+strings.Repeat("byline-box ", 1000)+`">x</p>`, 50) + prose},
		{"one long word", "<p>" + strings.Repeat("x", 9<<20) + "</p>" + prose},
		{"one long line", "<p>" + strings.Repeat("by Jane | 2026 - ", 500_000) + "</p>" + prose},
		{"many line breaks", strings.Repeat("<br>x", 200_000) + prose},
		{"many links", strings.Repeat(`<a href="/x">Read more: x</a><br>`, 100_000) + prose},
	}
	for i := range bodies {
		bodies[i].text = "<title>Pier to close</title><body>" + bodies[i].text
	}
	return bodies
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d=1 ", i)
	}
	return b.String()
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
