package query

import "slices"

// The bounds of a tree. Text beyond them is read more simply, with a repair.
const (
	MaxLeaves = 1024 // words, phrases and dates
	MaxPhrase = 256  // words in a row: of a phrase, or in a text without spaces
	MaxDepth  = 64   // parentheses in the canonical text
)

// Parse reads a query. Every text has a reading; where it is not well formed,
// the repairs say what was done, in the order of the text. op joins what
// stands side by side without an operator: with OpOr, words, phrases and
// groups are alternatives, while what has a prefix, - or + still narrows. The
// time taken grows with the length of the text, no faster.
func Parse(text string, op Op, schema Schema) (Expr, []Repair) {
	p := parser{lex: newLexer(text, schema), op: op, levels: []level{{}}}
	for t := p.lex.next(); t.kind != endToken; t = p.lex.next() {
		p.take(t)
	}
	if open := len(p.levels) - 1; open > 0 {
		first := p.levels[1].open
		p.lex.repairs.tell(unclosedParen, first.start, first.end, "Parentheses that are not closed, %d of them, were closed at the end.", open)
	}
	for len(p.levels) > 1 {
		p.close(0)
	}
	return p.finish(), p.lex.repairs.sorted(text)
}

// parser builds the tree from tokens. Its stack is its own, so that no text
// can exhaust the machine's.
type parser struct {
	lex    *lexer
	op     Op
	levels []level
	leaves int
	// firstCut is the first leaf beyond MaxLeaves.
	firstCut token
	// star is a lone "*". It is told only if everything is found after all.
	star token
}

// level is what stands between two parentheses, or outside of all.
type level struct {
	open token
	// field is in force for what has no prefix of its own.
	field Field
	// alternatives are the operands of OR that are complete, row the one that
	// is being read.
	alternatives []Expr
	row          []item
	// last is the token before this one.
	last token
	next waiting
}

// waiting is what was read since the last operand and concerns the next one.
// Tokens that were not read are zero: they end at 0.
type waiting struct {
	join    token // AND, OR or an operator of proximity
	not     token
	negate  bool
	must    bool
	atLeast token
	prefix  token
}

// item is a part of a row: factors joined by AND.
type item struct{ factors []factor }

// narrows tells how an item stands beside others under OpOr.
func (it item) narrows() bool {
	return !slices.ContainsFunc(it.factors, func(f factor) bool { return !f.signed && !f.prefixed })
}

// factor is operands joined by proximity, which binds tighter than the sign or
// NOT before them.
type factor struct {
	expr   Expr
	negate bool
	// signed: NOT, - or + stands before it. prefixed: each operand has a prefix.
	signed, prefixed bool
}

func (f factor) whole() Expr {
	if f.negate {
		return not(f.expr)
	}
	return f.expr
}

func (p *parser) top() *level { return &p.levels[len(p.levels)-1] }

func (p *parser) take(t token) {
	l := p.top()
	switch t.kind {
	case openToken:
		p.levels = append(p.levels, level{open: t, field: p.field(), last: t})
		return
	case closeToken:
		p.closeAt(t)
	case andToken, orToken, nearToken:
		p.join(t)
	case notToken:
		l.next.not, l.next.negate = t, !l.next.negate
	case mustToken:
		l.next.must = true
	case atLeastToken:
		p.dropAtLeast()
		l.next.atLeast = t
	case fieldToken, unknownToken, laterToken:
		p.dropPrefix()
		l.next.prefix = t
	case nothingToken:
		p.operand(nil)
	case wordToken, phraseToken, regexpToken, everythingToken:
		p.operand(p.leaf(t))
	case endToken: // never comes here
	}
	p.top().last = t
}

// join takes an operator between operands, if there is something to join.
func (p *parser) join(t token) {
	l := p.top()
	if t.kind == nearToken && l.last.kind == notToken && l.next.negate {
		t.near.apart = true
		l.next.not, l.next.negate = token{}, false
		if l.next.join.end > 0 { // "a AND NOT w/5 b"
			p.dangling(l.next.join)
			l.next.join = token{}
		}
	}
	p.dropWaiting()
	if len(l.row) == 0 || l.next.join.end > 0 {
		p.dangling(t)
		return
	}
	l.next.join = t
}

// dropWaiting drops the NOT or prefix that no operand has followed.
func (p *parser) dropWaiting() {
	l := p.top()
	p.dropPrefix()
	p.dropAtLeast()
	if l.next.not.end > 0 {
		p.dangling(l.next.not)
	}
	l.next = waiting{join: l.next.join}
}

func (p *parser) dropAtLeast() {
	l := p.top()
	if l.next.atLeast.end > 0 {
		p.dangling(l.next.atLeast)
	}
	l.next.atLeast = token{}
}

func (p *parser) dropPrefix() {
	l := p.top()
	switch t := l.next.prefix; {
	case t.end == 0:
	case t.kind == unknownToken:
		p.operand(nil)
	default:
		p.lex.repairs.add(emptyField, t.start, t.end, "Nothing follows the prefix; it was dropped.")
	}
	l.next.prefix = token{}
}

