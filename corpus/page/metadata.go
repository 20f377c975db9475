package page

import (
	"regexp"
	"time"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/page/metadata"
)

var lineParts = regexp.MustCompile(`\s*[|·•]\s*|\s+[-–—]\s+`)

// linkedData is what the scripts of a page say about its article.
type linkedData struct {
	metadata.Linked
	body string
}

func readLinkedData(doc *goquery.Document) linkedData {
	l := metadata.ReadLinked(doc)
	return linkedData{Linked: l, body: l.Body}
}

func readMetadata(doc *goquery.Document, data linkedData, latest time.Time) Page {
	m := metadata.Read(doc, data.Linked, latest)
	return Page{
		Title: m.Title, Authors: m.Authors, Published: m.Published, Updated: m.Updated, Lang: m.Lang, Section: m.Section,
		Description: m.Description, URL: m.URL, SiteName: m.SiteName, Image: m.Image, ImageCaption: m.ImageCaption,
	}
}
