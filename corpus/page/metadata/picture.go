package metadata

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/wire"
)

// maxFigures is how many figures are looked at.
const maxFigures = 20

// maxCaption is the longest text that is a caption, in bytes.
const maxCaption = 600

// picture gives the address of the picture that stands for the article and
// what is written below it. Neither is ever fetched.
func (h head) picture(data linkeddata.Article) (address, caption string) {
	address = h.absolute(first(h.get("og:image", "og:image:url", "og:image:secure_url"), data.Image, h.get("twitter:image", "twitter:image:src", "image", "thumbnail")))
	firstAddress, firstCaption := "", ""
	for _, figure := range h.figures[:min(len(h.figures), maxFigures)] {
		if inside(figure) {
			continue
		}
		source, text := h.absolute(imageSource(figure)), captionOf(figure)
		if source != "" && address != "" && sameImage(source, address) {
			return address, first(text, data.Caption)
		}
		if firstAddress == "" && source != "" {
			firstAddress, firstCaption = source, text
		}
	}
	if address == "" {
		return firstAddress, firstCaption
	}
	return address, data.Caption
}

func captionOf(figure *html.Node) string {
	caption := wire.Clean(textOf(find(figure, atom.Figcaption)))
	if len(caption) > maxCaption {
		return ""
	}
	return caption
}

func imageSource(figure *html.Node) string {
	img := find(figure, atom.Img)
	for _, key := range []string{"src", "data-src", "data-original", "data-lazy-src"} {
		if v := attribute(img, key); v != "" && !strings.HasPrefix(v, "data:") {
			return v
		}
	}
	return ""
}

// absolute resolves an address against that of the page; it stays without a
// host where the page has none. "" when it is none of the web.
func (h head) absolute(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || address == "" {
		return ""
	}
	if base, err := url.Parse(h.at); err == nil && h.at != "" {
		u = base.ResolveReference(u)
	}
	if u = withScheme(u); !isWeb(u) && (u.Scheme != "" || u.Host != "" || u.Path == "") {
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
