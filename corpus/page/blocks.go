package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/wire"
)

// block is one paragraph, heading, list item or the like.
type block struct {
	text   string
	tag    atom.Atom // the nearest block element
	linked int       // runes inside links, without spaces
}

func (b block) length() int { return utf8.RuneCountInString(b.text) }

// isLink reports whether a block is nothing but links, give or take a mark.
func (b block) isLink() bool {
	return b.linked*10 >= (b.length()-strings.Count(b.text, " "))*9
}

// weight is the number of words outside links; two characters of a script
// that writes no spaces count as one.
func (b block) weight() int {
	words, wide := 0, 0
	for word := range strings.FieldsSeq(b.text) {
		words++
		for _, r := range word {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				wide++
			}
		}
	}
	n := words + wide/2
	if length := b.length(); length > 0 {
		n -= n * b.linked / length
	}
	return n
}

// blockWriter cuts a tree into blocks: one ends wherever a block element
// begins or ends, and at two line breaks in a row.
type blockWriter struct {
	blocks []block
	text   strings.Builder
	tag    atom.Atom
	linked int
	breaks int // line breaks since the last text
}

// blocksOf gives the blocks below a node in reading order.
func blocksOf(n *html.Node) []block {
	var w blockWriter
	w.walk(n, false)
	w.end()
	return w.blocks
}

func (w *blockWriter) walk(n *html.Node, inLink bool) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data, inLink)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	tag := atom.Lookup([]byte(n.Data)) // readability renames elements without touching DataAtom
	if unseen(tag, n.Attr) {
		return
	}
	outer, isBlock := w.tag, isBlock(tag)
	if isBlock {
		w.end()
		w.tag = tag
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		w.walk(child, inLink || tag == atom.A)
	}
	switch {
	case isBlock:
		w.end()
		w.tag = outer
	case tag == atom.Br:
		w.lineBreak()
	case tag == atom.Td || tag == atom.Th:
		w.text.WriteByte(' ')
	}
}

func (w *blockWriter) write(s string, inLink bool) {
	w.text.WriteString(s)
	if strings.TrimSpace(s) == "" {
		return
	}
	w.breaks = 0
	if inLink {
		text := wire.Clean(s)
		w.linked += utf8.RuneCountInString(text) - strings.Count(text, " ")
	}
}

func (w *blockWriter) lineBreak() {
	if w.breaks++; w.breaks == 2 {
		w.end()
		return
	}
	w.text.WriteByte(' ')
}

func (w *blockWriter) end() {
	if text := wire.Clean(w.text.String()); text != "" {
		w.blocks = append(w.blocks, block{text: text, tag: w.tag, linked: w.linked})
	}
	w.text.Reset()
	w.linked = 0
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Body, atom.Html,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hgroup, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Table, atom.Caption, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Figure, atom.Form, atom.Fieldset,
		atom.Details, atom.Summary, atom.Address, atom.Hr, atom.Center:
		return true
	default: // a table cell is none: a row is one block unless its cells hold blocks
		return false
	}
}

// unseen reports whether an element's text is not for reading, or not part of
// a text: scripts, controls, captions, ruby glosses, what is hidden.
func unseen(tag atom.Atom, attrs []html.Attribute) bool {
	switch tag {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Canvas, atom.Audio, atom.Video,
		atom.Button, atom.Select, atom.Textarea, atom.Input, atom.Label, atom.Nav, atom.Figcaption, atom.Rt, atom.Rp:
		return true
	default:
	}
	for _, a := range attrs {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
		}
	}
	return false
}
