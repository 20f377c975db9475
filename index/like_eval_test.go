package index_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"dateline/index"
	"dateline/internal/eval"
	"dateline/query"
)

// TestEvalLikeness measures how many of the five articles most like one are
// about the same: how many share a label of the gold data with it.
func TestEvalLikeness(t *testing.T) {
	if os.Getenv("DATELINE_EVAL") == "" {
		t.Skip("takes minutes: run make eval")
	}
	labels := reutersLabels(t)
	x := index.New(reutersEngine(t), "", nil)
	var ids []string
	for id := range labels {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	share, found, all := 0.0, 0, 0
	for i := 0; i < len(ids); i += 20 {
		hits := mostLike(t, x, ids[i], labels)
		all++
		if len(hits) == 0 {
			continue
		}
		same := 0
		for _, id := range hits {
			if slices.ContainsFunc(labels[id], func(l string) bool { return slices.Contains(labels[ids[i]], l) }) {
				same++
			}
		}
		found++
		share += float64(same) / float64(len(hits))
	}
	eval.CompareNumbers(t, "testdata/likeness-reuters.txt", fmt.Sprintf(
		"articles-with-similar-ones %.4f\nsame-label-among-five %.4f\nsame-label-by-chance %.4f\n",
		float64(found)/float64(all), share/float64(found), byChance(ids, labels)))
}

// reutersLabels are the people, organisations and places that each article is
// known to be about, but for the country that half of them are about.
func reutersLabels(t *testing.T) map[string][]string {
	t.Helper()
	labels := map[string][]string{}
	eval.GoldLines(t, "places/reuters-train.jsonl.gz", func(line []byte) {
		var a struct {
			ID                   string
			Places, People, Orgs []string
		}
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		all := slices.DeleteFunc(slices.Concat(a.Places, a.People, a.Orgs), func(l string) bool { return l == "usa" })
		if len(all) > 0 {
			labels[a.ID] = all
		}
	})
	return labels
}

// mostLike are the five labelled articles most like one.
func mostLike(t *testing.T, x *index.Index, id string, labels map[string][]string) []string {
	t.Helper()
	req := query.NewRequest().WithText(query.Like{ID: id}.String()).WithSize(50)
	req.Facets, req.Snippets = []string{}, 0
	var five []string
	for _, hit := range search(t, x, req).Hits {
		if labels[hit.Document.ID] != nil && len(five) < 5 {
			five = append(five, hit.Document.ID)
		}
	}
	return five
}

// byChance is how often two articles share a label.
func byChance(ids []string, labels map[string][]string) float64 {
	same, all := 0, 0
	for i := 0; i < len(ids); i += 20 {
		for j := 7; j < len(ids); j += 61 {
			all++
			if slices.ContainsFunc(labels[ids[i]], func(l string) bool { return slices.Contains(labels[ids[j]], l) }) {
				same++
			}
		}
	}
	return float64(same) / float64(all)
}