func (p *parser) dangling(t token) {
	p.lex.repairs.add(danglingOperator, t.start, t.end, "An operator without a word on each side that it joins was dropped.")
}

// closeAt takes a closing parenthesis.
func (p *parser) closeAt(t token) {
	switch {
	case len(p.levels) == 1:
		p.lex.repairs.add(strayParen, t.start, t.end, "A parenthesis that was never opened was dropped.")
		return
	case p.top().last.kind == openToken:
		p.lex.repairs.add(strayParen, p.top().open.start, t.end, "Empty parentheses were dropped.")
	}
	if t.suffixes.tilde != nil {
		p.lex.repairs.add(strayChar, t.suffixes.start, t.suffixes.end, "The sign ~ means nothing behind a group; it was dropped.")
	}
	p.close(t.suffixes.factor(&p.lex.repairs))
}

// close ends the innermost level and makes it an operand of the one around.
func (p *parser) close(factor float64) {
	e := boost(p.levelExpr(), factor)
	p.levels = p.levels[:len(p.levels)-1]
	p.operand(e)
}

// levelExpr ends the innermost level; nil when nothing is left of it.
func (p *parser) levelExpr() Expr {
	l := p.top()
	p.dropWaiting()
	if l.next.join.end > 0 {
		p.dangling(l.next.join)
	}
	p.endRow()
	return or(l.alternatives)
}

// endRow makes the row an alternative.
func (p *parser) endRow() {
	l := p.top()
	var free, all []Expr
	for _, it := range l.row {
		if e := it.whole(); p.op == OpOr && !it.narrows() {
			free = append(free, e)
		} else {
			all = append(all, e)
		}
	}
	l.alternatives = append(l.alternatives, and(append([]Expr{or(free)}, all...)))
	l.row = nil
}

func (it item) whole() Expr {
	exprs := make([]Expr, len(it.factors))
	for i, f := range it.factors {
		exprs[i] = f.whole()
	}
	return and(exprs)
}

// operand puts an expression in its place; nil is one that was dropped, which
// still counts as having stood there.
func (p *parser) operand(e Expr) {
	l := p.top()
	w := l.next
	l.next = waiting{}
	if w.prefix.kind == unknownToken {
		e = and([]Expr{p.leafOf(l.field, w.prefix), e})
	}
	if w.prefix.kind == laterToken {
		e = nil
	}
	if w.atLeast.end > 0 {
		e = p.atLeast(e, w.atLeast)
	}
	f := factor{expr: e, negate: w.negate, signed: w.negate || w.must, prefixed: w.prefix.kind == fieldToken}
	switch w.join.kind {
	case andToken, nearToken:
		last := &l.row[len(l.row)-1]
		if w.join.kind == andToken || !p.near(&last.factors[len(last.factors)-1], f, w.join) {
			last.factors = append(last.factors, f)
		}
		return
	case orToken:
		p.endRow()
	default:
	}
	l.row = append(l.row, item{[]factor{f}})
}

// near joins an operand to the one before it, if both are places in the text.
func (p *parser) near(left *factor, right factor, t token) (joined bool) {
	switch {
	case right.expr == nil:
		return true
	case left.expr == nil:
		*left = right
		return true
	case !InText(left.expr, p.lex.schema) || !InText(right.expr, p.lex.schema):
		p.lex.repairs.add(noPosition, t.start, t.end, "Only words and names stand near each other in a text; the operator was read as AND.")
		return false
	}
	by := t.near
	by.apart = by.apart != right.negate // "a w/3 -b"
	left.expr = near(left.expr, right.expr, by)
	left.prefixed = left.prefixed && right.prefixed
	return true
}

func (p *parser) atLeast(e Expr, t token) Expr {
	if e != nil && !InText(e, p.lex.schema) {
		p.lex.repairs.add(noPosition, t.start, t.end, "Only words and names are counted in a text; the operator was left out.")
		return e
	}
	return atLeast(t.count, e)
}

// field is the field that the next operand is asked of.
func (p *parser) field() Field {
	l := p.top()
	if l.next.prefix.kind == fieldToken {
		return l.next.prefix.field
	}
	return l.field
}

// finish is the whole tree, within its bounds.
func (p *parser) finish() Expr {
	e := p.levelExpr()
	if e == nil {
		e = All{}
	}
	rs := &p.lex.repairs
	if _, all := e.(All); all && p.star.end > 0 {
		rs.tell(matchAll, p.star.start, p.star.end, "A star alone finds every article.")
	}
	if cut := p.leaves - MaxLeaves; cut > 0 {
		rs.tell(tooManyTerms, p.firstCut.start, p.firstCut.end, "Only the first %d words and phrases were used; %d were dropped.", MaxLeaves, cut)
	}
	flat, changed := shallow(e, MaxDepth)
	if changed {
		rs.tell(tooDeep, 0, len(p.lex.text), "Parentheses within more than %d others were left out.", MaxDepth)
	}
	return flat
}
