// Package metadata reads what a web page says about its article: title,
// authors, dates, address, outlet, section, language, picture. A page says most
// of it in several places, which often disagree; the rules that decide are
// here, and none of them knows a single host.
package metadata

import (
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"dateline/corpus/wire"
)

// Metadata is what one page says. Everything may be empty.
type Metadata struct {
	Title         string // without the outlet's name
	Authors       []string
	Published     time.Time
	PublishedFrom DateSource // where Published was found
	Updated       time.Time
	Lang          string // as declared, "en-GB"
	Section       string
	Description   string
	URL           string // canonical address
	SiteName      string
	Image         string // address of the picture that stands for the article
	ImageCaption  string
}

// Read reads a page. Dates after latest are taken for wrong and passed over.
func Read(doc *goquery.Document, data Linked, latest time.Time) Metadata {
	h := readHead(doc)
	address := h.address(h.attr(`link[rel~="canonical"]`, "href"), h.get("og:url"), data.url, h.get("twitter:url", "al:web:url", "parsely-link"))
	h.base = first(address, h.get("og:url"), h.attr("base", "href"))
	h.host = hostOf(h.attr(`link[rel~="canonical"]`, "href"), h.get("og:url"), data.url, h.base)
	sites, lines := h.siteNames(data), linesOf(doc.Get(0))
	heading, near := h.headline(data, lines, sites)
	m := Metadata{
		Title: h.title(data, heading, near, sites),
		URL:   address,
		SiteName: first(
			h.get("og:site_name"),
			data.publisher,
			h.get("application-name", "publisher", "dc.publisher", "copyright"),
			suffixAfter(h.titleTag, heading),
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
	}
	m.Image, m.ImageCaption = h.picture(data)
	m.Authors = h.authors(data, sites, lines, first(heading, m.Title))
	d := dates{latest: latest, order: orderOf(m.Lang, h.host)}
	m.Published, m.PublishedFrom = h.published(data, d, lines, first(heading, m.Title))
	m.Updated = d.first(
		data.modified,
		h.get("article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"),
		h.attr(`[itemprop~="dateModified"]`, "datetime"),
	)
	return m
}

// head is where a page says things about itself.
type head struct {
	doc      *goquery.Document
	meta     map[string][]string // by name, property or itemprop, lower case
	titleTag string
	base     string // address of the page, as far as it says it
	host     string
}

func readHead(doc *goquery.Document) head {
	h := head{doc: doc, meta: map[string][]string{}, titleTag: wire.Clean(doc.Find("title").First().Text())}
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

func (h head) attr(selector, name string) string {
	return wire.Clean(h.doc.Find(selector).First().AttrOr(name, ""))
}

// maxShort bounds the elements in which a name, a date or a headline is
// looked for, in bytes.
const maxShort = 300

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
