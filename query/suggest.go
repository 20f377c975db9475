package query

import "strings"

// maxSuggest is the length beyond which no name is near anything.
const maxSuggest = 32

// Nearest finds what a mistyped name was meant to be: the one of names at
// most two slips away (a letter too much, missing, wrong, or two swapped), ""
// when there is none. In a short name one slip already makes another word, so
// less than half of the letters may differ. Capitals do not count.
func Nearest(name string, names []string) string {
	if len(name) > maxSuggest {
		return ""
	}
	typed := []rune(strings.ToLower(name))
	best, least := "", min(2, (len(typed)-1)/2)
	for _, candidate := range names {
		d := distance(typed, []rune(strings.ToLower(candidate)))
		if d < least || d == least && best == "" {
			best, least = candidate, d
		}
	}
	return best
}

// distance is Damerau's, in the restricted form: no part is changed twice.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			changed := 1
			if a[i-1] == b[j-1] {
				changed = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+changed)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
