package ui_test

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"dateline/index"
	"dateline/query"
	"dateline/web/webtest"
)

// page is an answer as a reader's browser sees it.
type page struct {
	*testing.T
	address string
	*goquery.Document
}

// open fetches a page; it must answer with status.
func open(t *testing.T, server http.Handler, address string, status int) page {
	t.Helper()
	answer := webtest.Get(t, server, address)
	if got := answer.Header().Get("Content-Type"); answer.Code != status || got != "text/html; charset=UTF-8" {
		t.Fatalf("GET %s: %d %s, want %d: %s", address, answer.Code, got, status, answer.Body)
	}
	doc, err := goquery.NewDocumentFromReader(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return page{t, address, doc}
}

// texts are the texts of what a selector finds, with single spaces.
func (p page) texts(selector string) []string {
	var texts []string
	p.Find(selector).Each(func(_ int, s *goquery.Selection) {
		texts = append(texts, strings.Join(strings.Fields(s.Text()), " "))
	})
	return texts
}

func (p page) text(selector string) string { return strings.Join(p.texts(selector), "|") }

func (p page) attr(selector, name string) string { return p.Find(selector).AttrOr(name, "") }

func (p page) wantText(selector, want string) {
	p.Helper()
	if got := p.text(selector); got != want {
		p.Errorf("%s: %s says %q, want %q", p.address, selector, got, want)
	}
}

func (p page) wantCount(selector string, want int) {
	p.Helper()
	if got := p.Find(selector).Length(); got != want {
		p.Errorf("%s: %d of %s, want %d", p.address, got, selector, want)
	}
}

// link is the address behind the first link that selector finds.
func (p page) link(selector string) string {
	p.Helper()
	href, ok := p.Find(selector).First().Attr("href")
	if !ok {
		p.Fatalf("%s: no link %s", p.address, selector)
	}
	return href
}

// facetLink is the link of a value of a facet.
func (p page) facetLink(field, value, kind string) string {
	p.Helper()
	row := p.Find("#filters ul." + field + " li").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return s.Find(".toggle").Text() == value
	})
	href, ok := row.Find("." + kind).Attr("href")
	if !ok {
		p.Fatalf("%s: %s has no value %q with a link .%s", p.address, field, value, kind)
	}
	return href
}

func TestHome(t *testing.T) {
	t.Parallel()
	p := open(t, webtest.Server(t, webtest.Articles()), "/", http.StatusOK)
	p.wantCount("main input[type=search][autofocus]", 1)
	p.wantText(".edition span", "14 articles|5 sources|1 September 2026 – 22 October 2026")
	p.wantText("#latest", "Latest")
	p.wantCount(".latest article", 7)
	p.wantCount(".latest .snippet", 1)
	p.wantText(".latest article:first-of-type h3", "What the Cairo text leaves open")
	p.wantText(".top.person li:first-child", "Laila Haddad 6")
	p.wantCount(".tops section", 3)
	if p.Find(".examples dt a").Length() < 4 {
		t.Errorf("only %d examples", p.Find(".examples dt a").Length())
	}
	p.wantText("head title", "Dateline")
}

func TestHomeExamplesFindWhatTheySay(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/", http.StatusOK)
	p.Find(".examples > div").Each(func(_ int, s *goquery.Selection) {
		found := open(t, server, s.Find("a").AttrOr("href", ""), http.StatusOK)
		_, count, _ := strings.Cut(s.Find("dd").Text(), " · ")
		if got := strings.Fields(found.text("h1"))[0] + " " + strings.Fields(found.text("h1"))[1]; got != count {
			t.Errorf("example %s promises %s and finds %s", s.Find("code").Text(), count, got)
		}
		found.wantCount(".repairs", 0)
	})
}

func TestHomeWithoutDates(t *testing.T) {
	t.Parallel()
	docs := webtest.Articles()
	for i := range docs {
		docs[i].Published = time.Time{}
	}
	p := open(t, webtest.Server(t, docs), "/", http.StatusOK)
	p.wantText("#latest", "Some of them")
	p.wantText(".edition span", "14 articles|5 sources")
}

