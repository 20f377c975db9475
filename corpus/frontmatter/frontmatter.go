// Package frontmatter reads what stands above a text about it: "key: value"
// lines, between two lines of "---" or, where all of them have a name that such
// lines have, above a blank line.
package frontmatter

import (
	"slices"
	"strings"

	"dateline/corpus/wire"
)

// Fields are the values by key. Keys are lower case; a list has several values.
type Fields map[string][]string

// Cut takes the front matter off a text whose lines end in "\n". A "---" that
// nothing closes begins none.
func Cut(text string) (Fields, string) {
	trimmed := strings.TrimLeft(text, "\n \t")
	rest, ok := strings.CutPrefix(trimmed, "---\n")
	if !ok {
		return cutBare(trimmed, text)
	}
	head, body, ok := strings.Cut("\n"+rest, "\n---")
	if !ok {
		return cutBare(rest, text)
	}
	_, body, _ = strings.Cut(body, "\n")
	return read(head), body
}

// cutBare takes lines off a text that has no "---" around them: two or more,
// all with known names, the first a headline's, and then a blank line.
func cutBare(trimmed, text string) (Fields, string) {
	head, body, ok := strings.Cut(trimmed, "\n\n")
	lines := strings.Split(strings.TrimSpace(head), "\n")
	if !ok || len(lines) < 2 || !hasName(lines[0], titles) {
		return nil, text
	}
	for _, line := range lines[1:] {
		if !hasName(line, names) {
			return nil, text
		}
	}
	return read(head), body
}

//nolint:gochecknoglobals // tables of names, only read
var (
	titles = []string{"title", "headline"}
	names  = []string{
		"author", "authors", "byline", "date", "published", "published_at", "publish_date", "updated", "updated_at", "modified", "source", "outlet", "publisher", "agency",
		"url", "link", "canonical", "lang", "language", "section", "category", "description", "summary", "dateline", "tags", "keywords", "topics",
	}
)

func hasName(line string, list []string) bool {
	name, _, ok := strings.Cut(line, ":")
	return ok && slices.Contains(list, strings.ToLower(strings.TrimSpace(name)))
}

func read(head string) Fields {
	fields := Fields{}
	key, open := "", false // open says that what is indented is of the key
	for line := range strings.SplitSeq(head, "\n") {
		text := strings.TrimSpace(line)
		item, isItem := strings.CutPrefix(text, "- ")
		if isItem && key != "" || open && line != strings.TrimLeft(line, " \t") {
			fields.addPart(key, strings.TrimSpace(item))
			continue
		}
		name, value, ok := strings.Cut(text, ":")
		if !ok || strings.TrimSpace(name) == "" {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(name))
		value = strings.TrimSpace(value)
		if strings.Trim(value, ">|+-") == "" { // a text in lines below
			value = ""
		}
		open = value == ""
		if list, ok := strings.CutPrefix(value, "["); ok {
			for item := range strings.SplitSeq(strings.TrimSuffix(list, "]"), ",") {
				fields.add(key, item)
			}
			continue
		}
		fields.add(key, value)
	}
	return fields
}

// addPart adds an item of a list, or a line of a thing with fields of its own,
// of which only the name says what it is.
func (f Fields) addPart(key, part string) {
	field, value, isField := strings.Cut(part, ": ")
	switch {
	case isField && strings.EqualFold(field, "name"):
		f.add(key, value)
	case !isField || strings.Contains(field, " "):
		f.add(key, part)
	}
}

func (f Fields) add(key, value string) {
	value = wire.Clean(strings.Trim(strings.TrimSpace(value), `"'`))
	if value != "" {
		f[key] = append(f[key], value)
	}
}

// Get gives the first value of the first of several keys that has one.
func (f Fields) Get(keys ...string) string {
	for _, key := range keys {
		if values := f[key]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}
