package newscorpus

import (
	"math/rand/v2"
	"strings"
)

// InventedStories is the size of an invented Pool that is about as rich as the
// newswire of a year.
const InventedStories = 20_000

const (
	inventedWords = 60_000
	// The share of a word falls with its rank about as it does in English, where
	// the most frequent one is every twentieth.
	wordExponent = 1.05
	wordOffset   = 2.7
)

// Invent makes a Pool of stories in a language that does not exist. Its words
// are as frequent, and as long for their frequency, as those of a natural one.
func Invent(seed uint64, stories int) *Pool {
	random := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same every time is what is wanted
	lexicon := inventWords(random, inventedWords)
	ranks := rand.NewZipf(random, wordExponent, wordOffset, inventedWords-1)
	sentence := func(least, most int) string {
		var b strings.Builder
		for i := range least + random.IntN(most-least+1) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(lexicon[ranks.Uint64()])
		}
		return capital(b.String())
	}
	p := &Pool{Name: "invented sentences"}
	for range stories {
		s := story{title: sentence(5, 9)}
		for range 5 + random.IntN(9) {
			s.sentences = append(s.sentences, sentence(8, 30)+".")
		}
		p.stories = append(p.stories, s)
	}
	return p
}

// inventWords makes different words, the short ones first.
func inventWords(random *rand.Rand, n int) []string {
	words := make([]string, 0, n)
	seen := make(map[string]bool, n)
	for tries := 0; len(words) < n; tries++ {
		w := inventWord(random, syllablesAt(len(words)+tries/4))
		if !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

// syllablesAt is the number of syllables that words of a rank have.
func syllablesAt(rank int) int {
	syllables := 1
	for limit := 60; rank >= limit; limit *= 20 {
		syllables++
	}
	return syllables
}

func inventWord(random *rand.Rand, syllables int) string {
	const onsets, vowels, codas = "bcdfghjklmnprstvwz", "aeiou", "lmnrst"
	var b strings.Builder
	for range syllables {
		b.WriteByte(onsets[random.IntN(len(onsets))])
		b.WriteByte(vowels[random.IntN(len(vowels))])
		if random.IntN(3) == 0 {
			b.WriteByte(codas[random.IntN(len(codas))])
		}
	}
	return b.String()
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
