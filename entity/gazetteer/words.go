package gazetteer

import (
	"strings"

	"dateline/entity/data"
)

// Class says what a single word tells about names. A word can be of several
// classes.
type Class uint32

// The classes, as the files of package data have them.
const (
	Common      Class = 1 << iota // an English word
	Stop                          // never a name, in any language
	Given                         // a first name
	Personal                      // some name of people, first or family
	StrongTitle                   // "President": the next capital is a person
	WeakTitle                     // "Foreign": part of a title before a person
	LegalForm                     // "Inc", "GmbH"
	OrgLast                       // "Party" at the end of an organisation
	OrgFirst                      // "Ministry" of …
	PlaceWord                     // "River": no organisation, no person
	AreaWord                      // "Province": part of the place's name
	EventWord                     // "Cup", "Agreement": no actor
	SayVerb                       // "said" beside a speaker
	PlaceBefore                   // "in" before a place
	OriginWord                    // "based" after "Cairo-"
	OwnerWord                     // "People" before 's in a name
	Direction                     // "Northern" before a place
	Unsure                        // a place only after a preposition: "Bath"
	StreetWord                    // "Street": never the end of a person's name
	Borrowed                      // "Team": ends organisations in English only
	AlsoName                      // a stop word that is a name too: "May"
)

// loadWords reads the lists of single words.
func (g *Gazetteer) loadWords(d *data.Reader) {
	for file, class := range map[string]Class{"words.txt.gz": Common, "given.txt.gz": Given, "names.txt.gz": Personal} {
		for w := range d.Lines(file) {
			g.words[strings.ToLower(w)] |= class
		}
	}
	classes := map[string]Class{
		"strong": StrongTitle, "weak": WeakTitle,
		"legal": LegalForm, "last": OrgLast, "first": OrgFirst, "place": PlaceWord, "event": EventWord,
		"say": SayVerb, "in": PlaceBefore, "origin": OriginWord, "unsure": Unsure,
		"area": AreaWord, "owner": OwnerWord, "direction": Direction, "also": AlsoName,
		"street": StreetWord, "borrowed": Borrowed,
	}
	for f := range d.Rows("firstnames.tsv", 2) {
		for w := range strings.FieldsSeq(f[1]) {
			g.words[strings.ToLower(w)] |= Given
			g.words[Fold(w)] |= Given
		}
	}
	for _, file := range []string{"titles.tsv", "orgwords.tsv", "context.tsv"} {
		for f := range d.Rows(file, 2) {
			class, known := classes[f[0]]
			if !known {
				d.Fail(file, "unknown class "+f[0])
			}
			for w := range strings.FieldsFuncSeq(f[1], func(r rune) bool { return r == ' ' || r == '|' }) {
				g.words[strings.ToLower(w)] |= class
			}
		}
	}
	for f := range d.Rows("stopwords.tsv", 2) {
		for w := range strings.FieldsSeq(f[1]) {
			g.words[w] |= Stop
		}
	}
}

// Class gives the classes of a lower-case word, with or without its accents.
func (g *Gazetteer) Class(word string) Class {
	c, ok := g.words[word]
	if !ok && !isASCII(word) {
		c, ok = g.words[Fold(word)]
	}
	if !ok && namesOrganisation(word) {
		return OrgLast
	}
	return c
}

// namesOrganisation says whether a word that no list has is a compound that
// ends like an organisation: "Seebank", "Bauernverband".
func namesOrganisation(word string) bool {
	for _, end := range []string{
		"bank", "kasse", "verband", "verein", "gesellschaft", "genossenschaft", "partei", "werke", "konzern",
		"ministerium", "behörde", "gewerkschaft", "stiftung", "universität", "hochschule", "institut", "agentur",
	} {
		if len(word) > len(end)+2 && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}
