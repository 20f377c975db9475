package bleveindex

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/index/match"
	"dateline/query"
)

// Terms implements index.Engine.
func (e *Engine) Terms(ctx context.Context, plan index.TermsPlan) (list []index.Term, err error) {
	err = e.read(ctx, func(s *snapshot) error {
		if plan.Values {
			list, err = e.facets.fitting(ctx, s, plan)
		} else {
			list, err = s.words(plan)
		}
		return err
	})
	return list, err
}

// words are the words of the fields of a plan that it wants.
func (s *snapshot) words(plan index.TermsPlan) ([]index.Term, error) {
	places, mark := wordPlaces(plan.Field)
	if plan.Exact != nil {
		var best []index.Term
		for _, word := range slices.Compact(slices.Sorted(slices.Values(plan.Exact))) {
			var err error
			if best, err = s.insertWord(best, plan.Size, places, mark+word); err != nil {
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
	candidates, err := s.fitting(places, pattern.Automaton(mark))
	if err != nil {
		return nil, err
	}
	var best []index.Term
	for _, c := range candidates {
		if len(best) == plan.Size && (plan.Size == 0 || c.Count < best[len(best)-1].Count) {
			break
		}
		if best, err = s.insertWord(best, plan.Size, places, c.Text); err != nil {
			return nil, err
		}
	}
	return unmarked(best, mark), nil
}

// place is a text, or what of it is in the body.
type place struct {
	text   string
	inBody bool
}

// wordPlaces are the places in which the words of a field of index.Fields
// stand, and the mark before each of them.
func wordPlaces(name string) (places []place, mark string) {
	field, known := index.Fields.Lookup(name)
	switch {
	case name == "":
		return []place{{wholeText, false}}, surfaceMark
	case known && name == titleText:
		return []place{{titleText, false}}, surfaceMark
	case known && name == bodyField:
		return []place{{wholeText, true}}, surfaceMark
	case known && name == actorField:
		return []place{{"person", false}, {"org", false}}, ""
	case known && field.Kind == query.Name:
		return []place{{name, false}}, ""
	}
	return nil, ""
}

// fitting are the terms of the fields that an automaton accepts, each with no
// less than the number of articles that have it; the largest numbers first.
func (s *snapshot) fitting(places []place, automaton *match.Automaton) ([]index.Term, error) {
	atMost := map[string]uint64{}
	for _, v := range s.segments {
		automaton.Stop = func() bool { return v.ctx.Err() != nil }
		for _, p := range places {
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

// insertWord counts the live articles that have a term in any of the places,
// and puts it into its place among the best, if there are any.
func (s *snapshot) insertWord(best []index.Term, size int, places []place, term string) ([]index.Term, error) {
	n := 0
	for _, v := range s.segments {
		sets := make([]*roaring.Bitmap, len(places))
		for i, p := range places {
			var err error
			if sets[i], err = newRow(p.text, p.inBody, []string{term}).match(v, v.live); err != nil {
				return nil, err
			}
		}
		n += int(union(sets).GetCardinality())
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
