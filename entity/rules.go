package entity

// organisationEnd finds the end of an organisation that begins at i by its
// words: "… Party", "Ministry of …". It gives i when there is none.
func (d *document) organisationEnd(i, end int, p *phrase, size int) int {
	c := d.class(i)
	if c&stop != 0 && size == 0 {
		return i
	}
	if to := d.ofNameEnd(i); to > i && c&orgFirst != 0 {
		return to
	}
	to := i
	for j := i + max(1, size); j < end; j++ {
		cj := d.class(j)
		if cj&(orgLast|legalForm) != 0 {
			to = j + 1
		}
		if cj&strongTitle != 0 && cj&(orgLast|orgFirst) == 0 || cj&stop != 0 && !d.tokens[j].is(isUpper) {
			break
		}
	}
	if to == i {
		return i
	}
	if long := d.ofNameEnd(to - 1); long > to && (d.class(to-1)&orgFirst != 0 || !d.placeAt(to+1)) {
		to = long
	}
	if !d.organisationStart(i, to, size) {
		return i
	}
	return to
}

// placeAt says whether a place of the lexicon begins at i.
func (d *document) placeAt(i int) bool {
	if !d.capital(i) {
		return false
	}
	p, _ := d.lex.match(d.tokens, i, d.buf)
	return p != nil && len(p.places) > 0
}

// organisationStart rules out what only looks like an organisation: a title or
// a first word of a sentence before one common noun, "Former President …".
func (d *document) organisationStart(i, to, size int) bool {
	c, last := d.class(i), d.class(to-1)
	switch {
	case size > 0 && i+size >= to:
		return false
	case c&strongTitle != 0 && c&(orgFirst|orgLast) == 0:
		return false
	case c&given != 0 && c&common == 0 && to-i == 2 && last&(personal|given) != 0 && last&legalForm == 0:
		return false // "Martin King"
	case d.tokens[i].is(isFirst) && c&common != 0 && to-i == 2 && d.seen[d.tokens[i].lower].capital == 0:
		return last&common == 0
	}
	return true
}

// ofNameEnd finds the end of "Ministry of Trade and Industry" from its head.
func (d *document) ofNameEnd(head int) int {
	j := head + 1
	if !d.together(j) || !d.together(j+1) {
		return head
	}
	switch d.tokens[j].text {
	case "of", "for", "de", "del", "des", "du", "für", "der", "di", "da", "do":
	case "d'", "d’":
	default:
		return head
	}
	j++
	for d.together(j) && (d.tokens[j].text == "the" || d.tokens[j].text == "la" || d.tokens[j].text == "l'" || d.tokens[j].text == "l’") {
		j++
	}
	if !d.capital(j) {
		return head
	}
	j = d.runEnd(j)
	for j < head+maxRun && d.together(j+1) && (d.tokens[j].text == "and" || d.tokens[j].text == "," && d.capital(j+1) && d.andFollows(j+1) || d.tokens[j].text == "y" || d.tokens[j].text == "et" || d.tokens[j].text == "und") && d.capital(j+1) && d.class(j+1)&(stop|given) == 0 && d.class(j+1)&common != 0 {
		j = d.runEnd(j + 1)
	}
	return j
}

// andFollows says whether a list that goes on at i ends with "and".
func (d *document) andFollows(i int) bool {
	j := d.runEnd(i)
	return d.together(j) && d.tokens[j].text == "and"
}

// governmentWord names the parts of a state: before them a demonym stands
// alone ("Egyptian Foreign Ministry"), before others it belongs to the name
// ("South African Airways").
func governmentWord(w string) bool {
	switch w {
	case "ministry", "parliament", "army", "police", "navy", "congress", "senate", "court", "government", "embassy",
		"cabinet", "assembly", "force", "forces", "office", "department":
		return true
	}
	return false
}

// addOrganisation adds an organisation that its words made known.
func (d *document) addOrganisation(i, to int, p *phrase, size int) int {
	if p != nil && p.demonym > 0 && i+size < to-1 && (governmentWord(d.tokens[to-1].lower) || governmentWord(d.tokens[i+size].lower)) {
		d.add(span{from: i, to: i + size, kind: Location, phrase: p, demonym: true, sure: true})
		i += size
	}
	return d.add(span{from: i, to: to, kind: Org, sure: true})
}

