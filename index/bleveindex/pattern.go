package bleveindex

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline/index"
	"dateline/index/bleveindex/sidecar"
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
	case name == "":
		return c.anyOf(match.New(index.Fields, e).Terms(), surfaceMark, wholeText, false)
	case !known:
		return none{}
	case name == titleText:
		return c.anyOf(match.New(index.Fields, e).Terms(), surfaceMark, titleText, false)
	case name == bodyField:
		return c.anyOf(match.New(index.Fields, e).Terms(), surfaceMark, wholeText, true)
	case field.Kind == query.Text:
		return c.placed(e)
	case field.Kind == query.Name:
		terms := match.New(index.Fields, match.OfNames(e)).Terms()
		return compileNames(field.Name, func(text string) matcher { return c.anyOf(terms, "", text, false) })
	}
	return none{}
}

// anyOf matches the terms that a pattern stands for.
func (c *compiler) anyOf(terms []match.Term, mark, text string, inBody bool) matcher {
	if len(terms) == 0 { // no pattern
		return none{}
	}
	fitting := c.expand(terms[0], mark, text)
	if len(fitting) == 0 {
		return none{}
	}
	return newRow(text, inBody, fitting)
}

// expand finds the terms of the index that fit a pattern, behind a mark.
func (c *compiler) expand(t match.Term, mark, text string) []string {
	key := text + " " + t.Text
	if terms, ok := c.expanded[key]; ok {
		return terms
	}
	if c.err != nil { // a query may have a thousand patterns more
		return nil
	}
	automaton := t.Pattern.Automaton(mark)
	fitting := map[string]uint64{} // in how many articles
	for _, v := range c.snapshot.segments {
		automaton.Stop = func() bool { return v.ctx.Err() != nil }
		if err := v.fitting(text, automaton, fitting); err != nil {
			c.err = err
			return nil
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

// fitting counts the articles of each term of a text that fits.
func (v *view) fitting(text string, automaton *match.Automaton, counts map[string]uint64) error {
	side, err := v.sidecar()
	if err != nil {
		return err
	}
	failed := side.Text(text).Terms(automaton, func(term []byte, p sidecar.Postings) bool {
		if err = v.pause(); err != nil {
			return false
		}
		counts[string(term)] += uint64(p.Count())
		return len(counts) < maxFitting
	})
	if err == nil && failed != nil {
		return fmt.Errorf("%w: %w", index.ErrDamaged, failed)
	}
	// A walk that was stopped looks like one that found nothing more.
	return cmp.Or(err, v.ctx.Err())
}
