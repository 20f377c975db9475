// Package xmltree reads XML that others wrote, a record at a time: it yields
// the elements of a long document as small trees, in bounded memory, and takes
// no offence at what feeds and news services get wrong: charsets that are not
// the declared ones, control characters, entities of HTML, elements that are
// not closed. Entities that a document declares for itself are never expanded.
package xmltree

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// What can be wrong with a document.
var (
	// ErrTooLarge says that one tree is larger than the limit, or has more
	// elements than any article.
	ErrTooLarge = errors.New("one record is too large")
	// ErrDepth says that elements are nested deeper than in any article.
	ErrDepth = errors.New("elements are nested too deeply")
	// ErrSyntax says that a document is no XML from some place on.
	ErrSyntax = errors.New("not well-formed XML")
)

const (
	maxDepth = 256
	maxNodes = 200_000 // of one tree
)

// Node is an element, or a piece of text between elements.
type Node struct {
	Name     xml.Name // of an element; empty for text
	Attr     []xml.Attr
	Children []*Node
	// Text of a text node.
	Text string
	// Parent is the element around the root of a tree, without its children;
	// nil below the root, and at the document's own.
	Parent *Node
}

// Trees yields the outermost elements that enter does not accept, each with all
// that is in it. Elements that enter accepts are passed through: they are the
// parents of trees. limit bounds one tree in bytes. An error is the last thing.
func Trees(r io.Reader, limit int64, enter func(xml.Name) bool) iter.Seq2[*Node, error] {
	return func(yield func(*Node, error) bool) {
		t := newTreeReader(r, limit)
		var parent *Node
		for {
			t.source.renew()
			token, err := t.decoder.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, t.explain(err))
				return
			}
			switch token := token.(type) {
			case xml.StartElement:
				n := &Node{Name: token.Name, Attr: token.Copy().Attr, Parent: parent}
				if enter(n.Name) {
					if parent, t.depth = n, t.depth+1; t.depth > maxDepth {
						yield(nil, ErrDepth)
						return
					}
					continue
				}
				if err := t.fill(n); err != nil {
					yield(nil, err)
					return
				}
				if !yield(n, nil) {
					return
				}
			case xml.EndElement:
				if parent != nil {
					parent, t.depth = parent.Parent, t.depth-1
				}
			}
		}
	}
}

type treeReader struct {
	decoder *xml.Decoder
	source  *source
	depth   int
}

func newTreeReader(r io.Reader, limit int64) *treeReader {
	s := newSource(r, limit)
	d := xml.NewDecoder(s)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.AutoClose = []string{"br", "hr", "img"}
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // decoded already
	return &treeReader{decoder: d, source: s}
}

// fill reads what is in an element up to its end.
func (t *treeReader) fill(root *Node) error {
	open := []*Node{root}
	for nodes := 1; len(open) > 0; nodes++ {
		token, err := t.decoder.Token()
		switch {
		case err != nil:
			return t.explain(err)
		case nodes > maxNodes:
			return ErrTooLarge
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &Node{Name: token.Name, Attr: token.Copy().Attr}
			top.Children = append(top.Children, n)
			if open = append(open, n); len(open)+t.depth > maxDepth {
				return ErrDepth
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.Children = append(top.Children, &Node{Text: string(token)})
		}
	}
	return nil
}

// explain gives an error of the decoder as one of this package, or the
// stream's own.
func (t *treeReader) explain(err error) error {
	if t.source.err != nil { // the decoder may hide why it stopped
		return t.source.err
	}
	if wrong, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return fmt.Errorf("%w: line %d: %s", ErrSyntax, wrong.Line, wrong.Msg)
	}
	return fmt.Errorf("%w: %w", ErrSyntax, err)
}

// IsText reports whether a node is text.
func (n *Node) IsText() bool { return n.Name.Local == "" }

// Attribute gives an attribute by its local name, "" when there is none.
func (n *Node) Attribute(local string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// Is reports whether an element has one of these local names.
func (n *Node) Is(locals ...string) bool {
	if n == nil {
		return false
	}
	for _, local := range locals {
		if n.Name.Local == local {
			return true
		}
	}
	return false
}

// Child gives the first element directly below with one of these local names,
// nil when there is none. A nil node has no children.
func (n *Node) Child(locals ...string) *Node {
	for c := range n.All(locals...) {
		return c
	}
	return nil
}

// All yields the elements directly below with these local names.
func (n *Node) All(locals ...string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		if n == nil {
			return
		}
		for _, c := range n.Children {
			if c.Is(locals...) && !yield(c) {
				return
			}
		}
	}
}

// Path follows local names downwards, the first of each; nil when there is no
// such element.
func (n *Node) Path(locals ...string) *Node {
	for _, local := range locals {
		n = n.Child(local)
	}
	return n
}

// Find yields the elements anywhere below, in document order, with these local
// names. It does not look into those that it yields.
func (n *Node) Find(locals ...string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.find(locals, yield) }
}

func (n *Node) find(locals []string, yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	for _, c := range n.Children {
		if c.Is(locals...) {
			if !yield(c) {
				return false
			}
		} else if !c.find(locals, yield) {
			return false
		}
	}
	return true
}

// Content gives all text of an element, without markup.
func (n *Node) Content() string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	n.content(&b)
	return strings.TrimSpace(b.String())
}

func (n *Node) content(b *strings.Builder) {
	b.WriteString(n.Text)
	for _, c := range n.Children {
		c.content(b)
	}
}
