package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
	"dateline/web/api"
	"dateline/web/ui"
)

// fault is what a client learns of an error.
type fault struct {
	status int
	// code names the kind; it ends the problem's type and never changes.
	code   string
	title  string
	detail string
	params []query.Param
	// retryAfter is in seconds; 0 says nothing.
	retryAfter int
}

const retryAfter = 5

// statusClientGone is nginx's number for a client that did not wait; it is
// only ever seen in the log.
const statusClientGone = 499

// faultOf is the one table from the meaning of an error to a status.
func faultOf(err error) fault {
	if wrong, ok := errors.AsType[*query.ParamError](err); ok {
		return fault{
			status: http.StatusBadRequest, code: "invalid-parameter", title: "This search cannot be read",
			detail: "Something in its address is unknown or has a value that makes no sense.", params: wrong.Params,
		}
	}
	switch {
	case errors.Is(err, index.ErrBadCursor):
		return fault{
			status: http.StatusBadRequest, code: "invalid-cursor", title: "This page of the list cannot be found again",
			detail: "The cursor is not one that this search gave. Start again from the first page.",
			params: []query.Param{{Parameter: "cursor", Code: "invalid_cursor", Message: "not a cursor of this search"}},
		}
	case errors.Is(err, index.ErrNotFound):
		return fault{
			status: http.StatusNotFound, code: "not-found", title: "There is no such article",
			detail: "It may have been removed from the index, or the address is mistyped.",
		}
	case errors.Is(err, index.ErrUnavailable), errors.Is(err, index.ErrClosed):
		return fault{
			status: http.StatusServiceUnavailable, code: "unavailable", title: "There is no index to search yet",
			detail: "Try again in a moment.", retryAfter: retryAfter,
		}
	case errors.Is(err, errBusy):
		return fault{
			status: http.StatusServiceUnavailable, code: "busy", title: "Too many searches at once",
			detail: "This one was not begun. Try again in a moment.", retryAfter: retryAfter,
		}
	case errors.Is(err, context.DeadlineExceeded):
		return fault{
			status: http.StatusServiceUnavailable, code: "timeout", title: "This took too long",
			detail: "The search was stopped. Try again, or narrow it by a date or a word.", retryAfter: retryAfter,
		}
	case errors.Is(err, context.Canceled):
		return fault{status: statusClientGone, code: "client-gone", title: "The client did not wait"}
	}
	if routing, ok := errors.AsType[*echo.HTTPError](err); ok && routing.Code < http.StatusInternalServerError {
		return routingFault(routing.Code)
	}
	return fault{
		status: http.StatusInternalServerError, code: "internal", title: "Something went wrong on our side",
		detail: "The error was logged under the number of this request.",
	}
}

// routingFault is for what echo itself refuses: paths, methods, bodies.
func routingFault(status int) fault {
	f := fault{status: status, title: http.StatusText(status)}
	f.code = strings.ReplaceAll(strings.ToLower(f.title), " ", "-")
	if status == http.StatusNotFound {
		f.title = "There is no page at this address"
	}
	return f
}

// errorPages shows a fault to a reader.
type errorPages interface {
	WriteError(c echo.Context, f ui.Fault) error
}

// write sends the fault: as a problem below the root of the API, as a page
// elsewhere. c.Path() is empty for an unknown address, so the URL decides.
func (f fault) write(c echo.Context, pages errorPages) error {
	if f.retryAfter > 0 {
		c.Response().Header().Set("Retry-After", strconv.Itoa(f.retryAfter))
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	if strings.HasPrefix(c.Request().URL.Path, api.Root) {
		return api.WriteProblem(c, f.problem(responseID(c)))
	}
	return pages.WriteError(c, ui.Fault{
		Status: f.status, Title: f.title, Detail: f.detail, Params: f.params, RequestID: responseID(c),
	})
}

func (f fault) problem(requestID string) api.Problem {
	p := api.Problem{
		Type: "/problems/" + f.code, Title: f.title, Status: f.status, Detail: f.detail,
		Instance: requestID, Code: f.code,
	}
	for _, param := range f.params {
		p.Errors = append(p.Errors, api.ParameterProblem{
			Parameter: param.Parameter, Code: param.Code, Message: param.Message,
			Allowed: param.Allowed, Suggestion: param.Suggestion,
		})
	}
	return p
}
