package feed_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/feed"
	"dateline/corpus/xmltree"
)

const limit = 1 << 20

func TestRead(t *testing.T) {
	t.Parallel()
	const rss = `<rss version="2.0" xmlns:content="c" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:feedburner="f" xmlns:dc="d"><channel><title>Feed</title><link>https://f.example/</link>`
	for _, test := range []struct {
		name, document string
		get            func(feed.Item) string
		want           string
	}{
		{"an item alone", `<item><title>A</title></item>`, title, "A"},
		{"a title with tags", rss + `<item><title>A &lt;b&gt;bold&lt;/b&gt; move: x &lt; y</title></item>`, title, "A bold move: x < y"},
		{"a title escaped twice", rss + `<item><title>R&amp;amp;D &amp;#8217;26</title></item>`, title, "R&D ’26"},
		{"the title of a picture is none", rss + `<item><media:title>Photo</media:title><title>A</title></item>`, title, "A"},
		{"no title but that of a picture", rss + `<item><media:title>Photo</media:title></item>`, title, "Photo"},
		{"an address that a counter hides", rss + `<item><link>https://count.example/1</link><feedburner:origLink>https://f.example/1</feedburner:origLink></item>`, url, "https://f.example/1"},
		{"an address in the guid", rss + `<item><guid>https://f.example/2</guid></item>`, url, "https://f.example/2"},
		{"a guid that is no address", rss + `<item><guid isPermaLink="false">https://f.example/?p=2</guid></item>`, url, ""},
		{"a relative address", rss + `<item><link> /a b </link></item>`, url, "https://f.example/a%20b"},
		{"no address of the web", rss + `<item><link>javascript:alert(1)</link></item>`, url, ""},
		{"the whole text, not the teaser", rss + `<item><description>Teaser.</description><content:encoded>&lt;p&gt;The whole text.&lt;/p&gt;</content:encoded></item>`, html, "<p>The whole text.</p>"},
		{"a teaser longer than the text", rss + `<item><description>A long teaser.</description><content:encoded>x</content:encoded></item>`, html, "<p>A long teaser.</p>"},
		{"escaped twice", rss + `<item><description>&amp;lt;p&amp;gt;Text.&amp;lt;/p&amp;gt;</description></item>`, html, "<p>Text.</p>"},
		{"elements that were not escaped", rss + `<item><description><p>One <b>two</b></p><p>three</p></description></item>`, html, "<p>One <b>two</b></p><p>three</p>"},
		{"the description of a picture is none", rss + `<item><media:description>Photo</media:description></item>`, html, ""},
		{"text", rss + `<item><description>One &amp; two

three</description></item>`, html, "<p>One &amp; two</p><p>three</p>"},
		{"an author's address", rss + `<item><author>a@x.example (Ann Lee)</author></item>`, authors, "Ann Lee"},
		{"nothing but an address", rss + `<item><author>a@x.example</author></item>`, authors, ""},
		{"an author before the address", rss + `<item><author>Ann Lee &lt;a@x.example&gt;</author></item>`, authors, "Ann Lee"},
		{"authors", rss + `<item><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator><author>x</author></item>`, authors, "Ann Lee|Bo Ek"},
		{"a date of two digits", rss + `<item><pubDate>Mon, 02 Nov 26 10:00 GMT</pubDate></item>`, published, "Mon, 02 Nov 2026 10:00 GMT"},
		{"two dates", rss + `<item><dc:date>b</dc:date><pubDate>a</pubDate></item>`, published, "a|b"},
		{"a picture", rss + `<item><enclosure type="audio/mpeg" url="https://f.example/a.mp3"/><enclosure type="image/png" url="/a.png"/></item>`, image, "https://f.example/a.png"},
		{"pictures in a group", rss + `<item><media:group><media:content type="image/jpeg" url="https://f.example/g.jpg"/></media:group></item>`, image, "https://f.example/g.jpg"},
		{"a text as WordPress keeps it", rss + "<item><content:encoded><![CDATA[One <b>two</b>\nthree.\n\nFour.]]></content:encoded></item>", html, "One <b>two</b>\nthree.\n<p>Four."},
		{"a login", `<rss xmlns:wp="w" xmlns:dc="d"><channel><wp:author><wp:author_login>al</wp:author_login><wp:author_display_name>x</wp:author_display_name><wp:author_first_name>Ann</wp:author_first_name><wp:author_last_name>Lee</wp:author_last_name></wp:author><item><dc:creator>al</dc:creator></item>`, authors, "Ann Lee"},
		{"a login with a name to show", `<rss xmlns:wp="w" xmlns:dc="d"><channel><wp:author><wp:author_login>al</wp:author_login><wp:author_display_name>Ann L.</wp:author_display_name></wp:author><item><dc:creator>al</dc:creator></item>`, authors, "Ann L."},
		{"a draft", `<rss xmlns:wp="w"><channel><item><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>`, draft, "true"},
		{"JSON", `{"title":"F","items":[{"title":"A","content_text":"x\n\ny","authors":[{"name":"Ann Lee"}],"author":{"name":"Ann Lee"}}]}`, func(i feed.Item) string { return i.Feed.Title + i.Title + i.HTML + authors(i) }, "FA<p>x</p><p>y</p>Ann Lee"},
		{"JSON of wrong types", `{"title":5,"items":[{"id":7.5,"title":[],"content_html":"<p>x</p>"}]}`, func(i feed.Item) string { return i.Feed.Title + i.ID + i.Title + i.HTML }, "7.5<p>x</p>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for item, err := range feed.Read(strings.NewReader(test.document), limit) {
				if err != nil {
					t.Fatal(err)
				}
				if got := test.get(item); got != test.want {
					t.Errorf("got %q, want %q", got, test.want)
				}
				return
			}
			t.Error("no item")
		})
	}
}

