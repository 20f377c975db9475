package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/web/api"
	"dateline/web/webtest"
)

func TestSuggest(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	tests := []struct {
		name, parameters string
		want             []api.Completion
	}{
		{"a word", "q=cease", []api.Completion{{Q: "ceasefire", Label: "ceasefire", Kind: "word", Count: 5}}},
		{"a name", "q=talks+laila+had&kinds=person", []api.Completion{
			{Q: `talks person:"Laila Haddad"`, Label: "Laila Haddad", Kind: "person", Count: 6},
		}},
		{"after a prefix", "q=-location:egy", []api.Completion{
			{Q: "-location:Egypt", Label: "Egypt", Kind: "location", Count: 5},
		}},
		{"a few", "q=person:&size=1", []api.Completion{
			{Q: `person:"Laila Haddad"`, Label: "Laila Haddad", Kind: "person", Count: 6},
		}},
		{"nothing typed", "", []api.Completion{}},
		{"a space at the end", "q=cease+", []api.Completion{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got api.SuggestResponse
			decode(t, server, "/api/v1/suggest?"+test.parameters, &got)
			if diff := cmp.Diff(test.want, got.Completions); diff != "" {
				t.Errorf("completions (- want, + got):\n%s", diff)
			}
		})
	}
}

// Browsers ask in a form of their own.
func TestSuggestForBrowsers(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	answer := webtest.Get(t, server, "/api/v1/suggest?format=opensearch&kinds=location&q=x+egy")
	want := `["x egy",["x location:Egypt"],["5 articles"],["/search?q=x+location%3AEgypt"]]`
	if got := strings.TrimSpace(answer.Body.String()); answer.Code != http.StatusOK || got != want {
		t.Errorf("%d %s, want %s", answer.Code, got, want)
	}
	if got := answer.Header().Get("Content-Type"); got != "application/x-suggestions+json" {
		t.Errorf("content type %q", got)
	}
}

func TestSuggestIsStrict(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, nil)
	for _, parameters := range []string{"query=a", "kinds=persons", "size=-1", "format=xml", "q=a&q=b", "q=" + strings.Repeat("a", 9000)} {
		if answer := webtest.Get(t, server, "/api/v1/suggest?"+parameters); answer.Code != http.StatusBadRequest {
			t.Errorf("%.20s: status %d", parameters, answer.Code)
		}
	}
}

// What is suggested finds what it says, under the filters of the search.
func TestDidYouMean(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	got := search(t, server, "/api/v1/search?q=ceasfire+kairo&person=Laila+Haddad")
	if got.Total != 0 || len(got.Query.DidYouMean) != 1 {
		t.Fatalf("%d articles, did you mean %v", got.Total, got.Query.DidYouMean)
	}
	meant := got.Query.DidYouMean[0]
	if meant.Q != "ceasefire cairo" || !strings.Contains(meant.URL, url.Values{"person": {"Laila Haddad"}}.Encode()) {
		t.Errorf("did you mean %+v", meant)
	}
	if other := search(t, server, meant.URL); other.Total != meant.Total || other.Total == 0 || len(other.Query.DidYouMean) != 0 {
		t.Errorf("%q finds %d, not %d; and suggests %v", meant.Q, other.Total, meant.Total, other.Query.DidYouMean)
	}
}
