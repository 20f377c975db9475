package stored

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/index"
)

// document is the whole form. Texts that others repeat come first: what stands
// once before takes little room.
func (f *form) document(d *index.Document) {
	f.text(&d.Title)
	f.text(&d.Dateline)
	f.body(&d.Article)
	items(f, &d.Structure, f.shape())
	f.text(&d.Image.Caption)
	f.text(&d.Image.URL)
	f.text(&d.Description)
	f.lines(&d.Authors)
	f.text(&d.Section)
	f.text(&d.Lang)
	f.source(&d.Source)
	f.text(&d.URL)
	f.text(&d.ID)
	f.text(&d.Path)
	f.hash(&d.ContentHash)
	f.time(&d.Published)
	f.time(&d.Updated)
	f.extra(&d.Extra)
	f.found(d)
}

func (f *form) source(s *corpus.Source) {
	f.text(&s.Name)
	f.slugOf(s.Name, "", &s.ID)
	f.text(&s.Domain)
	f.text(&s.Country)
}

// paragraphBreak separates paragraphs in a body.
const paragraphBreak = "\n\n"

// body writes the body, and paragraphs only if they are not its parts.
func (f *form) body(a *corpus.Article) {
	f.text(&a.Body)
	if !f.choice(!f.reading && areParts(a.Paragraphs, a.Body)) {
		f.lines(&a.Paragraphs)
		return
	}
	if !f.reading {
		return
	}
	rest, found := a.Body, true
	a.Paragraphs = f.room(strings.Count(rest, paragraphBreak) + 1)
	for i := 0; found; i++ {
		a.Paragraphs[i], rest, found = strings.Cut(rest, paragraphBreak)
	}
}

func areParts(paragraphs []string, body string) bool {
	i := 0
	for part := range strings.SplitSeq(body, paragraphBreak) {
		if i == len(paragraphs) || paragraphs[i] != part {
			return false
		}
		i++
	}
	return i == len(paragraphs)
}

// shape writes of each shape how far it lies behind the one before.
func (f *form) shape() func(s *corpus.Shape) {
	next := 0
	return func(s *corpus.Shape) {
		ahead := s.Paragraph - next
		f.int(&ahead)
		if f.reading {
			s.Paragraph = next + ahead
		}
		next = s.Paragraph + 1
		code(f, &s.Kind, shapeKinds)
		f.int(&s.Level)
	}
}

// extra is a map of JSON, by key.
func (f *form) extra(extra *map[string]json.RawMessage) {
	keys := slices.Sorted(maps.Keys(*extra))
	if *extra == nil {
		keys = nil
	} else if keys == nil {
		keys = []string{}
	}
	f.lines(&keys)
	if f.reading && keys != nil {
		*extra = make(map[string]json.RawMessage, len(keys))
	}
	for _, key := range keys {
		f.json(*extra, key)
	}
}

// json is one value of a map, nil or not.
func (f *form) json(extra map[string]json.RawMessage, key string) {
	n := f.number(uint64(sizeOf(extra[key])))
	switch {
	case !f.reading:
		f.texts.out = append(f.texts.out, extra[key]...)
	case n == 0:
		extra[key] = nil
	default:
		extra[key] = json.RawMessage(f.take(n - 1))
	}
}
