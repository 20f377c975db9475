package entity

// readHeadlines finds names in titles, headlines and lines in capitals, where
// a capital letter says nothing: only what the sentences of the article or the
// lexicon know counts there.
func (d *document) readHeadlines() {
	known := make(map[string]int) // key → span + 1
	longest := make(map[string]int)
	for i := range d.spans {
		s := &d.spans[i]
		if s.demonym {
			continue
		}
		if key := d.key(s); known[key] == 0 {
			known[key] = i + 1
			first := cmpLower(&d.tokens[s.from])
			longest[first] = max(longest[first], s.to-s.from)
		}
	}
	for i := 0; i < len(d.tokens); {
		t := &d.tokens[i]
		if t.flags&(isHeadline|isShouted) == 0 || !t.is(isCapital) || d.inDateline(i) {
			i++
			continue
		}
		i = d.readHeadlineWord(i, known, longest)
	}
}

func (d *document) readHeadlineWord(i int, known map[string]int, longest map[string]int) int {
	for n := longest[d.tokens[i].lower]; n > 0; n-- {
		if i+n > len(d.tokens) || n > 1 && !d.together(i+n-1) {
			continue
		}
		s := span{from: i, to: i + n}
		if at := known[d.key(&s)]; at > 0 {
			m := d.spans[at-1]
			m.from, m.to = i, i+n
			return d.add(m)
		}
	}
	t := &d.tokens[i]
	p, size := d.lex.match(d.tokens, i, d.buf)
	if t.is(isHeadline) {
		end := d.runEnd(i)
		if p != nil && (size > 1 || d.class(i)&(common|stop|given|personal|unsure) == 0 || d.isCountry(p) || p.upper || p.demonym > 0) {
			if to := d.organisationEnd(i, min(end, i+size+1), p, size); to > i && d.class(i)&common == 0 && p.demonym == 0 {
				return d.addOrganisation(i, to, p, size)
			}
			return d.addPhrase(i, end, p, size)
		}
		if d.class(i)&given != 0 && d.class(i)&(common|stop) == 0 {
			if to, ok := d.namePart(i + 1); ok && d.class(to-1)&(common|stop|orgLast) == 0 {
				return d.add(span{from: i, to: to, kind: Person, sure: true, name: spaced(d.field(i)[t.start:d.tokens[to-1].end])})
			}
		}
		return i + 1
	}
	if p == nil || size == 1 && d.class(i)&(stop|unsure|legalForm|placeWord) != 0 {
		return i + 1
	}
	ambiguous := d.class(i)&(common|given|personal) != 0
	switch {
	case p.upper && ambiguous, p.comma && !d.afterComma(i):
	case size > 1, d.isCountry(p), p.demonym > 0, p.org > 0 && !ambiguous, !ambiguous && d.people(p) > 100_000 && (len(t.text) > shortName || d.people(p) > 500_000):
		return d.addPhrase(i, i+size, p, size)
	}
	return i + 1
}
