package index

import "dateline/query"

// rewritten is an expression with another one in the place of each leaf.
func rewritten(e query.Expr, leaf func(query.Expr) query.Expr) query.Expr {
	each := func(exprs []query.Expr) []query.Expr {
		list := make([]query.Expr, len(exprs))
		for i, e := range exprs {
			list[i] = rewritten(e, leaf)
		}
		return list
	}
	switch e := e.(type) {
	case query.And:
		return query.And{Exprs: each(e.Exprs)}
	case query.Or:
		return query.Or{Exprs: each(e.Exprs)}
	case query.Not:
		return query.Not{Expr: rewritten(e.Expr, leaf)}
	case query.Boost:
		e.Expr = rewritten(e.Expr, leaf)
		return e
	case query.AtLeast:
		e.Expr = rewritten(e.Expr, leaf)
		return e
	case query.Near:
		e.A, e.B = rewritten(e.A, leaf), rewritten(e.B, leaf)
		return e
	case query.NotNear:
		e.A, e.B = rewritten(e.A, leaf), rewritten(e.B, leaf)
		return e
	case query.SameParagraph:
		e.A, e.B = rewritten(e.A, leaf), rewritten(e.B, leaf)
		return e
	case query.All, query.Word, query.Phrase, query.Wildcard, query.Fuzzy, query.Regexp, query.Dates, query.Compare, query.Has, query.Like:
	}
	return leaf(e)
}
