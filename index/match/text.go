package match

import (
	"dateline/index/words"
	"dateline/query"
)

// Text is an article as words.
type Text struct {
	// Parts are the words of the title and of each paragraph.
	Parts [][]words.Token
	// Entities are what is mentioned in the article, by field. It may be nil
	// when no names are looked for.
	Entities func(field string) []Entity
	// Stop is asked from time to time, if it is set; after a true nothing more
	// is found.
	Stop func() bool
}

// Entity is a person, organisation or place of an article.
type Entity struct {
	// Names are what it is found by; Forms what stands in the text.
	Names, Forms []string
}

// scan finds all terms of a matcher in one pass over a text.
type scan struct {
	stems, surfaces map[string][]int // of the terms
	patterns, names []int
}

func newScan(terms []Term) scan {
	s := scan{stems: map[string][]int{}, surfaces: map[string][]int{}}
	for id, t := range terms {
		switch {
		case t.Name != nil:
			s.names = append(s.names, id)
		case t.Pattern != nil:
			s.patterns = append(s.patterns, id)
		case t.Surface != "":
			s.surfaces[t.Surface] = append(s.surfaces[t.Surface], id)
		default:
			for _, stem := range t.Stems {
				s.stems[stem] = append(s.stems[stem], id)
			}
		}
	}
	return s
}

// maxFound is how many places are kept of an article, of all terms together.
const maxFound = 1 << 18

// MaxPlaces is how many places of one term in an article count: the first ones,
// so that no article can make a search take all memory. An article that has
// more of anything is a book.
func (m *Matcher) MaxPlaces() int { return maxFound / max(1, len(m.terms)) }

// Find finds the places of all terms in a text.
func (m *Matcher) Find(text Text) Found {
	const workBetweenLooks = 256 // a pattern can take half a millisecond
	found := make(Found, len(m.terms))
	work := 0
	for part, tokens := range text.Parts {
		for _, t := range tokens {
			if work += 1 + len(m.scan.patterns); work >= workBetweenLooks {
				work = 0
				if text.stopped() {
					return found
				}
			}
			here := Span{Part: int32(part), Start: int32(t.Position), End: int32(t.Position), From: int32(t.Start), To: int32(t.End)}
			m.findToken(found, t, here)
		}
	}
	for _, id := range m.scan.names {
		if text.stopped() {
			return found
		}
		found[id] = m.named(m.terms[id], text)
	}
	return found
}

func (t Text) stopped() bool { return t.Stop != nil && t.Stop() }

func (m *Matcher) findToken(found Found, t words.Token, here Span) {
	for _, id := range m.scan.stems[t.Stem] {
		m.add(found, id, here)
	}
	for _, id := range m.scan.surfaces[t.Surface] {
		m.add(found, id, here)
	}
	for _, id := range m.scan.patterns {
		if m.terms[id].Pattern.Match(t.Surface) {
			m.add(found, id, here)
		}
	}
}

// add adds a place that is not before the last one. Alternatives of one word
// are one place.
func (m *Matcher) add(found Found, id int, here Span) {
	if field := m.terms[id].Field; field != "" && (field == titleField) != (here.Part == 0) {
		return
	}
	n := len(found[id])
	switch {
	case n > 0 && compare(found[id][n-1], here) == 0:
		last := &found[id][n-1]
		last.To = max(last.To, here.To)
	case n < m.MaxPlaces():
		found[id] = append(found[id], here)
	}
}

// named are the places of the forms of all entities that a leaf finds.
func (m *Matcher) named(term Term, text Text) []Span {
	if text.Entities == nil {
		return nil
	}
	field, _ := query.FieldOf(term.Name)
	var forms []query.Expr
	for _, e := range text.Entities(field) {
		if !term.Names(e) {
			continue
		}
		for _, form := range e.Forms {
			forms = append(forms, query.Word{Text: form})
		}
	}
	if len(forms) == 0 {
		return nil
	}
	in := New(m.schema, query.Or{Exprs: forms})
	return Longest(in.Spans(0, in.Find(text)))
}

// Names reports whether a term that is a name is one of an entity's.
func (t Term) Names(e Entity) bool {
	return len(t.named.Spans(0, t.named.Find(NamesText(e.Names)))) > 0
}

// OfNames is a leaf of a field of names as it is asked of NamesText: without
// regard to case and accents, quoted or not.
func OfNames(leaf query.Expr) query.Expr {
	switch e := leaf.(type) {
	case query.Word:
		return query.Word{Field: bodyField, Text: e.Text}
	case query.Phrase:
		return query.Word{Field: bodyField, Text: e.Text}
	case query.Wildcard:
		return query.Wildcard{Field: bodyField, Pattern: e.Pattern}
	case query.Fuzzy:
		return query.Fuzzy{Field: bodyField, Text: e.Text, Distance: e.Distance}
	case query.Regexp:
		return query.Regexp{Field: bodyField, Pattern: e.Pattern}
	default:
		return leaf
	}
}

// NamesText takes names for the paragraphs of a text in no language.
func NamesText(names []string) Text {
	text := Text{Parts: make([][]words.Token, 1, len(names)+1)}
	for _, name := range names {
		text.Parts = append(text.Parts, words.Tokens(name, ""))
	}
	return text
}
