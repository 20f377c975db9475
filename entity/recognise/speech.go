package recognise

import (
	"strings"

	"dateline/entity/gazetteer"
)

// maxApposition is how many tokens can stand between a speaker and the verb:
// "Marit Haldorsen, the Norwegian envoy, said".
const maxApposition = 16

// Speaks says whether the words around a span quote it: a verb of saying
// before or after, or "according to".
func (d *Document) Speaks(s *Span) bool {
	return d.saidBefore(s.From) || d.saidAfter(s.To)
}

// saidBefore looks for "said Haldorsen", "said the envoy Marit Haldorsen" and
// "according to Haldorsen".
func (d *Document) saidBefore(i int) bool {
	for d.together(i) && (d.class(i-1)&(gazetteer.StrongTitle|gazetteer.WeakTitle) != 0 || article(d.Tokens[i-1].Lower)) && d.class(i-1)&gazetteer.SayVerb == 0 {
		i--
	}
	if !d.together(i) {
		return false
	}
	switch before := d.Tokens[i-1].Lower; before {
	case "to":
		return d.together(i-1) && d.Tokens[i-2].Lower == "according"
	case "laut", "selon", "según", "segundo", "secondo":
		return true
	case "told", "tells", "called", "asked", "urged", "described", "warned", "testified", "resigned":
		return false // whoever follows is spoken to, or of
	}
	return d.class(i-1)&gazetteer.SayVerb != 0
}

// saidAfter looks for "Haldorsen said" and "Haldorsen, the envoy, said".
func (d *Document) saidAfter(i int) bool {
	if d.class(i)&gazetteer.SayVerb != 0 {
		return d.together(i)
	}
	if !d.together(i) || d.Tokens[i].Text != "," {
		return false
	}
	for j := i + 1; j < i+maxApposition && d.together(j); j++ {
		switch t := d.Tokens[j].Text; {
		case strings.Contains(".!?;:", t):
			return false
		case t == "," && d.class(j+1)&gazetteer.SayVerb != 0:
			return d.together(j + 1)
		}
	}
	return false
}

// article says whether a word is an article that no person's name follows
// directly.
func article(w string) bool {
	switch w {
	case "the", "a", "an", "der", "die", "das", "dem", "den", "des", "le", "la", "les", "el", "los", "las", "il", "lo":
		return true
	}
	return false
}
