package newsxml

import (
	"strings"

	"dateline/corpus/xmltree"
)

// readNITF reads a story in NITF 3.
func (i *Item) readNITF(n *xmltree.Node) {
	head, body := n.Child("head"), n.Child("body")
	i.docdata(head.Child("docdata"))
	publication := head.Child("pubdata")
	bodyHead, content := body.Child("body.head"), body.Child("body.content")
	i.Lang = first(n.Attribute("lang"), n.Attribute("baselang"), body.Attribute("lang"), content.Attribute("lang"))
	i.Title = first(bodyHead.Path("hedline", "hl1").Content(), head.Child("title").Content())
	i.Summary = first(bodyHead.Child("abstract").Content(), bodyHead.Path("hedline", "hl2").Content())
	for byline := range bodyHead.All("byline") {
		i.Authors = append(i.Authors, names(byline)...)
	}
	i.Dateline = dateline(bodyHead.Child("dateline"))
	i.Provider = first(publication.Attribute("name"), bodyHead.Child("distributor").Content(), i.Provider)
	i.Section = first(publication.Attribute("position.section"), i.Section)
	i.URL = webAddress(publication.Attribute("ex-ref"))
	if i.Published.IsZero() {
		i.Published = moment(publication.Attribute("date.publication"), bodyHead.Path("dateline", "story.date").Attribute("norm"))
	}
	for subject := range head.Find("tobject.subject") {
		i.add("topics", first(subject.Attribute("tobject.subject.detail"), subject.Attribute("tobject.subject.matter"), subject.Attribute("tobject.subject.type")))
	}
	for media := range content.Find("media") {
		if i.Image == "" && media.Attribute("media-type") == "image" {
			i.Image = webAddress(media.Child("media-reference").Attribute("source"))
			i.Caption = media.Child("media-caption").Content()
		}
	}
	i.HTML = strings.TrimSpace(content.Markup(nitfTag))
}

// docdata reads what a document says of itself.
func (i *Item) docdata(n *xmltree.Node) {
	i.ID = first(n.Child("doc-id").Attribute("id-string"), n.Child("du-key").Attribute("key"))
	i.Published = moment(n.Child("date.issue").Attribute("norm"), n.Child("date.release").Attribute("norm"))
	i.Provider = first(n.Child("doc.copyright").Attribute("holder"), n.Child("doc-id").Attribute("regsrc"))
	i.Section = n.Child("fixture").Attribute("fix-id")
	i.Withdrawn = withdrawn(n.Attribute("management-status"))
	for keyword := range n.Find("keyword") {
		i.add("keywords", keyword.Attribute("key"))
	}
	lists := map[string]string{"location": "places", "person": "people", "org": "orgs"}
	for name := range n.Child("identified-content").Find("location", "person", "org") {
		i.add(lists[name.Name.Local], first(name.Attribute("value"), name.Content()))
	}
}

// dateline gives the text of a dateline, without a date that is for machines.
func dateline(n *xmltree.Node) string {
	var b strings.Builder
	if n != nil {
		for _, c := range n.Children {
			switch {
			case c.IsText():
				b.WriteString(c.Text) // with its spaces
			case !c.Is("story.date") || moment(c.Content()).IsZero():
				b.WriteString(c.Content())
			}
		}
	}
	return strings.Trim(strings.Join(strings.Fields(b.String()), " "), " ,")
}

// names gives the names of a byline: the persons in it, else all of it but the
// title that follows a name.
func names(byline *xmltree.Node) []string {
	var list []string
	for person := range byline.Find("person") {
		list = append(list, person.Content())
	}
	if len(list) > 0 {
		return list
	}
	var b strings.Builder
	for _, c := range byline.Children {
		if !c.Is("byttl", "location", "virtloc") {
			b.WriteString(c.Content() + " ")
		}
	}
	return []string{strings.Join(strings.Fields(b.String()), " ")}
}

// nitfTag names the element of HTML for one of NITF.
func nitfTag(n *xmltree.Node) string {
	switch n.Name.Local {
	case "media", "nitf-table-metadata", "custom-table", "object", "copyrite":
		return xmltree.Omit
	case "p", "table", "caption", "tr", "td", "th", "ol", "ul", "li", "dl", "dt", "dd", "pre", "br", "hr", "a", "em", "q", "sub", "sup":
		return n.Name.Local
	case "hl1", "hl2":
		return "h2"
	case "bq":
		return "blockquote"
	case "block", "note", "fn", "credit", "body.end":
		return "div"
	}
	return "" // names and numbers that are marked as such
}
