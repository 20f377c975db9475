package metadata_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/page/metadata"
)

const (
	prose = `<p>The council voted on Tuesday to close the old pier for repairs, officials said, and the ferries to the islands will leave from the north quay until the works are over, which the mayor expects to be in about three months.</p>`
	text  = prose + prose + prose
)

// read reads a page made of a head and a body.
func read(t *testing.T, head, body string) metadata.Metadata {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader("<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	return metadata.Read(doc, linkeddata.Read(doc), time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
}

func ld(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func meta(name, content string) string {
	return `<meta property="` + name + `" content="` + content + `">`
}

func TestTitle(t *testing.T) {
	t.Parallel()
	site := meta("og:site_name", "Quay Herald")
	tests := []struct{ name, head, body, want string }{
		{"title element alone", "<title>Pier to close for repairs</title>", "", "Pier to close for repairs"},
		{"outlet after a bar", "<title>Pier to close | Quay Herald</title>" + site, "", "Pier to close"},
		{"outlet with its article", "<title>Pier to close | The Quay Herald</title>" + site, "", "Pier to close"},
		{"outlet and a word more", "<title>Pier to close | Quay Herald News</title>" + site, "", "Pier to close"},
		{"outlet by its domain", `<title>Pier to close - quay-herald.example</title><link rel="canonical" href="https://www.quay-herald.example/pier">`, "", "Pier to close"},
		{"outlet by its feed", `<title>Pier to close « Notes from the quay</title><link rel="alternate" type="application/rss+xml" title="Notes from the quay » Feed" href="/feed">`, "", "Pier to close"},
		{"outlet before a bar", "<title>Quay Herald | Pier to close</title>" + site, "", "Pier to close"},
		{"a dash in the headline stays", "<title>Pier to close - for good - Quay Herald</title>" + site, "", "Pier to close - for good"},
		{"a quotation in guillemets stays whole", "<title>«Pier to close»</title>" + site, "<h1>«Pier to close»</h1>", "«Pier to close»"},
		{"section and outlet, known by the heading", "<title>Pier to close | Local | Quay Herald</title>", "<h1>Quay Herald</h1><h1>Pier to close</h1>", "Pier to close"},
		{"heading of the outlet", "<title>Pier to close • Jane Doe</title>" + meta("og:site_name", "Jane Doe"), "<h1>Jane Doe</h1><h2>Pier to close</h2>", "Pier to close"},
		{"heading for readers, title for search engines", "<title>Pier Closing Dates and Times</title>" + meta("og:title", "Pier Closing Dates and Times"), "<h1>The pier is closing: all dates</h1>", "The pier is closing: all dates"},
		{"linked data that copies the title element", "<title>Pier Closing Dates - Quay Herald</title>" + site + meta("og:title", "Pier Closing Dates - Quay Herald") + ld(`{"@type":"Article","headline":"Pier Closing Dates"}`), "<h1>Why the pier closes: all dates</h1>", "Why the pier closes: all dates"},
		{"OpenGraph for readers, the rest for search engines", "<title>Pier closing dates and times</title>" + meta("og:title", "Why the old pier has to close") + ld(`{"@type":"NewsArticle","headline":"Pier closing dates and times"}`), "<h1>Pier closing dates and times</h1>", "Why the old pier has to close"},
		{"heading and linked data against OpenGraph", "<title>Pier news</title>" + meta("og:title", "The pier, explained") + ld(`{"@type":"NewsArticle","headline":"Pier to close for repairs"}`), "<h1>Pier to close for repairs</h1>", "Pier to close for repairs"},
		{"kicker in the heading", "<title>Pier to close for repairs</title>" + meta("og:title", "Pier to close for repairs"), "<h1><span>Harbour</span><br>Pier to close for repairs</h1>", "Pier to close for repairs"},
		{"kicker that all but the heading have", "<title>Harbour: Pier to close, Quay Herald, 3.9.2026</title>" + site + meta("og:title", "Harbour: Pier to close") + ld(`{"@type":"NewsArticle","headline":"Harbour: Pier to close"}`), "<h1>Pier to close</h1>", "Harbour: Pier to close"},
		{"cut at a quotation mark", `<title>Mayor says "no" to pier</title><meta property="og:title" content="Mayor says "no" to pier">`, `<h1>Mayor says "no" to pier</h1>`, `Mayor says "no" to pier`},
		{"heading of a box", "<title>Pier to close for repairs</title>" + meta("og:title", "Pier to close for repairs"), "<h1>A message from our sponsor</h1>", "Pier to close for repairs"},
		{"kicker that touches the headline", "<title>Harbour works Pier to close | Quay Herald</title>", "<h1><span>Harbour works</span><span>Pier to close</span></h1>", "Harbour works Pier to close"},
		{"heading in two lines", "<title>Harbour works: pier to close | Quay Herald</title>", "<h1>Harbour works: <div>pier to close</div></h1>", "Harbour works: pier to close"},
		{"OpenGraph for readers, copied for Twitter, no linked data", "<title>Pier closing dates and times</title>" + meta("og:title", "Why the old pier has to close") + meta("twitter:title", "Why the old pier has to close"), "<h1>Pier closing dates and times</h1>", "Why the old pier has to close"},
		{"OpenGraph and Twitter against all else", "<title>Pier closing dates and times</title>" + meta("og:title", "Why the old pier has to close") + meta("twitter:title", "Why the old pier has to close") + ld(`{"@type":"NewsArticle","headline":"Pier closing dates and times"}`), "<h1>Pier closing dates and times</h1>", "Pier closing dates and times"},
		{"linked data of a newsroom is no copy", "<title>Pier Closing Dates - Quay Herald</title>" + site + meta("og:title", "Pier Closing Dates - Quay Herald") + ld(`{"@type":"NewsArticle","headline":"Pier Closing Dates"}`), "<h1>Why the pier closes: all dates</h1>", "Pier Closing Dates"},
		{"outlet that no other place names", "<title>Pier to close for repairs | Everything that happens by the water, every day and in every weather</title>" + meta("og:title", "Pier to close for repairs | Everything that happens by the water, every day and in every weather") + meta("twitter:title", "Pier to close for repairs | Everything that happens by the water, every day and in every weather"), "<h1>Pier to close for repairs</h1>", "Pier to close for repairs"},
		{"outlet that no other place names, in OpenGraph alone", "<title>Pier to close for repairs</title>" + meta("og:title", "Pier to close for repairs | Port Authority"), "<h1>Pier to close for repairs</h1>", "Pier to close for repairs"},
		{"headline that is given as the outlet's name", "<title>Pier to close for repairs | Port Authority</title>" + meta("og:site_name", "Pier to close for repairs") + meta("og:title", "Pier to close for repairs"), "<h1>Pier to close for repairs</h1>", "Pier to close for repairs"},
		{"Chinese outlet", "<title>老码头将关闭维修_海港新闻网</title>", "", "老码头将关闭维修"},
		{"Chinese section and outlet", "<title>老码头将关闭维修-新闻频道-海港网</title>", "", "老码头将关闭维修"},
		{"Chinese dash in a headline", "<title>老码头—海港的象征</title>", "", "老码头—海港的象征"},
		{"kicker of the heading alone", "<title>Harbour works: the old pier has to close</title>" + meta("og:title", "Harbour works: the old pier has to close"), `<h1><span class="title__overline">Years of neglect</span> <span class="visually-hidden"> - </span> <span>The old pier has to close</span></h1>`, "The old pier has to close"},
		{"kicker of all", "<title>Harbour works: the old pier has to close</title>" + meta("og:title", "Harbour works: the old pier has to close"), `<h1><span class="kicker">Harbour works</span> <span>The old pier has to close</span></h1>`, "Harbour works: the old pier has to close"},
		{"class of a kicker on the headline itself", "<title>Pier closed</title>", `<h1><span>The old pier</span> <span class="topline">has to close</span></h1>`, "The old pier has to close"},
		{"label for those who cannot see", "<title>Pier to close for repairs</title>", "<h1><span>Headline: </span>Pier to close for repairs</h1>", "Pier to close for repairs"},
		{"headings that lead elsewhere", "<title>Where to walk</title>", `<h1>The best walks around the harbour</h1><article><h1><a href="/a">Where to sit and rest by the pier</a></h1></article>`, "The best walks around the harbour"},
		{"the only heading is a link", "<title>Pier to close for repairs: Quay Notes: Vol 7</title>", `<h1><a href="/pier">Pier to close for repairs</a></h1>`, "Pier to close for repairs"},
		{"heading like nothing else, in the header of the article", "<title>Repairs 2026: dates</title>" + meta("og:title", "What you must know now") + ld(`{"@type":"NewsArticle","headline":"Repairs 2026: dates"}`), "<article><header><h1>The old pier has to close</h1></header></article>", "The old pier has to close"},
		{"ruby", "<title>子どもの日</title>", "<h1><ruby>子<rt>こ</rt></ruby>どもの日</h1>", "子どもの日"},
		{"nothing", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, test.head, test.body+text).Title; got != test.want {
				t.Errorf("title %q, want %q", got, test.want)
			}
		})
	}
}

