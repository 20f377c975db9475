package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/web/api"
	"dateline/web/webtest"
)

func facet(t *testing.T, server http.Handler, address string) api.FacetResponse {
	t.Helper()
	var response api.FacetResponse
	decode(t, server, address, &response)
	return response
}

// counted are the values of an answer with their counts.
func counted(response api.FacetResponse) map[string]int {
	counts := map[string]int{}
	for _, v := range response.Values {
		counts[v.Value] = v.Count
	}
	return counts
}

func TestFacet(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	tests := []struct {
		name, address string
		values        []string // in order
		total         int
		distinct      int
		missing       int
	}{
		{"all", "person", []string{"Laila Haddad", "Tomas Verhoeven", "Inês Carvalho", "Karl Brandt"}, 14, 4, 2},
		{"under a search", "person?q=ceasefire", []string{"Laila Haddad"}, 5, 1, 0},
		{"by the alphabet", "person?order=value", []string{"Inês Carvalho", "Karl Brandt", "Laila Haddad", "Tomas Verhoeven"}, 14, 4, 2},
		{"that begin so", "person?contains=ines+c", []string{"Inês Carvalho"}, 14, 1, 2},
		{"a page", "person?size=2&offset=1", []string{"Tomas Verhoeven", "Inês Carvalho"}, 14, 4, 2},
		{"under filters", "person?location=Egypt&not_org=Arab+League", []string{"Laila Haddad"}, 2, 1, 0},
		{"any of the chosen", "lang?lang=de", []string{"en", "de", "fr"}, 1, 3, 0},
		{"none so", "person?contains=zebra", nil, 14, 0, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := facet(t, server, "/api/v1/facets/"+tt.address)
			var values []string
			for _, v := range got.Values {
				values = append(values, v.Value)
			}
			if diff := cmp.Diff(tt.values, values); diff != "" {
				t.Errorf("values (- want, + got):\n%s", diff)
			}
			if got.Total != tt.total || got.Distinct != tt.distinct || got.Missing != tt.missing || !got.Exact || got.Generation != webtest.Generation {
				t.Errorf("%+v, want %d in all, %d distinct, %d missing", got, tt.total, tt.distinct, tt.missing)
			}
		})
	}
}

// The pages hold every value once, forth and back, and agree with the search.
func TestFacetPages(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	whole := map[string]int{}
	for _, v := range search(t, server, "/api/v1/search?q=cairo+OR+cocoa&facet_size=100").Facets["location"].Values {
		whole[v.Value] = v.Count
	}
	if len(whole) < 5 {
		t.Fatalf("only %d values", len(whole))
	}
	for _, order := range []string{"count", "value"} {
		page := facet(t, server, "/api/v1/facets/location?q=cairo+OR+cocoa&size=2&order="+order)
		forth := counted(page)
		for page.Links.Next != nil {
			page = facet(t, server, *page.Links.Next)
			for value, n := range counted(page) {
				if _, twice := forth[value]; twice {
					t.Errorf("%s stands on two pages", value)
				}
				forth[value] = n
			}
		}
		if diff := cmp.Diff(whole, forth); diff != "" {
			t.Errorf("by %s (- want, + got):\n%s", order, diff)
		}
		back := counted(page)
		for page.Links.Prev != nil {
			page = facet(t, server, *page.Links.Prev)
			maps.Copy(back, counted(page))
		}
		if diff := cmp.Diff(forth, back); diff != "" {
			t.Errorf("by %s, back (- want, + got):\n%s", order, diff)
		}
	}
}