// personEnd finds the end of a full name that begins at i with a first name,
// or gives i.
func (d *document) personEnd(i, end int, p *phrase, size int) int {
	c := d.class(i)
	titled := d.titleBefore(i)
	switch {
	case c&(given|personal) == 0 && !titled, size > 1, p != nil && p.upper:
		return i
	case c&stop != 0 && (c&monthName == 0 || d.tokens[i].is(isFirst)):
		return i
	case p != nil && d.isCountry(p) && c&given == 0, c&direction != 0 && !titled:
		return i
	case c&(strongTitle|weakTitle|orgFirst|eventWord|placeWord) != 0 && (c&given == 0 || c&strongTitle != 0):
		return i
	}
	j := i + 1
	words, unknown := 1, 0
	for words < 5 {
		k, ok := d.namePart(j)
		if !ok {
			break
		}
		if d.class(k-1)&common != 0 && d.class(k-1)&(personal|given) == 0 {
			unknown++
		}
		j = k
		words++
	}
	switch {
	case words < 2:
		return i
	case d.class(j-1)&areaWord != 0, d.class(j-1)&placeWord != 0 && d.class(j-1)&(given|personal) == 0:
		return i // "Hudson River"
	case p != nil && d.located(i, j) && !titled:
		return i
	case c&given == 0 && !titled && (d.class(j-1)&(personal|given) == 0 || c&common != 0 || p != nil && d.class(j-1)&common != 0):
		return i
	case c&common != 0 && d.tokens[i].flags&(isFirst|isAfterStop) != 0 && d.class(j-1)&(personal|given) == 0 && d.class(j-1)&common != 0:
		return i
	case unknown == words-1 && c&common != 0:
		return i
	}
	return j
}

// namePart takes one more part of a person's name at j: a capitalised word, an
// initial, or small words and a capitalised one ("van der Bellen", "al-Sisi").
func (d *document) namePart(j int) (int, bool) {
	k := j
	for range 3 {
		if !d.together(k) {
			return j, false
		}
		t := &d.tokens[k]
		switch particle := nameParticle(t.lower); {
		case particle && (!t.is(isCapital) || d.together(k+1) && d.capital(k+1)):
		case t.text == "-" && t.is(isTight):
		case t.is(isCapital):
			return d.nameWord(j, k)
		default:
			return j, false
		}
		k++
	}
	return d.nameWord(j, k)
}

// nameParticle says whether a small word can stand inside a name of a person.
func nameParticle(w string) bool {
	switch w {
	case "de", "la", "van", "von", "der", "den", "bin", "ibn", "bint", "al", "el", "ul", "da", "do", "dos", "di", "du",
		"del", "della", "ben", "ter", "ten", "las", "los", "le", "zu", "wa", "ould", "ag":
		return true
	}
	return false
}

// nameWord takes the capitalised word at k as part of a name that went to j.
func (d *document) nameWord(j, k int) (int, bool) {
	if !d.capital(k) || !d.together(k) || d.tokens[k].is(isFirst) {
		return j, false
	}
	c := d.class(k)
	if c&(stop|legalForm|eventWord) != 0 && c&monthName == 0 || c&strongTitle != 0 && c&personal == 0 {
		return j, false
	}
	if p, size := d.lex.match(d.tokens, k, d.buf); p != nil && (size > 1 && c&(given|personal) == 0 || p.upper || p.demonym > 0 && c&(given|personal) == 0 || p.org > 0 && c&(given|personal) == 0) {
		return j, false
	}
	return k + 1, true
}

// unknownEnd finds the end of a run of words that no list knows as a name of
// its own.
func (d *document) unknownEnd(i, end int) int {
	j := i + 1
	for j < end {
		if !d.tokens[j].is(isWord) {
			j++
			continue
		}
		if d.class(j)&(stop|strongTitle|weakTitle) != 0 && !d.tokens[j].is(isUpper) {
			break
		}
		if p, size := d.lex.match(d.tokens, j, d.buf); p != nil && (size > 1 || p.upper || p.demonym > 0 || d.isCountry(p)) {
			break
		}
		j++
	}
	for j > i+1 && !d.tokens[j-1].is(isWord) {
		j--
	}
	if d.articleName(i) {
		j = max(j, i+3)
	}
	return j
}
