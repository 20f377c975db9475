package match

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"unicode/utf8"
)

func TestPatterns(t *testing.T) {
	t.Parallel()
	wild := func(pattern string) *Pattern {
		p, err := wildcard(pattern)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	expression := func(pattern string) *Pattern {
		p, err := regexpOf(pattern)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	tests := []struct {
		name    string
		pattern *Pattern
		fit     []string
		others  []string
	}{
		{"star", wild("corrupt*"), []string{"corrupt", "corruption"}, []string{"corrup", "incorrupt"}},
		{"question mark", wild("organi?ation"), []string{"organisation", "organization"}, []string{"organiation", "organisations"}},
		{"both ends", wild("*a*"), []string{"a", "ba", "bab"}, []string{"b"}},
		{"accents of the word", wild("naive*"), []string{"naïve", "naïveté", "naive"}, nil},
		{"accents of the pattern", wild("NAÏVE*"), []string{"naïve", "naive"}, nil},
		{"one letter or two", wild("stra?e"), []string{"straße"}, nil},
		{"two letters", wild("strass*"), []string{"straße"}, nil},
		{"apostrophe", wild("obri*"), []string{"o'brien"}, nil},
		{"hyphen", wild("covid-1*"), []string{"covid19"}, []string{"covid"}},
		{"escaped", wild(`a\*b*`), []string{"abc"}, []string{"axb"}},
		{"signs of expressions", wild("a.b(c*"), []string{"abc"}, []string{"axbc"}},
		{"regexp", expression("dimitr[iyu]"), []string{"dimitri", "dimitry"}, []string{"dimitrii", "adimitri"}},
		{"regexp alternatives", expression("a|bc"), []string{"a", "bc"}, []string{"abc", "ac"}},
		{"regexp anchors", expression(`^\bab$`), []string{"ab"}, []string{"abc"}},
		{"regexp case", expression("ÉT[AÉ]T?"), []string{"été", "état"}, []string{"et"}},
		{"regexp accents", expression("et.*"), []string{"été", "état"}, nil},
		{"regexp group", expression("(co){2,3}"), []string{"coco", "cococo"}, []string{"co", "cocococo"}},
		{"swapped", fuzzy("ikae", 1), []string{"ikea", "ikae", "kae", "ikaes", "ixae"}, []string{"ikeas", "ke"}},
		{"two slips", fuzzy("zelenskij", 2), []string{"zelenskyj", "selenskyj", "zelensky"}, []string{"selensky"}},
		{"slips and accents", fuzzy("MALMO", 1), []string{"malmö", "malm"}, []string{"mal"}},
	}
	for _, test := range tests {
		for _, word := range test.fit {
			if !test.pattern.Match(word) {
				t.Errorf("%s: %q does not fit", test.name, word)
			}
			if !accepts(test.pattern.Automaton("="), "="+word) {
				t.Errorf("%s: %q does not fit the automaton", test.name, word)
			}
		}
		for _, word := range test.others {
			if test.pattern.Match(word) {
				t.Errorf("%s: %q fits", test.name, word)
			}
		}
	}
	if _, err := regexpOf("("); err == nil {
		t.Error("( is a regular expression")
	}
}

// accepts reads a term as a dictionary does.
func accepts(a *Automaton, term string) bool {
	state := a.Start()
	for i := range len(term) {
		if !a.CanMatch(state) {
			return false
		}
		state = a.Accept(state, term[i])
	}
	return a.CanMatch(state) && a.IsMatch(state)
}

func randomWord(random *rand.Rand, signs string, most int) string {
	runes := []rune(signs)
	word := make([]rune, 0, most)
	for range random.IntN(most + 1) {
		word = append(word, runes[random.IntN(len(runes))])
	}
	return string(word)
}

// TestAutomataAgree: what fits a word fits it as a term of a dictionary, and
// the other way round.
func TestAutomataAgree(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	fit := 0
	for range 3000 {
		var p *Pattern
		var err error
		text := randomWord(random, "abß'é東", 5)
		switch random.IntN(3) {
		case 0:
			p, err = wildcard(randomWord(random, "ab*?é東ß", 5))
		case 1:
			p = fuzzy(text, 1+random.IntN(2))
		case 2:
			p, err = regexpOf(randomWord(random, "ab.*|éß[]", 6))
		}
		if err != nil {
			continue
		}
		a, bare := p.Automaton("="), p.Automaton("")
		for range 30 {
			word := randomWord(random, "abß'é東ö", 5)
			want := p.Match(word)
			if want {
				fit++
			}
			if got := accepts(a, "="+word); got != want {
				t.Fatalf("%+v and %q: the automaton says %v, the pattern %v", p, word, got, want)
			}
			if got := accepts(bare, word); got != want {
				t.Fatalf("%+v and %q: the automaton without prefix says %v, the pattern %v", p, word, got, want)
			}
			if accepts(a, word) {
				t.Fatalf("%q fits without its prefix", word)
			}
		}
	}
	if fit < 1000 {
		t.Errorf("only %d words fit", fit)
	}
}

// TestSlipsAreDamerausDistance compares the machine with the whole table.
func TestSlipsAreDamerausDistance(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 8))
	for range 20_000 {
		a, b := randomWord(random, "abc", 7), randomWord(random, "abc", 7)
		most := 1 + random.IntN(2)
		if got, want := fuzzy(a, most).Match(b), distance(a, b) <= most; got != want {
			t.Fatalf("%q and %q within %d: %v, want %v", a, b, most, got, want)
		}
	}
}

