package spelling

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"unicode/utf8"
)

// Dictionary is the words of one field of the index.
type Dictionary interface {
	// Counts are the numbers of articles that have each of words; one that none
	// has may be left out.
	Counts(words []string) (map[string]int, error)
	// Near are the most frequent words at most so many slips away, with the
	// number of articles that have each.
	Near(word string, slips int) (map[string]int, error)
	// Together is the number of articles that have words side by side.
	Together(text string) (int, error)
	// Named tells which words are part of a name of a person, organisation or
	// place.
	Named(words []string) (map[string]bool, error)
}

// Guess is what may have been meant by a word: another word, or two.
type Guess struct {
	Text string
	// likelihood is on the scale of a logarithm: 0 is a word that is typed as it
	// is written, in one article.
	likelihood float64
}

const (
	// odds is how many times likelier a word without a slip is.
	odds = 60.0
	// nameOdds is how many times more often a name is asked for than another word.
	nameOdds = 4.0
	// few articles may have a word by chance: one that no more have is not what
	// somebody most likely means.
	few = 2
)

// certainty is how many times likelier another word has to be than one that is
// in the index as it was typed. Among short words, other ones are often near.
func certainty(word string) float64 {
	const short = 6
	if utf8.RuneCountInString(word) <= short {
		return 100
	}
	return 5
}

// Guesses are what may have been meant by a word that known articles have, the
// likeliest first. A word that more than rare articles have is right.
func Guesses(in Dictionary, word string, known, rare int) ([]Guess, error) {
	if known > rare || slipsIn(word) == 0 {
		return nil, nil
	}
	guesses, err := near(in, word, known)
	if err != nil {
		return nil, err
	}
	if known == 0 {
		two, err := split(in, word)
		if err != nil {
			return nil, err
		}
		guesses = append(guesses, two...)
	}
	slices.SortFunc(guesses, func(a, b Guess) int {
		return cmp.Or(cmp.Compare(b.likelihood, a.likelihood), cmp.Compare(a.Text, b.Text))
	})
	least := math.Log(certainty(word) * float64(known)) // of a word that is nowhere, no bound
	return slices.DeleteFunc(guesses, func(g Guess) bool { return g.likelihood < least }), nil
}

// near judges the words with few slips between them and the one that was typed.
// Those with two are looked for where nothing else is likely.
func near(in Dictionary, word string, known int) ([]Guess, error) {
	most := slipsIn(word)
	if known > 0 {
		most = 1
	}
	for slips := 1; ; slips++ {
		counts, err := in.Near(word, slips)
		if err != nil {
			return nil, err
		}
		delete(counts, word)
		if slips < most && !slices.ContainsFunc(slices.Collect(maps.Values(counts)), func(n int) bool { return n > few }) {
			continue
		}
		return judge(in, word, known, counts)
	}
}

// judge makes guesses of words that so many articles have.
func judge(in Dictionary, word string, known int, counts map[string]int) ([]Guess, error) {
	texts := slices.Sorted(maps.Keys(counts))
	named, err := in.Named(texts)
	guesses := make([]Guess, len(texts))
	for i, text := range texts {
		guesses[i] = Guess{text, math.Log(float64(counts[text])) - math.Log(odds)*cost(word, text)}
		if known == 0 && named[text] {
			guesses[i].likelihood += math.Log(nameOdds)
		}
	}
	return guesses, err
}

// shortestPart is the length of what a word is split into, in bytes.
const shortestPart = 2

// split looks for two words that stand side by side in some articles, of which
// both are more than rare.
func split(in Dictionary, word string) ([]Guess, error) {
	var parts []string
	for at := shortestPart; at+shortestPart <= len(word); at++ {
		if utf8.RuneStart(word[at]) {
			parts = append(parts, word[:at], word[at:])
		}
	}
	counts, err := in.Counts(parts)
	if err != nil {
		return nil, err
	}
	best, most := "", 0
	for pair := range slices.Chunk(parts, 2) {
		if n := min(counts[pair[0]], counts[pair[1]]); n > most {
			best, most = pair[0]+" "+pair[1], n
		}
	}
	if best == "" {
		return nil, nil
	}
	together, err := in.Together(best)
	if err != nil || together == 0 {
		return nil, err
	}
	return []Guess{{best, math.Log(float64(together)) - math.Log(odds)*spaced}}, nil
}
