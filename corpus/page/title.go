package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/corpus/wire"
)

// headline gives the h1 that is the article's, not the outlet's name: the one
// that the title element repeats, else the only one.
func (h head) headline(titleTag string) string {
	title, only, count := wire.Fold(titleTag), "", 0
	for _, s := range h.doc.Find("h1").EachIter() {
		text := shortText(s)
		if text == "" {
			continue
		}
		folded := wire.Fold(text)
		if strings.HasPrefix(title, folded) && strings.Contains(folded, " ") {
			return text
		}
		only, count = text, count+1
	}
	if count != 1 || !strings.Contains(only, " ") && strings.Contains(title, " ") && utf8.RuneCountInString(only) < 12 {
		return ""
	}
	return only
}

// agreedTitle gives the candidate that the others repeat most often, whole or
// with something before or after it; of equals the first.
func agreedTitle(site string, candidates ...string) string {
	folded := make([]string, len(candidates))
	for i, c := range candidates {
		candidates[i] = cutSite(c, site)
		folded[i] = wire.Fold(candidates[i])
	}
	best, most := "", -1
	for i, c := range candidates {
		votes := 0
		for _, other := range folded {
			if strings.HasPrefix(other, folded[i]) || strings.HasSuffix(other, folded[i]) {
				votes++
			}
		}
		if folded[i] != "" && votes > most {
			best, most = c, votes
		}
	}
	return best
}

var titleSeparator = regexp.MustCompile(`\s+(?:[-–—|•·»:/]|::)\s+|\s*\|\s*`)

// cutSite takes the outlet's name off either end of a title.
func cutSite(title, site string) string {
	site = strings.TrimPrefix(wire.Fold(site), "the ")
	if site == "" {
		return title
	}
	for {
		spans := titleSeparator.FindAllStringIndex(title, -1)
		if len(spans) == 0 {
			return title
		}
		last, firstSpan := spans[len(spans)-1], spans[0]
		switch {
		case strings.TrimPrefix(wire.Fold(title[last[1]:]), "the ") == site:
			title = title[:last[0]]
		case strings.TrimPrefix(wire.Fold(title[:firstSpan[0]]), "the ") == site:
			title = title[firstSpan[1]:]
		default:
			return title
		}
	}
}

// suffixAfter gives the outlet's name where the title element repeats the
// headline and adds to it: "Headline | Politics | The Cairo Courier".
func suffixAfter(titleTag, h1 string) string {
	rest, ok := strings.CutPrefix(titleTag, h1)
	if !ok || h1 == "" || titleSeparator.FindStringIndex(rest) == nil {
		return ""
	}
	parts := titleSeparator.Split(rest, -1)
	return strings.TrimSpace(parts[len(parts)-1])
}
