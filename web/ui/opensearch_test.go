package ui_test

import (
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"dateline/web/webtest"
)

// engine is what a browser reads of an OpenSearch description.
type engine struct {
	XMLName   xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName string
	Image     string
	URLs      []struct {
		Rel      string `xml:"rel,attr"`
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	} `xml:"Url"`
}

func describe(t *testing.T, server http.Handler, request *http.Request) engine {
	t.Helper()
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, request)
	if got := answer.Header().Get("Content-Type"); answer.Code != http.StatusOK || got != "application/opensearchdescription+xml" {
		t.Fatalf("%d %s: %s", answer.Code, got, answer.Body)
	}
	var e engine
	if err := xml.Unmarshal(answer.Body.Bytes(), &e); err != nil {
		t.Fatalf("%v: %s", err, answer.Body)
	}
	return e
}

// Every page names the description, and every address in it answers as it says.
func TestOpenSearch(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	var address, title string
	for _, page := range []string{"/", "/help", "/search?q=cairo", "/article/talks-open", "/facets/person", "/none"} {
		status := http.StatusOK
		if page == "/none" {
			status = http.StatusNotFound
		}
		p := open(t, server, page, status)
		p.wantCount("head link[rel=search][type='application/opensearchdescription+xml']", 1)
		address, title = p.attr("head link[rel=search]", "href"), p.attr("head link[rel=search]", "title")
	}
	const site = "http://news.example:8080"
	e := describe(t, server, httptest.NewRequestWithContext(t.Context(), http.MethodGet, site+address, http.NoBody))
	if e.ShortName != title || len(title) > 16 {
		t.Errorf("the description is called %q, the link to it %q", e.ShortName, title)
	}
	for _, u := range e.URLs {
		filled := strings.ReplaceAll(u.Template, "{searchTerms}", url.QueryEscape(`"in cairo" & more`))
		path, ok := strings.CutPrefix(filled, site)
		if answer := webtest.Get(t, server, path); !ok || answer.Code != http.StatusOK || !strings.HasPrefix(answer.Header().Get("Content-Type"), u.Type) {
			t.Errorf("%s (%s) answers %d %s", u.Template, u.Type, answer.Code, answer.Header().Get("Content-Type"))
		}
	}
	if len(e.URLs) != 4 {
		t.Errorf("%d addresses, want 4", len(e.URLs))
	}
	path, ok := strings.CutPrefix(e.Image, site)
	if answer := webtest.Get(t, server, path); !ok || answer.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("the icon %s is %d %s", e.Image, answer.Code, answer.Header().Get("Content-Type"))
	}
}

// A proxy beside the server may say that its readers come by https; nobody else.
func TestOpenSearchBehindProxy(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, nil)
	for remote, want := range map[string]string{"127.0.0.1:4000": "https", "203.0.113.7:4000": "http"} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://news.example/opensearch.xml", http.NoBody)
		request.RemoteAddr = remote
		request.Header.Set("X-Forwarded-Proto", "https")
		if got := describe(t, server, request).URLs[0].Template; got != want+"://news.example/search?q={searchTerms}" {
			t.Errorf("from %s: %s, want %s", remote, got, want)
		}
	}
}

// Whatever a client calls us stays text.
func TestOpenSearchEscapesTheHost(t *testing.T) {
	t.Parallel()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/opensearch.xml", http.NoBody)
	request.Host = `"/><evil xmlns="x`
	if got := describe(t, webtest.Server(t, nil), request).URLs[0].Template; !strings.Contains(got, request.Host) {
		t.Errorf("the template is %s", got)
	}
}
