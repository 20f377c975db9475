package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"

	"dateline/corpus/page"
	"dateline/corpus/wire"
)

// ParseLine cleans one line of a JSON lines file. It knows the fields of
// [Article] and those of news-please and CC-News; fields that it does not know
// are kept in Extra. name and key are as for [ParseHTML]; key serves when the
// line has neither an id nor an address.
func ParseLine(name, key string, line []byte, opts Options) (Article, error) {
	opts = opts.withDefaults()
	text, err := decode(name, line)
	if err != nil {
		return Article{}, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		return Article{}, refuseJSON(name, err)
	}
	f := lineFields{left: object, latest: opts.latest()}
	a := f.article()
	a.Path = name
	if a.Title == "" && len(a.Paragraphs) == 0 {
		return Article{}, refuse(name, ErrNoText, "neither a title nor a text: name them title and body")
	}
	if f.id != "" && !urlSafe(f.id) {
		f.keep("id", f.id) // it becomes another in the article
	}
	if len(f.left) > 0 {
		a.Extra = f.left
	}
	a.finish(key, f.id)
	return a, nil
}

func refuseJSON(name string, err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return refuse(name, ErrFormat, "JSON but no object: it is %s", wrong.Value)
	}
	return refuse(name, ErrFormat, "not JSON: %v", err)
}

// lineFields takes the known fields out of a JSON object.
type lineFields struct {
	left   map[string]json.RawMessage // what nobody took yet
	latest time.Time
	id     string
}

// article reads the fields. Where a row has several names, the first that the
// line has wins.
func (f *lineFields) article() Article {
	for _, derived := range []string{"actors", "locations", "story_id", "content_hash", "path"} {
		delete(f.left, derived) // of an earlier index; found anew
	}
	a := f.markup()
	f.id = f.text("id")
	a.URL = first(f.text("url", "link", "canonical_url", "responded_url", "requested_url"), f.mainPage(), a.URL)
	f.source(&a)
	a.Title = first(f.text("title", "headline", "title_page", "title_rss"), a.Title)
	if authors := wire.Credits(a.Source.Name, f.people("authors", "author", "byline")...); len(authors) > 0 {
		a.Authors = authors
	}
	a.Published = firstTime(f.time("published_at", "date_publish", "published", "date_published", "published_date", "publishedAt", "datePublished", "pubDate", "date", "publish_date"), a.Published)
	a.Updated = firstTime(f.time("updated_at", "date_modify", "updated", "date_modified", "updated_date", "dateModified"), a.Updated)
	a.Lang = first(f.text("lang", "language", "inLanguage"), a.Lang)
	a.Section = first(f.section(), a.Section)
	if image := f.image(); image.URL != "" {
		a.Image = image
	}
	a.Description = first(f.text("description", "summary"), a.Description)
	if head := f.text("dateline"); head != "" {
		d, ok := wire.ParseDateline(head)
		d.Text = strings.TrimRight(head, " -–—")
		if !ok {
			d = wire.Dateline{Text: d.Text}
		}
		a.setDateline(d, 0)
	}
	f.paragraphs(&a)
	f.takeExtra()
	return a
}

// markup reads the article out of a field that holds a page; what it finds
// there serves where the line itself says nothing. A field that only looks like
// a page is left to be read as text.
func (f *lineFields) markup() Article {
	for _, name := range []string{"html", "body", "maintext", "text", "content"} {
		content := stringOf(f.left[name])
		if content == "" || name != "html" && !hasMarkup.MatchString(content) {
			continue
		}
		if p, err := page.Parse(content, f.latest); err == nil {
			if a := fromPage(p); len(a.Paragraphs) > 0 {
				delete(f.left, name)
				return a
			}
		}
	}
	return Article{}
}

var hasMarkup = regexp.MustCompile(`(?i)</(?:p|div|body|article|html)>|<br\s*/?>`)

// paragraphs reads the text: paragraphs as they are, else a body to split.
func (f *lineFields) paragraphs(a *Article) {
	var paragraphs []string
	numbers := map[int]int{} // in the article, of those that are not empty
	for i, p := range f.list("paragraphs") {
		if p = wire.Clean(p); p != "" {
			numbers[i] = len(paragraphs)
			paragraphs = append(paragraphs, p)
		}
	}
	if len(paragraphs) > 0 {
		f.raw("body") // the same once more
		if a.Dateline == "" {
			a.setDispatch(paragraphs, 0)
		} else {
			a.SetParagraphs(paragraphs)
		}
		f.structure(a, numbers)
		return
	}
	if body := f.raw("body", "maintext", "text", "plain_text", "articleBody", "content"); body != "" {
		a.setText(wire.Paragraphs(body), 0, f.latest)
	}
}

// structure reads what the paragraphs are, which have other numbers in the
// article. It is left to Extra where it is something else.
func (f *lineFields) structure(a *Article, numbers map[int]int) {
	var shapes []Shape
	if raw := f.left["structure"]; len(raw) == 0 || json.Unmarshal(raw, &shapes) != nil {
		return
	}
	delete(f.left, "structure")
	var kept []Shape
	for _, s := range shapes {
		if number, ok := numbers[s.Paragraph]; ok {
			s.Paragraph = number
			kept = append(kept, s)
		}
	}
	a.SetStructure(kept)
}

