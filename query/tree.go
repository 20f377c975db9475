package query

// The functions here build trees in their normal form: no And in an And, no
// Or in an Or, no Not of a Not, at least two operands, All only as the whole
// or under a Not; no Boost of a Boost or of what does not score, no AtLeast of
// an And or another. A nil Expr is an operand that was dropped.

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
		default:
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
		default:
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

// boost weighs what scores. A factor of 0 is none.
func boost(e Expr, factor float64) Expr {
	switch inner := e.(type) {
	case nil, All, Dates, Compare, Has, Like, Not:
		return e
	case Boost:
		if factor == 0 {
			return e
		}
		e, factor = inner.Expr, min(max(inner.Factor*factor, MinBoost), MaxBoost)
	default:
	}
	if factor == 0 || factor == 1 {
		return e
	}
	return Boost{Expr: e, Factor: factor}
}

// atLeast counts places. Of an And each operand is counted for itself; of two
// counts of the same the higher one counts.
func atLeast(n int, e Expr) Expr {
	switch inner := e.(type) {
	case nil:
		return nil
	case And:
		parts := make([]Expr, len(inner.Exprs))
		for i, part := range inner.Exprs {
			parts[i] = atLeast(n, part)
		}
		return and(parts)
	case AtLeast:
		if inner.N >= n {
			return e
		}
		e = inner.Expr
	default:
	}
	if n <= 1 {
		return e
	}
	return AtLeast{N: n, Expr: e}
}

// near joins two operands by an operator of proximity.
func near(a, b Expr, by proximity) Expr {
	switch {
	case by.apart:
		return NotNear{A: a, B: b, Within: by.within}
	case by.within == 0:
		return SameParagraph{A: a, B: b}
	}
	return Near{A: a, B: b, Within: by.within, Ordered: by.ordered}
}

// proximityOf takes a node of proximity apart.
func proximityOf(e Expr) (a, b Expr, by proximity, ok bool) {
	switch e := e.(type) {
	case Near:
		return e.A, e.B, proximity{within: e.Within, ordered: e.Ordered}, true
	case NotNear:
		return e.A, e.B, proximity{within: e.Within, apart: true}, true
	case SameParagraph:
		return e.A, e.B, proximity{}, true
	default:
		return nil, nil, proximity{}, false
	}
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
		if isGroup(e.Expr) {
			flat, changed := shallow(e.Expr, depth-1)
			return not(flat), changed
		}
		flat, changed := shallow(e.Expr, depth)
		return not(flat), changed
	case Near, NotNear, SameParagraph:
		return shallowNear(e, depth)
	case AtLeast:
		if depth == 0 {
			return and(leaves(e, false)), true
		}
		flat, changed := shallow(e.Expr, depth-1)
		if _, apart := flat.(And); apart { // counting each would add parentheses
			return and(leaves(e, false)), true
		}
		return atLeast(e.N, flat), changed
	case Boost:
		if takesSuffix(e.Expr) {
			return e, false
		}
		if depth == 0 {
			return and(leaves(e, false)), true
		}
		flat, changed := shallow(e.Expr, depth-1)
		return boost(flat, e.Factor), changed
	case All, Word, Phrase, Wildcard, Fuzzy, Regexp, Dates, Compare, Has, Like:
	}
	return e, false
}

func shallowAll(exprs []Expr, depth int) (parts []Expr, changed bool) {
	for _, e := range exprs {
		if depth == 0 && hasParens(e) {
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

// shallowNear is shallow for operators of proximity. A chain of them, which
// leans to the left, has no parentheses.
func shallowNear(e Expr, depth int) (flat Expr, changed bool) {
	a, b, by, _ := proximityOf(e)
	if depth == 0 && (leftParens(a) || hasParens(b)) {
		return and(leaves(e, false)), true
	}
	inside := depth
	if leftParens(a) {
		inside--
	}
	flatA, changedA := shallow(a, inside)
	if depth == 0 && leftParens(flatA) {
		return and(leaves(e, false)), true
	}
	if isGroup(b) {
		depth--
	}
	flatB, changedB := shallow(b, depth)
	return near(flatA, flatB, by), changedA || changedB
}

// leftParens tells whether the left operand of an operator of proximity has
// parentheses.
func leftParens(e Expr) bool {
	_, _, _, chain := proximityOf(e)
	return !chain && hasParens(e)
}

// hasParens tells what has parentheses beside other operands, around it or in
// it.
func hasParens(e Expr) bool {
	switch e := e.(type) {
	case Not:
		return hasParens(e.Expr)
	case Boost:
		return !takesSuffix(e.Expr)
	case AtLeast:
		return true
	default:
		return isGroup(e)
	}
}

// isGroup tells what stands in parentheses beside other operands.
func isGroup(e Expr) bool {
	switch e.(type) {
	case And, Or, Near, NotNear, SameParagraph:
		return true
	default:
		return false
	}
}

// isSimple tells a node without operands.
func isSimple(e Expr) bool { return len(Operands(e)) == 0 }

// takesSuffix tells what a number can stand behind without parentheses.
func takesSuffix(e Expr) bool {
	w, isWord := e.(Word)
	return isSimple(e) && !(isWord && isURL(w.Text))
}

// leaves are the leaves of a tree, each with the NOT that it stands under.
func leaves(e Expr, negated bool) []Expr {
	var found []Expr
	switch e := e.(type) {
	case Not:
		return leaves(e.Expr, !negated)
	case NotNear:
		return append(leaves(e.A, negated), leaves(e.B, !negated)...)
	default:
		for _, inner := range Operands(e) {
			found = append(found, leaves(inner, negated)...)
		}
	}
	switch {
	case !isSimple(e):
		return found
	case negated:
		return []Expr{Not{Expr: e}}
	}
	return []Expr{e}
}

// Part is a part of a query that a match can owe to.
type Part struct {
	// Expr is a leaf, or a Near, NotNear, SameParagraph or AtLeast as a whole.
	Expr Expr
	// Weight is the product of the factors of each Boost around it.
	Weight float64
}

// Positive are the parts of a query under no Not, or under two: they are what
// to highlight and to rank by.
func Positive(e Expr) []Part { return positive(e, false, 1, nil) }

func positive(e Expr, negated bool, weight float64, parts []Part) []Part {
	switch e := e.(type) {
	case Not:
		return positive(e.Expr, !negated, weight, parts)
	case Boost:
		return positive(e.Expr, negated, weight*e.Factor, parts)
	case And, Or:
		for _, operand := range Operands(e) {
			parts = positive(operand, negated, weight, parts)
		}
	case All:
	case Word, Phrase, Wildcard, Fuzzy, Regexp, Near, NotNear, SameParagraph, AtLeast, Dates, Compare, Has, Like:
		if !negated {
			parts = append(parts, Part{Expr: e, Weight: weight})
		}
	}
	return parts
}

// HasText tells whether there is something to rank by: a positive part that
// is asked of running text, or likeness. Names, like filters, only select.
func HasText(e Expr, schema Schema) bool {
	for _, part := range Positive(e) {
		for _, leaf := range leaves(part.Expr, false) {
			if _, ok := leaf.(Like); ok {
				return true
			}
			name, ok := FieldOf(leaf)
			field, known := schema.Lookup(name)
			if ok && (name == "" || known && field.Kind == Text) {
				return true
			}
		}
	}
	return false
}
