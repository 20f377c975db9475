package linkeddata_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/page/linkeddata"
)

func read(t *testing.T, scripts ...string) linkeddata.Article {
	t.Helper()
	page := "<html><head>"
	for _, script := range scripts {
		page += `<script type="application/ld+json">` + script + `</script>`
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return linkeddata.Read(doc)
}

func TestHeadline(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		scripts []string
		want    string
	}{
		{"plain", []string{`{"@type":"NewsArticle","headline":"Pier to close"}`}, "Pier to close"},
		{"list of types", []string{`{"@type":["Thing","NewsArticle"],"headline":"Pier to close"}`}, "Pier to close"},
		{"graph", []string{`{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"Article","headline":"Pier to close"}]}`}, "Pier to close"},
		{"the fuller of two", []string{`{"@type":"NewsArticle","headline":"Another"}`, `{"@type":"NewsArticle","headline":"Pier to close","datePublished":"2026-09-03"}`}, "Pier to close"},
		{"line end in a string", []string{"{\"@type\":\"NewsArticle\",\"headline\":\"Pier\nto close\"}"}, "Pier to close"},
		{"trailing comma", []string{`{"@type":"NewsArticle","headline":"Pier to close",}`}, "Pier to close"},
		{"section marks", []string{"//<![CDATA[\n" + `{"@type":"NewsArticle","headline":"Pier to close"}` + "\n//]]>"}, "Pier to close"},
		{"entities and markup", []string{`{"@type":"NewsArticle","headline":"Pier &amp; quay"}`}, "Pier & quay"},
		{"a broken one beside a whole one", []string{`{"@type":`, `{"@type":"NewsArticle","headline":"Pier to close"}`}, "Pier to close"},
		{"no article", []string{`{"@type":"WebSite","headline":"Home"}`}, ""},
		{"too deep", []string{strings.Repeat("[", 10_000)}, ""},
		{"nothing", nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, test.scripts...).Headline; got != test.want {
				t.Errorf("headline %q, want %q", got, test.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, script           string
		persons, organisations []string
	}{
		{"string", `{"@type":"NewsArticle","author":"Jane Doe"}`, []string{"Jane Doe"}, nil},
		{"strings", `{"@type":"NewsArticle","author":["Jane Doe","John Roe"]}`, []string{"Jane Doe", "John Roe"}, nil},
		{"list of names", `{"@type":"NewsArticle","author":{"name":["Jane Doe","John Roe"]}}`, []string{"Jane Doe", "John Roe"}, nil},
		{"person and organisation", `{"@type":"NewsArticle","author":[{"@type":"Person","name":"Jane Doe"},{"@type":"NewsMediaOrganization","name":"Quay Herald"}]}`, []string{"Jane Doe"}, []string{"Quay Herald"}},
		{"by reference", `{"@graph":[{"@type":"NewsArticle","author":{"@id":"#o"}},{"@id":"#o","@type":"Organization","name":"Quay Herald"}]}`, nil, []string{"Quay Herald"}},
		{"creator", `{"@type":"NewsArticle","creator":{"name":"Jane Doe"}}`, []string{"Jane Doe"}, nil},
		{"the only person of a page without an article", `{"@graph":[{"@type":"WebPage"},{"@type":"Person","name":"Jane Doe"}]}`, []string{"Jane Doe"}, nil},
		{"numbers", `{"@type":"NewsArticle","author":[1,null,{"name":2}]}`, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := read(t, test.script)
			if !slices.Equal(a.Authors, test.persons) || !slices.Equal(a.Organisations, test.organisations) {
				t.Errorf("persons %q, organisations %q, want %q and %q", a.Authors, a.Organisations, test.persons, test.organisations)
			}
		})
	}
}

func TestRest(t *testing.T) {
	t.Parallel()
	a := read(t, `{"@type":"NewsArticle","datePublished":"2026-09-03","dateModified":"2026-09-04","articleSection":["Local","News"],"inLanguage":{"@type":"Language","name":"en"},
		"publisher":{"name":"Quay Herald"},"mainEntityOfPage":{"@id":"https://x.example/pier"},"image":{"@type":"ImageObject","contentUrl":"a.jpg","caption":"The pier"},"articleBody":"The pier &amp; the quay"}`,
		`{"@type":"WebPage","datePublished":"2026-09-01"}`)
	want := linkeddata.Article{
		Section: "Local", Lang: "en", URL: "https://x.example/pier", Published: "2026-09-03", Modified: "2026-09-04", PagePublished: "2026-09-01",
		Publisher: "Quay Herald", Image: "a.jpg", Caption: "The pier", Body: "The pier & the quay",
	}
	if a.Section != want.Section || a.Lang != want.Lang || a.URL != want.URL || a.Published != want.Published || a.Modified != want.Modified ||
		a.PagePublished != want.PagePublished || a.Publisher != want.Publisher || a.Image != want.Image || a.Caption != want.Caption || a.Body != want.Body {
		t.Errorf("got %+v, want %+v", a, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"@graph":[{"@type":"NewsArticle","headline":"x","author":[{"@id":"#a"}],"image":["a.jpg"]},{"@id":"#a","@type":"Person","name":["Jane","John"]}]}`)
	f.Add(`{"@type":["NewsArticle",1],"image":{"@id":"#i"},"publisher":[],"mainEntity":[[{}]]}`)
	f.Add(`{"@graph":[{"@type":"Person"}]}`)
	f.Fuzz(func(t *testing.T, script string) {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(`<script type="application/ld+json">` + script + `</script>`))
		if err != nil {
			t.Skip()
		}
		for _, name := range linkeddata.Read(doc).Authors {
			if name == "" {
				t.Error("an author without a name")
			}
		}
	})
}
