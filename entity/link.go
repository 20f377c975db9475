package entity

import (
	"slices"
	"strings"
	"unicode"
)

// surface is the text of a span, as written.
func (d *document) surface(s *span) string {
	return d.field(s.from)[d.tokens[s.from].start:d.tokens[s.to-1].end]
}

func (d *document) field(token int) string {
	switch d.tokens[token].field {
	case inTitle:
		return d.text.Title
	case inDateline:
		return d.text.Dateline
	}
	return d.text.Body
}

// key is the form by which spans of one string are compared: lower-case words.
func (d *document) key(s *span) string {
	if s.to == s.from+1 {
		return cmpLower(&d.tokens[s.from])
	}
	var b strings.Builder
	for i := s.from; i < s.to; i++ {
		if i > s.from {
			b.WriteByte(' ')
		}
		b.WriteString(cmpLower(&d.tokens[i]))
	}
	return b.String()
}

// link decides what the spans of an article mean together.
func (d *document) link() {
	d.linkAbbreviations()
	d.linkPersons()
	d.linkShortOrganisations()
	if d.english {
		d.guess()
	}
	d.vote()
	d.spans = slices.DeleteFunc(d.spans, func(s span) bool { return s.kind == "" })
}

// linkAbbreviations joins "International Atomic Energy Agency (IAEA)": the
// short form means the long one in the whole article.
func (d *document) linkAbbreviations() {
	long := make(map[string]string)
	for i := range d.spans {
		s := &d.spans[i]
		if s.to+2 >= len(d.tokens) || d.tokens[s.to].text != "(" || d.tokens[s.to+2].text != ")" || s.kind == Location {
			continue
		}
		short := &d.tokens[s.to+1]
		if !short.is(isUpper) || !d.abbreviates(short.text, s) {
			continue
		}
		if s.kind != Org {
			s.kind, s.sure = Org, true
		}
		if s.name == "" {
			s.name = d.orgName(s)
		}
		long[short.lower] = s.name
	}
	if len(long) == 0 {
		return
	}
	for i := range d.spans {
		s := &d.spans[i]
		if name, ok := long[d.key(s)]; ok && d.tokens[s.from].is(isUpper) {
			s.kind, s.name, s.sure, s.phrase, s.demonym = Org, name, true, nil, false
		}
	}
}

