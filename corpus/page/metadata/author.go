package metadata

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/wire"
)

// authors gives those who wrote the article. Persons that a page declares come
// first, then those it shows by the headline, then those in elements that are
// marked as bylines; an organisation, or the outlet itself, is the author only
// where the page says so and no person is named.
func (h head) authors(data linkeddata.Article, sites []string, lines []line, title string) []string {
	declared := h.declared(data, sites)
	if slices.ContainsFunc(declared, isFull) {
		return append(declared, others(data.Organisations, declared, sites)...)
	}
	agencies := persons(sites, data.Organisations)
	shown := shownAuthors(lines, title, sites, len(agencies) == 0)
	if len(declared) == 0 || slices.ContainsFunc(shown, isFull) { // a handle is less than a name
		if len(shown) > 0 {
			return shown
		}
	}
	if len(declared) > 0 {
		return declared
	}
	return h.organisations(data)
}

// others gives the organisations that are authors beside persons.
func others(organisations, persons, sites []string) []string {
	return slices.DeleteFunc(slices.Clone(organisations), func(name string) bool {
		return isSite(name, sites) || containsAll(persons, []string{name})
	})
}

// declared gives the names in linked data and meta elements: of two lists that
// begin alike the longer one.
func (h head) declared(data linkeddata.Article, sites []string) []string {
	linked := persons(sites, data.Authors)
	for _, name := range []string{
		"author", "article:author", "dc.creator", "dcterms.creator", "dc.contributor", "byl", "parsely-author", "sailthru.author", "cxenseparse:author", "citation_author", "og:article:author", "og:author", "book:author",
		"authors", "author_name", "article.author", "article_author", "vr:author", "twitter:creator:name", "rbauthors", "dable:author", "mediator_author", "shareaholic:article_author_name", "byline", "creator", "writer",
	} {
		list := persons(sites, h.meta[name])
		switch {
		case len(list) == 0:
		case len(linked) == 0 || containsAll(list, linked) || !slices.ContainsFunc(linked, isFull) && slices.ContainsFunc(list, isFull):
			return list
		default:
			return linked
		}
	}
	if len(linked) == 0 {
		return persons(sites, h.labelled())
	}
	return linked
}

// labelled reads the pairs of label and value that pages give for previews:
// "Written by", "Jane Doe".
func (h head) labelled() []string {
	for _, n := range []string{"1", "2"} {
		if wire.IsBylineWord(h.get("twitter:label" + n)) {
			return h.meta["twitter:data"+n]
		}
	}
	return nil
}

// persons cleans names and leaves the outlet's own ones out; beside a person
// also those of its desks and stations, "Herald Sports".
func persons(sites, values []string) []string {
	names := wire.Authors("", values...)
	desk := func(name string) bool {
		return slices.ContainsFunc(sites, func(site string) bool {
			folded := wire.Fold(site)
			return folded != "" && strings.HasPrefix(wire.Fold(name), folded+" ")
		})
	}
	person := slices.ContainsFunc(names, func(name string) bool { return wire.IsName(name) && !isSite(name, sites) && !desk(name) })
	return slices.DeleteFunc(names, func(name string) bool { return isSite(name, sites) || person && desk(name) })
}

func isFull(name string) bool {
	return strings.Contains(name, " ") || strings.IndexFunc(name, func(r rune) bool { return r > 0x2E80 }) >= 0
}

func containsAll(list, names []string) bool {
	known := map[string]bool{}
	for _, name := range list {
		known[wire.Fold(name)] = true
	}
	return len(list) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !known[wire.Fold(name)] })
}

// organisations gives what a page names as its author where that is no person:
// an agency, a desk, the outlet.
func (h head) organisations(data linkeddata.Article) []string {
	for _, list := range [][]string{data.Organisations, data.Authors, h.meta["author"], h.meta["article:author"], h.labelled(), h.meta["dcterms.creator"], h.meta["dc.creator"]} {
		if names := wire.Credits("", list...); len(names) > 0 {
			return names
		}
	}
	return nil
}

// shownAuthors looks for names that a page shows: by the headline first, then,
// when far is set, anywhere but in columns and teasers.
func shownAuthors(lines []line, title string, sites []string, far bool) []string {
	before, after := zone(lines, title)
	type look struct {
		lines []line
		find  func([]line, int) []string
	}
	looks := []look{{after, bylineAt}, {before, bylineAt}, {after, markedAt}, {before, markedAt}}
	if far {
		looks = append(looks, look{after, besideDate}, look{before, besideDate}, look{lines, markedAt}, look{lines, bylineAt})
	}
	for _, look := range looks {
		for i, l := range look.lines {
			if l.aside || l.size > maxShort {
				continue
			}
			if names := persons(sites, look.find(look.lines, i)); len(names) > 0 {
				return names
			}
		}
	}
	if !far {
		return nil
	}
	if handles := handleIn(lines, sites); len(handles) > 0 {
		return handles
	}
	return deskIn(after)
}

// deskIn gives a desk or a team that is marked as the author by the headline.
func deskIn(lines []line) []string {
	for _, l := range lines {
		if l.aside || l.heading > 0 || l.size > maxDesk {
			continue
		}
		for _, p := range l.parts {
			strong, weak := marked(p.node)
			if (strong || weak) && desk.MatchString(p.text) && !wire.IsBylineWord(p.text) {
				return wire.Credits("", p.text)
			}
		}
	}
	return nil
}

// maxDesk is the longest line that holds only a desk, in bytes.
const maxDesk = 60

var desk = regexp.MustCompile(`(?i)^\P{N}*\b(?:team|staff|desk|newsdesk|redaktion|rédaction|redacción|redazione|redação|redactie|editors?|newsroom|correspondent)\P{N}*$`)

