package spelling_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"dateline/index/match"
	"dateline/index/spelling"
)

// dictionary is one by hand: the articles that have each word or pair.
type dictionary struct {
	counts map[string]int
	names  []string
	err    error
	looks  int // for near words
}

func (d *dictionary) Counts(words []string) (map[string]int, error) {
	found := map[string]int{}
	for _, word := range words {
		if n := d.counts[word]; n > 0 {
			found[word] = n
		}
	}
	return found, d.err
}

func (d *dictionary) Near(word string, slips int) (map[string]int, error) {
	d.looks++
	near := maps.Clone(d.counts)
	maps.DeleteFunc(near, func(text string, _ int) bool {
		return strings.Contains(text, " ") || !match.Slips(word, slips).Match(text)
	})
	return near, d.err
}

func (d *dictionary) Together(text string) (int, error) { return d.counts[text], d.err }

func (d *dictionary) Named(words []string) (map[string]bool, error) {
	named := map[string]bool{}
	for _, word := range words {
		named[word] = slices.Contains(d.names, word)
	}
	return named, d.err
}

func newDictionary() *dictionary {
	return &dictionary{
		counts: map[string]int{
			"zelensky": 4000, "zelenski": 9, "minister": 2000, "ministry": 600,
			"land": 500, "lend": 60, "laos": 40, "merkel": 50, "marked": 120, "new": 9000, "york": 700, "new york": 650,
			"newark": 8, "the": 20000, "rapist": 6, "therapist": 2, "élan": 5, "heave": 2, "have": 9000, "o'brien": 20,
		},
		names: []string{"merkel", "laos", "york", "newark"},
	}
}

func TestGuesses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		word  string
		known int
		want  string // the first, "" for none
	}{
		{"zelnesky", 0, "zelensky"},
		{"zelenski", 9, "zelensky"}, // often written so, and still a slip
		{"zelensy", 0, "zelensky"},
		{"zelensky", 4000, ""},
		{"minstre", 0, "minister"},
		{"minitser", 0, "minister"},
		{"merkal", 0, "merkel"},
		{"markel", 0, "merkel"}, // a name is asked for more often
		{"lnd", 0, ""},          // too short to tell
		{"lnad", 0, "land"},
		{"lamd", 0, "land"},
		{"heave", 2, ""}, // rare and right
		{"newyork", 0, "new york"},
		{"thhave", 0, "have"},
		{"elan", 0, "élan"},
		{"obrein", 0, "o'brien"},
		{"b747", 0, ""},
		{"2026", 0, ""},
		{"covid19", 0, ""},
		{"東京都庁舎", 0, ""},
		{"qqqqqqq", 0, ""},
		{strings.Repeat("land", 10), 0, ""},
		{"", 0, ""},
	}
	for _, test := range tests {
		guesses, err := spelling.Guesses(newDictionary(), test.word, test.known, 10)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(guesses) > 0 {
			got = guesses[0].Text
		}
		if got != test.want {
			t.Errorf("%q in %d articles: meant %q, want %q (all: %v)", test.word, test.known, got, test.want, guesses)
		}
	}
}

// The likeliest come first: fewer slips, then more articles.
func TestGuessesInOrder(t *testing.T) {
	t.Parallel()
	guesses, err := spelling.Guesses(newDictionary(), "lond", 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, g := range guesses {
		texts = append(texts, g.Text)
	}
	if got := strings.Join(texts, " "); got != "land lend" {
		t.Errorf("meant %q", got)
	}
}

// Words with two slips are looked for only where nothing is near.
func TestGuessesLookNoFurther(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]int{"zelnesky": 1, "minstre": 2, "lamd": 1, "the": 0, "b747": 0} {
		d := newDictionary()
		if _, err := spelling.Guesses(d, word, 0, 10); err != nil || d.looks != want {
			t.Errorf("%q: %d looks (%v), want %d", word, d.looks, err, want)
		}
	}
}

func TestGuessesGiveErrors(t *testing.T) {
	t.Parallel()
	d := newDictionary()
	d.err = errors.New("damaged")
	if _, err := spelling.Guesses(d, "zelnesky", 0, 10); !errors.Is(err, d.err) {
		t.Errorf("error %v, want that of the dictionary", err)
	}
}