func TestHomeOfAnEmptyIndex(t *testing.T) {
	t.Parallel()
	p := open(t, webtest.Server(t, nil), "/", http.StatusOK)
	if !strings.Contains(p.text(".empty"), "indexer build") {
		t.Errorf("the page does not say what to do: %s", p.text("main"))
	}
	p.wantCount(".edition, .examples, .tops", 0)
}

func TestSearchPage(t *testing.T) {
	t.Parallel()
	p := open(t, webtest.Server(t, webtest.Articles()), "/search?q=ceasefire&sort=oldest", http.StatusOK)
	p.wantText("h1", "5 articles for ceasefire")
	p.wantText("head title", "ceasefire · Dateline")
	p.wantCount("article.card", 5)
	p.wantText(".card:first-child .meta > *", "Cairo Courier|1 September 2026, 08:30 UTC|Diplomacy")
	p.wantText(".card:first-child h2 mark", "Ceasefire")
	p.wantText(".card:first-child .snippet mark", "ceasefire")
	if got := p.attr(".card:first-child time", "datetime"); got != "2026-09-01T08:30:00Z" {
		t.Errorf("datetime %q", got)
	}
	if got := p.attr(".card:first-child time", "title"); got != "2 months ago" {
		t.Errorf("title of the time %q", got)
	}
	if got := p.attr(".card:first-child .original a", "rel"); got != "external noopener" {
		t.Errorf("rel of the original %q", got)
	}
	if got := p.attr("#q", "value"); got != "ceasefire" {
		t.Errorf("the box holds %q", got)
	}
	p.wantText(".pager .position", "1–5 of 5")
	p.wantText(".order p:first-child strong", "Oldest")
	p.wantCount(".reading, .repairs, .chips", 0)
	if got := p.attr("meta[name=robots]", "content"); got != "noindex, nofollow" {
		t.Errorf("robots %q", got)
	}
	if got := p.attr("link[rel=canonical]", "href"); got != "/search?q=ceasefire&sort=oldest" {
		t.Errorf("canonical %q", got)
	}
}

func TestReadingOrder(t *testing.T) {
	t.Parallel()
	p := open(t, webtest.Server(t, webtest.Articles()), "/search?q=ceasefire&lang=en", http.StatusOK)
	var order []string
	p.Find(".skip, header, .chips, main, aside").Each(func(_ int, s *goquery.Selection) {
		order = append(order, goquery.NodeName(s))
	})
	if diff := cmp.Diff([]string{"nav", "header", "section", "main", "aside"}, order); diff != "" {
		t.Error(diff)
	}
	p.Find(".skip a").Each(func(_ int, s *goquery.Selection) {
		p.wantCount(s.AttrOr("href", "#none"), 1)
	})
	p.wantCount("h1", 1)
}

func TestReadingIsShown(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	cases := []struct {
		name, query, reading string
		repairs              int
	}{
		{"plain words", "q=cairo+talks", "", 0},
		{"an open quote", "q=%22cairo+talks", `"cairo talks"`, 1},
		{"a minus", "q=cairo+-talks", "cairo AND NOT talks", 0},
		{"no text", "person=Laila+Haddad", "", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, server, "/search?"+c.query, http.StatusOK)
			p.wantText(".reading code", c.reading)
			p.wantCount(".repairs li", c.repairs)
		})
	}
}

