// Package api is the JSON contract of Dateline: its wire types and the
// handlers below /api/v1. The wire types stand apart from the types of the
// product, so that neither can change the other by accident.
//
// Handlers return errors by meaning and know no status but success; package
// web turns an error into a Problem.
package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
)

// Root is the path below which every answer is JSON, errors included.
const Root = "/api/"

const (
	searchPath   = "/api/v1/search"
	facetsPath   = "/api/v1/facets/"
	suggestPath  = "/api/v1/suggest"
	articlesPath = "/api/v1/articles/"
	statusPath   = "/api/v1/status"
)

// Searcher is what the API answers from.
type Searcher interface {
	Search(ctx context.Context, req query.Request) (*index.Result, error)
	Facet(ctx context.Context, req query.FacetRequest) (*index.Result, error)
	Terms(ctx context.Context, plan index.TermsPlan) ([]index.Term, error)
	Article(ctx context.Context, id string) (*index.Document, error)
	Status(ctx context.Context) (index.Status, error)
}

// Register adds the API's routes. A HEAD request is answered like a GET.
func Register(e *echo.Echo, searcher Searcher) {
	h := handlers{searcher}
	methods := []string{http.MethodGet, http.MethodHead}
	e.Match(methods, searchPath, h.search)
	e.Match(methods, facetsPath+":field", h.facet)
	e.Match(methods, suggestPath, h.suggest)
	e.Match(methods, articlesPath+":id", h.article)
	e.Match(methods, articlesPath+":id/similar", h.similar)
	e.Match(methods, statusPath, h.status)
}

type handlers struct{ searcher Searcher }

func (h handlers) search(c echo.Context) error {
	req, err := query.FromValues(c.QueryParams(), index.Fields)
	if err != nil {
		return err
	}
	return h.answerSearch(c, req, searchURL)
}

// answerSearch answers with what a search finds; address is where its pages are.
func (h handlers) answerSearch(c echo.Context, req query.Request, address func(query.Request) string) error {
	result, err := h.searcher.Search(c.Request().Context(), req)
	if err != nil {
		return err
	}
	response := searchResponse(req, result, address)
	// What makes two answers differ is all in the answer, but for the time it
	// took: that must not keep a client from using the one it has.
	tag, err := etag(c.Request(), response)
	if err != nil {
		return err
	}
	linkNext(c, response.Links.Next)
	response.TookMS = result.Took.Milliseconds()
	return answer(c, tag, response)
}

func (h handlers) facet(c echo.Context) error {
	req, err := query.FacetFromValues(c.Param("field"), c.QueryParams(), index.Fields)
	if err != nil {
		return err
	}
	result, err := h.searcher.Facet(c.Request().Context(), req)
	if err != nil {
		return err
	}
	response := facetResponse(req, result)
	tag, err := etag(c.Request(), response)
	if err != nil {
		return err
	}
	linkNext(c, response.Links.Next)
	response.TookMS = result.Took.Milliseconds()
	return answer(c, tag, response)
}

// linkNext names the next page in the header too, for clients that look there.
func linkNext(c echo.Context, next *string) {
	if next != nil {
		c.Response().Header().Set("Link", "<"+*next+`>; rel="next"`)
	}
}

func (h handlers) article(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	doc, err := h.searcher.Article(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return answerTagged(c, articleOf(doc))
}

func (h handlers) status(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	status, err := h.searcher.Status(c.Request().Context())
	if err != nil {
		return err
	}
	return answerTagged(c, StatusResponse{
		Generation: status.Generation,
		Articles:   status.Articles,
		Oldest:     optionalTime(status.Oldest),
		Newest:     optionalTime(status.Newest),
	})
}

// noParameters refuses every parameter, for an endpoint that has none.
func noParameters(c echo.Context) error {
	var wrong query.ParamError
	for _, name := range slices.Sorted(maps.Keys(c.QueryParams())) {
		wrong.Params = append(wrong.Params, query.Param{
			Parameter: name, Code: "unknown_parameter", Message: "this address takes no parameters",
		})
	}
	if wrong.Params == nil {
		return nil
	}
	return &wrong
}

func answerTagged(c echo.Context, body any) error {
	tag, err := etag(c.Request(), body)
	if err != nil {
		return err
	}
	return answer(c, tag, body)
}

// answer sends body, or 304 to a client that has it already.
func answer(c echo.Context, tag string, body any) error {
	header := c.Response().Header()
	header.Set("ETag", tag)
	header.Set("Cache-Control", "private, no-cache")
	if matches(c.Request().Header.Values("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	text, err := encode(body)
	if err != nil {
		return err
	}
	if header.Get(echo.HeaderContentType) == "" {
		header.Set(echo.HeaderContentType, "application/json; charset=utf-8")
	}
	return c.Blob(http.StatusOK, header.Get(echo.HeaderContentType), text)
}

// WriteProblem sends an error as application/problem+json.
func WriteProblem(c echo.Context, problem Problem) error {
	if problem.Errors == nil {
		problem.Errors = []ParameterProblem{}
	}
	text, err := encode(problem)
	if err != nil {
		return err
	}
	return c.Blob(problem.Status, "application/problem+json", text)
}

// encode is the one place where JSON is made. Markup in it stays readable:
// the answers are never sent as anything but JSON.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode the answer: %w", err)
	}
	return buf.Bytes(), nil
}

// etag names an answer in the coding in which it will be sent.
func etag(r *http.Request, body any) (string, error) {
	text, err := encode(body)
	if err != nil {
		return "", err
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		text = append(text, "gzip"...)
	}
	sum := sha256.Sum256(text)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`, nil
}

// matches compares a tag with the If-None-Match headers, weakly as RFC 9110
// asks.
func matches(headers []string, tag string) bool {
	for _, header := range headers {
		for candidate := range strings.SplitSeq(header, ",") {
			candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
			if candidate == tag || candidate == "*" {
				return true
			}
		}
	}
	return false
}

func optionalTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
