// Package linkeddata reads the JSON-LD of a web page: what it says about its
// article, also in @graph, in arrays, and with the mistakes that pages make.
package linkeddata

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/wire"
)

// Article is what the JSON-LD of a page says about its article. Everything may
// be empty; dates are as written.
type Article struct {
	News                                      bool // of a newsroom, by its type
	Headline, Description, Section, Lang, URL string
	Published, Modified                       string
	PagePublished                             string // of the web page that holds the article
	Publisher                                 string
	Authors                                   []string // persons
	Organisations                             []string // that are named as authors
	Image, Caption                            string
	Body                                      string // text or HTML
}

var (
	articleType   = regexp.MustCompile(`Article$|Posting$|^Report$|^Review$|^CreativeWork$`)
	pageType      = regexp.MustCompile(`Page$|^Recipe$|^VideoObject$|^Product$|^Event$|^Course$`)
	personType    = regexp.MustCompile(`^Person$`)
	newsType      = regexp.MustCompile(`NewsArticle$`)
	organisation  = regexp.MustCompile(`Organization$|^Corporation$|^Brand$`)
	trailingComma = regexp.MustCompile(`,\s*([}\]])`)
	commentMarks  = regexp.MustCompile(`^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\]\]>|/\*\]\]>\*/|\]\]>|;)\s*$`)
)

// maxDepth bounds the walk through nested objects.
const maxDepth = 12

// graph is all objects of all scripts of a page.
type graph struct {
	articles []map[string]any
	pages    []map[string]any
	persons  []string
	byID     map[string]map[string]any
}

// Read reads the fullest article of a page.
func Read(doc *goquery.Document) Article {
	g := graph{byID: map[string]map[string]any{}}
	for _, script := range doc.Find("script").EachIter() {
		if !strings.Contains(script.AttrOr("type", ""), "ld+json") {
			continue
		}
		if v, ok := decodeJSON(script.Text()); ok {
			g.collect(v, 0)
		}
	}
	l := g.read(fullest(g.articles))
	page := fullest(g.pages)
	l.PagePublished = plain(page["datePublished"])
	l.Modified = first(l.Modified, plain(page["dateModified"]))
	if len(l.Authors)+len(l.Organisations) == 0 && len(g.articles) == 0 {
		if l.Authors, l.Organisations = g.names(page["author"]); len(l.Authors) == 0 && len(g.persons) == 1 {
			l.Authors = g.persons
		}
	}
	return l
}

// fullest gives the object that says most, nil of none.
func fullest(objects []map[string]any) map[string]any {
	var best map[string]any
	for _, o := range objects {
		if best == nil || completeness(o) > completeness(best) {
			best = o
		}
	}
	return best
}

// decodeJSON reads JSON; one that is broken in the usual ways (raw line ends
// in strings, trailing commas, comment marks around it) is mended.
func decodeJSON(s string) (any, bool) {
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	s = commentMarks.ReplaceAllString(s, "")
	s = escapeControls(s)
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	s = trailingComma.ReplaceAllString(s, "$1")
	return v, json.Unmarshal([]byte(s), &v) == nil
}

// escapeControls writes line ends inside strings as JSON wants them, and every
// other control character as a space.
func escapeControls(s string) string {
	var b strings.Builder
	inString := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '\n' && inString:
			b.WriteString(`\n`)
		case c < ' ':
			b.WriteByte(' ')
		default:
			if c == '"' && (i == 0 || s[i-1] != '\\') {
				inString = !inString
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

func (g *graph) collect(v any, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			g.collect(item, depth+1)
		}
	case map[string]any:
		if id := plain(v["@id"]); id != "" && (v["name"] != nil || v["url"] != nil) {
			g.byID[id] = v
		}
		switch {
		case isType(articleType, v["@type"]):
			g.articles = append(g.articles, v)
		case isType(pageType, v["@type"]):
			g.pages = append(g.pages, v)
		case isType(personType, v["@type"]) && depth <= 2 && plain(v["name"]) != "":
			g.persons = append(g.persons, plain(v["name"]))
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			g.collect(v[key], depth+1)
		}
	}
}

// isType reads a type, or a list of types.
func isType(want *regexp.Regexp, v any) bool {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	return slices.ContainsFunc(list, func(t any) bool { return want.MatchString(plain(t)) })
}

// completeness prefers the page's own article to short references to others.
func completeness(a map[string]any) int {
	n := 0
	for _, key := range []string{"headline", "datePublished", "author", "publisher", "description", "articleBody"} {
		if a[key] != nil {
			n++
		}
	}
	return n
}

func (g *graph) read(a map[string]any) Article {
	if a == nil {
		return Article{}
	}
	l := Article{
		News:        isType(newsType, a["@type"]),
		Headline:    first(plain(a["headline"]), plain(a["name"])),
		Description: plain(a["description"]),
		Section:     plain(a["articleSection"]),
		Lang:        g.name(a["inLanguage"]),
		URL:         first(plain(a["url"]), address(a["mainEntityOfPage"]), plain(a["@id"])),
		Published:   first(plain(a["datePublished"]), plain(a["dateCreated"])),
		Modified:    plain(a["dateModified"]),
		Publisher:   g.name(a["publisher"]),
	}
	l.Image, l.Caption = g.picture(a["image"])
	if body, ok := a["articleBody"].(string); ok {
		l.Body = html.UnescapeString(body)
	}
	for _, key := range []string{"author", "creator", "contributor"} {
		if l.Authors, l.Organisations = g.names(a[key]); len(l.Authors)+len(l.Organisations) > 0 {
			break
		}
	}
	return l
}

// picture gives the address and the caption of an image: a string, an object,
// or the first of several.
func (g *graph) picture(v any) (address, caption string) {
	switch v := v.(type) {
	case []any:
		if len(v) > 0 {
			return g.picture(v[0])
		}
	case map[string]any:
		if v["url"] == nil && v["contentUrl"] == nil {
			v = g.byID[plain(v["@id"])]
		}
		return first(plain(v["url"]), plain(v["contentUrl"])), plain(v["caption"])
	}
	return plain(v), ""
}

// names gives the names of persons and of organisations: a string, an object,
// or several.
func (g *graph) names(v any) (persons, organisations []string) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, item := range list {
		object, _ := item.(map[string]any)
		if several, ok := object["name"].([]any); ok {
			more, others := g.names(several)
			persons, organisations = append(persons, more...), append(organisations, others...)
			continue
		}
		name := g.name(item)
		switch {
		case name == "":
		case isType(organisation, object["@type"]) || object["name"] == nil && isType(organisation, g.byID[plain(object["@id"])]["@type"]):
			organisations = append(organisations, name)
		default:
			persons = append(persons, name)
		}
	}
	return persons, organisations
}

// name gives the name of an object, of the object that it refers to, or of
// the first in a list; a string is its own name.
func (g *graph) name(v any) string {
	switch v := v.(type) {
	case []any:
		if len(v) > 0 {
			return g.name(v[0])
		}
		return ""
	case map[string]any:
		if name := plain(v["name"]); name != "" {
			return name
		}
		return plain(g.byID[plain(v["@id"])]["name"])
	}
	return plain(v)
}

// address gives the address in a string or in an object's @id or url.
func address(v any) string {
	if object, ok := v.(map[string]any); ok {
		return first(plain(object["@id"]), plain(object["url"]))
	}
	return plain(v)
}

// plain gives a string, or the first string of a list, without entities and
// markup; "" for anything else.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return wire.Clean(html.UnescapeString(v))
	case []any:
		for _, item := range v {
			if s := plain(item); s != "" {
				return s
			}
		}
	}
	return ""
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
