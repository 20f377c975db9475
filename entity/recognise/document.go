// Package recognise finds the names in an article by rules and word lists: it
// cuts candidates out of the capitalised words of each sentence, decides what
// each is by the gazetteer and the words around it, and then lets the whole
// article decide on what is left open. It knows nothing of the places on a map
// and how much an article is about them; package entity does.
package recognise

import (
	"slices"
	"strings"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// Kind says what a name is.
type Kind string

// The kinds of names.
const (
	Person   Kind = "person"
	Org      Kind = "org"
	Location Kind = "location"
)

// Span is a stretch of tokens that is a name.
type Span struct {
	// From and To are the numbers of its first token and the one after its last.
	From, To int
	Kind     Kind
	// Name is the canonical name of a person or an organisation.
	Name string
	// Phrase has the places that a location can mean.
	Phrase *gazetteer.Phrase
	// Demonym says that it names the people or things of a place.
	Demonym bool
	// sure says that the words around or the gazetteer prove the kind; a guess
	// gives way to what the rest of the article says.
	sure bool
	// located says that a preposition of place stands before.
	located bool
}

// The numbers of the fields, in the order of reading.
const (
	Title = iota
	Dateline
	Body
	fieldCount
)

// Document is one article with the names in it.
type Document struct {
	// Tokens are those of all fields, in order.
	Tokens []token.Token
	// Spans are the names: those of plain sentences, then those of headlines,
	// then those of the dateline. They may overlap.
	Spans []Span

	gaz      *gazetteer.Gazetteer
	fields   [fieldCount]string
	english  bool
	german   bool
	classes  []gazetteer.Class // by token
	seen     map[string]evidence
	placed   map[string]bool // keys of unknown names that are places
	dateline [2]int          // its first token and the one after its last
	buf      []byte
}

// Read finds the names of an article. lang is an ISO 639 code, "" when it is
// unknown.
func Read(g *gazetteer.Gazetteer, title, dateline, body, lang string) *Document {
	d := &Document{
		Tokens: token.Split(title, dateline, body),
		gaz:    g, fields: [fieldCount]string{title, dateline, body},
		buf: make([]byte, 0, 128),
	}
	lang, _, _ = strings.Cut(lang, "-")
	d.english = lang == "en" || lang == "" && d.looksEnglish()
	d.german = lang == "de"
	d.classes = make([]gazetteer.Class, len(d.Tokens))
	d.markLines()
	d.findDateline()
	d.gather()
	d.scan()
	d.link()
	d.readHeadlines()
	d.readDateline()
	d.dropSignature()
	return d
}

// dropSignature drops a lone organisation in the last line: the agency that
// signs the article is no actor in it.
func (d *Document) dropSignature() {
	last := len(d.Tokens) - 1
	for last > 0 && !d.Tokens[last].Is(token.Word) {
		last--
	}
	d.Spans = slices.DeleteFunc(d.Spans, func(s Span) bool {
		return s.Kind == Org && s.To == last+1 && s.From > 0 && d.Tokens[s.From].Field == Body && !d.together(s.From)
	})
}

// looksEnglish says whether the commonest English words are among the words of
// a text of unknown language.
func (d *Document) looksEnglish() bool {
	english, foreign := 0, 0
	for i := range d.Tokens {
		switch d.Tokens[i].Lower {
		case "the", "of", "and", "to", "said", "with", "for", "is":
			english++
		case "der", "die", "und", "le", "les", "et", "des", "el", "los", "que", "por", "het", "een", "il", "che", "não", "du", "im":
			foreign++
		}
	}
	return english >= foreign
}

// Surface is the text of a span, as written.
func (d *Document) Surface(s *Span) string {
	return d.fields[d.Tokens[s.From].Field][d.Tokens[s.From].Start:d.Tokens[s.To-1].End]
}

// evidence counts how a word is written where its first letter means
// something.
type evidence struct{ lower, capital int }

// gather counts, for every word that has a capital somewhere, how often it
// stands in lower case and how often with a capital inside a plain sentence.
func (d *Document) gather() {
	d.seen = make(map[string]evidence)
	const weak = token.First | token.Headline | token.Shouted | token.AfterStop
	for i := range d.Tokens {
		if t := &d.Tokens[i]; t.Is(token.Capital) {
			e := d.seen[t.Lower]
			if !t.Is(weak) {
				e.capital++
			}
			d.seen[t.Lower] = e
		}
	}
	for i := range d.Tokens {
		if t := &d.Tokens[i]; t.Is(token.Word) && !t.Is(token.Capital) {
			if e, ok := d.seen[t.Lower]; ok {
				e.lower++
				d.seen[t.Lower] = e
			}
		}
	}
}

// class is what the word at i tells by itself; nothing outside the text.
func (d *Document) class(i int) gazetteer.Class {
	if i < 0 || i >= len(d.classes) {
		return 0
	}
	return d.classes[i]
}

// match finds the longest phrase of the gazetteer that begins at i.
func (d *Document) match(i int) (*gazetteer.Phrase, int) {
	return d.gaz.Match(d.Tokens, i, d.buf)
}

func (d *Document) capital(i int) bool {
	return i < len(d.Tokens) && d.Tokens[i].Is(token.Capital)
}

// together says whether token i goes on with the paragraph of token i-1.
func (d *Document) together(i int) bool {
	return i > 0 && i < len(d.Tokens) && d.Tokens[i].Field == d.Tokens[i-1].Field && d.Tokens[i].Para == d.Tokens[i-1].Para
}
