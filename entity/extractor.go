package entity

import "strings"

// Extractor finds the people, organisations and places of articles. It is
// immutable after Load and safe for any number of goroutines.
type Extractor struct {
	lex *lexicon
	gaz *gazetteer
}

// Load reads the embedded word lists and the gazetteer; this takes a fraction
// of a second and about 50 MB of memory, so a program does it once. It fails
// only when the embedded data is damaged.
func Load() (*Extractor, error) {
	var d dataSet
	gaz, names, err := loadGazetteer(&d)
	if err != nil {
		return nil, err
	}
	lex := loadLexicon(&d, gaz, names)
	if d.err != nil {
		return nil, d.err
	}
	return &Extractor{lex: lex, gaz: gaz}, nil
}

// Find reads one article. Equal texts give equal answers; no text makes it
// fail or panic, and the time grows linearly with the text.
func (x *Extractor) Find(text Text) Found {
	d := &document{lex: x.lex, gaz: x.gaz, text: text, tokens: tokenise(text), buf: make([]byte, 0, 128)}
	lang, _, _ := strings.Cut(text.Lang, "-")
	d.english = lang == "en" || lang == "" && d.looksEnglish()
	d.markLines()
	d.findDateline()
	d.gather()
	d.scan()
	d.link()
	d.readHeadlines()
	d.readDateline()
	d.resolve()
	return d.found()
}

// looksEnglish says whether the commonest English words are among the words of
// a text of unknown language.
func (d *document) looksEnglish() bool {
	english, foreign := 0, 0
	for i := range d.tokens {
		switch strings.ToLower(d.tokens[i].text) {
		case "the", "of", "and", "to", "said", "with", "for", "is":
			english++
		case "der", "die", "und", "le", "les", "et", "des", "el", "los", "que", "por", "het", "een", "il", "che", "não", "du", "im":
			foreign++
		}
	}
	return english >= foreign
}
