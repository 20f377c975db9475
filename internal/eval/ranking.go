package eval

import "math"

// How far down a ranking is looked.
const (
	topHits    = 10
	recallHits = 100
)

// Ranking is how well one query was answered, or the mean over several.
// Relevance is binary.
type Ranking struct {
	// NDCG is the normalised discounted cumulative gain of the first ten: 1
	// when as many of them as can be are relevant and stand first.
	NDCG float64
	// Average is the average precision: the mean, over all relevant documents,
	// of the precision down to each; 0 for one that was not found.
	Average float64
	// Precision is the share of relevant ones among the first ten, Recall the
	// share of all relevant ones that is among the first hundred.
	Precision, Recall float64
}

// Rank measures a ranking, best first, of documents by their ids. Of a query
// without relevant documents there is nothing to measure: all is 0.
func Rank(got []string, relevant map[string]bool) Ranking {
	var r Ranking
	if len(relevant) == 0 {
		return r
	}
	found, ideal := 0, 0.0
	for i := range min(topHits, len(relevant)) {
		ideal += discount(i)
	}
	for i, id := range got {
		if !relevant[id] {
			continue
		}
		found++
		r.Average += ratio(found, i+1)
		if i < topHits {
			r.NDCG += discount(i)
			r.Precision++
		}
		if i < recallHits {
			r.Recall++
		}
	}
	r.NDCG /= ideal
	r.Average /= float64(len(relevant))
	r.Precision /= topHits
	r.Recall /= float64(len(relevant))
	return r
}

// discount is what a relevant document is worth at a place, from 0.
func discount(place int) float64 { return 1 / math.Log2(float64(place+2)) }

// MeanRanking is the mean of rankings, each of one query or of one collection.
func MeanRanking(all []Ranking) Ranking {
	var mean Ranking
	share := 1 / float64(max(1, len(all)))
	for _, r := range all {
		mean.NDCG += share * r.NDCG
		mean.Average += share * r.Average
		mean.Precision += share * r.Precision
		mean.Recall += share * r.Recall
	}
	return mean
}
