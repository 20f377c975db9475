package index

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/index/spelling"
	"dateline/index/words"
	"dateline/query"
)

// Suggestion is another text that may have been meant.
type Suggestion struct {
	// Text is the text of the query.
	Text string
	// Total is the number of articles that it finds under the same filters.
	Total int
}

// Bounds of what suggestions cost: how many are made, how many words of a query
// and neighbours of a word are looked at, and for how long.
const (
	maxSuggestions = 2
	maxTyped       = 8
	maxNeighbours  = 50
	suggestTime    = 250 * time.Millisecond
)

// A word is rare when no more than one in rareShare articles has it, or no more
// than rareCount.
const (
	rareShare = 1000
	rareCount = 2
)

// suggest corrects the words of a query that no article has, or next to none.
// What it says finds more than the query itself found.
func (x *Index) suggest(ctx context.Context, a asked, op query.Op, found int) ([]Suggestion, error) {
	if a.place != nil || a.plan.Size == 0 {
		return nil, nil
	}
	limited, cancel := context.WithTimeout(ctx, suggestTime)
	defer cancel()
	s := speller{ctx: limited, engine: x.engine, asked: a, op: op, rare: max(rareCount, a.articles/rareShare), found: found}
	list, err := s.suggestions()
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, nil // the answer is there, and does not wait for them
	}
	return list, err
}

// speller corrects one query.
type speller struct {
	ctx    context.Context
	engine Engine
	asked  asked
	op     query.Op
	rare   int
	found  int // by the query as it stands
}

// typed is a word of the query: a range of the text of a leaf.
type typed struct {
	leaf       query.Expr
	text       string // of the leaf
	start, end int
	// word is its surface form, or in a field of names its form without accents.
	word string
	// field has the words that it is compared with.
	field string
	// known is the number of articles that have it.
	known int
	meant []spelling.Guess
}

func (s *speller) suggestions() ([]Suggestion, error) {
	list := s.typed()
	if err := s.count(list); err != nil {
		return nil, err
	}
	var unsure []*typed
	for i := range list {
		t := &list[i]
		var err error
		if t.meant, err = spelling.Guesses(dictionary{s, t.field}, t.word, t.known, s.rare); err != nil {
			return nil, err
		}
		if len(t.meant) > 0 {
			unsure = append(unsure, t)
		}
	}
	candidates, err := s.joined()
	if err != nil {
		return nil, err
	}
	if len(unsure) > 0 {
		candidates = append(candidates, corrected(unsure, nil))
		for _, t := range unsure {
			if other := t.other(); other != "" {
				candidates = append(candidates, corrected(unsure, map[*typed]string{t: other}))
			}
		}
	}
	return s.finding(candidates)
}

// typed are the words of a query that have to be there.
func (s *speller) typed() []typed {
	var list []typed
	walkPositive(s.asked.where, func(leaf query.Expr) {
		text, ok := textOf(leaf)
		name, _ := query.FieldOf(leaf)
		field, plain, known := wordsOf(name)
		seen := slices.ContainsFunc(list, func(t typed) bool { return t.leaf == leaf })
		if !ok || !known || seen {
			return
		}
		last := -1
		for _, token := range words.Tokens(text, "") {
			if token.Position != last && len(list) < maxTyped { // else the joined form of two
				word := token.Surface
				if plain {
					word = token.Stem
				}
				list = append(list, typed{leaf: leaf, text: text, start: token.Start, end: token.End, word: word, field: field})
			}
			last = token.Position
		}
	})
	return list
}

// walkPositive visits the leaves under no Not.
func walkPositive(e query.Expr, visit func(query.Expr)) {
	switch e := e.(type) {
	case query.Not:
		return
	case query.NotNear:
		walkPositive(e.A, visit)
		return
	default:
	}
	operands := query.Operands(e)
	for _, operand := range operands {
		walkPositive(operand, visit)
	}
	if len(operands) == 0 {
		visit(e)
	}
}

