package memindex

import (
	"math"
	"slices"
	"strings"
	"time"

	"dateline/index"
	"dateline/index/words"
	"dateline/query"
)

// matcher tells how often an article has what is asked; 0 is no match.
type matcher func(*article) int

// matcherOf makes the matcher of an expression; ages count back from now.
func matcherOf(e query.Expr, now time.Time) matcher {
	switch x := e.(type) {
	case query.All:
		return func(*article) int { return 1 }
	case query.Word:
		return leaf(x.Field, x.Text, finderOf(x.Text, false))
	case query.Phrase:
		return leaf(x.Field, x.Text, finderOf(x.Text, true))
	case query.Dates:
		from, to := x.Span(now)
		return func(a *article) int { return count(within(a, from, to)) }
	case query.And:
		return and(x.Exprs, now)
	case query.Or:
		return or(x.Exprs, now)
	case query.Not:
		matches := matcherOf(x.Expr, now)
		return func(a *article) int { return count(matches(a) == 0) }
	}
	return func(*article) int { return 0 }
}

func and(exprs []query.Expr, now time.Time) matcher {
	matchers := matchersOf(exprs, now)
	return func(a *article) int {
		return count(!slices.ContainsFunc(matchers, func(matches matcher) bool { return matches(a) == 0 }))
	}
}

func or(exprs []query.Expr, now time.Time) matcher {
	matchers := matchersOf(exprs, now)
	return func(a *article) int {
		return count(slices.ContainsFunc(matchers, func(matches matcher) bool { return matches(a) > 0 }))
	}
}

func matchersOf(exprs []query.Expr, now time.Time) []matcher {
	matchers := make([]matcher, len(exprs))
	for i, e := range exprs {
		matchers[i] = matcherOf(e, now)
	}
	return matchers
}

// leaf matches a text in a field, as the kind of the field wants it.
func leaf(field, text string, finder *words.Finder) matcher {
	if field == "" {
		return func(a *article) int { return places(finder, a.words["title"]) + places(finder, a.words["body"]) }
	}
	f, _ := index.Fields.Lookup(field)
	switch f.Kind {
	case query.Text:
		return func(a *article) int { return places(finder, a.words[f.Name]) }
	case query.Name:
		name := finderOf(text, false) // names have no endings: the stem is the folded word
		return func(a *article) int { return places(name, a.words[f.Name]) }
	case query.Code:
		return func(a *article) int { return count(strings.EqualFold(code(a, f.Name), text)) }
	case query.Host:
		return func(a *article) int { return count(underHost(a.Source.Domain, text)) }
	case query.Date:
	}
	return func(*article) int { return 0 }
}

func finderOf(text string, phrase bool) *words.Finder {
	var f words.Finder
	if phrase {
		f.AddSurfaces(text, 0)
	} else {
		f.AddStems(text, 0)
	}
	return &f
}

func places(finder *words.Finder, texts [][]words.Token) int {
	n := 0
	for _, tokens := range texts {
		n += len(finder.Find(tokens, math.MaxInt))
	}
	return n
}

func code(a *article, field string) string {
	if field == "lang" {
		return a.Lang
	}
	return a.ID
}

// underHost tells whether a domain is a host or lies under it.
func underHost(domain, host string) bool {
	domain, host = strings.ToLower(domain), strings.ToLower(host)
	return host != "" && (domain == host || strings.HasSuffix(domain, "."+host))
}

// within tells whether an article was published in [from, to).
func within(a *article, from, to time.Time) bool {
	if from.IsZero() && to.IsZero() {
		return true
	}
	return !a.Published.IsZero() && !a.Published.Before(from) && (to.IsZero() || a.Published.Before(to))
}

// passes tells whether an article has what a filter includes and nothing of
// what it excludes.
func passes(a *article, f query.Filter) bool {
	values := a.Values(f.Field)
	has := func(value string) bool { return slices.Contains(values, value) }
	if slices.ContainsFunc(f.Exclude, has) {
		return false
	}
	if f.Match == query.MatchAny && len(f.Include) > 0 {
		return slices.ContainsFunc(f.Include, has)
	}
	return !slices.ContainsFunc(f.Include, func(value string) bool { return !has(value) })
}

func count(matches bool) int {
	if matches {
		return 1
	}
	return 0
}
