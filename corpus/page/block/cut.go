package block

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/wire"
)

// Cut cuts what is below a node into blocks: one ends wherever a block element
// begins or ends, and at a line break. It does not change the tree.
func Cut(n *html.Node) *Page {
	c := cutter{page: &Page{}, element: -1}
	c.page.elements = append(c.page.elements, element{parent: -1})
	c.walk(n, 0, 1)
	c.end()
	c.page.measure()
	return c.page
}

// cutter is the state of the walk over one page.
type cutter struct {
	page    *Page
	text    strings.Builder
	element int32 // that holds all text of the block so far, -1 without text
	linked  int   // bytes inside links
	bytes   int   // without the white space around pieces
	breaks  int   // line breaks since the last text
	joined  bool  // the block goes on after a line break
}

func (c *cutter) walk(n *html.Node, parent, depth int32) {
	switch n.Type {
	case html.TextNode:
		c.write(n.Data, parent)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	if n.FirstChild == nil {
		switch n.DataAtom {
		case atom.Br:
			c.lineBreak()
		case atom.Hr:
			c.end()
		case atom.Img:
			if c.element < 0 {
				c.joined = false
			}
		default:
		}
		return
	}
	if unread(n.DataAtom) {
		return
	}
	at, block := parent, Breaks(n.DataAtom)
	if block {
		c.end()
	}
	if n.Type == html.ElementNode {
		at = c.open(n, parent, depth)
	}
	before := len(c.page.Blocks)
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, at, depth+1)
	}
	cell := n.DataAtom == atom.Td || n.DataAtom == atom.Th
	switch {
	case block || cell && len(c.page.Blocks) > before: // a cell of several lines is more than one of a row
		c.end()
	case cell:
		c.text.WriteByte(' ')
	}
}

func (c *cutter) open(n *html.Node, parent, depth int32) int32 {
	outer := &c.page.elements[parent]
	e := element{parent: parent, depth: depth, tag: n.DataAtom, flags: outer.flags | flagsOf(n)}
	e.names = namesOf(n)
	if canBeBox(n.DataAtom) {
		for _, name := range e.names {
			thread, named := boxNames()[name]
			e.named, e.thread = e.named || named, e.thread || thread
		}
	}
	e.path = mix(outer.path, uint32(n.DataAtom))
	if len(e.names) > 0 {
		e.path = mix(e.path, e.names[0])
	}
	c.page.elements = append(c.page.elements, e)
	return int32(len(c.page.elements) - 1)
}

func (c *cutter) write(s string, at int32) {
	if blank(s) {
		if c.text.Len() > 0 {
			c.text.WriteByte(' ')
		}
		return
	}
	c.breaks = 0
	c.text.WriteString(s)
	if c.element < 0 {
		c.element = at
	} else {
		c.element = c.page.holds(c.element, at)
	}
	size := len(strings.TrimSpace(s))
	c.bytes += size
	if c.page.elements[at].flags&inLink != 0 {
		c.linked += size
	}
}

func blank(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case ' ', '\n', '\t', '\r', '\f':
		default:
			return false
		}
	}
	return true
}

// holds gives the innermost element that holds both.
func (p *Page) holds(a, b int32) int32 {
	for a != b {
		if p.elements[a].depth > p.elements[b].depth {
			a = p.elements[a].parent
		} else {
			b = p.elements[b].parent
		}
	}
	return a
}

// lineBreak ends a line. A second one in a row ends a paragraph.
func (c *cutter) lineBreak() {
	had := c.text.Len() > 0
	if had {
		c.flush()
	}
	c.breaks++
	c.joined = c.breaks == 1 && (had || c.joined)
}

func (c *cutter) end() {
	c.flush()
	c.joined, c.breaks = false, 0
}

func (c *cutter) flush() {
	if c.element >= 0 {
		if text := wire.Clean(c.text.String()); text != "" {
			b := Block{Text: text, element: c.element, Continues: c.joined}
			b.texture = textureOf(text)
			b.linked = uint8(c.linked * 100 / c.bytes)
			c.shape(&b)
			c.page.Blocks = append(c.page.Blocks, b)
		}
	}
	c.text.Reset()
	c.element, c.linked, c.bytes = -1, 0, 0
}

