package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/entity"
	"dateline/index"
	"dateline/internal/golden"
	"dateline/web/api"
	"dateline/web/webtest"
)

// search asks and decodes, and fails the test for anything but success.
func search(t *testing.T, server http.Handler, address string) api.SearchResponse {
	t.Helper()
	var response api.SearchResponse
	decode(t, server, address, &response)
	return response
}

func decode(t *testing.T, server http.Handler, address string, into any) {
	t.Helper()
	answer := webtest.Get(t, server, address)
	if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != "application/json; charset=utf-8" {
		t.Fatalf("GET %s: %d %s: %s", address, answer.Code, answer.Header().Get("Content-Type"), answer.Body)
	}
	decoder := json.NewDecoder(answer.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("GET %s: %v", address, err)
	}
}

// The shape of each answer is a golden file: which members there are, of
// which type. A change there is a change of the contract.
func TestShapes(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for name, address := range map[string]string{
		"search":  "/api/v1/search?q=ceasfire+OR+(cairo&size=2&person=Laila+Haddad",
		"suggest": "/api/v1/suggest?q=laila+had",
		"facet":   "/api/v1/facets/person?q=ceasefire+(cairo&size=1",
		"article": "/api/v1/articles/talks-open",
		"status":  "/api/v1/status",
		"problem": "/api/v1/search?persn=a&sort=best",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var answer any
			if err := json.Unmarshal(webtest.Get(t, server, address).Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			lines := map[string]bool{}
			shape(lines, "", answer)
			text := strings.Join(slices.Sorted(maps.Keys(lines)), "\n") + "\n"
			golden.Equal(t, "testdata/"+name+".shape", []byte(text))
		})
	}
}

// shape collects one line for each member of a JSON value and its type.
func shape(lines map[string]bool, path string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			shape(lines, path+"."+name, member)
		}
	case []any:
		lines[path+" array"] = true
		for _, element := range v {
			shape(lines, path+"[]", element)
		}
	default:
		lines[fmt.Sprintf("%s %s", path, typeName(v))] = true
	}
}

func typeName(value any) string {
	if value == nil {
		return "null"
	}
	return reflect.TypeOf(value).Kind().String()
}

func TestNothingFoundHasNoNullLists(t *testing.T) {
	t.Parallel()
	for name, docs := range map[string][]index.Document{"articles": webtest.Articles(), "empty index": nil, "bare article": {bare()}} {
		server := webtest.Server(t, docs)
		for _, address := range []string{"/api/v1/search?q=zebra", "/api/v1/search", "/api/v1/facets/person?contains=zebra", "/api/v1/facets/org?size=0", "/api/v1/search?facets=&snippets=0"} {
			body := webtest.Get(t, server, address).Body.String()
			for _, list := range []string{"hits", "repairs", "timeline", "facets", "values", "actors", "locations", "snippets"} {
				if strings.Contains(body, `"`+list+`":null`) {
					t.Errorf("%s, %s: %s is null", name, address, list)
				}
			}
		}
	}
	body := webtest.Get(t, webtest.Server(t, []index.Document{bare()}), "/api/v1/articles/bare").Body.String()
	if strings.Contains(body, "null") {
		t.Errorf("a bare article has null lists: %s", body)
	}
}

// bare is an article of which nothing is known but its title.
func bare() index.Document {
	var doc index.Document
	doc.ID, doc.Title = "bare", "Bare"
	return doc
}

