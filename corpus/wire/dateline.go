package wire

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Dateline is the head of a dispatch: "CAIRO, Nov 3 (Desert Wire)".
type Dateline struct {
	// Text is the dateline as written, without the dash.
	Text string
	// Agency is the news agency in the brackets; "" when there is none.
	Agency string
	// Month and Day are the date; 0 when there is none.
	Month time.Month
	Day   int
	// Year is 0 when the dateline does not say it: most do not.
	Year int
}

// Date gives the day of the dateline. A dateline without a year takes the one
// given, 0 when nobody knows it; then there is no date.
func (d Dateline) Date(year int) (time.Time, bool) {
	if d.Year != 0 {
		year = d.Year
	}
	if d.Day == 0 || year == 0 {
		return time.Time{}, false
	}
	t := time.Date(year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d.Day
}

const (
	maxDateline = 110 // bytes; longer heads are sentences
	maxPlaces   = 5   // comma-separated parts: city, region, country …
	// Words of one place: "San Pedro de Macoris".
	maxPlaceWords = 5
)

var (
	bracketed = regexp.MustCompile(`\s*\(([^()]{2,40})\)`)
	// dayMonth finds "Sept 3", "3 Sept", "3. September 2026", "3 de septiembre".
	monthDay  = regexp.MustCompile(`^(\p{L}{3,10}\.?)\s+(\d{1,2})$`)
	dayMonth  = regexp.MustCompile(`^(?:le\s+|den\s+)?(\d{1,2})\.?(?:er)?\s+(?:de\s+)?(\p{L}{3,10}\.?)(?:\s+(?:de\s+)?(\d{4}))?$`)
	tailDate  = regexp.MustCompile(`^(.*\p{L})[,.]?\s+((?:\p{L}{3,10}\.?\s+\d{1,2})|(?:\d{1,2}\.?\s+(?:de\s+)?\p{L}{3,10}\.?(?:\s+\d{4})?))$`)
	placeJoin = regexp.MustCompile(`\s*/\s*|\s+(?:and|und|et|y|e|AND|UND|ET|Y|E)\s+`)
	agencyish = regexp.MustCompile(`^(?:\p{Lu}{2,6}|\p{Ll}{2,5}|\p{L}{2,5}/\p{L}{2,5})$|(?i)reuters?|press|news|wire|agenc|agent|nachricht|dienst|bloomberg|xinhua|interfax|tass|kyodo|lusa|noticias`)
)

// CutDateline takes the dateline off the first paragraph of a dispatch and
// gives the rest of the paragraph.
func CutDateline(paragraph string) (d Dateline, rest string, ok bool) {
	for end := range min(len(paragraph), maxDateline) {
		width := dashAt(paragraph, end)
		if width == 0 {
			continue
		}
		head := strings.TrimRight(paragraph[:end], " ")
		if strings.HasSuffix(head, ").") { // "(EFE).-"
			head = head[:len(head)-1]
		}
		rest := strings.TrimSpace(paragraph[end+width:])
		d, ok := ParseDateline(head)
		if !ok || !startsSentence(rest) {
			continue
		}
		if place, after, ok := CutDateline(rest); ok && head == "("+d.Agency+")" { // "(ANSA) - ROMA, 3 SET - …"
			place.Text, place.Agency = head+" "+place.Text, d.Agency
			return place, after, true
		}
		return d, rest, true
	}
	return Dateline{}, paragraph, false
}

// startsSentence reports whether what follows a dash may be the beginning of a
// dispatch.
func startsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘„«¿¡( "))
	return s != "" && !unicode.IsLower(r)
}

// dashAt gives the width of the dash at a position, 0 for none. A hyphen
// counts when nothing is glued to it on the right and it stands free on the
// left or after a bracket or a full stop.
func dashAt(s string, i int) int {
	switch {
	case strings.HasPrefix(s[i:], "—"), strings.HasPrefix(s[i:], "–"):
		return len("—")
	case strings.HasPrefix(s[i:], "--"):
		return 2
	case s[i] != '-' || i == 0:
		return 0
	}
	before := s[i-1]
	free := before == ' ' || before == ')' || before == '.'
	if free && (i+1 == len(s) || s[i+1] == ' ' || before == ')') {
		return 1
	}
	return 0
}

// ParseDateline reads a dateline that stands alone, with or without the dash.
// It reports false when the text is something else.
func ParseDateline(s string) (Dateline, bool) {
	s = strings.TrimRight(Clean(s), " -–—")
	d := Dateline{Text: s}
	if m := bracketed.FindStringSubmatchIndex(s); m != nil {
		d.Agency = strings.TrimSpace(s[m[2]:m[3]])
		s = strings.TrimSpace(s[:m[0]] + s[m[1]:])
		if strings.IndexFunc(d.Agency, unicode.IsLetter) < 0 || strings.ContainsAny(s, "()") {
			return Dateline{}, false
		}
	}
	known := agencyish.MatchString(d.Agency)
	if s == "" {
		return d, known
	}
	places := d.takeDate(strings.TrimRight(s, " ,"))
	if !placeNames(places) {
		return Dateline{}, false
	}
	capitals := upperCase(places[0]) && !shout(places[0]) && d.Agency == ""
	return d, capitals || known || d.Day != 0
}

// takeDate takes the date out of a head and gives the places before it.
func (d *Dateline) takeDate(head string) []string {
	parts := strings.Split(head, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if last := parts[len(parts)-1]; len(parts) > 1 && len(last) == 4 {
		if year, err := strconv.Atoi(last); err == nil {
			d.Year, parts = year, parts[:len(parts)-1]
		}
	}
	last := len(parts) - 1
	if last > 0 && d.readDate(parts[last]) {
		return parts[:last]
	}
	if m := tailDate.FindStringSubmatch(parts[last]); m != nil && d.readDate(m[2]) {
		parts[last] = m[1]
	}
	return parts
}

func (d *Dateline) readDate(s string) bool {
	month, day, year := "", "", ""
	if m := monthDay.FindStringSubmatch(s); m != nil {
		month, day = m[1], m[2]
	} else if m := dayMonth.FindStringSubmatch(s); m != nil {
		day, month, year = m[1], m[2], m[3]
	}
	n, err := strconv.Atoi(day)
	if MonthOf(month) == 0 || err != nil || n < 1 || n > 31 {
		return false
	}
	d.Month, d.Day = MonthOf(month), n
	if year != "" {
		d.Year, _ = strconv.Atoi(year) // four digits by the pattern
	}
	return true
}

// placeNames reports whether every part may be the name of a place.
func placeNames(parts []string) bool {
	if len(parts) > maxPlaces {
		return false
	}
	for _, part := range parts {
		for _, place := range placeJoin.Split(part, -1) {
			if !placeName(place) {
				return false
			}
		}
	}
	return true
}

func placeName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > maxPlaceWords {
		return false
	}
	for i, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		if strings.ContainsAny(word, "0123456789:;!?\"“”$%<>[]") || (i == 0 && unicode.IsLower(first)) {
			return false
		}
		if unicode.IsLower(first) && utf8.RuneCountInString(word) > 3 { // "Rio de Janeiro", not "Talks resume"
			return false
		}
	}
	return true
}

// upperCase reports whether a city is written in capitals, as agencies do;
// the joints of "CAIRO and GENEVA" do not count.
func upperCase(s string) bool {
	joined := placeJoin.ReplaceAllString(s, "")
	return utf8.RuneCountInString(joined) > 3 && joined == strings.ToUpper(joined) && joined != strings.ToLower(joined)
}

// shout reports whether a word in capitals before a dash is a label or an
// institution, not a city.
func shout(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "EXCLUSIVE", "UPDATE", "UPDATED", "BREAKING", "ANALYSIS", "OPINION", "COMMENT", "EDITORIAL", "FEATURE", "WATCH",
		"LIVE", "VIDEO", "PHOTOS", "PODCAST", "CORRECTED", "CORRECTION", "FACTBOX", "TIMELINE", "INTERVIEW", "EXPLAINER", "READ", "MORE", "NOTE",
		"NATO", "OPEC", "FIFA", "UEFA", "UNESCO", "UNICEF", "NASA", "ASEAN", "BRICS", "ECOWAS", "NOTE:", "FILE", "ADVERTISEMENT", "SPONSORED":
		return true
	}
	return false
}