// shape says what the block is by the elements around it.
func (c *cutter) shape(b *Block) {
	elements := c.page.elements
	inner := b.element
	for inner > 0 && !Breaks(elements[inner].tag) {
		inner = elements[inner].parent
	}
	b.Tag = elements[inner].tag
	switch b.Tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.Kind, b.Level = Heading, int(b.Tag.String()[1]-'0')
		return
	case atom.Tr:
		b.Kind = Row
		return
	default:
	}
	for up, steps := inner, 0; up > 0 && steps < 4; up, steps = elements[up].parent, steps+1 {
		switch elements[up].tag {
		case atom.Li, atom.Dd, atom.Dt:
			b.Kind = Item
			return
		case atom.Blockquote:
			b.Kind = Quote
			return
		case atom.Article, atom.Section, atom.Table:
			return
		default:
		}
	}
}

// Breaks reports whether an element begins a new block.
func Breaks(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Body, atom.Html,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hgroup, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Table, atom.Caption, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Figure, atom.Figcaption, atom.Form,
		atom.Fieldset, atom.Details, atom.Summary, atom.Address, atom.Hr, atom.Center:
		return true
	default: // a table cell is none: a row is one block unless its cells hold blocks
		return false
	}
}

// unread reports whether an element's text is never for reading as text:
// scripts, controls, menus, ruby glosses, and what is not parsed as markup.
func unread(tag atom.Atom) bool {
	switch tag {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Canvas, atom.Audio, atom.Video,
		atom.Button, atom.Select, atom.Textarea, atom.Input, atom.Label, atom.Nav, atom.Rt, atom.Rp,
		atom.Title, atom.Xmp, atom.Plaintext, atom.Noembed, atom.Noframes:
		return true
	default:
		return false
	}
}

// flagsOf reads what an element says about all below it.
func flagsOf(n *html.Node) flags {
	f := flagOfTag(n.DataAtom)
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			f |= isHidden
		case "style":
			if hides(a.Val) {
				f |= isHidden
			}
		case "itemprop":
			if strings.Contains(a.Val, "articleBody") {
				f |= inBody
			}
		case "role":
			switch a.Val {
			case "main":
				f |= inMain
			case "complementary":
				f |= inAside
			case "dialog", "alertdialog":
				f |= inDialog
			}
		}
	}
	return f
}

func hides(style string) bool {
	style = strings.ToLower(style)
	at := strings.Index(style, "display")
	if at < 0 {
		at = strings.Index(style, "visibility")
	}
	if at < 0 {
		return false
	}
	style = strings.ReplaceAll(style[at:], " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

func flagOfTag(a atom.Atom) flags {
	switch a {
	case atom.Article:
		return inArticle
	case atom.Main:
		return inMain
	case atom.Aside:
		return inAside
	case atom.Footer:
		return inFooter
	case atom.Header:
		return inHeader
	case atom.Form:
		return inForm
	case atom.Figure, atom.Figcaption:
		return inFigure
	case atom.Ul, atom.Ol, atom.Dl:
		return inList
	case atom.Table:
		return inTable
	case atom.Blockquote:
		return inQuote
	case atom.A:
		return inLink
	default:
		return 0
	}
}

// maxNames bounds the words of one element: some carry a whole style sheet.
const maxNames = 24

// namesOf gives the words by which an element is called: "newsletter-box" and
// "newsletterBox" are two words each. Numbers are left out.
func namesOf(n *html.Node) []uint32 {
	var names []uint32
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "role", "data-testid", "data-component":
			names = appendWords(names, a.Val)
		}
	}
	return names
}

func appendWords(names []uint32, s string) []uint32 {
	h, length := uint32(offset32), 0
	var last byte
	for i := 0; i <= len(s) && len(names) < maxNames; i++ {
		var ch byte
		if i < len(s) {
			ch = s[i]
		}
		lower := ch | 0x20
		letter := lower >= 'a' && lower <= 'z'
		upper := letter && ch < 'a' && last >= 'a'
		if (!letter || upper) && length > 0 {
			if length > 1 {
				names = append(names, h)
			}
			h, length = offset32, 0
		}
		if letter {
			h, length = (h^uint32(lower))*prime32, length+1
		}
		last = ch
	}
	return names
}

// The constants of FNV-1a.
const (
	offset32 = 2166136261
	prime32  = 16777619
)

// mix hashes two numbers into one.
func mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ b*0x85EBCA6B
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 13
	return h
}

func canBeBox(tag atom.Atom) bool {
	switch tag {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.H1, atom.P:
		return false
	default:
		return true
	}
}