// abbreviates says whether short is made of first letters of the span's words.
func (d *document) abbreviates(short string, s *span) bool {
	var initials []rune
	for i := s.from; i < s.to; i++ {
		if d.tokens[i].is(isWord) {
			initials = append(initials, unicode.ToUpper(firstRune(d.tokens[i].text)))
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
func (d *document) linkPersons() {
	full := make(map[string]string)    // first and last word → name
	last := make(map[string][]string)  // surname → names
	first := make(map[string][]string) // first name → names
	for i := range d.spans {
		s := &d.spans[i]
		if s.kind != Person || d.words(s) < 2 {
			continue
		}
		begin, end := cmpLower(&d.tokens[s.from]), cmpLower(&d.tokens[s.to-1])
		name, known := full[begin+" "+end]
		if !known {
			name = spaced(d.surface(s))
			full[begin+" "+end] = name
			last[end] = append(last[end], name)
			first[begin] = append(first[begin], name)
		}
		s.name = name
	}
	d.linkFamilyNames()
	for i := range d.spans {
		s := &d.spans[i]
		if s.name != "" && s.kind != Location || d.words(s) != 1 && s.kind != "" {
			continue
		}
		d.linkPerson(s, last[cmpLower(&d.tokens[s.to-1])], first[cmpLower(&d.tokens[s.to-1])])
	}
	for i := range d.spans {
		if s := &d.spans[i]; s.kind == Person && s.name == "" {
			s.name = spaced(d.surface(s))
		}
	}
}

// linkFamilyNames links family names of several words to the full name that
// ends in them: "Fernández de la Torre" to "Lucía Fernández de la Torre".
func (d *document) linkFamilyNames() {
	long := make(map[string]string)
	for i := range d.spans {
		s := &d.spans[i]
		if s.kind != Person || d.words(s) < 3 {
			continue
		}
		for from := s.from + 1; from < s.to-1; from++ {
			tail := *s
			tail.from = from
			long[d.key(&tail)] = s.name
		}
	}
	if len(long) == 0 {
		return
	}
	for i := range d.spans {
		s := &d.spans[i]
		if name, ok := long[d.key(s)]; ok && (s.kind == Person || s.kind == "") {
			s.kind, s.name, s.sure, s.phrase = Person, name, true, nil
		}
	}
}

// words counts the words of a span; "al-Sisi" and "Ben-Gvir" are one.
func (d *document) words(s *span) int {
	n := 0
	for i := s.from; i < s.to; i++ {
		if d.tokens[i].is(isWord) && (i == s.from || !d.tokens[i].is(isTight)) {
			n++
		}
	}
	return n
}

// linkPerson links one lone name to the only person of the article with it.
func (d *document) linkPerson(s *span, surnames, firsts []string) {
	if s.kind == Org && s.phrase != nil || s.demonym || s.located && s.kind == Location {
		return
	}
	switch {
	case len(surnames) == 1:
		s.kind, s.name, s.sure, s.phrase = Person, surnames[0], true, nil
	case len(surnames) > 1:
		s.kind, s.name, s.phrase = Person, spaced(d.surface(s)), nil
	case len(firsts) == 1 && d.words(s) == 1 && s.kind != Org && (s.kind == "" || s.kind == Person || !d.isCountry(s.phrase)):
		s.kind, s.name, s.sure, s.phrase = Person, firsts[0], true, nil
	}
}

// linkShortOrganisations links the first word of an organisation of the
// article, "Comissaria" for "Comissaria Smith Ltd", when it means nothing else.
func (d *document) linkShortOrganisations() {
	short := make(map[string]string)
	for i := range d.spans {
		s := &d.spans[i]
		if s.kind != Org {
			continue
		}
		if s.name == "" {
			s.name = d.orgName(s)
		}
		if d.words(s) > 1 && d.class(s.from)&(common|given|personal) == 0 {
			short[cmpLower(&d.tokens[s.from])] = s.name
		}
	}
	for i := range d.spans {
		s := &d.spans[i]
		if s.kind != "" {
			continue
		}
		if name, ok := short[d.key(s)]; ok && d.words(s) == 1 {
			s.kind, s.name, s.sure = Org, name, true
		}
	}
}

// guess decides on the unknown names of an English text by their shape.
func (d *document) guess() {
	count := make(map[string]int)
	for i := range d.spans {
		if s := &d.spans[i]; s.kind == "" {
			count[d.key(s)]++
		}
	}
	for i := range d.spans {
		if s := &d.spans[i]; s.kind == "" {
			s.kind = d.guessKind(s, count[d.key(s)])
			switch s.kind {
			case Person:
				s.name = spaced(d.surface(s))
			case Org:
				s.name = d.orgName(s)
			}
		}
	}
}

// guessKind is the kind that a name of this shape has most often, "" when it
// is most often none.
func (d *document) guessKind(s *span, count int) Kind {
	t := &d.tokens[s.from]
	words, strange, upper, event := 0, 0, 0, false
	for i := s.from; i < s.to; i++ {
		if !d.tokens[i].is(isWord) {
			continue
		}
		c := d.class(i)
		words++
		if c&common == 0 {
			strange++
		}
		if d.tokens[i].is(isUpper) {
			upper++
		}
		event = event || c&(eventWord|placeWord) != 0
	}
	switch {
	case event:
		return ""
	case words >= 2 && words <= 3 && strange == words && upper == 0:
		return Person
	case words >= 2 && upper > 0 && strange > 0:
		return Org
	case words >= 2:
		return ""
	case t.is(isUpper) && strange == 1 && acronym(t.text):
		return Org
	case len(t.text) == 1, s.located:
		return ""
	case d.class(s.from)&(personal|given) != 0 && strange == 1:
		return Person
	case t.flags&(isFirst|isAfterStop) != 0 && d.seen[t.lower].capital == 0:
		return ""
	case d.class(s.to)&sayVerb != 0 && strange == 1:
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
func (d *document) vote() {
	type tally struct {
		votes [3]int
		model [3]int // a span of the kind, to copy from, + 1
	}
	tallies := make(map[string]*tally)
	for i := range d.spans {
		s := &d.spans[i]
		k := kindIndex(s.kind)
		if k < 0 || s.demonym {
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
		if t.model[k] == 0 || s.sure && !d.spans[t.model[k]-1].sure {
			t.model[k] = i + 1
		}
	}
	for i := range d.spans {
		s := &d.spans[i]
		t := tallies[d.key(s)]
		if t == nil || s.demonym {
			continue
		}
		best := 0
		for k := range t.votes {
			if t.votes[k] > t.votes[best] {
				best = k
			}
		}
		if m := &d.spans[t.model[best]-1]; s.kind != m.kind && d.capital(s.from) {
			s.kind, s.name, s.phrase, s.sure = m.kind, m.name, m.phrase, m.sure
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
// the legal form ("The Apple Inc." is "Apple"), by the lexicon where it has the
// rest. It is "" when nothing is left that tells organisations apart.
func (d *document) orgName(s *span) string {
	words := strings.Fields(d.surface(s))
	class := func(i int) wordClass { return d.lex.words[strings.ToLower(strings.TrimSuffix(words[i], ","))] }
	for len(words) > 0 && class(0)&stop != 0 && class(0)&(given|personal|orgFirst) == 0 {
		words = words[1:]
	}
	for len(words) > 0 && class(len(words)-1)&legalForm != 0 {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) == 1 && class(0)&(orgLast|orgFirst) != 0 && class(0)&common != 0 {
		return ""
	}
	name := strings.TrimRight(strings.Join(words, " "), ",&- ")
	if p := d.lex.phrases[phraseKey(name)]; p != nil && p.org > 0 {
		return d.lex.orgs[p.org-1]
	}
	return name
}
