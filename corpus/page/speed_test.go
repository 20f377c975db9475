package page_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"dateline/corpus/page"
)

// usualPage is a page of the size and make-up of those of large outlets: much
// markup and script around a thousand words.
func usualPage() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><title>Pier to close | The Quay Herald</title><meta property="og:title" content="Pier to close"><meta name="author" content="Jane Doe"><meta property="article:published_time" content="2026-09-03T08:00:00Z">`)
	b.WriteString(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pier to close","datePublished":"2026-09-03"}</script>`)
	b.WriteString("<style>" + strings.Repeat(".c-box__item--large{margin:0 auto;padding:1rem}\n", 400) + "</style><script>" + strings.Repeat("window.q=window.q||[];q.push({e:'view',p:1});\n", 2000) + "</script></head><body>")
	b.WriteString(`<header class="site-header"><ul class="menu">`)
	for i := range 120 {
		fmt.Fprintf(&b, `<li class="menu__item menu__item--%d"><a href="/section/%d" data-track="nav" class="menu__link">Section %d</a></li>`, i, i, i)
	}
	b.WriteString(`</ul></header><main><article class="article"><h1 class="article__title">Pier to close</h1><p class="byline">By Jane Doe</p><div class="article__body">`)
	for i := range 30 {
		fmt.Fprintf(&b, `<p class="article__p">The council voted on day %d to close the old pier for repairs, officials said, and the <a href="/t/%d">ferry company</a> moved its boats to the north quay for %d weeks.</p><div class="ad-slot ad-slot--%d"><div id="ad-%d"></div></div>`, i, i, i+2, i, i)
	}
	b.WriteString(`</div></article><aside class="related"><h2>More on this story</h2>`)
	for i := range 150 {
		fmt.Fprintf(&b, `<div class="card card--small"><a class="card__link" href="/a/%d"><picture><source srcset="/i/%d-320.webp 320w, /i/%d-640.webp 640w"><img class="card__image" src="/i/%d.jpg" alt="" loading="lazy"></picture><h3 class="card__title">Ferry company warns of delays on line %d</h3><span class="card__time">%d hours ago</span></a></div>`, i, i, i, i, i, i%23)
	}
	b.WriteString("</aside></main><footer>" + strings.Repeat(`<a class="footer__link" href="/x">Terms and conditions</a>`, 60) + "</footer></body></html>")
	return b.String()
}

// BenchmarkTree is the measure for BenchmarkPage: what parsing alone costs.
func BenchmarkTree(b *testing.B) {
	text := usualPage()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := html.Parse(strings.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPage parses a page and finds its article; it should take at most
// twice as long as BenchmarkTree.
func BenchmarkPage(b *testing.B) {
	text := usualPage()
	latest := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := page.Parse(text, latest); err != nil {
			b.Fatal(err)
		}
	}
}

// maxAllocated is what one usual page may cost, in bytes.
const maxAllocated = 3 << 20

func TestAllocations(t *testing.T) {
	text := usualPage()
	result := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if _, err := page.Parse(text, time.Now()); err != nil {
				b.Fatal(err)
			}
		}
	})
	if got := result.AllocedBytesPerOp(); got > maxAllocated {
		t.Errorf("a page of %d bytes takes %d bytes of memory, want at most %d", len(text), got, maxAllocated)
	}
}
