package newsxml

import (
	"html"
	"regexp"
	"strings"

	"dateline/corpus/xmltree"
)

// readG2 reads an item of NewsML-G2.
func (i *Item) readG2(n *xmltree.Node) {
	meta, content := n.Child("itemMeta"), n.Child("contentMeta")
	i.ID = n.Attribute("guid")
	i.Lang = first(content.Child("language").Attribute("tag"), n.Attribute("lang"))
	i.Provider = name(meta.Child("provider"))
	for headline := range content.All("headline") {
		if role := strings.ToLower(code(headline.Attribute("role"))); role != "subheadline" && role != "sub" {
			i.Title = first(i.Title, headline.Content())
		}
	}
	i.Title = first(i.Title, meta.Child("title").Content())
	i.Dateline = content.Child("dateline").Content()
	i.Published = moment(meta.Child("firstCreated").Content(), content.Child("contentCreated").Content(), meta.Child("versionCreated").Content())
	i.Updated = moment(meta.Child("versionCreated").Content(), content.Child("contentModified").Content())
	if i.Skip = skip(n, meta); i.Skip == "" {
		i.Withdrawn = withdrawn(code(first(meta.Child("pubStatus").Attribute("qcode"), meta.Child("pubStatus").Attribute("uri"))))
	}
	for by := range content.All("by") {
		i.Authors = append(i.Authors, by.Content())
	}
	if len(i.Authors) == 0 {
		for creator := range content.All("creator") {
			i.Authors = append(i.Authors, creator.Child("name").Content())
		}
	}
	for description := range content.All("description") {
		if code(description.Attribute("role")) != "caption" {
			i.Summary = first(i.Summary, description.Content())
		}
	}
	for subject := range content.All("subject") {
		i.subject(subject)
	}
	for keyword := range content.All("keyword") {
		i.add("keywords", keyword.Content())
	}
	i.contentSet(n.Child("contentSet"))
}

// withdrawn gives a status that says that nobody shall print a story.
func withdrawn(status string) string {
	switch status = strings.ToLower(status); status {
	case "killed", "canceled", "cancelled", "withheld":
		return status
	}
	return ""
}

// skip says why an item is none to be read.
func skip(n, meta *xmltree.Node) string {
	if !n.Is("newsItem") {
		return "it is no story (" + n.Name.Local + ")"
	}
	switch class := code(first(meta.Child("itemClass").Attribute("qcode"), meta.Child("itemClass").Attribute("uri"))); class {
	case "picture", "graphic", "video", "audio", "animation", "composite":
		if n.Path("contentSet", "inlineXML") == nil {
			return "it is no text (" + class + ")"
		}
	}
	return ""
}

// subject keeps what a story is about by what kind of thing that is.
func (i *Item) subject(n *xmltree.Node) {
	list := "topics"
	switch code(n.Attribute("type")) {
	case "category":
		i.Section = first(i.Section, n.Child("name").Content())
		return
	case "person":
		list = "people"
	case "organisation", "organization":
		list = "orgs"
	case "geoArea", "poi":
		list = "places"
	}
	i.add(list, n.Child("name").Content())
}

// name gives what a party is called.
func name(n *xmltree.Node) string {
	return first(n.Child("name").Content(), n.Attribute("literal"), code(n.Attribute("qcode")), code(n.Attribute("uri")))
}

// contentSet reads the first rendition of a story that stands in the file.
func (i *Item) contentSet(n *xmltree.Node) {
	if n == nil {
		return
	}
	for c := range n.All("inlineXML", "inlineData", "remoteContent") {
		kind := c.Attribute("contenttype")
		switch {
		case c.Is("remoteContent"):
			i.remote(c, kind)
		case i.HTML != "":
		case c.Is("inlineXML"):
			i.inline(c)
		case strings.Contains(kind, "html"):
			i.HTML = c.Content()
		case kind == "" || strings.HasPrefix(kind, "text/"):
			i.HTML = markupOf(c.Content())
		}
	}
	if i.HTML == "" && i.Skip == "" && i.Withdrawn == "" && n.Child("remoteContent") != nil {
		i.Skip = "its text is in another file: " + n.Child("remoteContent").Attribute("href")
	}
}

// remote reads what an address says beside the text.
func (i *Item) remote(n *xmltree.Node, kind string) {
	switch address := webAddress(n.Attribute("href")); {
	case strings.HasPrefix(kind, "image/"):
		i.Image = first(i.Image, address)
	case strings.Contains(kind, "html"):
		i.URL = first(i.URL, address)
	}
}

