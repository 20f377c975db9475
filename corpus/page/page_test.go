package page_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus/page"
)

const prose = `<p>The council voted on Tuesday to close the old pier for repairs, officials said.</p>
<p>The work will take about three months and cost two million euros, the mayor told reporters.</p>`

// parse reads a page made of a head and a body.
func parse(t *testing.T, head, body string) page.Page {
	t.Helper()
	p, err := page.Parse("<!DOCTYPE html><html><head>"+head+"</head><body>"+body+"</body></html>", time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ld(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func meta(name, content string) string {
	return `<meta property="` + name + `" content="` + content + `">`
}

func TestTitle(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, head, body, want string }{
		{"title element", "<title>Pier to close</title>", "", "Pier to close"},
		{"outlet cut at the end", "<title>Pier to close | The Quay Herald</title>" + meta("og:site_name", "Quay Herald"), "", "Pier to close"},
		{"outlet cut at the head", "<title>Quay Herald: Pier to close</title>" + meta("og:site_name", "Quay Herald"), "", "Quay Herald: Pier to close"},
		{"outlet before a bar", "<title>Quay Herald | Pier to close</title>" + meta("og:site_name", "Quay Herald"), "", "Pier to close"},
		{"dash inside stays", "<title>Pier to close - for good - Quay Herald</title>" + meta("og:site_name", "Quay Herald"), "", "Pier to close - for good"},
		{"h1 repeated by the title", "<title>Pier to close | Local | Quay Herald</title>", "<h1>Quay Herald</h1><h1>Pier to close</h1>", "Pier to close"},
		{"linked data", "<title>x</title>" + ld(`{"@type":"NewsArticle","headline":"Pier to close"}`), "", "Pier to close"},
		{"two against one", meta("og:title", "Pier to close for repairs") + ld(`{"@type":"NewsArticle","headline":"Why the pier shuts"}`), "<h1>Pier to close for repairs</h1>", "Pier to close for repairs"},
		{"entities", meta("og:title", "Pier &amp;amp; quay"), "", "Pier &amp; quay"},
		{"the outlet alone is no headline", "<title>Pier to close</title>", "<h1>Herald</h1>", "Pier to close"},
		{"none", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parse(t, test.head, test.body+prose).Title; got != test.want {
				t.Errorf("title %q, want %q", got, test.want)
			}
		})
	}
}

func TestPublished(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, head, body, want string }{
		{"linked data first", ld(`{"@type":"NewsArticle","datePublished":"2026-09-03T10:00:00Z"}`) + meta("article:published_time", "2026-09-02"), "", "2026-09-03T10:00:00Z"},
		{"OpenGraph", meta("article:published_time", "2026-09-03T10:00:00+02:00"), "", "2026-09-03T10:00:00+02:00"},
		{"meta name", `<meta name="DC.date.issued" content="2026-09-03">`, "", "2026-09-03T00:00:00Z"},
		{"itemprop", "", `<span itemprop="datePublished" content="2026-09-03">x</span>`, "2026-09-03T00:00:00Z"},
		{"time element", "", `<time datetime="2026-09-03">Thursday</time>`, "2026-09-03T00:00:00Z"},
		{"time element without attribute", "", `<time>3 September 2026</time>`, "2026-09-03T00:00:00Z"},
		{"not the time of another article", "", `<aside><time datetime="2020-01-01">x</time></aside><time datetime="2026-09-03">y</time>`, "2026-09-03T00:00:00Z"},
		{"shown to readers", "", `<div class="post-date">Thursday, September 3, 2026</div>`, "2026-09-03T00:00:00Z"},
		{"shown beside a name", "", `<p>By Jane Doe | 3 September 2026</p>`, "2026-09-03T00:00:00Z"},
		{"in the address", `<link rel="canonical" href="https://x.example/2026/09/03/pier">`, "", "2026-09-03T00:00:00Z"},
		{"in the future", ld(`{"@type":"NewsArticle","datePublished":"2062-09-03"}`) + meta("article:published_time", "2026-09-03"), "", "2026-09-03T00:00:00Z"},
		{"not read", meta("article:published_time", "yesterday"), "", "0001-01-01T00:00:00Z"},
		{"none", "", "", "0001-01-01T00:00:00Z"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parse(t, test.head, test.body+prose).Published.Format(time.RFC3339); got != test.want {
				t.Errorf("published %s, want %s", got, test.want)
			}
		})
	}
}

