package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"dateline/query"
)

const maxRequestID = 64

// requestID names the request in the answer and in the log. A name given by a
// proxy is kept when it is harmless.
func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	harmless := regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	return func(c echo.Context) error {
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if len(id) > maxRequestID || !harmless.MatchString(id) {
			id = rand.Text()
		}
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		return next(c)
	}
}

// logRequests writes one line for each request but those for health. What was
// searched is the reader's business: the query is not in the log.
func logRequests(logger *slog.Logger) echo.MiddlewareFunc {
	return middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
		Skipper: func(c echo.Context) bool {
			path := c.Request().URL.Path
			return path == "/healthz" || path == "/readyz"
		},
		HandleError:     true, // the status is decided before it is logged
		LogLatency:      true,
		LogMethod:       true,
		LogURIPath:      true,
		LogStatus:       true,
		LogResponseSize: true,
		LogRemoteIP:     true,
		LogValuesFunc: func(c echo.Context, v middleware.RequestLoggerValues) error {
			logger.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
				slog.String("id", responseID(c)),
				slog.String("method", v.Method),
				slog.String("path", v.URIPath),
				slog.Int("status", v.Status),
				slog.Int64("bytes", v.ResponseSize),
				slog.Duration("took", v.Latency),
				slog.String("remote", v.RemoteIP),
			)
			return nil
		},
	})
}

func responseID(c echo.Context) string {
	return c.Response().Header().Get(echo.HeaderXRequestID)
}

var errPanic = errors.New("panic")

// recoverPanics turns a panic into an error with the stack in the log.
func recoverPanics(logger *slog.Logger) echo.MiddlewareFunc {
	return middleware.RecoverWithConfig(middleware.RecoverConfig{
		DisableStackAll:     true,
		DisableErrorHandler: true, // the error goes on to the log and its handler
		LogErrorFunc: func(c echo.Context, err error, stack []byte) error {
			logger.LogAttrs(c.Request().Context(), slog.LevelError, "panic",
				slog.String("id", responseID(c)),
				slog.Any("error", err),
				slog.String("stack", string(stack)),
			)
			return fmt.Errorf("%w: %w", errPanic, err)
		},
	})
}

// compress packs answers for clients that accept it. Echo only looks whether the
// name of the coding stands in the header, where a weight of 0 refuses it.
func compress() echo.MiddlewareFunc {
	refused := regexp.MustCompile(`(?i)\bgzip\s*;\s*q=0(\.0*)?\s*(,|$)`)
	return middleware.GzipWithConfig(middleware.GzipConfig{
		MinLength: 1024,
		Skipper: func(c echo.Context) bool {
			return refused.MatchString(c.Request().Header.Get(echo.HeaderAcceptEncoding))
		},
	})
}

// limitDuration gives every request a deadline.
func limitDuration(limit time.Duration) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			ctx, cancel := context.WithTimeout(c.Request().Context(), limit)
			defer cancel()
			c.SetRequest(c.Request().WithContext(ctx))
			return next(c)
		}
	}
}

// secureHeaders forbids everything that an answer has no need of. A page
// widens the policy to what it needs, with a nonce for its script.
func secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "same-origin")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		return next(c)
	}
}

// maxQuery is the length of a query string. The longest text of a search fits,
// with every character of it escaped.
const maxQuery = 32 << 10

// limitQuery refuses a query string that is too long: an answer holds hundreds
// of links, each as long as the address that was asked.
func limitQuery(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if len(c.Request().URL.RawQuery) > maxQuery {
			return echo.NewHTTPError(http.StatusRequestURITooLong)
		}
		return next(c)
	}
}

// wellFormedQuery refuses a query string that cannot be read whole: net/url
// would drop the part it does not understand and answer something else.
func wellFormedQuery(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := url.ParseQuery(c.Request().URL.RawQuery); err != nil {
			return &query.ParamError{Params: []query.Param{{
				Code:    "malformed_url",
				Message: "the part of the address after ? is not well formed: write % as %25 and ; as %3B",
			}}}
		}
		return next(c)
	}
}

// plainParams gives handlers the parts of a path as they are meant. Echo leaves
// them as they were sent where the address escapes more than it must, as it does
// for an article whose id has a slash or a parenthesis.
func plainParams(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().URL.RawPath == "" {
			return next(c)
		}
		values := c.ParamValues()
		for i, value := range values {
			plain, err := url.PathUnescape(value)
			if err != nil {
				return echo.ErrNotFound
			}
			values[i] = plain
		}
		c.SetParamValues(values...)
		return next(c)
	}
}

// errorHandler answers a request that failed.
func errorHandler(logger *slog.Logger, pages errorPages) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		if c.Response().Committed {
			return // the answer has begun; nothing can be said any more
		}
		f := faultOf(err)
		if f.status >= http.StatusInternalServerError {
			logger.LogAttrs(c.Request().Context(), slog.LevelError, "request failed",
				slog.String("id", responseID(c)), slog.Int("status", f.status), slog.Any("error", err))
		}
		if err := f.write(c, pages); err != nil {
			logger.LogAttrs(c.Request().Context(), slog.LevelError, "error page failed",
				slog.String("id", responseID(c)), slog.Any("error", err))
		}
	}
}