func TestSearch(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	cases := []struct {
		name, query string
		total       int
		first       string // id of the first hit, where the order is fixed
		interpreted string
	}{
		{"everything, newest first", "", 14, "talks-analysis", "*"},
		{"a word", "q=ceasefire&sort=oldest", 5, "talks-open", "ceasefire"},
		{"two words", "q=cairo+signed&sort=newest", 2, "talks-analysis", "cairo AND signed"},
		{"a phrase", "q=%22seven+weeks%22", 1, "talks-signed", `"seven weeks"`},
		{"a filter", "person=Tomas+Verhoeven&sort=oldest", 3, "strike-begins", "*"},
		{"a filter left out", "not_source=Cairo+Courier&person=Laila+Haddad&sort=oldest", 3, "talks-wire", "*"},
		{"a country", "location=Egypt&q=strike", 0, "", "strike"},
		{"dates", "from=2026-10-01&to=2026-10-06&sort=oldest", 2, "cocoa-prices", "*"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := search(t, server, "/api/v1/search?"+c.query)
			if got.Total != c.total || !got.Exact {
				t.Errorf("total %d (exact %v), want %d", got.Total, got.Exact, c.total)
			}
			if c.first != "" && (len(got.Hits) == 0 || got.Hits[0].ID != c.first) {
				t.Errorf("hits %v, want %s first", ids(got.Hits), c.first)
			}
			if got.Generation != webtest.Generation {
				t.Errorf("generation %q", got.Generation)
			}
			if c.interpreted != "*" && got.Query.Interpreted != c.interpreted {
				t.Errorf("interpreted as %q, want %q", got.Query.Interpreted, c.interpreted)
			}
		})
	}
}

func ids(hits []api.Hit) []string {
	var list []string
	for _, h := range hits {
		list = append(list, h.ID)
	}
	return list
}

func TestRepairsAreTold(t *testing.T) {
	t.Parallel()
	got := search(t, webtest.Server(t, webtest.Articles()), "/api/v1/search?q=%22ceasefire")
	if len(got.Query.Repairs) != 1 || got.Query.Repairs[0].Code != "unclosed_quote" || got.Query.Repairs[0].Message == "" {
		t.Errorf("repairs %+v, want one of an unclosed quote", got.Query.Repairs)
	}
	if got.Query.Q != `"ceasefire` {
		t.Errorf("q is %q: not what was asked", got.Query.Q)
	}
}

func TestSnippetsAreEscaped(t *testing.T) {
	t.Parallel()
	doc := bare()
	doc.SetParagraphs([]string{`A <script>alert("pelican")</script> & a pelican <b>`})
	got := search(t, webtest.Server(t, []index.Document{doc}), "/api/v1/search?q=pelican")
	if len(got.Hits) != 1 || len(got.Hits[0].Snippets) != 1 {
		t.Fatalf("hits %+v", got.Hits)
	}
	want := `A &lt;script&gt;alert(&#34;<mark>pelican</mark>&#34;)&lt;/script&gt; &amp; a <mark>pelican</mark> &lt;b&gt;`
	if snippet := got.Hits[0].Snippets[0]; snippet.HTML != want || snippet.Field != "body" {
		t.Errorf("snippet %+v, want %s", snippet, want)
	}
}

// Whoever names every facet gets every facet, the implied one too.
func TestEveryFacetCanBeNamed(t *testing.T) {
	t.Parallel()
	var names []string
	for _, field := range index.Fields.Facets() {
		names = append(names, field.Name)
	}
	response := search(t, webtest.Server(t, webtest.Articles()), "/api/v1/search?size=0&facets="+strings.Join(names, ","))
	for _, name := range names {
		if len(response.Facets[name].Values) == 0 {
			t.Errorf("no values of %s", name)
		}
	}
}

// Each value's link leads to as many articles as the value was counted with.
func TestFacetLinksKeepTheirPromise(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, start := range []string{
		"", "q=ceasefire", "person=Laila+Haddad", "source=Cairo+Courier", "lang=en&not_person=Laila+Haddad",
		"org=Arab+League&org=Port+Authority&match_org=any", "source=Le+Phare&source=Harbour+Times&from=2026-09-05",
	} {
		response := search(t, server, "/api/v1/search?"+start)
		if len(response.Facets) == 0 {
			t.Fatalf("%q: no facets", start)
		}
		for field, facet := range response.Facets {
			for _, v := range facet.Values {
				if v.Excluded {
					continue // counted 0, and found again when it is included
				}
				checkValue(t, server, start, field, facet, v, response.Total)
			}
		}
	}
}

