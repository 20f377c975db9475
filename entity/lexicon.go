package entity

import (
	"slices"
	"strings"
)

// wordClass says what a single word tells about names. A word can be of
// several classes.
type wordClass uint32

const (
	common      wordClass = 1 << iota // an English word
	stop                              // never a name in any language
	given                             // a first name
	personal                          // some name of people, first or family
	strongTitle                       // "President": the next capital is a person
	weakTitle                         // "Foreign": part of a title before a person
	legalForm                         // "Inc", "GmbH"
	orgLast                           // "Party" at the end of an organisation
	orgFirst                          // "Ministry" of …
	placeWord                         // "River": no organisation, no person
	eventWord                         // "Cup", "Agreement": no actor
	sayVerb                           // "said"
	placeBefore                       // "in"
	linkWord                          // "of", "bin" inside names
	originWord                        // "based" after "Cairo-"
	unsure                            // a place only after a preposition: "Bath"
	areaWord                          // "Province": part of the place's name
	ownerWord                         // "People" before 's in a name
	direction                         // "Northern" before a place
	monthName                         // a month or stop word that is a name too: "May"
)

// phrase is what a name of one or more words means.
type phrase struct {
	places  []placeName // candidates
	demonym int32       // country of the demonym + 1
	org     int32       // organisation + 1
	// upper marks short forms that are matched in capitals only: US, WHO.
	upper bool
	// comma marks what is matched after a comma only: "Pa."
	comma bool
}

// lexicon is every word list and name list, ready for look-up.
type lexicon struct {
	words   map[string]wordClass // by lower-case word
	phrases map[string]*phrase   // by lower-case words with a space between
	longest map[string]int       // first word → words of the longest phrase
	orgs    []string             // canonical names
}

// loadLexicon reads the word lists and adds the names of organisations,
// companies and places.
func loadLexicon(d *dataSet, g *gazetteer, names []placeName) *lexicon {
	l := &lexicon{
		words:   make(map[string]wordClass, 1<<17),
		phrases: make(map[string]*phrase, 1<<17),
		longest: make(map[string]int, 1<<16),
	}
	l.loadWords(d)
	for f := range d.rows("organisations.tsv", 2) {
		l.orgs = append(l.orgs, f[0])
		for _, form := range append([]string{f[0]}, split(f[1])...) {
			if p := l.phrase(form); p != nil && p.org == 0 {
				p.org = int32(len(l.orgs))
			}
		}
	}
	for _, n := range names {
		l.addPlace(g, n)
	}
	for name := range d.lines("companies.txt.gz") {
		if p := l.phrases[phraseKey(name)]; p == nil && l.words[strings.ToLower(name)] == 0 {
			l.orgs = append(l.orgs, name)
			l.phrase(name).org = int32(len(l.orgs))
		}
	}
	for _, p := range l.phrases {
		slices.SortStableFunc(p.places, func(a, b placeName) int { return cmpPlaces(g, a, b) })
	}
	return l
}

// class gives the classes of a lower-case word, with or without its accents.
func (l *lexicon) class(word string) wordClass {
	c, ok := l.words[word]
	if !ok && !isASCII(word) {
		c = l.words[fold(word)]
	}
	return c
}

func (l *lexicon) loadWords(d *dataSet) {
	classes := map[string]wordClass{
		"strong": strongTitle, "weak": weakTitle,
		"legal": legalForm, "last": orgLast, "first": orgFirst, "place": placeWord, "event": eventWord,
		"say": sayVerb, "in": placeBefore, "link": linkWord, "origin": originWord, "unsure": unsure, "area": areaWord, "owner": ownerWord, "direction": direction, "also": monthName,
	}
	for file, class := range map[string]wordClass{"words.txt.gz": common, "given.txt.gz": given, "names.txt.gz": personal} {
		for w := range d.lines(file) {
			l.words[strings.ToLower(w)] |= class
		}
	}
	for _, file := range []string{"titles.tsv", "orgwords.tsv", "context.tsv"} {
		for f := range d.rows(file, 2) {
			for w := range strings.FieldsFuncSeq(f[1], func(r rune) bool { return r == ' ' || r == '|' }) {
				l.words[strings.ToLower(w)] |= classes[f[0]]
			}
		}
	}
	for f := range d.rows("stopwords.tsv", 2) {
		for w := range strings.FieldsSeq(f[1]) {
			l.words[w] |= stop
		}
	}
}

