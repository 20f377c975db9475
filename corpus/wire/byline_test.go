package wire_test

import (
	"slices"
	"testing"

	"dateline/corpus/wire"
)

func TestAuthors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   []string
		want []string
	}{
		{"one", []string{"Jane Doe"}, []string{"Jane Doe"}},
		{"by", []string{"By Jane Doe"}, []string{"Jane Doe"}},
		{"by in capitals", []string{"BY JANE O'DOE"}, []string{"Jane O'Doe"}},
		{"German", []string{"Von Eva Gruber und Max Pichler"}, []string{"Eva Gruber", "Max Pichler"}},
		{"French", []string{"Par Élodie Martin et Luc Blanc"}, []string{"Élodie Martin", "Luc Blanc"}},
		{"Spanish", []string{"Por Ana Ruiz y José Gil"}, []string{"Ana Ruiz", "José Gil"}},
		{"three", []string{"A. Doe, B. Roe and C. Poe"}, []string{"A. Doe", "B. Roe", "C. Poe"}},
		{"semicolons", []string{"Jane Doe; John Roe"}, []string{"Jane Doe", "John Roe"}},
		{"role after comma", []string{"Jane Doe, Economics Editor"}, []string{"Jane Doe"}},
		{"role in German", []string{"Eva Gruber, Redaktion Chronik"}, []string{"Eva Gruber"}},
		{"role that is written like a name", []string{"Jane Doe, Digital Security Expert"}, []string{"Jane Doe"}},
		{"only a role", []string{"Event Coordinator"}, nil},
		{"degrees that only the trade knows", []string{"Jane Doe, MD, FOMA, DABOM"}, []string{"Jane Doe"}},
		{"agency after a name, no degree", []string{"Jane Doe, AFP"}, []string{"Jane Doe", "AFP"}},
		{"person after a degree", []string{"Jane Doe, MD, John Roe"}, []string{"Jane Doe", "John Roe"}},
		{"only what stands before names", []string{"Written By"}, nil},
		{"place", []string{"By Jane Doe in Cairo"}, []string{"Jane Doe"}},
		{"for an outlet", []string{"Jane Doe for the Morning Post"}, []string{"Jane Doe"}},
		{"surname first", []string{"Doe, Jane"}, []string{"Jane Doe"}},
		{"address", []string{"https://x.example/jane", "jane@x.example", "Jane Doe"}, []string{"Jane Doe"}},
		{"the outlet", []string{"The Daily Test", "Jane Doe"}, []string{"Jane Doe"}},
		{"twice", []string{"Jane Doe", "JANE DOE", "Jane Doe"}, []string{"Jane Doe"}},
		{"nobody", []string{"Staff", "admin", "Newsroom", "", "12", "-"}, nil},
		{"particles", []string{"Femke de Wit"}, []string{"Femke de Wit"}},
		{"agency pair stays", []string{"srf/hosb"}, []string{"srf/hosb"}},
		{"a sentence is no name", []string{"Jane Doe has written about the harbour for years"}, nil},
		{"Japanese", []string{"松岡大地"}, []string{"松岡大地"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := wire.Authors("The Daily Test", test.in...); !slices.Equal(got, test.want) {
				t.Errorf("Authors(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestCredits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   []string
		want []string
	}{
		{"a person", []string{"Herald Staff", "Jane Doe"}, []string{"Jane Doe"}},
		{"a desk", []string{"By Herald Staff"}, []string{"Herald Staff"}},
		{"the outlet", []string{"The Daily Test"}, []string{"The Daily Test"}},
		{"an agency", []string{"dpa", "dpa"}, []string{"dpa"}},
		{"nobody", []string{"admin", "https://x.example", "Press www.x.example", "jane@x.example", "-", ""}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := wire.Credits("The Daily Test", test.in...); !slices.Equal(got, test.want) {
				t.Errorf("Credits(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestIsBylineWord(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"By": true, "Written by": true, "Von": true, "Autor:": true, "Verfasst von": true, "Écrit par": true, "Author": true, "Автор:": true,
		"By Jane": false, "Byron": false, "Est. reading time": false, "": false,
	} {
		if got := wire.IsBylineWord(in); got != want {
			t.Errorf("IsBylineWord(%q) = %v", in, got)
		}
	}
}

func TestByline(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want []string // nil means no byline
	}{
		{"By Jane Doe", []string{"Jane Doe"}},
		{"By Jane Doe and John Roe, Economics Editor", []string{"Jane Doe", "John Roe"}},
		{"Von Jörg Weiß", []string{"Jörg Weiß"}},
		{"Author: Jane Doe", []string{"Jane Doe"}},
		{"Reporting by Jane Doe", []string{"Jane Doe"}},
		{"By Greg Calhoun, Reuters", []string{"Greg Calhoun"}},
		{"Jane Doe", nil},
		{"By Monday the water had risen.", nil},
		{"By the river", nil},
		{"By far the largest port in Europe", nil},
		{"Von der Leyen", nil},
		{"", nil},
	}
	for _, test := range tests {
		t.Run(test.in, func(t *testing.T) {
			t.Parallel()
			got, ok := wire.Byline(test.in)
			if ok != (test.want != nil) || !slices.Equal(got, test.want) {
				t.Errorf("Byline(%q) = %q, %v, want %q", test.in, got, ok, test.want)
			}
		})
	}
}

func TestIsName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"Jane Doe": true, "Femke de Wit": true, "Élodie Martin-Blanc": true,
		"By Jane Doe": false, "Jane": false, "About the author": false, "News Desk": false, "Meridian Wire": false, "Jane Doe and John Roe": false, "": false, "3 September 2026": false,
	} {
		if got := wire.IsName(in); got != want {
			t.Errorf("IsName(%q) = %v", in, got)
		}
	}
}

func TestManyAuthors(t *testing.T) {
	t.Parallel()
	var lines []string
	for i := range 26 * 26 {
		lines = append(lines, "Jane "+string(rune('A'+i/26))+"oe"+string(rune('a'+i%26)))
	}
	if got := wire.Authors("", lines...); len(got) != 100 {
		t.Errorf("%d of %d names, want a hundred", len(got), len(lines))
	}
}
