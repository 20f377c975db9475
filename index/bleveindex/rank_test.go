package bleveindex_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"dateline/index"
	"dateline/query"
)

// ranks are the scores of what a plan finds, by id.
func ranks(t *testing.T, e index.Engine, plan index.Plan) map[string]float64 {
	t.Helper()
	plan.Sort, plan.Size = query.Relevance, 100
	result, err := e.Search(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]float64{}
	for _, hit := range result.Hits {
		scores[hit.Document.ID] = hit.Score
	}
	return scores
}

// What expands a plan adds the score of its words and finds nothing. Its words
// are no neighbours of the plan's.
func TestExpandAddsScores(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	mustWrite(t, e,
		article("a", "Budget vote", "Tax and rain."),
		article("b", "Budget", "Rain, rain and the vote."),
		article("c", "Rain", "Nothing else."),
	)
	budget, vote, rain := query.Word{Text: "budget"}, query.Word{Text: "vote"}, query.Word{Text: "rain"}
	plain := ranks(t, e, index.Plan{Where: budget})
	votes, rains := ranks(t, e, index.Plan{Where: vote}), ranks(t, e, index.Plan{Where: rain})
	got := ranks(t, e, index.Plan{Where: budget, Expand: []query.Part{{Expr: vote, Weight: 0.5}, {Expr: rain, Weight: 0.25}}})
	if len(got) != len(plain) || len(got) != 2 {
		t.Fatalf("finds %v, want what is found without: %v", got, plain)
	}
	for id, score := range got {
		if want := plain[id] + 0.5*votes[id] + 0.25*rains[id]; math.Abs(score-want) > 1e-9 {
			t.Errorf("article %s: score %v, want %v", id, score, want)
		}
	}
}

func TestRecencyMultipliesScores(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	today := time.Date(2026, time.March, 14, 9, 0, 0, 0, time.UTC)
	var docs []index.Document
	for i := range 4 {
		d := article(fmt.Sprint(i), "Budget", "Rain.")
		if i > 0 {
			d.Published = today.AddDate(0, 0, -30*(i-1))
		}
		docs = append(docs, d)
	}
	mustWrite(t, e, docs...)
	where := query.Word{Text: "budget"}
	plain := ranks(t, e, index.Plan{Where: where})
	got := ranks(t, e, index.Plan{Where: where, Recency: index.Recency{HalfLife: 30, Today: today.Unix() / 86400}})
	for id, factor := range map[string]float64{"0": 1, "1": 2, "2": 1.5, "3": 1.25} {
		if want := factor * plain[id]; math.Abs(got[id]-want) > 1e-9 {
			t.Errorf("article %s: score %v, want %v", id, got[id], want)
		}
	}
}
