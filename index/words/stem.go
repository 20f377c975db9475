package words

import (
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// language is what stemming needs to know of a language.
type language struct {
	// code marks the stems of the language.
	code   string
	stem   func(*snowballstem.Env) bool
	script *unicode.RangeTable
	// foldFirst: the endings have no accents, so that stemming the word
	// without them loses nothing.
	foldFirst bool
}

// languages are those that Dateline stems.
//
//nolint:gochecknoglobals // a constant table
var languages = []language{
	{code: "ar", stem: arabic.Stem, script: unicode.Arabic, foldFirst: true},
	{code: "da", stem: danish.Stem, script: unicode.Latin},
	{code: "de", stem: german.Stem, script: unicode.Latin},
	{code: "en", stem: english.Stem, script: unicode.Latin, foldFirst: true},
	{code: "es", stem: spanish.Stem, script: unicode.Latin},
	{code: "fi", stem: finnish.Stem, script: unicode.Latin},
	{code: "fr", stem: french.Stem, script: unicode.Latin},
	{code: "hu", stem: hungarian.Stem, script: unicode.Latin},
	{code: "it", stem: italian.Stem, script: unicode.Latin},
	{code: "nl", stem: dutch.Stem, script: unicode.Latin},
	{code: "no", stem: norwegian.Stem, script: unicode.Latin},
	{code: "pt", stem: portuguese.Stem, script: unicode.Latin},
	{code: "ro", stem: romanian.Stem, script: unicode.Latin},
	{code: "ru", stem: russian.Stem, script: unicode.Cyrillic, foldFirst: true},
	{code: "sv", stem: swedish.Stem, script: unicode.Latin},
	{code: "tr", stem: turkish.Stem, script: unicode.Latin},
}

// decimalCommas are the languages that write 3,5 and 1.000.
const decimalCommas = " bg ca cs da de el es et fi fr hr hu id is it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi "

// tongue is the language of a text: how its words are stemmed, nil for not at
// all, and how its numbers are read.
type tongue struct {
	*language
	decimalComma bool
}

func languageOf(code string) tongue {
	code, _, _ = strings.Cut(strings.ToLower(code), "-")
	comma := code != "" && strings.Contains(decimalCommas, " "+code+" ")
	if code == "nb" || code == "nn" {
		code = "no"
	}
	i := slices.IndexFunc(languages, func(l language) bool { return l.code == code })
	if i < 0 {
		return tongue{decimalComma: comma}
	}
	return tongue{language: &languages[i], decimalComma: comma}
}

// stems are the stems of a word in the language of its text.
type stems struct {
	stem string
	// plain is the word without accents, for those who type it so, if that
	// would not lead to stem; else "".
	plain string
}

func stemsOf(surface string, in tongue) stems {
	folded := fold(surface)
	switch {
	case isDigit(folded[0]):
		return stems{stem: canonical(folded, in.decimalComma)}
	case in.language == nil || !in.stems(surface):
		return stems{stem: folded}
	case in.foldFirst || folded == surface:
		return stems{stem: in.root(folded)}
	}
	root := in.root(surface)
	if root == in.root(folded) {
		return stems{stem: root}
	}
	return stems{stem: root, plain: folded}
}

// allStems are the stems that a surface may have, over all languages.
func allStems(surface string) []string {
	folded := fold(surface)
	all := []string{folded}
	add := func(stem string) {
		if !slices.Contains(all, stem) {
			all = append(all, stem)
		}
	}
	if isDigit(folded[0]) {
		all[0] = canonical(folded, false)
		add(canonical(folded, true))
		return all
	}
	for _, l := range languages {
		if l.stems(surface) {
			add(l.root(folded))
			if !l.foldFirst {
				add(l.root(surface))
			}
		}
	}
	return all
}

// stems tells whether a word is one of letters in the script of the language.
func (l *language) stems(word string) bool {
	for _, r := range word {
		if !unicode.Is(l.script, r) && !unicode.IsMark(r) && r != '\'' && r != '&' {
			return false
		}
	}
	return true
}

// root takes the endings of the language off a word and marks the rest.
func (l *language) root(word string) string {
	bare := strings.Map(func(r rune) rune {
		if r == '\'' || r == '&' {
			return -1
		}
		return r
	}, word)
	env := snowballstem.NewEnv(bare)
	l.stem(env)
	return l.code + ":" + fold(env.Current())
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
