package query

import "strings"

func (p *parser) leaf(t token) Expr { return p.leafOf(p.field(), t) }

// room counts a leaf, and tells whether it is within the bound.
func (p *parser) room(t token) bool {
	p.leaves++
	if p.leaves == MaxLeaves+1 {
		p.firstCut = t
	}
	return p.leaves <= MaxLeaves
}

// leafOf makes a leaf of a token; nil when it is dropped.
func (p *parser) leafOf(field Field, t token) Expr {
	if !p.room(t) {
		return nil
	}
	switch {
	case field.Name == hasField || field.Name == missingField:
		return p.has(field.Name, t)
	case t.kind == everythingToken && field.Name == "":
		p.star = t
		return All{}
	case t.kind == everythingToken && field.Name == likeField:
		p.lex.repairs.add(emptyField, t.start, t.end, "The id of an article is missing; the restriction was dropped.")
		return nil
	case t.kind == everythingToken:
		return Has{Field: field.Name}
	case field.Name == likeField:
		return Like{ID: t.text}
	case field.Name != "" && field.Kind == Date:
		return p.dates(field, t)
	case field.Name != "" && field.Kind == Number:
		return p.comparison(field, t)
	}
	e := p.textLeaf(field, t)
	if field.Kind == Host {
		e = p.host(e, t)
	}
	return boost(e, t.suffixes.factor(&p.lex.repairs))
}

// comparison reads the value of a field of kind Number.
func (p *parser) comparison(field Field, t token) Expr {
	text := t.text
	if t.kind == wordToken { // in a group, < and > were taken for punctuation
		text = strings.Trim(p.lex.text[t.start:t.end], ",;")
	}
	e := comparison(field.Name, text)
	if e == nil {
		p.lex.repairs.add(badNumber, t.start, t.end, "%s is no number to compare with: write >800, <=300 or 300..800; the restriction was dropped.", clip(t.text))
	}
	bothEnds, ok := e.(And)
	switch {
	case !ok:
		return e
	case !p.room(t):
		return bothEnds.Exprs[0]
	}
	return p.rising(bothEnds, t)
}

// rising is a range of numbers that begins with the lower one.
func (p *parser) rising(ends And, t token) Expr {
	least, most := ends.Exprs[0].(Compare), ends.Exprs[1].(Compare)
	if least.Value <= most.Value {
		return ends
	}
	p.lex.repairs.add(reversedNumbers, t.start, t.end, "The range ends before it begins; it was read the other way round.")
	least.Value, most.Value = most.Value, least.Value
	return And{Exprs: []Expr{least, most}}
}

// has reads the name of a field after has: or missing:.
func (p *parser) has(asked string, t token) Expr {
	name := strings.ToLower(strings.Trim(t.text, ":"))
	field, ok := p.lex.schema.Lookup(name)
	if !ok {
		hint := ""
		if meant := Nearest(name, p.lex.schema.names()); meant != "" {
			hint = " Did you mean “" + meant + "”?"
		}
		p.lex.repairs.add(unknownField, t.start, t.end, "There is no field %s; the restriction was dropped.%s", clip(t.text), hint)
		return nil
	}
	if asked == missingField {
		return Not{Expr: Has{Field: field.Name}}
	}
	return Has{Field: field.Name}
}

// textLeaf reads a word, a phrase or a pattern.
func (p *parser) textLeaf(field Field, t token) Expr {
	rs := &p.lex.repairs
	whole := field.Name != "" && field.Kind != Text && field.Kind != Name
	if t.suffixes.tilde != nil && (whole || t.kind == regexpToken || t.kind == wordToken && t.pattern != "") {
		rs.add(badPattern, t.suffixes.start, t.suffixes.end, "The sign ~ means nothing here; it was dropped.")
		t.suffixes.tilde = nil
	}
	if !whole && t.pattern == "" {
		t.text = p.capped(t, t.text)
	}
	switch {
	case t.kind == regexpToken:
		return p.regexp(field, t, whole)
	case t.kind == phraseToken && t.pattern != "":
		return p.patternPhrase(field, t)
	case t.kind == phraseToken:
		slop := t.suffixes.slop(rs)
		if slop > 0 && field.Name != "" && field.Kind != Text {
			rs.add(badPattern, t.suffixes.start, t.suffixes.end, "The words of a name stand as they are; the sign ~ was dropped.")
			slop = 0
		}
		return Phrase{Field: field.Name, Text: t.text, Slop: slop}
	case t.pattern != "" && whole:
		return p.wholeValue(field, t)
	case len(t.pattern) > maxPattern:
		rs.add(badPattern, t.start, t.end, "The pattern is too long; the wildcard was left out.")
		return Word{Field: field.Name, Text: p.capped(t, withoutWildcards(t.pattern))}
	case t.pattern != "":
		if strings.IndexAny(t.pattern, wildcards) == 0 {
			p.wide(t)
		}
		return Wildcard{Field: field.Name, Pattern: t.pattern}
	}
	if slips := t.suffixes.slips(t.text, rs); slips > 0 {
		return Fuzzy{Field: field.Name, Text: t.text, Distance: slips}
	}
	return Word{Field: field.Name, Text: t.text}
}

