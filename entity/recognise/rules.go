package recognise

import (
	"strings"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// organisationEnd finds the end of an organisation that begins at i by its
// words: "… Party", "Ministry of …". It gives i when there is none.
func (d *Document) organisationEnd(i, end, size int) int {
	c := d.class(i)
	if c&gazetteer.Stop != 0 && size == 0 {
		return i
	}
	if to := d.ofNameEnd(i); to > i && c&gazetteer.OrgFirst != 0 {
		return to
	}
	to := i
	for j := i + max(1, size); j < end; j++ {
		cj := d.class(j)
		if cj&gazetteer.LegalForm != 0 || cj&gazetteer.OrgLast != 0 && d.organisationWord(j) {
			to = j + 1
		}
		if q, n := d.match(j); q != nil && q.Org > 0 && n > 1 {
			break // "Titleholders Manchester City"
		}
		if cj&gazetteer.StrongTitle != 0 && cj&(gazetteer.OrgLast|gazetteer.OrgFirst) == 0 || cj&gazetteer.Stop != 0 && !d.Tokens[j].Is(token.Upper) {
			break
		}
	}
	if to == i || d.roleEnds(i, to) {
		return i
	}
	if long := d.ofNameEnd(to - 1); long > to && (d.class(to-1)&gazetteer.OrgFirst != 0 || !d.placeAt(to+1)) {
		to = long
	}
	if !d.organisationStart(i, to, size) {
		return i
	}
	return to
}

// roleEnds says whether the run to the token at to is the field of an office,
// not an organisation: "Swiss Finance Minister".
func (d *Document) roleEnds(i, to int) bool {
	return to-i <= 3 && d.class(to-1)&gazetteer.WeakTitle != 0 && d.class(to-1)&gazetteer.LegalForm == 0 &&
		d.together(to) && d.capital(to) && d.class(to)&gazetteer.StrongTitle != 0
}

// organisationWord says whether the word at j, which can end an organisation,
// does so in this language. Other languages have borrowed the plainer ones, and
// German makes words of them: "Dreier-Team".
func (d *Document) organisationWord(j int) bool {
	if d.english {
		return true
	}
	return d.class(j)&gazetteer.Borrowed == 0 && (d.Tokens[j-1].Text != "-" || d.class(j)&gazetteer.Common == 0)
}

// placeAt says whether a place of the gazetteer begins at i.
func (d *Document) placeAt(i int) bool {
	if !d.capital(i) {
		return false
	}
	p, _ := d.match(i)
	return p != nil && len(p.Places) > 0
}

// organisationStart rules out what only looks like an organisation: a title or
// a first word of a sentence before one common noun, "Former President …".
func (d *Document) organisationStart(i, to, size int) bool {
	c, last := d.class(i), d.class(to-1)
	switch {
	case size > 0 && i+size >= to:
		return false
	case !d.english && size == 0 && to-i == 2 && last == gazetteer.OrgLast && !germanAdjective(d.Tokens[i].Lower):
		return false // "Fall Seebank"
	case c&gazetteer.StrongTitle != 0 && c&(gazetteer.OrgFirst|gazetteer.OrgLast) == 0:
		return false
	case c&gazetteer.Given != 0 && c&gazetteer.Common == 0 && to-i == 2 && last&(gazetteer.Personal|gazetteer.Given) != 0 && last&gazetteer.LegalForm == 0:
		return false // "Martin King"
	case d.Tokens[i].Is(token.First) && c&gazetteer.Common != 0 && to-i == 2 && d.seen[d.Tokens[i].Lower].capital == 0:
		return last&gazetteer.Common == 0
	}
	return true
}

// germanAdjective says whether a word ends as an adjective before a noun does:
// "Basler", "Deutsche".
func germanAdjective(w string) bool {
	return strings.HasSuffix(w, "e") || strings.HasSuffix(w, "er") || strings.HasSuffix(w, "en") || strings.HasSuffix(w, "es")
}

// ofNameEnd finds the end of "Ministry of Trade and Industry" from its head.
func (d *Document) ofNameEnd(head int) int {
	j := head + 1
	if !d.together(j) || !d.together(j+1) {
		return head
	}
	switch d.Tokens[j].Text {
	case "of", "for", "de", "del", "des", "du", "für", "der", "di", "da", "do":
	case "d'", "d’":
	default:
		return head
	}
	j++
	for d.together(j) && (d.Tokens[j].Text == "the" || d.Tokens[j].Text == "la" || d.Tokens[j].Text == "l'" || d.Tokens[j].Text == "l’") {
		j++
	}
	if !d.capital(j) {
		return head
	}
	j = d.runEnd(j)
	for j < head+maxRun && d.together(j+1) && (d.Tokens[j].Text == "and" || d.Tokens[j].Text == "," && d.capital(j+1) && d.andFollows(j+1) || d.Tokens[j].Text == "y" || d.Tokens[j].Text == "et" || d.Tokens[j].Text == "und") && d.capital(j+1) && d.class(j+1)&(gazetteer.Stop|gazetteer.Given) == 0 && d.class(j+1)&gazetteer.Common != 0 {
		j = d.runEnd(j + 1)
	}
	return j
}

// andFollows says whether a list that goes on at i ends with "and".
func (d *Document) andFollows(i int) bool {
	j := d.runEnd(i)
	return d.together(j) && d.Tokens[j].Text == "and"
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
func (d *Document) addOrganisation(i, to int, p *gazetteer.Phrase, size int) int {
	if p != nil && p.Demonym > 0 && i+size < to-1 && (governmentWord(d.Tokens[to-1].Lower) || governmentWord(d.Tokens[i+size].Lower)) {
		d.add(Span{From: i, To: i + size, Kind: Location, Phrase: p, Demonym: true, sure: true})
		i += size
	}
	return d.add(Span{From: i, To: to, Kind: Org, sure: true})
}

// personEnd finds the end of a full name that begins at i with a first name,
// or gives i.
func (d *Document) personEnd(i int, p *gazetteer.Phrase, size int) int {
	c := d.class(i)
	titled := d.titleBefore(i)
	switch {
	case c&(gazetteer.Given|gazetteer.Personal) == 0 && !titled, size > 1, p != nil && p.Upper:
		return i
	case !d.english && !titled && (c&gazetteer.Unsure != 0 || c&gazetteer.Given == 0 && d.german):
		return i // every German noun has a capital
	case p != nil && len(p.Places) > 0 && d.class(i+1)&gazetteer.Given != 0 && d.together(i+2) && d.capital(i+2):
		return i // "of Florida Marco Rubio"
	case c&gazetteer.Stop != 0 && (c&gazetteer.AlsoName == 0 || d.Tokens[i].Is(token.First)):
		return i
	case c&gazetteer.Given == 0 && !titled && !d.english && d.together(i) && article(d.Tokens[i-1].Lower):
		return i // "la Ribera Alta"
	case p != nil && d.isCountry(p) && c&gazetteer.Given == 0, c&gazetteer.Direction != 0 && !titled:
		return i
	case c&(gazetteer.StrongTitle|gazetteer.WeakTitle|gazetteer.OrgFirst|gazetteer.EventWord|gazetteer.PlaceWord) != 0 && (c&gazetteer.Given == 0 || c&gazetteer.StrongTitle != 0):
		return i
	}
	j := i + 1
	words, unknown := 1, 0
	for words < 5 {
		k, ok := d.namePart(j)
		if !ok || !d.english && (words > 1 || d.Tokens[j].Text == "-") && !d.foreignPart(j, k) {
			break
		}
		if d.class(k-1)&gazetteer.Common != 0 && d.class(k-1)&(gazetteer.Personal|gazetteer.Given) == 0 {
			unknown++
		}
		j = k
		words++
	}
	switch {
	case words < 2:
		return i
	case d.class(j-1)&(gazetteer.AreaWord|gazetteer.StreetWord) != 0, d.class(j-1)&gazetteer.PlaceWord != 0 && d.class(j-1)&(gazetteer.Given|gazetteer.Personal) == 0:
		return i // "Hudson River"
	case p != nil && d.class(j-1)&gazetteer.Common != 0 && d.class(j-1)&gazetteer.Personal == 0:
		return i // "Florida Holidays"
	case p != nil && d.located(i, j) && !titled:
		return i
	case c&gazetteer.Given == 0 && !titled && (d.class(j-1)&(gazetteer.Personal|gazetteer.Given) == 0 || c&gazetteer.Common != 0 || p != nil && d.class(j-1)&gazetteer.Common != 0):
		return i
	case c&gazetteer.Common != 0 && d.Tokens[i].Flags&(token.First|token.AfterStop) != 0 && d.class(j-1)&(gazetteer.Personal|gazetteer.Given) == 0 && d.class(j-1)&gazetteer.Common != 0:
		return i
	case unknown == words-1 && c&gazetteer.Common != 0:
		return i
	}
	return j
}

// foreignPart says whether the words from j to k go on with a name in a language
// other than English: after the first family name only known names do, and
// small words only where no other name begins behind them.
func (d *Document) foreignPart(j, k int) bool {
	before, last := d.class(j-1), d.class(k-1)
	known := last&(gazetteer.Given|gazetteer.Personal) != 0
	switch {
	case d.Tokens[j].Text == "-":
		return known
	case before&gazetteer.Given != 0:
		return true
	case k-j > 1:
		return !d.german && (last&gazetteer.Given == 0 || k-j > 2)
	}
	return known && last&gazetteer.Given == 0
}

// namePart takes one more part of a person's name at j: a capitalised word, an
// initial, or small words and a capitalised one ("van der Bellen", "al-Sisi").
func (d *Document) namePart(j int) (int, bool) {
	k := j
	for range 3 {
		if !d.together(k) {
			return j, false
		}
		t := &d.Tokens[k]
		switch particle := nameParticle(t.Lower); {
		case particle && (!t.Is(token.Capital) || d.together(k+1) && d.capital(k+1)):
		case t.Text == "-" && t.Is(token.Tight):
		case t.Is(token.Capital):
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
func (d *Document) nameWord(j, k int) (int, bool) {
	if !d.capital(k) || !d.together(k) || d.Tokens[k].Is(token.First) {
		return j, false
	}
	c := d.class(k)
	if c&(gazetteer.Stop|gazetteer.LegalForm|gazetteer.EventWord) != 0 && c&gazetteer.AlsoName == 0 || c&gazetteer.StrongTitle != 0 && c&gazetteer.Personal == 0 {
		return j, false
	}
	if p, size := d.match(k); p != nil && (size > 1 && c&(gazetteer.Given|gazetteer.Personal) == 0 || p.Upper || (p.Demonym > 0 || d.isCountry(p)) && c&gazetteer.Given == 0 || p.Org > 0 && c&(gazetteer.Given|gazetteer.Personal) == 0) {
		return j, false
	}
	return k + 1, true
}

// unknownEnd finds the end of a run of words that no list knows as a name of
// its own.
func (d *Document) unknownEnd(i, end int) int {
	j := i + 1
	for j < end {
		if !d.Tokens[j].Is(token.Word) {
			j++
			continue
		}
		if d.class(j)&(gazetteer.Stop|gazetteer.StrongTitle|gazetteer.WeakTitle) != 0 && !d.Tokens[j].Is(token.Upper) {
			break
		}
		if p, size := d.match(j); p != nil && (size > 1 || p.Upper || p.Demonym > 0 || d.isCountry(p)) {
			break
		}
		j++
	}
	for j > i+1 && !d.Tokens[j-1].Is(token.Word) {
		j--
	}
	if d.articleName(i) {
		j = max(j, i+3)
	}
	return j
}
