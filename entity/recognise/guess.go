package recognise

import (
	"strings"
	"unicode"

	"dateline/entity/gazetteer"
	"dateline/entity/token"
)

// guessFullNames makes people of the unknown names that look like full ones,
// so that their surnames are linked to them.
func (d *Document) guessFullNames() {
	for i := range d.Spans {
		if s := &d.Spans[i]; s.Kind == "" && d.words(s) > 1 && d.guessKind(s) == Person {
			s.Kind = Person
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
