package newsxml_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/newsxml"
	"dateline/corpus/xmltree"
)

const limit = 1 << 20

func TestRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, document string
		get            func(newsxml.Item) string
		want           string
	}{
		{"NITF within another document", "<feed><nitf/><nitf><head><title>A</title></head></nitf></feed>", title, "|A"},
		{"NITF: the headline before the title", "<nitf><head><title>slug</title></head><body><body.head><hedline><hl1>A</hl1></hedline></body.head></body></nitf>", title, "A"},
		{"NITF: a byline without a person", "<nitf><body><body.head><byline>By Ann Lee <byttl>Editor</byttl></byline></body.head></body></nitf>", authors, "By Ann Lee"},
		{"NITF: persons of a byline", "<nitf><body><body.head><byline>By <person>Ann Lee</person> and <person>Bo Ek</person></byline></body.head></body></nitf>", authors, "Ann Lee+Bo Ek"},
		{"NITF: marked names stay text", "<nitf><body><body.content><p>In <location>X</location>, <money>5</money> &lt; 6.</p><media><media-caption>no</media-caption></media></body.content></body></nitf>", html, "<p>In X, 5 &lt; 6.</p>"},
		{"NITF: killed", `<nitf><head><docdata management-status="killed"/></head></nitf>`, withdrawn, "killed"},
		{"NITF: date", `<nitf><head><docdata><date.issue norm="20261103T074500-0500"/></docdata></head></nitf>`, published, "2026-11-03 12:45"},
		{"NITF: date without a time", `<nitf><head><docdata><date.issue norm="20261103"/></docdata></head></nitf>`, published, "2026-11-03 00:00"},
		{"NITF: wrong date, another beside it", `<nitf><head><docdata><date.issue norm="yesterday"/><date.release norm="20261103T0745Z"/></docdata></head></nitf>`, published, "2026-11-03 07:45"},
		{"NITF: no date", `<nitf><head><docdata><date.issue norm="00000000"/></docdata></head></nitf>`, published, "0001-01-01 00:00"},
		{"NITF: a dateline for machines", `<nitf><body><body.head><dateline><story.date>20170102T222800+0000</story.date></dateline></body.head></body></nitf>`, func(i newsxml.Item) string { return i.Dateline }, ""},
		{"NITF: a dateline for both", `<nitf><body><body.head><dateline><location>X</location>, <story.date>20170102</story.date></dateline></body.head></body></nitf>`, func(i newsxml.Item) string { return i.Dateline }, "X"},
		{"NITF: a base language", `<nitf baselang="nb-NO"/>`, func(i newsxml.Item) string { return i.Lang }, "nb-NO"},
		{"G2: the headline, not the one below it", `<newsItem><contentMeta><headline role="hld:subHeadline">B</headline><headline>A</headline></contentMeta></newsItem>`, title, "A"},
		{"G2: a category", `<newsItem><contentMeta><subject type="x:category"><name>Sport</name></subject></contentMeta></newsItem>`, func(i newsxml.Item) string { return i.Section }, "Sport"},
		{"G2: what stands around the text", `<newsItem><contentSet><inlineXML><html><body><header><h1>A</h1></header><section><p>x</p></section></body></html></inlineXML></contentSet></newsItem>`, html, "<html><body><section><p>x</p></section></body></html>"},
		{"G2: a text in one paragraph of HTML", "<newsItem><contentSet><inlineData contenttype='text/plain'><![CDATA[<p>\n   One &amp; two\nthree.\n   Four.</p>]]></inlineData></contentSet></newsItem>", html, "<p>One &amp; two\nthree.</p><p>Four.</p>"},
		{"G2: an item alone", `<newsItem guid="g"><contentMeta><headline>A</headline></contentMeta></newsItem>`, title, "A"},
		{"G2: prefixed names", `<nar:newsItem xmlns:nar="n"><nar:contentMeta><nar:headline>A</nar:headline></nar:contentMeta></nar:newsItem>`, title, "A"},
		{"G2: withdrawn", `<newsItem><itemMeta><pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/></itemMeta></newsItem>`, withdrawn, "withheld"},
		{"G2: a withdrawn package", `<packageItem><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></packageItem>`, withdrawn, ""},
		{"NewsML 1: withdrawn", `<NewsML><NewsItem><NewsManagement><Status FormalName="Canceled"/></NewsManagement></NewsItem></NewsML>`, withdrawn, "canceled"},
		{"G2: withdrawn in its NITF", `<newsItem><contentSet><inlineXML><nitf><head><docdata management-status="killed"/></head></nitf></inlineXML></contentSet></newsItem>`, withdrawn, "killed"},
		{"G2: a concept", `<conceptItem/>`, skip, "it is no story (conceptItem)"},
		{"G2: a picture with its text", `<newsItem><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentSet><inlineXML><p>x</p></inlineXML></contentSet></newsItem>`, skip, ""},
		{"G2: provider by code", `<newsItem><itemMeta><provider qcode="nprov:AB"/></itemMeta></newsItem>`, func(i newsxml.Item) string { return i.Provider }, "AB"},
		{"G2: escaped HTML", `<newsItem><contentSet><inlineData contenttype="text/html">&lt;p&gt;x&lt;/p&gt;</inlineData></contentSet></newsItem>`, html, "<p>x</p>"},
		{"G2: the first of two renditions", `<newsItem><contentSet><inlineXML><p>x</p></inlineXML><inlineData>y</inlineData></contentSet></newsItem>`, html, "<p>x</p>"},
		{"G2: what is no text", `<newsItem><contentSet><inlineData contenttype="application/octet-stream">y</inlineData></contentSet></newsItem>`, html, ""},
		{"G2: address of the page", `<newsItem><contentSet><inlineXML><p>x</p></inlineXML><remoteContent contenttype="text/html" href="https://x.example/a"/></contentSet></newsItem>`, func(i newsxml.Item) string { return i.URL + i.Skip }, "https://x.example/a"},
		{"NewsML 1: text of escaped HTML", `<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>&lt;p&gt;x&lt;/p&gt;</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`, html, "<p>x</p>"},
		{"NewsML 1: NITF", `<NewsML><NewsItem><NewsComponent><ContentItem><DataContent><nitf><body><body.content><hl2>x</hl2></body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`, html, "<h2>x</h2>"},
		{"NewsML 1: body of NITF", `<NewsML><NewsItem><NewsComponent><ContentItem><DataContent><body.content><bq>x</bq></body.content></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`, html, "<blockquote>x</blockquote>"},
		{"another document", `<catalogue><nitfs/></catalogue>`, title, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for item, err := range newsxml.Read(strings.NewReader(test.document), limit) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, test.get(item))
			}
			if strings.Join(got, "|") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func title(i newsxml.Item) string     { return i.Title }
