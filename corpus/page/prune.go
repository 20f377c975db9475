package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// prune takes out of a page what announces by its name that it is no part of
// the article: consent boxes, newsletter forms, comments, related stories. An
// element that holds the headline or a large share of the text stays, whatever
// it is called: names lie.
func prune(root *html.Node) {
	p := pruner{lengths: map[*html.Node]int{}}
	total := p.measure(root)
	p.sweep(root, total)
}

// maxPruned is the share of a page's text, one in so many, above which an
// element is not furniture.
const maxPruned = 3

type pruner struct {
	lengths map[*html.Node]int // runes of text below an element
}

func (p *pruner) measure(n *html.Node) int {
	if n.Type == html.TextNode {
		return utf8.RuneCountInString(strings.TrimSpace(n.Data))
	}
	if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "noscript") {
		return 0
	}
	length := 0
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		length += p.measure(child)
	}
	p.lengths[n] = length
	return length
}

func (p *pruner) sweep(n *html.Node, total int) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case child.Type != html.ElementNode:
		case saysFurniture(child) && p.lengths[child]*maxPruned <= total && !holdsHeadline(child):
			n.RemoveChild(child)
		default:
			p.sweep(child, total)
		}
		child = next
	}
}

func holdsHeadline(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "h1" {
			return true
		}
	}
	return false
}

// saysFurniture reads an element's tag, role, class and id.
func saysFurniture(n *html.Node) bool {
	switch n.Data {
	case "amp-ad", "amp-consent", "amp-sidebar", "amp-social-share", "amp-sticky-ad", "dialog":
		return true
	case "html", "body", "main", "article", "h1", "p":
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id":
			for word := range nameWords(a.Val) {
				if furnitureWord(word) {
					return true
				}
			}
		case "role":
			if a.Val == "dialog" || a.Val == "alertdialog" {
				return true
			}
		}
	}
	return false
}

// nameWords cuts class names into words: "newsletter-box", "newsletterBox".
func nameWords(names string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i, r := range names {
			letter := unicode.IsLetter(r)
			upper := unicode.IsUpper(r) && i > 0 && unicode.IsLower(rune(names[i-1]))
			if letter && !upper {
				continue
			}
			if i > start && !yield(strings.ToLower(names[start:i])) {
				return
			}
			start = i
			if !letter {
				start = i + utf8.RuneLen(r)
			}
		}
		if start < len(names) {
			yield(strings.ToLower(names[start:]))
		}
	}
}

func furnitureWord(word string) bool {
	switch word {
	case "newsletter", "newsletters", "cookie", "cookies", "consent", "onetrust", "didomi", "gdpr",
		"comments", "comentarios", "kommentare", "commentaires", "disqus",
		"related", "relacionadas", "relacionados", "recirculation", "recommended", "recommendations", "teaser", "teasers",
		"breadcrumb", "breadcrumbs",
		"promo", "advert", "advertisement", "adslot", "anzeige", "sponsored", "outbrain", "taboola":
		return true
	}
	return false
}
