package wire

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// ParseTime reads a point in time as pages, feeds and people write it: ISO
// 8601 in its looser forms, RFC 1123, seconds or milliseconds since 1970, and
// written dates such as "Tuesday, 14 July 2026 at 3:45 pm EDT" or "14. Juli
// 2026, 10:30 Uhr" in the larger European languages. The result has the
// distance to UTC that is written, so that its day is the one that its readers
// had; without one it is UTC. It reports false for anything else: a date is
// better unknown than wrong.
func ParseTime(s string) (time.Time, bool) {
	s = Clean(s)
	if len(s) > 100 || !strings.ContainsAny(s, "0123456789") {
		return time.Time{}, false
	}
	for _, parse := range []func(string) (time.Time, bool){parseISO, parseUnix, parseNumeric, parseWritten} {
		t, ok := parse(s)
		if t = zoned(t); ok && t.Year() >= 1600 && t.UTC().Year() <= 9999 {
			return t, true
		}
	}
	return time.Time{}, false
}

// maxOffset is as far as clocks are from UTC; more is a mistake.
const maxOffset = 14 * 60 * 60

// zoned leaves of the zone of a time only its distance to UTC.
func zoned(t time.Time) time.Time {
	_, offset := t.Zone()
	if offset == 0 || offset < -maxOffset || offset > maxOffset {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

func parseISO(s string) (time.Time, bool) {
	if len(s) > 10 && (s[10] == ' ' || s[10] == 't') {
		s = s[:10] + "T" + s[11:]
	}
	s = strings.TrimSuffix(s, " UTC")
	s = strings.ReplaceAll(s, " ", "")
	for _, layout := range []string{
		"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07", "2006-01-02T15:04:05",
		"2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04", "2006-01-02",
		"20060102T150405Z07:00", "20060102T150405", "20060102",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// parseUnix reads seconds or milliseconds since 1970, from 2001 on: shorter
// numbers are something else.
func parseUnix(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil:
		return time.Time{}, false
	case len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Time{}, false
}

// parseNumeric reads the all-number forms that are unambiguous. 01/02/2006 is
// not one of them.
func parseNumeric(s string) (time.Time, bool) {
	s = strings.ReplaceAll(s, ",", "")
	s = strings.TrimSuffix(s, " Uhr")
	for _, layout := range []string{
		"2.1.2006 15:04:05", "2.1.2006 15:04", "2.1.2006 15.04", "2.1.2006 - 15:04", "2.1.2006",
		"2006/1/2 15:04:05", "2006/1/2 15:04", "2006/1/2", "2006年1月2日 15:04", "2006年1月2日 15時04分", "2006年1月2日", "2006.01.02 15:04", "2006.01.02",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// written collects the parts of a written date as they are met.
type written struct {
	year, month, day   int
	hour, minute, secs int
	clock              bool
	offset             int // seconds east of UTC
}

// parseWritten reads a date whose month is a word. Every word must be known.
func parseWritten(s string) (time.Time, bool) {
	var w written
	for _, token := range dateTokens(s) {
		if !w.take(token) {
			return time.Time{}, false
		}
	}
	if w.year == 0 || w.month == 0 || w.day == 0 {
		return time.Time{}, false
	}
	t := time.Date(w.year, time.Month(w.month), w.day, w.hour, w.minute, w.secs, 0, time.FixedZone("", w.offset))
	return t, t.Day() == w.day
}

// dateTokens cuts a date at what separates its parts; "3:45pm" is two tokens.
func dateTokens(s string) []string {
	var tokens []string
	for _, field := range strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;|()–—·•", r)
	}) {
		field = strings.Trim(strings.ToLower(field), ".")
		if len(field) > 3 && field[0] >= '0' && field[0] <= '9' && (strings.HasSuffix(field, "am") || strings.HasSuffix(field, "pm")) {
			tokens = append(tokens, field[:len(field)-2], field[len(field)-2:])
			continue
		}
		if field != "" && field != "-" {
			tokens = append(tokens, field)
		}
	}
	return tokens
}

func (w *written) take(token string) bool {
	if m := MonthOf(token); m != 0 && w.month == 0 {
		w.month = int(m)
		return true
	}
	if w.takeClock(token) || w.takeZone(token) || w.takeNumber(token) {
		return true
	}
	return dateFiller(token)
}

func (w *written) takeNumber(token string) bool {
	for _, suffix := range []string{"st", "nd", "rd", "th", "er", "º", "°", "o"} {
		if digits, ok := strings.CutSuffix(token, suffix); ok && digits != "" && digits[len(digits)-1] <= '9' {
			token = digits
			break
		}
	}
	n, err := strconv.Atoi(token)
	switch {
	case err != nil:
		return false
	case n >= 1 && n <= 31 && w.day == 0 && len(token) <= 2:
		w.day = n
	case n >= 1600 && n <= 9999 && w.year == 0:
		w.year = n
	case w.day != 0 && !w.clock && n < 24 && len(token) <= 2: // "à 15 h", "3 pm"
		w.hour, w.clock = n, true
	default:
		return false
	}
	return true
}

func (w *written) takeClock(token string) bool {
	switch token {
	case "am", "a.m":
		if w.hour == 12 {
			w.hour = 0
		}
		return w.clock
	case "pm", "p.m":
		if w.hour < 12 {
			w.hour += 12
		}
		return w.clock
	}
	if w.clock {
		return false
	}
	sep := strings.IndexAny(token, ":h.")
	if sep < 1 || sep > 2 || len(token) < sep+3 {
		return false
	}
	var err1, err2, err3 error
	w.hour, err1 = strconv.Atoi(token[:sep])
	w.minute, err2 = strconv.Atoi(token[sep+1 : sep+3])
	if rest := token[sep+3:]; rest != "" {
		w.secs, err3 = strconv.Atoi(strings.TrimPrefix(rest, ":"))
	}
	w.clock = err1 == nil && err2 == nil && err3 == nil && w.hour < 24 && w.minute < 60 && w.secs < 60
	return w.clock
}

func (w *written) takeZone(token string) bool {
	if token[0] == '+' || token[0] == '-' {
		digits := strings.ReplaceAll(token[1:], ":", "")
		n, err := strconv.Atoi(digits)
		if err != nil || len(digits) != 4 {
			return false
		}
		w.offset = (n/100)*3600 + (n%100)*60
		if token[0] == '-' {
			w.offset = -w.offset
		}
		return true
	}
	hours, ok := zoneHours(token)
	if ok {
		w.offset = hours * 3600
	}
	return ok
}

// zoneHours knows the abbreviations that have one meaning in news. IST, for
// one, has three.
func zoneHours(token string) (int, bool) {
	switch token {
	case "utc", "gmt", "wet", "z":
		return 0, true
	case "cet", "mez", "bst", "wat":
		return 1, true
	case "cest", "mesz", "eet", "cat", "sast":
		return 2, true
	case "eest", "eat", "msk":
		return 3, true
	case "jst", "kst":
		return 9, true
	case "aest":
		return 10, true
	case "aedt":
		return 11, true
	case "edt", "et":
		return -4, true
	case "est", "cdt":
		return -5, true
	case "cst", "mdt":
		return -6, true
	case "mst", "pdt":
		return -7, true
	case "pst":
		return -8, true
	}
	return 0, false
}

// dateFiller reports whether a word may stand in a date without changing it.
func dateFiller(token string) bool {
	switch strings.TrimSuffix(token, ":") {
	case "at", "on", "of", "the", "de", "del", "le", "il", "den", "der", "die", "am", "um", "uhr", "à", "a", "às", "alle", "las", "h", "kl", "om", "op", "ore", "hrs", "local", "time",
		"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
		"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
		"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
		"segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
		"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag":
		return true
	}
	return PublishedWord(token)
}

// PublishedWord reports whether a word announces a date: "Published:",
// "Stand", "Mis à jour".
func PublishedWord(token string) bool {
	switch strings.Trim(strings.ToLower(token), ":.") {
	case "published", "updated", "posted", "date", "dated", "last", "first", "modified", "edited", "issued",
		"stand", "veröffentlicht", "aktualisiert", "erstellt", "publiziert", "datum",
		"publié", "publiée", "mis", "jour", "mise", "modifié", "actualisé",
		"publicado", "publicada", "actualizado", "actualizada", "fecha", "atualizado", "pubblicato", "aggiornato", "gepubliceerd", "bijgewerkt", "publicerad", "publisert", "udgivet":
		return true
	}
	return false
}

// MonthOf gives the month that a word names in the larger European languages,
// Turkish or Arabic, in full or short; 0 for other words.
func MonthOf(word string) time.Month {
	switch strings.TrimSuffix(strings.ToLower(word), ".") {
	case "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro", "januari", "tammikuuta", "tammikuu", "stycznia", "styczeń", "января", "янв", "ocak", "ledna", "ianuarie", "يناير":
		return time.January
	case "february", "feb", "februar", "février", "févr", "fév", "febrero", "febbraio", "fevereiro", "fev", "februari", "helmikuuta", "helmikuu", "lutego", "luty", "февраля", "şubat", "února", "februarie", "فبراير":
		return time.February
	case "march", "mar", "märz", "mär", "mrz", "mars", "marzo", "março", "maart", "mrt", "maaliskuuta", "maaliskuu", "marca", "marzec", "марта", "мар", "mart", "března", "martie", "مارس":
		return time.March
	case "april", "apr", "avril", "avr", "abril", "abr", "aprile", "huhtikuuta", "huhtikuu", "kwietnia", "kwiecień", "апреля", "апр", "nisan", "dubna", "aprilie", "أبريل":
		return time.April
	case "may", "mai", "mayo", "maggio", "mag", "maio", "mei", "maj", "toukokuuta", "toukokuu", "maja", "мая", "май", "mayıs", "května", "مايو":
		return time.May
	case "june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "kesäkuuta", "kesäkuu", "czerwca", "czerwiec", "июня", "июн", "haziran", "června", "iunie", "يونيو":
		return time.June
	case "july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "heinäkuuta", "heinäkuu", "lipca", "lipiec", "июля", "июл", "temmuz", "července", "iulie", "يوليو":
		return time.July
	case "august", "aug", "août", "aout", "agosto", "ago", "augustus", "augusti", "elokuuta", "elokuu", "sierpnia", "sierpień", "августа", "авг", "ağustos", "srpna", "أغسطس":
		return time.August
	case "september", "sep", "sept", "septembre", "septiembre", "setiembre", "settembre", "set", "setembro", "syyskuuta", "syyskuu", "września", "wrzesień", "сентября", "сен", "сент", "eylül", "září", "septembrie", "سبتمبر":
		return time.September
	case "october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "lokakuuta", "lokakuu", "października", "październik", "октября", "окт", "ekim", "října", "octombrie", "أكتوبر":
		return time.October
	case "november", "nov", "novembre", "noviembre", "novembro", "marraskuuta", "marraskuu", "listopada", "listopad", "ноября", "ноя", "kasım", "listopadu", "noiembrie", "نوفمبر":
		return time.November
	case "december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre", "dezembro", "desember", "joulukuuta", "joulukuu", "grudnia", "grudzień", "декабря", "дек", "aralık", "prosince", "decembrie", "des", "ديسمبر":
		return time.December
	}
	return 0
}
