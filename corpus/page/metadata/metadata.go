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

	"dateline/corpus/page/linkeddata"
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
	URL           string // canonical address; without a host where the page names its own nowhere
	SiteName      string
	Image         string // address of the picture that stands for the article, likewise
	ImageCaption  string
}

// Read reads a page. Dates after latest are taken for wrong and passed over.
func Read(doc *goquery.Document, data linkeddata.Article, latest time.Time) Metadata {
	h := readHead(surveyOf(doc.Get(0)))
	address := h.address(h.canonical(), h.get("og:url"), data.URL, h.get("twitter:url", "al:web:url", "parsely-link"))
	h.at = first(address, h.get("og:url"), attribute(h.base, "href"))
	h.host = hostOf(h.canonical(), h.get("og:url"), data.URL, h.at)
	sites, lines := h.siteNames(data), linesOf(h.survey)
	shown := h.headline(data, lines, sites)
	m := Metadata{
		Title: h.title(data, shown, sites),
		URL:   address,
		SiteName: first(
			h.get("og:site_name"),
			data.Publisher,
			h.get("application-name", "publisher", "dc.publisher", "copyright"),
			suffixAfter(h.titleTag, shown.text),
		),
		Lang: first(
			attribute(h.html, "lang"),
			attribute(h.html, "xml:lang"),
			h.get("content-language"),
			data.Lang,
			h.get("og:locale", "dc.language", "language"),
		),
		Section: first(
			h.get("article:section"),
			data.Section,
			h.get("section", "articlesection", "parsely-section", "cxenseparse:section"),
		),
		Description: first(
			h.get("og:description"),
			h.get("description"),
			data.Description,
			h.get("twitter:description", "dc.description"),
		),
	}
	m.Image, m.ImageCaption = h.picture(data)
	m.Authors = h.authors(data, sites, lines, first(shown.text, m.Title))
	d := dates{latest: latest, order: orderOf(m.Lang, h.host)}
	m.Published, m.PublishedFrom = h.published(data, d, lines, first(shown.text, m.Title))
	m.Updated = d.first(
		data.Modified,
		h.get("article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"),
		h.prop("dateModified", "datetime"),
	)
	return m
}

// head is where a page says things about itself.
type head struct {
	*survey
	meta     map[string][]string // by name, property or itemprop, lower case
	titleTag string
	at       string // of the page, as far as it says it
	host     string
}

func readHead(s *survey) head {
	h := head{survey: s, meta: map[string][]string{}, titleTag: wire.Clean(textOf(s.title))}
	for _, n := range s.contents {
		content := wire.Clean(attribute(n, "content"))
		for _, a := range n.Attr {
			switch a.Key {
			case "property", "name", "itemprop", "http-equiv":
				if key := strings.ToLower(a.Val); key != "" && content != "" {
					h.meta[key] = append(h.meta[key], content)
				}
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

// address gives the first web address of an article; one without a host gets
// that of the others, if any has one. The front page is none: it would make one
// article of an outlet's whole output.
func (h head) address(candidates ...string) string {
	base := &url.URL{}
	for _, c := range append(candidates, attribute(h.base, "href")) {
		if u, err := url.Parse(c); err == nil && isWeb(u) {
			base = u
			break
		}
	}
	for _, c := range candidates {
		u, err := url.Parse(c)
		switch {
		case err != nil || strings.Trim(u.Path, "/") == "" && u.RawQuery == "":
		case isWeb(u):
			return c
		case strings.HasPrefix(c, "/"): // what else has no host is no address: "undefined"
			return withScheme(base.ResolveReference(u)).String()
		}
	}
	return ""
}

func isWeb(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

// withScheme makes "//x.example/a" an address of the web.
func withScheme(u *url.URL) *url.URL {
	if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https"
	}
	return u
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