func TestAuthors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head, body string
		want             []string
	}{
		{"linked data, string", ld(`{"@type":"NewsArticle","author":"By Jane Doe"}`), "", []string{"Jane Doe"}},
		{"linked data, objects", ld(`{"@type":"NewsArticle","author":[{"@type":"Person","name":"Jane Doe"},{"name":"John Roe"}]}`), "", []string{"Jane Doe", "John Roe"}},
		{"linked data, list of names", ld(`{"@type":"NewsArticle","author":{"name":["Jane Doe","John Roe"]}}`), "", []string{"Jane Doe", "John Roe"}},
		{"linked data, by reference", ld(`{"@graph":[{"@type":"NewsArticle","headline":"x","author":{"@id":"#j"}},{"@id":"#j","@type":"Person","name":"Jane Doe"}]}`), "", []string{"Jane Doe"}},
		{"an organisation where no person is named", ld(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"Quay Herald"}}`), "", []string{"Quay Herald"}},
		{"a person before an organisation", ld(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"Quay Herald"}}`), `<p>By Jane Doe</p>`, []string{"Jane Doe"}},
		{"the outlet is no author", meta("og:site_name", "Quay Herald") + `<meta name="author" content="Quay Herald">`, `<p>By Jane Doe</p>`, []string{"Jane Doe"}},
		{"address is no author", `<meta property="article:author" content="https://x.example/jane">`, `<a rel="author">Jane Doe</a>`, []string{"Jane Doe"}},
		{"byline in a paragraph", "", `<p>By Jane Doe in Cairo</p>`, []string{"Jane Doe"}},
		{"byline of a teaser", "", `<aside><p>By John Roe</p></aside>`, nil},
		{"none", "", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parse(t, test.head, test.body+prose).Authors; !slices.Equal(got, test.want) {
				t.Errorf("authors %q, want %q", got, test.want)
			}
		})
	}
}

func TestOtherMetadata(t *testing.T) {
	t.Parallel()
	p := parse(t, `<title>Pier to close | Local | Quay Herald</title><link rel="canonical" href="https://x.example/"><meta property="og:url" content="https://x.example/pier">
		<meta name="description" content="Repairs &amp;c."><meta property="article:section" content="Local">`+
		ld(`{"@type":["Thing","NewsArticle"],"headline":"Pier to close","dateModified":"2026-09-04","inLanguage":{"@type":"Language","name":"en"}}`), "<h1>Pier to close</h1>"+prose)
	if p.PublishedFrom != "" {
		t.Errorf("a date from %q in a page without one", p.PublishedFrom)
	}
	if p.URL != "https://x.example/pier" {
		t.Errorf("address %q: the front page is none", p.URL)
	}
	if p.SiteName != "Quay Herald" || p.Section != "Local" || p.Description != "Repairs &c." || p.Lang != "en" || p.Updated.Format(time.DateOnly) != "2026-09-04" {
		t.Errorf("got %+v", p)
	}
}

