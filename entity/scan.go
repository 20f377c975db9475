package entity

import "strings"

// span is a stretch of tokens that may be a name.
type span struct {
	from, to int // tokens
	kind     Kind
	phrase   *phrase // from the lexicon, or nil
	// name is the canonical name of a person or an organisation.
	name string
	// place is the resolved place + 1 of a location.
	place   int32
	demonym bool
	// sure says that the words around or the lexicon prove the kind;
	// a guess gives way to what the rest of the article says.
	sure bool
	// located says that a preposition of place stands before.
	located bool
}

// document is one article on its way through the extractor.
type document struct {
	lex     *lexicon
	gaz     *gazetteer
	text    Text
	english bool
	tokens  []token
	seen    map[string]evidence // by lower-case word
	spans   []span
	// dateline are the first token of the dateline and the one after it.
	dateline [2]int
	buf      []byte
}

// evidence counts how a word is written where its first letter means
// something.
type evidence struct{ lower, capital int }

// gather counts, for every word that has a capital somewhere, how often it
// stands in lower case and how often with a capital inside a plain sentence.
func (d *document) gather() {
	d.seen = make(map[string]evidence)
	const weak = isFirst | isHeadline | isShouted | isAfterStop
	for i := range d.tokens {
		if t := &d.tokens[i]; t.is(isCapital) {
			e := d.seen[t.lower]
			if t.flags&weak == 0 {
				e.capital++
			}
			d.seen[t.lower] = e
		}
	}
	for i := range d.tokens {
		if t := &d.tokens[i]; t.is(isWord) && !t.is(isCapital) {
			if e, ok := d.seen[t.lower]; ok {
				e.lower++
				d.seen[t.lower] = e
			}
		}
	}
}

func (d *document) class(i int) wordClass {
	if i < 0 || i >= len(d.tokens) {
		return 0
	}
	return d.tokens[i].class
}

func (d *document) capital(i int) bool {
	return i < len(d.tokens) && d.tokens[i].is(isCapital)
}

// together says whether token i continues the line of token i-1.
func (d *document) together(i int) bool {
	return i > 0 && i < len(d.tokens) && d.tokens[i].field == d.tokens[i-1].field && d.tokens[i].para == d.tokens[i-1].para
}

// maxRun bounds the tokens of a name, so that a text of capitals only is read in
// linear time.
const maxRun = 24

// runEnd finds the end of the run of capitalised words that begins at i; tight
// hyphens and "&" between two of them belong to it.
func (d *document) runEnd(i int) int {
	j := i + 1
	for j < i+maxRun && d.together(j) {
		t := &d.tokens[j]
		switch {
		case t.is(isCapital) && (!t.is(isFirst)):
			j++
		case (t.text == "-" && t.is(isTight) || t.text == "&") && d.together(j+1) && d.capital(j+1):
			j += 2
		case t.is(isTight) && d.class(j-1)&ownerWord != 0 && t.lower == "'s" && d.together(j+1) && d.capital(j+1):
			j += 2 // "People's Army"
		case t.is(isTight) && (t.text == "'" || t.text == "’") && strings.HasSuffix(d.tokens[j-1].text, "s") && d.together(j+1) && d.capital(j+1):
			j += 2 // "Workers' Party"
		default:
			return j
		}
	}
	return j
}

// scan finds the candidates of all plain sentences. Headlines come later, with
// what the sentences taught.
func (d *document) scan() {
	for i := 0; i < len(d.tokens); {
		t := &d.tokens[i]
		switch {
		case t.flags&(isHeadline|isShouted) != 0 || d.inDateline(i):
			i++
		case t.is(isCapital):
			i = d.scanRun(i)
		case t.is(isWord) && d.articleName(i):
			i = d.scanRun(i)
		default:
			i++
		}
	}
}

// articleName says whether an Arabic article begins a name at i: "al-Sisi".
func (d *document) articleName(i int) bool {
	switch d.tokens[i].text {
	case "al", "el", "ul", "as", "ash", "an", "ar", "ad":
		return i+2 < len(d.tokens) && d.tokens[i+1].text == "-" && d.tokens[i+1].is(isTight) && d.tokens[i+2].is(isTight) && d.capital(i+2)
	}
	return false
}

