package bleveindex

import (
	"slices"
	"testing"

	bleve "github.com/blevesearch/bleve_index_api"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/bleveindex/stored"
)

// Fields that are places within title and body have no words of their own: to
// index the text again for each made the index twice as large.
func TestTextIsIndexedOnce(t *testing.T) {
	t.Parallel()
	doc := index.Document{Article: corpus.Article{ID: "a", Title: "Talks", Paragraphs: []string{"One.", "Two."}}}
	codec, err := stored.New()
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDocument(&doc, codec, nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	d.VisitFields(func(f bleve.Field) { names = append(names, f.Name()) })
	for _, name := range []string{"body", "lead", "major", "words"} {
		if slices.Contains(names, name) {
			t.Errorf("%s is indexed: %q", name, names)
		}
	}
	if !slices.Contains(names, titleText) || !slices.Contains(names, wholeText) {
		t.Errorf("title and body are not indexed: %q", names)
	}
}
