package match_test

import (
	"testing"

	"dateline/index/match"
)

func TestBeginning(t *testing.T) {
	t.Parallel()
	tests := []struct {
		prefix, word string
		want         bool
	}{
		{"cea", "ceasefire", true},
		{"Cea", "ceasefire", true},
		{"ceasefire", "ceasefire", true},
		{"ceasefires", "ceasefire", false},
		{"ease", "ceasefire", false},
		{"", "ceasefire", true},
		{"sao", "são", true},
		{"são", "sao", true},
		{"strass", "straße", true},
		{"stras", "straße", true},
		{"o'b", "o'brien", true},
		{"ob", "o'brien", true},
		{"at&t", "at&t", true},
		{"мини", "министр", true},
		{"a*", "abc", true}, // a star is no letter
		{"*b", "abc", false},
	}
	for _, test := range tests {
		p := match.Beginning(test.prefix)
		if got := p.Match(test.word); got != test.want {
			t.Errorf("%q begins with %q: %v, want %v", test.word, test.prefix, got, test.want)
		}
		if got := walk(p, test.word); got != test.want {
			t.Errorf("automaton: %q begins with %q: %v, want %v", test.word, test.prefix, got, test.want)
		}
	}
}

// walk reads a word with the automaton of a pattern.
func walk(p *match.Pattern, word string) bool {
	a := p.Automaton("=")
	state := a.Start()
	for _, b := range []byte("=" + word) {
		if state = a.Accept(state, b); !a.CanMatch(state) {
			return false
		}
	}
	return a.IsMatch(state)
}

func TestMatchLetters(t *testing.T) {
	t.Parallel()
	tests := []struct {
		near, value string
		slips       int
		want        bool
	}{
		{"laila hadad", "Laila Haddad", 1, true},
		{"laila hadd", "Laila Haddad", 1, false},
		{"laila hadd", "Laila Haddad", 2, true},
		{"Jose Nunes", "José Núñez", 1, true},
		{"jean pierre", "Jean-Pierre", 1, true},
	}
	for _, test := range tests {
		if got := match.Slips(test.near, test.slips).MatchLetters(test.value); got != test.want {
			t.Errorf("%q within %d slips of %q: %v, want %v", test.value, test.slips, test.near, got, test.want)
		}
	}
}
