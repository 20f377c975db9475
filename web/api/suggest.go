package api

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"dateline/index/completion"
	"dateline/query"
)

// suggest completes the text of a query that is being typed.
func (h handlers) suggest(c echo.Context) error {
	req, err := query.CompletionFromValues(c.QueryParams(), completion.Kinds())
	if err != nil {
		return err
	}
	list, err := completion.Of(c.Request().Context(), h.searcher, req)
	if err != nil {
		return err
	}
	if req.Format == query.OpenSearch {
		c.Response().Header().Set(echo.HeaderContentType, "application/x-suggestions+json")
		return answerTagged(c, openSearch(req.Text, list))
	}
	response := SuggestResponse{Q: req.Text, Completions: make([]Completion, 0, len(list))}
	for _, way := range list {
		response.Completions = append(response.Completions, Completion{Q: way.Text, Label: way.Label, Kind: way.Kind, Count: way.Count})
	}
	return answerTagged(c, response)
}

// openSearch is the form that browsers read: the text, and of each completion the
// text, a line about it and the address of its page.
func openSearch(text string, list []completion.Completion) []any {
	texts, lines, pages := []string{}, []string{}, []string{}
	for _, way := range list {
		articles := " articles"
		if way.Count == 1 {
			articles = " article"
		}
		texts = append(texts, way.Text)
		lines = append(lines, strconv.Itoa(way.Count)+articles)
		pages = append(pages, "/search?"+url.Values{"q": {way.Text}}.Encode())
	}
	return []any{text, texts, lines, pages}
}
