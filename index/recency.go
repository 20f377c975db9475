package index

import "math"

const secondsOfDay = 24 * 60 * 60

// Recency ranks newer articles higher. The zero value leaves ranks alone.
type Recency struct {
	// HalfLife is the number of days after which an article has lost half of
	// what its being new adds; 0 adds nothing.
	HalfLife int
	// Today is the day that ages count back from, in days since 1970. All pages
	// of a list have that of the first one.
	Today int64
}

// Factor is what the score of an article is multiplied by: 2 for one of today
// or later, falling to 1 for old ones and those without a date. published is
// in Unix seconds or Undated.
func (r Recency) Factor(published int64) float64 {
	if r.HalfLife == 0 || published == Undated {
		return 1
	}
	age := max(0, r.Today-dayNumber(published))
	return 1 + math.Exp2(-float64(age)/float64(r.HalfLife))
}

// dayNumber is the day of a time in Unix seconds, since 1970.
func dayNumber(seconds int64) int64 {
	day := seconds / secondsOfDay
	if seconds%secondsOfDay < 0 {
		day--
	}
	return day
}
