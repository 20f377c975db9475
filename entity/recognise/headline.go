package recognise

import (
	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// vocabulary is what the sentences of an article have taught.
type vocabulary struct {
	spans   map[string]int // key → number of a span that is called so, + 1
	longest map[string]int // first word → tokens of the longest name
}

// readHeadlines finds names in titles, headlines and lines in capitals, where
// a capital letter says nothing: only what the sentences of the article or the
// gazetteer know counts there.
func (d *Document) readHeadlines() {
	v := d.learn()
	for i := 0; i < len(d.Tokens); {
		t := &d.Tokens[i]
		if !t.Is(token.Headline|token.Shouted) || !t.Is(token.Capital) || d.InDateline(i) {
			i++
			continue
		}
		next := d.knownName(i, v)
		if next == i && t.Is(token.Headline) {
			next = d.headlineName(i)
		} else if next == i {
			next = d.shoutedName(i)
		}
		i = max(next, i+1)
	}
}

// learn gathers the names of the article, and the surnames of its people.
func (d *Document) learn() vocabulary {
	v := vocabulary{spans: make(map[string]int), longest: make(map[string]int)}
	add := func(s Span, number int) {
		if key := d.key(&s); v.spans[key] == 0 {
			v.spans[key] = number
			first := d.Tokens[s.From].Key()
			v.longest[first] = max(v.longest[first], s.To-s.From)
		}
	}
	for i := range d.Spans {
		if s := d.Spans[i]; !s.Demonym {
			add(s, i+1)
		}
	}
	for i := range d.Spans {
		if s := d.Spans[i]; s.Kind == Person && d.words(&s) > 1 && d.class(s.To-1)&gazetteer.Common == 0 {
			s.From = s.To - 1
			add(s, i+1)
		}
	}
	return v
}

// knownName takes a name at i that the article knows. It gives i when there is
// none.
func (d *Document) knownName(i int, v vocabulary) int {
	for n := v.longest[d.Tokens[i].Lower]; n > 0; n-- {
		if i+n > len(d.Tokens) || n > 1 && !d.together(i+n-1) {
			continue
		}
		s := Span{From: i, To: i + n}
		if number := v.spans[d.key(&s)]; number > 0 {
			s = d.Spans[number-1]
			s.From, s.To = i, i+n
			return d.add(s)
		}
	}
	return i
}

// headlineName takes a name of the gazetteer, or a full name that begins with
// a first name, in a line with capitals on every word.
func (d *Document) headlineName(i int) int {
	p, size := d.match(i)
	end := d.runEnd(i)
	if p != nil && d.unmistakable(p, size, i) {
		if to := d.organisationEnd(i, min(end, i+size+1), size); to > i && d.class(i)&gazetteer.Common == 0 && p.Demonym == 0 {
			return d.addOrganisation(i, to, p, size)
		}
		return d.addPhrase(i, end, p, size)
	}
	if c := d.class(i); c&gazetteer.Given != 0 && c&(gazetteer.Common|gazetteer.Stop) == 0 {
		if to, ok := d.namePart(i + 1); ok && d.class(to-1)&(gazetteer.Common|gazetteer.Stop|gazetteer.OrgLast) == 0 {
			s := Span{From: i, To: to, Kind: Person, sure: true}
			s.Name = spaced(d.Surface(&s))
			return d.add(s)
		}
	}
	return i
}

// shoutedName takes a name of the gazetteer in a line in capitals. Short forms
// that are also words ("US", "WHO") are left to what the article knows.
func (d *Document) shoutedName(i int) int {
	p, size := d.match(i)
	short := len(d.Tokens[i].Text) <= shortName
	switch {
	case p == nil || !d.unmistakable(p, size, i):
		return i
	case p.Upper && d.class(i)&(gazetteer.Common|gazetteer.Stop) != 0:
		return i
	case size == 1 && short && p.Org == 0 && p.Demonym == 0 && !d.isCountry(p) && d.people(p) < bigCity:
		return i
	}
	return d.addPhrase(i, i+size, p, size)
}

// bigCity is how many people make a town known without any context.
const bigCity = 500_000

// unmistakable says whether a phrase at i means its place or organisation even
// where capitals say nothing: it has several words or is no other word.
func (d *Document) unmistakable(p *gazetteer.Phrase, size, i int) bool {
	c := d.class(i)
	switch {
	case p.Comma && !d.afterComma(i):
		return false
	case size > 1, p.Upper, p.Demonym > 0 && c&gazetteer.Common == 0:
		return true
	case c&(gazetteer.Stop|gazetteer.Unsure|gazetteer.LegalForm|gazetteer.PlaceWord) != 0:
		return false
	case d.isCountry(p):
		return true
	case c&gazetteer.Common != 0:
		return false
	case c&(gazetteer.Given|gazetteer.Personal) != 0:
		return p.Org == 0 && (d.seat(p) || d.people(p) > bigCity)
	}
	return p.Org > 0 || d.people(p) > minTown
}

// minTown is how many people a town needs to be found in a headline.
const minTown = 100_000