// distance is Damerau's in the restricted form, by its definition.
func distance(a, b string) int {
	if a == "" || b == "" {
		return utf8.RuneCountInString(a + b)
	}
	m, n := len(a)-1, len(b)-1
	cost := 1
	if a[m] == b[n] {
		cost = 0
	}
	d := min(distance(a[:m], b)+1, distance(a, b[:n])+1, distance(a[:m], b[:n])+cost)
	if m > 0 && n > 0 && a[m] == b[n-1] && a[m-1] == b[n] {
		d = min(d, distance(a[:m-1], b[:n-1])+1)
	}
	return d
}

func TestAutomatonIsBounded(t *testing.T) {
	t.Parallel()
	p := fuzzy("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", 2)
	a := p.Automaton("")
	if a.Full() {
		t.Error("a new automaton is full")
	}
	for id := range maxStates + 10 {
		a.id(state{bytes: strconv.Itoa(id)})
	}
	if !a.Full() || a.Accept(a.Start(), 'x') != 0 {
		t.Error("a full automaton goes on")
	}
}

func TestAutomatonStops(t *testing.T) {
	t.Parallel()
	asked := 0
	a := fuzzy("abc", 1).Automaton("")
	a.Stop = func() bool { asked++; return asked == 2 }
	read := 0
	for ; a.Accept(a.Start(), 'a') != 0; read++ {
		if read > 100_000 {
			t.Fatal("it does not stop")
		}
	}
	if asked != 2 || read < 1000 {
		t.Errorf("asked %d times in %d bytes", asked, read)
	}
	if a.Accept(a.Start(), 'a') != 0 {
		t.Error("it goes on after a stop")
	}
}

func FuzzPatterns(f *testing.F) {
	f.Add("a*b?", "a.b", "word", "wörd")
	f.Add(`\*`, "[a-z]+", "", "\xff")
	f.Fuzz(func(t *testing.T, pattern, expression, text, word string) {
		if len(pattern)+len(expression)+len(word) > 500 {
			return
		}
		var patterns []*Pattern
		if p, err := wildcard(pattern); err == nil {
			patterns = append(patterns, p)
		}
		if p, err := regexpOf(expression); err == nil {
			patterns = append(patterns, p)
		}
		for _, p := range append(patterns, fuzzy(text, 1), fuzzy(text, 2)) {
			if p.Match(word) != accepts(p.Automaton("="), "="+word) && utf8.ValidString(word) {
				t.Errorf("%q, %q, %q: the automaton disagrees about %q", pattern, expression, text, word)
			}
		}
	})
}
