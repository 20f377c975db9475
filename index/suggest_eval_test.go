package index_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"

	"dateline/index"
	"dateline/internal/eval"
	"dateline/query"
)

// TestSuggestionsOfTheSample measures what is suggested for typing errors in the
// words of the sample corpus, and for words that are rare but right.
func TestSuggestionsOfTheSample(t *testing.T) {
	if testing.Short() {
		t.Skip("building the sample takes seconds; run without -short")
	}
	t.Parallel()
	eval.CompareNumbers(t, "testdata/suggestions.txt", measureSuggestions(t, sampleEngine(t), 3))
}

// TestEvalSuggestions is the same for many articles.
func TestEvalSuggestions(t *testing.T) {
	if os.Getenv("DATELINE_EVAL") == "" {
		t.Skip("takes minutes: run make eval")
	}
	eval.CompareNumbers(t, "testdata/suggestions-reuters.txt", measureSuggestions(t, reutersEngine(t), 20))
}

// slip is a way of mistyping.
type slip struct {
	name string
	make func(random *rand.Rand, word []rune) []rune
}

func slips() []slip {
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	letter := func(random *rand.Rand) rune { return rune(alphabet[random.IntN(len(alphabet))]) }
	inside := func(random *rand.Rand, word []rune) int { return 1 + random.IntN(len(word)-1) }
	missing := func(random *rand.Rand, word []rune) []rune {
		i := inside(random, word)
		return append(word[:i:i], word[i+1:]...)
	}
	added := func(random *rand.Rand, word []rune) []rune {
		i := inside(random, word)
		return append(append(word[:i:i], letter(random)), word[i:]...)
	}
	return []slip{
		{"missing", missing},
		{"added", added},
		{"swapped", func(random *rand.Rand, word []rune) []rune {
			i := inside(random, word)
			typed := append([]rune{}, word...)
			typed[i-1], typed[i] = word[i], word[i-1]
			return typed
		}},
		{"wrong", func(random *rand.Rand, word []rune) []rune {
			typed := append([]rune{}, word...)
			typed[inside(random, word)] = letter(random)
			return typed
		}},
		{"first", func(random *rand.Rand, word []rune) []rune {
			typed := append([]rune{}, word...)
			typed[0] = letter(random)
			return typed
		}},
		{"two", func(random *rand.Rand, word []rune) []rune { return added(random, missing(random, word)) }},
		{"space", func(_ *rand.Rand, word []rune) []rune {
			return []rune(strings.ReplaceAll(string(word), " ", ""))
		}},
	}
}

// measureSuggestions gives "name value" lines. Words are frequent in this many
// articles.
func measureSuggestions(t *testing.T, engine index.Engine, frequent int) string {
	t.Helper()
	x := index.New(engine, "", nil)
	frequentWords := wordsOf(t, engine, "", frequent, 1<<30)
	names := wordsOf(t, engine, "actor", frequent, 1<<30)
	rareWords := wordsOf(t, engine, "", 1, 2)
	var b strings.Builder
	for _, s := range slips() {
		if s.name == "space" {
			fmt.Fprintf(&b, "pairs-%s %.4f\n", s.name, corrected(t, x, s, pairsOf(t, engine)))
			continue
		}
		fmt.Fprintf(&b, "words-%s %.4f\n", s.name, corrected(t, x, s, frequentWords))
		fmt.Fprintf(&b, "names-%s %.4f\n", s.name, corrected(t, x, s, names))
	}
	offered := 0
	for _, word := range rareWords {
		if list := ask(t, x, word).Suggestions; len(list) > 0 {
			offered++
			t.Logf("right: %s: %v", word, list)
		}
	}
	fmt.Fprintf(&b, "right-words-doubted %.4f\n", float64(offered)/float64(len(rareWords)))
	t.Logf("%d frequent words, %d names, %d rare words\n%s", len(frequentWords), len(names), len(rareWords), b.String())
	return b.String()
}

// most words of a kind that are measured.
const most = 400

// wordsOf are words of letters that at least and at most so many articles have,
// spread over all that there are.
func wordsOf(t *testing.T, engine index.Engine, field string, atLeast, atMost int) []string {
	t.Helper()
	list, err := engine.Terms(t.Context(), index.TermsPlan{Field: field, Size: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, term := range list {
		odd := strings.ContainsFunc(term.Text, func(r rune) bool { return !unicode.IsLetter(r) })
		if !odd && len([]rune(term.Text)) >= 5 && term.Count >= atLeast && term.Count <= atMost {
			found = append(found, term.Text)
		}
	}
	return spread(found)
}

func spread(list []string) []string {
	step := max(1, len(list)/most)
	var some []string
	for i := 0; i < len(list); i += step {
		some = append(some, list[i])
	}
	return some
}

// pairsOf are names of two words.
func pairsOf(t *testing.T, engine index.Engine) []string {
	t.Helper()
	var found []string
	for _, field := range []string{"actor", "location"} {
		list, err := engine.Terms(t.Context(), index.TermsPlan{Field: field, Values: true, Size: most})
		if err != nil {
			t.Fatal(err)
		}
		for _, term := range list {
			if strings.Count(term.Text, " ") == 1 && !strings.ContainsFunc(term.Text, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }) {
				found = append(found, strings.ToLower(term.Text))
			}
		}
	}
	return found
}

func ask(t *testing.T, x *index.Index, text string) *index.Result {
	t.Helper()
	req := query.NewRequest()
	req.Text, req.Facets, req.Snippets = text, []string{}, 0
	result, err := x.Search(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// corrected is the share of the mistyped words for which the first suggestion
// is the word that was meant. A slip that gives another word is none.
func corrected(t *testing.T, x *index.Index, s slip, list []string) float64 {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	right, all := 0, 0
	for _, word := range list {
		typed := string(s.make(random, []rune(word)))
		result := ask(t, x, typed)
		if typed == word || result.Total > 0 {
			continue
		}
		if len(result.Suggestions) == 0 { // on a busy machine there may have been no time for any
			result = ask(t, x, typed)
		}
		all++
		switch {
		case len(result.Suggestions) > 0 && strings.Trim(result.Suggestions[0].Text, `"`) == word:
			right++
		case testing.Verbose():
			t.Logf("%s: %s for %s: %v", s.name, typed, word, result.Suggestions)
		}
	}
	return float64(right) / float64(max(1, all))
}
