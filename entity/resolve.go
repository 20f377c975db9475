package entity

import (
	"math"
	"strings"
)

// context is what an article says about where it plays.
type context struct {
	country map[string]float64 // ISO code → weight
	region  map[string]float64 // "US.TX" → weight
	near    []int32            // places already certain
}

// Weights of the disambiguation, set by hand on articles of our own writing.
const (
	sameCountry   = 1.8 // all other evidence of the article is in that country
	sameRegion    = 1.2
	sourceCountry = 0.8
	neighbour     = 0.8 // a certain place within neighbourKm
	neighbourKm   = 200
	named         = 12 // "Paris, Texas"
	maxNear       = 40
)

// resolve chooses a place for every location of the article: first those with
// one candidate, then the rest in the light of them. A name means one place in
// the whole article, except where its region or country is named beside it.
func (d *document) resolve() {
	ctx := context{country: make(map[string]float64), region: make(map[string]float64)}
	for i := range d.spans {
		s := &d.spans[i]
		if s.kind != Location || s.phrase == nil {
			continue
		}
		switch {
		case s.demonym:
			s.place = s.phrase.demonym
			ctx.country[d.gaz.places[s.place-1].country] += 0.5
		case len(s.phrase.places) == 1:
			s.place = s.phrase.places[0].place + 1
			d.learn(&ctx, s.place-1)
		case len(s.phrase.places) == 0 && s.phrase.demonym > 0:
			s.place, s.demonym = s.phrase.demonym, true
		}
	}
	d.resolveQualified(&ctx)
	chosen := make(map[*phrase]int32)
	for i := range d.spans {
		s := &d.spans[i]
		if s.kind != Location || s.place != 0 || s.phrase == nil {
			continue
		}
		if chosen[s.phrase] == 0 {
			chosen[s.phrase] = d.likeliest(s.phrase, &ctx) + 1
		}
		s.place = chosen[s.phrase]
	}
}

// learn takes a certain place as evidence for its country and region.
func (d *document) learn(ctx *context, id int32) {
	p := &d.gaz.places[id]
	if p.country == "" {
		return
	}
	ctx.country[p.country]++
	if p.region != "" {
		ctx.region[p.country+"."+p.region]++
	}
	if p.kind == City && len(ctx.near) < maxNear {
		ctx.near = append(ctx.near, id)
	}
}

// resolveQualified settles "Paris, Texas" and "Paris (Texas)" for the article.
func (d *document) resolveQualified(ctx *context) {
	for i := 0; i+1 < len(d.spans); i++ {
		s, q := &d.spans[i], &d.spans[i+1]
		if s.kind != Location || q.kind != Location || s.demonym || q.demonym || s.phrase == nil || q.phrase == nil || len(s.phrase.places) == 0 || len(q.phrase.places) == 0 || q.from != s.to+1 {
			continue
		}
		if mark := d.tokens[s.to].text; mark != "," && mark != "(" {
			continue
		}
		s.place = d.insideOf(s.phrase, q)
		if s.place > 0 {
			d.learn(ctx, s.place-1)
		}
	}
}

// insideOf gives the place + 1 of the name that lies in q; -1 when q is a state
// and no place of the name is known there, since then none of the known ones
// is meant; 0 when the article may just list the two.
func (d *document) insideOf(name *phrase, q *span) int32 {
	for _, c := range name.places {
		if d.inside(c.place, q.phrase) && c.place != q.place-1 {
			return c.place + 1
		}
	}
	first := &d.gaz.places[q.phrase.places[0].place]
	if first.kind == Region && first.country != "" && strings.Contains(federal, first.country) && !d.isCountry(name) && d.gaz.places[name.places[0].place].kind == City {
		return -1
	}
	return 0
}

// inside says whether place id lies in a country or region called outer.
func (d *document) inside(id int32, outer *phrase) bool {
	p := &d.gaz.places[id]
	for _, o := range outer.places {
		q := &d.gaz.places[o.place]
		if q.kind == Country && q.country == p.country && p.kind != Country || q.kind == Region && q.region != "" && q.region == p.region && q.country == p.country && p.kind == City {
			return true
		}
	}
	return false
}

// likeliest weighs the candidates of a name in the light of the article.
func (d *document) likeliest(p *phrase, ctx *context) int32 {
	total := 1.0
	for _, w := range ctx.country {
		total += w
	}
	best, bestScore := p.places[0].place, math.Inf(-1)
	for _, c := range p.places {
		q := &d.gaz.places[c.place]
		score := d.gaz.prior(c) + sameCountry*ctx.country[q.country]/total
		if q.region != "" && ctx.region[q.country+"."+q.region] > 0 {
			score += sameRegion
		}
		if q.country != "" && strings.EqualFold(q.country, d.text.Country) {
			score += sourceCountry
		}
		for _, n := range ctx.near {
			if distance(&d.gaz.places[n], q) < neighbourKm {
				score += neighbour
				break
			}
		}
		if score > bestScore {
			best, bestScore = c.place, score
		}
	}
	return best
}
