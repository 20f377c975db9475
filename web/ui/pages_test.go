package ui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dateline/entity"
	"dateline/index"
	"dateline/web/webtest"
)

// No page that we show links to one that we do not have.
func TestNoDeadLinks(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	const most = 200 // pages; the combinations of filters are without end
	queue := []string{"/", "/search?facet_size=1", "/facets/location?size=3&q=cairo"}
	seen := map[string]bool{"/": true}
	for at := 0; at < len(queue) && at < most; at++ {
		p := open(t, server, queue[at], http.StatusOK)
		p.Find("a[href], link[href], script[src]").Each(func(_ int, s *goquery.Selection) {
			address := s.AttrOr("href", s.AttrOr("src", ""))
			path, fragment, _ := strings.Cut(address, "#")
			switch {
			case strings.HasPrefix(path, "https://") && s.AttrOr("rel", "") == "external noopener":
			case path == "" && p.Find("#"+fragment).Length() == 0:
				t.Errorf("%s: nothing has the id %s", p.address, fragment)
			case path == "" || seen[path]:
			case strings.HasPrefix(path, "/static/"), path == "/opensearch.xml":
				seen[path] = true
				if answer := webtest.Get(t, server, path); answer.Code != http.StatusOK {
					t.Errorf("%s: %s answers %d", p.address, path, answer.Code)
				}
			case strings.HasPrefix(path, "/"):
				seen[path] = true
				queue = append(queue, path)
			default:
				t.Errorf("%s links to %q", p.address, address)
			}
		})
	}
	if len(queue) < 100 {
		t.Errorf("only %d pages found", len(queue))
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, nil)
	p := open(t, server, "/help", http.StatusOK)
	for address, contentType := range map[string]string{
		p.attr("link[rel=stylesheet]", "href"): "text/css; charset=utf-8",
		p.attr("script", "src"):                "text/javascript; charset=utf-8",
		p.attr("link[rel=icon]", "href"):       "image/svg+xml",
	} {
		answer := webtest.Get(t, server, address)
		if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != contentType || answer.Body.Len() == 0 {
			t.Errorf("%s: %d %s, %d bytes", address, answer.Code, answer.Header().Get("Content-Type"), answer.Body.Len())
		}
		if got := answer.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", address, got)
		}
	}
}

// hostile are articles that try to break a page.
func hostile() []index.Document {
	titles := []string{
		`"><script>alert(1)</script>`, `' onmouseover='alert(1)`, "{{.Secret}}", strings.Repeat("W", 400),
		"حادث في القاهرة", "\u202egnirts esrever", "🕊️🕊️🕊️ peace 👩‍👩‍👧‍👦", "a\x00b\xff\xfec", "", "</title></head><!--",
	}
	var docs []index.Document
	for i, title := range titles {
		var doc index.Document
		doc.ID, doc.Title = fmt.Sprintf("hostile-%d", i), title
		doc.URL = []string{"javascript:alert(1)", "https://a.example/\"><b>", "not a url", ""}[i%4]
		doc.Source.Name = []string{"", "<i>Paper</i>", "a&b=c#d"}[i%3]
		doc.Authors = []string{`<img src=x onerror=alert(1)>`}
		doc.Lang = []string{"", `"><b>`, "ar"}[i%3]
		doc.Section = "<section>"
		doc.SetParagraphs([]string{"trial " + title, "<b>trial</b> & more"})
		name := `<a href="//evil.example">` + title
		doc.Actors = []entity.Actor{{ID: "person/x", Name: name, Kind: entity.Person, Count: 3, Salience: 1}}
		doc.Locations = []entity.Place{{ID: "location/y", Name: "?&#%/\\", Kind: entity.City, Count: 1, Salience: 1}}
		doc.Mentions = []entity.Mention{ // none of these fits the text
			{Field: entity.Body, Start: -5, End: 2, Text: "trial", Entity: "person/x"},
			{Field: entity.Body, Start: 3, End: 1 << 30, Text: "trial", Entity: "person/x"},
			{Field: entity.Body, Start: 4, End: 2, Text: "", Entity: "person/x"},
			{Field: entity.Title, Start: 0, End: 1, Text: "zz", Entity: "nobody"},
		}
		docs = append(docs, doc)
	}
	return docs
}