// scanRun takes the first candidate of the run at i and gives the place to go
// on from.
func (d *document) scanRun(i int) int {
	end := d.runEnd(i)
	p, size := d.lex.match(d.tokens, i, d.buf)
	if p == nil && !d.english {
		p, size = d.genitive(i)
	}
	if p != nil && !d.usable(p, size, i, end) {
		p, size = nil, 0
	}
	if to := d.organisationEnd(i, end, p, size); to > i {
		return d.addOrganisation(i, to, p, size)
	}
	if to := d.personEnd(i, end, p, size); to > i {
		return d.add(span{from: i, to: to, kind: Person, sure: true})
	}
	if p != nil {
		return d.addPhrase(i, end, p, size)
	}
	if d.class(i)&direction != 0 && i+1 < end {
		if to := d.directed(i, end); to > i {
			return to
		}
	}
	if d.skippable(i) {
		return i + 1
	}
	to := d.unknownEnd(i, end)
	if d.titleBefore(i) {
		return d.add(span{from: i, to: to, kind: Person, sure: true})
	}
	return d.add(span{from: i, to: to, located: d.together(i) && d.class(i-1)&placeBefore != 0})
}

// directed takes "Northern Uganda" as the place Uganda. It gives i when no
// place follows.
func (d *document) directed(i, end int) int {
	next := i + 1
	if d.tokens[next].text == "-" && next+1 < end {
		next++
	}
	p, size := d.lex.match(d.tokens, next, d.buf)
	if p == nil || len(p.places) == 0 || p.org > 0 || !d.usable(p, size, next, end) {
		return i
	}
	before := len(d.spans)
	to := d.addPhrase(next, end, p, size)
	if len(d.spans) > before && d.spans[before].kind == Location {
		d.spans[before].from = i
	}
	return to
}

func (d *document) add(s span) int {
	d.spans = append(d.spans, s)
	return s.to
}

// genitive finds the place of a German genitive, "Deutschlands".
func (d *document) genitive(i int) (*phrase, int) {
	word, cut := strings.CutSuffix(d.tokens[i].lower, "s")
	if !cut || len(word) < 5 {
		return nil, 0
	}
	if p := d.lex.phrases[word]; p != nil && (d.isCountry(p) || d.people(p) > 300_000) {
		return p, 1
	}
	return nil, 0
}

// skippable says whether the word at i is no part of any name.
func (d *document) skippable(i int) bool {
	c, t := d.class(i), &d.tokens[i]
	switch {
	case c&(stop|strongTitle|weakTitle|eventWord|legalForm) != 0:
		return true
	case t.flags&(isFirst|isAfterStop) != 0 && c&common != 0:
		return d.seen[t.lower].capital == 0 || d.seen[t.lower].lower > 0
	}
	return false
}

// titleBefore says whether a title stands before i: "President Harris".
func (d *document) titleBefore(i int) bool {
	if !d.together(i) {
		return false
	}
	c, t := d.class(i-1), &d.tokens[i-1]
	if c&strongTitle == 0 {
		return false
	}
	return t.is(isCapital) || c&(common|stop) == 0 || d.tokens[i].text != "" && d.class(i)&common == 0 && !t.is(isFirst)
}

// usable says whether a match in the lexicon is meant, or only the word it is
// spelt like: "Nice", "May", "us".
func (d *document) usable(p *phrase, size, i, end int) bool {
	if p.comma && !d.afterComma(i) {
		return false
	}
	if size > 1 {
		return true
	}
	t, c := &d.tokens[i], d.class(i)
	located := d.located(i, i+size)
	switch {
	case p.upper:
		return true
	case c&stop != 0, c&legalForm != 0:
		return false
	case c&unsure != 0:
		return located && !t.is(isFirst)
	case d.english && c&placeWord != 0 && p.org == 0:
		return false // "Island", which is Iceland only in German
	case t.is(isUpper) && len(t.text) <= shortName && p.org == 0 && p.demonym == 0 && !d.isCountry(p):
		return located || d.people(p) > 500_000
	case p.demonym > 0 || p.org > 0 || d.isCountry(p):
		if c&common != 0 && d.seen[t.lower].lower > 0 {
			return t.flags&(isFirst|isAfterStop) == 0
		}
		return c&common == 0 || t.flags&(isFirst|isAfterStop) == 0 || d.seen[t.lower].capital > 0 || d.isCountry(p)
	case c&(strongTitle|weakTitle|orgLast|orgFirst|placeWord|eventWord) != 0:
		return located && end == i+1 && len(p.places) > 0 && d.people(p) > 50_000
	case c&common != 0:
		return located && !t.is(isFirst) && d.seen[t.lower].lower == 0 || d.people(p) > 1_000_000
	case c&(given|personal) != 0:
		return located || d.people(p) > 150_000 || d.seat(p)
	}
	return located || d.people(p) >= 20_000 || d.seat(p)
}

