package words_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/index/words"
)

// TestContract checks every line of testdata/words.txt.
func TestContract(t *testing.T) {
	t.Parallel()
	for _, c := range contract(t) {
		t.Run(fmt.Sprintf("line %d", c.line), func(t *testing.T) {
			t.Parallel()
			if got := render(words.Tokens(c.text, c.lang)); got != c.want {
				t.Errorf("words of %q (%s)\n got: %s\nwant: %s", c.text, c.lang, got, c.want)
			}
			checkTokens(t, c.text, c.lang)
		})
	}
}

type contractCase struct {
	line             int
	lang, text, want string
}

func contract(t testing.TB) []contractCase {
	t.Helper()
	file, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []contractCase
	for i, line := range strings.Split(string(file), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lang, rest, _ := strings.Cut(line, " ")
		quoted, err := strconv.QuotedPrefix(strings.TrimSpace(rest))
		if err != nil {
			t.Fatalf("testdata/words.txt:%d: no quoted text: %v", i+1, err)
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatalf("testdata/words.txt:%d: %v", i+1, err)
		}
		want := strings.Join(strings.Fields(strings.TrimSpace(rest)[len(quoted):]), " ")
		cases = append(cases, contractCase{line: i + 1, lang: strings.Trim(lang, "-"), text: text, want: want})
	}
	return cases
}

// render writes tokens as testdata/words.txt does.
func render(tokens []words.Token) string {
	var list []string
	for i, token := range tokens {
		word := token.Surface
		if token.Stem != token.Surface {
			word += "/" + token.Stem
		}
		if i > 0 && token.Position == tokens[i-1].Position {
			word = "+" + word
		}
		list = append(list, word)
	}
	return strings.Join(list, " ")
}

// checkTokens checks what holds for the tokens of every text.
func checkTokens(t *testing.T, text, lang string) {
	t.Helper()
	tokens := words.Tokens(text, lang)
	position, start := -1, 0
	for i, token := range tokens {
		joined := token.Position == position
		if !joined && token.Position != position+1 {
			t.Fatalf("%q: token %d has position %d after %d", text, i, token.Position, position)
		}
		position = token.Position
		if token.Start < start || token.End <= token.Start || token.End > len(text) {
			t.Fatalf("%q: token %d has offsets %d, %d after %d", text, i, token.Start, token.End, start)
		}
		start = token.Start
		if !atRune(text, token.Start) || !atRune(text, token.End) {
			t.Fatalf("%q: offsets %d, %d are not at runes", text, token.Start, token.End)
		}
		if !utf8.ValidString(token.Surface) || token.Surface == "" || !utf8.ValidString(token.Stem) || token.Stem == "" {
			t.Fatalf("%q: bad token %+v", text, token)
		}
		checkFindsItself(t, text, token)
	}
}

func checkFindsItself(t *testing.T, text string, token words.Token) {
	t.Helper()
	asked := words.Ask(text[token.Start:token.End])
	found := slices.ContainsFunc(asked, func(a words.Asked) bool {
		return a.Surface == token.Surface && slices.Contains(a.Stems(), token.Stem)
	})
	if !found {
		t.Fatalf("%q: asking for %q gives %+v, which does not find %+v", text, text[token.Start:token.End], asked, token)
	}
}

func atRune(text string, i int) bool {
	for border := range text {
		if border >= i {
			return border == i
		}
	}
	return i == len(text)
}

