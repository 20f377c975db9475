//go:build unix

package e2e_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sentence says something that no other number does.
func sentence(i int) string {
	return fmt.Sprintf("The council of district %d voted on Tuesday to close pier %d for repairs, officials said. The work will take about %d weeks and cost the town %d crowns.", i, i*7, i%9+3, i*1000)
}

func pageOf(i int) string {
	return fmt.Sprintf("<html><head><title>Pier %d to close</title></head><body><nav><a href=/>Home</a></nav><article><h1>Pier %d to close</h1><p>%s</p><p>Ferries use another pier until then, a spokesman said on Wednesday.</p></article></body></html>", i, i, sentence(i))
}

func warcRecord(kind, uri, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-11-03T10:00:00Z\r\nContent-Type: application/http; msgtype=%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, kind, len(block), block)
}

// gzipped packs each part on its own, as crawlers do with their records.
func gzipped(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, part := range parts {
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// A crawl of 1,000 pages, with what else a crawl has, is one command.
func TestWebArchive(t *testing.T) {
	t.Parallel()
	notShort(t)
	const pages, missing, pictures, menus = 1000, 50, 30, 5
	records := []string{warcRecord("warcinfo", "", "software: a crawler\r\n")}
	add := func(address, head, body string) {
		records = append(records, warcRecord("request", address, "GET / HTTP/1.1\r\n\r\n"), warcRecord("response", address, head+"\r\n\r\n"+body))
	}
	for i := range pages {
		head, body := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", pageOf(i)
		if i%2 == 0 {
			head, body = head+"\r\nContent-Encoding: gzip", gzipped(t, body)
		}
		add(fmt.Sprintf("https://a.example/%d", i), head, body)
	}
	for i := range missing {
		add(fmt.Sprintf("https://a.example/missing/%d", i), "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", pageOf(i))
	}
	for i := range pictures {
		add(fmt.Sprintf("https://a.example/%d.png", i), "HTTP/1.1 200 OK\r\nContent-Type: image/png", "\x89PNG")
	}
	for i := range menus {
		add(fmt.Sprintf("https://a.example/menu/%d", i), "HTTP/1.1 200 OK\r\nContent-Type: text/html", "<nav><a href=/>Home</a></nav>")
	}
	add("https://a.example/7?utm_source=again", "HTTP/1.1 200 OK\r\nContent-Type: text/html", pageOf(7))

	dir := t.TempDir()
	write(t, dir, "crawl.warc.gz", gzipped(t, records...))
	data := filepath.Join(dir, "data")
	r := indexer(t, 3, "build", "--data", data, filepath.Join(dir, "crawl.warc.gz"))
	want := report{
		Read: pages + menus + 1, Indexed: pages, Duplicate: 1, Refused: menus, Ignored: 1 + missing + pictures + pages + missing + pictures + menus + 1,
		Articles: pages, Published: true,
	}
	r.Refusals = nil
	if fmt.Sprint(r) != fmt.Sprint(want) {
		t.Errorf("report %+v, want %+v", r, want)
	}
	again := indexer(t, 3, "add", "--data", data, filepath.Join(dir, "crawl.warc.gz"))
	if again.Unchanged != pages || again.Published {
		t.Errorf("the second time: %+v", again)
	}
	whole, err := os.ReadFile(filepath.Join(dir, "crawl.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "cut.warc.gz", string(whole[:len(whole)/2]))
	cut := indexer(t, 3, "build", "--data", filepath.Join(dir, "cut"), filepath.Join(dir, "cut.warc.gz"))
	if cut.Indexed < pages/4 || cut.Refused != 1 || !strings.Contains(cut.Refusals[0].Error, "breaks off") {
		t.Errorf("the half of it: %+v", cut)
	}
}

// A folder of feeds is one command, and so is an archive of it.
func TestFeeds(t *testing.T) {
	t.Parallel()
	notShort(t)
	const feeds, items = 20, 25
	dir := t.TempDir()
	for f := range feeds {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Pier Post</title><link>https://b.example/</link>`)
		for i := range items {
			n := f*(items-1) + i // the last of one is the first of the next
			fmt.Fprintf(&b, "<item><title>Pier %d to close</title><link>https://b.example/%d</link><guid>https://b.example/%d</guid><pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>", n, n, n, sentence(n))
		}
		b.WriteString("</channel></rss>")
		write(t, dir, fmt.Sprintf("feeds/%02d.xml", f), b.String())
	}
	r := indexer(t, 0, "build", "--data", filepath.Join(dir, "data"), filepath.Join(dir, "feeds"))
	if r.Read != feeds*items || r.Duplicate != feeds-1 || r.Articles != feeds*items-(feeds-1) {
		t.Errorf("report %+v", r)
	}
}

// A file of the Reuters collection is one command.
func TestReutersSGML(t *testing.T) {
	t.Parallel()
	notShort(t)
	const stories = 500
	var b strings.Builder
	b.WriteString("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n")
	for i := range stories {
		fmt.Fprintf(&b, "<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" CGISPLIT=\"TRAINING-SET\" OLDID=\"%d\" NEWID=\"%d\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>ship</D></TOPICS>\n<PLACES><D>norway</D></PLACES>\n<TEXT>&#2;\n<TITLE>PIER %d TO CLOSE</TITLE>\n<DATELINE>    OSLO, Feb 26 - </DATELINE><BODY>%s\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n",
			i, i+1, i, sentence(i))
	}
	dir := t.TempDir()
	write(t, dir, "reut2-000.sgm", b.String())
	r := indexer(t, 0, "build", "--data", filepath.Join(dir, "data"), filepath.Join(dir, "reut2-000.sgm"))
	if r.Read != stories || r.Indexed != stories || r.Articles != stories {
		t.Errorf("report %+v", r)
	}
}
