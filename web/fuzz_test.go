package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dateline/web/webtest"
)

// FuzzSearchURL: no query string is the server's fault, and every answer is
// whole JSON or HTML. Both faces agree on the status; so do those of a facet.
func FuzzSearchURL(f *testing.F) {
	server := webtest.Server(f, webtest.Articles())
	for _, seed := range []string{
		"", "q=ceasefire", "q=%22&person=Laila+Haddad", "q=(a+OR+-b", "q=*&size=0", "size=200&sort=oldest",
		"from=2026-09&to=2026-10", "from=-7d", "facets=&snippets=0", "match_person=any&person=a&person=b",
		"cursor=x", "q=%00%ff%fe", "q=<script>alert(1)</script>", "person=%3Cb%3E&not_person=%22%27",
		"bogus", "a;b", "%zz", "q=date:9999999y", "q=" + strings.Repeat("(", 200), "lang=xx&lang=zz-zz",
		"q=location:Cairo+AND+NOT+title:%22a+b%22", "facet_size=1000", "contains=la&order=value&offset=1&size=1", "contains=%ff!&order=x", "=", "&&&", "q=a&q=b", "from=0001&to=9999",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, rawQuery string) {
		checkFaces(t, server, "/search", rawQuery)
		checkFaces(t, server, "/facets/person", rawQuery)
	})
}

// checkFaces checks the page and the JSON of an address.
func checkFaces(t *testing.T, server http.Handler, path, rawQuery string) {
	t.Helper()
	page, api := ask(t, server, path, rawQuery), ask(t, server, "/api/v1"+path, rawQuery)
	if page.Code >= 500 || page.Code != api.Code {
		t.Fatalf("page %d, API %d", page.Code, api.Code)
	}
	if !json.Valid(api.Body.Bytes()) {
		t.Fatalf("not JSON: %s", api.Body)
	}
	body := page.Body.String()
	if !strings.HasSuffix(body, "</html>\n") || strings.Count(body, "<script") != 1 || strings.Contains(body, "ZgotmplZ") {
		t.Fatalf("not a whole page of ours: %s", body)
	}
	if _, err := html.Parse(strings.NewReader(body)); err != nil {
		t.Fatal(err)
	}
}

// ask sends a query string as it is, well formed or not.
func ask(t *testing.T, server http.Handler, path, rawQuery string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody)
	request.URL = &url.URL{Path: path, RawQuery: rawQuery}
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, request)
	return answer
}