func TestBrokenLinkedData(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, script, want string }{
		{"line end in a string", "{\"@type\":\"NewsArticle\",\"headline\":\"Pier\nto close\"}", "Pier to close"},
		{"trailing comma", `{"@type":"NewsArticle","headline":"Pier to close",}`, "Pier to close"},
		{"comment marks", `<!-- {"@type":"NewsArticle","headline":"Pier to close"} -->`, "Pier to close"},
		{"section marks", "//<![CDATA[\n" + `{"@type":"NewsArticle","headline":"Pier to close"}` + "\n//]]>", "Pier to close"},
		{"escaped quote", "{\"@type\":\"NewsArticle\",\"headline\":\"The \\\"pier\\\"\nto close\"}", `The "pier" to close`},
		{"the fuller object", `[{"@type":"NewsArticle","headline":"Another"},{"@type":"NewsArticle","headline":"Pier to close","datePublished":"2026-09-03"}]`, "Pier to close"},
		{"hopeless", `{"@type":"NewsArticle","headline":`, ""},
		{"deep", strings.Repeat("[", 10000), ""},
		{"no article", `{"@type":"WebSite","headline":"Home"}`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parse(t, ld(test.script), prose).Title; got != test.want {
				t.Errorf("title %q, want %q", got, test.want)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	const a, b = "The council voted on Tuesday to close the old pier for repairs, officials said.", "The work will take about three months and cost two million euros, the mayor told reporters."
	tests := []struct {
		name, body string
		want       []string
	}{
		{"two", prose, []string{a, b}},
		{"line breaks", "<div>" + a + "<br><br>" + b + "</div>", []string{a, b}},
		{"one line break is a space", "<p>" + a + "<br>" + b + "</p>", []string{a + " " + b}},
		{"quotation once", "<p>" + a + "</p><blockquote><p>" + b + "</p></blockquote>", []string{a, b}},
		{"text of inline elements is one", "<p>The coun<b>cil</b> voted on <a href=x>Tuesday</a> to close the old pier for repairs, officials said.</p><p>" + b + "</p>", []string{a, b}},
		{"what is not parsed as markup", "<title>No <p>title</p></title><xmp><p>No</p></xmp><noembed><p>No</p></noembed>" + prose + "<plaintext><script>no()</script>", []string{a, b}},
		{"scripts, styles and forms", "<p>" + a + "</p><script>var x = '<p>no</p>'</script><style>p{}</style><form><button>Send</button></form><p>" + b + "</p>", []string{a, b}},
		{"hidden", "<p>" + a + "</p><p hidden>Secret words that nobody sees, not even here.</p><p style='DISPLAY: none'>Secret words that nobody sees.</p><p>" + b + "</p>", []string{a, b}},
		{"teasers and notices", "<p>" + a + "</p><p>Read more: Ferry company warns</p><p>Advertisement</p><p>© 2026 Quay Herald</p><p><a href=x>Ferry company warns of delays</a></p><p>Related stories</p><p>" + b + "</p>", []string{a, b}},
		{"teasers in other languages", "<p>" + a + "</p><p>Lesen Sie auch: Fähre</p><p>À lire aussi : Le quai</p><p>Lea también: El muelle</p><p>" + b + "</p>", []string{a, b}},
		{"headline, byline and date", "<h1>Pier to close</h1><p>Pier to close</p><p>By Jane Doe</p><p>3 September 2026</p><p>By Jane Doe | 3 September 2026</p>" + prose, []string{a, b}},
		{"newsletter box", "<p>" + a + "</p><div class='c-newsletterBox'><h4>At breakfast</h4><p>Five stories, every day.</p></div><p>" + b + "</p>", []string{a, b}},
		{"a box that holds the text stays", "<div class='newsletter'>" + prose + "</div>", []string{a, b}},
		{"a box that holds the headline stays", "<div class='related'><h1>Pier</h1></div>" + prose, []string{a, b}},
		{"consent first", "<div id='onetrust-banner'><p>We use your data, as do our partners.</p></div>" + prose, []string{a, b}},
		{"captions", "<p>" + a + "</p><figure><img src=x><figcaption>The pier. Photo: A. Holm</figcaption></figure><p>" + b + "</p>", []string{a, b}},
		{"soft hyphens and spaces", "<p>The coun&shy;cil   voted on&nbsp;Tuesday to close the old pier for repairs, officials said.</p><p>" + b + "</p>", []string{a, b}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parse(t, "<title>Pier to close</title>", test.body).Paragraphs; !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestDeepPages(t *testing.T) {
	t.Parallel()
	for _, depth := range []int{511, 513, 5000, 200000} {
		for _, tag := range []string{"div", "b", "blockquote", "table><tr><td"} {
			text := "<html lang=en><head><title>Pier to close</title>" + ld(`{"@type":"NewsArticle","datePublished":"2026-09-03"}`) +
				"</head><body>" + strings.Repeat("<"+tag+">", depth) + "<script>alert('<p>no')</script>" + prose
			p, err := page.Parse(text, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
			if err != nil {
				t.Errorf("%d of <%s>: %v", depth, tag, err)
				continue
			}
			if len(p.Paragraphs) != 2 || p.Title != "Pier to close" || p.Published.IsZero() {
				t.Errorf("%d of <%s>: title %q, published %v, %d paragraphs: %.200q", depth, tag, p.Title, p.Published, len(p.Paragraphs), p.Paragraphs)
			}
		}
	}
}

func TestManyElements(t *testing.T) {
	t.Parallel()
	const copies = 30_000
	var body strings.Builder
	for i := range copies {
		body.WriteString(strings.NewReplacer("pier", fmt.Sprint("pier ", i), "work", fmt.Sprint("work ", i)).Replace(prose))
	}
	p := parse(t, "", "<article>"+body.String()+"</article>")
	if len(p.Paragraphs) != 2*copies {
		t.Errorf("%d paragraphs, want %d", len(p.Paragraphs), 2*copies)
	}
}

func TestNoText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body string }{
		{"nothing", ""},
		{"navigation", `<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><form><input></form>`},
		{"teasers", strings.Repeat(`<div><h2><a href="/x">Council votes to close the old pier for repairs</a></h2></div>`, 20)},
		{"labels", "<p>Home</p><p>World</p><p>Contact</p>"},
		{"shell", `<div id="root"></div><script>render()</script><noscript>Please enable JavaScript to read this page, which is a long sentence.</noscript>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if p, err := page.Parse("<html><title>Home</title><body>"+test.body, time.Now()); !errors.Is(err, page.ErrNoText) {
				t.Errorf("got %q, %v, want ErrNoText", p.Paragraphs, err)
			}
		})
	}
}

func TestArticleBodyRescues(t *testing.T) {
	t.Parallel()
	want := []string{"The council voted to close the pier.", "Work takes three months."}
	for _, body := range []string{`The council voted to close the pier.<br><BR>Work takes three months.<script>no`, `The council voted to close the pier.\n\nWork takes three months.`, `<p>The council voted to close the pier.<\/p><p>Work takes three months.<\/p>`, `&lt;p&gt;The council voted to close the pier.&lt;/p&gt;&lt;p&gt;Work takes three months.&lt;/p&gt;`} {
		if got := parse(t, ld(`{"@type":"NewsArticle","articleBody":"`+body+`"}`), `<div id="root"></div>`).Paragraphs; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}

func TestArticleBodyIsText(t *testing.T) {
	t.Parallel()
	want := []string{"The council voted 3 < 4 to close the pier, <3, it said.", "Work takes < three months."}
	if got := parse(t, ld(`{"@type":"NewsArticle","articleBody":"The council voted 3 < 4 to close the pier, <3, it said.\nWork takes < three months."}`), "").Paragraphs; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestScriptStateRescues(t *testing.T) {
	t.Parallel()
	const one, two = "The council voted on Tuesday to close the old pier for repairs, officials said after the meeting.", "The work will take about three months and cost two million euros, the mayor told reporters in the evening."
	want := []string{one, two}
	tests := []struct{ name, script string }{
		{"paragraphs", `<script id="__NEXT_DATA__" type="application/json">{"props":{"title":"Pier","body":[{"type":"p","text":"` + one + `"},{"type":"p","text":"` + two + `"}],"legal":{"note":"We and our 112 partners store data on your device, and you can object to that at any time."}}}</script>`},
		{"assigned, as markup", `<script>window.__STATE__ = {"article":{"html":"\u003cp\u003e` + one + `\u003c/p\u003e\u003cp\u003e` + two + `\u003c/p\u003e"}};</script>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := parse(t, "<title>Pier</title>", `<div id="root"></div>`+test.script).Paragraphs; !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