// Each value leads to as many articles as it was counted with, and the way back
// keeps the search.
func TestFacetValuesKeepTheirPromise(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, address := range []string{"location?q=cairo", "location?location=Egypt", "person?source=Cairo+Courier&sort=oldest", "source?q=strike"} {
		response := facet(t, server, "/api/v1/facets/"+address)
		if len(response.Values) == 0 {
			t.Errorf("%s: no values", address)
		}
		for _, v := range response.Values {
			checkValue(t, server, address, response.Field, response.Facet, v, response.Total)
			if strings.Contains(address, "sort=oldest") != strings.Contains(v.Links.Include, "sort=oldest") {
				t.Errorf("%s: the order of the search is lost in %s", address, v.Links.Include)
			}
		}
	}
}

func TestFacetLinks(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	const asked = "person?q=cairo+OR+strike&contains=a&order=value&size=1"
	answer := webtest.Get(t, server, "/api/v1/facets/"+asked)
	var response api.FacetResponse
	if err := json.Unmarshal(answer.Body.Bytes(), &response); err != nil {
		t.Fatal(err)
	}
	if got := response.Links.Self; got != "/api/v1/facets/"+asked {
		t.Errorf("self is %s", got)
	}
	if got := response.Links.HTML; got != "/facets/"+asked || response.Query.CanonicalURL != got {
		t.Errorf("the page is %s, the canonical one %s", got, response.Query.CanonicalURL)
	}
	all := facet(t, server, "/api/v1/facets/person?size=1")
	if all.Links.Prev != nil || all.Links.Next == nil || *all.Links.Next != "/api/v1/facets/person?offset=1&size=1" {
		t.Errorf("links %+v", all.Links)
	}
	header := webtest.Get(t, server, "/api/v1/facets/person?size=1").Header().Get("Link")
	if want := "<" + *all.Links.Next + `>; rel="next"`; header != want {
		t.Errorf("Link %q, want %q", header, want)
	}
}

func TestFacetErrors(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	tests := []struct {
		address, parameter, code, suggestion string
	}{
		{"colour", "field", "unknown_facet", ""},
		{"title", "field", "unknown_facet", ""},
		{"country", "field", "unknown_facet", "location"},
		{"person?order=best", "order", "bad_value", ""},
		{"person?contain=a", "contain", "unknown_parameter", "contains"},
		{"person?size=1001", "size", "out_of_range", ""},
		{"person?persn=a", "persn", "unknown_parameter", "person"},
	}
	for _, tt := range tests {
		answer := webtest.Get(t, server, "/api/v1/facets/"+tt.address)
		var problem api.Problem
		if err := json.Unmarshal(answer.Body.Bytes(), &problem); err != nil {
			t.Fatal(err)
		}
		if answer.Code != http.StatusBadRequest || problem.Code != "invalid-parameter" || len(problem.Errors) != 1 {
			t.Errorf("%s: %d %+v", tt.address, answer.Code, problem)
			continue
		}
		if got := problem.Errors[0]; got.Parameter != tt.parameter || got.Code != tt.code || got.Suggestion != tt.suggestion {
			t.Errorf("%s: %+v, want %s %s, suggestion %q", tt.address, got, tt.parameter, tt.code, tt.suggestion)
		}
	}
	if answer := webtest.Get(t, server, "/api/v1/facets/"); answer.Code != http.StatusBadRequest && answer.Code != http.StatusNotFound {
		t.Errorf("no field: %d", answer.Code)
	}
}

// Every value has a label, also a code that has no name.
func TestLabelsOfLanguages(t *testing.T) {
	t.Parallel()
	docs := news(map[string][]string{"de": {"x", "y"}, "qaa": {"x", "y"}, "mis": {"x", "y"}, "zz": {"x", "y"}, "": {"x", "y"}})
	for i := range docs {
		docs[i].Lang, docs[i].ID = docs[i].ID, "id-"+docs[i].ID
	}
	got := map[string]string{}
	for _, v := range search(t, webtest.Server(t, docs), "/api/v1/search?size=0").Facets["lang"].Values {
		got[v.Value] = v.Label
	}
	if want := (map[string]string{"de": "German", "qaa": "qaa", "mis": "mis", "zz": "zz"}); !maps.Equal(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
}
