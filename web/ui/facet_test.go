package ui_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"dateline/web/webtest"
)

// submit is the address to which a form leads when text is typed into its field.
func (p page) submit(form, field, text string) string {
	p.Helper()
	values := url.Values{field: {text}}
	p.Find(form + " input[type=hidden]").Each(func(_ int, s *goquery.Selection) {
		values.Add(s.AttrOr("name", ""), s.AttrOr("value", ""))
	})
	if p.Find(form+" input[name="+field+"]").Length() != 1 {
		p.Fatalf("%s: the form %s does not ask for %s", p.address, form, field)
	}
	return p.attr(form, "action") + "?" + values.Encode()
}

func TestFacetPage(t *testing.T) {
	t.Parallel()
	p := open(t, webtest.Server(t, webtest.Articles()), "/facets/person", http.StatusOK)
	p.wantText("h1", "People in 14 articles")
	p.wantText("head title", "People · Dateline")
	p.wantText("main ul.person li", "Laila Haddad 6 −|Tomas Verhoeven 3 −|Inês Carvalho 2 −|Karl Brandt 1 −")
	p.wantText(".missing", "No person: 2 articles")
	p.wantText(".position", "1–4 of 4")
	p.wantText(".order strong", "Most articles")
	p.wantCount(".chips, [rel=prev], [rel=next], .more, .match", 0)
	if got := p.attr("meta[name=robots]", "content"); got != "noindex, nofollow" {
		t.Errorf("robots %q", got)
	}
	if got := p.link(".back a"); got != "/search" {
		t.Errorf("back leads to %s", got)
	}
}

func TestFacetPageUnderASearch(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/facets/location?q=cairo&person=Laila+Haddad&not_source=Meridian+Wire&sort=oldest&order=value", http.StatusOK)
	p.wantText("h1", "Places in 4 articles for cairo")
	p.wantText("main ul.location .toggle", "Cairo|Egypt|Khartoum|Sudan")
	p.wantText(".chips .chip-value", "Laila Haddad|Meridian Wire")
	if got := p.link(".back a"); got != "/search?q=cairo&person=Laila+Haddad&not_source=Meridian+Wire&sort=oldest" {
		t.Errorf("back leads to %s", got)
	}
	// A chip stays on the page, a value leads to its articles.
	wider := open(t, server, p.link(".chips .chip-not"), http.StatusOK)
	wider.wantText("h1", "Places in 5 articles for cairo")
	chosen := open(t, server, p.link("main ul.location li:nth-child(3) .toggle"), http.StatusOK)
	chosen.wantText("h1", p.text("main ul.location li:nth-child(3) .count")+" articles for cairo")
	if !strings.Contains(chosen.address, "sort=oldest") {
		t.Errorf("the order is lost: %s", chosen.address)
	}
	excluded := open(t, server, p.link("main ul.location li:nth-child(3) .exclude"), http.StatusOK)
	excluded.wantText(".chip-not .chip-value", "Khartoum|Meridian Wire")
}

func TestFacetPageFinds(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/facets/person?lang=en&order=value&offset=1&size=2", http.StatusOK)
	p = open(t, server, p.submit("main form.find", "contains", "ines"), http.StatusOK)
	p.wantText("main ul.person .toggle", "Inês Carvalho")
	p.wantText(".position", "1 of 1")
	p.wantText(".chips .chip-value", "English")
	p.wantText(".order strong", "A–Z")
	p.wantText(".more a", "All people")
	p.wantCount(".missing", 0)
	if got := p.attr("main .find input[name=contains]", "value"); got != "ines" {
		t.Errorf("the box holds %q", got)
	}
	open(t, server, p.link(".more a"), http.StatusOK).wantText(".position", "1–2 of 3")
	none := open(t, server, p.submit("main form.find", "contains", `<b>"`), http.StatusOK)
	none.wantText(".empty", `None of them has words that begin with “<b>"”.`)
	none.wantCount("main b", 0)
	// Codes are few and have names of their own.
	languages := open(t, server, "/facets/lang?lang=fr", http.StatusOK)
	languages.wantText("main ul.lang .toggle", "English|German|French")
	languages.wantCount("main .find", 0)
	open(t, server, "/facets/lang?contains=zebra", http.StatusOK).wantCount(".empty", 1)
}

