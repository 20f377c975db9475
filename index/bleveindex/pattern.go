package bleveindex

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline/index"
	"dateline/index/match"
	"dateline/query"
)

// A pattern stands for at most maxExpansion terms, the most frequent of those
// that fit; when maxFitting fit, no more are looked at.
const (
	maxExpansion = 1024
	maxFitting   = 1 << 17
)

// pattern makes a leaf ready that words fit by their letters.
func (c *compiler) pattern(e query.Expr) matcher {
	name, _ := query.FieldOf(e)
	field, known := index.Fields.Lookup(name)
	switch {
	case name == "" || known && (name == titleField || name == bodyField):
	case known && field.Kind == query.Text:
		return c.placed(e)
	case known && field.Kind == query.Name:
		terms := match.New(index.Fields, match.OfNames(e)).Terms()
		return c.anyOf(terms, "", field.Name)
	default:
		return none{}
	}
	fields := []string{titleField, bodyField}
	if name != "" {
		fields = []string{name}
	}
	return c.anyOf(match.New(index.Fields, e).Terms(), surfaceMark, fields...)
}

// anyOf matches the terms that a pattern stands for.
func (c *compiler) anyOf(terms []match.Term, mark string, fields ...string) matcher {
	if len(terms) == 0 { // no pattern
		return none{}
	}
	fitting := c.expand(terms[0], mark, fields)
	if len(fitting) == 0 {
		return none{}
	}
	return &row{fields: fields, words: [][]string{fitting}}
}

// expand finds the terms of the index that fit a pattern, behind a mark.
func (c *compiler) expand(t match.Term, mark string, fields []string) []string {
	key := strings.Join(fields, " ") + " " + t.Text
	if terms, ok := c.expanded[key]; ok {
		return terms
	}
	automaton := t.Pattern.Automaton(mark)
	fitting := map[string]uint64{} // in how many articles
	for _, v := range c.snapshot.segments {
		automaton.Stop = func() bool { return v.ctx.Err() != nil }
		for _, field := range fields {
			if err := v.fitting(field, automaton, fitting); err != nil && c.err == nil {
				c.err = err
			}
		}
	}
	terms := slices.SortedFunc(maps.Keys(fitting), func(a, b string) int {
		return cmp.Or(cmp.Compare(fitting[b], fitting[a]), strings.Compare(a, b))
	})
	if len(terms) > maxExpansion || automaton.Full() {
		terms = terms[:min(len(terms), maxExpansion)]
		c.notes = append(c.notes, fmt.Sprintf("Very many words fit %s: only the %d most frequent were looked for.", t.Text, len(terms)))
	}
	slices.Sort(terms)
	c.expanded[key] = terms
	return terms
}

// fitting counts the articles of each term of a field that fits.
func (v *view) fitting(field string, automaton *match.Automaton, counts map[string]uint64) error {
	dict, err := v.dictionary(field)
	if err != nil {
		return err
	}
	terms := dict.AutomatonIterator(automaton, nil, nil)
	for entry, err := terms.Next(); entry != nil || err != nil; entry, err = terms.Next() {
		if err != nil {
			return fmt.Errorf("terms of %s: %w", field, err)
		}
		if err := v.pause(); err != nil {
			return err
		}
		if counts[entry.Term] += entry.Count; len(counts) >= maxFitting {
			break
		}
	}
	return v.ctx.Err() // a walk that was stopped looks like one that found nothing more
}
