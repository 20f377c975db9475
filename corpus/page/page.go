// Package page finds the article in a web page: its title, its paragraphs and
// what the page says about it. It takes decoded HTML and knows no files.
package page

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"dateline/corpus/page/block"
	"dateline/corpus/wire"
)

// ErrNoText says that a page holds no article: navigation, a form, an empty
// shell.
var ErrNoText = errors.New("no article text found")

// Page is what one web page says. Everything but Title and Paragraphs may be
// empty.
type Page struct {
	Title      string
	Paragraphs []string
	Structure  []Shape // of the paragraphs that are more than prose, in order
	Authors    []string
	Published  time.Time
	// PublishedFrom says where Published was found: "json-ld", "meta", "text" …
	PublishedFrom string
	Updated       time.Time
	Lang          string // as declared, "en-GB"
	Section       string
	Description   string
	URL           string // canonical address
	SiteName      string
	Image         string // address of the picture that stands for the article
	ImageCaption  string
}

// Shape is what a paragraph is, beside prose.
type Shape struct {
	Paragraph int    // its number, from 0
	Kind      string // "heading", "item" or "quote"
	Level     int    // of a heading, 1 to 6
}

// Parse reads a page. Dates after latest are taken for wrong and passed over.
// The only error is ErrNoText.
func Parse(text string, latest time.Time) (Page, error) {
	model, err := block.Shipped()
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrNoText, err)
	}
	return ParseBy(model, text, latest)
}

// ParseBy reads a page as [Parse] does, by another model than the shipped one.
func ParseBy(model *block.Model, text string, latest time.Time) (Page, error) {
	r, err := read(text, latest)
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrNoText, err)
	}
	p := r.page
	view := block.NewView(r.blocks, r.facts)
	kept := view.Article(model.Scores(view))
	if rescue := bodyParagraphs(r.facts.Body); !block.ArticleLike(kept) || length(rescue) > 3*length(kept) {
		kept = rescue
	}
	if len(kept) == 0 {
		kept = stateParagraphs(r.doc)
	}
	if len(kept) == 0 {
		return Page{}, ErrNoText
	}
	p.setParagraphs(kept)
	return p, nil
}

// Line is one block of a page with what became of it, and why.
type Line struct {
	Text   string
	Tag    string  // the element that it fills
	Linked int     // per cent of it inside links
	Score  float32 // above zero: part of the article
	Kept   bool
	Reason string
}

// Explain gives every block of a page and what became of it.
func Explain(text string, latest time.Time) ([]Line, error) {
	model, err := block.Shipped()
	if err != nil {
		return nil, err
	}
	r, err := read(text, latest)
	if err != nil {
		return nil, err
	}
	view := block.NewView(r.blocks, r.facts)
	lines := make([]Line, len(r.blocks.Blocks))
	for i, d := range view.Judge(model.Scores(view)) {
		b := &r.blocks.Blocks[i]
		lines[i] = Line{Text: b.Text, Tag: b.Tag.String(), Linked: b.Linked(), Score: d.Score, Kept: d.Kept, Reason: d.Reason.String()}
	}
	return lines, nil
}

// Blocks gives the blocks of a page and what it says about its article: what
// the model learns from.
func Blocks(text string, latest time.Time) (*block.Page, block.Facts, error) {
	r, err := read(text, latest)
	return r.blocks, r.facts, err
}

// reading is a page that was parsed and cut, but not yet judged.
type reading struct {
	doc    *goquery.Document
	page   Page
	blocks *block.Page
	facts  block.Facts
}

func read(text string, latest time.Time) (reading, error) {
	doc, err := parseTree(text)
	if err != nil {
		return reading{}, err
	}
	data := readLinkedData(doc)
	p := readMetadata(doc, data, latest)
	facts := block.Facts{
		Titles:      []string{p.Title, doc.Find("h1").First().Text(), doc.Find(`meta[property="og:title"]`).AttrOr("content", "")},
		Authors:     p.Authors,
		Description: p.Description,
		Body:        data.body,
	}
	return reading{doc: doc, page: p, blocks: block.Cut(doc.Get(0)), facts: facts}, nil
}

// parseTree parses a page; one nested deeper than the parser allows is
// flattened first.
func parseTree(text string) (*goquery.Document, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		root, err = html.Parse(strings.NewReader(flatten(text)))
	}
	if err != nil {
		return nil, fmt.Errorf("parse page: %w", err)
	}
	return goquery.NewDocumentFromNode(root), nil
}

func (p *Page) setParagraphs(list []block.Paragraph) {
	for i, paragraph := range list {
		p.Paragraphs = append(p.Paragraphs, paragraph.Text)
		switch paragraph.Kind {
		case block.Heading:
			p.Structure = append(p.Structure, Shape{Paragraph: i, Kind: "heading", Level: paragraph.Level})
		case block.Item:
			p.Structure = append(p.Structure, Shape{Paragraph: i, Kind: "item"})
		case block.Quote:
			p.Structure = append(p.Structure, Shape{Paragraph: i, Kind: "quote"})
		default:
		}
	}
}

func length(list []block.Paragraph) int {
	n := 0
	for _, p := range list {
		n += len(p.Text)
	}
	return n
}

// bodyParagraphs splits the articleBody of linked data, which may be text or
// HTML.
func bodyParagraphs(body string) []block.Paragraph {
	if hasTag(body) {
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			return block.Cut(root).All()
		}
	}
	var list []block.Paragraph
	for line := range strings.SplitSeq(body, "\n") {
		if line = wire.Clean(line); line != "" {
			list = append(list, block.Paragraph{Text: line})
		}
	}
	return list
}

// hasTag says whether a text holds what would be read as a tag.
func hasTag(text string) bool {
	for {
		_, rest, found := strings.Cut(text, "<")
		if !found {
			return false
		}
		if rest != "" && (rest[0] == '/' || 'a' <= rest[0]|0x20 && rest[0]|0x20 <= 'z') {
			return true
		}
		text = rest
	}
}
