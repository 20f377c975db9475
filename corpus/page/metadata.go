package page

import (
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