func TestReadings(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, want string
	}{
		{"one word", "Minister's", "minister"},
		{"row", "rule of law", "rule of law"},
		{"hyphen", "covid-19", "covid 19 | covid19"},
		{"hyphen in a row", "a covid-19 case", "a covid 19 case | a covid19 case"},
		{"two hyphens", "e-mail to-day", "e mail to day | email today"},
		{"elision", "l'homme politique", "l homme politique | lhomme politique"},
		{"date", "2024-01-05", "2024 01 05 | 20240105"},
		{"no word", " -- ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var readings []string
			for _, reading := range words.Readings(tt.text) {
				var row []string
				for i, word := range reading {
					if word.Position != i {
						t.Errorf("word %d has position %d", i, word.Position)
					}
					row = append(row, word.Surface)
				}
				readings = append(readings, strings.Join(row, " "))
			}
			if got := strings.Join(readings, " | "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestFinds: what a reader types finds what a reporter wrote, and does not
// find another word that only looks the same without its language.
func TestFinds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		query, text, lang string
		want              bool
	}{
		{"minister", "the minister's coach", "en", true},
		{"ministers", "a minister", "en", true},
		{"ministers", "a minister", "", false},
		{"obrien", "O’Brien said", "en", true},
		{"1000", "1,000 people", "en", true},
		{"1,000", "1.000 Menschen", "de", true},
		{"us", "the U.S. said", "en", true},
		{"U.S.", "US officials", "en", true},
		{"email", "an e-mail", "en", true},
		{"e-mail", "an email", "en", true},
		{"strasse", "Straße", "de", true},
		{"orban", "Orbánt", "", false},
		{"orban", "Orbán", "hu", true},
		{"elections", "les élections", "fr", true},
		{"parties", "in part", "en", false},
		{"parti", "in part", "en", false},
		{"att", "AT&T", "en", true},
		{"мира", "мир", "ru", true},
		{"sao", "São", "pt", true},
		{"São", "Sao", "pt", true},
		{"loreal", "L'Oréal", "fr", true},
		{"oreal", "L'Oréal", "en", true},
		{"東京", "東京都", "ja", true},
		{"3,5", "3.5 percent", "en", true},
	}
	for _, tt := range tests {
		t.Run(tt.query+" in "+tt.text, func(t *testing.T) {
			t.Parallel()
			if got := finds(tt.query, tt.text, tt.lang); got != tt.want {
				t.Errorf("finds = %v, want %v: %+v and %+v", got, tt.want, words.Readings(tt.query), words.Tokens(tt.text, tt.lang))
			}
		})
	}
}

// finds matches a query of which every reading has one word.
func finds(query, text, lang string) bool {
	for _, reading := range words.Readings(query) {
		if len(reading) != 1 {
			continue
		}
		for _, token := range words.Tokens(text, lang) {
			if slices.Contains(reading[0].Stems(), token.Stem) {
				return true
			}
		}
	}
	return false
}

func TestLongWordsAreCut(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		strings.Repeat("a", 200), strings.Repeat("9", 200), strings.Repeat("1.", 200),
		strings.Repeat("a-", 200), strings.Repeat("A.", 200), "e" + strings.Repeat("\u0301", 500),
		strings.Repeat("x", 62) + "'sabc", strings.Repeat("é", 100), "東" + strings.Repeat("\u0301", 50) + "京",
		strings.Repeat("1,000,", 60), strings.Repeat("東", 300),
	} {
		checkTokens(t, text, "en")
		for _, token := range words.Tokens(text, "en") {
			if n := utf8.RuneCountInString(text[token.Start:token.End]); n > 64 {
				t.Errorf("a word of %d characters from %.20q…", n, text)
			}
		}
	}
}

func TestAnalyzerGivesTheSame(t *testing.T) {
	t.Parallel()
	var analyzer words.Analyzer
	for range 2 {
		for _, c := range contract(t) {
			if got, want := analyzer.Tokens(c.text, c.lang), words.Tokens(c.text, c.lang); !slices.Equal(got, want) {
				t.Errorf("%q: got %+v, want %+v", c.text, got, want)
			}
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, c := range contract(f) {
		f.Add(c.text, c.lang)
	}
	f.Add("\xff\xfea\xc0b \x00'\u00ad-1,", "de")
	f.Fuzz(func(t *testing.T, text, lang string) {
		checkTokens(t, text, lang)
	})
}

const news = `The prime minister's office said on Tuesday that 1,200 delegates from 27 countries would attend the
cease-fire talks in Cairo. "We have a narrow window," O'Brien told reporters, adding that the U.S. position had not
changed since 2024. Analysts at the state-owned bank expect growth of 3.5% this year and exports worth $5bn.
`

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat(news, 20)
	perText := float64(len(words.Tokens(text, "")))
	run := func(name, lang string, analyzer *words.Analyzer) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				analyzer.Tokens(text, lang)
			}
			b.ReportMetric(perText*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
		})
	}
	run("unstemmed", "", nil)
	run("english", "en", nil)
	run("english kept", "en", &words.Analyzer{})
}

func BenchmarkAsk(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		words.Ask("ministers")
	}
}