func TestFiltersAreChips(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?q=text&org=Arab+League&org=United+Nations&match_org=any&not_person=Karl+Brandt&lang=en&from=2026-09&to=2026-10", http.StatusOK)
	var got []string
	p.Find(".chips li").Each(func(_ int, s *goquery.Selection) {
		got = append(got, strings.Join(strings.Fields(s.Find(".or, .chip-field, .chip-value, .clear").Text()), " "))
	})
	want := []string{
		"not Person:Karl Brandt", "Organisation:Arab League", "orOrganisation:United Nations", "Language:English",
		"Published:September 2026", "Clear all",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, chip := range []struct{ selector, lacks string }{
		{".chip-not", "not_person"}, {"li:nth-child(4) .chip", "lang="}, {"li:nth-child(5) .chip", "from="},
	} {
		if link := p.link(".chips " + chip.selector); strings.Contains(link, chip.lacks) || !strings.Contains(link, "q=text") {
			t.Errorf("the chip %s leads to %s", chip.selector, link)
		}
	}
	if link := p.link(".chips .clear"); link != "/search?q=text" {
		t.Errorf("clear all leads to %s", link)
	}
}

func TestFacetsNarrowExcludeAndTakeBack(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	start := open(t, server, "/search?q=cairo&size=2", http.StatusOK)
	next := open(t, server, start.link("[rel=next]"), http.StatusOK)
	narrowed := open(t, server, next.facetLink("source", "Harbour Times", "toggle"), http.StatusOK)
	narrowed.wantText("h1", "1 article for cairo")
	narrowed.wantText(".chips .chip-value", "Harbour Times")
	narrowed.wantText("ul.source li.selected .toggle", "Harbour Times")
	narrowed.wantText("ul.source li:first-child .toggle", "Harbour Times")
	if strings.Contains(narrowed.address, "cursor") {
		t.Error("narrowing keeps the cursor of the old list")
	}
	widened := open(t, server, narrowed.facetLink("source", "Harbour Times", "toggle"), http.StatusOK)
	widened.wantText("h1", start.text("h1"))
	excluded := open(t, server, start.facetLink("source", "Harbour Times", "exclude"), http.StatusOK)
	excluded.wantText(".chip-not .chip-value", "Harbour Times")
	for _, name := range excluded.texts("ul.source .toggle") {
		if name == "Harbour Times" {
			t.Error("an excluded value is offered among the others")
		}
	}
}

func TestAnyOrAll(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?person=Laila+Haddad&person=Tomas+Verhoeven", http.StatusOK)
	p.wantText("h1", "0 articles")
	p.wantText("[aria-labelledby=facet-person] .match strong", "all of these")
	either := open(t, server, p.link("[aria-labelledby=facet-person] .match a"), http.StatusOK)
	either.wantText("h1", "9 articles")
	either.wantText("[aria-labelledby=facet-person] .match strong", "any of these")
	both := open(t, server, either.link("[aria-labelledby=facet-person] .match a"), http.StatusOK)
	both.wantText("h1", "0 articles")
	open(t, server, "/search?source=Le+Phare", http.StatusOK).wantCount("[aria-labelledby=facet-source] .match", 0)
}

func TestTimelineBarsNarrow(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?q=ceasefire", http.StatusOK)
	if bars, rows := p.Find(".timeline svg a").Length(), p.Find(".timeline tbody tr").Length(); bars == 0 || bars != rows {
		t.Fatalf("%d bars, %d rows of the table", bars, rows)
	}
	total := 0
	p.Find(".timeline tbody tr").Each(func(_ int, s *goquery.Selection) {
		narrowed := open(t, server, s.Find("a").AttrOr("href", ""), http.StatusOK)
		if got := narrowed.text("h1"); got != s.Find("td").Eq(1).Text()+" for ceasefire" {
			t.Errorf("the row %q leads to %q", s.Text(), got)
		}
		total += narrowed.Find(".card").Length()
	})
	if total != 5 {
		t.Errorf("the bars hold %d articles, want 5", total)
	}
	p.wantCount(".timeline svg a[tabindex='-1']", p.Find(".timeline svg a").Length())
}

func TestDateFormKeepsTheSearch(t *testing.T) {
	t.Parallel()
	p := open(t, webtest.Server(t, webtest.Articles()), "/search?q=cairo&person=Laila+Haddad&from=2026-09&to=2026-10-06&sort=oldest&size=2", http.StatusOK)
	if from, to := p.attr(".dates input[name=from]", "value"), p.attr(".dates input[name=to]", "value"); from != "2026-09-01" || to != "2026-10-06" {
		t.Errorf("from %q, to %q", from, to)
	}
	kept := map[string]string{}
	p.Find("form.dates input[type=hidden]").Each(func(_ int, s *goquery.Selection) {
		kept[s.AttrOr("name", "")] = s.AttrOr("value", "")
	})
	want := map[string]string{"q": "cairo", "person": "Laila Haddad", "sort": "oldest", "size": "2"}
	if diff := cmp.Diff(want, kept); diff != "" {
		t.Errorf("hidden fields:\n%s", diff)
	}
	p.wantCount("header form input[type=hidden][name=q]", 0)
	p.wantCount("header form input[type=hidden][name=person]", 1)
}

func TestPager(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?size=5", http.StatusOK)
	p.wantCount("[rel=prev]", 0)
	p.wantText(".position", "1–5 of 14")
	p = open(t, server, p.link("[rel=next]"), http.StatusOK)
	p.wantText(".position", "6–10 of 14")
	last := open(t, server, p.link("[rel=next]"), http.StatusOK)
	last.wantText(".position", "11–14 of 14")
	last.wantCount("[rel=next]", 0)
	open(t, server, last.link("[rel=prev]"), http.StatusOK).wantText(".position", "6–10 of 14")
}

// hurried answers the first searches and has no time for more.
type hurried struct {
	webtest.Index
	left *atomic.Int32
}

func (h hurried) Search(ctx context.Context, req query.Request) (*index.Result, error) {
	if h.left.Add(-1) < 0 {
		return nil, context.DeadlineExceeded
	}
	return h.Index.Search(ctx, req)
}

// What a page could do without does not cost the page.
func TestNoTimeForExtras(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, address, shown, extra string
		searches                    int32
	}{
		{"ways out", "/search?q=cairo&source=None&person=None", ".nothing", ".nothing li", 1},
		{"some ways out", "/search?q=cairo+zebra", ".nothing li", "#none", 2},
		{"examples", "/", ".latest article", ".examples", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			left := new(atomic.Int32)
			left.Store(c.searches)
			server := webtest.ServerOf(t, hurried{webtest.Searcher(t, webtest.Articles()), left})
			p := open(t, server, c.address, http.StatusOK)
			p.wantCount(c.extra, 0)
			if p.Find(c.shown).Length() == 0 {
				t.Errorf("no %s", c.shown)
			}
		})
	}
}

