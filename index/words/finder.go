package words

// Finder looks for the words and phrases of a query in the tokens of texts,
// for all of them at once. The zero value looks for nothing. It may be used
// from several goroutines once nothing more is added.
type Finder struct {
	// The rows to look for, by each form that their first word may have.
	stems, surfaces map[string][]row
}

// row is words that stand in a row: of each, the forms that it may have.
type row struct {
	id    int
	words []map[string]bool
}

// Match is a place that was found: bytes of the text, End exclusive, and the
// id under which what stands there was added.
type Match struct{ Start, End, ID int }

// AddStems adds a bare word: every form of the same stem. A text of several
// words asks for them in a row.
func (f *Finder) AddStems(text string, id int) {
	f.stems = add(f.stems, text, id, func(word Asked) []string { return word.Stems })
}

// AddSurfaces adds a phrase: the words as written, in a row.
func (f *Finder) AddSurfaces(text string, id int) {
	f.surfaces = add(f.surfaces, text, id, func(word Asked) []string { return []string{word.Surface} })
}

func add(rows map[string][]row, text string, id int, forms func(Asked) []string) map[string][]row {
	if rows == nil {
		rows = map[string][]row{}
	}
	for _, reading := range Readings(text) {
		r := row{id: id, words: make([]map[string]bool, len(reading))}
		for i, word := range reading {
			r.words[i] = map[string]bool{}
			for _, form := range forms(word) {
				r.words[i][form] = true
			}
		}
		for form := range r.words[0] {
			rows[form] = append(rows[form], r)
		}
	}
	return rows
}

// Find gives the places in the tokens of a text, in order of Start, and stops
// when it has about as many as most. Places may overlap, also with places of
// the same id.
func (f *Finder) Find(tokens []Token, most int) []Match {
	var found []Match
	for i, t := range tokens {
		if len(found) >= most {
			break
		}
		for _, r := range f.stems[t.Stem] {
			if end, ok := r.at(tokens[i:], Token.stem); ok {
				found = append(found, Match{t.Start, end, r.id})
			}
		}
		for _, r := range f.surfaces[t.Surface] {
			if end, ok := r.at(tokens[i:], Token.surface); ok {
				found = append(found, Match{t.Start, end, r.id})
			}
		}
	}
	return found
}

func (t Token) stem() string    { return t.Stem }
func (t Token) surface() string { return t.Surface }

// at tells whether the row, whose first word is the first token, stands there,
// and where it ends in the text.
func (r row) at(tokens []Token, form func(Token) string) (end int, ok bool) {
	end, position := tokens[0].End, tokens[0].Position
	for _, word := range r.words[1:] {
		position++
		for len(tokens) > 0 && tokens[0].Position < position {
			tokens = tokens[1:]
		}
		if end, ok = alternative(tokens, position, word, form); !ok {
			return 0, false
		}
	}
	return end, true
}

// alternative looks for a word among the tokens of one position.
func alternative(tokens []Token, position int, word map[string]bool, form func(Token) string) (end int, ok bool) {
	for _, t := range tokens {
		if t.Position != position {
			break
		}
		if word[form(t)] {
			return t.End, true
		}
	}
	return 0, false
}
