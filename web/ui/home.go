package ui

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
)

// homePage is where a reader begins.
type homePage struct {
	Frame frame
	// Empty: nothing was indexed yet.
	Empty bool
	// Dated: at least one article has a date, so that there is a latest.
	Dated bool
	// Facts are what the index holds: "1 234 articles", "12 sources", …
	Facts    []string
	Examples []example
	Latest   []card
	Tops     []topList
}

// topList is the most frequent values of a facet.
type topList struct {
	Kind, Title string
	Values      []topValue
	// All leads to all values; unset where these are all.
	All link
}

type topValue struct{ Name, Count, Href string }

// Sizes of the lists on the home page.
const (
	latestArticles = 7
	topValues      = 12
)

func (p *Pages) home(c echo.Context) error {
	ctx := c.Request().Context()
	status, err := p.searcher.Status(ctx)
	if err != nil {
		return err
	}
	req := query.NewRequest()
	overview := req
	overview.Size, overview.Snippets = latestArticles, 1
	overview.Facets, overview.FacetSize = []string{"person", "org", "location", "source"}, topValues
	result, err := p.searcher.Search(ctx, overview)
	if err != nil {
		return err
	}
	page := homeView(req, status, result, p.now())
	if page.Examples, err = p.examples(ctx, result); err != nil {
		return err
	}
	page.Frame = p.frame(c, "")
	page.Frame.Canonical = "/"
	page.Frame.Box.Home = true
	return render(c, http.StatusOK, p.views.home, page)
}

func homeView(req query.Request, status index.Status, result *index.Result, now time.Time) homePage {
	page := homePage{
		Empty: status.Articles == 0,
		Dated: !status.Newest.IsZero(),
		Facts: []string{counted(status.Articles, "article", "articles")},
	}
	for _, f := range result.Facets {
		if f.Field == "source" {
			page.Facts = append(page.Facts, counted(f.Distinct, "source", "sources"))
		} else if len(f.Values) > 0 {
			page.Tops = append(page.Tops, topListOf(req, f))
		}
	}
	if page.Dated {
		page.Facts = append(page.Facts, day(status.Oldest)+" – "+day(status.Newest))
	}
	for i := range result.Hits {
		page.Latest = append(page.Latest, cardOf(req, &result.Hits[i], now))
	}
	return page
}

func topListOf(req query.Request, f index.Facet) topList {
	_, title := fieldNames(f.Field)
	list := topList{Kind: f.Field, Title: title}
	for _, v := range f.Values {
		list.Values = append(list.Values, topValue{
			Name: v.Value, Count: number(v.Count), Href: searchURL(req.With(index.Fields, f.Field, v.Value)),
		})
	}
	if f.Distinct > len(f.Values) {
		list.All = allValues(req, f)
	}
	return list
}