func html(i newsxml.Item) string      { return i.HTML }
func skip(i newsxml.Item) string      { return i.Skip }
func withdrawn(i newsxml.Item) string { return i.Withdrawn }
func authors(i newsxml.Item) string   { return strings.Join(i.Authors, "+") }
func published(i newsxml.Item) string { return i.Published.Format("2006-01-02 15:04") }

func TestReadStops(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, document string
		items          int
		err            error
	}{
		{"a long item", "<x><nitf/><nitf>" + strings.Repeat("y", 3000), 1, xmltree.ErrTooLarge},
		{"nested without end", "<nitf><body>" + strings.Repeat("<block>", 1000), 0, xmltree.ErrDepth},
		{"cut off", "<x><nitf></nitf><nitf>", 1, xmltree.ErrSyntax},
		{"an entity that grows", `<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><nitf><body>&b;</body></nitf>`, 1, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			items := 0
			var failed error
			for _, err := range newsxml.Read(strings.NewReader(test.document), 2000) {
				if failed = err; err == nil {
					items++
				}
			}
			if items != test.items || !errors.Is(failed, test.err) {
				t.Errorf("%d items, %v; want %d, %v", items, failed, test.items, test.err)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("../testdata/documents/*.xml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for item, err := range newsxml.Read(strings.NewReader(string(data)), limit) {
			if s := fmt.Sprint(item); err == nil && !utf8.ValidString(s) {
				t.Errorf("not UTF-8: %q", s)
			}
		}
	})
}
