package memindex

import (
	"slices"
	"strings"
	"time"

	"dateline/index"
	"dateline/index/match"
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
		return leaf(x.Field, x.Text, x)
	case query.Phrase:
		return leaf(x.Field, x.Text, x)
	case query.Wildcard, query.Fuzzy, query.Regexp:
		field, _ := query.FieldOf(x)
		return leaf(field, "", x)
	case query.Near, query.NotNear, query.SameParagraph, query.AtLeast:
		return inText(x)
	case query.Boost:
		return matcherOf(x.Expr, now)
	case query.Compare:
		return func(a *article) int { return count(x.Op.Holds(a.numberOfWords(), x.Value)) }
	case query.Has:
		return func(a *article) int { return count(a.has(x.Field)) }
	case query.Like: // Index asks for what it stands for
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

// leaf matches a word, phrase or pattern in a field, as the kind of the field
// wants it; text is what a value that is compared whole has to be.
func leaf(field, text string, e query.Expr) matcher {
	f, _ := index.Fields.Lookup(field)
	switch {
	case field == "" || f.Kind == query.Text:
		return inText(e)
	case f.Kind == query.Name:
		return inNames(f.Name, e)
	case f.Kind == query.Code:
		return func(a *article) int { return count(strings.EqualFold(code(a, f.Name), text)) }
	case f.Kind == query.Host:
		return func(a *article) int { return count(underHost(a.Source.Domain, text)) }
	}
	return func(*article) int { return 0 }
}

// inText matches what stands in the text: it is there as often as it has spans.
func inText(e query.Expr) matcher {
	m := match.New(index.Fields, e)
	return func(a *article) int { return len(m.Spans(0, m.Find(a.text()))) }
}

// inNames matches a leaf in the names of a field.
func inNames(field string, e query.Expr) matcher {
	m := match.New(index.Fields, match.OfNames(e))
	return func(a *article) int {
		names := match.Text{Parts: append([][]words.Token{nil}, a.words[field]...)}
		return len(m.Spans(0, m.Find(names)))
	}
}

// text is the article as words.
func (a *article) text() match.Text {
	return match.Text{Parts: slices.Concat(a.words["title"], a.words["body"]), Entities: a.Entities}
}

func (a *article) numberOfWords() int {
	n := 0
	for _, tokens := range a.words["body"] {
		if len(tokens) > 0 {
			n += tokens[len(tokens)-1].Position + 1
		}
	}
	return n
}

// has tells whether there is anything in a field.
func (a *article) has(field string) bool {
	f, _ := index.Fields.Lookup(field)
	switch f.Kind {
	case query.Text, query.Name:
		anyWord := func(tokens []words.Token) bool { return len(tokens) > 0 }
		if field == "lead" || field == "major" {
			return slices.ContainsFunc(a.text().Parts, anyWord)
		}
		return slices.ContainsFunc(a.words[field], anyWord)
	case query.Code:
		return code(a, field) != ""
	case query.Host:
		return a.Source.Domain != ""
	case query.Date:
		return !a.Published.IsZero()
	case query.Number:
		return a.numberOfWords() > 0
	}
	return false
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
