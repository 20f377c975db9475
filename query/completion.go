package query

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Limits and defaults of a CompletionRequest.
const (
	MaxCompletions     = 50
	DefaultCompletions = 10
)

// Format is the form of an answer.
type Format string

// The forms of completions.
const (
	// JSON is the form of all answers.
	JSON Format = "json"
	// OpenSearch is the form that browsers read in their address bar.
	OpenSearch Format = "opensearch"
)

// CompletionRequest asks how a text that is being typed may go on.
type CompletionRequest struct {
	// Text is what was typed, with the space at its end if there is one.
	Text string
	// Kinds are the kinds of completions wanted; nil is all.
	Kinds []string
	// Size is the number of completions, 0 to MaxCompletions.
	Size   int
	Format Format
}

// CompletionFromValues reads the parameters q, kinds, size and format as strictly
// as FromValues; allowed are all kinds.
func CompletionFromValues(values url.Values, allowed []string) (CompletionRequest, error) {
	p := params{values: values}
	r := CompletionRequest{
		Text:   p.one("q"),
		Kinds:  distinct(strings.Split(p.one("kinds"), ",")),
		Size:   p.number("size", DefaultCompletions, MaxCompletions),
		Format: choice(&p, "format", JSON, JSON, OpenSearch),
	}
	p.atMost("q", r.Text, MaxText)
	for _, kind := range r.Kinds {
		if !slices.Contains(allowed, kind) {
			p.refuse(Param{
				Parameter: "kinds", Code: "bad_value", Message: strconv.Quote(kind) + " is no kind",
				Allowed: allowed, Suggestion: Nearest(kind, allowed),
			})
		}
	}
	p.refuseUnknown()
	if len(p.wrong) > 0 {
		return CompletionRequest{}, &ParamError{Params: p.wrong}
	}
	return r, nil
}
