package feed

import (
	"encoding/xml"
	"html"
	"io"
	"iter"
	"net/url"
	"regexp"
	"strings"

	"dateline/corpus/xmltree"
)

// readXML reads RSS and Atom. Elements are told by their local names and, where
// two vocabularies share a name, by their namespace.
func readXML(r io.Reader, limit int64) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		var feed Feed
		number := 0
		for n, err := range xmltree.Trees(r, limit, isContainer) {
			if err != nil {
				yield(Item{}, err)
				return
			}
			if !n.Is("item", "entry") {
				feed.read(n)
				continue
			}
			number++
			if feed.Lang == "" {
				feed.Lang = n.Parent.Attribute("lang")
			}
			x := element{n}
			item := x.item(feed, number)
			feed.name(item.Authors)
			if !yield(item, nil) {
				return
			}
		}
	}
}

func isContainer(name xml.Name) bool {
	switch name.Local {
	case "rss", "RDF", "channel", "feed":
		return true
	}
	return false
}

// The namespaces of elements whose names others use too. Some feeds do not
// declare what they use: then only the prefix is known.

func isMedia(n *xmltree.Node) bool {
	return n.Name.Space == "media" || strings.Contains(n.Name.Space, "search.yahoo.com/mrss")
}

func isPodcast(n *xmltree.Node) bool { return strings.Contains(n.Name.Space, "itunes") }

// read takes what an element between items says of the feed.
func (f *Feed) read(n *xmltree.Node) {
	if isPodcast(n) || isMedia(n) {
		return
	}
	switch n.Name.Local {
	case "title":
		f.Title = first(f.Title, plain(n))
	case "link":
		if rel := n.Attribute("rel"); rel == "" || rel == "alternate" {
			f.URL = first(f.URL, webAddress("", first(n.Attribute("href"), n.Content())))
		}
	case "language":
		f.Lang = first(f.Lang, n.Content())
	case "author":
		f.Author = first(f.Author, personName(n.Child("name").Content()))
		if login := n.Child("author_login").Content(); login != "" && len(f.logins) < maxLogins {
			if f.logins == nil {
				f.logins = map[string]string{}
			}
			full := strings.TrimSpace(n.Child("author_first_name").Content() + " " + n.Child("author_last_name").Content())
			f.logins[login] = first(full, n.Child("author_display_name").Content())
		}
	}
}

// maxLogins is how many authors one export may name.
const maxLogins = 10_000

// name puts the names of authors where an export has their logins.
func (f *Feed) name(authors []string) {
	for i, login := range authors {
		authors[i] = first(f.logins[login], login)
	}
}

// element reads one item.
type element struct{ *xmltree.Node }

func (x element) item(feed Feed, number int) Item {
	item := Item{Feed: feed, Number: number, Lang: first(x.Attribute("lang"), x.text("language"), feed.Lang)}
	base := first(x.Attribute("base"), x.Parent.Attribute("base"), feed.URL)
	item.Title = x.title()
	item.URL = x.address(base)
	item.ID = first(x.text("guid", "id", "identifier"), x.Attribute("about"))
	item.HTML, item.Summary = x.content()
	item.Authors = x.authors(feed)
	item.Categories = x.categories()
	item.Published = x.dates("pubDate", "published", "issued", "date", "created", "post_date_gmt", "updated", "modified")
	item.Updated = x.text("updated", "modified")
	item.Image = x.image(base)
	kind, status := x.text("post_type"), x.text("status")
	item.Draft = kind != "" && kind != "post" && kind != "page" || kind != "" && status != "" && status != "publish"
	return item
}

// text gives the content of the first of these elements that has any, in the
// order of the names.
func (x element) text(locals ...string) string {
	for _, local := range locals {
		for n := range x.All(local) {
			if s := n.Content(); s != "" && !isMedia(n) && !isPodcast(n) {
				return s
			}
		}
	}
	return ""
}

// dates gives the contents of all these elements that have any.
func (x element) dates(locals ...string) []string {
	var list []string
	for _, local := range locals {
		if s := x.text(local); s != "" {
			list = append(list, shortYear.ReplaceAllString(s, "${1}20$2 "))
		}
	}
	return list
}

// shortYear finds a year of two digits, as the first RFC of mail had it.
var shortYear = regexp.MustCompile(`^((?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} )(\d{2}) `)

func (x element) title() string {
	other := ""
	for n := range x.All("title") {
		s := plain(n)
		if !isMedia(n) && !isPodcast(n) && s != "" {
			return s
		}
		other = first(other, s)
	}
	return other
}

// address finds the article: its own link, not one to comments, to the feed or
// to a counter of clicks that passes it on.
func (x element) address(base string) string {
	if original := x.text("origLink"); original != "" {
		return webAddress(base, original)
	}
	for n := range x.All("link") {
		rel, href := n.Attribute("rel"), first(n.Attribute("href"), n.Content())
		if kind := n.Attribute("type"); kind != "" && !strings.Contains(kind, "html") {
			continue
		}
		if address := webAddress(base, href); address != "" && (rel == "" || rel == "alternate") {
			return address
		}
	}
	if guid := x.Child("guid"); guid.Attribute("isPermaLink") != "false" {
		if address := webAddress("", guid.Content()); address != "" {
			return address
		}
	}
	return webAddress("", x.text("id"))
}

