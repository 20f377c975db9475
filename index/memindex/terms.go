package memindex

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"dateline/index"
	"dateline/index/match"
	"dateline/index/words"
	"dateline/query"
)

// Terms is documented at index.Engine.
func (e *Engine) Terms(ctx context.Context, plan index.TermsPlan) (list []index.Term, err error) {
	fits := fitting(plan)
	counts := map[string]int{}
	failed := e.reading(ctx, func() {
		for _, a := range e.articles {
			if err = ctx.Err(); err != nil {
				return
			}
			for text := range a.terms(plan) {
				counts[text]++
			}
		}
	})
	if failed != nil || err != nil {
		return nil, cmp.Or(failed, err)
	}
	for _, text := range slices.Sorted(maps.Keys(counts)) {
		if fits(text) {
			list = append(list, index.Term{Text: text, Count: counts[text]})
		}
	}
	slices.SortFunc(list, func(a, b index.Term) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return list[:min(len(list), plan.Size)], nil
}

// terms are the words or values of an article that a plan looks through.
func (a *article) terms(plan index.TermsPlan) map[string]bool {
	found := map[string]bool{}
	add := func(field string, form func(words.Token) string) {
		for _, tokens := range a.words[field] {
			for _, token := range tokens {
				found[form(token)] = true
			}
		}
	}
	surface := func(t words.Token) string { return t.Surface }
	f, _ := index.Fields.Lookup(plan.Field)
	switch {
	case plan.Values:
		for _, value := range a.Values(plan.Field) {
			found[value] = true
		}
	case plan.Field == "":
		add("title", surface)
		add("body", surface)
	case f.Kind == query.Text:
		add(plan.Field, surface)
	case f.Kind == query.Name:
		add(plan.Field, func(t words.Token) string { return t.Stem }) // in no language: the plain word
	}
	return found
}

// fitting tells which words or values a plan wants.
func fitting(plan index.TermsPlan) func(string) bool {
	near := match.Slips(plan.Near, plan.Slips)
	switch {
	case plan.Exact != nil:
		return func(text string) bool { return slices.Contains(plan.Exact, text) }
	case plan.Near != "" && plan.Values:
		return near.MatchLetters
	case plan.Near != "":
		return near.Match
	case plan.Values:
		return words.BeginningsOf(plan.Prefix).In
	default:
		return match.Beginning(plan.Prefix).Match
	}
}
