package ui

import (
	"strings"

	"github.com/labstack/echo/v4"

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

// WriteError sends an error page. The search box keeps its text.
func (p *Pages) WriteError(c echo.Context, f Fault) error {
	page := faultPage{Title: f.Title, Detail: f.Detail, RequestID: f.RequestID}
	page.Frame = p.frame(c, f.Title)
	page.Frame.NoIndex = true
	page.Frame.Box = box{Text: c.QueryParam("q")}
	for _, param := range f.Params {
		page.Problems = append(page.Problems, problemOf(param))
		page.Frame.Box.Wrong = page.Frame.Box.Wrong || param.Parameter == "q"
	}
	if len(f.Params) > 0 && c.Path() != "" {
		page.Without = without(c, f.Params)
	}
	return render(c, f.Status, p.views.fault, page)
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
