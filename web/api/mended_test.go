package api_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/web/webtest"
)

// news are articles of a title and paragraphs, by id.
func news(articles map[string][]string) []index.Document {
	var docs []index.Document
	for id, texts := range articles {
		var d index.Document
		d.ID, d.Title, d.Lang = id, texts[0], "en"
		d.SetParagraphs(texts[1:])
		docs = append(docs, d)
	}
	return docs
}

// What other searches answer with an error finds what was meant, says what was
// mended and where, and the page does the same.
func TestMendedQueries(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, news(map[string][]string{
		"ikea":  {"Ikea opens", "A shop in Paris."},
		"other": {"Nothing", "Said of a shop that does not open."},
	}))
	for text, code := range map[string]string{
		"AND ikea": "dangling_operator", "OR ikea": "dangling_operator",
		`"ikea`: "unclosed_quote", `ikea"`: "unclosed_quote", `ik"ea`: "unclosed_quote",
		"(ikea": "unclosed_paren", "ikea)": "stray_paren", "ik(ea": "unclosed_paren",
		"/ikea": "stray_char", "~ikea": "stray_char", "ik~ea": "stray_char", "ikea!": "any_ending",
		"^ikea": "stray_char", "ik^ea": "stray_char", "[ikea]": "stray_char",
	} {
		response := search(t, server, "/api/v1/search?q="+url.QueryEscape(text))
		if response.Total != 1 || response.Hits[0].ID != "ikea" {
			t.Errorf("%q finds %d articles, want the one about Ikea", text, response.Total)
		}
		if len(response.Query.Repairs) == 0 || response.Query.Repairs[0].Code != code {
			t.Errorf("%q has repairs %+v, want %s first", text, response.Query.Repairs, code)
		}
		for _, r := range response.Query.Repairs {
			if r.Offset < 0 || r.Length < 0 || r.Offset+r.Length > len(text) || r.Message == "" {
				t.Errorf("%q: repair %+v", text, r)
			}
		}
		if again := search(t, server, "/api/v1/search?q="+url.QueryEscape(response.Query.Interpreted)); len(again.Query.Repairs) > 0 || again.Total != 1 {
			t.Errorf("%q is read as %q, which has repairs %+v and finds %d", text, response.Query.Interpreted, again.Query.Repairs, again.Total)
		}
		page := webtest.Get(t, server, "/search?q="+url.QueryEscape(text))
		if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "/article/ikea") {
			t.Errorf("the page of %q: status %d", text, page.Code)
		}
	}
}

// Wildcards work inside proximity, which stays within a paragraph.
func TestWildcardsNearWords(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, news(map[string][]string{
		"von":    {"Portrait", "The painter John von Doe was born in Bern."},
		"across": {"Two", "It was written by John", "Doe came later."},
		"title":  {"By John", "Doe is a deer."},
		"far":    {"Far", "John sold the house that his friend Doe had built."},
		"turned": {"Index", "Doe, Johnny and others."},
	}))
	for text, want := range map[string][]string{
		"joh* w/2 doe": {"turned", "von"}, "joh* pre/2 doe": {"von"}, "doe pre/2 joh*": {"turned"}, "joh* w/p doe": {"far", "turned", "von"},
	} {
		response := search(t, server, "/api/v1/search?q="+url.QueryEscape(text))
		var found []string
		for _, hit := range response.Hits {
			found = append(found, hit.ID)
		}
		slices.Sort(found)
		if !slices.Equal(found, want) || len(response.Query.Repairs) > 0 {
			t.Errorf("%q finds %v with repairs %+v, want %v", text, found, response.Query.Repairs, want)
		}
	}
	for _, hit := range search(t, server, "/api/v1/search?q=joh*+w/2+doe&snippets=1").Hits {
		if snippet := hit.Snippets[0].HTML; strings.Count(snippet, "<mark>") != 2 {
			t.Errorf("%s: marked is %s, want both words", hit.ID, snippet)
		}
	}
}
