package recognise

import (
	"slices"
	"strings"
	"unicode"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// key is the form by which spans of one string are compared: lower-case words.
func (d *Document) key(s *Span) string {
	if s.To == s.From+1 {
		return d.Tokens[s.From].Key()
	}
	var b strings.Builder
	for i := s.From; i < s.To; i++ {
		if i > s.From {
			b.WriteByte(' ')
		}
		b.WriteString(d.Tokens[i].Key())
	}
	return b.String()
}

// link decides what the spans of an article mean together.
func (d *Document) link() {
	d.linkAbbreviations()
	d.linkPersons()
	d.linkShortOrganisations()
	if d.english {
		d.findPlaced()
		d.guess()
	}
	d.vote()
	d.Spans = slices.DeleteFunc(d.Spans, func(s Span) bool { return s.Kind == "" })
}

// linkAbbreviations joins "International Atomic Energy Agency (IAEA)": the
// short form means the long one in the whole article.
func (d *Document) linkAbbreviations() {
	long := make(map[string]string)
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.To+2 >= len(d.Tokens) || d.Tokens[s.To].Text != "(" || d.Tokens[s.To+2].Text != ")" || s.Kind == Location {
			continue
		}
		short := &d.Tokens[s.To+1]
		if !short.Is(token.Upper) || !d.abbreviates(short.Text, s) {
			continue
		}
		if s.Kind != Org {
			s.Kind, s.sure = Org, true
		}
		if s.Name == "" {
			s.Name = d.orgName(s)
		}
		long[short.Lower] = s.Name
	}
	d.linkInitials(long)
	if len(long) == 0 {
		return
	}
	for i := range d.Spans {
		s := &d.Spans[i]
		if name, ok := long[d.key(s)]; ok && d.Tokens[s.From].Is(token.Upper) {
			s.Kind, s.Name, s.sure, s.Phrase, s.Demonym = Org, name, true, nil, false
		}
	}
}

// linkInitials adds the organisations whose initials an article uses without
// saying so, where only one of them can be meant.
func (d *Document) linkInitials(long map[string]string) {
	byInitials := make(map[string]string)
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Kind != Org || d.words(s) < 3 {
			continue
		}
		var initials strings.Builder
		for j := s.From; j < s.To; j++ {
			if d.capital(j) {
				initials.WriteRune(unicode.ToLower(token.FirstRune(d.Tokens[j].Text)))
			}
		}
		if s.Name == "" {
			s.Name = d.orgName(s)
		}
		if old, ok := byInitials[initials.String()]; ok && old != s.Name {
			byInitials[initials.String()] = "" // two of them
			continue
		}
		byInitials[initials.String()] = s.Name
	}
	for i := range d.Spans {
		s := &d.Spans[i]
		if key := d.key(s); s.Phrase == nil && long[key] == "" && byInitials[key] != "" {
			long[key] = byInitials[key]
		}
	}
}

// abbreviates says whether short is made of first letters of the span's words.
func (d *Document) abbreviates(short string, s *Span) bool {
	var initials []rune
	for i := s.From; i < s.To; i++ {
		if d.Tokens[i].Is(token.Word) {
			initials = append(initials, unicode.ToUpper(token.FirstRune(d.Tokens[i].Text)))
		}
	}
	letters := []rune(strings.ReplaceAll(short, ".", ""))
	if len(initials) < 2 || initials[0] != letters[0] {
		return false
	}
	found := 0
	for _, r := range initials {
		if found < len(letters) && letters[found] == r {
			found++
		}
	}
	return found >= len(letters)-1 && found >= 2
}

// linkPersons gives every full name of an article its canonical form, and the
// lone surnames and first names the one person they can mean.
func (d *Document) linkPersons() {
	full := make(map[string]string)    // first and last word → name
	last := make(map[string][]string)  // surname → names
	first := make(map[string][]string) // first name → names
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Kind != Person || d.words(s) < 2 {
			continue
		}
		begin, end := d.Tokens[s.From].Key(), d.Tokens[s.To-1].Key()
		name, known := full[begin+" "+end]
		if !known {
			name = spaced(d.Surface(s))
			full[begin+" "+end] = name
			last[end] = append(last[end], name)
			first[begin] = append(first[begin], name)
		}
		s.Name = name
	}
	d.linkFamilyNames()
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Name != "" && s.Kind != Location || d.words(s) != 1 && s.Kind != "" {
			continue
		}
		d.linkPerson(s, last[d.Tokens[s.To-1].Key()], first[d.Tokens[s.To-1].Key()])
	}
	for i := range d.Spans {
		if s := &d.Spans[i]; s.Kind == Person && s.Name == "" {
			s.Name = spaced(d.Surface(s))
		}
	}
}