func checkValue(t *testing.T, server http.Handler, start, field string, facet api.Facet, v api.FacetValue, total int) {
	t.Helper()
	if v.Selected {
		removed := search(t, server, v.Links.Include)
		for _, w := range removed.Facets[field].Values {
			if w.Value == v.Value && w.Selected {
				t.Errorf("%q: the link of the chosen %s %q does not take it back", start, field, v.Value)
			}
		}
		return
	}
	chosen := selected(facet)
	included := search(t, server, v.Links.Include).Total
	if facet.Match == "all" || chosen == 0 {
		if included != v.Count {
			t.Errorf("%q: %s %q is counted %d, its link finds %d", start, field, v.Value, v.Count, included)
		}
	} else if included < v.Count || included < total {
		t.Errorf("%q: one more alternative %s %q finds %d, less than %d", start, field, v.Value, included, total)
	}
	if facet.Match == "all" || chosen == 0 {
		if excluded := search(t, server, v.Links.Exclude).Total; excluded != total-v.Count {
			t.Errorf("%q: without %s %q there are %d, want %d", start, field, v.Value, excluded, total-v.Count)
		}
	}
}

func selected(facet api.Facet) int {
	n := 0
	for _, v := range facet.Values {
		if v.Selected {
			n++
		}
	}
	return n
}

func TestPagesHoldEveryHitOnce(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for _, query := range []string{"size=3", "size=3&sort=oldest", "size=2&q=cairo", "size=14", "size=5&q=ceasefire&sort=newest"} {
		var seen, back []string
		response := search(t, server, "/api/v1/search?"+query)
		if response.Links.Prev != nil {
			t.Errorf("%s: the first page has a page before it", query)
		}
		for {
			seen = append(seen, ids(response.Hits)...)
			if response.Links.Next == nil {
				break
			}
			response = search(t, server, *response.Links.Next)
		}
		if unique := slices.Compact(slices.Sorted(slices.Values(seen))); len(unique) != response.Total || len(seen) != response.Total {
			t.Errorf("%s: the pages hold %v, want %d articles once each", query, seen, response.Total)
		}
		for {
			back = append(slices.Clone(ids(response.Hits)), back...)
			if response.Links.Prev == nil {
				break
			}
			response = search(t, server, *response.Links.Prev)
		}
		if diff := cmp.Diff(seen, back); diff != "" {
			t.Errorf("%s: forth and back differ:\n%s", query, diff)
		}
	}
}

func TestLinkHeaderDoublesNext(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	answer := webtest.Get(t, server, "/api/v1/search?size=3")
	var response api.SearchResponse
	if err := json.Unmarshal(answer.Body.Bytes(), &response); err != nil {
		t.Fatal(err)
	}
	if want := "<" + *response.Links.Next + `>; rel="next"`; answer.Header().Get("Link") != want {
		t.Errorf("Link %q, want %q", answer.Header().Get("Link"), want)
	}
	if got := webtest.Get(t, server, "/api/v1/search?size=100").Header().Get("Link"); got != "" {
		t.Errorf("the last page links to %q", got)
	}
}

func TestEqualSearchesAreOne(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	spellings := []string{
		"/api/v1/search?q=cairo&person=Laila+Haddad&size=25",
		"/api/v1/search?person=Laila%20Haddad&q=+cairo+&sort=",
		"/api/v1/search?size=25&op=and&person=Laila+Haddad&person=Laila+Haddad&q=cairo",
	}
	var canonical, tag string
	for i, address := range spellings {
		answer := webtest.Get(t, server, address)
		response := search(t, server, address)
		if i == 0 {
			canonical, tag = response.Query.CanonicalURL, answer.Header().Get("ETag")
		}
		if response.Query.CanonicalURL != canonical || answer.Header().Get("ETag") != tag {
			t.Errorf("%s: %s %s, want %s %s", address, response.Query.CanonicalURL, answer.Header().Get("ETag"), canonical, tag)
		}
	}
	if canonical != "/search?q=cairo&person=Laila+Haddad" {
		t.Errorf("canonical URL %q", canonical)
	}
}

