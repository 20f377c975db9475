// Package spelling judges which word was meant by one that is nowhere: how
// likely the slips between the two are, and how many articles have the other.
package spelling

import (
	"unicode"

	"dateline/index/words"
)

// The lengths, in letters, of words that are looked at, and of those in which
// there may be two slips.
const (
	shortest = 4
	twoSlips = 6
	longest  = 24
)

// slipsIn is the number of slips that there may be in a word. One that is better
// left alone has none: a short one, a number, a code.
func slipsIn(word string) int {
	n := 0
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' {
			return 0
		}
		n++
	}
	switch {
	case n < shortest || n > longest:
		return 0
	case n < twoSlips:
		return 1
	}
	return 2
}

// What slips cost, in units of a plain one.
const (
	missing   = 0.8
	doubled   = 0.6 // a letter twice instead of once, or once instead of twice
	swapped   = 0.7
	vowels    = 0.8 // one vowel for another
	spaced    = 0.8 // the space between two words left out
	firstSlip = 0.5 // on top, where the first letter is not as it was
)

// cost is what the slips between two words cost, without regard to accents.
func cost(typed, meant string) float64 {
	a, b := plain(typed), plain(meant)
	var before []float64
	row := make([]float64, len(b)+1)
	for j := 1; j <= len(b); j++ {
		row[j] = row[j-1] + missing*gap(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		next := make([]float64, len(b)+1)
		next[0] = row[0] + gap(a, i-1)
		for j := 1; j <= len(b); j++ {
			next[j] = min(row[j]+gap(a, i-1), next[j-1]+missing*gap(b, j-1), row[j-1]+replace(a, b, i-1, j-1))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] && a[i-1] != b[j-1] {
				next[j] = min(next[j], before[j-2]+swapped)
			}
		}
		before, row = row, next
	}
	sum := row[len(b)]
	if len(a) > 0 && len(b) > 0 && a[0] != b[0] {
		sum += firstSlip
	}
	return sum
}

// gap is the cost of a letter that only one of the words has.
func gap(word []rune, i int) float64 {
	if i > 0 && word[i] == word[i-1] || i+1 < len(word) && word[i] == word[i+1] {
		return doubled
	}
	return 1
}

func replace(a, b []rune, i, j int) float64 {
	switch {
	case a[i] == b[j]:
		return 0
	case isVowel(a[i]) && isVowel(b[j]):
		return vowels
	}
	return 1
}

func isVowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

func plain(word string) []rune {
	var letters []rune
	for _, r := range word {
		letters = append(letters, []rune(words.Plain(r))...)
	}
	return letters
}
