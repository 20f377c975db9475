// Package fragment reads HTML that is nothing but article: what feeds,
// newsletters and news services carry. Unlike a web page it has nothing around
// the text that must be found out and left away: every paragraph is kept.
package fragment

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/wire"
)

// Block is one paragraph, heading, list item or quotation, cleaned.
type Block struct {
	Text  string
	Kind  string // "heading", "item", "quote" or "" for prose
	Level int    // of a heading, 1 to 6
	// Linked says that all of the text is in links.
	Linked bool
}

// Read gives the blocks of a piece of HTML in reading order.
func Read(text string) []Block {
	var w writer
	root, err := html.Parse(strings.NewReader(text))
	if err != nil { // nested deeper than the parser allows
		w.flat(text)
	} else {
		w.walk(root, place{})
	}
	w.end()
	return w.blocks
}

// place is what the elements around a text say about it.
type place struct {
	kind   string
	level  int
	linked bool
}

// writer cuts a tree into blocks: one ends wherever a block element begins or
// ends, and at two line breaks in a row.
type writer struct {
	blocks []Block
	text   strings.Builder
	place  place // of the first text in the block
	plain  bool  // some of the text is in no link
	begun  bool
	breaks int // line breaks since the last text
}

func (w *writer) walk(n *html.Node, at place) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data, at)
		return
	case html.ElementNode:
		if unread(n) {
			return
		}
		at = at.within(n.DataAtom)
	case html.DocumentNode:
	default:
		return
	}
	block := isBlock(n.DataAtom)
	if block {
		w.end()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		w.walk(child, at)
	}
	switch {
	case block:
		w.end()
	case n.DataAtom == atom.Br:
		w.lineBreak()
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.text.WriteByte(' ')
	}
}

func (p place) within(a atom.Atom) place {
	switch a {
	case atom.A:
		p.linked = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.kind, p.level = "heading", int(a.String()[1]-'0')
	case atom.Li:
		p.kind = "item"
	case atom.Blockquote:
		p.kind = "quote"
	default:
	}
	return p
}

func (w *writer) write(s string, at place) {
	w.text.WriteString(s)
	if strings.TrimSpace(s) == "" {
		return
	}
	w.breaks = 0
	w.plain = w.plain || !at.linked
	if !w.begun {
		w.begun, w.place = true, at
	}
}

func (w *writer) lineBreak() {
	if w.breaks++; w.breaks == 2 {
		w.end()
		return
	}
	w.text.WriteByte(' ')
}

func (w *writer) end() {
	if text := wire.Clean(w.text.String()); text != "" {
		w.blocks = append(w.blocks, Block{Text: text, Kind: w.place.kind, Level: w.place.level, Linked: !w.plain})
	}
	w.text.Reset()
	w.plain, w.begun, w.place, w.breaks = false, false, place{}, 0
}

// flat reads the text without a tree.
func (w *writer) flat(text string) {
	z := html.NewTokenizer(strings.NewReader(text))
	skip := atom.Atom(0)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		token := z.Token()
		switch {
		case kind == html.TextToken && skip == 0:
			w.write(token.Data, place{})
		case kind == html.StartTagToken && isUnread(token.DataAtom) && skip == 0:
			skip = token.DataAtom
		case kind == html.EndTagToken && token.DataAtom == skip:
			skip = 0
		case kind != html.TextToken && isBlock(token.DataAtom):
			w.end()
		}
	}
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Body, atom.Html,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Table, atom.Caption, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Figure,
		atom.Details, atom.Summary, atom.Address, atom.Hr, atom.Center:
		return true
	default: // a table cell is none: a row is one block unless its cells hold blocks
		return false
	}
}

func isUnread(a atom.Atom) bool {
	switch a {
	case atom.Head, atom.Title, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Canvas, atom.Audio, atom.Video,
		atom.Button, atom.Select, atom.Textarea, atom.Form, atom.Nav, atom.Figcaption, atom.Rt, atom.Rp:
		return true
	default:
		return false
	}
}

// invisible are styles of what is in a mail for machines, not readers, without
// spaces.
var invisible = []string{"display:none", "visibility:hidden", "mso-hide:all", "max-height:0", "font-size:0;", "font-size:0px"} //nolint:gochecknoglobals // a constant

// unread reports whether an element's text is not for reading, or not part of
// the text: scripts, controls, captions, ruby glosses, what is hidden.
func unread(n *html.Node) bool {
	if isUnread(n.DataAtom) {
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", "")) + ";"
			return slices.ContainsFunc(invisible, func(s string) bool { return strings.Contains(style, s) })
		}
	}
	return false
}