// content gives the longest of what may be the text, and a teaser beside it.
func (x element) content() (content, summary string) {
	for n := range x.All("encoded", "content", "content_encoded", "body", "xhtml", "div", "fulltext", "full-text") {
		if n.Is("encoded") && strings.Contains(n.Name.Space, "excerpt") {
			summary = markup(n)
			continue
		}
		if isMedia(n) {
			continue
		}
		if s := markup(n); len(s) > len(content) {
			content = s
		}
	}
	for n := range x.All("description", "summary") {
		if isMedia(n) || isPodcast(n) && summary != "" {
			continue
		}
		if s := markup(n); s != "" {
			summary = s
			break
		}
	}
	if len(content) < len(summary) {
		return summary, ""
	}
	return content, summary
}

func (x element) authors(feed Feed) []string {
	var names []string
	for _, local := range []string{"creator", "author"} {
		for n := range x.All(local) {
			name := n.Content()
			if child := n.Child("name"); child != nil {
				name = child.Content()
			} else if n.Child("email", "uri") != nil {
				name = ""
			}
			if name = personName(name); name != "" {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return names
		}
	}
	if feed.Author != "" {
		return []string{feed.Author}
	}
	return nil
}

var bracketed = regexp.MustCompile(`^\S+@\S+\s*\((.+)\)$|^(.+?)\s*[(<]\S+@\S+[)>]$`)

// personName takes the address off "jane@x.example (Jane Doe)".
func personName(s string) string {
	if m := bracketed.FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1] + m[2])
	}
	if strings.Contains(s, "@") && !strings.Contains(s, " ") {
		return ""
	}
	return s
}

func (x element) categories() []string {
	var list []string
	for n := range x.All("category", "subject", "section") {
		if isMedia(n) {
			continue
		}
		if s := first(n.Attribute("label"), n.Content(), n.Attribute("term")); s != "" {
			list = append(list, html.UnescapeString(s))
		}
	}
	return list
}

// image finds the address of a picture: an enclosure, or what the vocabulary of
// media says.
func (x element) image(base string) string {
	for n := range x.Find("content", "thumbnail", "enclosure", "link") {
		kind, medium := n.Attribute("type"), n.Attribute("medium")
		switch {
		case n.Is("link") && n.Attribute("rel") != "enclosure":
		case n.Is("content", "thumbnail") && !isMedia(n):
		case n.Is("thumbnail") || medium == "image" || strings.HasPrefix(kind, "image/"):
			if address := webAddress(base, first(n.Attribute("url"), n.Attribute("href"))); address != "" {
				return address
			}
		}
	}
	return ""
}

// plain gives the text of a title. A title of the type html, or one that was
// escaped twice, still has entities and tags.
func plain(n *xmltree.Node) string {
	s := n.Content()
	if n.Attribute("type") == "html" || strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return strings.TrimSpace(tag.ReplaceAllString(s, ""))
}

var (
	tag          = regexp.MustCompile(`</?(?:a|abbr|b|br|cite|em|font|h[1-6]|i|p|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>`)
	hasTag       = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	hasParagraph = regexp.MustCompile(`(?i)<(?:p|br)\b`)
	escaped      = regexp.MustCompile(`&lt;/?(?:p|div|br|a|h[1-6]|ul|li|strong|b|em|i|img|span|blockquote|table)\b`)
)

// markup gives the content of an element as HTML, however it stands there:
// escaped, escaped twice, as elements, or as text.
func markup(n *xmltree.Node) string {
	kind := n.Attribute("type")
	if n.Child("div", "p", "body", "html", "span", "a", "b", "br", "img", "ul", "table", "section", "article", "h1", "h2", "h3", "strong", "em", "i") != nil {
		return strings.TrimSpace(n.Markup(xmltree.SameTag)) // as in XHTML
	}
	s := n.Content()
	switch {
	case kind == "text" || kind == "text/plain":
		return textMarkup(s)
	case !hasTag.MatchString(s) && escaped.MatchString(s):
		return html.UnescapeString(s)
	case !hasTag.MatchString(s):
		return textMarkup(html.UnescapeString(s))
	case !hasParagraph.MatchString(s): // as WordPress keeps a text
		return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n", "\n<p>")
	}
	return s
}

// textMarkup writes a text without markup as HTML: blank lines end paragraphs.
func textMarkup(s string) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(paragraph) != "" {
			b.WriteString("<p>" + html.EscapeString(strings.TrimSpace(paragraph)) + "</p>")
		}
	}
	return b.String()
}

// webAddress gives an address of the web as an absolute one, "" for anything
// else.
func webAddress(base, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || address == "" {
		return ""
	}
	if b, err := url.Parse(base); err == nil && !u.IsAbs() {
		u = b.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
