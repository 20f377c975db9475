package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/web/api"
	"dateline/web/webtest"
)

const similarPath = "/api/v1/articles/talks-open/similar"

func similar(t *testing.T, server http.Handler, address string) api.SearchResponse {
	t.Helper()
	var response api.SearchResponse
	decode(t, server, address, &response)
	return response
}

// The similar articles are what the search for like: finds, at an address of
// their own; no article is like itself.
func TestSimilarIsTheSearchForIt(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	got := similar(t, server, similarPath+"?size=3&location=Egypt")
	want := search(t, server, "/api/v1/search?q=like:talks-open&size=3&location=Egypt")
	if got.Total == 0 || slices.Contains(ids(got.Hits), "talks-open") {
		t.Fatalf("%d articles are like it: %v", got.Total, ids(got.Hits))
	}
	if got.Links.Self != similarPath+"?location=Egypt&size=3" {
		t.Errorf("links.self is %s", got.Links.Self)
	}
	got.Links, got.TookMS, want.TookMS = want.Links, 0, 0
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("search for like: (-), similar (+):\n%s", diff)
	}
}

// Its pages hold each similar article once, and lead on at the same address.
func TestPagesOfSimilar(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	whole := similar(t, server, similarPath)
	if whole.Total < 3 {
		t.Fatalf("only %d articles are like it", whole.Total)
	}
	var found []string
	for address := similarPath + "?size=2"; ; {
		page := similar(t, server, address)
		found = append(found, ids(page.Hits)...)
		if page.Links.Next == nil {
			break
		}
		if address = *page.Links.Next; !strings.HasPrefix(address, similarPath+"?") {
			t.Fatalf("links.next is %s", address)
		}
	}
	if diff := cmp.Diff(ids(whole.Hits), found); diff != "" {
		t.Errorf("at once (-), in pages (+):\n%s", diff)
	}
}

// Each hit leads to what is like it, whatever its id is made of.
func TestHitsLeadToSimilar(t *testing.T) {
	t.Parallel()
	docs := webtest.Articles()
	docs[0].ID = `a/b c?"d"(e)\f:ü`
	server := webtest.Server(t, docs)
	for _, hit := range search(t, server, "/api/v1/search").Hits {
		if got := similar(t, server, hit.Links.Similar); got.Links.Self != hit.Links.Similar || len(got.Query.Repairs)+len(got.Query.Notes) > 0 {
			t.Errorf("%s answers as %s with %v %v", hit.Links.Similar, got.Links.Self, got.Query.Repairs, got.Query.Notes)
		}
	}
}

func TestSimilarIsStrict(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, append(webtest.Articles(), bare()))
	for address, want := range map[string]int{
		similarPath + "?q=cairo":          http.StatusBadRequest,
		similarPath + "?bogus=1":          http.StatusBadRequest,
		similarPath + "?cursor=x":         http.StatusBadRequest,
		"/api/v1/articles/none/similar":   http.StatusNotFound,
		"/api/v1/articles/bare/similar":   http.StatusOK, // nothing is known of it, so nothing is like it
		"/api/v1/articles//similar":       http.StatusNotFound,
		similarPath + "/":                 http.StatusNotFound,
		similarPath + "?size=0&facets=":   http.StatusOK,
		similarPath + "?sort=oldest":      http.StatusOK,
		similarPath + "?feedback=1&op=or": http.StatusOK,
	} {
		if answer := webtest.Get(t, server, address); answer.Code != want {
			t.Errorf("GET %s: status %d, want %d: %s", address, answer.Code, want, answer.Body)
		}
	}
}