// inline reads a story that stands in the item as NITF or XHTML. What the item
// says of it comes first.
func (i *Item) inline(n *xmltree.Node) {
	nitf := n.Child("nitf")
	if nitf == nil {
		i.HTML = strings.TrimSpace(n.Markup(htmlTag))
		return
	}
	inner := Item{Lists: map[string][]string{}}
	inner.readNITF(nitf)
	i.HTML, i.Withdrawn = inner.HTML, first(i.Withdrawn, inner.Withdrawn)
	i.URL = first(i.URL, inner.URL)
	i.Title, i.Summary, i.Dateline = first(i.Title, inner.Title), first(i.Summary, inner.Summary), first(i.Dateline, inner.Dateline)
	i.Provider, i.Lang, i.Section = first(i.Provider, inner.Provider), first(i.Lang, inner.Lang), first(i.Section, inner.Section)
	if i.Image == "" {
		i.Image, i.Caption = inner.Image, inner.Caption
	}
	if len(i.Authors) == 0 {
		i.Authors = inner.Authors
	}
	if i.Published.IsZero() {
		i.Published = inner.Published
	}
	for list, names := range inner.Lists {
		for _, name := range names {
			i.add(list, name)
		}
	}
}

// readNewsML1 reads an item of NewsML 1: its lines and the first text among its
// components.
func (i *Item) readNewsML1(n *xmltree.Node) {
	id, management := n.Path("Identification", "NewsIdentifier"), n.Child("NewsManagement")
	i.ID = id.Child("NewsItemId").Content()
	if provider := id.Child("ProviderId").Content(); i.ID != "" && provider != "" {
		i.ID = provider + ":" + id.Child("DateId").Content() + ":" + i.ID
	}
	i.Provider = id.Child("ProviderId").Content()
	i.Published, i.Updated = moment(management.Child("FirstCreated").Content(), id.Child("DateId").Content()), moment(management.Child("ThisRevisionCreated").Content())
	i.Withdrawn = withdrawn(management.Child("Status").Attribute("FormalName"))
	for provider := range n.Find("Provider") {
		i.Provider = first(provider.Child("Party").Attribute("FormalName"), i.Provider)
		break
	}
	for language := range n.Find("Language") {
		i.Lang = first(i.Lang, language.Attribute("FormalName"))
	}
	for lines := range n.Find("NewsLines") {
		i.newsLines(lines)
	}
	i.Lang = first(i.Lang, n.Attribute("lang"))
	for content := range n.Find("ContentItem") {
		i.contentItem(content)
	}
	if i.HTML == "" && i.Withdrawn == "" {
		for content := range n.Find("ContentItem") {
			if href := content.Attribute("Href"); href != "" {
				i.Skip = "its text is in another file: " + href
			}
		}
	}
}

func (i *Item) newsLines(n *xmltree.Node) {
	i.Title = first(i.Title, n.Child("HeadLine").Content())
	i.Summary = first(i.Summary, n.Child("SubHeadLine").Content())
	i.Dateline = first(i.Dateline, n.Child("DateLine").Content())
	if len(i.Authors) == 0 {
		for by := range n.All("ByLine") {
			i.Authors = append(i.Authors, by.Content())
		}
	}
	for keyword := range n.All("KeywordLine") {
		i.add("keywords", keyword.Content())
	}
}

// contentItem reads text in a component, in whichever markup.
func (i *Item) contentItem(n *xmltree.Node) {
	data := n.Child("DataContent")
	switch {
	case i.HTML != "" || data == nil:
	case data.Child("nitf") != nil:
		i.inline(data)
	case data.Child("html", "body", "p", "div") != nil:
		i.HTML = strings.TrimSpace(data.Markup(htmlTag))
	case data.Child("body.content") != nil:
		i.HTML = strings.TrimSpace(data.Markup(nitfTag))
	default:
		i.HTML = markupOf(data.Content())
	}
}

// htmlTag names the elements of XHTML. Above and below a text stands what the
// item says elsewhere.
func htmlTag(n *xmltree.Node) string {
	if n.Is("header", "footer", "aside", "time") {
		return xmltree.Omit
	}
	return xmltree.SameTag(n)
}

// markupOf gives a text that should have no markup as HTML. Some have, and
// some have one paragraph of it around paragraphs without.
func markupOf(s string) string {
	if strings.Count(s, "</p>") > 1 {
		return s
	}
	return textMarkup(html.UnescapeString(paragraphTag.ReplaceAllString(s, "")))
}

var paragraphTag = regexp.MustCompile(`</?p(?:\s[^<>]*)?>`)

// textMarkup writes a text without markup as HTML: blank lines and indents begin
// paragraphs.
func textMarkup(s string) string {
	var b strings.Builder
	s = strings.ReplaceAll(s, "\r\n", "\n")
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(s, "\n  ", "\n\n  "), "\n\n") {
		if strings.TrimSpace(paragraph) != "" {
			b.WriteString("<p>" + html.EscapeString(strings.TrimSpace(paragraph)) + "</p>")
		}
	}
	return b.String()
}