// linkFamilyNames links family names of several words to the full name that
// ends in them: "Fernández de la Torre" to "Lucía Fernández de la Torre".
func (d *Document) linkFamilyNames() {
	long := make(map[string]string)
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Kind != Person || d.words(s) < 3 {
			continue
		}
		for from := s.From + 1; from < s.To-1; from++ {
			tail := *s
			tail.From = from
			long[d.key(&tail)] = s.Name
		}
	}
	if len(long) == 0 {
		return
	}
	for i := range d.Spans {
		s := &d.Spans[i]
		if name, ok := long[d.key(s)]; ok && (s.Kind == Person || s.Kind == "") {
			s.Kind, s.Name, s.sure, s.Phrase = Person, name, true, nil
		}
	}
}

// words counts the words of a span; "al-Sisi" and "Ben-Gvir" are one.
func (d *Document) words(s *Span) int {
	n := 0
	for i := s.From; i < s.To; i++ {
		if d.Tokens[i].Is(token.Word) && (i == s.From || !d.Tokens[i].Is(token.Tight)) {
			n++
		}
	}
	return n
}

// linkPerson links one lone name to the only person of the article with it.
func (d *Document) linkPerson(s *Span, surnames, firsts []string) {
	if s.Kind == Org && s.Phrase != nil || s.Demonym || s.located && s.Kind == Location {
		return
	}
	if len(surnames) > 0 && d.words(s) > 1 {
		d.cutBefore(s)
	}
	switch {
	case len(surnames) == 1:
		s.Kind, s.Name, s.sure, s.Phrase = Person, surnames[0], true, nil
	case len(surnames) > 1:
		s.Kind, s.Name, s.Phrase = Person, spaced(d.Surface(s)), nil
	case len(firsts) == 1 && d.words(s) == 1 && s.Kind != Org && (s.Kind == "" || s.Kind == Person || !d.isCountry(s.Phrase)):
		s.Kind, s.Name, s.sure, s.Phrase = Person, firsts[0], true, nil
	}
}

// cutBefore cuts the words before a name whose last word is a known surname:
// what is left are first names and the surname.
func (d *Document) cutBefore(s *Span) {
	from := s.To - 1
	for from > s.From && d.Tokens[from].Is(token.Tight) {
		from-- // "Ben-Gvir"
	}
	for from > s.From && d.class(from-1)&gazetteer.Given != 0 {
		from--
	}
	s.From = from
}

// linkShortOrganisations links the first word of an organisation of the
// article, "Comissaria" for "Comissaria Smith Ltd", when it means nothing else,
// and a last one that names no kind by itself: "Seebank" for "Zürcher Seebank".
func (d *Document) linkShortOrganisations() {
	short := make(map[string]string)
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Kind != Org {
			continue
		}
		if s.Name == "" {
			s.Name = d.orgName(s)
		}
		if d.words(s) > 1 && d.class(s.From)&(gazetteer.Common|gazetteer.Given|gazetteer.Personal) == 0 {
			short[d.Tokens[s.From].Key()] = s.Name
		}
		if d.words(s) > 1 && d.class(s.To-1) == gazetteer.OrgLast {
			short[d.Tokens[s.To-1].Key()] = s.Name
		}
	}
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Kind != "" {
			continue
		}
		if name, ok := short[d.key(s)]; ok && d.words(s) == 1 {
			s.Kind, s.Name, s.sure = Org, name, true
		}
	}
}

// guess decides on the unknown names of an English text by their shape.
func (d *Document) guess() {
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Kind != "" {
			continue
		}
		s.Kind = d.guessKind(s)
		switch s.Kind {
		case Person:
			s.Name = spaced(d.Surface(s))
		case Org:
			s.Name = d.orgName(s)
		case Location: // never a guess
		}
	}
}

// findPlaced gathers the unknown names that stand where only places do:
// after a preposition of place or before the word for their kind, "the camps
// of Ouaddaï province".
func (d *Document) findPlaced() {
	d.placed = make(map[string]bool)
	for i := range d.Spans {
		s := &d.Spans[i]
		if s.Kind != "" {
			continue
		}
		next := d.class(s.To)&(gazetteer.PlaceWord|gazetteer.AreaWord) != 0 && d.together(s.To)
		if s.located || next && !d.Tokens[s.To].Is(token.Capital) {
			d.placed[d.key(s)] = true
		}
	}
}

// noPerson says whether what stands around a name of unknown kind tells that it
// is nobody: it is a place elsewhere in the article, or has an article before
// it, or is no word that people are called.
func (d *Document) noPerson(s *Span) bool {
	if d.placed[d.key(s)] || d.together(s.From) && article(d.Tokens[s.From-1].Lower) {
		return true
	}
	for i := s.From; i < s.To; i++ {
		if t := d.Tokens[i].Text; strings.ContainsAny(t, "0123456789") || camelCase(t) {
			return true
		}
	}
	return false
}

