package wire

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// bylineWord is what stands before a name and says that its bearer wrote:
	// "By", "Text von", "Propos recueillis par", "Autor:".
	bylineWord = `(?:` +
		`(?:(?:an? |this )?(?:article|story|report|analysis|essay|opinion|column|interview|text|words|written|reported|reporting|posted|published|authored|compiled|presented|submitted)\s+)*(?:and\s+\w+\s+)?by` +
		`|(?:(?:ein(?:e)? )?(?:gast|blog)?-?\s?(?:artikel|beitrag|kommentar|kolumne|analyse|essay|bericht|reportage|interview|text|verfasst|geschrieben|erstellt|aufgezeichnet|veröffentlicht|gespeichert|eingestellt)\s+(?:und\s+\p{L}+\s+)?)?von` +
		`|(?:propos recueillis |textes? |écrit |publié |rédigé |posté |entretien |article )?par|texte? de` +
		`|(?:escrito |publicado |redactado |texto |reportagem |elaborado )?por` +
		`|(?:scritto |pubblicato )?da|a cura di|di` +
		`|(?:geschreven |tekst |gepubliceerd )?door` +
		`|(?:skriven |text |publicerad |skrevet |tekst )?a[vf]` +
		`|yazan` +
		`)`
	// bylineLabel is what does so with a colon.
	bylineLabel = `(?:by|authors?|author\(s\)|written by|reporter|writer|byline|text|words|autor(?:in|en|innen|es|ka|zy)?|autor/in|redakteur(?:in)?|von|auteurs?|auteur\(s\)|autrice|texte|par|texto|por|autore|autori|auteur|tekst|door|skribent|journalist|av|af|kirjoittaja|kirjoittanut|teksti|toimittaja|opracował[a]?|oprac|автор(?:ы)?|автор текста|текст|корреспондент|yazan|yazar|haber|文|取材・文|執筆|作者|记者|記者|责任编辑|編集)`
)

var (
	bylinePrefix = regexp.MustCompile(`(?i)^(?:` + bylineWord + `\s*:?\s+|` + bylineLabel + `\s*[:：]\s*)`)
	bylineOnly   = regexp.MustCompile(`(?i)^(?:` + bylineWord + `|` + bylineLabel + `)\s*[:：]?$`)
	nameSplit    = regexp.MustCompile(`\s*[,;|&•·]\s*|\s+/\s+|\s+(?:and|und|et|y|e|og|och|en|ja|i|и|mit|with|AND|UND|ET)\s+`)
	webAddress   = regexp.MustCompile(`(?i)^https?:|^www\.|@|\.(?:com|org|net|example|de|fr|co\.uk)\b`)
	outletName   = regexp.MustCompile(`(?i)\b(?:wire|press|news|media|online|times|agency|agence|agencia|agentur|reuters|nachrichten|noticias|magazine?|zeitung|service|university|institute?|facebook|twitter|instagram|whatsapp|linkedin|youtube|share|subscribe|newsletter|read|more|archive?|contact|about|home|privacy|cookies?|search|login|sign|menu|weiter|mehr|alle|zum|latest|breaking|top|stories|story|photo|foto|video|article|artikel|published|updated|view|profile|all posts?|click|download|minutes?|min)\b`)
	nameTail     = regexp.MustCompile(`\s+(?:in|at|à|aus)\s+\p{Lu}.*$|\s*[(\[].*$|\s+[-–—]\s.*$|\s+(?:for|für|pour)\s+(?:the\s+)?\p{Lu}.*$|\s+기자.*$|\s+(?i:illustrationen|illustration|fotos?|photos?|bilder|video)\s*(?:von|by|:)\s.*$`)
	roleWord     = regexp.MustCompile(`(?i)(?:^|\P{L})(?:correspondents?|editors?|editors?-in-chief|reporters?|writers?|staff|journalists?|columnists?|contributors?|bureau|chief|desk|newsroom|newsdesk|producer|analyst|photographer|experts?|coordinator|manager|director|specialist|educators?|special to|agenc(?:y|ies)|redakteur(?:in)?|redaktion|korrespondent(?:in)?|reporter(?:in)?|autor(?:in)?|auteur|author|freie|freier|mitarbeiter(?:in)?|volontär(?:in)?|rédaction|rédacteur|rédactrice|correspondante?|journaliste|envoyée?|redacción|redactora?|corresponsal|enviad[oa]|periodista|redazione|redação|redactie|redaktionen|redakcja|toimitus|редакция|корреспондент|admin|administrator|webmaster|unknown|anonymous|editorial|team|guest|gastautor(?:in)?|gastbeitrag)(?:\P{L}|$)`)
	degree       = regexp.MustCompile(`(?i)^(?:ph\.?\s?d|m\.?d|d\.?o|m\.?a|m\.?sc|b\.?a|b\.?sc|r\.?d|r\.?n|m\.?p\.?h|esq|jr|sr|cpa|cfa|mba|ll\.?m|j\.?d|pharm\.?d|dds|facs|rdn|ldn|lcsw|msw|mph|cfp)\.?$`)
	numbered     = regexp.MustCompile(`(?i)\b(?:0|1st|2nd)\b|\d`)
)

