package workload

import (
	"maps"
	"slices"
	"strings"

	"dateline/index/words"
	"dateline/internal/bench/newscorpus"
)

// The sizes of the samples: words are counted in the larger one, pairs of them
// in the smaller one.
const (
	wordSample = 20_000
	pairSample = 5_000
	// pairLeast is the number of articles of pairSample that a pair stands in.
	pairLeast = 25
)

// lexicon knows in how many articles of a sample each word stands, and each
// pair of neighbours. It holds words of the letters a to z.
type lexicon struct {
	articles int
	words    map[string]*tally
	pairOf   map[[2]string]*tally
	// pairLeast is the constant, for samples that are smaller.
	pairLeast int
}

// tally counts the articles that something stands in.
type tally struct{ articles, last int }

// count reads the samples.
func count(corpus *newscorpus.Corpus, articles int) *lexicon {
	few := min(articles, pairSample)
	l := &lexicon{
		words: map[string]*tally{}, pairOf: map[[2]string]*tally{},
		articles: min(articles, wordSample), pairLeast: max(2, pairLeast*few/pairSample),
	}
	for i := range l.articles {
		if i == few {
			l.countPairs(corpus, few)
		}
		for _, row := range rows(corpus, i) {
			for _, w := range row {
				note(l.words, w, i)
			}
		}
	}
	if l.articles == few {
		l.countPairs(corpus, few)
	}
	return l
}

// countPairs counts the pairs of the first articles; a pair is no more frequent
// than either of its words, which are counted.
func (l *lexicon) countPairs(corpus *newscorpus.Corpus, few int) {
	for i := range few {
		for _, row := range rows(corpus, i) {
			for j := range len(row) - 1 {
				if l.often(row[j]) && l.often(row[j+1]) {
					note(l.pairOf, [2]string{row[j], row[j+1]}, i)
				}
			}
		}
	}
}

func (l *lexicon) often(word string) bool {
	t := l.words[word]
	return t != nil && t.articles >= l.pairLeast
}

func note[K comparable](counts map[K]*tally, key K, article int) {
	t := counts[key]
	if t == nil {
		t = &tally{last: -1}
		counts[key] = t
	}
	if t.last != article {
		t.last = article
		t.articles++
	}
}

// rows are the words of an article's body, broken wherever a word has other
// signs than the letters a to z or a second form.
func rows(corpus *newscorpus.Corpus, article int) [][]string {
	var found [][]string
	doc := corpus.Article(article)
	for _, text := range doc.Paragraphs {
		next := -1
		for _, t := range words.Tokens(text, "") {
			if strings.Trim(t.Surface, letters) != "" {
				next = -1
				continue
			}
			if t.Position != next {
				found = append(found, nil)
			}
			last := len(found) - 1
			found[last] = append(found[last], t.Surface)
			next = t.Position + 1
		}
	}
	return found
}

const letters = "abcdefghijklmnopqrstuvwxyz"

// between are the words that stand in a share of the articles.
func (l *lexicon) between(least, most float64, minLetters int) []string {
	return l.within(int(least*float64(l.articles)), int(most*float64(l.articles)), minLetters)
}

// within are the words that stand in so many articles, in order.
func (l *lexicon) within(least, most, minLetters int) []string {
	var found []string
	for _, w := range slices.Sorted(maps.Keys(l.words)) {
		if n := l.words[w].articles; n >= least && n <= most && len(w) >= minLetters {
			found = append(found, w)
		}
	}
	return found
}

// pairs are the frequent pairs, in order.
func (l *lexicon) pairs() []string {
	var found []string
	for pair, t := range l.pairOf {
		if t.articles >= l.pairLeast && pair[0] != pair[1] {
			found = append(found, pair[0]+" "+pair[1])
		}
	}
	slices.Sort(found)
	return found
}
