package words_test

import (
	"strings"
	"testing"

	"dateline/index/words"
)

func TestFinder(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name            string
		stems, surfaces []string
		text            string
		want            string // what was found, with the places in the text
	}{
		{"every form of the stem", []string{"minister"}, nil, "Ministers meet the minister's aide", "Ministers minister"},
		{"a phrase is exact", nil, []string{"prime minister"}, "prime ministers and a Prime Minister", "Prime Minister"},
		{"words in a row", []string{"ceasefire-talks"}, nil, "ceasefire talk, talks on a ceasefire", "ceasefire talk"},
		{"the joined form", []string{"e-mail"}, nil, "email and e-mail", "email e-mail e-mail"},
		{"a phrase over a hyphen", nil, []string{"covid 19 case"}, "a covid-19 case", "covid-19 case"},
		{"several at once", []string{"talks"}, []string{"in cairo"}, "Talks in Cairo", "Talks in Cairo"},
		{"overlapping", nil, []string{"a b", "b c"}, "a b c", "a b b c"},
		{"not across a gap", nil, []string{"a c"}, "a b c", ""},
		{"not beyond the end", nil, []string{"b c"}, "a b", ""},
		{"nothing asked", nil, nil, "a b c", ""},
		{"no word asked", []string{"…"}, []string{" - "}, "a b c", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var finder words.Finder
			for i, text := range tt.stems {
				finder.AddStems(text, i)
			}
			for i, text := range tt.surfaces {
				finder.AddSurfaces(text, len(tt.stems)+i)
			}
			var got []string
			for _, m := range finder.Find(words.Tokens(tt.text, "en"), 100) {
				got = append(got, tt.text[m.Start:m.End])
			}
			if joined := strings.Join(got, " "); joined != tt.want {
				t.Errorf("found %q, want %q", joined, tt.want)
			}
		})
	}
}

func TestFinderTellsWhatItFound(t *testing.T) {
	t.Parallel()
	var finder words.Finder
	finder.AddStems("talks", 7)
	finder.AddSurfaces("cairo", 9)
	got := finder.Find(words.Tokens("Cairo talks", "en"), 100)
	want := []words.Match{{Start: 0, End: 5, ID: 9}, {Start: 6, End: 11, ID: 7}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("found %v, want %v", got, want)
	}
}

func TestFinderStops(t *testing.T) {
	t.Parallel()
	var finder words.Finder
	finder.AddStems("a", 0)
	tokens := words.Tokens(strings.Repeat("a ", 50), "en")
	if got := len(finder.Find(tokens, 10)); got != 10 {
		t.Errorf("found %d places, want 10", got)
	}
	if got := len(finder.Find(tokens, 100)); got != 50 {
		t.Errorf("found %d places, want 50", got)
	}
}
