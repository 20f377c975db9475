package page

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus/page/block"
	"dateline/corpus/wire"
)

const (
	// maxState bounds the scripts that are read, in bytes.
	maxState = 4 << 20
	// maxStateDepth bounds the walk through nested values.
	maxStateDepth = 64
	// stateProse is the length of the shortest text that is taken for prose, in bytes.
	stateProse = 80
)

// stateParagraphs reads the article out of the state from which a script would
// fill an empty page: of all texts in it, those that stand under one name and
// are the longest together.
func stateParagraphs(doc *goquery.Document) []block.Paragraph {
	s := state{texts: map[string][]string{}, seen: map[string]bool{}}
	left := maxState
	for _, script := range doc.Find("script:not([src])").EachIter() {
		text := script.Text()
		if left -= len(text); left < 0 {
			break
		}
		if v, ok := scriptValue(text); ok {
			s.collect("", v, 0)
		}
	}
	return s.longest()
}

// scriptValue gives the JSON value that a script is, or assigns.
func scriptValue(text string) (any, bool) {
	from := strings.IndexAny(text, "{[")
	to := strings.LastIndexAny(text, "}]")
	if from < 0 || to < from || to-from < stateProse {
		return nil, false
	}
	// What comes before the value must be an assignment or nothing: other
	// scripts are code.
	if head := strings.TrimSpace(text[:from]); head != "" && !strings.HasSuffix(head, "=") && !strings.HasSuffix(head, "(") {
		return nil, false
	}
	var v any
	err := json.Unmarshal([]byte(text[from:to+1]), &v)
	return v, err == nil
}

// state is the texts of a page's scripts by the name that they stand under.
type state struct {
	texts map[string][]string
	seen  map[string]bool
}

func (s *state) collect(name string, v any, depth int) {
	if depth > maxStateDepth {
		return
	}
	switch v := v.(type) {
	case string:
		if len(v) >= stateProse && strings.Count(v, " ") >= len(v)/20 && !s.seen[v] {
			s.seen[v] = true
			s.texts[name] = append(s.texts[name], v)
		}
	case []any:
		for _, item := range v {
			s.collect(name, item, depth+1)
		}
	case map[string]any:
		keys := make([]string, 0, len(v))
		for key := range v {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			s.collect(key, v[key], depth+1)
		}
	}
}

func (s *state) longest() []block.Paragraph {
	names := make([]string, 0, len(s.texts))
	for name := range s.texts {
		names = append(names, name)
	}
	slices.Sort(names)
	var best []block.Paragraph
	for _, name := range names {
		var list []block.Paragraph
		for _, text := range s.texts[name] {
			for _, p := range bodyParagraphs(text) {
				if wire.EndsSentence(p.Text) || p.Kind != block.Prose {
					list = append(list, p)
				}
			}
		}
		if length(list) > length(best) {
			best = list
		}
	}
	return best
}
