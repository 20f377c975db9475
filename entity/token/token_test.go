package token_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/entity/token"
)

func words(s string) []string {
	var got []string
	for _, t := range token.Split(s) {
		got = append(got, t.Text)
	}
	return got
}

func TestSplit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, want string // tokens with | between
	}{
		{"words and marks", "Talks in Cairo, again.", "Talks|in|Cairo|,|again|."},
		{"possessive", "Cairo's mayor", "Cairo|'s|mayor"},
		{"curly possessive", "Macron’s reply", "Macron|’s|reply"},
		{"plural possessive", "Workers' Party", "Workers|'|Party"},
		{"names with an apostrophe", "O'Brien and D'Angelo", "O'Brien|and|D'Angelo"},
		{"French elision", "l'Égypte d’Emmanuel", "l'|Égypte|d’|Emmanuel"},
		{"initials", "J. K. Rowling", "J.|K.|Rowling"},
		{"dotted short form", "the U.S. said", "the|U.S.|said"},
		{"dotted, at the end", "in the U.S.", "in|the|U.S."},
		{"titles", "Gen. Traoré met Dr. Keller", "Gen.|Traoré|met|Dr.|Keller"},
		{"a sentence is no title", "He went. She stayed.", "He|went|.|She|stayed|."},
		{"hyphens", "Ben-Gvir, US-based", "Ben|-|Gvir|,|US|-|based"},
		{"ampersand", "AT&T and P&O", "AT&T|and|P&O"},
		{"numbers", "G7 on 3.5 June", "G7|on|3|.|5|June"},
		{"combining accent", "Sa\u0303o Paulo", "Sa\u0303o|Paulo"},
		{"Chinese", "特使抵达", "特使抵达"},
		{"nothing", " \n\t", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(words(tt.text), "|"); got != tt.want {
				t.Errorf("Split(%q) = %s, want %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestFlags(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want token.Flags
	}{
		{"Cairo", token.Word | token.Capital},
		{"cairo", token.Word},
		{"CAIRO", token.Word | token.Capital | token.Upper},
		{"U.S.", token.Word | token.Capital | token.Upper},
		{"J.", token.Word | token.Capital},
		{"G7", token.Word | token.Capital | token.Upper},
		{"Ägypten", token.Word | token.Capital},
		{",", 0},
		{"2024", token.Word},
	}
	for _, tt := range tests {
		if got := token.Split(tt.text)[0].Flags; got != tt.want {
			t.Errorf("flags of %q = %b, want %b", tt.text, got, tt.want)
		}
	}
	tight := token.Split("a-b - c")
	var got []bool
	for i := range tight {
		got = append(got, tight[i].Is(token.Tight))
	}
	if want := []bool{false, true, true, false, false}; !slices.Equal(got, want) {
		t.Errorf("tight = %v, want %v", got, want)
	}
}

func TestKeyIsLowerCase(t *testing.T) {
	t.Parallel()
	var keys []string
	for _, tok := range token.Split("O’Brien’s ÉCOLE ,") {
		keys = append(keys, tok.Key())
	}
	if want := []string{"o'brien", "'s", "école", ","}; !slices.Equal(keys, want) {
		t.Errorf("keys = %q, want %q", keys, want)
	}
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       int32 // number of the paragraph of the last token
	}{
		{"one", "Talks in Cairo. They failed.", 0},
		{"blank line", "Talks in Cairo\n\nThey failed.", 1},
		{"subhead", "Path forward\nThe talks in Cairo went on.", 1},
		{"finished line", "The talks in Cairo and in Doha went on for the whole of Monday.\nThey failed.", 1},
		{"wrapped line", "The talks in Cairo and in Doha went on for the whole of Monday and\nfailed.", 0},
		{"list", "The talks in Cairo and in Doha went on for the whole of Monday and\n- one\n- two", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tokens := token.Split(tt.text)
			if got := tokens[len(tokens)-1].Para; got != tt.want {
				t.Errorf("last paragraph is %d, want %d", got, tt.want)
			}
		})
	}
}

func TestEndsSentence(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string // the tokens that end a sentence
	}{
		{"full stops", "It rained. It stopped", []string{".", "stopped"}},
		{"quote after a stop", "“It rained.” He left", []string{"”", "left"}},
		{"short form", "Gen. Traoré left", []string{"left"}},
		{"address", "see a.b for more", []string{"more"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tokens := token.Split(tt.text)
			var got []string
			for i := range tokens {
				if token.EndsSentence(tokens, i) {
					got = append(got, tokens[i].Text)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("ends = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFieldsAreNumbered(t *testing.T) {
	t.Parallel()
	var got []uint8
	for _, tok := range token.Split("A", "", "b c") {
		got = append(got, tok.Field)
	}
	if want := []uint8{0, 2, 2}; !slices.Equal(got, want) {
		t.Errorf("fields = %v, want %v", got, want)
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"Cairo's U.S. O’Brien l'Égypte AT&T", "a\n\nb\n- c", "\xff'\xfes", "'s", "’", "A.B.C. d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		var para int32
		for _, tok := range token.Split(s) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) || s[tok.Start:tok.End] != tok.Text {
				t.Fatalf("token %+v after %d of %q", tok, end, s)
			}
			if tok.Para < para {
				t.Fatalf("paragraph goes back: %+v", tok)
			}
			if utf8.ValidString(s) && !utf8.ValidString(tok.Text) {
				t.Fatalf("token %q cuts a character of %q", tok.Text, s)
			}
			end, para = tok.End, tok.Para
		}
	})
}