func title(i feed.Item) string     { return i.Title }
func url(i feed.Item) string       { return i.URL }
func html(i feed.Item) string      { return i.HTML }
func authors(i feed.Item) string   { return strings.Join(i.Authors, "|") }
func published(i feed.Item) string { return strings.Join(i.Published, "|") }
func image(i feed.Item) string     { return i.Image }

func draft(i feed.Item) string {
	if i.Draft {
		return "true"
	}
	return "false"
}

func TestReadStops(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 3000)
	for _, test := range []struct {
		name, document string
		items          int
		fails          bool
		err            error
	}{
		{"empty", "", 0, false, nil},
		{"no feed", "<html><body>Hello</body></html>", 0, false, nil},
		{"a long item", "<rss><channel><item><title>a</title></item><item><title>" + long, 1, true, xmltree.ErrTooLarge},
		{"cut off", "<rss><channel><item><title>a</title></item><item>", 1, true, xmltree.ErrSyntax},
		{"many items", "<rss><channel>" + strings.Repeat("<item><title>a</title></item>", 1000) + "</channel></rss>", 1000, false, nil},
		{"JSON with a long item", `{"items":[{"title":"a"},{"title":"` + long + `"}]}`, 1, true, xmltree.ErrTooLarge},
		{"JSON with a long field", `{"comment":"` + long + `","items":[]}`, 0, true, xmltree.ErrTooLarge},
		{"JSON that is cut off", `{"items":[{"title":"a"},{"ti`, 1, true, nil},
		{"JSON with items that are none", `{"items":{}}`, 0, true, nil},
		{"JSON of many items", `{"items":[` + strings.Repeat(`{"title":"a"},`, 999) + `{}]}`, 1000, false, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			items := 0
			var failed error
			for _, err := range feed.Read(strings.NewReader(test.document), 2000) {
				if err != nil {
					failed = err
				} else {
					items++
				}
			}
			if items != test.items || (failed != nil) != test.fails || !errors.Is(failed, test.err) && test.err != nil {
				t.Errorf("%d items, %v; want %d, %v", items, failed, test.items, test.err)
			}
		})
	}
}

func TestReadEndsWithTheCaller(t *testing.T) {
	t.Parallel()
	for _, document := range []string{"<rss><item/><item/><item/></rss>", `{"items":[{},{},{}]}`} {
		n := 0
		for _, err := range feed.Read(strings.NewReader(document), limit) {
			if n++; n == 2 || err != nil {
				break
			}
		}
		if n != 2 {
			t.Errorf("%d items of %s", n, document)
		}
	}
}

// Feeds use the names of a vocabulary that they do not declare.
func TestReadKeepsPicturesApart(t *testing.T) {
	t.Parallel()
	const text = "The ferry crews vote on longer hours today."
	for _, space := range []string{"", ` xmlns:media="http://search.yahoo.com/mrss/"`} {
		document := "<rss" + space + `><channel><title>F</title><item><title>A</title><media:content url="https://x.example/a.jpg" medium="image"><media:title>B</media:title><media:description>` +
			strings.Repeat(text, 5) + "</media:description></media:content><media:description>C</media:description><description>" + text + "</description></item></channel></rss>"
		for item, err := range feed.Read(strings.NewReader(document), 1<<20) {
			if err != nil || item.Title != "A" || item.HTML != "<p>"+text+"</p>" || item.Image != "https://x.example/a.jpg" {
				t.Errorf("got %+v, %v", item, err)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"*.rss", "*.rdf", "*.atom", "*.json", "*.wxr"} {
		files, err := filepath.Glob("../testdata/documents/" + pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		number := 0
		for item, err := range feed.Read(strings.NewReader(string(data)), limit) {
			if err != nil {
				continue
			}
			if number++; item.Number != number {
				t.Errorf("item %d has the number %d", number, item.Number)
			}
			if !utf8.ValidString(item.Title + item.HTML + item.Summary + item.URL + authors(item)) {
				t.Errorf("not UTF-8: %+v", item)
			}
		}
	})
}
