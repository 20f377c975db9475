package ui

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/entity"
	"dateline/index"
	"dateline/query"
)

// searchPage is the list of what was found.
type searchPage struct {
	Frame frame
	// Total is the heading: "1 234 articles".
	Total string
	Text  string
	// Like is the article that all of them are like; nil where the text asks for
	// something else.
	Like *original
	// Meant are other texts that may have been meant; each finds more.
	Meant   []alternative
	Reading reading
	Chips   []chip
	// ClearAll leads to the search without filters and dates.
	ClearAll string
	Timeline *timeline
	Sorts    []link
	Sizes    []link
	Cards    []card
	Pager    pager
	Facets   []facetBlock
	Dates    dateForm
	// Instead are ways out when nothing was found.
	Instead []alternative
	// Start leads to the beginning of the list when something was found but
	// this page of it is empty, else "".
	Start string
}

// reading is how the text was understood; Text is "" when it was understood
// as it was written. Repairs tell what was mended or left out, a sentence each.
type reading struct {
	Text    string
	Repairs []string
}

// original is an article that others are like.
type original struct{ Title, Href, Lang string }

// card is one hit.
type card struct {
	Title    []piece
	Href     string
	Original string
	Source   string
	Section  string
	// Date is for readers, DateTime for machines, Ago for whoever hovers.
	Date, DateTime, Ago string
	// Lang is the language of the text, LangName its name when it is not
	// that of the page.
	Lang, LangName string
	Snippets       [][]piece
	Entities       []entityLink
}

// entityLink leads to the search for one actor or location.
type entityLink struct {
	Kind, KindName, Name, Href string
}

// pager leads to the neighbouring pages.
type pager struct {
	Position   string
	Prev, Next string
}

func (p *Pages) search(c echo.Context) error {
	req, err := query.FromValues(c.QueryParams(), index.Fields)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	result, err := p.searcher.Search(ctx, req)
	if err != nil {
		return err
	}
	page := searchView(req, result, p.now())
	page.Frame = p.frame(c, searchTitle(req))
	page.Frame.Canonical = searchURL(req)
	page.Frame.NoIndex = true
	page.Frame.Box = box{Text: req.Text, Keep: keep(req, "q")}
	if like, ok := result.Where.(query.Like); ok {
		if page.Like, err = p.original(ctx, like.ID); err != nil {
			return err
		}
	}
	if result.Total == 0 {
		if page.Instead, err = p.alternatives(ctx, req, result.Where); err != nil {
			return err
		}
	}
	return render(c, http.StatusOK, p.views.search, page)
}

// original is the article of an id, nil when it is not there or there is no time
// left to look.
func (p *Pages) original(ctx context.Context, id string) (*original, error) {
	doc, err := p.searcher.Article(ctx, id)
	switch {
	case errors.Is(err, index.ErrNotFound), errors.Is(err, context.DeadlineExceeded):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &original{Title: cmp.Or(doc.Title, id), Href: articleURL(id, query.NewRequest()), Lang: doc.Lang}, nil
}

func searchTitle(req query.Request) string {
	if req.Text == "" {
		return "Search"
	}
	return req.Text
}

func searchView(req query.Request, result *index.Result, now time.Time) searchPage {
	page := searchPage{
		Total:    counted(result.Total, "article", "articles"),
		Text:     req.Text,
		Reading:  readingOf(req.Text, result),
		Chips:    chips(req, now, searchURL),
		Timeline: timelineOf(req, result.Timeline, now),
		Sorts:    sorts(req, result.Sort),
		Sizes:    sizes(req),
		Pager:    pagerOf(req, result),
		Facets:   facetBlocks(req, result.Facets),
		Dates:    dateFormOf(req, now),
	}
	if len(page.Chips) > 0 {
		page.ClearAll = searchURL(req.WithoutFilters())
	}
	if len(result.Hits) == 0 && result.Total > 0 {
		page.Start = searchURL(req.WithSize(cmp.Or(req.Size, query.DefaultSize)))
	}
	for _, s := range result.Suggestions {
		page.Meant = append(page.Meant, alternative{
			Text: plain(s.Text), Href: searchURL(req.WithText(s.Text)), Count: counted(s.Total, "article", "articles"),
		})
	}
	for i := range result.Hits {
		page.Cards = append(page.Cards, cardOf(req, &result.Hits[i], now))
	}
	return page
}

func readingOf(text string, result *index.Result) reading {
	var r reading
	canonical := result.Where.String()
	if text != "" && plain(canonical) != plain(text) {
		r.Text = canonical
	}
	for _, repair := range result.Repairs {
		r.Repairs = append(r.Repairs, repair.Message)
	}
	r.Repairs = append(r.Repairs, result.Notes...)
	return r
}

// plain is a query without the ANDs that go without saying.
func plain(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), " AND ", " ")
}

