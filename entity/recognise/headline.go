package recognise

import (
	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// readHeadlines finds names in titles, headlines and lines in capitals, where
// a capital letter says nothing: only what the sentences of the article or the
// lexicon know counts there.
func (d *Document) readHeadlines() {
	known := make(map[string]int) // key → span + 1
	longest := make(map[string]int)
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Demonym {
			continue
		}
		if key := d.key(s); known[key] == 0 {
			known[key] = i + 1
			first := d.Tokens[s.From].Key()
			longest[first] = max(longest[first], s.To-s.From)
		}
	}
	for i := 0; i < len(d.Tokens); {
		t := &d.Tokens[i]
		if t.Flags&(token.Headline|token.Shouted) == 0 || !t.Is(token.Capital) || d.InDateline(i) {
			i++
			continue
		}
		i = d.readHeadlineWord(i, known, longest)
	}
}

func (d *Document) readHeadlineWord(i int, known map[string]int, longest map[string]int) int {
	for n := longest[d.Tokens[i].Lower]; n > 0; n-- {
		if i+n > len(d.Tokens) || n > 1 && !d.together(i+n-1) {
			continue
		}
		s := Span{From: i, To: i + n}
		if at := known[d.key(&s)]; at > 0 {
			m := d.Spans[at-1]
			m.From, m.To = i, i+n
			return d.add(m)
		}
	}
	t := &d.Tokens[i]
	p, size := d.match(i)
	if t.Is(token.Headline) {
		end := d.runEnd(i)
		if p != nil && (size > 1 || d.class(i)&(gazetteer.Common|gazetteer.Stop|gazetteer.Given|gazetteer.Personal|gazetteer.Unsure) == 0 || d.isCountry(p) || p.Upper || p.Demonym > 0) {
			if to := d.organisationEnd(i, min(end, i+size+1), p, size); to > i && d.class(i)&gazetteer.Common == 0 && p.Demonym == 0 {
				return d.addOrganisation(i, to, p, size)
			}
			return d.addPhrase(i, end, p, size)
		}
		if d.class(i)&gazetteer.Given != 0 && d.class(i)&(gazetteer.Common|gazetteer.Stop) == 0 {
			if to, ok := d.namePart(i + 1); ok && d.class(to-1)&(gazetteer.Common|gazetteer.Stop|gazetteer.OrgLast) == 0 {
				return d.add(Span{From: i, To: to, Kind: Person, sure: true, Name: spaced(d.Surface(&Span{From: i, To: to}))})
			}
		}
		return i + 1
	}
	if p == nil || size == 1 && d.class(i)&(gazetteer.Stop|gazetteer.Unsure|gazetteer.LegalForm|gazetteer.PlaceWord) != 0 {
		return i + 1
	}
	ambiguous := d.class(i)&(gazetteer.Common|gazetteer.Given|gazetteer.Personal) != 0
	switch {
	case p.Upper && ambiguous, p.Comma && !d.afterComma(i):
	case size > 1, d.isCountry(p), p.Demonym > 0, p.Org > 0 && !ambiguous, !ambiguous && d.people(p) > 100_000 && (len(t.Text) > shortName || d.people(p) > 500_000):
		return d.addPhrase(i, i+size, p, size)
	}
	return i + 1
}
