// Package ui is the pages that a reader sees: search, all values of a facet,
// article, home, help and errors. Each page is one handler, one view model of plain text and links,
// and one template; no type of the product reaches a template, and no foreign
// text is ever markup. Everything works without JavaScript.
package ui

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
)

// Searcher is what the pages answer from.
type Searcher interface {
	Search(ctx context.Context, req query.Request) (*index.Result, error)
	Facet(ctx context.Context, req query.FacetRequest) (*index.Result, error)
	Article(ctx context.Context, id string) (*index.Document, error)
	Status(ctx context.Context) (index.Status, error)
}

// Pages makes the pages.
type Pages struct {
	searcher Searcher
	now      func() time.Time
	assets   assets
	views    views
}

// New parses the templates and hashes the assets. now is the clock against
// which ages are shown.
func New(searcher Searcher, now func() time.Time) (*Pages, error) {
	files, err := loadAssets()
	if err != nil {
		return nil, err
	}
	views, err := parseViews()
	if err != nil {
		return nil, err
	}
	return &Pages{searcher: searcher, now: now, assets: files, views: views}, nil
}

// Register adds the pages' routes. A HEAD request is answered like a GET.
func (p *Pages) Register(e *echo.Echo) {
	methods := []string{http.MethodGet, http.MethodHead}
	e.Match(methods, "/", p.home)
	e.Match(methods, "/search", p.search)
	e.Match(methods, facetsPath+":field", p.facet)
	e.Match(methods, "/article/:id", p.article)
	e.Match(methods, "/help", p.help)
	e.Match(methods, "/opensearch.xml", p.openSearch)
	e.Match(methods, staticPath+":name", p.assets.serve)
}

// frame is what every page has around its content.
type frame struct {
	// Title is what the browser's tab says before the name of the site.
	Title string
	// Canonical is the address that equal pages share; "" for none.
	Canonical string
	// NoIndex keeps the page out of search engines.
	NoIndex bool
	Nonce   string
	// Style, Script and Icon are addresses of assets.
	Style, Script, Icon string
	Box                 box
}

// box is the search box with the rest of the search that it keeps.
type box struct {
	Text string
	Keep []parameter
	// Home: the box is the page's main thing and has the focus.
	Home bool
	// Wrong: the error that is described below belongs to the box.
	Wrong bool
}

// parameter is one hidden field of a form.
type parameter struct{ Name, Value string }

// link is a text that leads somewhere; without Href it is where one is.
type link struct{ Text, Href string }

// frame makes the frame of a page, and allows the answer what the page needs.
func (p *Pages) frame(c echo.Context, title string) frame {
	nonce := rand.Text()
	c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'nonce-"+nonce+"'; "+
		"style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	return frame{
		Title: title, Nonce: nonce,
		Style: p.assets.style, Script: p.assets.script, Icon: p.assets.icon,
	}
}

// render executes into memory first: a template that fails is then an error
// like any other, and not half a page.
func render[T any](c echo.Context, status int, v view[T], page T) error {
	var buf bytes.Buffer
	if err := v.template.ExecuteTemplate(&buf, "layout", page); err != nil {
		return fmt.Errorf("page %s: %w", v.name, err)
	}
	// A page tells what its reader searches for: no cache on the way keeps it.
	if header := c.Response().Header(); header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "private, no-cache")
	}
	return c.HTMLBlob(status, buf.Bytes())
}

// searchURL is the address of the page that answers req.
func searchURL(req query.Request) string { return withQuery("/search", req.Encode(index.Fields)) }

// facetsPath is the folder of the pages of all values, one for each facet.
const facetsPath = "/facets/"

// facetURL is the address of the page that answers req.
func facetURL(req query.FacetRequest) string {
	return withQuery(facetsPath+req.Field, req.Encode(index.Fields))
}

func withQuery(path, parameters string) string {
	if parameters != "" {
		return path + "?" + parameters
	}
	return path
}
