package ui

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
)

// facetPage is all values of a facet under a search, page by page.
type facetPage struct {
	Frame frame
	// Field is the name of the facet, Title what a reader calls it.
	Field, Title string
	// Total is the number of articles that are counted: "14 articles".
	Total    string
	Text     string
	Reading  reading
	Chips    []chip
	ClearAll string
	// Back leads to the articles.
	Back string
	// Find asks for values that begin so; nil for a facet of codes.
	Find *findForm
	// Contains is what the values that are shown begin with, "" for all.
	Contains string
	Orders   []link
	Match    []link
	Values   []facetRow
	// All leads to all values where only some were asked for or shown.
	All     link
	Pager   pager
	Missing string
}

// findForm asks for the values of a facet that begin with what is typed.
type findForm struct {
	Action string
	// Label says what is looked for: "Find people".
	Label, Field string
	Contains     string
	Keep         []parameter
}

func (p *Pages) facet(c echo.Context) error {
	req, err := query.FacetFromValues(c.Param("field"), c.QueryParams(), index.Fields)
	if err != nil {
		return err
	}
	result, err := p.searcher.Facet(c.Request().Context(), req)
	if err != nil {
		return err
	}
	page := facetView(req, result, p.now())
	page.Frame = p.frame(c, page.Title)
	page.Frame.Canonical = facetURL(req)
	page.Frame.NoIndex = true
	page.Frame.Box = box{Text: req.Search.Text, Keep: keep(req.Search, "q")}
	return render(c, http.StatusOK, p.views.facet, page)
}

func facetView(req query.FacetRequest, result *index.Result, now time.Time) facetPage {
	singular, title := fieldNames(req.Field)
	under := func(search query.Request) string { return facetURL(req.WithSearch(search)) }
	page := facetPage{
		Field: req.Field, Title: title,
		Total:    counted(result.Total, "article", "articles"),
		Text:     req.Search.Text,
		Reading:  readingOf(req.Search.Text, result),
		Chips:    chips(req.Search, now, under),
		Back:     searchURL(req.Search),
		Find:     findFormOf(req),
		Contains: req.Contains,
		Orders:   facetOrders(req),
	}
	if len(page.Chips) > 0 {
		page.ClearAll = under(req.Search.WithoutFilters())
	}
	for _, f := range result.Facets {
		page.Match = matchLinks(req.Search, f, under)
		page.Values = facetRows(req.Search, f.Field, f.Values)
		page.Pager = facetPager(req, f)
		if f.Missing > 0 && req.Contains == "" {
			page.Missing = "No " + strings.ToLower(singular) + ": " + counted(f.Missing, "article", "articles")
		}
	}
	if req.Contains != "" || len(page.Values) == 0 && req.Offset > 0 {
		page.All = link{Text: "All " + strings.ToLower(title), Href: facetURL(req.WithContains(""))}
	}
	return page
}

// findFormOf is the form for a request; what it finds it shows from the first.
func findFormOf(req query.FacetRequest) *findForm {
	if field, _ := index.Fields.Lookup(req.Field); field.Kind != query.Name {
		return nil
	}
	_, title := fieldNames(req.Field)
	return &findForm{
		Action: facetsPath + req.Field, Field: req.Field, Label: "Find " + strings.ToLower(title), Contains: req.Contains,
		Keep: parameters(req.WithOffset(0).Values(index.Fields), "contains"),
	}
}

func facetOrders(req query.FacetRequest) []link {
	byCount, byValue := link{Text: "Most articles"}, link{Text: "A–Z"}
	if req.Order == query.ByValue {
		byCount.Href = facetURL(req.WithOrder(query.ByCount))
	} else {
		byValue.Href = facetURL(req.WithOrder(query.ByValue))
	}
	return []link{byCount, byValue}
}

func facetPager(req query.FacetRequest, f index.Facet) pager {
	var p pager
	if len(f.Values) > 0 {
		p.Position = position(req.Offset, len(f.Values), f.Distinct)
	}
	if prev, ok := req.Prev(f.Distinct); ok {
		p.Prev = facetURL(prev)
	}
	if next, ok := req.Next(f.Distinct); ok {
		p.Next = facetURL(next)
	}
	return p
}
