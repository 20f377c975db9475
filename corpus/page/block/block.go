// Package block cuts a parsed web page into blocks of text (paragraphs,
// headings, list items, captions, buttons) and tells those that belong to the
// article from those that stand around it. What it knows about the difference
// is learnt: docs/extraction.md.
package block

import (
	"golang.org/x/net/html/atom"
)

// Kind is what a block is, by its element.
type Kind uint8

// The kinds of blocks.
const (
	Prose Kind = iota
	Heading
	Item // of a list
	Quote
	Row // of a table
)

// Block is one piece of text that a reader sees as one.
type Block struct {
	Text  string
	Kind  Kind
	Level int // of a heading, 1 to 6
	// Continues says that only one line break, no more, stands between this
	// block and the one before it: together they are one paragraph.
	Continues bool
	// Tag is the element that the block fills.
	Tag atom.Atom

	element int32 // in Page.elements: the innermost that holds all of the block
	texture
}

// element is a node of the page with what matters of it.
type element struct {
	parent int32
	depth  int32
	tag    atom.Atom
	flags  flags
	named  bool     // after what stands beside articles
	thread bool     // after what readers wrote
	names  []uint32 // hashed words of class, id, itemprop and role
	path   uint32   // hash of the tags and classes from the root to here

	blocks int32 // that fill it or an element below it
	prose  int32 // words outside links of the paragraphs that fill it, half of those one level deeper
	linked int32 // words inside links, at any depth
	words  int32 // words at any depth
	up     int16 // steps to the innermost element that also holds the main one
	down   int16 // steps from there to the main one
}

// flags are what an element says about everything below it.
type flags uint32

const (
	inArticle flags = 1 << iota // <article>
	inMain                      // <main>, role=main
	inBody                      // itemprop=articleBody
	inAside                     // <aside>, role=complementary
	inFooter                    // <footer>
	inHeader                    // <header>
	inForm                      // <form>
	inFigure                    // <figure>, <figcaption>
	inList                      // <ul>, <ol>, <dl>
	inTable                     // <table>
	inQuote                     // <blockquote>
	inLink                      // <a>
	inBox                       // an element that is called by what stands beside articles
	inHidden                    // what is not shown, and is not most of the page
	isHidden                    // not shown before a script or a reader asks for it
	inDialog                    // role=dialog
	inThread                    // what readers wrote, below the text
)

// Page is a page cut into blocks, in reading order.
type Page struct {
	Blocks   []Block
	elements []element

	main        int32 // the element that holds the most paragraph text
	first, last int   // the blocks between which it stands
}
