package newscorpus

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"time"

	"dateline/index"
)

// WebPage gives an article as the web page of a large outlet: linked data,
// style sheet and scripts, menu, byline, advertisements between the paragraphs,
// and teasers after them. About 40 of its 150 KB are markup, a few are text.
func WebPage(doc *index.Document) string {
	var b strings.Builder
	title, source := html.EscapeString(doc.Title), html.EscapeString(doc.Source.Name)
	published := doc.Published.Format(time.RFC3339)
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s | %s</title><link rel="canonical" href="%s">`, title, source, doc.URL)
	fmt.Fprintf(&b, `<meta property="og:title" content="%s"><meta property="og:site_name" content="%s"><meta property="article:published_time" content="%s">`, title, source, published)
	fmt.Fprintf(&b, `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":%s,"datePublished":%q,"author":{"@type":"Person","name":"Jane Doe"}}</script>`, quoted(doc.Title), published)
	b.WriteString("<style>" + strings.Repeat(".c-box__item--large{margin:0 auto;padding:1rem}\n", 800) + "</style>")
	b.WriteString("<script>" + strings.Repeat("window.q=window.q||[];q.push({e:'view',p:1});\n", 1500) + "</script></head><body>")
	b.WriteString(`<header class="site-header"><nav><ul class="menu">`)
	for i := range 60 {
		fmt.Fprintf(&b, `<li class="menu__item menu__item--%d"><a href="/section/%d" data-track="nav" class="menu__link">Section %d</a></li>`, i, i, i)
	}
	fmt.Fprintf(&b, `</ul></nav></header><main><article class="article"><h1 class="article__title">%s</h1><p class="byline">By <a rel="author" href="/author/jane-doe">Jane Doe</a></p><time datetime="%s">%s</time><div class="article__body">`,
		title, published, doc.Published.Format("2 January 2006"))
	for i, paragraph := range doc.Paragraphs {
		fmt.Fprintf(&b, `<p class="article__p">%s</p><div class="ad-slot ad-slot--%d"><div id="ad-%d" data-sizes="300x250,728x90"></div></div>`, html.EscapeString(paragraph), i, i)
	}
	b.WriteString(`</div></article><aside class="related"><h2>More on this story</h2>`)
	for i := range 60 {
		fmt.Fprintf(&b, `<div class="card card--small"><a class="card__link" href="/a/%d"><picture><source srcset="/i/%d-320.webp 320w, /i/%d-640.webp 640w"><img class="card__image" src="/i/%d.jpg" alt="" loading="lazy"></picture><h3 class="card__title">Ferry company warns of delays on line %d</h3><span class="card__time">%d hours ago</span></a></div>`, i, i, i, i, i, i%23)
	}
	b.WriteString("</aside></main><footer>" + strings.Repeat(`<a class="footer__link" href="/x">Terms and conditions</a>`, 60) + "</footer></body></html>")
	return b.String()
}

// quoted writes a string as JSON.
func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil { // no string gives one
		return `""`
	}
	return string(text)
}
