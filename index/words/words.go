package words

// Token is one word of a text.
type Token struct {
	// Start and End are bytes in the text: what is marked when it matches.
	Start, End int
	// Position counts words from 0. Tokens of one position are alternatives
	// and stand one behind the other: a word, its joined form ("covid19" of
	// "covid-19"), its form without accents where that has another stem.
	Position int
	// Surface is the word in lower case: what a phrase compares.
	Surface string
	// Stem is the word without accents and endings, in the language of the
	// text: what a bare word compares. It is opaque.
	Stem string
}

// Tokens splits a text of a language (ISO 639-1, "" for unknown) into words,
// in order of Position. Who splits many texts makes an Analyzer.
func Tokens(text, lang string) []Token {
	return (*Analyzer)(nil).Tokens(text, lang)
}

// Tokens is the function of that name, with the stems of common words kept.
func (a *Analyzer) Tokens(text, lang string) []Token {
	in := languageOf(lang)
	scanned := scan(text)
	tokens := scanned[:0]
	if in.language != nil && !in.foldFirst {
		tokens = make([]Token, 0, len(scanned)+len(scanned)/16) // some have two stems
	}
	for _, t := range scanned {
		stems := a.stems(t.Surface, in)
		t.Stem = stems.stem
		tokens = append(tokens, t)
		if stems.plain != "" {
			t.Stem = stems.plain
			tokens = append(tokens, t)
		}
	}
	return tokens
}

// Asked is one word of a query.
type Asked struct {
	Position int
	Surface  string
}

// Stems are the stems of the word in every language that Dateline knows, each
// once: a query reaches articles of all languages. They are made anew each time.
func (a Asked) Stems() []string { return allStems(a.Surface) }

// Ask splits a word or phrase of a query, as Tokens does: a joined form shares
// the position of its first part. To match, use Readings.
func Ask(text string) []Asked {
	var asked []Asked
	for _, t := range scan(text) {
		asked = append(asked, Asked{Position: t.Position, Surface: t.Surface})
	}
	return asked
}

// Readings are the ways in which a word or phrase of a query may stand in a
// text; one is enough. Each is words in a row: position i+1 of the text has
// one of the stems (for a phrase, the surface) of the word after that which
// position i has. The first reading takes hyphenated words by their parts;
// the second, if there is any hyphen, by their joined forms, so that "e-mail"
// finds "email". A text without words has no reading.
func Readings(text string) [][]Asked {
	tokens := scan(text)
	if len(tokens) == 0 {
		return nil
	}
	parts, joined := make([]Asked, 0, len(tokens)), make([]Asked, 0, len(tokens))
	covered := 0 // the text up to here has a joined form
	for i, t := range tokens {
		word := Asked{Surface: t.Surface}
		isJoined := i > 0 && t.Position == tokens[i-1].Position
		isFirst := i+1 < len(tokens) && t.Position == tokens[i+1].Position
		if isJoined {
			covered = t.End
		} else {
			word.Position = len(parts)
			parts = append(parts, word)
		}
		if isJoined || !isFirst && t.Start >= covered {
			word.Position = len(joined)
			joined = append(joined, word)
		}
	}
	if covered == 0 {
		return [][]Asked{parts}
	}
	return [][]Asked{parts, joined}
}
