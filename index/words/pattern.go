package words

// Pattern is a word or phrase of a query, made ready to be looked for in the
// tokens of texts.
type Pattern struct {
	rows [][]set // one of the readings, word by word
	form func(Token) string
}

type set map[string]struct{}

// Stems is the pattern of a bare word: every form of the same stem. A text of
// several words asks for them in a row.
func Stems(text string) Pattern {
	return pattern(text,
		func(t Token) string { return t.Stem },
		func(a Asked) []string { return a.Stems })
}

// Surfaces is the pattern of a phrase: the words as written, in a row.
func Surfaces(text string) Pattern {
	return pattern(text,
		func(t Token) string { return t.Surface },
		func(a Asked) []string { return []string{a.Surface} })
}

func pattern(text string, form func(Token) string, forms func(Asked) []string) Pattern {
	p := Pattern{form: form}
	for _, reading := range Readings(text) {
		row := make([]set, len(reading))
		for i, word := range reading {
			row[i] = set{}
			for _, f := range forms(word) {
				row[i][f] = struct{}{}
			}
		}
		p.rows = append(p.rows, row)
	}
	return p
}

// Match is a place where a pattern was found: bytes of the text, End
// exclusive.
type Match struct{ Start, End int }

// Find gives every place of the pattern in the tokens of a text, in order of
// Start. Places may overlap.
func (p Pattern) Find(tokens []Token) []Match {
	var found []Match
	for i := range tokens {
		for _, row := range p.rows {
			if end, ok := p.rowAt(row, tokens[i:]); ok {
				found = append(found, Match{Start: tokens[i].Start, End: end})
			}
		}
	}
	return found
}

// rowAt tells whether a row of words begins with the first token, and where
// it ends in the text.
func (p Pattern) rowAt(row []set, tokens []Token) (end int, ok bool) {
	if _, ok := row[0][p.form(tokens[0])]; !ok {
		return 0, false
	}
	end, position := tokens[0].End, tokens[0].Position
	for _, word := range row[1:] {
		position++
		for len(tokens) > 0 && tokens[0].Position < position {
			tokens = tokens[1:]
		}
		if end, ok = p.alternative(word, tokens, position); !ok {
			return 0, false
		}
	}
	return end, true
}

// alternative looks for a word among the tokens of one position.
func (p Pattern) alternative(word set, tokens []Token, position int) (end int, ok bool) {
	for _, t := range tokens {
		if t.Position != position {
			break
		}
		if _, ok := word[p.form(t)]; ok {
			return t.End, true
		}
	}
	return 0, false
}
