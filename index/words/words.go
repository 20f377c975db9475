// Package words is the contract of what a word is. Every engine indexes and
// asks with it, so that the same text has the same words everywhere.
package words

// Token is one word of a text.
type Token struct {
	// Start and End are bytes in the text: what is marked when it matches.
	Start, End int
	// Position counts words from 0. A joined form ("covid19" of "covid-19")
	// shares the position of its first part.
	Position int
	// Surface is the word in lower case: what a phrase compares.
	Surface string
	// Stem is the word without accents and endings, in the language of the
	// text: what a bare word compares.
	Stem string
}

// Tokens splits a text of a language (ISO 639-1, "" for unknown) into words.
func Tokens(text, lang string) []Token { return nil }

// Asked is one word of a query: several at one position are alternatives.
type Asked struct {
	Position int
	Surface  string
	// Stems are the stems of the word in every language that Dateline knows,
	// each once: a query reaches articles of all languages.
	Stems []string
}

// Ask splits a word or phrase of a query.
func Ask(text string) []Asked { return nil }
