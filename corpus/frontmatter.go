package corpus

import (
	"strings"
	"time"

	"dateline/corpus/wire"
)

// frontMatter is the "key: value" lines between two "---" at the top of a
// text. Keys are lower case; a list has several values.
type frontMatter map[string][]string

// cutFrontMatter takes the front matter off a text. Without a closing line
// there is none.
func cutFrontMatter(text string) (frontMatter, string) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, "\n \t"), "---\n")
	if !ok {
		return nil, text
	}
	head, body, ok := strings.Cut("\n"+rest, "\n---")
	if !ok {
		return nil, text
	}
	_, body, _ = strings.Cut(body, "\n")
	fields := frontMatter{}
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
	return fields, body
}

// addPart adds an item of a list, or a line of a thing with fields of its own,
// of which only the name says what it is.
func (f frontMatter) addPart(key, part string) {
	field, value, isField := strings.Cut(part, ": ")
	switch {
	case isField && strings.EqualFold(field, "name"):
		f.add(key, value)
	case !isField || strings.Contains(field, " "):
		f.add(key, part)
	}
}

func (f frontMatter) add(key, value string) {
	value = wire.Clean(strings.Trim(strings.TrimSpace(value), `"'`))
	if value != "" {
		f[key] = append(f[key], value)
	}
}

func (f frontMatter) get(keys ...string) string {
	for _, key := range keys {
		if values := f[key]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// fill sets what the front matter says.
func (f frontMatter) fill(a *Article, latest time.Time) {
	a.Title = f.get("title", "headline")
	a.Source.Name = f.get("source", "outlet", "publisher", "agency")
	a.URL = f.get("url", "link", "canonical")
	a.Lang = f.get("lang", "language")
	a.Section = f.get("section", "category")
	a.Description = f.get("description", "summary")
	a.Authors = wire.Credits(a.Source.Name, append(f["authors"], append(f["author"], f["byline"]...)...)...)
	a.Published = timeUntil(f.get("date", "published", "published_at", "publish_date"), latest)
	a.Updated = timeUntil(f.get("updated", "updated_at", "modified"), latest)
	if d, ok := wire.ParseDateline(f.get("dateline")); ok {
		a.setDateline(d, 0)
	}
}

// timeUntil reads a date; one that is not over yet is none.
func timeUntil(s string, latest time.Time) time.Time {
	if t, ok := wire.ParseTime(s); ok && !t.After(latest) {
		return t
	}
	return time.Time{}
}
