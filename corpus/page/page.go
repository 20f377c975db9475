// Package page finds the article in a web page: its title, its paragraphs and
// what the page says about it. It takes decoded HTML and knows no files.
package page

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"dateline/corpus/wire"
)

// ErrNoText says that a page holds no article: navigation, a form, an empty
// shell.
var ErrNoText = errors.New("no article text found")

// Page is what one web page says. Everything but Title and Paragraphs may be
// empty.
type Page struct {
	Title        string
	Paragraphs   []string
	Structure    []Shape // of the paragraphs that are more than prose, in order
	Authors      []string
	Published    time.Time
	Updated      time.Time
	Lang         string // as declared, "en-GB"
	Section      string
	Description  string
	URL          string // canonical address
	SiteName     string
	Image        string // address of the picture that stands for the article
	ImageCaption string
}

// Shape is what a paragraph is, beside prose.
type Shape struct {
	Paragraph int    // its number, from 0
	Kind      string // "heading", "item" or "quote"
	Level     int    // of a heading, 1 to 6
}

// maxElements is the size of page up to which readability, which scores every
// element several times, is asked. Larger pages get the simple extractor.
const maxElements = 50_000

// Parse reads a page. Dates after latest are taken for wrong and passed over.
// The only error is ErrNoText.
func Parse(text string, latest time.Time) (Page, error) {
	doc, err := parseTree(text)
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrNoText, err)
	}
	data := readLinkedData(doc)
	p := readMetadata(doc, data, latest)
	f := newFurniture(doc, p)

	prune(doc.Get(0))
	blocks := f.drop(readable(doc.Get(0)))
	if !articleLike(blocks) {
		if doc, err = parseTree(text); err == nil { // readability took the first tree apart
			prune(doc.Get(0))
			blocks = f.drop(fullest(doc))
		}
	}
	p.Paragraphs = texts(blocks)
	if rescue := bodyParagraphs(data.body); !articleLike(blocks) || size(rescue) > 3*size(p.Paragraphs) {
		p.Paragraphs = rescue
	}
	if len(p.Paragraphs) == 0 {
		return Page{}, ErrNoText
	}
	return p, nil
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

// readable gives the blocks of the part of the page that readability takes
// for the article. It changes the tree.
func readable(root *html.Node) []block {
	if elements(root) > maxElements {
		return nil
	}
	parser := readability.NewParser()
	parser.Logger = slog.New(slog.DiscardHandler)
	parser.DisableJSONLD = true // we read it ourselves
	article, err := parser.ParseAndMutate(root, nil)
	if err != nil || article.Node == nil {
		return nil
	}
	return blocksOf(article.Node)
}

func elements(root *html.Node) int {
	n := 0
	for range root.Descendants() {
		n++
	}
	return n
}

// fullest gives the blocks of the element whose own paragraphs hold the most
// text, together with its siblings where an article is split over several.
func fullest(doc *goquery.Document) []block {
	sums := map[*html.Node]int{}
	doc.Find("p, pre, td, blockquote, li").Each(func(_ int, s *goquery.Selection) {
		n := 0
		for _, b := range blocksOf(s.Get(0)) {
			n += b.length() - b.linked
		}
		for depth, up := 0, s.Get(0).Parent; up != nil && depth < 2; depth, up = depth+1, up.Parent {
			sums[up] += n >> depth
		}
	})
	doc.Find("div, section, article, main, td, body").Each(func(_ int, s *goquery.Selection) {
		for child := s.Get(0).FirstChild; child != nil; child = child.NextSibling {
			if child.Type == html.TextNode {
				sums[s.Get(0)] += utf8.RuneCountInString(strings.TrimSpace(child.Data))
			}
		}
	})
	var best *html.Node
	for n := range doc.Get(0).Descendants() { // in document order: equal sums give the same answer every time
		if sums[n] > 0 && (best == nil || sums[n] > sums[best]) {
			best = n
		}
	}
	if best == nil {
		return nil
	}
	return blocksOf(best)
}

// articleLike reports whether blocks are prose rather than menus and labels:
// at least one sentence, and more than a line of text.
func articleLike(blocks []block) bool {
	sentence, total := false, 0
	for _, b := range blocks {
		weight := b.weight()
		total += weight
		sentence = sentence || weight >= 6 && wire.EndsSentence(b.text) || weight >= 25
		if sentence && total >= 15 {
			return true
		}
	}
	return false
}

func texts(blocks []block) []string {
	list := make([]string, 0, len(blocks))
	for _, b := range blocks {
		list = append(list, b.text)
	}
	return list
}

func size(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		n += len(p)
	}
	return n
}

// bodyParagraphs splits the articleBody of linked data, which may be text or
// HTML.
func bodyParagraphs(body string) []string {
	if strings.Contains(body, "</") {
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			return texts(blocksOf(root))
		}
	}
	var list []string
	for line := range strings.SplitSeq(body, "\n") {
		if line = wire.Clean(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}
