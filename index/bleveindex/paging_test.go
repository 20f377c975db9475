package bleveindex_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/query"
)

// The same articles give the same list, with the same scores, whether they lie
// in one segment or in several with deleted ones between them; and every page of
// it is a piece of the whole, whatever the words of the query add as pairs.
func TestPagesArePiecesOfOneList(t *testing.T) {
	t.Parallel()
	sizes := map[string][]int{
		"small": {1, 63, 64, 65}, "one": {1}, "word": {64}, "window": {2048}, "around windows": {2047, 2049},
	}
	for name, sizes := range sizes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(len(name)), 1))
			one, several := worn(t, random, sizes)
			for range 12 {
				plan := rankedPlan(random)
				whole := hitsOf(t, one, plan)
				if got := hitsOf(t, several, plan); !slices.Equal(got, whole) {
					t.Fatalf("%v: %d hits in several segments, %d in one; they or their scores differ", plan.Where, len(got), len(whole))
				}
				for range 40 {
					checkPage(t, several, plan, whole, random)
				}
			}
		})
	}
}

// worn are two engines with the same articles: in one segment, and written in so
// many at a time, some of them replaced and some deleted later.
func worn(t *testing.T, random *rand.Rand, sizes []int) (one, several *bleveindex.Engine) {
	t.Helper()
	one, _ = create(t)
	several, _ = create(t)
	var live []index.Document
	var gone []string
	for batch, size := range sizes {
		var docs []index.Document
		for i := range size {
			d := pagedArticle(random, fmt.Sprintf("%d-%d", random.IntN(1000), batch*10_000+i))
			docs = append(docs, d)
			switch {
			case size > 1 && random.IntN(5) == 0:
				gone = append(gone, d.ID)
			default:
				live = append(live, d)
			}
		}
		mustWrite(t, several, docs...)
	}
	if err := several.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	for i := range live {
		if random.IntN(200) == 0 {
			live[i] = pagedArticle(random, live[i].ID)
			mustWrite(t, several, live[i])
		}
	}
	mustWrite(t, one, live...)
	return one, several
}

// pagedArticle is of few words, so that many have the same score.
func pagedArticle(random *rand.Rand, id string) index.Document {
	words := strings.Fields("budget budget budget vote vote tax rome rome rain covid-19 e-mail")
	text := func(n int) string {
		var list []string
		for range n {
			list = append(list, words[random.IntN(len(words))])
		}
		return strings.Join(list, " ")
	}
	d := article(id, text(random.IntN(3)), text(1+random.IntN(6)), text(random.IntN(12)))
	if random.IntN(200) == 0 {
		d = article(id, text(random.IntN(3)), strings.Repeat("budget vote ", 200))
	}
	if random.IntN(5) > 0 {
		d.Published = time.Date(2026, 3, 1+random.IntN(20), 0, 0, 0, 0, time.UTC)
	}
	return d
}

func rankedPlan(random *rand.Rand) index.Plan {
	leaves := []query.Expr{
		query.Word{Text: "budget"},
		query.Word{Text: "vote"},
		query.Word{Text: "tax"},
		query.Word{Text: "rome"},
		query.Word{Text: "covid-19"},
		query.Word{Field: "body", Text: "budget"},
		query.Word{Field: "title", Text: "vote"},
		query.Phrase{Text: "budget vote"},
		query.Wildcard{Pattern: "r*"},
		query.Wildcard{Field: "body", Pattern: "*o*"},
		query.Boost{Expr: query.Word{Text: "vote"}, Factor: 3},
		query.Not{Expr: query.Word{Text: "rain"}},
		query.Phrase{Field: "body", Text: "rome budget"},
		query.Near{A: query.Word{Text: "tax"}, B: query.Word{Text: "vote"}, Within: 3},
	}
	random.Shuffle(len(leaves), func(i, j int) { leaves[i], leaves[j] = leaves[j], leaves[i] })
	plan := index.Plan{Sort: query.Relevance, Where: query.Or{Exprs: leaves[:2+random.IntN(4)]}}
	if random.IntN(3) == 0 {
		plan.Where = query.And{Exprs: leaves[:2]}
	}
	if random.IntN(2) == 0 {
		plan.Expand = []query.Part{{Expr: query.Word{Text: "rome"}, Weight: .3}, {Expr: query.Word{Text: "tax"}, Weight: .2}}
	}
	if random.IntN(2) == 0 {
		plan.Recency = index.Recency{HalfLife: 5, Today: time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC).Unix() / 86400}
	}
	if random.IntN(5) == 0 {
		plan.Sort = []query.Sort{query.Newest, query.Oldest}[random.IntN(2)]
	}
	return plan
}

func hitsOf(t *testing.T, e index.Engine, plan index.Plan) (keys []index.Key) {
	t.Helper()
	if plan.Size == 0 {
		plan.Size = 5000
	}
	result, err := e.Search(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, hit := range result.Hits {
		keys = append(keys, hit.Key)
	}
	return keys
}

// checkPage looks at pages behind and before some hit.
func checkPage(t *testing.T, e index.Engine, plan index.Plan, whole []index.Key, random *rand.Rand) {
	t.Helper()
	plan.Size = 1 + random.IntN(7)
	if got, want := hitsOf(t, e, plan), whole[:min(plan.Size, len(whole))]; !slices.Equal(got, want) {
		t.Errorf("%v: the first page is %v, want %v", plan.Where, got, want)
	}
	if len(whole) == 0 {
		return
	}
	at := random.IntN(len(whole))
	plan.After = &whole[at]
	if got, want := hitsOf(t, e, plan), whole[at+1:min(at+1+plan.Size, len(whole))]; !slices.Equal(got, want) {
		t.Errorf("%v: behind %d of %d are %v, want %v", plan.Where, at, len(whole), got, want)
	}
	plan.After, plan.Before = nil, &whole[at]
	if got, want := hitsOf(t, e, plan), whole[max(0, at-plan.Size):at]; !slices.Equal(got, want) {
		t.Errorf("%v: before %d of %d are %v, want %v", plan.Where, at, len(whole), got, want)
	}
}
