package words_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/index/words"
)

func TestBeginnings(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		in   []string
		not  []string
	}{
		{"", []string{"Ann", "", "東京"}, nil},
		{"zel", []string{"Volodymyr Zelenskyy", "ZELENSKYY", "Olena Zélenská"}, []string{"Hazel Grey", "Ze"}},
		{"vol zel", []string{"Volodymyr Zelenskyy", "Zelenskyy, Volodymyr"}, []string{"Volodymyr", "Zelenskyy"}},
		{"jose", []string{"José Núñez", "JOSE"}, []string{"Rojose"}},
		{"José", []string{"Jose Nunez"}, []string{"Jos Nunez"}},
		{"strasse", []string{"Straße 1", "Alte Strasse"}, []string{"Stras"}},
		{"o'br", []string{"Conan O’Brien", "Obregón"}, []string{"O Br"}},
		{"u.s.", []string{"U.S. Army", "US Steel"}, []string{"U S"}},
		{"at&t", []string{"AT&T Inc."}, []string{"At T"}},
		{"e-mail", []string{"Email Trust", "E-Mail Trust", "Mail and E Company"}, []string{"Mail"}},
		{"19", []string{"Covid-19 Inquiry", "1900 Club"}, []string{"Covid"}},
		{"東", []string{"東京都"}, []string{"京都"}},
		{"!!!", []string{"!!!", "Hey!!!"}, []string{"!!", "Hey"}},
		{"мин", []string{"Министерство обороны"}, []string{"Админ"}},
	}
	for _, tt := range tests {
		b := words.BeginningsOf(tt.text)
		for _, name := range tt.in {
			if !b.In(name) {
				t.Errorf("%q is not found in %q", tt.text, name)
			}
		}
		for _, name := range tt.not {
			if b.In(name) {
				t.Errorf("%q is found in %q", tt.text, name)
			}
		}
	}
}

func TestSortKey(t *testing.T) {
	t.Parallel()
	sorted := []string{
		"", "3M", "Ann", "ann", "Ánn", "Anna", "António", "Antonius", "AT&T", "Ähre", "b", "Öl", "Olaf", "O'Neill", "Oscar",
		"Strasse", "Straße", "Straße 2", "Zelenskyy", "Ёлка", "Елки", "東京",
	}
	slices.SortStableFunc(sorted, func(a, b string) int { return strings.Compare(words.SortKey(a), words.SortKey(b)) })
	want := []string{
		"", "3M", "Ähre", "Ann", "ann", "Ánn", "Anna", "António", "Antonius", "AT&T", "b", "Öl", "Olaf", "O'Neill", "Oscar",
		"Strasse", "Straße", "Straße 2", "Zelenskyy", "Ёлка", "Елки", "東京",
	}
	if diff := cmp.Diff(want, sorted); diff != "" {
		t.Errorf("(- want, + got):\n%s", diff)
	}
}

// FuzzNames: what is simple is found as if it were not, and a key is its own key.
func FuzzNames(f *testing.F) {
	f.Add("zel", "Volodymyr Zelenskyy", "Zelenskyy")
	f.Add("a b", "B a", "A  b")
	f.Add("e-mail", "email \xff", "É")
	f.Fuzz(func(t *testing.T, text, a, b string) {
		beginnings := words.BeginningsOf(text)
		for _, name := range []string{a, b} {
			// A comma makes a name that is no longer simple, of the same words.
			if words.Readings(text) != nil && beginnings.In(name) != beginnings.In(name+" ,") {
				t.Errorf("%q in %q: found in one way only", text, name)
			}
		}
		if key := words.SortKey(a); words.SortKey(key) != key {
			t.Errorf("the key of the key of %q is another", a)
		}
	})
}

func BenchmarkBeginnings(b *testing.B) {
	for name, in := range map[string]string{"simple": "Volodymyr Zelenskyy", "accents": "José Núñez de la Peña"} {
		b.Run(name, func(b *testing.B) {
			beginnings := words.BeginningsOf("zel")
			b.ReportAllocs()
			for b.Loop() {
				beginnings.In(in)
			}
		})
	}
}

func BenchmarkSortKey(b *testing.B) {
	for name, of := range map[string]string{"ascii": "Volodymyr Zelenskyy", "accents": "José Núñez de la Peña"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				words.SortKey(of)
			}
		})
	}
}
