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
)

// maxForms bounds the surface forms that are kept of one entity.
const maxForms = 50

// tally gathers the mentions of one entity.
type tally struct {
	weight   float64
	quarters uint8 // bit set of the quarters of the body
	count    int
	forms    []string
}

// salience is a number from 0 to 1 with two decimals.
func (t *tally) salience() float64 {
	weight := t.weight
	for q := t.quarters & (t.quarters - 1); q != 0; q &= q - 1 {
		weight += spreadWeight
	}
	return math.Round(100*weight/(weight+halfSalience)) / 100
}
