package wire

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Found is a date met in a line of text.
type Found struct {
	Time    time.Time // UTC
	Start   int       // byte offset of the date in the line
	End     int
	Updated bool // the words before it say that this is a change: "Updated", "Stand"
}

// monthPattern finds the words that MonthOf knows.
const monthPattern = `\p{L}{3,12}`

// The forms in which dates are written. Groups: y, m, d for numbers, word for
// the month as a word, a and b for two numbers that are day and month in either
// order, short for a year of two digits.
var (
	formISO      = regexp.MustCompile(`\b(?P<y>(?:19|20)\d\d)-(?P<m>[01]?\d)-(?P<d>[0-3]?\d)(?:[T ](?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?`)
	formBigFirst = regexp.MustCompile(`\b(?P<y>(?:19|20)\d\d)[./](?P<m>[01]?\d)[./](?P<d>[0-3]?\d)\b`)
	formHan      = regexp.MustCompile(`(?P<y>(?:19|20)\d\d) ?[年년] ?(?P<m>[01]?\d) ?[月월] ?(?P<d>[0-3]?\d) ?[日일]`)
	formDots     = regexp.MustCompile(`\b(?P<d>[0-3]?\d)\. ?(?P<m>[01]?\d)\. ?(?P<y>(?:19|20)\d\d)\b`)
	formShort    = regexp.MustCompile(`\b(?P<d>[0-3]\d)\.(?P<m>[01]\d)\.(?P<short>\d\d)\b`)
	formSlashes  = regexp.MustCompile(`\b(?P<a>[0-3]?\d)[/-](?P<b>[0-3]?\d)[/-](?P<y>(?:19|20)\d\d)\b`)
	formDayWord  = regexp.MustCompile(`\b(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|º|°|\.)?(?: (?:of|de|di|d[’']))?[ /-](?P<word>` + monthPattern + `)\.?,?(?: (?:de|del|of|do))?[ /-](?P<y>(?:19|20)\d\d)\b`)
	formWordDay  = regexp.MustCompile(`(?:^|[^\p{L}])(?P<word>` + monthPattern + `)\.? (?P<d>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)\b`)
	formYearWord = regexp.MustCompile(`\b(?P<y>(?:19|20)\d\d),? (?P<word>` + monthPattern + `)\.? (?P<d>[0-3]?\d)\b`)

	clockAfter = regexp.MustCompile(`(?i)^[,;:|·•–—-]?\s*(?:at|um|à|a las|às|alle|ore|kl\.?|om|,|-|\(|\|)*\s*([01]?\d|2[0-3])(?:[:.h]([0-5]\d))(?::[0-5]\d)?\s*([ap]\.?m\b\.?)?`)
	updateWord = regexp.MustCompile(`(?i)(?:updated?|modified|revised|edited|stand|aktualisiert|geändert|änderung|überarbeitet|mis(?:e)? à jour|actualisé|modifié|modificado|actualizad[oa]|atualizad[oa]|aggiornat[oa]|ultima modifica|bijgewerkt|gewijzigd|uppdatera[dt]|ändra[dt]|oppdatert|opdateret|päivitetty|muokattu|aktualizacja|обновлен[оа]|изменен[оа]|güncelle\p{L}*|更新)\P{L}*(?:\p{L}{1,6}\P{L}+){0,3}$`)
)

// DateOrder says how 3/4/2026 is meant.
type DateOrder int

// The orders of numeric dates. Unknown leaves those that can be read both ways.
const (
	UnknownOrder DateOrder = iota
	DayFirst
	MonthFirst
)

// FindDates finds the dates within a line, in the order of the line: with or
// without a time of day, in numbers or with the month as a word in the
// languages that MonthOf knows. Dates without a year are none.
func FindDates(line string, order DateOrder) []Found {
	var list []Found
	forms := []*regexp.Regexp{formShort}
	if hasYear(line) {
		forms = []*regexp.Regexp{formISO, formBigFirst, formHan, formDots, formShort, formSlashes, formDayWord, formWordDay, formYearWord}
	}
	for _, form := range forms {
		for _, m := range form.FindAllStringSubmatchIndex(line, 8) {
			f, ok := readForm(form, line, m, order)
			if ok && !overlaps(list, f) {
				list = insert(list, f)
			}
		}
	}
	return list
}

// hasYear is a quick look for four digits in a row.
func hasYear(line string) bool {
	run := 0
	for i := range len(line) {
		if line[i] < '0' || line[i] > '9' {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return false
}

func overlaps(list []Found, f Found) bool {
	for _, other := range list {
		if f.Start < other.End && other.Start < f.End {
			return true
		}
	}
	return false
}

func insert(list []Found, f Found) []Found {
	at := len(list)
	for at > 0 && list[at-1].Start > f.Start {
		at--
	}
	return append(list[:at], append([]Found{f}, list[at:]...)...)
}

func readForm(form *regexp.Regexp, line string, m []int, order DateOrder) (Found, bool) {
	group := func(name string) string {
		if i := form.SubexpIndex(name); i > 0 && m[2*i] >= 0 {
			return line[m[2*i]:m[2*i+1]]
		}
		return ""
	}
	number := func(name string) int {
		n, err := strconv.Atoi(group(name))
		if err != nil {
			return 0
		}
		return n
	}
	year, month, day := number("y"), number("m"), number("d")
	if short := group("short"); short != "" {
		year = 2000 + number("short")
	}
	if word := group("word"); word != "" {
		month = int(MonthOf(word))
	}
	if group("a") != "" {
		day, month = dayAndMonth(number("a"), number("b"), order)
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year == 0 || month < 1 || month > 12 || day < 1 || t.Day() != day {
		return Found{}, false
	}
	if within(line, m[0], m[1]) {
		return Found{}, false
	}
	f := Found{Time: t, Start: m[0], End: m[1], Updated: updateWord.MatchString(tail(line[:m[0]]))}
	if clock := group("clock"); clock != "" {
		if full, ok := ParseTime(line[m[0]:m[1]]); ok {
			f.Time = full
		}
	} else if c := clockAfter.FindStringSubmatch(line[m[1]:]); c != nil {
		f.Time = t.Add(clockOf(c))
	}
	return f, true
}

// within reports whether a date is part of a longer number: "1.2.2026.5".
func within(line string, start, end int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(line) && line[i] >= '0' && line[i] <= '9' }
	mark := func(i int) bool { return i >= 0 && i < len(line) && strings.IndexByte(".-/", line[i]) >= 0 }
	return mark(start-1) && digit(start-2) && digit(start) || mark(end) && digit(end+1)
}

// clockOf gives the time of day of "3:45 pm".
func clockOf(c []string) time.Duration {
	hour, _ := strconv.Atoi(c[1])
	minute, _ := strconv.Atoi(c[2])
	switch half := strings.ToLower(c[3]); {
	case strings.HasPrefix(half, "p") && hour < 12:
		hour += 12
	case strings.HasPrefix(half, "a") && hour == 12:
		hour = 0
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
}

// dayAndMonth decides which of two numbers is the day: one above twelve, else
// by the order.
func dayAndMonth(a, b int, order DateOrder) (day, month int) {
	switch {
	case a > 12:
		return a, b
	case b > 12:
		return b, a
	case a == b || order == DayFirst:
		return a, b
	case order == MonthFirst:
		return b, a
	}
	return 0, 0
}

// tail is the end of what stands before a date, as much as a label is long.
func tail(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	s = s[len(s)-most:]
	for len(s) > 0 && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return s
}