// phrase gives the entry of a name, made when it is new.
func (l *lexicon) phrase(name string) *phrase {
	key := phraseKey(name)
	if key == "" {
		return nil
	}
	p := l.phrases[key]
	upper := len(name) <= 6 && name == strings.ToUpper(name)
	if p == nil {
		p = &phrase{upper: upper}
		l.phrases[key] = p
		first, _, _ := strings.Cut(key, " ")
		l.longest[first] = max(l.longest[first], strings.Count(key, " ")+1)
	}
	p.upper = p.upper && upper
	return p
}

// phraseKey is a name as the phrase table knows it: the lower-case tokens with
// one space between.
func phraseKey(name string) string {
	if !strings.ContainsAny(name, "-'’.&/,()") && isASCII(name) {
		return strings.ToLower(name)
	}
	var parts []string
	for _, t := range appendTokens(nil, name, inBody) {
		parts = append(parts, cmpLower(&t))
	}
	return strings.Join(parts, " ")
}

// cmpLower is the text by which a token is looked up.
func cmpLower(t *token) string {
	if t.lower != "" {
		return t.lower
	}
	return t.text
}

// addPlace adds one name of a place. A short form in capitals of our own lists
// is not given up for a town of that spelling.
func (l *lexicon) addPlace(g *gazetteer, n placeName) {
	if p := l.phrases[phraseKey(n.name)]; p != nil && p.upper && g.places[n.place].kind == City {
		return
	}
	// Regions called "Central" or "Delta" are found by their long names.
	if q := &g.places[n.place]; q.kind == Region && q.region != "" && l.words[strings.ToLower(n.name)]&(common|direction) != 0 {
		return
	}
	p := l.phrase(n.name)
	if p == nil || n.other && p.org > 0 {
		return
	}
	p.comma = n.comma
	if n.demonym {
		if p.demonym == 0 {
			p.demonym = n.place + 1
		}
		return
	}
	for i := range p.places {
		if p.places[i].place == n.place {
			p.places[i].other = p.places[i].other && n.other
			return
		}
	}
	p.places = append(p.places, n)
}

// cmpPlaces orders the candidates of one name, the likeliest first.
func cmpPlaces(g *gazetteer, a, b placeName) int {
	wa, wb := g.prior(a), g.prior(b)
	switch {
	case wa > wb:
		return -1
	case wa < wb:
		return 1
	}
	return 0
}

// prior is the weight of a candidate before any context.
func (g *gazetteer) prior(n placeName) float64 {
	w := g.places[n.place].weight()
	if n.other {
		w -= 1
	}
	return w
}

// match finds the longest phrase that begins at token i. It gives the phrase
// and the number of its tokens, or nil.
func (l *lexicon) match(tokens []token, i int, buf []byte) (*phrase, int) {
	first := cmpLower(&tokens[i])
	limit := l.longest[first]
	if limit == 0 {
		return nil, 0
	}
	var best *phrase
	var size int
	buf = append(buf[:0], first...)
	for n := 1; n <= limit; n++ {
		if n > 1 {
			if i+n > len(tokens) || tokens[i+n-1].field != tokens[i].field || tokens[i+n-1].para != tokens[i].para {
				break
			}
			buf = append(append(buf, ' '), cmpLower(&tokens[i+n-1])...)
		}
		if p := l.phrases[string(buf)]; p != nil && !(p.upper && n == 1 && !tokens[i].is(isUpper)) {
			best, size = p, n
		}
	}
	return best, size
}
