package metadata_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/page/metadata"
)

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`<html lang="en"><head><title>Pier to close | Quay Herald</title>` + meta("og:title", "Pier to close") + `</head><body><h1>Pier to close</h1><p>By Jane Doe | 3 September 2026</p>` + text,
		ld(`{"@graph":[{"@type":"NewsArticle","headline":"x","author":[{"@id":"#a"},"By Jane"],"image":["a.jpg"]},{"@id":"#a","@type":"Person","name":["Jane","John"]}]}`),
		`<h1></h1><h1><div>a</div><div>b</div></h1><time datetime="99.99.9999"></time><figure><img src="http://[::1"></figure>`,
		`<meta property="og:title" content="| | |"><title>»«</title><a rel="author">@</a>`,
	} {
		f.Add(seed)
	}
	latest := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, page string) {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
		if err != nil {
			t.Skip()
		}
		m := metadata.Read(doc, linkeddata.Read(doc), latest)
		if m.Published.After(latest) || m.Updated.After(latest) {
			t.Errorf("dates in the future: %v, %v", m.Published, m.Updated)
		}
		for _, s := range append(m.Authors, m.Title, m.Image, m.ImageCaption, m.SiteName) {
			if !utf8.ValidString(s) {
				t.Errorf("%q is not UTF-8", s)
			}
		}
		if strings.TrimSpace(strings.Join(m.Authors, "")) != strings.Join(m.Authors, "") || len(m.Authors) > 0 && m.Authors[0] == "" {
			t.Errorf("authors %q", m.Authors)
		}
	})
}

// BenchmarkRead reads a page of a thousand elements with everything in it.
func BenchmarkRead(b *testing.B) {
	var page strings.Builder
	page.WriteString(`<html lang="en"><head><title>Pier to close | Quay Herald</title>` + meta("og:title", "Pier to close") + meta("og:site_name", "Quay Herald") + `</head><body><nav>`)
	for i := range 300 {
		fmt.Fprintf(&page, `<li class="menu-item"><a href="/%d">Section %d</a></li>`, i, i)
	}
	page.WriteString(`</nav><main><article><h1>Pier to close</h1><div class="meta"><span class="author">Jane Doe</span> <span>3 September 2026</span></div>`)
	page.WriteString(strings.Repeat(prose, 100) + `</article></main></body></html>`)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page.String()))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		metadata.Read(doc, linkeddata.Read(doc), time.Now())
	}
}