func TestFacetPagesFollow(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/facets/location?size=3", http.StatusOK)
	var seen []string
	for {
		seen = append(seen, p.texts("main ul.location .toggle")...)
		if p.Find("[rel=next]").Length() == 0 {
			break
		}
		p = open(t, server, p.link("[rel=next]"), http.StatusOK)
	}
	whole := open(t, server, "/facets/location", http.StatusOK).texts("main ul.location .toggle")
	if diff := cmp.Diff(whole, seen); diff != "" || len(whole) < 7 {
		t.Errorf("pages of three (- want, + got):\n%s", diff)
	}
	for p.Find("[rel=prev]").Length() > 0 {
		p = open(t, server, p.link("[rel=prev]"), http.StatusOK)
	}
	p.wantText(".position", "1–3 of 8")
	byName := open(t, server, p.link(".order a"), http.StatusOK).texts("main ul.location .toggle")
	if !slices.IsSorted(byName) || len(byName) != 3 {
		t.Errorf("by name: %q", byName)
	}
	beyond := open(t, server, "/facets/location?offset=100", http.StatusOK)
	beyond.wantText(".empty", "This page of the list is empty.")
	open(t, server, beyond.link(".more a"), http.StatusOK).wantText(".position", "1–8 of 8")
}

func TestFacetPageOfAnyOrAll(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/facets/person?person=Laila+Haddad&person=Karl+Brandt", http.StatusOK)
	p.wantText(".empty", "There are none in these articles.")
	either := open(t, server, p.link("[class=order] p:nth-child(2) a"), http.StatusOK)
	either.wantText("h1", "People in 7 articles")
	either.wantText("main li.selected .toggle", "Laila Haddad|Karl Brandt")
}

// Where a facet has more values than the sidebar shows, it leads to all of them.
func TestSidebarLeadsToAllValues(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?q=cairo+OR+strike&lang=en&sort=newest&facet_size=1", http.StatusOK)
	const people = "[aria-labelledby=facet-person] "
	p.wantText(people+".more a", "All 2 people")
	all := open(t, server, p.link(people+".more a"), http.StatusOK)
	all.wantText("h1", "People in 9 articles for cairo OR strike")
	all.wantText("main ul.person .toggle", "Laila Haddad|Tomas Verhoeven")
	found := open(t, server, p.submit(people+"form.find", "contains", "verh"), http.StatusOK)
	found.wantText("main ul.person .toggle", "Tomas Verhoeven")
	back := found.link("main ul.person .toggle")
	for _, kept := range []string{"q=cairo+OR+strike", "lang=en", "sort=newest", "facet_size=1", "person=Tomas+Verhoeven"} {
		if !strings.Contains(back, kept) {
			t.Errorf("%s is lost in %s", kept, back)
		}
	}
	whole := open(t, server, "/search?q=cairo+OR+strike&lang=en", http.StatusOK)
	whole.wantCount(people+".find, "+people+".more", 0)
	p.Find("#filters label[for^=find-]").Each(func(_ int, s *goquery.Selection) {
		p.wantCount("#"+s.AttrOr("for", "none"), 1)
	})
}

func TestFacetPageErrors(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/facets/country?q=cairo&person=Laila+Haddad", http.StatusBadRequest)
	p.wantText(".problems li", `field "country" is no facet. Did you mean “location”?`)
	p.wantText("main p a", "Start page|How to search") // the same without that would be wrong again
	p.wantCount("header form input[type=hidden][name=person]", 1)
	wrong := open(t, server, "/facets/person?q=cairo&order=best", http.StatusBadRequest)
	open(t, server, wrong.link("main p a"), http.StatusOK).wantText("h1", "People in 5 articles for cairo")
}
