package match

import (
	"slices"
	"strings"

	"dateline/index/words"
	"dateline/query"
)

// Term asks for one word of the text, or for a name that is mentioned there.
// Exactly one of Stems, Surface, Pattern and Name is set.
type Term struct {
	// Field is "title", "body" or "" for both.
	Field   string
	Stems   []string
	Surface string
	Pattern *Pattern
	// Text is the pattern as it was written.
	Text string
	// Name is a leaf of a field of names.
	Name query.Expr
	// named finds the names that the leaf asks for.
	named *Matcher
}

// Matcher finds the spans of expressions. It may be used from several
// goroutines.
type Matcher struct {
	terms  []Term
	roots  []root
	scan   scan
	schema query.Schema
}

// root is one expression: the whole, and its leaves in no NOT, which are what
// to mark.
type root struct {
	whole  node
	leaves []node
}

// New makes a matcher of expressions whose matches are places in the text (see
// query.InText); others have no spans.
func New(schema query.Schema, exprs ...query.Expr) *Matcher {
	m := &Matcher{schema: schema}
	c := compiler{m: m, ids: map[string]int{}}
	for _, e := range exprs {
		c.leaves = nil
		whole := c.node(e)
		m.roots = append(m.roots, root{whole, c.leaves})
	}
	m.scan = newScan(m.terms)
	return m
}

// Terms are what the spans are made of; a Found has the places of each.
func (m *Matcher) Terms() []Term { return m.terms }

// Spans are those of the expression of a number, distinct and in order.
func (m *Matcher) Spans(expr int, found Found) []Span { return m.roots[expr].whole.spans(look(found)) }

func look(found Found) *evaluation { return &evaluation{found: found, pairs: maxPairs} }

// Marks are the spans of the leaves of an expression that take part in a
// match: those within a span of the whole.
func (m *Matcher) Marks(expr int, found Found) []Span {
	r := m.roots[expr]
	matches := Longest(slices.Clone(r.whole.spans(look(found))))
	if len(matches) == 0 {
		return nil
	}
	var marks []Span
	for _, leaf := range r.leaves {
		rest := matches
		for _, s := range leaf.spans(look(found)) {
			for len(rest) > 0 && (rest[0].Part < s.Part || rest[0].Part == s.Part && rest[0].End < s.Start) {
				rest = rest[1:]
			}
			if within(rest, s) {
				marks = append(marks, s)
			}
		}
	}
	return distinct(marks)
}

// within tells whether one of spans, which are in order, holds another.
func within(spans []Span, s Span) bool {
	for _, span := range spans {
		if span.holds(s) {
			return true
		}
		if compare(span, s) > 0 {
			break
		}
	}
	return false
}

type compiler struct {
	m      *Matcher
	ids    map[string]int
	leaves []node
}

func (c *compiler) node(e query.Expr) node {
	switch e := e.(type) {
	case query.Word, query.Phrase, query.Wildcard, query.Fuzzy, query.Regexp:
		leaf := c.leaf(e)
		c.leaves = append(c.leaves, leaf)
		return leaf
	case query.Or:
		return either{c.each(once(e.Exprs))}
	case query.And:
		return all{c.each(e.Exprs)}
	case query.SameParagraph:
		return all{c.each([]query.Expr{e.A, e.B})}
	case query.Near:
		n := near{a: c.node(e.A), b: c.node(e.B), within: int32(e.Within)}
		if e.Ordered {
			n.order = forward
		}
		return n
	case query.NotNear:
		n := apart{a: c.node(e.A), within: int32(e.Within)}
		leaves := c.leaves
		n.b = c.node(e.B)
		c.leaves = leaves
		return n
	case query.AtLeast:
		return atLeast{c.node(e.Expr), e.N}
	case query.Boost:
		return c.node(e.Expr)
	case query.All, query.Dates, query.Compare, query.Has, query.Like, query.Not:
	}
	return either{}
}

