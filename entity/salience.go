package entity

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Weights of a mention by where it stands, and how they add up; see the
// package comment.
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

// tally gathers the mentions of one entity.
type tally struct {
	weight   float64
	quarters uint8 // bit set of the quarters of the body
	count    int
	forms    []string
}

func (t *tally) add(form string, weight float64, quarter int) {
	t.weight += weight
	t.count++
	if quarter >= 0 {
		t.quarters |= 1 << quarter
	}
	if !slices.Contains(t.forms, form) && len(t.forms) < maxForms {
		t.forms = append(t.forms, form)
	}
}

// maxForms bounds the surface forms that are kept of one entity.
const maxForms = 50

// salience is a number from 0 to 1, two decimals, so that equal articles give
// equal bytes.
func (t *tally) salience() float64 {
	weight := t.weight
	for q := t.quarters & (t.quarters - 1); q != 0; q &= q - 1 {
		weight += spreadWeight
	}
	return math.Round(100*weight/(weight+halfSalience)) / 100
}

// found turns the decided spans into the answer.
func (d *document) found() Found {
	actors, order := make(map[string]*tally), []string{}
	names := make(map[string]Actor)
	places := make(map[int32]*tally)
	var placeOrder []int32
	var out Found
	slices.SortStableFunc(d.spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	lead := d.leadParagraph()
	end := 0
	for i := range d.spans {
		s := &d.spans[i]
		if s.from < end || s.kind == Location && s.place <= 0 || s.kind != Location && slug(s.name) == "" {
			continue
		}
		end = s.to
		first, last := &d.tokens[s.from], &d.tokens[s.to-1]
		m := Mention{
			Field: fields[first.field], Start: first.start, End: last.end,
			Text: d.surface(s), Kind: s.kind, Demonym: s.demonym,
		}
		var t *tally
		if s.kind == Location {
			id := s.place - 1
			m.Entity = string(Location) + "/" + slug(d.gaz.places[id].unique)
			if t = places[id]; t == nil {
				t = &tally{}
				places[id] = t
				placeOrder = append(placeOrder, id)
			}
		} else {
			m.Entity = string(s.kind) + "/" + slug(s.name)
			if t = actors[m.Entity]; t == nil {
				t = &tally{}
				actors[m.Entity] = t
				order = append(order, m.Entity)
				names[m.Entity] = Actor{ID: m.Entity, Name: s.name, Kind: s.kind}
			}
		}
		weight, quarter := d.weigh(s.from, lead)
		if s.demonym {
			weight *= demonymFactor
		}
		t.add(spaced(m.Text), weight, quarter)
		out.Mentions = append(out.Mentions, m)
	}
	for _, id := range order {
		t, a := actors[id], names[id]
		a.Forms, a.Count, a.Salience = t.forms, t.count, t.salience()
		out.Actors = append(out.Actors, a)
	}
	for _, id := range placeOrder {
		t, p := places[id], d.gaz.public(id)
		p.Forms, p.Count, p.Salience = t.forms, t.count, t.salience()
		out.Locations = append(out.Locations, p)
	}
	slices.SortStableFunc(out.Actors, func(a, b Actor) int {
		return cmp.Or(cmp.Compare(b.Salience, a.Salience), strings.Compare(a.Name, b.Name))
	})
	slices.SortStableFunc(out.Locations, func(a, b Place) int {
		return cmp.Or(cmp.Compare(b.Salience, a.Salience), strings.Compare(a.Name, b.Name))
	})
	return out
}

// leadParagraph is the number of the first paragraph of the body.
func (d *document) leadParagraph() int32 {
	for i := range d.tokens {
		if d.tokens[i].field == inBody {
			return d.tokens[i].para
		}
	}
	return -1
}

// weigh gives the weight of a mention by its place, and its quarter of the
// body or -1.
func (d *document) weigh(i int, lead int32) (weight float64, quarter int) {
	t := &d.tokens[i]
	switch {
	case t.field == inTitle:
		return titleWeight, -1
	case d.inDateline(i):
		return datelineWeight, -1
	case t.para == lead:
		weight = leadWeight
	default:
		weight = bodyWeight
	}
	return weight, t.start * quarters / (len(d.text.Body) + 1)
}