var lineParts = regexp.MustCompile(`\s*[|·•»⋅]\s*|\s+[-–—]\s+|\s+am\s+\d`)

// bylineAt reads a line that begins with "By" or its like, or the line after
// one that is only that.
func bylineAt(lines []line, i int) []string {
	for _, piece := range lineParts.Split(lines[i].text, -1) {
		if names, ok := wire.Byline(piece); ok && (allNames(names) || cjkNames(names)) {
			return names
		}
	}
	if wire.IsBylineWord(lines[i].text) && i+1 < len(lines) && lines[i+1].size < maxShort {
		if names := wire.Authors("", lineParts.Split(lines[i+1].text, -1)[0]); allNames(names) || cjkNames(names) {
			return names
		}
	}
	for n, p := range lines[i].parts { // "Published 3 May by", "Jane Doe"
		if n+1 < len(lines[i].parts) && byEnd.MatchString(p.text) && !credit.MatchString(lines[i].text) {
			if next := lines[i].parts[n+1]; link(next.node) != nil || wire.IsName(next.text) {
				if names := wire.Authors("", next.text); allShort(names) {
					return names
				}
			}
		}
	}
	return nil
}

var byEnd = regexp.MustCompile(`(?i)(?:^|\P{L})(?:by|von|par|por|door|av|af|autor(?:in)?:|text:)\s*:?\s*$`)

// credit is about something else than the text.
var credit = regexp.MustCompile(`(?i)powered|theme|template|design|photo|foto|image|bild|illustration|©|copyright|licen[cs]e|lizenz|hosted|comment|kommentar`)

// allNames reports whether all are names of persons; agencies may follow.
func allNames(names []string) bool {
	return len(names) > 0 && wire.IsName(names[0]) && !slices.ContainsFunc(names, func(n string) bool { return !wire.IsName(n) && !agency.MatchString(n) })
}

var agency = regexp.MustCompile(`^(?:\p{Lu}{2,5}|\p{Ll}{3,5})$`)

// cjkNames reports whether all are as short as names in Han, kana or hangul.
func cjkNames(names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool {
		return !isFull(n) || strings.Contains(n, " ") || utf8.RuneCountInString(n) > 6
	})
}

func allShort(names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !wire.IsShortName(n) })
}

// markedAt reads a line, or the parts of a line, that are marked as a name: by
// rel, itemprop, class, or a link to the author's page.
func markedAt(lines []line, i int) []string {
	var names []string
	for _, p := range lines[i].parts {
		strong, weak := marked(p.node)
		if !strong && !weak {
			continue
		}
		list := wire.Authors("", lineParts.Split(p.text, -1)[0])
		if strong && allShort(list) || weak && allNames(list) {
			names = append(names, list...)
		}
	}
	return names
}

// handleIn gives the first single word that is marked strongly as an author's
// name.
func handleIn(lines []line, sites []string) []string {
	for _, l := range lines {
		if l.aside || l.size > maxShort {
			continue
		}
		for _, p := range l.parts {
			if strong, _ := marked(p.node); strong && handle.MatchString(p.text) && !wire.IsBylineWord(p.text) && !isSite(p.text, sites) {
				return []string{p.text}
			}
		}
	}
	return nil
}

var handle = regexp.MustCompile(`^[\p{L}][\p{L}\d._-]{2,29}$`)

// marked reports whether an element is marked as holding an author's name:
// strongly, by what only authors have, or by a class.
func marked(n *html.Node) (strong, weak bool) {
	up(n, 4, func(e *html.Node) bool {
		if e.DataAtom == atom.A && authorPath.MatchString(attribute(e, "href")) || slices.Contains(strings.Fields(attribute(e, "rel")), "author") ||
			slices.Contains(strings.Fields(attribute(e, "itemprop")), "author") {
			strong = true
		}
		for _, word := range words(e) {
			switch word {
			case "author", "authors", "byline", "autor", "autoren", "auteur", "auteurs", "autore", "writer", "writers", "contributor", "contributors", "creator", "redakteur", "verfasser", "authorname", "postauthor", "articleauthor", "bylines", "authorline", "autorinnen", "reporter", "journalist":
				weak = true
			case "bio", "comment", "comments", "avatar":
				if !strong {
					weak = false
					return true
				}
			case "tags", "articletag", "articletags", "keywords", "topics": // persons whom the article is about
				strong, weak = false, false
				return true
			}
		}
		return false
	})
	return strong, weak
}

var authorPath = regexp.MustCompile(`(?i)/(?:authors?|autor(?:en|es|in|innen|ka)?|auteurs?|autore|staff|profiles?|profil|people|person(?:en)?|contributors?|journalists?|reporters?|writers?|columnists?|redakteure?|redaktion|by)/[^/]`)

// besideDate reads a line that is a name, or begins or ends with one, where
// the line or its neighbour is a date.
func besideDate(lines []line, i int) []string {
	dated := func(j int) bool {
		return j >= 0 && j < len(lines) && lines[j].size < 60 && len(wire.FindDates(lines[j].text, wire.DayFirst)) > 0
	}
	l := lines[i]
	if l.heading > 0 || l.size > 100 {
		return nil
	}
	for _, piece := range append(lineParts.Split(l.text, -1), texts(l)...) {
		if wire.IsName(piece) && (dated(i) || dated(i-1) || dated(i+1)) {
			return []string{piece}
		}
	}
	return nil
}

func texts(l line) []string {
	list := make([]string, 0, len(l.parts))
	for _, p := range l.parts {
		list = append(list, p.text)
	}
	return list
}
