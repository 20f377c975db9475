package metadata

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/wire"
)

// survey is what one walk through a page finds of interest.
type survey struct {
	root                     *html.Node
	html, title, base        *html.Node
	pubdate                  *html.Node // time element of a post
	headline                 *html.Node // by itemprop or class
	links, contents, figures []*html.Node
	scripts                  []*html.Node
	props                    map[string][]*html.Node // by itemprop
	// main are the elements around a headline or a text: these are never
	// aside, whatever their class.
	main map[*html.Node]bool
}

func surveyOf(root *html.Node) *survey {
	s := &survey{root: root, props: map[string][]*html.Node{}, main: map[*html.Node]bool{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			s.note(n)
		}
	}
	return s
}

func (s *survey) note(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		s.html = cmpFirst(s.html, n)
	case atom.Title:
		if n.Namespace == "" {
			s.title = cmpFirst(s.title, n)
		}
	case atom.Base:
		s.base = cmpFirst(s.base, n)
	case atom.Link:
		s.links = append(s.links, n)
	case atom.Script:
		s.scripts = append(s.scripts, n)
	case atom.Figure:
		s.figures = append(s.figures, n)
	case atom.H1, atom.Article, atom.Main:
		s.markMain(n)
	default:
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "content":
			s.contents = append(s.contents, n)
		case "itemprop":
			for prop := range strings.FieldsSeq(a.Val) {
				s.props[prop] = append(s.props[prop], n)
			}
			if a.Val == "articleBody" {
				s.markMain(n)
			}
		case "pubdate":
			if n.DataAtom == atom.Time {
				s.pubdate = cmpFirst(s.pubdate, n)
			}
		case "class":
			if s.headline == nil && isHeadlineClass(a.Val) {
				s.headline = n
			}
		}
	}
}

// cmpFirst keeps what was found first.
func cmpFirst(found, n *html.Node) *html.Node {
	if found != nil {
		return found
	}
	return n
}

func (s *survey) markMain(n *html.Node) {
	for up := n.Parent; up != nil && !s.main[up]; up = up.Parent {
		s.main[up] = true
	}
}

func isHeadlineClass(class string) bool {
	for word := range strings.FieldsSeq(class) {
		switch word {
		case "entry-title", "post-title", "article-title", "headline":
			return true
		}
	}
	return false
}

// link gives an attribute of the first link element for which is holds.
func (s *survey) link(attr string, is func(*html.Node) bool) string {
	for _, n := range s.links {
		if is(n) {
			return wire.Clean(attribute(n, attr))
		}
	}
	return ""
}

func (s *survey) canonical() string {
	return s.link("href", func(n *html.Node) bool { return slices.Contains(strings.Fields(attribute(n, "rel")), "canonical") })
}

// prop gives an attribute of the first element with an itemprop.
func (s *survey) prop(name, attr string) string {
	if list := s.props[name]; len(list) > 0 {
		return wire.Clean(attribute(list[0], attr))
	}
	return ""
}

// propText gives the text of that element.
func (s *survey) propText(name string) string {
	if list := s.props[name]; len(list) > 0 {
		return shortText(list[0])
	}
	return ""
}

// maxShort bounds the elements in which a name, a date or a headline is
// looked for, in bytes.
const maxShort = 300

// shortText gives the text of an element that holds one line, "" for a longer
// one. It does not read the longer one to its end.
func shortText(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
		if b.Len() > maxShort {
			return ""
		}
	}
	return wire.Clean(b.String())
}

// textOf gives all text of an element as it stands.
func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// inside reports whether an element stands in a column, a menu or a footer.
func inside(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Aside || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer {
			return true
		}
	}
	return false
}

// find gives the first element of a kind below another.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			return d
		}
	}
	return nil
}
