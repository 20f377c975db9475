package entity

import (
	"cmp"
	"slices"
	"strings"

	"dateline/entity/gazetteer"
	"dateline/entity/recognise"
	"dateline/entity/token"
)

// answer gathers the entities of an article by id, in order of appearance.
type answer struct {
	mentions []Mention
	tallies  map[string]*tally
	actors   []Actor
	places   []Place
}

// found turns the decided spans into the answer.
func (a *article) found() Found {
	order := make([]int, 0, len(a.Spans))
	for i := range a.Spans {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a.Spans[i].From, a.Spans[j].From) })
	ans := answer{tallies: make(map[string]*tally)}
	lead := a.leadParagraph()
	end := 0
	for _, i := range order {
		s := &a.Spans[i]
		if s.From < end || !a.meaningful(i) {
			continue
		}
		end = s.To
		m := a.mention(i)
		t := ans.tallies[m.Entity]
		if t == nil {
			t = &tally{}
			ans.tallies[m.Entity] = t
			if s.Kind == recognise.Location {
				ans.places = append(ans.places, a.place(a.places[i]-1, m.Entity))
			} else {
				ans.actors = append(ans.actors, Actor{ID: m.Entity, Name: s.Name, Kind: m.Kind})
			}
		}
		a.count(t, s, lead)
		ans.mentions = append(ans.mentions, m)
	}
	return ans.sorted(density(a.bodyWords()))
}

// meaningful says whether span i names something that has an id.
func (a *article) meaningful(i int) bool {
	if s := &a.Spans[i]; s.Kind != recognise.Location {
		return gazetteer.Slug(s.Name) != ""
	}
	return a.places[i] > 0
}

func (a *article) mention(i int) Mention {
	s := &a.Spans[i]
	first, last := &a.Tokens[s.From], &a.Tokens[s.To-1]
	m := Mention{
		Field: [...]Field{Title, Dateline, Body}[first.Field], Start: first.Start, End: last.End,
		Text: a.Surface(s), Kind: Kind(s.Kind), Demonym: s.Demonym,
	}
	name := s.Name
	if s.Kind == recognise.Location {
		name = a.gaz.Place(a.places[i] - 1).Unique
	}
	m.Entity = string(m.Kind) + "/" + gazetteer.Slug(name)
	return m
}

// place is the exported form of a place, without counts.
func (a *article) place(number int32, id string) Place {
	p := a.gaz.Place(number)
	return Place{
		ID: id, Name: p.Unique, Country: p.Country, Lat: p.Lat, Lon: p.Lon,
		Kind: PlaceKind(p.Kind), Within: a.gaz.Within(number),
	}
}

// count adds one mention to the tally of its entity.
func (a *article) count(t *tally, s *recognise.Span, lead int32) {
	factor := 1.0
	if s.Demonym {
		factor = demonymFactor
	}
	first := &a.Tokens[s.From]
	switch {
	case first.Field == recognise.Title:
		t.weight += titleWeight * factor
	case a.InDateline(s.From):
		t.weight += datelineWeight * factor
	case first.Para == lead:
		t.weight += leadWeight * factor
	default:
		t.passing += bodyWeight * factor
	}
	if first.Field == recognise.Body && !a.InDateline(s.From) {
		t.quarters |= 1 << (first.Start * quarters / (len(a.text.Body) + 1))
		t.speaks = t.speaks || s.Kind != recognise.Location && a.Speaks(s)
	}
	t.count++
	form := strings.Join(strings.Fields(a.Surface(s)), " ")
	if len(t.forms) < maxForms && !slices.Contains(t.forms, form) {
		t.forms = append(t.forms, form)
	}
}

// leadParagraph is the number of the first paragraph of the body.
func (a *article) leadParagraph() int32 {
	for i := range a.Tokens {
		if a.Tokens[i].Field == recognise.Body {
			return a.Tokens[i].Para
		}
	}
	return 0
}

// bodyWords counts the words of the body.
func (a *article) bodyWords() int {
	n := 0
	for i := range a.Tokens {
		if t := &a.Tokens[i]; t.Field == recognise.Body && t.Is(token.Word) {
			n++
		}
	}
	return n
}

// sorted fills in the counts and orders everything for the reader.
func (ans *answer) sorted(density float64) Found {
	for i := range ans.actors {
		x := &ans.actors[i]
		t := ans.tallies[x.ID]
		x.Forms, x.Count, x.Salience = t.forms, t.count, t.salience(density)
	}
	for i := range ans.places {
		x := &ans.places[i]
		t := ans.tallies[x.ID]
		x.Forms, x.Count, x.Salience = t.forms, t.count, t.salience(1)
	}
	slices.SortStableFunc(ans.actors, func(x, y Actor) int {
		return cmp.Or(cmp.Compare(y.Salience, x.Salience), strings.Compare(x.Name, y.Name), strings.Compare(x.ID, y.ID))
	})
	slices.SortStableFunc(ans.places, func(x, y Place) int {
		return cmp.Or(cmp.Compare(y.Salience, x.Salience), strings.Compare(x.Name, y.Name))
	})
	return Found{Mentions: ans.mentions, Actors: ans.actors, Locations: ans.places}
}
