package page

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"dateline/corpus/wire"
)

// readMetadata applies the order of precedence: for each value the best place
// comes first, and the first that survives cleaning wins. Among the titles the
// one on which most agree wins: pages write another for search engines.
func readMetadata(doc *goquery.Document, data linkedData, latest time.Time) Page {
	h := readHead(doc)
	titleTag := wire.Clean(doc.Find("title").First().Text())
	h1 := h.headline(titleTag)
	p := Page{
		URL: h.address(
			h.attr(`link[rel~="canonical"]`, "href"),
			h.get("og:url"),
			data.url,
		),
		SiteName: first(
			h.get("og:site_name"),
			data.publisher,
			h.get("application-name", "publisher", "dc.publisher", "copyright"),
			suffixAfter(titleTag, h1),
		),
		Lang: first(
			h.attr("html", "lang"),
			h.attr("html", "xml:lang"),
			h.get("content-language"),
			data.lang,
			h.get("og:locale", "dc.language", "language"),
		),
		Section: first(
			h.get("article:section"),
			data.section,
			h.get("section", "articlesection", "parsely-section", "cxenseparse:section"),
		),
		Description: first(
			h.get("og:description"),
			h.get("description"),
			data.description,
			h.get("twitter:description", "dc.description"),
		),
		Published: firstTime(latest,
			data.published,
			h.get("article:published_time", "article:published", "og:published_time", "datepublished"),
			h.get("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "publishdate", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime"),
			h.attr(`[itemprop~="datePublished"]`, "datetime"),
			h.attr("time[pubdate]", "datetime"),
			h.time(),
		),
		Updated: firstTime(latest,
			data.modified,
			h.get("article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"),
			h.attr(`[itemprop~="dateModified"]`, "datetime"),
		),
	}
	p.Title = first(
		agreedTitle(p.SiteName, data.headline, h1, h.get("og:title")),
		cutSite(h.get("twitter:title", "dc.title", "title"), p.SiteName),
		cutSite(titleTag, p.SiteName),
	)
	p.Authors = firstAuthors(p.SiteName,
		data.authors,
		h.all("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"),
		h.texts(`[rel~="author"]`),
		h.texts(`[itemprop~="author"] [itemprop~="name"]`),
		h.texts(`[itemprop~="author"]`),
	)
	// What is written for readers only costs more to find.
	if p.Published.IsZero() {
		p.Published = firstTime(latest, h.shownDate(), h.addressDate(), h.get("last-modified"))
	}
	if len(p.Authors) == 0 {
		const classed = `[class*="byline"], [class*="author"]`
		p.Authors = firstAuthors(p.SiteName, h.bylines(classed), h.named(classed), h.bylines("p, span, em, i, td, font, address, div"))
	}
	return p
}

// head is where a page says things about itself.
type head struct {
	doc  *goquery.Document
	meta map[string][]string // by name, property or itemprop, lower case
}

func readHead(doc *goquery.Document) head {
	h := head{doc: doc, meta: map[string][]string{}}
	for _, s := range doc.Find("[content]").EachIter() {
		content := wire.Clean(s.AttrOr("content", ""))
		for _, attr := range []string{"property", "name", "itemprop", "http-equiv"} {
			if key := strings.ToLower(s.AttrOr(attr, "")); key != "" && content != "" {
				h.meta[key] = append(h.meta[key], content)
			}
		}
	}
	return h
}

