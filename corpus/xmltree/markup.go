package xmltree

import (
	"strings"

	"golang.org/x/net/html"
)

// Markup writes what is in an element as HTML. tag names the element of HTML
// for each element: "" for none, so that only what is in it is written, and
// [Omit] for nothing at all. Attributes are left out but for addresses of links.
func (n *Node) Markup(tag func(*Node) string) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for _, c := range n.Children {
		c.markup(&b, tag)
	}
	return b.String()
}

// Omit is the tag of an element that is left out with all that is in it.
const Omit = "-"

func (n *Node) markup(b *strings.Builder, tag func(*Node) string) {
	if n.IsText() {
		b.WriteString(html.EscapeString(n.Text))
		return
	}
	name := tag(n)
	if name == Omit {
		return
	}
	if name != "" {
		b.WriteString("<" + name)
		if href := n.Attribute("href"); href != "" {
			b.WriteString(` href="` + html.EscapeString(href) + `"`)
		}
		b.WriteString(">")
	}
	for _, c := range n.Children {
		c.markup(b, tag)
	}
	if name != "" && name != "br" && name != "hr" && name != "img" {
		b.WriteString("</" + name + ">")
	}
}

// SameTag is a tag function for what is HTML already.
func SameTag(n *Node) string {
	switch name := strings.ToLower(n.Name.Local); name {
	case "script", "style", "iframe", "object", "svg", "form", "head":
		return Omit
	default:
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, name)
	}
}
