package newscorpus_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/entity"
	"dateline/index"
	"dateline/internal/bench/newscorpus"
	"dateline/internal/golden"
)

// small is a corpus of a few invented stories.
func small() *newscorpus.Corpus { return newscorpus.New(newscorpus.Invent(42, 300), 42) }

// TestArticlesStayTheSame keeps what is measured the same from one version to
// the next: the first article in full, and a sum over fifty.
func TestArticlesStayTheSame(t *testing.T) {
	t.Parallel()
	corpus := small()
	sum := sha256.New()
	for i := range 50 {
		text, err := json.MarshalIndent(corpus.Article(i), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			golden.Equal(t, "testdata/article.json", append(text, '\n'))
		}
		sum.Write(text)
	}
	golden.Equal(t, "testdata/articles.sha256", fmt.Appendf(nil, "%x\n", sum.Sum(nil)))
}

func TestArticleDependsOnSeedAndNumberAlone(t *testing.T) {
	t.Parallel()
	a, b := small(), small()
	want := []index.Document{a.Article(0), a.Article(1), a.Article(2)}
	var group sync.WaitGroup
	for _, i := range []int{2, 0, 1} {
		group.Go(func() {
			if got := b.Article(i); !reflect.DeepEqual(got, want[i]) {
				t.Errorf("article %d differs when it is made in another order", i)
			}
		})
	}
	group.Wait()
	other := newscorpus.New(newscorpus.Invent(42, 300), 43)
	if other.Article(0).Body == want[0].Body {
		t.Error("another seed gives the same article")
	}
}

func TestArticlesAreAsTheRecipeSays(t *testing.T) {
	t.Parallel()
	corpus := small()
	ids := map[string]bool{}
	for i := range 200 {
		doc := corpus.Article(i)
		ids[doc.ID] = true
		if n := len(strings.Fields(doc.Body)); n < 220 || n > 490+4*30+20 {
			t.Errorf("article %d has %d words", i, n)
		}
		if doc.Published.Before(newscorpus.Begin()) || !doc.Published.Before(newscorpus.End()) {
			t.Errorf("article %d is of %v", i, doc.Published)
		}
		if n := len(doc.Values("actor")); n < 1 || n > 6 || n != len(doc.Actors) {
			t.Errorf("article %d has %d actors in facets, %d in all", i, n, len(doc.Actors))
		}
		if n := len(doc.Locations); n < 1 || n > 3 {
			t.Errorf("article %d has %d places", i, n)
		}
		if doc.Title == "" || doc.Source.Name == "" || doc.Lang == "" || doc.Section == "" {
			t.Errorf("article %d lacks something: %+v", i, doc.Article)
		}
	}
	if len(ids) != 200 {
		t.Errorf("%d different ids of 200", len(ids))
	}
}

func TestMentionsStandWhereTheySay(t *testing.T) {
	t.Parallel()
	corpus := small()
	for i := range 50 {
		doc := corpus.Article(i)
		if len(doc.Mentions) != 2*len(doc.Paragraphs) {
			t.Errorf("article %d has %d mentions in %d paragraphs", i, len(doc.Mentions), len(doc.Paragraphs))
		}
		for _, m := range doc.Mentions {
			if m.Field != entity.Body || doc.Body[m.Start:m.End] != m.Text {
				t.Errorf("article %d: mention %+v stands at %q", i, m, doc.Body[m.Start:m.End])
			}
		}
	}
}

func TestACityCountsForItsCountry(t *testing.T) {
	t.Parallel()
	corpus := small()
	for i := range 200 {
		doc := corpus.Article(i)
		for _, p := range doc.Locations {
			if p.Kind == entity.City && !slices.Contains(doc.Values("location"), p.Within[0]) {
				t.Errorf("article %d: %s does not count for %s", i, p.Name, p.Within[0])
			}
		}
	}
}

func TestFrequenciesFallByZipf(t *testing.T) {
	t.Parallel()
	corpus := small()
	counts := map[string]int{}
	for i := range 2000 {
		doc := corpus.Article(i)
		counts[doc.Source.Name]++
	}
	names := corpus.Sources()
	if first, last := counts[names[0]], counts[names[len(names)-1]]; first < 10*last || last == 0 {
		t.Errorf("the first source has %d articles, the last one %d", first, last)
	}
}

func TestBatches(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		n, size int
		want    []int
	}{
		{"even", 6, 3, []int{3, 3}},
		{"the last one is smaller", 7, 3, []int{3, 3, 1}},
		{"none", 0, 3, nil},
	}
	corpus := small()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var sizes []int
			next := 0
			for docs := range corpus.Batches(test.n, test.size) {
				sizes = append(sizes, len(docs))
				for _, doc := range docs {
					if want := corpus.Article(next).ID; doc.ID != want {
						t.Errorf("article %d is %s, not %s", next, doc.ID, want)
					}
					next++
				}
			}
			if !slices.Equal(sizes, test.want) {
				t.Errorf("batches of %v, not %v", sizes, test.want)
			}
		})
	}
	for range corpus.Batches(10, 3) {
		break // must not go on
	}
}
