package ui

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/query"
)

// articlePage is one article to read.
type articlePage struct {
	Frame frame
	// Back leads to the search from which the reader came; "" without one.
	Back     string
	Title    []textPart
	Lang     string
	LangName string
	Source   string
	// SourceHref leads to the outlet's articles; "" when it has no name.
	SourceHref string
	Section    string
	Authors    []link
	// Date is for readers, DateTime for machines; Updated likewise.
	Date, DateTime       string
	Updated, UpdatedTime string
	Original             string
	Dateline             []textPart
	Text                 []textBlock
	// Image is the address of the picture, Caption what stands below it; "" for
	// none. The page links to it and does not load it.
	Image, Caption string
	// Similar are articles about the same, Similars leads to all of them.
	Similar    []card
	Similars   string
	Lists      []entityList
	Provenance []fact
}

// textBlock is a paragraph, a heading, or the paragraphs of a list or a quote.
type textBlock struct {
	Kind       string // "" for prose
	Level      int    // of a heading
	Paragraphs [][]textPart
}

// textPart is a stretch of text; one that names an entity leads to its articles.
type textPart struct {
	Pieces []piece
	// Kind is "" for plain text.
	Kind, Hint, Href string
}

// entityList is the actors or locations of the article, of one kind.
type entityList struct {
	Kind, Title string
	Values      []topValue
}

type fact struct{ Name, Value string }

func (p *Pages) article(c echo.Context) error {
	ctx := c.Request().Context()
	doc, err := p.searcher.Article(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	status, err := p.searcher.Status(ctx)
	if err != nil {
		return err
	}
	// The parameters are the search from which the reader comes: where they
	// cannot be read, the article is shown without it.
	from, err := query.FromValues(c.QueryParams(), index.Fields)
	if err != nil {
		from = query.NewRequest()
	}
	page := articleView(ctx, from, doc, status.Generation)
	if err := p.addSimilar(ctx, &page, doc.ID); err != nil {
		return err
	}
	page.Frame = p.frame(c, doc.Title)
	page.Frame.Canonical = "/article/" + url.PathEscape(doc.ID)
	page.Frame.Box = box{Text: from.Text, Keep: keep(from, "q")}
	if err == nil && len(c.QueryParams()) > 0 {
		page.Back = searchURL(from)
	}
	return render(c, http.StatusOK, p.views.article, page)
}

// similarArticles is the number of similar articles that the page shows.
const similarArticles = 5

// addSimilar adds the articles that are most like one. The page does without them
// when there is no time left.
func (p *Pages) addSimilar(ctx context.Context, page *articlePage, id string) error {
	req := query.NewRequest().WithText(query.Like{ID: id}.String())
	page.Similars = searchURL(req)
	req.Size, req.Snippets, req.Facets = similarArticles, 0, []string{}
	result, err := p.searcher.Search(ctx, req)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil
	case err != nil:
		return err
	}
	for i := range result.Hits {
		similar := cardOf(query.NewRequest(), &result.Hits[i], p.now())
		similar.Title = []piece{{Text: result.Hits[i].Document.Title}} // what it has in common is not what was asked for
		page.Similar = append(page.Similar, similar)
	}
	return nil
}

// articleView shows an article to a reader who comes from a search; what it
// asked for is marked.
func articleView(ctx context.Context, from query.Request, doc *index.Document, generation string) articlePage {
	req := query.NewRequest() // of links: they begin anew
	names, marked := entitiesOf(req, doc), index.Mark(ctx, from, doc)
	page := articlePage{
		Title:      textParts(marked.Title, 0, mentionsIn(doc, entity.Title), names),
		Lang:       doc.Lang,
		Source:     sourceName(doc),
		Section:    doc.Section,
		Original:   webAddress(doc.URL),
		Dateline:   textParts(index.Snippet{Text: doc.Dateline}, 0, mentionsIn(doc, entity.Dateline), names),
		Text:       textBlocks(doc, paragraphs(doc, marked.Paragraphs, names)),
		Image:      webAddress(doc.Image.URL),
		Caption:    doc.Image.Caption,
		Lists:      entityLists(doc, names),
		Provenance: provenance(doc, generation),
	}
	if doc.Lang != "" && doc.Lang != pageLang {
		page.LangName = languageName(doc.Lang)
	}
	if doc.Source.Name != "" {
		page.SourceHref = searchURL(req.With(index.Fields, "source", doc.Source.Name))
	}
	for _, author := range doc.Authors {
		page.Authors = append(page.Authors, link{Text: author, Href: searchURL(req.WithText(query.Phrase{Field: "author", Text: author}.String()))})
	}
	if !doc.Published.IsZero() {
		page.Date, page.DateTime = instant(doc.Published), doc.Published.UTC().Format(time.RFC3339)
	}
	if !doc.Updated.IsZero() {
		page.Updated, page.UpdatedTime = instant(doc.Updated), doc.Updated.UTC().Format(time.RFC3339)
	}
	return page
}

// namedEntity is what the page says of an actor or a location.
type namedEntity struct {
	kind       entity.Kind
	name, hint string
	count      int
	href       string
}

