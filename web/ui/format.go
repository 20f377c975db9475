package ui

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/index"
	"dateline/query"
)

// pageLang is the language of the pages themselves.
const pageLang = "en"

// number groups the digits by threes with narrow spaces that do not break.
func number(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteRune('\u202f')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// counted is a number with its noun.
func counted(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return number(n) + " " + plural
}

// day is a date as people read it.
func day(t time.Time) string { return t.UTC().Format("2 January 2006") }

// instant is a date with its time, when it has one.
func instant(t time.Time) string {
	if isMidnight(t) {
		return day(t)
	}
	return t.UTC().Format("2 January 2006, 15:04 UTC")
}

func isMidnight(t time.Time) bool { return t.Equal(t.Truncate(24 * time.Hour)) }

// ago says how long before now t was, in the largest unit that fits.
func ago(t, now time.Time) string {
	d := now.Sub(t)
	units := []struct {
		length time.Duration
		name   string
	}{
		{365 * 24 * time.Hour, "year"},
		{30 * 24 * time.Hour, "month"},
		{24 * time.Hour, "day"},
		{time.Hour, "hour"},
		{time.Minute, "minute"},
	}
	for _, u := range units {
		if n := int(d / u.length); n >= 1 {
			return counted(n, u.name, u.name+"s") + " ago"
		}
	}
	if d < 0 {
		return "in the future"
	}
	return "just now"
}

// period says which stretch of time lies between two moments; to is excluded.
func period(from, to query.Moment, now time.Time) string {
	start, _ := from.Span(now)
	end, _ := to.Span(now)
	switch {
	case to == "":
		return "since " + instant(start)
	case from == "":
		return "before " + instant(end)
	}
	return stretch(start, end)
}

// stretch names [start, end) by the year, month or day that it is, else by
// its ends.
func stretch(start, end time.Time) string {
	start, end = start.UTC(), end.UTC()
	if !isMidnight(start) || !isMidnight(end) {
		return instant(start) + " – " + instant(end)
	}
	last := end.AddDate(0, 0, -1)
	switch {
	case start.Day() == 1 && start.Month() == 1 && start.AddDate(1, 0, 0).Equal(end):
		return start.Format("2006")
	case start.Day() == 1 && start.AddDate(0, 1, 0).Equal(end):
		return start.Format("January 2006")
	case start.Equal(last):
		return day(start)
	case start.Year() == last.Year() && start.Month() == last.Month():
		return start.Format("2") + "–" + day(last)
	case start.Year() == last.Year():
		return start.Format("2 January") + " – " + day(last)
	}
	return day(start) + " – " + day(last)
}

// moment is t as a parameter: a day when it begins one.
func moment(t time.Time) query.Moment {
	if isMidnight(t) {
		return query.Moment(t.UTC().Format(time.DateOnly))
	}
	return query.Moment(t.UTC().Format(time.RFC3339))
}

// languageName is the English name of a language code, or the code.
func languageName(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	if name := display.English.Languages().Name(tag); name != "" {
		return name
	}
	return code
}

// valueName is what to show for a facet's value.
func valueName(field, value string) string {
	if field == "lang" {
		return languageName(value)
	}
	return value
}

// fieldNames are a facet's name for one value and as a heading.
func fieldNames(field string) (singular, heading string) {
	switch field {
	case "person":
		return "Person", "People"
	case "org":
		return "Organisation", "Organisations"
	case "actor":
		return "Actor", "Actors"
	case "location":
		return "Place", "Places"
	case "source":
		return "Source", "Sources"
	case "lang":
		return "Language", "Languages"
	case "section":
		return "Section", "Sections"
	}
	return field, field
}

// keep lists the parameters of a request that a form does not ask for itself.
func keep(req query.Request, asked ...string) []parameter {
	return parameters(req.WithCursor("").Values(index.Fields), asked...)
}

// parameters lists values as hidden fields, but for those that a form asks for.
func parameters(values url.Values, asked ...string) []parameter {
	for _, name := range asked {
		values.Del(name)
	}
	var kept []parameter
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			kept = append(kept, parameter{Name: name, Value: value})
		}
	}
	return kept
}

// piece is text of a title or snippet, marked when it matched.
type piece struct {
	Text   string
	Marked bool
}

// pieces cuts a snippet at its spans.
func pieces(s index.Snippet) []piece {
	var list []piece
	if s.CutStart {
		list = append(list, piece{Text: "… "})
	}
	for text, matched := range s.Pieces() {
		list = append(list, piece{text, matched})
	}
	if s.CutEnd {
		list = append(list, piece{Text: " …"})
	}
	return list
}
