package query

// The functions here build trees in their normal form: no And in an And, no
// Or in an Or, no Not of a Not, at least two operands, All only as the whole
// or under a Not. A nil Expr is an operand that was dropped.

// and joins what is there; All adds nothing to others.
func and(exprs []Expr) Expr {
	var parts []Expr
	all := false
	for _, e := range exprs {
		switch e := e.(type) {
		case nil:
		case All:
			all = true
		case And:
			parts = append(parts, e.Exprs...)
		case Word, Phrase, Dates, Or, Not:
			parts = append(parts, e)
		}
	}
	switch {
	case len(parts) > 1:
		return And{Exprs: parts}
	case len(parts) == 1:
		return parts[0]
	case all:
		return All{}
	}
	return nil
}

// or is any of what is there; All swallows the others.
func or(exprs []Expr) Expr {
	var parts []Expr
	for _, e := range exprs {
		switch e := e.(type) {
		case nil:
		case All:
			return e
		case Or:
			parts = append(parts, e.Exprs...)
		case Word, Phrase, Dates, And, Not:
			parts = append(parts, e)
		}
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return Or{Exprs: parts}
}

func not(e Expr) Expr {
	if e == nil {
		return nil
	}
	if n, ok := e.(Not); ok {
		return n.Expr
	}
	return Not{Expr: e}
}

// shallow takes away the parentheses inside of more than depth others in the
// canonical text: the leaves there join the operands around them.
func shallow(e Expr, depth int) (flat Expr, changed bool) {
	switch e := e.(type) {
	case And:
		parts, changed := shallowAll(e.Exprs, depth)
		return and(parts), changed
	case Or:
		parts, changed := shallowAll(e.Exprs, depth)
		return or(parts), changed
	case Not:
		if inner := e.Expr; isGroup(inner) {
			flat, changed := shallow(inner, depth-1)
			return not(flat), changed
		}
	case All, Word, Phrase, Dates:
	}
	return e, false
}

func shallowAll(exprs []Expr, depth int) (parts []Expr, changed bool) {
	for _, e := range exprs {
		if depth == 0 && hasGroup(e) {
			parts, changed = append(parts, leaves(e, false)...), true
			continue
		}
		inside := depth
		if isGroup(e) {
			inside--
		}
		flat, c := shallow(e, inside)
		parts, changed = append(parts, flat), changed || c
	}
	return parts, changed
}

// hasGroup tells what has parentheses beside other operands.
func hasGroup(e Expr) bool {
	if n, ok := e.(Not); ok {
		e = n.Expr
	}
	return isGroup(e)
}

func isGroup(e Expr) bool {
	switch e.(type) {
	case And, Or:
		return true
	case All, Word, Phrase, Dates, Not:
	}
	return false
}

// leaves are the leaves of a tree, each with the NOT that it stands under.
func leaves(e Expr, negated bool) []Expr {
	var found []Expr
	switch e := e.(type) {
	case And:
		for _, inner := range e.Exprs {
			found = append(found, leaves(inner, negated)...)
		}
	case Or:
		for _, inner := range e.Exprs {
			found = append(found, leaves(inner, negated)...)
		}
	case Not:
		return leaves(e.Expr, !negated)
	case All, Word, Phrase, Dates:
		if negated {
			return []Expr{Not{Expr: e}}
		}
		return []Expr{e}
	}
	return found
}

// Positive are the words, phrases and dates that a match can owe to: those
// under no Not, or under two. They are what to highlight.
func Positive(e Expr) []Expr {
	var positive []Expr
	for _, leaf := range leaves(e, false) {
		switch leaf.(type) {
		case Word, Phrase, Dates:
			positive = append(positive, leaf)
		case All, And, Or, Not:
		}
	}
	return positive
}

// HasText tells whether there is something to rank by: a positive word or
// phrase that is asked of running text. Names, like filters, only select.
func HasText(e Expr, schema Schema) bool {
	for _, leaf := range Positive(e) {
		name := ""
		switch leaf := leaf.(type) {
		case Word:
			name = leaf.Field
		case Phrase:
			name = leaf.Field
		case All, Dates, And, Or, Not:
			continue
		}
		field, ok := schema.Lookup(name)
		if name == "" || ok && field.Kind == Text {
			return true
		}
	}
	return false
}
