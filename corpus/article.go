package corpus

import (
	"encoding/json"
	"strings"
	"time"
)

// Article is one cleaned news text with its metadata. Its JSON form is the
// same everywhere: an input line, the output of "indexer extract" and
// "indexer export", and the article of the HTTP API.
type Article struct {
	// ID identifies the article for good: derived from the canonical URL
	// when there is one, else from source, path within what was walked,
	// headline and date. Opaque, URL-safe, never empty in an article that
	// Parse returned.
	ID string `json:"id"`
	// URL is the canonical address, absolute, without fragment; "" when unknown.
	URL string `json:"url,omitempty"`
	// Source is the outlet that published the article.
	Source Source `json:"source,omitzero"`
	// Title is the headline without the outlet's suffix. Never empty: an
	// article without a headline gets the first words of its body.
	Title string `json:"title"`
	// Authors are the names of the byline, one each, without "By" and roles. Where
	// no person is named they are what the outlet credits instead: an agency, a desk.
	Authors []string `json:"authors,omitempty"`
	// Published is when the article first appeared, with the distance to UTC
	// that the outlet gives, so that its day is the outlet's; UTC when it gives
	// none. Zero when unknown.
	Published time.Time `json:"published_at,omitzero"`
	// Updated is when it was last changed, likewise; zero when unknown or the same.
	Updated time.Time `json:"updated_at,omitzero"`
	// Lang is the ISO 639-1 code of the text, lower case; "" when unknown.
	Lang string `json:"lang,omitempty"`
	// Section is the outlet's own section or rubric, "Politics".
	Section string `json:"section,omitempty"`
	// Description is the outlet's own summary, when the page has one.
	Description string `json:"description,omitempty"`
	// Dateline is the place (and date, agency) at the head of a dispatch, as
	// written and without the dash: "CAIRO, Nov 3 (Desert Wire)". It is cut
	// from the first paragraph.
	Dateline string `json:"dateline,omitempty"`
	// Paragraphs are the text in reading order, each with collapsed white space.
	Paragraphs []string `json:"paragraphs"`
	// Structure says which paragraphs are more than prose, in their order.
	Structure []Shape `json:"structure,omitempty"`
	// Image is the picture that the outlet shows with the article. Dateline keeps
	// its address and never fetches it.
	Image Image `json:"image,omitzero"`
	// Body is the paragraphs joined by a blank line. Byte offsets of mentions
	// count in it.
	Body string `json:"body"`
	// ContentHash names the content: equal hash, equal article. It covers
	// everything but Path.
	ContentHash string `json:"content_hash,omitempty"`
	// Path is the input that the article came from, as the user named it:
	// "pages/a.html", or "dump.jsonl:17" for a line.
	Path string `json:"path,omitempty"`
	// Extra holds the fields of a JSON input that Dateline does not know, untouched.
	Extra map[string]json.RawMessage `json:"extra,omitempty"`
}

// Source is an outlet: who published an article.
type Source struct {
	// ID is the slug of the name, "cairo-courier".
	ID string `json:"id,omitempty"`
	// Name is the outlet's name as readers know it, "The Cairo Courier".
	Name string `json:"name,omitempty"`
	// Domain is the host without "www.", "cairo-courier.example".
	Domain string `json:"domain,omitempty"`
	// Country is the ISO 3166-1 alpha-2 code, upper case; "" when unknown.
	Country string `json:"country,omitempty"`
}

// Shape is what a paragraph is, beside prose.
type Shape struct {
	// Paragraph is its number, from 0.
	Paragraph int       `json:"paragraph"`
	Kind      ShapeKind `json:"kind"`
	// Level is that of a heading, 2 to 6, as in HTML; 0 for the rest.
	Level int `json:"level,omitempty"`
}

// ShapeKind is one of the constants below.
type ShapeKind string

// The kinds of paragraphs that are more than prose.
const (
	Heading ShapeKind = "heading"
	Item    ShapeKind = "item" // of a list
	Quote   ShapeKind = "quote"
)

// Image is a picture by its address, absolute, with what is written below it.
type Image struct {
	URL     string `json:"url,omitempty"`
	Caption string `json:"caption,omitempty"`
}

// paragraphBreak separates paragraphs in Article.Body.
const paragraphBreak = "\n\n"

// SetParagraphs sets the text: Paragraphs and, from them, Body. All of them are
// prose.
func (a *Article) SetParagraphs(paragraphs []string) {
	a.Paragraphs, a.Structure = paragraphs, nil
	a.Body = strings.Join(paragraphs, paragraphBreak)
}

// SetStructure says what the paragraphs are. Shapes that no paragraph has, or
// that do not follow one another, are left out.
func (a *Article) SetStructure(shapes []Shape) {
	a.Structure = nil
	next := 0
	for _, s := range shapes {
		if s.Paragraph < next || s.Paragraph >= len(a.Paragraphs) {
			continue
		}
		switch s.Kind {
		case Heading:
			s.Level = min(max(s.Level, minLevel), maxLevel)
		case Item, Quote:
			s.Level = 0
		default:
			continue
		}
		a.Structure = append(a.Structure, s)
		next = s.Paragraph + 1
	}
}

// Leave leaves only some paragraphs, by their numbers; the structure stays with
// them.
func (a *Article) Leave(keep func(paragraph int) bool) {
	var paragraphs []string
	numbers := map[int]int{}
	for i, p := range a.Paragraphs {
		if keep(i) {
			numbers[i] = len(paragraphs)
			paragraphs = append(paragraphs, p)
		}
	}
	var shapes []Shape
	for _, s := range a.Structure {
		if number, ok := numbers[s.Paragraph]; ok {
			s.Paragraph = number
			shapes = append(shapes, s)
		}
	}
	a.SetParagraphs(paragraphs)
	a.SetStructure(shapes)
}

// The levels of headings in a text; level 1 is the title.
const minLevel, maxLevel = 2, 6
