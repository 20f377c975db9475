package ui

import (
	"encoding/xml"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

// searchEngine is an OpenSearch 1.1 description document, by which a browser
// takes our search box among its own.
type searchEngine struct {
	XMLName       xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName     string   // at most 16 characters; also the title of the link in the layout
	Description   string
	InputEncoding string
	Image         engineImage
	URLs          []engineTemplate `xml:"Url"`
}

type engineImage struct {
	Width   int    `xml:"width,attr"`
	Height  int    `xml:"height,attr"`
	Type    string `xml:"type,attr"`
	Address string `xml:",chardata"`
}

// engineTemplate is an address with places to fill in.
type engineTemplate struct {
	Rel      string `xml:"rel,attr"`
	Type     string `xml:"type,attr"`
	Template string `xml:"template,attr"`
}

// openSearch describes the search at the address by which it was asked for:
// browsers want whole addresses, and we know no other name of ours.
func (p *Pages) openSearch(c echo.Context) error {
	site := c.Scheme() + "://" + c.Request().Host
	text, err := xml.MarshalIndent(searchEngine{
		ShortName:     "Dateline",
		Description:   "News articles by who, where, when and in whose coverage",
		InputEncoding: "UTF-8",
		Image:         engineImage{Width: 32, Height: 32, Type: "image/svg+xml", Address: site + p.assets.icon},
		URLs: []engineTemplate{
			{"results", "text/html", site + "/search?q={searchTerms}"},
			{"results", "application/json", site + "/api/v1/search?q={searchTerms}"},
			{"suggestions", "application/x-suggestions+json", site + "/api/v1/suggest?format=opensearch&q={searchTerms}"},
			{"self", openSearchType, site + "/opensearch.xml"},
		},
	}, "", "  ")
	if err != nil {
		return fmt.Errorf("OpenSearch description: %w", err)
	}
	c.Response().Header().Set("Cache-Control", "private, no-cache")
	return c.Blob(http.StatusOK, openSearchType, append([]byte(xml.Header), text...))
}

const openSearchType = "application/opensearchdescription+xml"
