package metadata

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/wire"
)

var (
	feedTail = regexp.MustCompile(`(?i)\s*(?:»|-|–|\||:)?\s*(?:rss|atom|feed|comments? feed|kommentar-feed).*$`)
	// hanOutlet is the name of a Chinese outlet, which no space parts from the title.
	hanOutlet      = regexp.MustCompile(`(\p{Han}\S*?)(?:\s*[-_—–|｜]+\s*\p{Han}{1,8}(?:网|網|报|報|新闻|新聞|频道|頻道|在线|在線|中心|电视台|電視台|通讯社|通訊社))+$`)
	titleSeparator = regexp.MustCompile(`\s+(?:[-–—−|•·»«:/]|::|>>|--)\s+|\s*[|｜]\s*|[：:]\s*$|：`)
)

// siteNames gives all names by which a page calls its outlet, the best first.
func (h head) siteNames(data linkeddata.Article) []string {
	var names []string
	add := func(list ...string) {
		for _, name := range list {
			if bareName(name) != "" && !h.isTitle(name) {
				names = append(names, name)
			}
		}
	}
	add(h.get("og:site_name"), data.Publisher, h.get("application-name"), h.get("apple-mobile-web-app-title"), h.get("publisher"), h.get("dc.publisher"), h.get("cre"))
	add(feedTail.ReplaceAllString(h.link("title", func(n *html.Node) bool { return attribute(n, "type") == "application/rss+xml" }), ""))
	add(h.host)
	return names
}

// isTitle reports whether what a page gives as a name is its headline: longer
// than names of outlets are, and both titles begin with it.
func (h head) isTitle(name string) bool {
	folded := wire.Fold(name)
	begins := func(title string) bool { return strings.HasPrefix(wire.Fold(title)+" ", folded+" ") }
	return strings.Count(folded, " ") >= 3 && begins(h.get("og:title")) && begins(h.titleTag)
}

// hostOf gives the host of the first of these addresses that has one.
func hostOf(addresses ...string) string {
	for _, a := range addresses {
		if u, err := url.Parse(a); err == nil && u.Hostname() != "" {
			return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		}
	}
	return ""
}

// bareName is a name without what varies: articles, spaces, accents of style,
// the top-level domain.
func bareName(name string) string {
	name = strings.TrimPrefix(strings.ToLower(name), "https://")
	name = strings.TrimPrefix(strings.TrimSuffix(name, "/"), "www.")
	if !strings.Contains(name, " ") {
		if at := strings.Index(name, "."); at > 2 {
			name = name[:at]
		}
	}
	return strings.ReplaceAll(strings.TrimPrefix(wire.Fold(name), "the "), " ", "")
}

// isSite reports whether a text is one of the outlet's names.
func isSite(text string, sites []string) bool {
	bare := bareName(text)
	for _, site := range sites {
		if bare != "" && bare == bareName(site) {
			return true
		}
	}
	return false
}

// namesSite reports whether a piece of a title is the outlet's name, or holds
// little else: "Metro News", "SRF".
func namesSite(piece string, sites []string) bool {
	if isSite(piece, sites) {
		return true
	}
	folded := " " + wire.Fold(piece) + " "
	if strings.TrimSpace(folded) == "" || strings.Count(folded, " ") > 5 {
		return false
	}
	for _, site := range sites {
		name := " " + strings.TrimPrefix(wire.Fold(site), "the ") + " "
		if len(name) > 4 && (strings.HasPrefix(folded, name) || strings.HasSuffix(folded, name)) ||
			len(folded) > 4 && (strings.HasPrefix(name, folded) || strings.HasSuffix(name, folded)) {
			return true
		}
	}
	return false
}

// cutSite takes the outlet's names off either end of a title.
func cutSite(title string, sites []string) string {
	title = hanOutlet.ReplaceAllString(title, "$1")
	for {
		spans := titleSeparator.FindAllStringIndex(title, -1)
		if len(spans) == 0 {
			return title
		}
		last, firstSpan := spans[len(spans)-1], spans[0]
		switch {
		case last[1] >= len(title):
			return strings.TrimSpace(title[:last[0]])
		case last[0] > 0 && namesSite(title[last[1]:], sites):
			title = title[:last[0]]
		case firstSpan[0] > 0 && isSite(title[:firstSpan[0]], sites):
			title = title[firstSpan[1]:]
		default:
			return title
		}
	}
}

// suffixAfter gives the outlet's name where the title element repeats the
// headline and adds to it: "Headline | Politics | The Cairo Courier".
func suffixAfter(titleTag, headline string) string {
	rest, ok := strings.CutPrefix(titleTag, headline)
	if !ok || headline == "" || titleSeparator.FindStringIndex(rest) == nil {
		return ""
	}
	parts := titleSeparator.Split(rest, -1)
	return strings.TrimSpace(parts[len(parts)-1])
}