// A page without hits is not a search without hits.
func TestAPageWithoutHits(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?q=ceasefire&size=0", http.StatusOK)
	p.wantText(".nothing", "This page of the list shows no articles. From the first page")
	found := open(t, server, p.link(".nothing a"), http.StatusOK)
	if found.Find(".card").Length() == 0 {
		t.Errorf("%s shows nothing either", found.address)
	}
}

// A browser that shows only text puts nothing between elements that stand
// without a space.
func TestCountsStandApartInText(t *testing.T) {
	t.Parallel()
	p := open(t, webtest.Server(t, webtest.Articles()), "/search?q=ceasefire&person=Laila+Haddad", http.StatusOK)
	p.wantText("#filters ul.source li:first-child", "Cairo Courier 2 −")
	p.wantText("#filters ul.person li.selected", "Laila Haddad 5")
	p.wantText(".axis", "1 September 2026 22 October 2026")
}

func TestNothingFoundShowsWaysOut(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	cases := []struct {
		name, query string
		want        []string
	}{
		{"a word too many", "q=cairo+zebra", []string{"without “zebra” 5 articles", "with any of these 5 articles"}},
		{"a filter too many", "q=strike&location=Egypt", []string{"without Place: Egypt 4 articles"}},
		{"the wrong dates", "q=strike&lang=en&from=2020&to=2021", []string{"at any date 4 articles", "without any filter 4 articles"}},
		{"an exclusion", "q=nadia+OR+lorries&not_source=Meridian+Wire", []string{"including Source: Meridian Wire 1 article"}},
		{"quotes", "q=%22cairo+ceasefires%22", []string{"without the quotes 4 articles"}},
		{"an unclosed quote", "q=ceasefire+title:%22texts+cairo&lang=en", []string{"without the quotes 1 article"}},
		{"all of it too many", "q=strike+zebra&lang=fr&location=Egypt", []string{"only “strike” 4 articles"}},
		{"hopeless", "q=zebra", nil},
		{"hopeless words", "q=zebra+okapi", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, server, "/search?"+c.query, http.StatusOK)
			p.wantCount(".card", 0)
			for _, want := range c.want {
				if !strings.Contains("|"+p.text(".nothing li")+"|", "|"+want+"|") {
					t.Errorf("the ways out are %q, %q is missing", p.texts(".nothing li"), want)
				}
			}
			p.Find(".nothing li").Each(func(_ int, s *goquery.Selection) {
				found := open(t, server, s.Find("a").AttrOr("href", ""), http.StatusOK)
				if !strings.HasPrefix(found.text("h1"), s.Find(".count").Text()) {
					t.Errorf("%q leads to %q", s.Text(), found.text("h1"))
				}
			})
			if c.want == nil && p.Find(".nothing a[href='/help']").Length() == 0 {
				t.Error("no link to the help")
			}
		})
	}
}

