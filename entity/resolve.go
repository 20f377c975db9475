package entity

import (
	"math"
	"strings"

	"dateline/entity/gazetteer"
	"dateline/entity/recognise"
)

// article is a text whose names are known, on its way to an answer.
type article struct {
	*recognise.Document
	gaz  *gazetteer.Gazetteer
	text Text
	// places are the places of the spans: the number + 1; 0 where the span is no
	// location or not yet resolved, nowhere where no known place is meant.
	places []int32
}

const nowhere = -1

// surroundings are what an article says about where it plays.
type surroundings struct {
	country map[string]float64 // ISO code → weight
	region  map[string]bool    // "US.TX"
	near    []int32            // towns already certain
}

// Weights of the disambiguation, set by hand. They are added to the logarithm
// of the inhabitants: 1 outweighs ten times the size.
const (
	sameCountry   = 1.8 // when all other evidence of the article is in that country
	sameRegion    = 1.2
	sourceCountry = 0.8
	neighbour     = 0.8 // a certain town within neighbourKm
	neighbourKm   = 200
	demonymWeight = 0.5
	maxNear       = 40
)

// resolve chooses a place for every location of the article: first for those
// with one candidate and those whose country or state is named beside them,
// then for the rest in the light of them. A bare name means one place in the
// whole article.
func (a *article) resolve() {
	near := surroundings{country: make(map[string]float64), region: make(map[string]bool)}
	for i := range a.Spans {
		s := &a.Spans[i]
		switch {
		case s.Kind != recognise.Location:
		case s.Demonym || len(s.Phrase.Places) == 0:
			a.places[i] = s.Phrase.Demonym
			near.country[a.gaz.Place(s.Phrase.Demonym-1).Country] += demonymWeight
		case len(s.Phrase.Places) == 1:
			a.places[i] = s.Phrase.Places[0].Place + 1
			a.learn(&near, s.Phrase.Places[0].Place)
		}
	}
	chosen := a.resolveQualified(&near)
	for i := range a.Spans {
		s := &a.Spans[i]
		if s.Kind != recognise.Location || a.places[i] != 0 {
			continue
		}
		if chosen[s.Phrase] == 0 {
			chosen[s.Phrase] = a.likeliest(s.Phrase, &near) + 1
		}
		a.places[i] = chosen[s.Phrase]
	}
}

// learn takes a certain place as evidence for its country and region.
func (a *article) learn(near *surroundings, id int32) {
	p := a.gaz.Place(id)
	if p.Country == "" {
		return
	}
	near.country[p.Country]++
	if p.Region != "" {
		near.region[p.Country+"."+p.Region] = true
	}
	if p.Kind == gazetteer.City && len(near.near) < maxNear {
		near.near = append(near.near, id)
	}
}

// resolveQualified settles "Paris, Texas" and "Paris (Texas)". It gives what
// the names mean there, for where they stand bare.
func (a *article) resolveQualified(near *surroundings) map[*gazetteer.Phrase]int32 {
	chosen := make(map[*gazetteer.Phrase]int32)
	for i := 0; i+1 < len(a.Spans); i++ {
		s, q := &a.Spans[i], &a.Spans[i+1]
		if !placeName(s) || !placeName(q) || q.From != s.To+1 || !strings.Contains(",(", a.Tokens[s.To].Text) {
			continue
		}
		id := a.inside(s.Phrase, q.Phrase)
		if id == 0 {
			continue
		}
		a.places[i] = id
		if id > 0 && chosen[s.Phrase] == 0 {
			chosen[s.Phrase] = id
			a.learn(near, id-1)
		}
	}
	return chosen
}

func placeName(s *recognise.Span) bool {
	return s.Kind == recognise.Location && !s.Demonym && len(s.Phrase.Places) > 0
}

// inside gives the place + 1 of the name that lies in the country or region
// called outer; nowhere when outer is a state and no town of the name is known
// there, since then none of the known ones is meant; 0 when the article may
// just list the two.
func (a *article) inside(name, outer *gazetteer.Phrase) int32 {
	for _, c := range name.Places {
		if a.gaz.Inside(c.Place, outer) {
			return c.Place + 1
		}
	}
	state := a.gaz.Place(outer.Places[0].Place)
	if state.Kind == gazetteer.Region && state.Federal() && a.gaz.Place(name.Places[0].Place).Kind == gazetteer.City {
		return nowhere
	}
	return 0
}

// likeliest weighs the candidates of a name in the light of the article.
func (a *article) likeliest(p *gazetteer.Phrase, near *surroundings) int32 {
	total := 1.0
	for _, w := range near.country {
		total += w
	}
	best, bestScore := p.Places[0].Place, math.Inf(-1)
	for _, c := range p.Places {
		q := a.gaz.Place(c.Place)
		score := a.gaz.Prior(c) + sameCountry*near.country[q.Country]/total
		if q.Region != "" && near.region[q.Country+"."+q.Region] {
			score += sameRegion
		}
		if q.Country != "" && strings.EqualFold(q.Country, a.text.Country) {
			score += sourceCountry
		}
		for _, n := range near.near {
			if gazetteer.Distance(a.gaz.Place(n), q) < neighbourKm {
				score += neighbour
				break
			}
		}
		if score > bestScore {
			best, bestScore = c.Place, score
		}
	}
	return best
}