// maxNameWords is as long as a personal name gets.
const maxNameWords = 6

// maxAuthors is how many names are taken: no article has more authors.
const maxAuthors = 100

// Authors makes names out of bylines: split, without "By", roles, addresses
// and the outlet's own name, each once and in order, a hundred at most.
func Authors(outlet string, bylines ...string) []string {
	var names []string
	seen := map[string]bool{}
	for _, line := range bylines {
		for _, name := range splitNames(line) {
			if len(names) == maxAuthors {
				return names
			}
			if folded := Fold(name); !seen[folded] && !isOutlet(name, outlet) {
				seen[folded] = true
				names = append(names, name)
			}
		}
	}
	return names
}

var nobody = regexp.MustCompile(`(?i)^(?:admin(?:istrator)?|web-?master|root|user|unknown|anonymous|guest|none|null|n/?a|author|default|test|staff|newsroom)$|https?:|www\.|@`)

// Credits is Authors for bylines that are declared as such. Where they name no
// person they give what is named instead: an agency, a desk, the outlet.
func Credits(outlet string, bylines ...string) []string {
	if names := Authors(outlet, bylines...); len(names) > 0 {
		return names
	}
	var names []string
	for _, line := range bylines[:min(len(bylines), maxAuthors)] {
		name := strings.Trim(trimByline(Clean(line)), " .,:;*|–—")
		if Fold(name) != "" && len(name) < 80 && !nobody.MatchString(name) && strings.ContainsFunc(name, unicode.IsLetter) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// isOutlet reports whether a name is the outlet's own, with or without its
// article.
func isOutlet(name, outlet string) bool {
	bare := func(s string) string { return strings.TrimPrefix(Fold(s), "the ") }
	return bare(name) == bare(outlet)
}

func splitNames(line string) []string {
	line = trimByline(Clean(line))
	if line == "" || utf8.RuneCountInString(line) > 200 {
		return nil
	}
	parts := nameSplit.Split(line, -1)
	if len(parts) == 2 && strings.Contains(line, ", ") && oneWord(parts[0]) && oneWord(parts[1]) && parts[0] != "" && !degree.MatchString(parts[1]) {
		parts = []string{parts[1] + " " + parts[0]} // "Doe, Jane"
	}
	var names []string
	titled := false // after a degree, capitals are degrees too
	for i, part := range parts {
		name := cleanName(part)
		titled = titled && oneWord(part) || degree.MatchString(strings.TrimSpace(part))
		if titled && name == strings.ToUpper(name) {
			continue
		}
		if i > 0 && name != "" && oneWord(name) && !isShortForm(name) && full(parts[0]) && afterComma(line, part) {
			continue // "Jane Doe, Lille": a place, a role or an agency
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// full reports whether a part of a byline is more than one word.
func full(part string) bool { return !oneWord(strings.TrimSpace(part)) }

// isShortForm reports whether a word is written as agencies are: "dpa", "AFP".
func isShortForm(word string) bool {
	return word == strings.ToLower(word) || word == strings.ToUpper(word)
}

// afterComma reports whether a comma alone stands before a part of a line:
// not so in "Jane Doe, John and Madonna".
func afterComma(line, part string) bool {
	return strings.HasSuffix(strings.TrimSpace(line[:max(0, strings.LastIndex(line, part))]), ",")
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
	s = strings.Trim(s, " .,:;*\"“”-–—|→›»")
	if IsBylineWord(s) {
		return ""
	}
	letters := strings.IndexFunc(s, unicode.IsLetter) >= 0
	if !letters || numbered.MatchString(s) || len(strings.Fields(s)) > maxNameWords || roleWord.MatchString(s) || degree.MatchString(s) || utf8.RuneCountInString(s) < 2 {
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
	if unicode.IsLower(first) || !unicode.IsLetter(first) {
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

// IsBylineWord reports whether a text is only what stands before names: "By",
// "Written by", "Autor:".
func IsBylineWord(text string) bool {
	return len(text) < 40 && bylineOnly.MatchString(text)
}

// IsName reports whether a text is likely the name of one person and nothing
// else: two to four words that are written like names.
func IsName(text string) bool {
	words := len(strings.Fields(text))
	return words >= 2 && words <= 4 && IsShortName(text)
}

// IsShortName is IsName for places where a single word may be a name too.
func IsShortName(text string) bool {
	return len(strings.Fields(text)) <= 4 && cleanName(text) == text && looksLikeName(text) && !outletName.MatchString(text)
}

// looksLikeName wants each word capitalised but for particles, and made of
// what names are made of.
func looksLikeName(name string) bool {
	for word := range strings.FieldsSeq(name) {
		switch word {
		case "von", "van", "de", "der", "den", "del", "della", "da", "dos", "di", "la", "le", "el", "al", "bin", "ibn", "ben", "zu", "ter", "ten", "y", "af", "du", "des", "e":
			continue
		}
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLower(first) || strings.ContainsFunc(word, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’`-‐–·", r)
		}) {
			return false
		}
	}
	return true
}