// camelCase says whether a word has a capital inside as brands do and names of
// people do not: "WorkFit" but "McAdoo", "DeJong", "O'Brien".
func camelCase(w string) bool {
	runes := []rune(w)
	for i := 4; i < len(runes); i++ {
		if unicode.IsUpper(runes[i]) && unicode.IsLower(runes[i-1]) {
			return true
		}
	}
	return false
}

// guessKind is the kind that a name of this shape has most often, "" when it
// is most often none.
func (d *Document) guessKind(s *Span) Kind {
	t := &d.Tokens[s.From]
	words, strange, upper, event := 0, 0, 0, false
	for i := s.From; i < s.To; i++ {
		if !d.Tokens[i].Is(token.Word) {
			continue
		}
		c := d.class(i)
		words++
		if c&gazetteer.Common == 0 {
			strange++
		}
		if d.Tokens[i].Is(token.Upper) {
			upper++
		}
		event = event || c&(gazetteer.EventWord|gazetteer.PlaceWord) != 0
	}
	switch {
	case event:
		return ""
	case words >= 2 && words <= 3 && strange == words && upper == 0:
		if d.noPerson(s) {
			return ""
		}
		return Person
	case words >= 2 && upper > 0 && strange > 0:
		return Org
	case words >= 2:
		return ""
	case t.Is(token.Upper) && strange == 1 && acronym(t.Text):
		return Org
	case len(t.Text) == 1, s.located, d.noPerson(s):
		return ""
	case d.class(s.From)&(gazetteer.Personal|gazetteer.Given) != 0 && strange == 1:
		return Person
	case t.Flags&(token.First|token.AfterStop) != 0 && d.seen[t.Lower].capital == 0:
		return ""
	case d.class(s.To)&gazetteer.SayVerb != 0 && strange == 1:
		return Person
	}
	return ""
}

// acronym says whether a word looks like the short form of an organisation:
// two to six letters and no Roman number.
func acronym(w string) bool {
	return len(w) >= 2 && len(w) <= 6 && !strings.ContainsAny(w, "0123456789.") && strings.Trim(w, "IVXLC") != ""
}

// vote gives all spans of one string the kind that most of them have; sure
// ones count three times.
func (d *Document) vote() {
	type tally struct {
		votes [3]int
		model [3]int // a span of the kind, to copy from, + 1
	}
	tallies := make(map[string]*tally)
	for i := range d.Spans {
		s := &d.Spans[i]
		k := kindIndex(s.Kind)
		if k < 0 || s.Demonym {
			continue
		}
		key := d.key(s)
		t := tallies[key]
		if t == nil {
			t = &tally{}
			tallies[key] = t
		}
		t.votes[k]++
		if s.sure {
			t.votes[k] += 2
		}
		if t.model[k] == 0 || s.sure && !d.Spans[t.model[k]-1].sure {
			t.model[k] = i + 1
		}
	}
	for i := range d.Spans {
		s := &d.Spans[i]
		t := tallies[d.key(s)]
		if t == nil || s.Demonym {
			continue
		}
		best := 0
		for k := range t.votes {
			if t.votes[k] > t.votes[best] {
				best = k
			}
		}
		if m := &d.Spans[t.model[best]-1]; s.Kind != m.Kind && d.capital(s.From) {
			s.Kind, s.Name, s.Phrase, s.sure = m.Kind, m.Name, m.Phrase, m.sure
		}
	}
}

func kindIndex(k Kind) int {
	return slices.Index([]Kind{Person, Org, Location}, k)
}

// spaced collapses white space, so that a name cut by a line break is the name.
func spaced(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// orgName is the canonical name of an organisation: without the article and
// the legal form ("The Apple Inc." is "Apple"), by the gazetteer where it has
// the rest. It is "" when nothing is left that tells organisations apart.
func (d *Document) orgName(s *Span) string {
	words := strings.Fields(d.Surface(s))
	p, size := d.match(s.From)
	place := p != nil && size > 1 && len(p.Places) > 0 // "El Obeid Hospital" keeps its article
	class := func(i int) gazetteer.Class { return d.gaz.Class(strings.ToLower(strings.TrimSuffix(words[i], ","))) }
	for !place && len(words) > 0 && class(0)&gazetteer.Stop != 0 && class(0)&(gazetteer.Given|gazetteer.Personal|gazetteer.OrgFirst) == 0 {
		words = words[1:]
	}
	for len(words) > 0 && class(len(words)-1)&gazetteer.LegalForm != 0 {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) == 1 && class(0)&(gazetteer.OrgLast|gazetteer.OrgFirst) != 0 && class(0)&gazetteer.Common != 0 {
		return ""
	}
	name := strings.TrimRight(strings.Join(words, " "), ",&- ")
	if p := d.gaz.Phrase(name); p != nil && p.Org > 0 {
		return d.gaz.Org(p)
	}
	return name
}