// section reads the rubric, which schema.org may give several of: the first; the
// others are kept as those of a feed are.
func (f *lineFields) section() string {
	list := f.list("section", "articleSection")
	if len(list) == 0 {
		return ""
	}
	if rest, err := json.Marshal(list[1:]); err == nil && len(list) > 1 && f.left["categories"] == nil {
		f.left["categories"] = rest
	}
	return wire.Clean(list[0])
}

// mainPage reads the address of the page that an article of schema.org is of:
// an object, or the address itself.
func (f *lineFields) mainPage() string {
	var page struct {
		ID  string `json:"@id"`
		URL string `json:"url"`
	}
	raw := f.left["mainEntityOfPage"]
	_ = json.Unmarshal(raw, &page) // what is neither is nothing
	address := webAddress(first(page.ID, page.URL, stringOf(raw)))
	if address != "" {
		delete(f.left, "mainEntityOfPage")
	}
	return address
}

// image reads the picture: an object like [Image], or its address; the first of
// several.
func (f *lineFields) image() (image Image) {
	raw, several := f.left["image"], []json.RawMessage{}
	if json.Unmarshal(raw, &several) == nil && len(several) > 0 {
		raw = several[0]
	}
	if address := webAddress(stringOf(raw)); address != "" {
		delete(f.left, "image")
		return Image{URL: address}
	}
	if json.Unmarshal(raw, &image) == nil && webAddress(image.URL) != "" {
		delete(f.left, "image")
		return Image{URL: webAddress(image.URL), Caption: wire.Clean(image.Caption)}
	}
	for _, name := range []string{"image_url", "top_image", "urlToImage"} {
		if address := webAddress(stringOf(f.left[name])); address != "" {
			delete(f.left, name)
			return Image{URL: address}
		}
	}
	return Image{}
}

// source reads the outlet: an object like [Source], or its name or address.
func (f *lineFields) source(a *Article) {
	var source Source
	if raw, ok := f.left["source"]; ok {
		if json.Unmarshal(raw, &source) == nil {
			delete(f.left, "source")
		} else if s := f.text("source"); strings.Contains(s, "://") {
			source.Domain = domainOf(s)
		} else {
			source.Name = s
		}
	}
	var publisher Source // of schema.org
	if json.Unmarshal(f.left["publisher"], &publisher) == nil && publisher.Name != "" {
		delete(f.left, "publisher")
		source.Name = first(source.Name, publisher.Name)
	}
	domain := strings.TrimPrefix(strings.ToLower(f.text("source_domain", "domain")), "www.")
	a.Source = Source{
		ID: source.ID, Name: first(wire.Clean(source.Name), f.text("source_name", "sitename", "site_name", "publisher", "outlet"), a.Source.Name),
		Domain: first(source.Domain, domain), Country: strings.ToUpper(source.Country),
	}
}

// takeExtra spreads an "extra" object, as an export writes it, over what is
// left; fields of the line itself come first.
func (f *lineFields) takeExtra() {
	var extra map[string]json.RawMessage
	if json.Unmarshal(f.left["extra"], &extra) != nil {
		return
	}
	delete(f.left, "extra")
	for name, value := range extra {
		if _, taken := f.left[name]; !taken {
			f.left[name] = value
		}
	}
}

// raw takes the first of these fields that holds a string, as it stands.
func (f *lineFields) raw(names ...string) string {
	for _, name := range names {
		var s string
		if json.Unmarshal(f.left[name], &s) != nil {
			continue
		}
		delete(f.left, name)
		if s != "" {
			return s
		}
	}
	return ""
}

// text takes the first of these fields that holds a string, cleaned.
func (f *lineFields) text(names ...string) string { return wire.Clean(f.raw(names...)) }

// list takes the first of these fields that holds a string or several.
func (f *lineFields) list(names ...string) []string {
	for _, name := range names {
		if s := f.text(name); s != "" {
			return []string{s}
		}
		var list []string
		if json.Unmarshal(f.left[name], &list) != nil {
			continue
		}
		delete(f.left, name)
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// time takes the first of these fields that holds a date that is over: a
// string, or seconds or milliseconds since 1970.
func (f *lineFields) time(names ...string) time.Time {
	for _, name := range names {
		raw := bytes.Trim(f.left[name], `"`)
		if t, ok := wire.ParseTime(string(raw)); ok && !t.After(f.latest) {
			delete(f.left, name)
			return t
		}
	}
	return time.Time{}
}

// people takes the first of these fields that holds names: a string, several,
// or objects with a name each.
func (f *lineFields) people(names ...string) []string {
	for _, name := range names {
		if list := f.list(name); len(list) > 0 {
			return list
		}
		type person struct {
			Name string `json:"name"`
		}
		var one person
		var several []person
		if json.Unmarshal(f.left[name], &several) != nil {
			if json.Unmarshal(f.left[name], &one) != nil {
				continue
			}
			several = []person{one}
		}
		var list []string
		for _, p := range several {
			if p.Name != "" {
				list = append(list, p.Name)
			}
		}
		if len(list) > 0 {
			delete(f.left, name)
			return list
		}
	}
	return nil
}

func (f *lineFields) keep(name, value string) {
	if raw, err := json.Marshal(value); err == nil { // a string always can
		f.left[name] = raw
	}
}

func stringOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func firstTime(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