// host asks for the host of an address: who copies one means the outlet.
func (p *parser) host(e Expr, t token) Expr {
	rest := ""
	switch leaf := e.(type) {
	case Word:
		leaf.Text, rest = hostOf(leaf.Text)
		e = leaf
	case Phrase:
		leaf.Text, rest = hostOf(leaf.Text)
		e = leaf
	default:
	}
	if strings.Trim(rest, "/") != "" {
		p.lex.repairs.add(hostOnly, t.start, t.end, "An outlet is found by its host; the rest of the address was left out.")
	}
	return e
}

// hostOf is the host of an address and what stands behind it. Hosts are known
// without "www.".
func hostOf(address string) (host, rest string) {
	host = address
	if _, after, found := strings.Cut(host, "://"); found {
		host = after
	}
	if i := strings.IndexAny(host, "/?#:"); i >= 0 {
		host, rest = host[:i], host[i:]
	}
	const www = "www."
	for len(host) > len(www) && strings.EqualFold(host[:len(www)], www) {
		host = host[len(www):]
	}
	if !hasWord(host) {
		return address, ""
	}
	return host, rest
}

// wide notes that a pattern may have more words than are looked for.
func (p *parser) wide(t token) {
	p.lex.repairs.add(widePattern, t.start, t.end, "The pattern begins with anything: not all words that fit may be looked for.")
}

// regexp reads a regular expression; one that cannot be used is read as words.
func (p *parser) regexp(field Field, t token, whole bool) Expr {
	_, err := ParseRegexp(t.text)
	switch {
	case err == nil && !whole:
		if strings.IndexAny(t.text, ".[(\\^*") == 0 {
			p.wide(t)
		}
		return Regexp{Field: field.Name, Pattern: t.text}
	case err == nil:
		p.lex.repairs.add(badPattern, t.start, t.end, "Values of %s are compared whole; the pattern was read as words.", field.Name)
	default:
		p.lex.repairs.add(badPattern, t.start, t.end, "The regular expression cannot be used (%s); it was read as words.", strings.ToValidUTF8(err.Error(), ""))
	}
	text := textOf(trimUnits(unitsOf(t.text)))
	if !hasWord(text) {
		return nil
	}
	return Word{Field: field.Name, Text: text}
}

// wholeValue reads a pattern in a field whose values are compared whole. Of a
// host, what is below it is meant anyway.
func (p *parser) wholeValue(field Field, t token) Expr {
	text := withoutWildcards(t.pattern)
	below, isBelow := strings.CutPrefix(t.pattern, "*.")
	if field.Kind == Host && isBelow && !strings.ContainsAny(below, wildcards) {
		text = withoutWildcards(below)
	} else {
		p.lex.repairs.add(badPattern, t.start, t.end, "Values of %s are compared whole; the wildcard was left out.", field.Name)
	}
	return Word{Field: field.Name, Text: text}
}

// patternPhrase reads a phrase with stars: its words as neighbours in order. A
// star alone stands for a word. Where that cannot be, a star is a plain
// character.
func (p *parser) patternPhrase(field Field, t token) Expr {
	slop := t.suffixes.slop(&p.lex.repairs)
	if slop > 0 || field.Name != "" && field.Kind != Text {
		p.lex.repairs.add(badPattern, t.start, t.end, "The wildcard * cannot be used in this phrase; it was read as a plain character.")
		return Phrase{Field: field.Name, Text: p.capped(t, t.text), Slop: slop}
	}
	n := neighbours{field: field.Name, distance: 1}
	words := 0
	for word := range strings.FieldsSeq(t.pattern) {
		units := trimUnits(unitsOf(word))
		pattern, text := patternOf(units), textOf(units)
		_, more := firstWords(text, MaxPhrase)
		if words += max(1, more); words > MaxPhrase {
			p.tooLong(t)
			break
		}
		switch {
		case pattern == "*":
			n.endRow()
			n.distance++
		case !hasWord(text):
		case pattern == "" || len(pattern) > maxPattern:
			n.row = append(n.row, text)
		default:
			n.endRow()
			if n.whole == nil || p.room(t) {
				n.add(Wildcard{Field: field.Name, Pattern: pattern})
			}
		}
	}
	n.endRow()
	return n.whole
}

// neighbours joins words and patterns that stand in a row.
type neighbours struct {
	field    string
	whole    Expr
	row      []string // words without stars since the last one with
	distance int
}

func (n *neighbours) endRow() {
	if text := strings.Join(n.row, " "); hasWord(text) {
		n.add(Phrase{Field: n.field, Text: text})
	}
	n.row = nil
}

func (n *neighbours) add(e Expr) {
	if n.whole != nil {
		e = Near{A: n.whole, B: e, Within: min(n.distance, MaxDistance), Ordered: true}
	}
	n.whole, n.distance = e, 1
}
