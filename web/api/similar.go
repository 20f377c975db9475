package api

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
)

// similar answers with the articles that are most like one, which must be there:
// the search for like:ID, narrowed and paged as any search may be.
func (h handlers) similar(c echo.Context) error {
	if c.QueryParams().Has("q") {
		return &query.ParamError{Params: []query.Param{{
			Parameter: "q", Code: "unknown_parameter", Message: "is given by the path here; with other words, ask " + searchPath + " for like:ID and them",
		}}}
	}
	req, err := query.FromValues(c.QueryParams(), index.Fields)
	if err != nil {
		return err
	}
	id := c.Param("id")
	if _, err := h.searcher.Article(c.Request().Context(), id); err != nil {
		return err
	}
	req.Text = query.Like{ID: id}.String()
	return h.answerSearch(c, req, func(req query.Request) string {
		req.Text = ""
		return withQuery(similarPath(id), req.Encode(index.Fields))
	})
}

func similarPath(id string) string { return articlesPath + url.PathEscape(id) + "/similar" }
