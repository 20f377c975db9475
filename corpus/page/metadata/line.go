package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/wire"
)

// line is one line as readers see it: what stands between two ends of block
// elements.
type line struct {
	text    string
	parts   []part
	heading int        // level, 1 to 6; 0 for others
	block   *html.Node // the heading that it stands in, if any
	aside   bool       // in a menu, a side column, a list of teasers, among comments
	linked  bool       // the whole line is one link
	size    int        // of the text, in bytes; of a long line there is nothing else
}

// part is one piece of text within a line.
type part struct {
	text string
	node *html.Node // the element around it
}

const (
	maxLines    = 20_000 // read of a page
	maxLineText = 1_500  // a line with more is prose, and only counted
)

// reader cuts a page into lines.
type reader struct {
	lines   []line
	current line
	size    int
	heading *html.Node
	main    map[*html.Node]bool
}

// linesOf gives the lines of a page in reading order.
func linesOf(s *survey) []line {
	r := &reader{main: s.main}
	r.walk(s.root, 0, false)
	r.end(0, false)
	return r.lines
}

func (r *reader) walk(n *html.Node, heading int, aside bool) {
	for c := n.FirstChild; c != nil && len(r.lines) < maxLines; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.add(c, n)
		case html.ElementNode:
			r.element(c, heading, aside)
		case html.ErrorNode, html.DocumentNode, html.CommentNode, html.DoctypeNode, html.RawNode:
		}
	}
}

func (r *reader) element(n *html.Node, heading int, aside bool) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Select, atom.Button, atom.Textarea, atom.Head, atom.Object, atom.Rt, atom.Rp:
		return
	case atom.Br:
		r.end(heading, aside)
		return
	default:
	}
	if !isBlock(n.DataAtom) {
		r.walk(n, heading, aside)
		return
	}
	inner := aside || !r.main[n] && isAside(n)
	r.end(heading, aside)
	level, outer := heading, r.heading
	if l := levelOf(n.DataAtom); l > 0 {
		level, r.heading = l, n
	}
	r.walk(n, level, inner)
	r.end(level, inner)
	r.heading = outer
}

// levelOf gives the level of a heading, 0 for other elements.
func levelOf(tag atom.Atom) int {
	switch tag {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4, atom.H5, atom.H6:
		return 4
	default:
		return 0
	}
}

func (r *reader) add(text, parent *html.Node) {
	if strings.TrimSpace(text.Data) == "" {
		if n := len(r.current.parts); n > 0 {
			r.current.parts[n-1].text += " "
		}
		return
	}
	if r.size += len(text.Data); r.size <= maxLineText {
		r.current.parts = append(r.current.parts, part{text: text.Data, node: parent})
	}
}

// end closes the line that is being read.
func (r *reader) end(heading int, aside bool) {
	l := r.current
	size := r.size
	r.current, r.size = line{}, 0
	if len(l.parts) == 0 && size == 0 {
		return
	}
	l.heading, l.block, l.aside, l.size = heading, r.heading, aside, size
	if size <= maxLineText {
		l.clean()
	} else {
		l.parts = nil
	}
	if l.size > 0 {
		r.lines = append(r.lines, l)
	}
}

// clean cleans the text of a line and of its parts.
func (l *line) clean() {
	if len(l.parts) == 1 {
		l.parts[0].text = wire.Clean(l.parts[0].text)
		l.text = l.parts[0].text
	} else {
		var b strings.Builder
		for i, p := range l.parts {
			if i > 0 && apart(l.parts[i-1].text, p.text) {
				b.WriteByte(' ')
			}
			b.WriteString(p.text)
			l.parts[i].text = wire.Clean(p.text)
		}
		l.text = wire.Clean(b.String())
	}
	l.size = len(l.text)
	l.linked = len(l.parts) == 1 && link(l.parts[0].node) != nil
}

