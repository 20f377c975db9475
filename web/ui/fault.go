package ui

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
)

// Fault is an error as a reader learns of it.
type Fault struct {
	Status int
	Title  string
	Detail string
	// Params are the parameters that are wrong, if any.
	Params []query.Param
	// RequestID is the number under which the error is logged.
	RequestID string
}

// faultPage is an error with the search box and ways on.
type faultPage struct {
	Frame    frame
	Title    string
	Detail   string
	Problems []problem
	// Without leads to the same address less what is wrong in it.
	Without   string
	RequestID string
}

// problem is one wrong parameter.
type problem struct{ Name, Message string }

// WriteError sends an error page. The search box keeps its text, and of the rest
// of the search what can be read.
func (p *Pages) WriteError(c echo.Context, f Fault) error {
	page := faultPage{Title: f.Title, Detail: f.Detail, RequestID: f.RequestID}
	page.Frame = p.frame(c, f.Title)
	page.Frame.NoIndex = true
	page.Frame.Box = box{Text: c.QueryParam("q")}
	if f.Status != http.StatusRequestURITooLong {
		page.Frame.Box.Keep = keep(readable(c.QueryParams()), "q")
	}
	for _, param := range f.Params {
		page.Problems = append(page.Problems, problemOf(param))
		page.Frame.Box.Wrong = page.Frame.Box.Wrong || param.Parameter == "q"
	}
	inPath := slices.ContainsFunc(f.Params, func(param query.Param) bool { return param.Parameter == "field" })
	if len(f.Params) > 0 && c.Path() != "" && !inPath {
		page.Without = without(c, f.Params)
	}
	return render(c, f.Status, p.views.fault, page)
}

// readable is the request of the parameters that are right.
func readable(values url.Values) query.Request {
	values = maps.Clone(values)
	req, err := query.FromValues(values, index.Fields)
	if wrong, ok := errors.AsType[*query.ParamError](err); ok {
		for _, param := range wrong.Params {
			values.Del(param.Parameter)
		}
		req, err = query.FromValues(values, index.Fields)
	}
	if err != nil {
		return query.NewRequest()
	}
	return req
}

func problemOf(param query.Param) problem {
	message := strings.TrimSuffix(param.Message, ".") + "."
	if param.Suggestion != "" {
		message += " Did you mean “" + param.Suggestion + "”?"
	}
	return problem{Name: param.Parameter, Message: message}
}

// without is the address of the request less the parameters that are wrong.
func without(c echo.Context, wrong []query.Param) string {
	values := c.QueryParams()
	for _, param := range wrong {
		values.Del(param.Parameter)
	}
	address := c.Request().URL.EscapedPath()
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	return address
}