func TestHostileArticlesStayText(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, hostile())
	addresses := []string{"/", "/search?q=trial", "/search?q=trial&size=1", "/search"}
	for _, doc := range hostile() {
		addresses = append(addresses, "/article/"+doc.ID, "/search?person="+url.QueryEscape(doc.Actors[0].Name))
	}
	for _, address := range addresses {
		p := open(t, server, address, http.StatusOK)
		p.wantCount("script", 1)
		p.wantCount("b, i, img, [onerror], [onmouseover], main section section", 0)
		p.wantCount("a[href*=javascript], a[href^='//']", 0)
		if html, err := p.Html(); err != nil || strings.Contains(html, "ZgotmplZ") {
			t.Errorf("%s: the template refused a value (%v)", address, err)
		}
		p.Find("a[href^='/']").Each(func(_ int, s *goquery.Selection) {
			path, _, _ := strings.Cut(s.AttrOr("href", ""), "#")
			if answer := webtest.Get(t, server, path); answer.Code != http.StatusOK {
				t.Errorf("%s: the link %s answers %d", address, s.AttrOr("href", ""), answer.Code)
			}
		})
	}
}

func TestHostileQueries(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	var filters strings.Builder
	for i := range 50 {
		fmt.Fprintf(&filters, "&person=Nobody+%d&not_location=Nowhere+%d", i, i)
	}
	for name, query := range map[string]string{
		"8 KB of words":    "q=" + strings.Repeat("abcdefg+", 1023),
		"8 KB of brackets": "q=" + strings.Repeat("(", 8192),
		"8 KB of quotes":   "q=" + strings.Repeat("%22", 8192),
		"100 filters":      filters.String()[1:],
		"right to left":    "q=" + url.QueryEscape("القاهرة"),
		"emoji":            "q=" + url.QueryEscape("🕊️"),
		"markup":           "q=" + url.QueryEscape(`"><script>alert(1)</script>`),
		"invalid bytes":    "q=%ff%fe%00",
		"unknown field":    "q=colour:red",
		"no hits wanted":   "q=cairo&size=0",
		"no facets wanted": "q=cairo&facets=",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, server, "/search?"+query, http.StatusOK)
			p.wantCount("script", 1)
			p.wantCount("h1", 1)
		})
	}
}

// A full page with 50 results, all facets and a long histogram is light.
func TestWeightOfAFullPage(t *testing.T) {
	t.Parallel()
	var docs []index.Document
	for i := range 60 {
		for _, doc := range webtest.Articles() {
			doc.ID = fmt.Sprintf("%s-%d", doc.ID, i)
			doc.Published = doc.Published.AddDate(0, 0, i)
			for a := range doc.Actors {
				doc.Actors[a].Name += fmt.Sprintf(" the %dth", i%20)
			}
			doc.Section = fmt.Sprintf("Section %d", i%15)
			doc.Source.Name = fmt.Sprintf("%s %d", doc.Source.Name, i%12)
			docs = append(docs, doc)
		}
	}
	address := "/search?q=ceasefire+OR+cocoa&lang=en&size=50"
	server := webtest.Server(t, docs)
	p := open(t, server, address, http.StatusOK)
	p.wantCount(".card", 50)
	p.wantCount(".facet", 7)
	const limit = 100 << 10
	if got := webtest.Get(t, server, address).Body.Len(); got > limit {
		t.Errorf("the page has %d bytes, the limit is %d", got, limit)
	}
}

func TestArticleKeepsItsStructure(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, []index.Document{webtest.Structured()})
	p := open(t, server, "/article/structured", http.StatusOK)
	p.wantCount(".text h2", 1)
	p.wantCount(".text h3", 1) // level 5 in the source: none is left out on the way down
	p.wantCount(".text ul", 1)
	p.wantCount(".text ul li", 2)
	p.wantCount(".text blockquote", 1)
	p.wantCount(".text blockquote p", 2)
	p.wantCount(".text > p", 2)
	p.wantCount(".picture a[href='https://harbour.example/field.jpg'][rel~=noopener]", 1)
	p.wantCount("img", 0) // nothing is loaded from elsewhere
	if text := p.Find(".picture").Text(); !strings.Contains(text, "A field near Salvador") {
		t.Errorf("no caption in %q", text)
	}
}
