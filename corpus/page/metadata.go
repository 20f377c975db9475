package page

import (
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"dateline/corpus/wire"
)

// head is where a page says things about itself.
type head struct {
	doc  *goquery.Document
	meta map[string][]string // by name, property or itemprop, lower case
	data linkedData
}

// readMetadata applies the order of precedence. In each row the best place
// comes first, and the first value that survives cleaning wins. The title is
// put to a vote: pages write another one for search engines.
func readMetadata(doc *goquery.Document, data linkedData, latest time.Time) Page {
	h := head{doc: doc, meta: map[string][]string{}, data: data}
	doc.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		content := wire.Clean(s.AttrOr("content", ""))
		for _, attr := range []string{"property", "name", "itemprop", "http-equiv"} {
			if key := strings.ToLower(s.AttrOr(attr, "")); key != "" && content != "" {
				h.meta[key] = append(h.meta[key], content)
			}
		}
	})
	titleTag := wire.Clean(doc.Find("title").First().Text())
	h1 := h.headline(titleTag)

	p := Page{
		URL:         h.address(h.attr(`link[rel~="canonical"]`, "href"), h.get("og:url"), data.url, h.attr(`link[rel="amphtml"]`, "href")),
		Lang:        first(h.attr("html", "lang"), h.attr("html", "xml:lang"), h.get("content-language"), data.lang, h.get("og:locale"), h.get("dc.language", "language")),
		Section:     first(h.get("article:section"), data.section, h.get("section", "articlesection", "parsely-section", "cxenseparse:section")),
		Description: first(h.get("og:description"), h.get("description"), data.description, h.get("twitter:description", "dc.description")),
		SiteName:    first(h.get("og:site_name"), data.publisher, h.get("application-name", "publisher", "dc.publisher", "copyright"), suffixAfter(titleTag, h1)),
		Published: firstTime(latest, data.published, h.get("article:published_time", "og:published_time", "datepublished", "article:published"),
			h.get("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "publishdate", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "last-modified"),
			h.attr(`[itemprop~="datePublished"]`, "datetime"), h.attr(`[itemprop~="datePublished"]`, "content"),
			h.attr("time[pubdate]", "datetime"), h.time(), h.shownDate(), h.addressDate()),
		Updated: firstTime(latest, data.modified, h.get("article:modified_time", "og:updated_time", "datemodified", "article:modified", "dcterms.modified", "last-modified"),
			h.attr(`[itemprop~="dateModified"]`, "datetime"), h.attr(`[itemprop~="dateModified"]`, "content")),
	}
	p.Title = first(agreedTitle(p.SiteName, data.headline, h1, h.get("og:title")), cutSite(h.get("twitter:title", "dc.title", "title"), p.SiteName), cutSite(titleTag, p.SiteName))
	p.Authors = firstAuthors(p.SiteName, data.authors, h.all("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"),
		h.texts(`[rel~="author"]`), h.texts(`[itemprop~="author"] [itemprop~="name"]`), h.texts(`[itemprop~="author"]`), h.bylines())
	if !p.Updated.After(p.Published) {
		p.Updated = time.Time{}
	}
	return p
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

// headline gives the h1 that is the article's, not the outlet's name: the one
// that the title element repeats, else the only one.
func (h head) headline(titleTag string) string {
	title, only, count := wire.Fold(titleTag), "", 0
	for _, s := range h.doc.Find("h1").EachIter() {
		text := shortText(s)
		if text == "" {
			continue
		}
		folded := wire.Fold(text)
		if strings.HasPrefix(title, folded) && strings.Contains(folded, " ") {
			return text
		}
		only, count = text, count+1
	}
	if count != 1 || !strings.Contains(only, " ") && strings.Contains(title, " ") && utf8.RuneCountInString(only) < 12 {
		return ""
	}
	return only
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
		return found == "" && i < 200
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

// bylines gives the lines that begin with "By" or its like, or whose class
// says that they are bylines.
func (h head) bylines() []string {
	var list []string
	h.doc.Find(`[class*="byline"], [class*="author"], [class*="autor"], p, span, em, i, td, font, address`).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if text := shortText(s); text != "" && s.Closest("aside, nav, footer, li").Length() == 0 {
			for _, part := range lineParts.Split(text, -1) {
				if _, ok := wire.Byline(part); ok {
					list = append(list, part)
				}
			}
		}
		return len(list) == 0 && i < 400
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

// agreedTitle gives the candidate that the others repeat most often, whole or
// with something before or after it; of equals the first.
func agreedTitle(site string, candidates ...string) string {
	folded := make([]string, len(candidates))
	for i, c := range candidates {
		candidates[i] = cutSite(c, site)
		folded[i] = wire.Fold(candidates[i])
	}
	best, most := "", -1
	for i, c := range candidates {
		votes := 0
		for _, other := range folded {
			if strings.HasPrefix(other, folded[i]) || strings.HasSuffix(other, folded[i]) {
				votes++
			}
		}
		if folded[i] != "" && votes > most {
			best, most = c, votes
		}
	}
	return best
}

var titleSeparator = regexp.MustCompile(`\s+(?:[-–—|•·»:/]|::)\s+|\s*\|\s*`)

// cutSite takes the outlet's name off either end of a title.
func cutSite(title, site string) string {
	site = strings.TrimPrefix(wire.Fold(site), "the ")
	if site == "" {
		return title
	}
	for {
		spans := titleSeparator.FindAllStringIndex(title, -1)
		if len(spans) == 0 {
			return title
		}
		last, firstSpan := spans[len(spans)-1], spans[0]
		switch {
		case strings.TrimPrefix(wire.Fold(title[last[1]:]), "the ") == site:
			title = title[:last[0]]
		case strings.TrimPrefix(wire.Fold(title[:firstSpan[0]]), "the ") == site:
			title = title[firstSpan[1]:]
		default:
			return title
		}
	}
}

// suffixAfter gives the outlet's name where the title element repeats the
// headline and adds to it: "Headline | Politics | The Cairo Courier".
func suffixAfter(titleTag, h1 string) string {
	rest, ok := strings.CutPrefix(titleTag, h1)
	if !ok || h1 == "" || titleSeparator.FindStringIndex(rest) == nil {
		return ""
	}
	parts := titleSeparator.Split(rest, -1)
	return strings.TrimSpace(parts[len(parts)-1])
}