// textOf is the text of a leaf that stands as it was written.
func textOf(leaf query.Expr) (text string, ok bool) {
	switch leaf := leaf.(type) {
	case query.Word:
		return leaf.Text, true
	case query.Phrase:
		return leaf.Text, true
	default:
		return "", false
	}
}

// wordsOf is the field of TermsPlan that has the words of a field of the
// query, and whether they are without accents there.
func wordsOf(name string) (field string, plain, ok bool) {
	f, known := Fields.Lookup(name)
	switch {
	case name == "" || name == "lead" || name == "major":
		return "", false, true
	case known && f.Kind == query.Text:
		return f.Name, false, true
	case known && f.Kind == query.Name:
		return f.Name, true, true
	}
	return "", false, false
}

// count counts the articles of each word: of a bare word those that any form
// of it is in.
func (s *speller) count(list []typed) error {
	byField := map[string][]string{}
	for _, t := range list {
		byField[t.field] = append(byField[t.field], t.word)
	}
	counts := map[string]map[string]int{}
	for field, exact := range byField {
		var err error
		if counts[field], err = s.counts(field, exact); err != nil {
			return err
		}
	}
	for i := range list {
		t := &list[i]
		t.known = counts[t.field][t.word]
		if _, bare := t.leaf.(query.Word); bare && t.known <= s.rare {
			var err error
			if t.known, err = s.total(query.Word{Field: t.field, Text: t.word}, Plan{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// counts are the numbers of articles that have words as they are written.
func (s *speller) counts(field string, exact []string) (map[string]int, error) {
	return s.terms(TermsPlan{Field: field, Exact: exact, Size: len(exact)})
}

func (s *speller) terms(plan TermsPlan) (map[string]int, error) {
	list, err := s.engine.Terms(s.ctx, plan)
	counts := make(map[string]int, len(list))
	for _, term := range list {
		counts[term.Text] = term.Count
	}
	return counts, err
}

// total is the number of articles that an expression finds under the filters of
// a plan.
func (s *speller) total(e query.Expr, plan Plan) (int, error) {
	result, err := s.engine.Search(s.ctx, Plan{
		Where: e, Filters: plan.Filters, From: plan.From, To: plan.To, Now: s.asked.plan.Now, Sort: query.Newest,
	})
	if err != nil {
		return 0, err
	}
	return result.Total, nil
}

// dictionary is the words of a field.
type dictionary struct {
	*speller
	field string
}

// Counts implements spelling.Dictionary.
func (d dictionary) Counts(list []string) (map[string]int, error) { return d.counts(d.field, list) }

// Near implements spelling.Dictionary.
func (d dictionary) Near(word string, slips int) (map[string]int, error) {
	return d.terms(TermsPlan{Field: d.field, Near: word, Slips: slips, Size: maxNeighbours})
}

// Together implements spelling.Dictionary.
func (d dictionary) Together(text string) (int, error) {
	return d.total(query.Phrase{Field: d.field, Text: text}, Plan{})
}

// Named implements spelling.Dictionary.
func (d dictionary) Named(list []string) (map[string]bool, error) {
	plain := make([]string, len(list))
	for i, word := range list {
		plain[i] = words.Tokens(word, "")[0].Stem
	}
	named := map[string]bool{}
	for _, field := range []string{"actor", "location"} {
		counts, err := d.counts(field, plain)
		if err != nil {
			return nil, err
		}
		for i, word := range list {
			named[word] = named[word] || counts[plain[i]] > 0
		}
	}
	return named, nil
}

// joined are the expressions in which two words side by side are one.
func (s *speller) joined() ([]change, error) {
	and, ok := s.asked.where.(query.And)
	if !ok {
		return nil, nil
	}
	var pairs []string
	at := map[string]int{}
	for i := 1; i < len(and.Exprs); i++ {
		a, okA := and.Exprs[i-1].(query.Word)
		b, okB := and.Exprs[i].(query.Word)
		if joined := strings.ToLower(a.Text + b.Text); okA && okB && a.Field == "" && b.Field == "" && len(pairs) < maxTyped {
			pairs = append(pairs, joined)
			at[joined] = i
		}
	}
	if len(pairs) == 0 {
		return nil, nil
	}
	counts, err := s.counts("", pairs)
	var list []change
	for _, joined := range pairs {
		if counts[joined] > joinedOdds*s.found {
			list = append(list, join(at[joined], joined))
		}
	}
	return list, err
}

// join puts one word in the place of an operand of an And and the one before.
func join(at int, word string) change {
	return func(e query.Expr) query.Expr {
		and, ok := e.(query.And)
		if !ok {
			return e
		}
		exprs := slices.Replace(slices.Clone(and.Exprs), at-1, at+1, query.Expr(query.Word{Text: word}))
		if len(exprs) == 1 {
			return exprs[0]
		}
		return query.And{Exprs: exprs}
	}
}

// joinedOdds is how many times more often a word stands as one than the query
// finds it as two.
const joinedOdds = 10

// change makes another expression.
type change func(query.Expr) query.Expr

// other is what was meant next likely, but for forms of the likeliest word.
func (t *typed) other() string {
	first := words.Ask(t.meant[0].Text)
	stems := first[0].Stems()
	for _, guess := range t.meant[1:] {
		same := func(stem string) bool { return slices.Contains(stems, stem) }
		if other := words.Ask(guess.Text); len(first) != len(other) || !slices.ContainsFunc(other[0].Stems(), same) {
			return guess.Text
		}
	}
	return ""
}

// corrected puts in the place of each word what was most likely meant, or what
// others says.
func corrected(unsure []*typed, others map[*typed]string) change {
	leaves := map[query.Expr]query.Expr{}
	for _, t := range slices.Backward(unsure) { // so that ranges stay right
		meant := cmp.Or(others[t], t.meant[0].Text)
		leaf, ok := leaves[t.leaf]
		if !ok {
			leaf = t.leaf
		}
		text, _ := textOf(leaf)
		leaves[t.leaf] = withText(leaf, text[:t.start]+likeTyped(meant, t.text[t.start:t.end])+text[t.end:])
	}
	return func(e query.Expr) query.Expr {
		return rewritten(e, func(leaf query.Expr) query.Expr {
			if _, ok := textOf(leaf); !ok {
				return leaf
			}
			return cmp.Or(leaves[leaf], leaf)
		})
	}
}

// withText is a leaf with another text; a word that became two is a phrase.
func withText(leaf query.Expr, text string) query.Expr {
	switch leaf := leaf.(type) {
	case query.Word:
		if strings.Contains(text, " ") {
			return query.Phrase{Field: leaf.Field, Text: text}
		}
		leaf.Text = text
		return leaf
	case query.Phrase:
		leaf.Text = text
		return leaf
	default:
		return leaf
	}
}

// likeTyped gives a word the capitals of another.
func likeTyped(word, typed string) string {
	first, size := utf8.DecodeRuneInString(typed)
	switch {
	case !unicode.IsUpper(first):
		return word
	case typed == strings.ToUpper(typed) && len(typed) > size:
		return strings.ToUpper(word)
	}
	first, size = utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// finding are the changes that find more than the query, as texts.
func (s *speller) finding(changes []change) ([]Suggestion, error) {
	var list []Suggestion
	for _, changed := range changes[:min(len(changes), 2*maxSuggestions)] {
		total, err := s.total(changed(s.asked.plan.Where), s.asked.plan)
		if err != nil {
			return nil, err
		}
		text := s.text(changed(s.asked.where))
		known := slices.ContainsFunc(list, func(o Suggestion) bool { return o.Text == text })
		if total > s.found && !known && len(list) < maxSuggestions {
			list = append(list, Suggestion{Text: text, Total: total})
		}
	}
	return list, nil
}

// text writes an expression as short as it is read in the same way.
func (s *speller) text(e query.Expr) string {
	text, operator := e.String(), " AND "
	if s.op == query.OpOr {
		operator = " OR "
	}
	short := strings.ReplaceAll(text, operator, " ")
	if read, repairs := query.Parse(short, s.op, Fields); len(repairs) == 0 && read.String() == text {
		return short
	}
	return text
}
