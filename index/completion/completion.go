// Package completion tells how a query that is being typed may go on: by words
// of the index, and by the names of people, organisations, places and sources.
package completion

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"dateline/index"
	"dateline/query"
)

// Terms lists the words and values of an index; an index.Index does.
type Terms interface {
	Terms(ctx context.Context, plan index.TermsPlan) ([]index.Term, error)
}

// Completion is one way to go on.
type Completion struct {
	// Text is the whole query.
	Text string
	// Label is the word or value that was completed.
	Label string
	// Kind is Word, or the field of which Label is a value.
	Kind string
	// Count is the number of articles that have the word or value.
	Count int
}

// Word is the kind of words of texts and of bylines.
const Word = "word"

// Kinds are all kinds.
func Kinds() []string {
	kinds := []string{Word}
	for _, f := range index.Fields.Facets() {
		kinds = append(kinds, f.Name)
	}
	return kinds
}

// offered are the kinds of values that a word without a field is completed to:
// those that are asked for, else those that people look for by name.
func (c *completer) offered() []string {
	if len(c.kinds) == 0 {
		return []string{"person", "org", "location", "source"}
	}
	return slices.DeleteFunc(slices.Clone(c.kinds), func(kind string) bool { return kind == Word })
}

// MaxText is the length, in bytes, of the longest text that is completed.
const MaxText = 1024

// What is offered: nothing before so many letters, unless another word says what
// is meant; and of each kind only some, so that others have their place.
const (
	shortest  = 2
	maxWords  = 4
	maxOfKind = 3
)

// Of completes the end of a text.
func Of(ctx context.Context, terms Terms, req query.CompletionRequest) ([]Completion, error) {
	if len(req.Text) > MaxText {
		return nil, nil
	}
	c := completer{ctx: ctx, terms: terms, kinds: req.Kinds, end: endOf(req.Text), mended: mended(req.Text)}
	var err error
	switch {
	case c.end.field.Name == "":
		err = c.words("", maxWords)
		if err == nil {
			err = c.names()
		}
	case c.end.field.Facet && c.end.readable():
		err = c.values(c.end.field.Name, c.end.typed, c.end.start, req.Size)
	case c.end.field.Kind == query.Text || c.end.field.Kind == query.Name:
		err = c.words(c.end.field.Name, req.Size)
	}
	return c.list[:min(len(c.list), req.Size)], err
}

type completer struct {
	ctx   context.Context
	terms Terms
	kinds []string
	end   end
	// mended is the number of repairs that the text needs as it is.
	mended int
	list   []Completion
}

func (c *completer) wants(kind string) bool {
	return len(c.kinds) == 0 || slices.Contains(c.kinds, kind)
}

// words completes the last word by those of a field of text or names.
func (c *completer) words(field string, size int) error {
	if field == "lead" || field == "major" { // they look at all of the text
		field = ""
	}
	start, last := lastWord(c.end.typed)
	if !c.wants(Word) || utf8.RuneCountInString(last) < shortest || !isWord(last) {
		return nil
	}
	list, err := c.terms.Terms(c.ctx, index.TermsPlan{Field: field, Prefix: last, Size: size})
	for _, t := range list {
		c.add(c.end.start, c.end.written(c.end.typed[:start]+t.Text), Completion{Label: t.Text, Kind: Word, Count: t.Count})
	}
	return err
}

// names completes a bare word to names with a word that begins so; together with
// the bare word before it, where there are names with both.
func (c *completer) names() error {
	if c.end.quoted || c.end.typed == "" || !c.end.readable() {
		return nil
	}
	words := len(c.list)
	if c.end.before != "" {
		for _, kind := range c.offered() {
			if err := c.values(kind, c.end.before+" "+c.end.typed, c.end.beforeStart, maxOfKind); err != nil {
				return err
			}
		}
	}
	if len(c.list) > words { // the better guess stands first
		c.list = slices.Concat(c.list[words:], c.list[:words])
		return nil
	}
	if utf8.RuneCountInString(c.end.typed) < shortest {
		return nil
	}
	for _, kind := range c.offered() {
		if err := c.values(kind, c.end.typed, c.end.start, maxOfKind); err != nil {
			return err
		}
	}
	slices.SortStableFunc(c.list[words:], func(a, b Completion) int { return cmp.Compare(b.Count, a.Count) })
	return nil
}

// values completes to the values of a facet in which each word of a prefix
// begins a word.
func (c *completer) values(field, prefix string, start, size int) error {
	if !c.wants(field) {
		return nil
	}
	list, err := c.terms.Terms(c.ctx, index.TermsPlan{Field: field, Values: true, Prefix: prefix, Size: size})
	for _, t := range list {
		var value query.Expr = query.Phrase{Field: field, Text: t.Text}
		if isWord(t.Text) {
			value = query.Word{Field: field, Text: t.Text}
		}
		c.add(start, c.end.sign+value.String(), Completion{Label: t.Text, Kind: field, Count: t.Count})
	}
	return err
}

// add puts what completes the text from start on among the others. What would
// have to be mended where the text as it is has not is left out.
func (c *completer) add(start int, written string, as Completion) {
	as.Text = c.end.text[:start] + written
	if mended(as.Text) <= c.mended {
		c.list = append(c.list, as)
	}
}

func mended(text string) int {
	_, repairs := query.Parse(text, query.OpAnd, index.Fields)
	return len(repairs)
}
