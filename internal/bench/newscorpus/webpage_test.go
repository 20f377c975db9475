package newscorpus_test

import (
	"fmt"
	"testing"

	"dateline/corpus"
	"dateline/internal/bench/newscorpus"
)

// TestWebPage: what was written into a page is read out of it again.
func TestWebPage(t *testing.T) {
	t.Parallel()
	c := newscorpus.New(newscorpus.Invent(1, 200), 1)
	for n := range 20 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			want := c.Article(n)
			want.Title = `Pier & quay: "closed" <soon>`
			page := newscorpus.WebPage(&want)
			if len(page) < 100<<10 || len(page) > 200<<10 {
				t.Errorf("the page has %d bytes, want about 140 KB", len(page))
			}
			got, err := corpus.ParseHTML("x", "x", []byte(page), corpus.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Body != want.Body || got.Title != want.Title || !got.Published.Equal(want.Published) || got.Source.Name != want.Source.Name || len(got.Authors) != 1 {
				t.Errorf("got  %q of %v by %q in %q: %.300q\nwant %q of %v in %q: %.300q",
					got.Title, got.Published, got.Authors, got.Source.Name, got.Body, want.Title, want.Published, want.Source.Name, want.Body)
			}
		})
	}
}
