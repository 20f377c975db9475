package bleveindex

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline/index"
	"dateline/index/bleveindex/docset"
	"dateline/index/words"
	"dateline/query"
)

// matcher is a query made ready: it finds, of a set of live documents of a
// segment, those that match. It never changes a set that it is given, nor one
// that it gave.
type matcher interface {
	match(v *view, within docset.Set) (docset.Set, error)
}

type (
	all  struct{}
	none struct{}
	// keyed matches a term that stands for the whole value.
	keyed   struct{ field, term string }
	between struct{ from, to time.Time }
	and     struct{ of []matcher }
	or      struct{ of []matcher }
	not     struct{ of matcher }
	// boosted weighs the score of what it finds.
	boosted struct {
		of     matcher
		factor float64
	}
)

// compiler makes expressions ready for one snapshot.
type compiler struct {
	now      time.Time // ages count back from it
	snapshot *snapshot
	// expanded are the terms that patterns stand for.
	expanded map[string][]string
	notes    []string
	err      error // the first one
}

func newCompiler(s *snapshot, now time.Time) *compiler {
	return &compiler{now: now, snapshot: s, expanded: map[string][]string{}}
}

func (c *compiler) compile(expr query.Expr) matcher {
	switch x := expr.(type) {
	case query.All:
		return all{}
	case query.Word:
		return c.text(x.Field, x.Text, false, x)
	case query.Phrase:
		if x.Slop > 0 {
			return c.placed(x)
		}
		return c.text(x.Field, x.Text, true, x)
	case query.Wildcard, query.Fuzzy, query.Regexp:
		return c.pattern(x)
	case query.Near, query.NotNear, query.SameParagraph, query.AtLeast:
		return c.placed(x)
	case query.Boost:
		return boosted{c.compile(x.Expr), x.Factor}
	case query.Compare:
		return lengthOf{texts: []string{wholeText}, inBody: true, op: x.Op, value: x.Value}
	case query.Has:
		return presence(x.Field)
	case query.Dates:
		from, to := x.Span(c.now)
		return between{from, to}
	case query.And:
		return allOf(c.each(x.Exprs)...)
	case query.Or:
		return or{c.each(x.Exprs)}
	case query.Not:
		return not{c.compile(x.Expr)}
	case query.Like: // Index asks for what it stands for
	}
	return none{}
}

// words makes parts ready that only rank.
func (c *compiler) words(parts []query.Part) matcher {
	of := make([]matcher, len(parts))
	for i, part := range parts {
		of[i] = boosted{c.compile(part.Expr), part.Weight}
	}
	return or{of}
}

func (c *compiler) each(exprs []query.Expr) []matcher {
	of := make([]matcher, len(exprs))
	for i, x := range exprs {
		of[i] = c.compile(x)
	}
	return of
}

// costOfDates is that of comparing a date.
const costOfDates = 2

// cost ranks matchers by what a document costs them.
func cost(m matcher) int {
	switch x := m.(type) {
	case *row:
		if len(x.words) == 1 {
			return 1
		}
		return 1 + len(x.words)
	case between:
		return costOfDates
	case or:
		return costOf(x.of)
	case and:
		return costOf(x.of)
	case not:
		return cost(x.of)
	case boosted:
		return cost(x.of)
	case *placed: // it looks into each document
		return 10 + 10*cost(x.candidates)
	}
	return 0
}

// costOf is the cost of the dearest.
func costOf(matchers []matcher) (most int) {
	for _, m := range matchers {
		most = max(most, cost(m))
	}
	return most
}

// allOf makes a matcher of what all of them match.
func allOf(of ...matcher) matcher {
	// What is cheap goes first and leaves less to what is dear.
	slices.SortStableFunc(of, func(a, b matcher) int { return cmp.Compare(cost(a), cost(b)) })
	return and{of}
}

// text makes a word or phrase ready; leaf is the whole of it.
func (c *compiler) text(field, text string, phrase bool, leaf query.Expr) matcher {
	if field == "" {
		return compileRows(text, phrase, wholeText, false)
	}
	f, ok := index.Fields.Lookup(field)
	if !ok {
		return none{}
	}
	switch f.Kind {
	case query.Text:
		switch f.Name {
		case titleText:
			return compileRows(text, phrase, titleText, false)
		case bodyField:
			return compileRows(text, phrase, wholeText, true)
		}
		return c.placed(leaf)
	case query.Name:
		return compileNames(f.Name, func(names string) matcher { return compileRows(text, false, names, false) })
	case query.Code:
		return keyed{f.Name, codeTerm(text)}
	case query.Host:
		return keyed{f.Name, strings.ToLower(text)}
	case query.Date, query.Number:
	}
	return none{}
}

// compileNames makes a matcher for each text that has the names of a field.
func compileNames(field string, of func(text string) matcher) matcher {
	if field != actorField {
		return of(field)
	}
	return or{[]matcher{of("person"), of("org")}}
}

// compileRows makes a row of each reading of a query's text.
func compileRows(asked string, phrase bool, text string, inBody bool) matcher {
	var rows []matcher
	for i, reading := range words.Readings(asked) {
		var places [][]string
		for _, word := range reading {
			if phrase {
				places = append(places, []string{surfaceMark + word.Surface})
			} else {
				places = append(places, word.Stems())
			}
		}
		r := newRow(text, inBody, places...)
		r.joined = i > 0
		r.function = len(reading) == 1 && words.IsFunction(reading[0].Surface)
		if !phrase && len(places) > 1 {
			for _, terms := range places {
				r.parts = append(r.parts, newRow(text, inBody, terms))
			}
		}
		rows = append(rows, r)
	}
	switch len(rows) {
	case 0:
		return none{}
	case 1:
		return rows[0]
	}
	return or{rows}
}

func (all) match(_ *view, within docset.Set) (docset.Set, error) { return within, nil }

func (none) match(v *view, _ docset.Set) (docset.Set, error) { return v.arena.Set(v.docs), nil }

func (m keyed) match(v *view, within docset.Set) (docset.Set, error) {
	found, err := v.having(m.field, m.term)
	if err != nil {
		return nil, err
	}
	found.And(within)
	return found, nil
}

func (m between) match(v *view, within docset.Set) (docset.Set, error) {
	return v.published(within, m.from, m.to)
}

func (m and) match(v *view, within docset.Set) (_ docset.Set, err error) {
	for _, o := range m.of {
		if within.Empty() {
			break
		}
		if within, err = o.match(v, within); err != nil {
			return nil, err
		}
	}
	return within, nil
}

func (m or) match(v *view, within docset.Set) (docset.Set, error) {
	found := v.arena.Set(v.docs)
	for _, o := range m.of {
		docs, err := o.match(v, within)
		if err != nil {
			return nil, err
		}
		found.Or(docs)
	}
	return found, nil
}

func (m not) match(v *view, within docset.Set) (docset.Set, error) {
	found, err := m.of.match(v, within)
	if err != nil {
		return nil, err
	}
	docs := v.arena.Copy(within)
	docs.AndNot(found)
	return docs, nil
}

func (m boosted) match(v *view, within docset.Set) (docset.Set, error) {
	return m.of.match(v, within)
}