func sorts(req query.Request, used query.Sort) []link {
	names := []struct {
		sort query.Sort
		name string
	}{{query.Relevance, "Relevance"}, {query.Newest, "Newest"}, {query.Oldest, "Oldest"}}
	var links []link
	for _, n := range names {
		l := link{Text: n.name}
		if n.sort != used {
			l.Href = searchURL(req.WithSort(n.sort))
		}
		links = append(links, l)
	}
	return links
}

func sizes(req query.Request) []link {
	var links []link
	for _, size := range []int{10, query.DefaultSize, 50, 100} {
		l := link{Text: number(size)}
		if size != req.Size {
			l.Href = searchURL(req.WithSize(size))
		}
		links = append(links, l)
	}
	return links
}

func pagerOf(req query.Request, result *index.Result) pager {
	var p pager
	if len(result.Hits) > 0 {
		p.Position = position(result.Offset, len(result.Hits), result.Total)
	}
	if result.Prev != "" {
		p.Prev = searchURL(req.WithCursor(result.Prev))
	}
	if result.Next != "" {
		p.Next = searchURL(req.WithCursor(result.Next))
	}
	return p
}

// position says which of how many a page shows.
func position(offset, shown, total int) string {
	if shown == 1 {
		return number(offset+1) + " of " + number(total)
	}
	return number(offset+1) + "–" + number(offset+shown) + " of " + number(total)
}

func cardOf(req query.Request, hit *index.Hit, now time.Time) card {
	doc := hit.Document
	c := card{
		Title:    titlePieces(hit),
		Href:     articleURL(doc.ID, req),
		Original: webAddress(doc.URL),
		Source:   sourceName(doc),
		Section:  doc.Section,
		Lang:     doc.Lang,
		Entities: entityLinks(req, doc),
	}
	if doc.Lang != "" && doc.Lang != pageLang {
		c.LangName = languageName(doc.Lang)
	}
	if !doc.Published.IsZero() {
		c.Date, c.DateTime, c.Ago = instant(doc.Published), doc.Published.UTC().Format(time.RFC3339), ago(doc.Published, now)
	}
	for _, s := range hit.Snippets {
		c.Snippets = append(c.Snippets, pieces(s))
	}
	return c
}

func titlePieces(hit *index.Hit) []piece {
	if hit.Title.Text == "" {
		return []piece{{Text: hit.Document.Title}}
	}
	return pieces(hit.Title)
}

// sourceName is what to call an outlet, which may have no name.
func sourceName(doc *index.Document) string {
	switch {
	case doc.Source.Name != "":
		return doc.Source.Name
	case doc.Source.Domain != "":
		return doc.Source.Domain
	}
	return "Unknown source"
}

// webAddress is address when a reader can follow it, else "".
func webAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	return address
}

// articleURL is the address of an article; it carries the search from which
// the reader comes, so that the page can lead back.
func articleURL(id string, from query.Request) string {
	address := "/article/" + url.PathEscape(id)
	if parameters := from.Encode(index.Fields); parameters != "" {
		address += "?" + parameters
	}
	return address
}

// cardEntities is the number of actors and locations that a card shows.
const cardEntities = 4

// entityLinks are the most salient actors and locations of an article that
// the search does not ask for already.
func entityLinks(req query.Request, doc *index.Document) []entityLink {
	type candidate struct {
		kind     entity.Kind
		name     string
		salience float64
	}
	var candidates []candidate
	for _, a := range doc.Actors {
		candidates = append(candidates, candidate{a.Kind, a.Name, a.Salience})
	}
	for _, p := range doc.Locations {
		if p.Kind != entity.Continent {
			candidates = append(candidates, candidate{entity.Location, p.Name, p.Salience})
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		switch {
		case a.salience > b.salience:
			return -1
		case a.salience < b.salience:
			return 1
		}
		return 0
	})
	var links []entityLink
	for _, e := range candidates {
		field := string(e.kind)
		if chosen, _ := req.Chosen(field); e.salience < entity.SalienceThreshold || slices.Contains(chosen, e.name) {
			continue
		}
		name, _ := fieldNames(field)
		links = append(links, entityLink{Kind: field, KindName: name, Name: e.name, Href: searchURL(req.With(index.Fields, field, e.name))})
		if len(links) == cardEntities {
			break
		}
	}
	return links
}
