package bleveindex

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dateline/index"
	"dateline/index/bleveindex/docset"
	"dateline/index/match"
	"dateline/query"
)

// Terms implements index.Engine.
func (e *Engine) Terms(ctx context.Context, plan index.TermsPlan) (list []index.Term, err error) {
	err = e.read(ctx, func(s *snapshot) error {
		if plan.Values {
			list, err = e.names.fitting(ctx, s, plan)
		} else {
			list, err = s.words(plan)
		}
		return err
	})
	return list, err
}

// words are the words of the fields of a plan that it wants.
func (s *snapshot) words(plan index.TermsPlan) ([]index.Term, error) {
	texts, mark := wordTexts(plan.Field)
	if plan.Exact != nil {
		var best []index.Term
		for _, word := range slices.Compact(slices.Sorted(slices.Values(plan.Exact))) {
			var err error
			if best, err = s.insertWord(best, plan.Size, texts, mark+word); err != nil {
				return nil, err
			}
		}
		return unmarked(best, mark), nil
	}
	pattern := match.Beginning(plan.Prefix)
	if plan.Near != "" {
		pattern = match.Slips(plan.Near, plan.Slips)
	}
	// Deleted articles and those with a word in the title alone are counted too often
	// at first: only the words that can be among the best are counted exactly.
	candidates, err := s.fitting(texts, pattern.Automaton(mark))
	if err != nil {
		return nil, err
	}
	var best []index.Term
	for _, c := range candidates {
		if len(best) == plan.Size && (plan.Size == 0 || c.Count < best[len(best)-1].Count) {
			break
		}
		if best, err = s.insertWord(best, plan.Size, texts, c.Text); err != nil {
			return nil, err
		}
	}
	return unmarked(best, mark), nil
}

// searchedText is a text, or what of it is in the body.
type searchedText struct {
	text   string
	inBody bool
}

// wordTexts are the texts in which the words of a field of index.Fields
// stand, and the mark before each of them.
func wordTexts(name string) (texts []searchedText, mark string) {
	field, known := index.Fields.Lookup(name)
	switch {
	case name == "":
		return []searchedText{{wholeText, false}}, surfaceMark
	case known && name == titleText:
		return []searchedText{{titleText, false}}, surfaceMark
	case known && name == bodyField:
		return []searchedText{{wholeText, true}}, surfaceMark
	case known && name == actorField:
		return []searchedText{{"person", false}, {"org", false}}, ""
	case known && field.Kind == query.Name:
		return []searchedText{{name, false}}, ""
	}
	return nil, ""
}

// fitting are the terms of the fields that an automaton accepts, each with no
// less than the number of articles that have it; the largest numbers first.
func (s *snapshot) fitting(texts []searchedText, automaton *match.Automaton) ([]index.Term, error) {
	atMost := map[string]uint64{}
	for _, v := range s.segments {
		automaton.Stop = func() bool { return v.ctx.Err() != nil }
		for _, p := range texts {
			if err := v.fitting(p.text, automaton, atMost); err != nil {
				return nil, err
			}
		}
	}
	list := make([]index.Term, 0, len(atMost))
	for text, n := range atMost {
		list = append(list, index.Term{Text: text, Count: int(n)})
	}
	slices.SortFunc(list, compareTerms)
	return list, nil
}

// insertWord counts the live articles that have a term in any of the texts,
// and puts it into its place among the best, if there are any.
func (s *snapshot) insertWord(best []index.Term, size int, texts []searchedText, term string) ([]index.Term, error) {
	n := 0
	for _, v := range s.segments {
		var found docset.Set
		for _, p := range texts {
			docs, err := newRow(p.text, p.inBody, []string{term}).docs(v)
			if err != nil {
				return nil, err
			}
			if found == nil {
				found = docs
				continue
			}
			found = v.arena.Copy(found)
			found.Or(docs)
		}
		n += found.CommonLen(v.live.docs)
		v.forget() // a hundred thousand words may be counted
	}
	if n == 0 {
		return best, nil
	}
	return insertTerm(best, size, index.Term{Text: term, Count: n}), nil
}

// insertTerm puts a term into its place among the best, of which there are at
// most size.
func insertTerm(best []index.Term, size int, term index.Term) []index.Term {
	at, _ := slices.BinarySearchFunc(best, term, compareTerms)
	if at >= size {
		return best
	}
	best = slices.Insert(best, at, term)
	return best[:min(size, len(best))]
}

func compareTerms(a, b index.Term) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
}

func unmarked(list []index.Term, mark string) []index.Term {
	for i := range list {
		list[i].Text = strings.TrimPrefix(list[i].Text, mark)
	}
	return list
}