func TestAuthors(t *testing.T) {
	t.Parallel()
	const h1 = "<h1>Pier to close for repairs</h1>"
	site := "<title>Pier to close for repairs</title>" + meta("og:site_name", "Quay Herald")
	tests := []struct {
		name, head, body string
		want             []string
	}{
		{"linked data", ld(`{"@type":"NewsArticle","author":[{"@type":"Person","name":"Jane Doe"},{"name":"John Roe"}]}`), "", []string{"Jane Doe", "John Roe"}},
		{"linked data, person and agency", ld(`{"@type":"NewsArticle","author":[{"@type":"Person","name":"Jane Doe"},{"@type":"Organization","name":"dpa"}]}`), "", []string{"Jane Doe", "dpa"}},
		{"linked data, person and outlet", ld(`{"@type":"NewsArticle","author":[{"@type":"Person","name":"Jane Doe"},{"@type":"Organization","name":"Quay Herald"}]}`), "", []string{"Jane Doe"}},
		{"of the page, no article", ld(`{"@graph":[{"@type":"WebPage","author":{"@id":"#j"}},{"@type":"Person","@id":"#j","name":"Jane Doe"}]}`), "", []string{"Jane Doe"}},
		{"meta names more than linked data", `<meta name="author" content="Jane Doe, John Roe">` + ld(`{"@type":"NewsArticle","author":"Jane Doe"}`), "", []string{"Jane Doe", "John Roe"}},
		{"label of a preview", `<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Jane Doe">`, "", []string{"Jane Doe"}},
		{"shown name before a handle", ld(`{"@type":"NewsArticle","author":{"@type":"Person","name":"jdoe"}}`), h1 + `<p>By <a href="/authors/jane-doe">Jane Doe</a></p>`, []string{"Jane Doe"}},
		{"handle where nothing else is", ld(`{"@type":"NewsArticle","author":{"@type":"Person","name":"jdoe"}}`), h1, []string{"jdoe"}},
		{"byline below the headline", "", h1 + `<ul><li>By Jane Doe and John Roe</li></ul>`, []string{"Jane Doe", "John Roe"}},
		{"byline with an agency", "", h1 + `<p>Von Eva Gruber und Max Pichler, NDR</p>`, []string{"Eva Gruber", "Max Pichler", "NDR"}},
		{"byline in two elements", "", h1 + `<div><div>Von</div><div>Eva Gruber</div></div>`, []string{"Eva Gruber"}},
		{"byline after a date", "", h1 + `<p>3 May 2026 by <a href="/x">Jane Doe</a></p>`, []string{"Jane Doe"}},
		{"link to the author's page", "", h1 + `<div><a href="/autoren/eva-gruber">Eva Gruber</a></div>`, []string{"Eva Gruber"}},
		{"class", "", h1 + `<p class="story__author-name">Jane Doe</p>`, []string{"Jane Doe"}},
		{"name beside a date", "", h1 + `<div>Jane Doe</div><div>May 3, 2026</div>`, []string{"Jane Doe"}},
		{"signature of a blog", "", h1 + `<span class="author vcard"><a rel="author" href="/author/tl">tlow42</a></span>`, []string{"tlow42"}},
		{"at the end of the text", "", h1 + text + `<p>Autorin: Eva Gruber</p>`, []string{"Eva Gruber"}},
		{"wrapper that is called a sidebar", "", `<div class="has-sidebar">` + h1 + `<p class="author">Jane Doe</p></div>`, []string{"Jane Doe"}},
		{"beside a station of the outlet", "", h1 + `<p>Von Eva Gruber, Quay Herald Harbour</p>`, []string{"Eva Gruber"}},
		{"column that names the author", "", h1 + `<aside class="post-author">Jane Doe</aside>`, []string{"Jane Doe"}},
		{"class of a teaser that names the author", "", h1 + `<ul class="teaser__author--list"><li><a class="author" href="/x">Jane Doe</a></li></ul>`, []string{"Jane Doe"}},
		{"footer of the article", "", `<article>` + h1 + text + `<footer><p>By <a rel="author" href="/x">Jane Doe</a></p></footer></article>`, []string{"Jane Doe"}},
		{"footer of the page", "", h1 + text + `<footer><p>By Jane Doe</p></footer>`, nil},
		{"of a comment", "", h1 + text + `<ol><li class="comment"><div class="comment-author">Jane Doe</div></li></ol>`, nil},
		{"person whom the article is about", ld(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"Quay Herald"}}`), h1 + text + `<div class="articleTags"><span class="articleTag"><a href="/person/jane-doe/">Jane Doe</a></span></div>`, []string{"Quay Herald"}},
		{"of a teaser", "", h1 + text + `<div class="related"><p class="author">John Roe</p></div>`, nil},
		{"of a picture", "", h1 + `<figure><img src="a.jpg"><figcaption>By John Roe</figcaption></figure>`, nil},
		{"of the software", "", h1 + text + `<div>Powered by <a href="https://x.example">Press Engine</a></div>`, nil},
		{"desk where no person is named", `<meta name="author" content="Herald Staff">`, h1, []string{"Herald Staff"}},
		{"desk that the page shows", "", h1 + `<span class="article__author">By the Harbour Team</span>`, []string{"the Harbour Team"}},
		{"outlet where no person is named", `<meta name="author" content="Quay Herald">`, h1, []string{"Quay Herald"}},
		{"nobody", `<meta name="author" content="admin">`, h1, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			body := test.body
			if !strings.Contains(body, prose) {
				body += text
			}
			if got := read(t, site+test.head, body).Authors; !slices.Equal(got, test.want) {
				t.Errorf("authors %q, want %q", got, test.want)
			}
		})
	}
}

func TestBylineLanguages(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"By Jane Doe", "Written by Jane Doe", "Von Jane Doe", "Ein Gastbeitrag von Jane Doe", "Par Jane Doe", "Propos recueillis par Jane Doe", "Por Jane Doe", "Escrito por Jane Doe",
		"Di Jane Doe", "A cura di Jane Doe", "Texto: Jane Doe", "Door Jane Doe", "Geschreven door Jane Doe", "Av Jane Doe", "Tekst: Jane Doe", "Af Jane Doe", "Teksti: Jane Doe", "Toimittaja: Jane Doe",
		"Autor: Jane Doe", "Opracowała: Jane Doe", "Автор: Jane Doe", "Yazan: Jane Doe",
	} {
		if got := read(t, "", "<h1>Pier to close</h1><p>"+line+"</p>"+text).Authors; !slices.Equal(got, []string{"Jane Doe"}) {
			t.Errorf("%q: authors %q", line, got)
		}
	}
}

func TestPublished(t *testing.T) {
	t.Parallel()
	const h1 = "<title>Pier to close for repairs</title><h1>Pier to close for repairs</h1>"
	tests := []struct {
		name, head, body, want string
		from                   metadata.DateSource
	}{
		{"linked data", ld(`{"@type":"NewsArticle","datePublished":"2026-09-03T00:10:00+02:00"}`) + meta("article:published_time", "2026-09-02"), h1, "2026-09-03T00:10:00+02:00", metadata.FromLinkedData},
		{"linked data of the page", ld(`{"@type":"WebPage","datePublished":"2026-09-03"}`), h1, "2026-09-03T00:00:00Z", metadata.FromLinkedData},
		{"meta", meta("article:published_time", "2026-09-03"), h1, "2026-09-03T00:00:00Z", metadata.FromMeta},
		{"meta in words", `<meta name="published" content="September 3, 2026">`, h1, "2026-09-03T00:00:00Z", metadata.FromMeta},
		{"meta with a day before the date", `<html lang="en-US">` + meta("article:published_time", "Thu, 09/03/2026 - 11:38"), h1, "2026-09-03T11:38:00Z", metadata.FromMeta},
		{"itemprop", "", h1 + `<span itemprop="datePublished">3 September 2026</span>`, "2026-09-03T00:00:00Z", metadata.FromTime},
		{"time element by the headline", "", `<div class="teaser"><time datetime="2026-10-01">x</time></div>` + h1 + `<time datetime="2026-09-03">y</time>`, "2026-09-03T00:00:00Z", metadata.FromTime},
		{"time element of an update comes second", "", h1 + `<p>Updated <time datetime="2026-09-05">x</time></p><p>Published <time datetime="2026-09-03">y</time></p>`, "2026-09-03T00:00:00Z", metadata.FromTime},
		{"text by the headline", "", h1 + `<p>Hamburg, 3. September 2026</p>`, "2026-09-03T00:00:00Z", metadata.FromText},
		{"text with a name", "", h1 + `<p>Posted September 3rd, 2026 by Jane Doe</p>`, "2026-09-03T00:00:00Z", metadata.FromText},
		{"below the headline, within it", "", `<h1>Pier to close for repairs<br><small>03.09.2026 • Local</small></h1>`, "2026-09-03T00:00:00Z", metadata.FromText},
		{"abbreviation of a blog", "", h1 + `<abbr class="published" title="2026-09-03T10:52:00+02:00">10:52</abbr>`, "2026-09-03T10:52:00+02:00", metadata.FromTime},
		{"label that touches the date", "", h1 + `<div><span>erstellt am</span><span>03.09.2026</span></div>`, "2026-09-03T00:00:00Z", metadata.FromText},
		{"label before the date", "", h1 + `<div>Datum:</div><div>03.09.2026</div>`, "2026-09-03T00:00:00Z", metadata.FromText},
		{"published before updated", "", h1 + `<p>Updated: 5 September 2026 | Published: 3 September 2026</p>`, "2026-09-03T00:00:00Z", metadata.FromText},
		{"only updated", "", h1 + `<p>Last updated on 5 September 2026</p>`, "2026-09-05T00:00:00Z", metadata.FromText},
		{"a date within prose is of what it tells", "", h1 + `<p>The pier, which was opened on 3 September 1998 by the mayor of the day, will close for repairs.</p>`, "0001-01-01T00:00:00Z", ""},
		{"at the head of a dispatch", "", h1 + strings.Replace(prose, "<p>", "<p>Hamburg, 3. September 2026 – ", 1), "2026-09-03T00:00:00Z", metadata.FromText},
		{"at the head of a press release", "", h1 + strings.Replace(prose, "<p>", "<p>(Bad Doberan, 03.09.2026) ", 1), "2026-09-03T00:00:00Z", metadata.FromText},
		{"at the head, of what it tells", "", h1 + strings.Replace(prose, "<p>", "<p>On 3 September 2026 the pier burned. ", 1), "0001-01-01T00:00:00Z", ""},
		{"soon, of what it tells", "", h1 + strings.Replace(prose, "<p>", "<p>The pier burned on 3 September 2026 – ", 1), "0001-01-01T00:00:00Z", ""},
		{"in the address", `<link rel="canonical" href="https://x.example/2026/09/03/pier">`, h1, "2026-09-03T00:00:00Z", metadata.FromAddress},
		{"in the state of a script", `<script>window.state = {"post":{"publishedAt":"2026-09-03T10:00:00Z"}}</script>`, h1, "2026-09-03T10:00:00Z", metadata.FromScript},
		{"future dates are wrong", ld(`{"@type":"NewsArticle","datePublished":"2062-09-03"}`) + meta("article:published_time", "2026-09-03"), h1, "2026-09-03T00:00:00Z", metadata.FromMeta},
		{"at the end of the text", "", h1 + text + `<p>Benni<br>10. September 2026</p>`, "2026-09-10T00:00:00Z", metadata.FromText},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := read(t, test.head, test.body+text)
			if got := m.Published.Format(time.RFC3339); got != test.want || m.PublishedFrom != test.from {
				t.Errorf("published %s from %s, want %s from %s", got, m.PublishedFrom, test.want, test.from)
			}
		})
	}
}

func TestDateOrder(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, lang, address, want string }{
		{"American", "en-US", "https://x.example/", "2026-04-03"},
		{"British", "en-GB", "https://x.example/", "2026-03-04"},
		{"Spanish", "es", "https://x.example/", "2026-03-04"},
		{"Australian by its domain", "en", "https://x.au/a", "2026-03-04"},
		{"American office by its domain", "", "https://x.gov/a", "2026-04-03"},
		{"not to be known", "", "https://x.example/a", "0001-01-01"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(`<html lang="` + test.lang + `"><head><link rel="canonical" href="` + test.address + `"></head><body><h1>Pier</h1><p>04/03/2026</p></body></html>`))
			if err != nil {
				t.Fatal(err)
			}
			if got := metadata.Read(doc, linkeddata.Article{}, time.Now().AddDate(10, 0, 0)).Published.Format(time.DateOnly); got != test.want {
				t.Errorf("published %s, want %s", got, test.want)
			}
		})
	}
}

func TestPicture(t *testing.T) {
	t.Parallel()
	const canonical = `<link rel="canonical" href="https://x.example/news/pier">`
	tests := []struct{ name, head, body, address, caption string }{
		{"OpenGraph", meta("og:image", "https://x.example/a.jpg"), "", "https://x.example/a.jpg", ""},
		{"relative", canonical + meta("og:image", "/img/a.jpg"), "", "https://x.example/img/a.jpg", ""},
		{"linked data", ld(`{"@type":"NewsArticle","image":[{"@type":"ImageObject","url":"https://x.example/a.jpg","caption":"The pier"}]}`), "", "https://x.example/a.jpg", "The pier"},
		{"caption of the same picture in another size", meta("og:image", "https://x.example/1200/pier.jpg?w=1"), `<figure><img src="https://x.example/0/boat.jpg"><figcaption>A boat</figcaption></figure><figure><img src="https://x.example/600/pier.jpg"><figcaption>The pier</figcaption></figure>`, "https://x.example/1200/pier.jpg?w=1", "The pier"},
		{"the first figure", canonical, `<figure><img data-src="pier.jpg" src="data:image/gif;base64,R0"><figcaption>The pier</figcaption></figure>`, "https://x.example/news/pier.jpg", "The pier"},
		{"relative to a base", `<base href="https://x.example/2026/">` + meta("og:image", "a.jpg"), "", "https://x.example/2026/a.jpg", ""},
		{"relative on a page that names no host", meta("og:image", "/img/a.jpg"), "", "/img/a.jpg", ""},
		{"relative to an address without a host", `<link rel="canonical" href="/news/pier">` + meta("og:image", "a.jpg"), "", "/news/a.jpg", ""},
		{"without a scheme", meta("og:image", "//x.example/a.jpg"), "", "https://x.example/a.jpg", ""},
		{"of a program", meta("og:image", "javascript:void(0)"), "", "", ""},
		{"not of the web", meta("og:image", "data:image/gif;base64,R0lG"), "", "", ""},
		{"none", "", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := read(t, test.head, test.body+text)
			if m.Image != test.address || m.ImageCaption != test.caption {
				t.Errorf("picture %q %q, want %q %q", m.Image, m.ImageCaption, test.address, test.caption)
			}
		})
	}
}

func TestURL(t *testing.T) {
	t.Parallel()
	canonical := func(href string) string { return `<link rel="canonical" href="` + href + `">` }
	tests := []struct{ name, head, want string }{
		{"canonical", canonical("https://x.example/pier") + meta("og:url", "https://x.example/other"), "https://x.example/pier"},
		{"canonical of the front page", canonical("https://x.example/") + meta("og:url", "https://x.example/pier"), "https://x.example/pier"},
		{"a query is an article", canonical("https://x.example/?p=12"), "https://x.example/?p=12"},
		{"relative, and the page names its host", canonical("/pier") + meta("og:url", "https://x.example/other"), "https://x.example/pier"},
		{"relative, with a base", `<base href="https://x.example/news/">` + canonical("/pier"), "https://x.example/pier"},
		{"relative, and no host is known", canonical("/pier"), "/pier"},
		{"without a scheme", canonical("//x.example/pier"), "https://x.example/pier"},
		{"a place on the page", canonical("#top"), ""},
		{"a word", canonical("undefined"), ""},
		{"another scheme", canonical("ftp://x.example/pier"), ""},
		{"the front page, relative", canonical("/"), ""},
		{"broken", canonical("https://x.example/%zz"), ""},
		{"linked data", ld(`{"@type":"NewsArticle","url":"https://x.example/pier"}`), "https://x.example/pier"},
		{"an id of linked data", ld(`{"@type":"NewsArticle","@id":"#article"}`), ""},
		{"none", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, test.head, text).URL; got != test.want {
				t.Errorf("address %q, want %q", got, test.want)
			}
		})
	}
}
