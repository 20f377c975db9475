package corpus

import (
	"errors"

	"dateline/corpus/page"
	"dateline/corpus/wire"
)

// ParseHTML cleans a web page. name is for errors and Article.Path; key, the
// path within the folder that was walked, gives the ID of a page without a
// canonical address.
func ParseHTML(name, key string, data []byte, opts Options) (Article, error) {
	return parsePage(name, key, data, origin{}, opts)
}

func parsePage(name, key string, data []byte, from origin, opts Options) (Article, error) {
	opts = opts.withDefaults()
	text, err := decodeAs(name, data, from.charset)
	if err != nil {
		return Article{}, err
	}
	text = asHTML(text)
	if opts.Explain != nil {
		if lines, err := page.Explain(text, opts.latest()); err == nil {
			opts.Explain(name, lines)
		}
	}
	p, err := opts.page(text)
	if errors.Is(err, page.ErrNoText) {
		return Article{}, refuse(name, ErrNoText, "no article text found: the page holds only navigation, or is a shell that a script fills")
	}
	if err != nil {
		return Article{}, refuse(name, ErrFormat, "page cannot be read: %v", err)
	}
	p.Resolve(from.url)
	a := fromPage(p)
	a.Path, a.URL = name, first(a.URL, from.url)
	a.finish(key, "")
	return a, nil
}

// page finds the article in a page.
func (o Options) page(text string) (page.Page, error) {
	if o.model != nil {
		return page.ParseBy(o.model, text, o.latest())
	}
	return page.Parse(text, o.latest())
}

// fromPage makes an article of what a page says.
func fromPage(p page.Page) Article {
	a := Article{
		URL: webAddress(p.URL), Source: Source{Name: p.SiteName}, Title: p.Title, Authors: p.Authors, Published: p.Published, Updated: p.Updated,
		Lang: p.Lang, Section: p.Section, Description: p.Description,
	}
	if address := webAddress(p.Image); address != "" {
		a.Image = Image{URL: address, Caption: p.ImageCaption}
	}
	a.setDispatch(p.Paragraphs, 0)
	shapes := make([]Shape, len(p.Structure))
	for i, s := range p.Structure {
		shapes[i] = Shape{Paragraph: s.Paragraph, Kind: ShapeKind(s.Kind), Level: s.Level}
	}
	a.SetStructure(shapes)
	return a
}

// setDispatch sets the paragraphs of a text that may begin with a dateline.
// The dateline's day and agency serve where nothing better is known; year is
// for a dateline that names none, 0 when nobody knows it.
func (a *Article) setDispatch(paragraphs []string, year int) {
	if len(paragraphs) > 0 {
		if d, rest, ok := wire.CutDateline(paragraphs[0]); ok {
			paragraphs[0] = rest
			a.setDateline(d, year)
		}
	}
	a.SetParagraphs(paragraphs)
}

func (a *Article) setDateline(d wire.Dateline, year int) {
	a.Dateline = d.Text
	if a.Source.Name == "" {
		a.Source.Name = d.Agency
	}
	if t, ok := d.Date(year); ok && a.Published.IsZero() {
		a.Published = t
	}
}
