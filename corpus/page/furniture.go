package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/atom"

	"dateline/corpus/wire"
)

// furniture knows the lines of one page that stand in or around the text
// without being part of it.
type furniture struct {
	title   string // folded
	h1      string // folded
	authors map[string]bool
}

func newFurniture(doc *goquery.Document, p Page) furniture {
	f := furniture{title: wire.Fold(p.Title), authors: map[string]bool{}}
	f.h1 = wire.Fold(doc.Find("h1").First().Text())
	for _, name := range p.Authors {
		f.authors[wire.Fold(name)] = true
	}
	return f
}

// Furniture is short; a longer block is text whatever it begins with.
const (
	maxFurniture = 200 // runes
	// Before this many blocks a repeated headline is the headline.
	headBlocks = 4
)

var (
	// Lines that lead to other articles or sell something: the whole line.
	stopLine = regexp.MustCompile(`(?i)^(?:advertisement|advert|ad|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|annonce|reklame?|sponsored(?: content)?|` +
		`related(?: (?:articles?|stories|content|news|coverage|topics|links))?|more (?:stories|news|coverage|from .{2,40}|on this(?: story)?)|read (?:more|next|also)|see also|most read|trending|recommended(?: for you)?|you (?:may|might) also like|` +
		`mehr zum thema|lesen sie auch|auch interessant|das könnte sie auch interessieren|weitere (?:artikel|themen)|à lire aussi|lire aussi|sur le même sujet|lea también|le puede interesar|más información|noticias relacionadas|leggi anche|leia (?:também|mais)|lees ook|` +
		`share(?: this)?(?: (?:article|story|page))?|teilen|partager|compartir|comments?|leave a comment|kommentare|print(?: this)?|save|copy link|follow us|sign up|subscribe(?: now)?|newsletter|continue reading|skip to (?:main )?content|back to top|loading\.*|story continues below(?: advertisement)?|article continues below.*|click here to .{2,60}|this article was originally published .*)\s*[:.…»>→]*$`)
	// Lines that begin so and go on with a headline.
	stopStart = regexp.MustCompile(`(?i)^(?:read more|read also|see also|read next|also read|more|related|recommended|watch|listen|don't miss|mehr dazu|mehr zum thema|lesen sie auch|lesen sie mehr|zum thema|à lire aussi|lire aussi|à voir aussi|lea también|lee también|también lea|leer más|leggi anche|leia também|leia mais|lees ook|läs också|les også|læs også|czytaj (?:więcej|też|także)|advertisement)\s*[:|»>→]\s*\S`)
	clockTime = regexp.MustCompile(`(?i)^\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?| uhr)?(?: [a-z]{3,4})?$`)
	notice    = regexp.MustCompile(`(?i)^(?:©|\(c\) ?\d|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|foto(?:s)?:|photos?:|photograph:|image(?: credit)?:|picture:|bild:|crédit photo|sign up (?:for|to) |subscribe to |follow (?:us|me) on |we use cookies|this (?:website|site) uses cookies|by continuing to )`)
)

// drop keeps the text.
func (f furniture) drop(blocks []block) []block {
	kept := make([]block, 0, len(blocks))
	for i, b := range blocks {
		if !f.is(b, len(kept) < headBlocks && i < 3*headBlocks) {
			kept = append(kept, b)
		}
	}
	return kept
}

// is reports whether a block is furniture; inHead says that little or no text
// came before it.
func (f furniture) is(b block, inHead bool) bool {
	switch {
	case strings.IndexFunc(b.text, isWordRune) < 0: // "* * *"
		return true
	case b.isLink() && (b.tag == atom.Li || !strings.HasSuffix(b.text, ".")): // a teaser or a tag
		return true
	case b.length() > maxFurniture:
		return false
	}
	if stopLine.MatchString(b.text) || stopStart.MatchString(b.text) || notice.MatchString(b.text) {
		return true
	}
	return f.byOrDate(b.text) || inHead && f.heading(b.text)
}

func isWordRune(r rune) bool { return len(wire.Fold(string(r))) > 0 }

func (f furniture) heading(text string) bool {
	folded := wire.Fold(text)
	return folded != "" && (folded == f.title || folded == f.h1)
}

// byOrDate reports whether a line is a byline, an author's name, a date, or a
// mix of them.
func (f furniture) byOrDate(text string) bool {
	if utf8.RuneCountInString(text) > 120 {
		return false
	}
	if f.authors[wire.Fold(text)] || clockTime.MatchString(text) {
		return true
	}
	if _, ok := wire.Byline(text); ok {
		return true
	}
	parts := lineParts.Split(text, -1)
	known := 0
	for _, part := range parts {
		_, isDate := wire.ParseTime(part)
		_, isByline := wire.Byline(part)
		if isDate || isByline || f.authors[wire.Fold(part)] {
			known++
		}
	}
	return known > 0 && known*2 >= len(parts)
}