func TestArticlePage(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/article/talks-open", http.StatusOK)
	p.wantText("h1", "Ceasefire talks open in Cairo behind closed doors")
	p.wantText(".text p", "CAIRO, Sept 1 — Negotiators began ceasefire talks in Cairo on Tuesday, with the Arab League as host and the United Nations as observer.|"+
		"Laila Haddad, the envoy who leads the mediation, said the first session was about procedure only.|"+
		"Officials in Khartoum had asked for two more days.")
	p.wantText(".text .ent.person", "Laila Haddad")
	p.wantText(".text .ent.org", "Arab League|United Nations")
	p.wantText(".text .ent.location", "Cairo|Khartoum")
	p.wantText("h1 .ent.location", "Cairo")
	p.wantText(".byline > *", "By Nadia Farouk|1 September 2026, 08:30 UTC")
	p.wantText("ul.location li", "Cairo 2|Khartoum 1")
	p.wantText(".legend label", "People|Organisations|Places")
	p.wantCount(".back", 0)
	if got := p.link(".to-original a"); got != "https://courier.example/talks-open" {
		t.Errorf("the original is %s", got)
	}
	if got := strings.Join(p.texts(".facts dd"), " "); !strings.Contains(got, "pages/talks-open.html") || !strings.Contains(got, webtest.Generation) {
		t.Errorf("provenance %s", got)
	}
}

// Each name in an article leads to a search that finds at least this article.
func TestEntityLinksFindTheirArticle(t *testing.T) {
	t.Parallel()
	docs := webtest.Articles()
	for i := range docs[0].Actors {
		docs[0].Actors[i].Salience = 0.1 // mentioned, but in no facet
	}
	server := webtest.Server(t, docs)
	for _, id := range []string{"talks-open", "strike-begins", "cocoa-french", "undated"} {
		p := open(t, server, "/article/"+id, http.StatusOK)
		p.Find("article a.ent, aside .toggle").Each(func(_ int, s *goquery.Selection) {
			found := open(t, server, s.AttrOr("href", "")+"&size=50", http.StatusOK)
			if found.Find(`.card a.open[href^="/article/`+id+`?"]`).Length() != 1 {
				t.Errorf("%s: the link of %s leads to %s, without this article", id, s.Text(), s.AttrOr("href", ""))
			}
		})
	}
}

func TestArticleMarksWhatWasAsked(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, `/article/talks-open?q=%22talks+in+cairo%22+OR+envoy+OR+title:open&size=10`, http.StatusOK)
	p.wantText("h1 mark", "open")
	p.wantText(".text mark", "talks in|Cairo|envoy") // the name is a link of its own
	p.wantText(".text .ent mark", "Cairo")
	plain := open(t, server, "/article/talks-open", http.StatusOK)
	plain.wantCount("mark", 0)
	for _, selector := range []string{"h1", ".text", ".text .ent"} {
		p.wantText(selector, plain.text(selector))
	}
	open(t, server, "/article/talks-open?q=talks&bogus=1", http.StatusOK).wantCount("mark", 0)
}