// apart reports whether two pieces of text that touch are two words, which
// styles keep apart: "HarbourThe pier", "Posted3 May".
func apart(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLower(last) && (unicode.IsUpper(next) || unicode.IsDigit(next)) || unicode.IsDigit(last) && unicode.IsUpper(next)
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Main,
		atom.Figure, atom.Figcaption, atom.Blockquote, atom.Pre, atom.Hr, atom.Address, atom.Form, atom.Fieldset, atom.Details, atom.Summary, atom.Body, atom.Caption, atom.Center:
		return true
	default:
		return false
	}
}

// isAside reports whether an element holds what is not of the article.
func isAside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Figure, atom.Figcaption:
		return true
	case atom.Aside, atom.Footer:
		return !signs(n)
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	default:
	}
	for _, word := range words(n) {
		switch word {
		case "comment", "comments", "commentlist", "respond":
			return true
		case "related", "teaser", "teasers", "sidebar", "recommended", "recommendations", "widget", "promo", "newsletter",
			"menu", "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "footer", "carousel", "trending", "popular", "mostread", "ticker", "cookie", "consent", "onetrust", "paywall":
			return !signs(n)
		}
	}
	return false
}

// signs reports whether an element that would be a column or a footer is there
// to name the author: a class says so, or it is the footer of the article.
func signs(n *html.Node) bool {
	for _, word := range words(n) {
		if word == "author" || word == "authors" || word == "byline" {
			return true
		}
	}
	if n.DataAtom != atom.Footer {
		return false
	}
	for n = n.Parent; n != nil && n.DataAtom != atom.Article; {
		n = n.Parent
	}
	return n != nil
}

// maxClass is how much of a class or an id is read, in bytes: some hold a whole
// style sheet, and it is read for every line below.
const maxClass = 500

// words gives the words of an element's class and id.
func words(n *html.Node) []string {
	var list []string
	for _, a := range n.Attr {
		if a.Key == "class" || a.Key == "id" {
			list = append(list, strings.FieldsFunc(strings.ToLower(a.Val[:min(len(a.Val), maxClass)]), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })...)
		}
	}
	return list
}

func attribute(n *html.Node, key string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// up calls f for an element and those around it, the nearest first, until f
// says that it has found what it looks for or there were enough.
func up(n *html.Node, levels int, f func(*html.Node) bool) {
	for ; n != nil && levels > 0; n, levels = n.Parent, levels-1 {
		if n.Type == html.ElementNode && f(n) {
			return
		}
	}
}

// link gives the link that an element is or stands in.
func link(n *html.Node) *html.Node {
	var found *html.Node
	up(n, 4, func(e *html.Node) bool {
		if e.DataAtom == atom.A && attribute(e, "href") != "" {
			found = e
		}
		return found != nil
	})
	return found
}

// longLine is how long a line of prose is at least, in bytes.
const longLine = 200

// zone gives the lines around a headline in which pages name authors and
// dates: some before it, and those after it until the text has begun.
func zone(lines []line, title string) (before, after []line) {
	const reach, most, paragraphs = 12, 60, 2
	at := max(0, headlineAt(lines, title))
	end, prose := at, 0
	for end < len(lines) && end-at < most && prose < paragraphs {
		if !lines[end].aside && lines[end].size >= longLine {
			prose++
		}
		end++
	}
	return lines[max(0, at-reach):at], lines[at:end]
}

// headlineAt finds the line that is the title: a heading, else any; -1 for
// none.
func headlineAt(lines []line, title string) int {
	title = wire.Fold(title)
	if title == "" {
		return -1
	}
	is := func(l line) bool { return l.size < 2*len(title)+40 && wire.Fold(l.text) == title }
	if at := slices.IndexFunc(lines, func(l line) bool { return l.heading > 0 && !l.aside && is(l) }); at >= 0 {
		return at
	}
	if at := slices.IndexFunc(lines, func(l line) bool { return !l.aside && !l.linked && is(l) }); at >= 0 {
		return at
	}
	return slices.IndexFunc(lines, func(l line) bool { return l.heading == 1 && !l.aside })
}