// entitiesOf finds the actors and locations of an article by id.
func entitiesOf(req query.Request, doc *index.Document) map[string]namedEntity {
	names := make(map[string]namedEntity, len(doc.Actors)+len(doc.Locations))
	add := func(id string, kind entity.Kind, text string, count int) {
		kindName, _ := fieldNames(string(kind))
		names[id] = namedEntity{
			kind: kind, name: text, hint: kindName + ": " + text, count: count,
			href: entityURL(req, doc, string(kind), text),
		}
	}
	for _, a := range doc.Actors {
		add(a.ID, a.Kind, a.Name, a.Count)
	}
	for _, p := range doc.Locations {
		add(p.ID, entity.Location, p.Name, p.Count)
	}
	return names
}

// entityURL is the search for an entity. A facet counts it only where an
// article is about it; where this one is not, the search is for every mention,
// so that it finds at least this article.
func entityURL(req query.Request, doc *index.Document, field, text string) string {
	if slices.Contains(doc.Values(field), text) {
		return searchURL(req.With(index.Fields, field, text))
	}
	return searchURL(req.WithText(query.Phrase{Field: field, Text: text}.String()))
}

func mentionsIn(doc *index.Document, field entity.Field) []entity.Mention {
	var found []entity.Mention
	for _, m := range doc.Mentions {
		if m.Field == field {
			found = append(found, m)
		}
	}
	return found
}

// paragraphs cuts the body's paragraphs at their mentions, whose offsets
// count in the whole body.
func paragraphs(doc *index.Document, marked []index.Snippet, names map[string]namedEntity) [][]textPart {
	mentions := mentionsIn(doc, entity.Body)
	var list [][]textPart
	offset := 0
	for _, paragraph := range marked {
		at := strings.Index(doc.Body[min(offset, len(doc.Body)):], paragraph.Text)
		if at < 0 {
			list = append(list, []textPart{{Pieces: pieces(paragraph)}}) // the body is not its paragraphs: show the text at least
			continue
		}
		offset += at
		list = append(list, textParts(paragraph, offset, mentions, names))
		offset += len(paragraph.Text)
	}
	return list
}

// textBlocks puts the paragraphs of an article into the shape that they have:
// items of a list that follow one another become one list, quotes likewise.
func textBlocks(doc *index.Document, paragraphs [][]textPart) []textBlock {
	shapes := make(map[int]corpus.Shape, len(doc.Structure))
	for _, s := range doc.Structure {
		shapes[s.Paragraph] = s
	}
	var blocks []textBlock
	level := 1 // of the title; none is left out on the way down
	for i, paragraph := range paragraphs {
		block := textBlock{Kind: string(shapes[i].Kind)}
		if block.Kind == string(corpus.Heading) {
			level = min(shapes[i].Level, level+1)
			block.Level = level
		}
		grows := block.Kind == string(corpus.Item) || block.Kind == string(corpus.Quote)
		if last := len(blocks) - 1; last >= 0 && grows && blocks[last].Kind == block.Kind {
			blocks[last].Paragraphs = append(blocks[last].Paragraphs, paragraph)
			continue
		}
		block.Paragraphs = [][]textPart{paragraph}
		blocks = append(blocks, block)
	}
	return blocks
}

// textParts cuts a text that begins at offset at the mentions in it. A
// mention that does not fit the text is left as plain text.
func textParts(marked index.Snippet, offset int, mentions []entity.Mention, names map[string]namedEntity) []textPart {
	var parts []textPart
	text, at := marked.Text, 0
	for _, m := range mentions {
		start, end := m.Start-offset, m.End-offset
		e, known := names[m.Entity]
		if !known || start < at || end > len(text) || start >= end || text[start:end] != m.Text {
			continue
		}
		if start > at {
			parts = append(parts, textPart{Pieces: pieces(marked.Part(at, start))})
		}
		parts = append(parts, textPart{Pieces: pieces(marked.Part(start, end)), Kind: string(e.kind), Hint: e.hint, Href: e.href})
		at = end
	}
	if at < len(text) {
		parts = append(parts, textPart{Pieces: pieces(marked.Part(at, len(text)))})
	}
	return parts
}

// entityLists are the article's people, organisations and places, the most
// salient first.
func entityLists(doc *index.Document, names map[string]namedEntity) []entityList {
	var ids []string
	for _, a := range doc.Actors {
		ids = append(ids, a.ID)
	}
	for _, p := range doc.Locations {
		ids = append(ids, p.ID)
	}
	var lists []entityList
	for _, kind := range []entity.Kind{entity.Person, entity.Org, entity.Location} {
		_, title := fieldNames(string(kind))
		list := entityList{Kind: string(kind), Title: title}
		for _, id := range ids {
			if e := names[id]; e.kind == kind {
				list.Values = append(list.Values, topValue{Name: e.name, Count: number(e.count), Href: e.href})
			}
		}
		if len(list.Values) > 0 {
			lists = append(lists, list)
		}
	}
	return lists
}

// provenance says where the text comes from.
func provenance(doc *index.Document, generation string) []fact {
	all := []fact{
		{"Address", doc.URL},
		{"Read from", doc.Origin()},
		{"Article id", doc.ID},
		{"Content hash", doc.ContentHash},
		{"Index generation", generation},
	}
	return slices.DeleteFunc(all, func(f fact) bool { return f.Value == "" })
}