func TestArticleLeadsBack(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	list := open(t, server, "/search?q=cairo&source=Harbour+Times", http.StatusOK)
	p := open(t, server, list.link(".card a.open"), http.StatusOK)
	if got := p.link(".back a"); got != list.address {
		t.Errorf("back leads to %s, want %s", got, list.address)
	}
	if got := p.attr("#q", "value"); got != "cairo" {
		t.Errorf("the box holds %q", got)
	}
	p.wantCount("header form input[type=hidden][name=source][value='Harbour Times']", 1)
	if got := p.attr("link[rel=canonical]", "href"); !strings.HasPrefix(got, "/article/") || strings.Contains(got, "?") {
		t.Errorf("canonical %q", got)
	}
	// A share link with foreign parameters still shows the article.
	open(t, server, "/article/talks-open?utm_source=x", http.StatusOK).wantCount(".back", 0)
}

func TestForeignTextSaysItsLanguage(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?lang=de", http.StatusOK)
	p.wantText(".card .lang", "German")
	for _, selector := range []string{".card h2", ".card .snippet"} {
		if lang, dir := p.attr(selector, "lang"), p.attr(selector, "dir"); lang != "de" || dir != "auto" {
			t.Errorf("%s: lang %q, dir %q", selector, lang, dir)
		}
	}
	article := open(t, server, "/article/strike-german", http.StatusOK)
	if got := article.attr("article", "lang"); got != "de" {
		t.Errorf("article lang %q", got)
	}
	if got := article.attr("article .meta", "lang"); got != "en" {
		t.Errorf("our own words in a foreign article: lang %q", got)
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/help", http.StatusOK)
	for _, f := range index.Fields {
		if !strings.Contains(p.text("section[aria-labelledby=fields] td:first-child code"), f.Name+":") {
			t.Errorf("the field %s is not explained", f.Name)
		}
	}
	if rows := p.Find("section[aria-labelledby=operators] tbody tr").Length(); rows < 5 {
		t.Errorf("%d operators are explained", rows)
	}
	p.wantCount("#keys", 1)
	p.Find("td:last-child a").Each(func(_ int, s *goquery.Selection) {
		if s.Text() == "*" {
			return // the one example that the page explains: every article
		}
		example := open(t, server, s.AttrOr("href", ""), http.StatusOK)
		repairs := example.texts(".repairs li")
		if strings.HasPrefix(s.Text(), "like:") {
			if len(repairs) != 1 || !strings.Contains(repairs[0], "no article") {
				t.Errorf("%s names no article of this index, and the page notes %q", s.Text(), repairs)
			}
			return
		}
		if repairs != nil {
			t.Errorf("the example %s needs repair: %q", s.Text(), repairs)
		}
	})
}

func TestErrorPage(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?q=cairo&persn=Laila&size=x&lang=en", http.StatusBadRequest)
	if got := p.attr("#q", "value"); got != "cairo" {
		t.Errorf("the box lost its text: %q", got)
	}
	p.wantText(".problems li", "size is no whole number.|persn is no parameter of a search. Did you mean “person”?")
	if got := p.link("main p a"); got != "/search?lang=en&q=cairo" {
		t.Errorf("the way out leads to %s", got)
	}
	open(t, server, p.link("main p a"), http.StatusOK)
	p.wantCount("header form input[type=hidden]", 1)
	p.wantCount("header form input[type=hidden][name=lang][value=en]", 1) // what is right is kept

	long := open(t, server, "/search?q="+strings.Repeat("a", 9000), http.StatusBadRequest)
	if got := long.attr("#q", "aria-describedby"); got != "problems" || long.attr("#q", "aria-invalid") != "true" {
		t.Errorf("the box is not tied to its error: aria-describedby %q", got)
	}
	open(t, server, "/none", http.StatusNotFound).wantCount("main a[href='/']", 1)
}
