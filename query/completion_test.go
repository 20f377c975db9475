package query_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/query"
)

func TestCompletionFromValues(t *testing.T) {
	t.Parallel()
	kinds := []string{"word", "person", "org"}
	tests := []struct {
		name, parameters string
		want             query.CompletionRequest
		wrong            string // parameters and codes
	}{
		{"nothing", "", query.CompletionRequest{Size: 10, Format: query.JSON}, ""},
		{"a space at the end", "q=angela+", query.CompletionRequest{Text: "angela ", Size: 10, Format: query.JSON}, ""},
		{
			"all", "q=a&kinds=org,word,org&size=0&format=opensearch",
			query.CompletionRequest{Text: "a", Kinds: []string{"org", "word"}, Format: query.OpenSearch},
			"",
		},
		{"empty values", "q=&kinds=&size=", query.CompletionRequest{Size: 10, Format: query.JSON}, ""},
		{"unknown kind", "kinds=persn", query.CompletionRequest{}, "kinds bad_value person"},
		{"too many", "size=51", query.CompletionRequest{}, "size out_of_range "},
		{"no format", "format=xml", query.CompletionRequest{}, "format bad_value "},
		{"unknown parameter", "kind=org", query.CompletionRequest{}, "kind unknown_parameter kinds"},
		{"twice", "q=a&q=b", query.CompletionRequest{}, "q repeated_parameter "},
		{"too long", "q=" + strings.Repeat("a", query.MaxText+1), query.CompletionRequest{}, "q too_long "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			values, err := url.ParseQuery(test.parameters)
			if err != nil {
				t.Fatal(err)
			}
			got, err := query.CompletionFromValues(values, kinds)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			var wrong []string
			if params, ok := errors.AsType[*query.ParamError](err); ok {
				for _, p := range params.Params {
					wrong = append(wrong, p.Parameter+" "+p.Code+" "+p.Suggestion)
				}
			}
			if got := strings.Join(wrong, "; "); got != test.wrong {
				t.Errorf("wrong are %q, want %q", got, test.wrong)
			}
		})
	}
}
