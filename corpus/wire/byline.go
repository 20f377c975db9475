package wire

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	bylinePrefix = regexp.MustCompile(`(?i)^(?:(?:written|reported|reporting|story|text|words)\s+)?(?:by|von|par|por|door|av|af|di|texte? (?:de|von))\s*:?\s+|^(?:by|author|authors|autor|auteur|autore|text)\s*:\s*`) //nolint:misspell // German and Spanish
	nameSplit    = regexp.MustCompile(`\s*[,;|&•·]\s*|\s+/\s+|\s+(?:and|und|et|y|e|og|och|en|with|AND|UND|ET)\s+`)
	webAddress   = regexp.MustCompile(`(?i)^https?:|^www\.|@|\.(?:com|org|net|example|de|fr|co\.uk)\b`)
	outletName   = regexp.MustCompile(`(?i)\b(?:wire|press|news|media|online|times|agency|agence|agencia|agentur|reuters|nachrichten|noticias)\b`)
	nameTail     = regexp.MustCompile(`\s+(?:in|at|à|aus)\s+\p{Lu}.*$|\s*\(.*$|\s+[-–—]\s.*$|\s+(?:for|für|pour)\s+(?:the\s+)?\p{Lu}.*$`)
	roleWord     = regexp.MustCompile(`(?i)\b(?:correspondents?|editors?|reporters?|writers?|staff|journalists?|columnists?|contributors?|bureau|chief|desk|newsroom|producer|analyst|special to|agenc(?:y|ies)|redakteur(?:in)?|redaktion|korrespondent(?:in)?|reporter(?:in)?|rédaction|rédacteur|rédactrice|correspondante?|journaliste|envoyée?|redacción|redactora?|corresponsal|enviad[oa]|periodista|redazione|redação|admin|webmaster|unknown|anonymous|editorial|team|guest)\b`)
)

// maxNameWords is as long as a personal name gets.
const maxNameWords = 6

// Authors makes names out of bylines: split, without "By", roles, addresses
// and the outlet's own name, each once and in order.
func Authors(outlet string, bylines ...string) []string {
	var names []string
	for _, line := range bylines {
		for _, name := range splitNames(line) {
			same := func(n string) bool { return strings.EqualFold(n, name) }
			if Fold(name) != Fold(outlet) && !slices.ContainsFunc(names, same) {
				names = append(names, name)
			}
		}
	}
	return names
}

func splitNames(line string) []string {
	line = trimByline(Clean(line))
	if line == "" || utf8.RuneCountInString(line) > 200 {
		return nil
	}
	parts := nameSplit.Split(line, -1)
	if len(parts) == 2 && strings.Contains(line, ", ") && oneWord(parts[0]) && oneWord(parts[1]) && parts[0] != "" {
		parts = []string{parts[1] + " " + parts[0]} // "Doe, Jane"
	}
	var names []string
	for _, part := range parts {
		if name := cleanName(part); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func oneWord(s string) bool { return !strings.ContainsAny(s, " .") }

func trimByline(s string) string {
	return strings.TrimSpace(bylinePrefix.ReplaceAllString(s, ""))
}

// cleanName gives the name in one part of a byline, "" when it holds none.
func cleanName(s string) string {
	if webAddress.MatchString(s) {
		return ""
	}
	s = nameTail.ReplaceAllString(trimByline(s), "")
	s = strings.Trim(s, " .,:;*\"“”")
	letters := strings.IndexFunc(s, unicode.IsLetter) >= 0
	digits := strings.IndexFunc(s, unicode.IsDigit) >= 0
	if !letters || digits || len(strings.Fields(s)) > maxNameWords || roleWord.MatchString(s) || utf8.RuneCountInString(s) < 2 {
		return ""
	}
	if strings.Contains(s, " ") && s == strings.ToUpper(s) && s != strings.ToLower(s) {
		return capitalise(s)
	}
	return s
}

// capitalise writes "JANE O'DOE-SMITH" as "Jane O'Doe-Smith".
func capitalise(s string) string {
	start := true
	return strings.Map(func(r rune) rune {
		if start {
			r = unicode.ToUpper(r)
		} else {
			r = unicode.ToLower(r)
		}
		start = !unicode.IsLetter(r)
		return r
	}, s)
}

// Byline reads a line that is nothing but a byline, "By Jane Doe and John Roe,
// Economics Editor", and gives the names. A line without "By" or its like is
// no byline for it.
func Byline(line string) ([]string, bool) {
	line = Clean(line)
	if utf8.RuneCountInString(line) > 120 || EndsSentence(line) || !bylinePrefix.MatchString(line) {
		return nil, false
	}
	rest := trimByline(line)
	first, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsUpper(first) {
		return nil, false
	}
	names := splitNames(rest)
	for _, name := range names {
		if !looksLikeName(name) {
			return nil, false
		}
	}
	return names, len(names) > 0
}

// IsName reports whether a text is likely the name of one person and nothing
// else: two to four words that are written like names.
func IsName(text string) bool {
	words := len(strings.Fields(text))
	return words >= 2 && words <= 4 && cleanName(text) == text && looksLikeName(text) && !outletName.MatchString(text)
}

// looksLikeName wants each word capitalised but for particles.
func looksLikeName(name string) bool {
	for word := range strings.FieldsSeq(name) {
		switch word {
		case "von", "van", "de", "der", "den", "del", "della", "da", "dos", "di", "la", "le", "el", "al", "bin", "ibn", "ben", "zu", "ter", "ten", "y", "af", "du", "des":
			continue
		}
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLower(first) {
			return false
		}
	}
	return true
}
