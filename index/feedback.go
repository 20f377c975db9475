package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode/utf8"

	"dateline/index/words"
	"dateline/query"
)

// The settings of feedback: so many of the first hits are read, so many of
// their words are added, and so much of the rank remains the query's own. A hit
// counts by its score to the power of feedbackFocus.
const (
	feedbackHits  = 5
	feedbackWords = 40
	feedbackOwn   = 0.6
	feedbackFocus = 4
	// A word of feedback has so many letters, and so many articles have it.
	feedbackLength   = 2
	feedbackArticles = 2
	// So many words of a hit are read, and so many different ones looked up, so
	// that long articles cost no more.
	feedbackRead   = 2000
	feedbackLooked = 400
)

// feedback are the words that tell what the first hits of a plan are about, with
// their weights beside the plan's own words. This is the relevance model of
// Lavrenko and Croft, mixed with the query (RM3). It depends on nothing but the
// plan and what is stored, so that all pages of a list have the same.
func (x *Index) feedback(ctx context.Context, plan Plan, articles int) ([]query.Part, error) {
	own := ownWeight(plan.Where)
	if plan.Sort != query.Relevance || plan.Size == 0 || own == 0 {
		return nil, nil
	}
	first := plan
	first.Size, first.After, first.Before = feedbackHits, nil, nil
	first.Facets, first.Timeline, first.Mark = nil, nil, nil
	result, err := x.engine.Search(ctx, first)
	if err != nil {
		return nil, err
	}
	chosen, err := x.tellingMost(ctx, relevanceModel(result.Hits, &x.analyzer), articles)
	if err != nil {
		return nil, err
	}
	total := 0.0
	for _, w := range chosen {
		total += w.share
	}
	parts := make([]query.Part, len(chosen))
	for i, w := range chosen {
		parts[i] = query.Part{
			Expr:   query.Word{Text: w.surface},
			Weight: own * (1 - feedbackOwn) / feedbackOwn * w.share / total,
		}
	}
	return parts, nil
}

// ownWeight is the sum of the weights of a query's words; what only narrows has
// none, nor has what stands under a Not, or under two.
func ownWeight(e query.Expr) (sum float64) {
	name, _ := query.FieldOf(e)
	if field, ok := Fields.Lookup(name); ok && field.Kind != query.Text && field.Kind != query.Name {
		return 0
	}
	switch e := e.(type) {
	case query.And, query.Or:
		for _, operand := range query.Operands(e) {
			sum += ownWeight(operand)
		}
		return sum
	case query.Boost:
		return e.Factor * ownWeight(e.Expr)
	case query.Word:
		return float64(rankingWords(e.Text))
	case query.Phrase:
		return float64(rankingWords(e.Text))
	case query.All, query.Not, query.Dates, query.Compare, query.Has:
		return 0
	case query.Wildcard, query.Fuzzy, query.Regexp, query.Near, query.NotNear, query.SameParagraph, query.AtLeast, query.Like:
	}
	return 1
}

// rankingWords counts the words of a text that tell what it is about.
func rankingWords(text string) (n int) {
	for _, w := range words.Ask(text) {
		if !words.IsFunction(w.Surface) {
			n++
		}
	}
	return n
}

// likelyWord is a word of the first hits, in the form that it has there first.
type likelyWord struct {
	surface string
	share   float64 // how likely it is in what the query is after
}

// relevanceModel gives the words of hits, in their order, with how likely each
// is: its share of an article, by how well the article fits beside the first.
func relevanceModel(hits []Hit, analyzer *words.Analyzer) []likelyWord {
	var list []likelyWord
	at := map[string]int{} // by stem
	if len(hits) == 0 || hits[0].Score <= 0 {
		return nil
	}
	fits := func(hit Hit) float64 { return math.Pow(hit.Score/hits[0].Score, feedbackFocus) }
	for _, hit := range hits {
		surfaces, stems := tellingTokens(hit.Document, analyzer)
		for i, stem := range stems {
			if _, known := at[stem]; !known {
				at[stem] = len(list)
				list = append(list, likelyWord{surface: surfaces[i]})
			}
			list[at[stem]].share += fits(hit) / float64(len(stems))
		}
	}
	return list
}

// tellingTokens are the words of the beginning of an article but for function
// words and single letters, each as often as it stands there.
func tellingTokens(doc *Document, analyzer *words.Analyzer) (surfaces, stems []string) {
	for i := -1; i < len(doc.Paragraphs) && len(stems) < feedbackRead; i++ {
		text := doc.Title
		if i >= 0 {
			text = doc.Paragraphs[i]
		}
		last := -1
		for _, t := range analyzer.Tokens(text, doc.Lang) {
			another := t.Position == last // another form of the word before
			last = t.Position
			if another || utf8.RuneCountInString(t.Surface) < feedbackLength || words.IsFunction(t.Surface) {
				continue
			}
			surfaces, stems = append(surfaces, t.Surface), append(stems, t.Stem)
		}
	}
	return surfaces, stems
}

// tellingMost are the words that are likely in the first hits and rare
// elsewhere; what a single article has finds no other, and a hit without a score
// says nothing.
func (x *Index) tellingMost(ctx context.Context, list []likelyWord, articles int) ([]likelyWord, error) {
	slices.SortStableFunc(list, func(a, b likelyWord) int { return cmp.Compare(b.share, a.share) })
	list = list[:min(len(list), feedbackLooked)]
	surfaces := make([]string, len(list))
	for i, w := range list {
		surfaces[i] = w.surface
	}
	terms, err := x.engine.Terms(ctx, TermsPlan{Exact: surfaces, Size: len(surfaces)})
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int, len(terms))
	for _, t := range terms {
		counts[t.Text] = t.Count
	}
	list = slices.DeleteFunc(list, func(w likelyWord) bool { return w.share == 0 || counts[w.surface] < feedbackArticles })
	telling := func(w likelyWord) float64 {
		return w.share * math.Log(1+float64(articles)/float64(counts[w.surface]))
	}
	slices.SortStableFunc(list, func(a, b likelyWord) int { return cmp.Compare(telling(b), telling(a)) })
	return list[:min(len(list), feedbackWords)], nil
}
