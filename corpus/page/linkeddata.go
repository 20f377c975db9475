package page

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/wire"
)

// linkedData is what the JSON-LD of a page says about its article.
type linkedData struct {
	headline, description, section, lang, url string
	published, modified                       string
	publisher                                 string
	authors                                   []string
	body                                      string
}

var (
	articleType   = regexp.MustCompile(`Article$|Posting$|^Report$|^Review$|^CreativeWork$`)
	trailingComma = regexp.MustCompile(`,\s*([}\]])`)
	commentMarks  = regexp.MustCompile(`^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\]\]>|/\*\]\]>\*/|\]\]>|;)\s*$`)
)

// maxLinkedDepth bounds the walk through nested objects.
const maxLinkedDepth = 12

// linkedGraph is all objects of all scripts of a page.
type linkedGraph struct {
	articles []map[string]any
	byID     map[string]map[string]any
}

// readLinkedData reads the article object of a page's JSON-LD: also in
// @graph, in arrays, and with the mistakes that pages make.
func readLinkedData(doc *goquery.Document) linkedData {
	g := linkedGraph{byID: map[string]map[string]any{}}
	doc.Find(`script[type*="ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		if v, ok := decodeJSON(s.Text()); ok {
			g.collect(v, 0)
		}
	})
	var best map[string]any
	for _, a := range g.articles {
		if best == nil || completeness(a) > completeness(best) {
			best = a
		}
	}
	return g.read(best)
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

func (g *linkedGraph) collect(v any, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			g.collect(item, depth+1)
		}
	case map[string]any:
		if id := plain(v["@id"]); id != "" && v["name"] != nil {
			g.byID[id] = v
		}
		if isArticle(v["@type"]) {
			g.articles = append(g.articles, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			g.collect(v[key], depth+1)
		}
	}
}

// isArticle reads a type, or a list of types.
func isArticle(v any) bool {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	return slices.ContainsFunc(list, func(t any) bool { return articleType.MatchString(plain(t)) })
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

func (g *linkedGraph) read(a map[string]any) linkedData {
	if a == nil {
		return linkedData{}
	}
	d := linkedData{
		headline:    first(plain(a["headline"]), plain(a["name"])),
		description: plain(a["description"]),
		section:     plain(a["articleSection"]),
		lang:        g.name(a["inLanguage"]),
		url:         first(plain(a["url"]), address(a["mainEntityOfPage"]), plain(a["@id"])),
		published:   first(plain(a["datePublished"]), plain(a["dateCreated"])),
		modified:    plain(a["dateModified"]),
		publisher:   g.name(a["publisher"]),
	}
	if body, ok := a["articleBody"].(string); ok {
		d.body = html.UnescapeString(body)
	}
	d.authors = g.names(a["author"])
	if len(d.authors) == 0 {
		d.authors = g.names(a["creator"])
	}
	return d
}

// names gives the names of persons: a string, an object, or several.
func (g *linkedGraph) names(v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var names []string
	for _, item := range list {
		if object, ok := item.(map[string]any); ok && strings.Contains(plain(object["@type"]), "Organization") {
			continue
		}
		if object, ok := item.(map[string]any); ok {
			if several, ok := object["name"].([]any); ok {
				names = append(names, g.names(several)...)
				continue
			}
		}
		if name := g.name(item); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// name gives the name of an object, of the object that it refers to, or of
// the first in a list; a string is its own name.
func (g *linkedGraph) name(v any) string {
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
