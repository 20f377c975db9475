package index_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/query"
)

// The one that shares more, and rarer words, comes first.
func TestLikenessInOrder(t *testing.T) {
	t.Parallel()
	docs := []index.Document{
		article("asked", "Cholera in the camps of Adré", "Doctors wait for saline. The camps are full, doctors say."),
		article("most", "Doctors fight cholera in Adré", "Saline has come to the camps."),
		article("some", "A camp for the young", "They sing in the camps, say doctors, and then say it again, all summer long."),
	}
	for i := range 12 { // the same words all over, which tell nothing
		docs = append(docs, article(fmt.Sprint("other", i), "The news of the day", "Nobody is in the park, they say."))
	}
	r := search(t, newIndex(t, docs...), query.NewRequest().WithText("like:asked"))
	if r.Total != 2 || r.Hits[0].Document.ID != "most" || r.Hits[1].Document.ID != "some" {
		t.Errorf("%d articles, want most, then some: %v", r.Total, r.Hits)
	}
}

func TestLikenessGivesErrors(t *testing.T) {
	t.Parallel()
	engine := memindex.New()
	if err := engine.Write(t.Context(), presidents()); err != nil {
		t.Fatal(err)
	}
	failing := &counting{Engine: engine, fail: func(context.Context) error { return index.ErrDamaged }}
	if _, err := index.New(failing, "", noon).Search(t.Context(), query.NewRequest().WithText("like:a")); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("error %v, want that of the engine", err)
	}
}
