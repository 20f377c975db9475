package page

import (
	"net/url"
	"time"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/page/metadata"
)

// linkedData is what the scripts of a page say about its article.
type linkedData struct {
	linkeddata.Article
	body string
}

func readLinkedData(doc *goquery.Document) linkedData {
	a := linkeddata.Read(doc)
	return linkedData{Article: a, body: a.Body}
}

func readMetadata(doc *goquery.Document, data linkedData, latest time.Time) Page {
	m := metadata.Read(doc, data.Article, latest)
	return Page{
		Title: m.Title, Authors: m.Authors, Published: m.Published, PublishedFrom: string(m.PublishedFrom), Updated: m.Updated, Lang: m.Lang, Section: m.Section,
		Description: m.Description, URL: m.URL, SiteName: m.SiteName, Image: m.Image, ImageCaption: m.ImageCaption,
	}
}

// Resolve gives the addresses in which a page names no host that of where the
// page came from; "" for nowhere.
func (p *Page) Resolve(from string) {
	base, err := url.Parse(from)
	if err != nil {
		return
	}
	for _, address := range []*string{&p.URL, &p.Image} {
		if u, err := base.Parse(*address); err == nil && *address != "" {
			*address = u.String()
		}
	}
}