func TestETag(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	fewer := webtest.Server(t, webtest.Articles()[1:])
	for _, address := range []string{"/api/v1/search?q=cairo", "/api/v1/facets/person", "/api/v1/articles/talks-second", "/api/v1/status"} {
		first := webtest.Get(t, server, address)
		tag := first.Header().Get("ETag")
		if !strings.HasPrefix(tag, `"`) || first.Header().Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: ETag %s, Cache-Control %s", address, tag, first.Header().Get("Cache-Control"))
		}
		for _, given := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
			again := webtest.Get(t, server, address, "If-None-Match", given)
			if again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("ETag") != tag {
				t.Errorf("%s with If-None-Match %s: %d, %d bytes", address, given, again.Code, again.Body.Len())
			}
		}
		if other := webtest.Get(t, server, address, "If-None-Match", `"other"`); other.Code != http.StatusOK {
			t.Errorf("%s with another tag: %d", address, other.Code)
		}
		if packed := webtest.Get(t, server, address, "Accept-Encoding", "gzip").Header().Get("ETag"); packed == tag {
			t.Errorf("%s: packed and plain have the same strong tag", address)
		}
	}
	address := "/api/v1/search?q=cairo"
	if a, b := webtest.Get(t, server, address).Header().Get("ETag"), webtest.Get(t, fewer, address).Header().Get("ETag"); a == b {
		t.Error("another index has the same tag")
	}
}

// The article of the API is the article of the indexer's export.
func TestArticleIsTheExportedOne(t *testing.T) {
	t.Parallel()
	docs := webtest.Articles()
	docs[0].Extra = map[string]json.RawMessage{"desk": json.RawMessage(`{"n":1}`)}
	docs[0].Description = "What happened."
	docs[0].Updated = docs[0].Published.AddDate(0, 0, 1)
	server := webtest.Server(t, docs)
	for _, doc := range docs {
		if doc.Locations == nil {
			doc.Locations = []entity.Place{}
		}
		var got index.Document
		decode(t, server, "/api/v1/articles/"+url.PathEscape(doc.ID), &got)
		want, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, again) {
			t.Errorf("%s differs:\n%s", doc.ID, cmp.Diff(string(want), string(again)))
		}
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	var got api.StatusResponse
	decode(t, webtest.Server(t, webtest.Articles()), "/api/v1/status", &got)
	if got.Articles != 14 || got.Generation != webtest.Generation || got.Newest == nil || got.Newest.Format("2006-01-02") != "2026-10-22" {
		t.Errorf("status %+v", got)
	}
	decode(t, webtest.Server(t, nil), "/api/v1/status", &got)
	if got.Articles != 0 || got.Newest != nil {
		t.Errorf("status of an empty index %+v", got)
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	docs := webtest.Articles()
	docs[0].Lang, docs[1].Lang = "pt-BR", "not a code"
	want := map[string]string{"de": "German", "en": "English", "fr": "French", "not a code": "not a code", "pt-BR": "Brazilian Portuguese"}
	got := map[string]string{}
	for _, v := range search(t, webtest.Server(t, docs), "/api/v1/search?facet_size=50").Facets["lang"].Values {
		got[v.Value] = v.Label
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The parameters that an address does not take are named in the order of the
// alphabet, each time.
func TestParametersAreNamedInOrder(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	for range 4 {
		var problem api.Problem
		answer := webtest.Get(t, server, "/api/v1/status?e=1&c=1&a=1&d=1&b=1")
		if err := json.Unmarshal(answer.Body.Bytes(), &problem); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, wrong := range problem.Errors {
			names = append(names, wrong.Parameter)
		}
		if !slices.Equal(names, []string{"a", "b", "c", "d", "e"}) {
			t.Errorf("status %d names %v", answer.Code, names)
		}
	}
}
