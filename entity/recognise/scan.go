package recognise

import (
	"strings"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// maxRun bounds the tokens of a name, so that a text of capitals only is read in
// linear time.
const maxRun = 24

// runEnd finds the end of the run of capitalised words that begins at i; tight
// hyphens and "&" between two of them belong to it.
func (d *Document) runEnd(i int) int {
	j := i + 1
	for j < i+maxRun && d.together(j) {
		t := &d.Tokens[j]
		switch {
		case t.Is(token.Capital) && (!t.Is(token.First)):
			j++
		case (t.Text == "-" && t.Is(token.Tight) || t.Text == "&") && d.together(j+1) && d.capital(j+1):
			j += 2
		case t.Is(token.Tight) && d.class(j-1)&gazetteer.OwnerWord != 0 && t.Lower == "'s" && d.together(j+1) && d.capital(j+1):
			j += 2 // "People's Army"
		case t.Is(token.Tight) && (t.Text == "'" || t.Text == "’") && strings.HasSuffix(d.Tokens[j-1].Text, "s") && d.together(j+1) && d.capital(j+1):
			j += 2 // "Workers' Party"
		default:
			return j
		}
	}
	return j
}

// scan finds the candidates of all plain sentences. Headlines come later, with
// what the sentences taught.
func (d *Document) scan() {
	for i := 0; i < len(d.Tokens); {
		t := &d.Tokens[i]
		switch {
		case t.Flags&(token.Headline|token.Shouted) != 0 || d.InDateline(i):
			i++
		case t.Is(token.Capital):
			i = d.scanRun(i)
		case t.Is(token.Word) && d.articleName(i):
			i = d.scanRun(i)
		default:
			i++
		}
	}
}

// articleName says whether an Arabic article begins a name at i: "al-Sisi".
func (d *Document) articleName(i int) bool {
	switch d.Tokens[i].Text {
	case "al", "el", "ul", "as", "ash", "an", "ar", "ad":
		return i+2 < len(d.Tokens) && d.Tokens[i+1].Text == "-" && d.Tokens[i+1].Is(token.Tight) && d.Tokens[i+2].Is(token.Tight) && d.capital(i+2)
	}
	return false
}

// scanRun takes the first candidate of the run at i and gives the place to go
// on from.
func (d *Document) scanRun(i int) int {
	end := d.runEnd(i)
	if end == i+1 && d.together(end) && d.Tokens[end].Text == "$" {
		return end // "US$40"
	}
	p, size := d.match(i)
	if p == nil && !d.english {
		p, size = d.genitive(i)
	}
	if p != nil && !d.usable(p, size, i, end) {
		p, size = nil, 0
	}
	if to := d.organisationEnd(i, end, size); to > i {
		return d.addOrganisation(i, to, p, size)
	}
	if to := d.personEnd(i, p, size); to > i {
		return d.add(Span{From: i, To: to, Kind: Person, sure: true})
	}
	if p != nil {
		return d.addPhrase(i, end, p, size)
	}
	if d.class(i)&gazetteer.Direction != 0 && i+1 < end {
		if to := d.directed(i, end); to > i {
			return to
		}
	}
	if d.skippable(i) {
		return i + 1
	}
	to := d.unknownEnd(i, end)
	if d.titleBefore(i) && d.class(i)&(gazetteer.LegalForm|gazetteer.OrgLast) == 0 {
		return d.add(Span{From: i, To: to, Kind: Person, sure: true})
	}
	return d.add(Span{From: i, To: to, located: d.together(i) && d.class(i-1)&gazetteer.PlaceBefore != 0})
}

// directed takes "Northern Uganda" as the place Uganda. It gives i when no
// place follows.
func (d *Document) directed(i, end int) int {
	next := i + 1
	if d.Tokens[next].Text == "-" && next+1 < end {
		next++
	}
	p, size := d.match(next)
	if p == nil || len(p.Places) == 0 || p.Org > 0 || !d.usable(p, size, next, end) {
		return i
	}
	before := len(d.Spans)
	to := d.addPhrase(next, end, p, size)
	if len(d.Spans) > before && d.Spans[before].Kind == Location {
		d.Spans[before].From = i
	}
	return to
}

func (d *Document) add(s Span) int {
	d.Spans = append(d.Spans, s)
	return s.To
}

// genitive finds the place of a German genitive, "Deutschlands".
func (d *Document) genitive(i int) (*gazetteer.Phrase, int) {
	word, cut := strings.CutSuffix(d.Tokens[i].Lower, "s")
	if !cut || len(word) < 5 {
		return nil, 0
	}
	if p := d.gaz.Phrase(word); p != nil && (d.isCountry(p) || d.people(p) > 300_000) {
		return p, 1
	}
	return nil, 0
}

// skippable says whether the word at i is no part of any name.
func (d *Document) skippable(i int) bool {
	c, t := d.class(i), &d.Tokens[i]
	switch {
	case c&(gazetteer.Stop|gazetteer.StrongTitle|gazetteer.WeakTitle|gazetteer.EventWord|gazetteer.LegalForm) != 0:
		return true
	case t.Flags&(token.First|token.AfterStop) != 0 && c&gazetteer.Common != 0:
		return d.seen[t.Lower].capital == 0 || d.seen[t.Lower].lower > 0
	}
	return false
}

// titleBefore says whether a title stands before i: "President Harris".
func (d *Document) titleBefore(i int) bool {
	if !d.together(i) {
		return false
	}
	c, t := d.class(i-1), &d.Tokens[i-1]
	if c&gazetteer.StrongTitle == 0 {
		return false
	}
	return t.Is(token.Capital) || c&(gazetteer.Common|gazetteer.Stop) == 0 || d.Tokens[i].Text != "" && d.class(i)&gazetteer.Common == 0 && !t.Is(token.First)
}

// usable says whether a match in the gazetteer is meant, or only the word it is
// spelt like: "Nice", "May", "us".
func (d *Document) usable(p *gazetteer.Phrase, size, i, end int) bool {
	if p.Comma && !d.afterComma(i) {
		return false
	}
	if size > 1 {
		return true
	}
	t, c := &d.Tokens[i], d.class(i)
	located := d.located(i, i+size)
	switch {
	case p.Upper:
		return c&gazetteer.Stop == 0 || !d.amidCapitals(i)
	case c&gazetteer.Stop != 0, c&gazetteer.LegalForm != 0, p.Company && !d.english:
		return false
	case c&gazetteer.Unsure != 0:
		return d.english && located && !t.Is(token.First)
	case d.english && c&gazetteer.PlaceWord != 0 && p.Org == 0:
		return false // "Island", which is Iceland only in German
	case t.Is(token.Upper) && len(t.Text) <= shortName && p.Org == 0 && p.Demonym == 0 && !d.isCountry(p):
		return located || d.people(p) > 500_000
	case p.Demonym > 0 || p.Org > 0 || d.isCountry(p):
		if c&gazetteer.Common != 0 && d.seen[t.Lower].lower > 0 {
			return t.Flags&(token.First|token.AfterStop) == 0
		}
		return c&gazetteer.Common == 0 || t.Flags&(token.First|token.AfterStop) == 0 || d.seen[t.Lower].capital > 0 || d.isCountry(p)
	case c&(gazetteer.StrongTitle|gazetteer.WeakTitle|gazetteer.OrgLast|gazetteer.OrgFirst|gazetteer.PlaceWord|gazetteer.EventWord) != 0:
		return located && end == i+1 && len(p.Places) > 0 && d.people(p) > 50_000
	case !d.english && !p.Upper && len(p.Places) > 0 && !d.isCountry(p) && p.Places[0].Other:
		return d.people(p) > 300_000 || d.seat(p)
	case c&gazetteer.Common != 0:
		return located && !t.Is(token.First) && d.seen[t.Lower].lower == 0 || d.people(p) > 1_000_000
	case c&(gazetteer.Given|gazetteer.Personal) != 0:
		return located || d.people(p) > 150_000 || d.seat(p)
	}
	return located || d.people(p) >= d.townSize() || d.seat(p)
}

// amidCapitals says whether the words on both sides of i are in capitals, so
// that those of word i tell nothing: "CHAIRMAN SAYS BANK IS TURNING".
func (d *Document) amidCapitals(i int) bool {
	return d.together(i) && d.together(i+1) && d.Tokens[i-1].Is(token.Upper) && d.Tokens[i+1].Is(token.Upper)
}

// townSize is how many people make a town known enough to be named without a
// preposition. Where nouns have capitals, a short word is more often a noun.
func (d *Document) townSize() int {
	if d.english {
		return 20_000
	}
	return 100_000
}

// seat says whether the likeliest place of a phrase is a capital or the main
// town of a region.
func (d *Document) seat(p *gazetteer.Phrase) bool {
	return len(p.Places) > 0 && d.gaz.Place(p.Places[0].Place).Seat
}

func (d *Document) afterComma(i int) bool { return d.together(i) && d.Tokens[i-1].Text == "," }

// shortName is the length up to which a word in capitals is more likely an
// abbreviation than a town.
const shortName = 5

// located says whether the words around say that i to j is a place: a
// preposition before, or a comma and another place after.
func (d *Document) located(i, j int) bool {
	if d.together(i) && (d.class(i-1)&gazetteer.PlaceBefore != 0 || d.afterPlace(i) || d.afterKindOfPlace(i)) {
		return true
	}
	if j+1 < len(d.Tokens) && d.Tokens[j].Text == "," && d.capital(j+1) {
		if p, _ := d.match(j + 1); p != nil && len(p.Places) > 0 {
			return d.gaz.Place(p.Places[0].Place).Kind != gazetteer.City
		}
	}
	return j+1 < len(d.Tokens) && d.Tokens[j].Text == "-" && d.class(j+1)&gazetteer.OriginWord != 0
}

// afterPlace says whether i goes on with a list of places: "in Atlanta and
// Savannah".
func (d *Document) afterPlace(i int) bool {
	if len(d.Spans) == 0 || d.Tokens[i-1].Text != "and" && d.Tokens[i-1].Text != "," {
		return false
	}
	last := &d.Spans[len(d.Spans)-1]
	return last.To == i-1 && last.Kind == Location && last.located && !last.Demonym
}

// afterKindOfPlace says whether "town of" or the like stands before i.
func (d *Document) afterKindOfPlace(i int) bool {
	if i < 2 || d.Tokens[i-1].Text != "of" {
		return false
	}
	switch d.Tokens[i-2].Text {
	case "city", "town", "village", "port", "suburb", "district", "island", "capital":
		return true
	}
	return d.class(i-2)&gazetteer.AreaWord != 0
}

func (d *Document) isCountry(p *gazetteer.Phrase) bool {
	return len(p.Places) > 0 && d.gaz.Place(p.Places[0].Place).Kind == gazetteer.Country
}

// people are the inhabitants of the likeliest place of a phrase.
func (d *Document) people(p *gazetteer.Phrase) int {
	if len(p.Places) == 0 {
		return 0
	}
	return d.gaz.Place(p.Places[0].Place).People
}

// areaEnd extends a place over the word for its kind ("Guangdong Province"), or
// over a building that is named after its town ("Cairo Airport").
func (d *Document) areaEnd(j, end int) int {
	for j < end && d.class(j)&gazetteer.AreaWord != 0 {
		j++
	}
	return j
}

// addPhrase adds a name of the gazetteer. Two countries or a country and a town
// in one run ("Moscow-Kyiv") stay two names.
func (d *Document) addPhrase(i, end int, p *gazetteer.Phrase, size int) int {
	s := Span{From: i, To: i + size, Phrase: p, sure: true, located: d.located(i, i+size)}
	if next := i + size; len(p.Places) > 0 && p.Org == 0 && next < end {
		s.To = d.areaEnd(next, end)
		if c := d.class(next); s.To == next && c&(gazetteer.PlaceWord|gazetteer.EventWord) != 0 && c&gazetteer.StrongTitle == 0 && !d.isCountry(p) {
			return next + 1 // "Hudson River", "Paris Agreement"
		}
	}
	switch {
	case p.Org > 0 && !(len(p.Places) > 0 && !p.Places[0].Other && s.located):
		s.Kind, s.Name = Org, d.gaz.Org(p)
	case p.Demonym > 0 && len(p.Places) == 0:
		s.Kind, s.Demonym = Location, true
	default:
		s.Kind = Location
		if d.titleBefore(i) && !d.isCountry(p) {
			s.Kind, s.Phrase = Person, nil
		}
	}
	if next := s.To; next+1 < end && d.Tokens[next].Text == "-" {
		d.add(s)
		return next + 1
	}
	return d.add(s)
}
