package eval_test

import (
	"math"
	"strconv"
	"testing"

	"dateline/internal/eval"
)

func TestRank(t *testing.T) {
	t.Parallel()
	second, third := 1/math.Log2(3), 1/math.Log2(4)
	tests := []struct {
		name     string
		got      []string
		relevant []string
		want     eval.Ranking
	}{
		{"the one first", []string{"a"}, []string{"a"}, eval.Ranking{NDCG: 1, Average: 1, Precision: 0.1, Recall: 1}},
		{"the one second", []string{"x", "a"}, []string{"a"}, eval.Ranking{NDCG: second, Average: 0.5, Precision: 0.1, Recall: 1}},
		{
			"two of three",
			[]string{"a", "x", "b"},
			[]string{"a", "b", "c"},
			eval.Ranking{
				NDCG: (1 + third) / (1 + second + third), Average: (1 + 2.0/3) / 3, Precision: 0.2, Recall: 2.0 / 3,
			},
		},
		{"behind the first ten", append(filler(10), "a"), []string{"a"}, eval.Ranking{Average: 1.0 / 11, Recall: 1}},
		{"behind the first hundred", append(filler(100), "a"), []string{"a"}, eval.Ranking{Average: 1.0 / 101}},
		{
			"more than ten relevant, ten of them first", filler(10), filler(20),
			eval.Ranking{NDCG: 1, Average: 0.5, Precision: 1, Recall: 0.5},
		},
		{"nothing found", nil, []string{"a"}, eval.Ranking{}},
		{"nothing relevant", []string{"a"}, nil, eval.Ranking{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			relevant := map[string]bool{}
			for _, id := range test.relevant {
				relevant[id] = true
			}
			checkRanking(t, eval.Rank(test.got, relevant), test.want)
		})
	}
}

func TestMeanRanking(t *testing.T) {
	t.Parallel()
	checkRanking(t, eval.MeanRanking(nil), eval.Ranking{})
	checkRanking(t, eval.MeanRanking([]eval.Ranking{
		{NDCG: 1, Average: 0.5, Precision: 0.25, Recall: 0},
		{NDCG: 0, Average: 0.5, Precision: 0.75, Recall: 1},
	}), eval.Ranking{NDCG: 0.5, Average: 0.5, Precision: 0.5, Recall: 0.5})
}

// filler are documents of their numbers.
func filler(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = strconv.Itoa(i)
	}
	return ids
}

func checkRanking(t *testing.T, got, want eval.Ranking) {
	t.Helper()
	if !near(got.NDCG, want.NDCG) || !near(got.Average, want.Average) || !near(got.Precision, want.Precision) || !near(got.Recall, want.Recall) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