// once keeps one of expressions that are the same: alternatives say nothing
// twice.
func once(exprs []query.Expr) []query.Expr {
	var kept []query.Expr
	known := map[string]bool{}
	for _, e := range exprs {
		if text := e.String(); !known[text] {
			known[text] = true
			kept = append(kept, e)
		}
	}
	return kept
}

func (c *compiler) each(exprs []query.Expr) []node {
	nodes := make([]node, len(exprs))
	for i, e := range exprs {
		nodes[i] = c.node(e)
	}
	return nodes
}

// Fields of text that are only a part, or a look at the whole, of title and
// body.
const (
	titleField = "title"
	bodyField  = "body"
	leadField  = "lead"
	majorField = "major"
)

func (c *compiler) leaf(e query.Expr) node {
	name, _ := query.FieldOf(e)
	switch name {
	case "", titleField, bodyField:
		return c.text(name, e)
	case leadField:
		return lead{c.text("", e)}
	case majorField:
		return major{c.text("", e)}
	}
	if field, ok := c.m.schema.Lookup(name); ok && field.InText() {
		return row{[]int{c.term(Term{Name: e, named: New(c.m.schema, OfNames(e))}, "name "+e.String())}}
	}
	return either{}
}

func (c *compiler) text(field string, e query.Expr) node {
	switch e := e.(type) {
	case query.Word:
		return c.rows(field, e.Text, false)
	case query.Phrase:
		if e.Slop > 0 {
			return c.loose(field, e)
		}
		return c.rows(field, e.Text, true)
	case query.Wildcard:
		return c.pattern(field, e, func() (*Pattern, error) { return wildcard(e.Pattern) })
	case query.Fuzzy:
		return c.pattern(field, e, func() (*Pattern, error) { return fuzzy(e.Text, e.Distance), nil })
	case query.Regexp:
		return c.pattern(field, e, func() (*Pattern, error) { return regexpOf(e.Pattern) })
	default:
		return either{}
	}
}

// rows are the readings of a text, each words in a row.
func (c *compiler) rows(field, text string, surfaces bool) node {
	var rows []node
	for _, reading := range words.Readings(text) {
		var r row
		for _, word := range reading {
			r.terms = append(r.terms, c.word(field, word, surfaces))
		}
		rows = append(rows, r)
	}
	if len(rows) == 1 {
		return rows[0]
	}
	return either{rows}
}

// loose are the readings of a phrase, each words in any order.
func (c *compiler) loose(field string, e query.Phrase) node {
	var of []node
	for _, reading := range words.Readings(e.Text) {
		l := loose{slop: e.Slop}
		for _, word := range reading {
			term := c.word(field, word, true)
			i := slices.Index(l.terms, term)
			if i < 0 {
				i = len(l.terms)
				l.terms, l.need = append(l.terms, term), append(l.need, 0)
			}
			l.need[i]++
		}
		of = append(of, l)
	}
	return either{of}
}

func (c *compiler) word(field string, word words.Asked, surfaces bool) int {
	if surfaces {
		return c.term(Term{Field: field, Surface: word.Surface}, "surface "+field+":"+word.Surface)
	}
	stems := word.Stems()
	return c.term(Term{Field: field, Stems: stems}, "stems "+field+":"+strings.Join(stems, " "))
}

// pattern is a leaf of one word; one that cannot be read has no spans.
func (c *compiler) pattern(field string, e query.Expr, read func() (*Pattern, error)) node {
	p, err := read()
	if err != nil {
		return either{}
	}
	return row{[]int{c.term(Term{Field: field, Pattern: p, Text: e.String()}, "pattern "+field+":"+e.String())}}
}

// term is the number of a term, which is the same for the same key.
func (c *compiler) term(t Term, key string) int {
	id, ok := c.ids[key]
	if !ok {
		id = len(c.m.terms)
		c.ids[key] = id
		c.m.terms = append(c.m.terms, t)
	}
	return id
}