// get gives the first value of the first of these meta names that has one.
func (h head) get(names ...string) string {
	for _, name := range names {
		if values := h.meta[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// all gives all values of the first of these meta names that has some.
func (h head) all(names ...string) []string {
	for _, name := range names {
		if len(wire.Authors("", h.meta[name]...)) > 0 {
			return h.meta[name]
		}
	}
	return nil
}

func (h head) attr(selector, name string) string {
	return wire.Clean(h.doc.Find(selector).First().AttrOr(name, ""))
}

func (h head) texts(selector string) []string {
	var list []string
	h.doc.Find(selector).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if s.Closest("aside, nav, footer").Length() == 0 {
			list = append(list, shortText(s))
		}
		return i < 5
	})
	return list
}

// maxShort bounds the elements in which a name, a date or a headline is
// looked for, in bytes.
const maxShort = 300

// maxLooked is how many elements are looked into for a name or a date.
const maxLooked = 400

// shortText gives the text of an element that holds one line, "" for a longer
// one. It does not read the longer one to its end.
func shortText(s *goquery.Selection) string {
	var b strings.Builder
	for _, n := range s.Nodes {
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
			if b.Len() > maxShort {
				return ""
			}
		}
	}
	return wire.Clean(b.String())
}

// address gives the first absolute web address of an article. The front page
// is none: it would make one article of an outlet's whole output.
func (h head) address(candidates ...string) string {
	for _, c := range candidates {
		u, err := url.Parse(c)
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "") {
			return c
		}
	}
	return ""
}

// time gives the first time element that belongs to the article.
func (h head) time() string {
	for _, s := range h.doc.Find("time").EachIter() {
		if s.Closest("aside, nav, footer, li").Length() > 0 {
			continue
		}
		if value := first(wire.Clean(s.AttrOr("datetime", "")), shortText(s)); value != "" {
			return value
		}
	}
	return ""
}

// shownDate gives a date that stands in an element of its own, for readers.
func (h head) shownDate() string {
	found := ""
	h.doc.Find(`[class*="date"], [class*="publish"], [class*="time"], [class*="byline"], [id*="date"], small, em, i, td, font, p`).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if s.Closest("aside, nav, footer").Length() == 0 {
			found = dateIn(shortText(s))
		}
		return found == "" && i < maxLooked
	})
	return found
}

var lineParts = regexp.MustCompile(`\s*[|·•]\s*|\s+[-–—]\s+`)

// dateIn gives the part of a short line that is a date and nothing else.
func dateIn(line string) string {
	if len(line) < 8 || len(line) > 120 {
		return ""
	}
	for _, part := range append([]string{line}, lineParts.Split(line, -1)...) {
		if _, ok := wire.ParseTime(part); ok && strings.ContainsAny(part, " ./-") {
			return part
		}
	}
	return ""
}

var datedPath = regexp.MustCompile(`/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:/|-|_|\b)`)

// addressDate reads the day that many outlets put into their addresses.
func (h head) addressDate() string {
	if m := datedPath.FindStringSubmatch(first(h.attr(`link[rel~="canonical"]`, "href"), h.get("og:url"))); m != nil {
		return m[1] + "-" + m[2] + "-" + m[3]
	}
	return ""
}

// bylines gives the first line among these elements that begins with "By" or
// its like.
func (h head) bylines(selector string) []string {
	var list []string
	h.doc.Find(selector).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if text := shortText(s); text != "" && s.Closest("aside, nav, footer, li").Length() == 0 {
			for _, part := range lineParts.Split(text, -1) {
				if _, ok := wire.Byline(part); ok {
					list = append(list, part)
				}
			}
		}
		return len(list) == 0 && i < maxLooked
	})
	return list
}

// named gives the text of the first element that is classed as an author's
// name and reads like one.
func (h head) named(selector string) []string {
	var list []string
	h.doc.Find(selector).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if text := shortText(s); wire.IsName(text) && s.Closest("aside, nav, footer, li").Length() == 0 {
			list = append(list, text)
		}
		return len(list) == 0 && i < maxLooked
	})
	return list
}

func firstTime(latest time.Time, candidates ...string) time.Time {
	for _, c := range candidates {
		if t, ok := wire.ParseTime(c); ok && !t.After(latest) {
			return t
		}
	}
	return time.Time{}
}

func firstAuthors(outlet string, candidates ...[]string) []string {
	for _, c := range candidates {
		if names := wire.Authors(outlet, c...); len(names) > 0 {
			return names
		}
	}
	return nil
}