// seat says whether the likeliest place of a phrase is a capital or the main
// town of a region.
func (d *document) seat(p *phrase) bool {
	return len(p.places) > 0 && d.gaz.places[p.places[0].place].seat
}

func (d *document) afterComma(i int) bool { return d.together(i) && d.tokens[i-1].text == "," }

// shortName is the length up to which a word in capitals is more likely an
// abbreviation than a town.
const shortName = 5

// located says whether the words around say that i to j is a place: a
// preposition before, or a comma and another place after.
func (d *document) located(i, j int) bool {
	if d.together(i) && (d.class(i-1)&placeBefore != 0 || d.afterPlace(i)) {
		return true
	}
	if j+1 < len(d.tokens) && d.tokens[j].text == "," && d.capital(j+1) {
		if p, _ := d.lex.match(d.tokens, j+1, d.buf); p != nil && len(p.places) > 0 {
			return d.gaz.places[p.places[0].place].kind != City
		}
	}
	return j+1 < len(d.tokens) && d.tokens[j].text == "-" && d.class(j+1)&originWord != 0
}

// afterPlace says whether i goes on with a list of places: "in Atlanta and
// Savannah".
func (d *document) afterPlace(i int) bool {
	if len(d.spans) == 0 || d.tokens[i-1].text != "and" && d.tokens[i-1].text != "," {
		return false
	}
	last := &d.spans[len(d.spans)-1]
	return last.to == i-1 && last.kind == Location && last.located && !last.demonym
}

func (d *document) isCountry(p *phrase) bool {
	return len(p.places) > 0 && d.gaz.places[p.places[0].place].kind == Country
}

// people are the inhabitants of the likeliest place of a phrase.
func (d *document) people(p *phrase) int {
	if len(p.places) == 0 {
		return 0
	}
	return d.gaz.places[p.places[0].place].people
}

// areaEnd extends a place over the word for its kind ("Guangdong Province"), or
// over a building that is named after its town ("Cairo Airport").
func (d *document) areaEnd(j, end int) int {
	for j < end && d.class(j)&areaWord != 0 {
		j++
	}
	return j
}

// addPhrase adds a name of the lexicon. Two countries or a country and a town
// in one run ("Moscow-Kyiv") stay two names.
func (d *document) addPhrase(i, end int, p *phrase, size int) int {
	s := span{from: i, to: i + size, phrase: p, sure: true, located: d.located(i, i+size)}
	if next := i + size; len(p.places) > 0 && p.org == 0 && next < end {
		s.to = d.areaEnd(next, end)
		if c := d.class(next); s.to == next && c&(placeWord|eventWord) != 0 && c&strongTitle == 0 && !d.isCountry(p) {
			return next + 1 // "Hudson River", "Paris Agreement"
		}
	}
	switch {
	case p.org > 0 && !(len(p.places) > 0 && !p.places[0].other && s.located):
		s.kind, s.name = Org, d.lex.orgs[p.org-1]
	case p.demonym > 0 && len(p.places) == 0:
		s.kind, s.demonym = Location, true
	default:
		s.kind = Location
		if d.titleBefore(i) && !d.isCountry(p) {
			s.kind, s.phrase = Person, nil
		}
	}
	if next := s.to; next+1 < end && d.tokens[next].text == "-" {
		d.add(s)
		return next + 1
	}
	return d.add(s)
}
