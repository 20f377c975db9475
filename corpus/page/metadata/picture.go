package metadata

import (
	"net/url"
	"path"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/wire"
)

// maxCaption is the longest text that is a caption, in bytes.
const maxCaption = 600

// picture gives the address of the picture that stands for the article and
// what is written below it. Neither is ever fetched.
func (h head) picture(data Linked) (address, caption string) {
	address = h.absolute(first(h.get("og:image", "og:image:url", "og:image:secure_url"), data.image, h.get("twitter:image", "twitter:image:src", "image", "thumbnail")))
	firstAddress, firstCaption := "", ""
	for i, s := range h.doc.Find("figure").EachIter() {
		if i > 20 {
			break
		}
		if s.Closest("aside, nav, footer").Length() > 0 {
			continue
		}
		source, text := h.absolute(imageSource(s)), captionOf(s)
		if source != "" && address != "" && sameImage(source, address) {
			return address, first(text, data.caption)
		}
		if firstAddress == "" && source != "" {
			firstAddress, firstCaption = source, text
		}
	}
	if address == "" {
		return firstAddress, firstCaption
	}
	return address, data.caption
}

func captionOf(figure *goquery.Selection) string {
	caption := wire.Clean(figure.Find("figcaption").First().Text())
	if len(caption) > maxCaption {
		return ""
	}
	return caption
}

func imageSource(figure *goquery.Selection) string {
	img := figure.Find("img").First()
	for _, key := range []string{"src", "data-src", "data-original", "data-lazy-src"} {
		if v := img.AttrOr(key, ""); v != "" && !strings.HasPrefix(v, "data:") {
			return v
		}
	}
	return ""
}

// absolute resolves an address against that of the page; "" when it is none of
// the web.
func (h head) absolute(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || address == "" {
		return ""
	}
	if base, err := url.Parse(h.base); err == nil && h.base != "" {
		u = base.ResolveReference(u)
	}
	if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https"
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// sameImage compares addresses by the file that they name: sizes and crops
// stand in the rest.
func sameImage(a, b string) bool {
	ua, errA := url.Parse(a)
	ub, errB := url.Parse(b)
	if errA != nil || errB != nil {
		return false
	}
	name := path.Base(ua.Path)
	return len(name) > 4 && name == path.Base(ub.Path)
}
