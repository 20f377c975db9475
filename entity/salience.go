package entity

import "math"

// Weights of a mention by where it stands, and how they add up; the package
// comment tells why.
const (
	titleWeight    = 2.0
	datelineWeight = 2.0
	leadWeight     = 1.75
	bodyWeight     = 1.0
	demonymFactor  = 0.4
	spreadWeight   = 0.25 // for every further quarter of the body
	halfSalience   = 4.0  // this much weight gives salience one half
	quarters       = 4
	speechWeight   = 0.75 // for an actor that the body quotes
	shortWords     = 600  // up to so many words every mention of an actor counts in full
	minDensity     = 0.5
)

// maxForms bounds the surface forms that are kept of one entity.
const maxForms = 50

// tally gathers the mentions of one entity.
type tally struct {
	weight   float64 // of the mentions in title, dateline and lead
	passing  float64 // of those in the rest of the body
	quarters uint8   // bit set of the quarters of the body
	speaks   bool
	count    int
	forms    []string
}

// density is what one mention of an actor in a body of so many words counts:
// whoever is named once is one of few in a short article, one of many in a long
// one.
func density(words int) float64 {
	return max(minDensity, min(1, shortWords/float64(max(1, words))))
}

// salience is a number from 0 to 1 with two decimals. density is that of the
// article for actors, 1 for places.
func (t *tally) salience(density float64) float64 {
	weight := t.weight + t.passing*density
	if t.speaks {
		weight += speechWeight * density
	}
	for q := t.quarters & (t.quarters - 1); q != 0; q &= q - 1 {
		weight += spreadWeight
	}
	return math.Round(100*weight/(weight+halfSalience)) / 100
}
