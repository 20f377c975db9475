package query

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// Moment is a point or stretch of time as people write it: a year "2026", a
// month "2026-03", a day "2026-03-14", an instant in RFC 3339, or an age
// before now: "24h", "7d", "2w", "3m", "1y", also with a leading "-". The
// zero value is no moment.
type Moment string

var errMoment = errors.New("not a date: write 2026, 2026-03, 2026-03-14, 2026-03-14T10:00:00Z or an age such as 7d")

// ParseMoment reads a moment and gives it its one spelling: an age without
// sign, an instant in UTC. The error says what can be written.
func ParseMoment(text string) (Moment, error) {
	text = strings.TrimSpace(text)
	if n, unit, ok := age(text); ok {
		return Moment(strconv.Itoa(n) + string(unit)), nil
	}
	if _, layout, ok := day(text); ok && layout != time.RFC3339Nano {
		return Moment(text), nil
	}
	instant, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || !inRange(instant.UTC()) {
		return "", errMoment
	}
	return Moment(instant.UTC().Format(time.RFC3339Nano)), nil
}

// Span is the stretch of time that m names, in UTC: from is its first
// instant, to the first after it. An instant has from equal to to; an age
// reaches from that long ago to now. The zero Moment, and text that
// ParseMoment refuses, give zero times.
func (m Moment) Span(now time.Time) (from, to time.Time) {
	if n, unit, ok := age(string(m)); ok {
		return notZero(before(now.UTC(), n, unit)), now.UTC()
	}
	from, layout, ok := day(string(m))
	if !ok {
		return time.Time{}, time.Time{}
	}
	switch layout {
	case "2006":
		to = from.AddDate(1, 0, 0)
	case "2006-01":
		to = from.AddDate(0, 1, 0)
	case time.DateOnly:
		to = from.AddDate(0, 0, 1)
	default:
		to = notZero(from)
	}
	return notZero(from), to
}

// isAge tells ages from the moments of the calendar.
func (m Moment) isAge() bool {
	_, _, ok := age(string(m))
	return ok
}

// day reads a moment of the calendar: its first instant and how it is written.
func day(text string) (time.Time, string, bool) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly, time.RFC3339Nano} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), layout, inRange(t.UTC())
		}
	}
	return time.Time{}, "", false
}

func inRange(t time.Time) bool { return 1 <= t.Year() && t.Year() <= 9999 }

// age reads "7d". Eight digits are more than anyone means, and overflow nothing.
func age(text string) (n int, unit byte, ok bool) {
	text = strings.ToLower(strings.TrimPrefix(text, "-"))
	if len(text) < 2 || len(text) > 9 || !strings.Contains("hdwmy", text[len(text)-1:]) {
		return 0, 0, false
	}
	digits, unit := text[:len(text)-1], text[len(text)-1]
	if strings.Trim(digits, "0123456789") != "" {
		return 0, 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, unit, err == nil
}

// before is now less an age, not earlier than the year 1.
func before(now time.Time, n int, unit byte) time.Time {
	var t time.Time
	switch unit {
	case 'h':
		t = now.AddDate(0, 0, -(n / 24)).Add(-time.Duration(n%24) * time.Hour)
	case 'd':
		t = now.AddDate(0, 0, -n)
	case 'w':
		t = now.AddDate(0, 0, -7*n)
	case 'm':
		t = monthsBefore(now, n)
	default:
		t = monthsBefore(now, 12*n)
	}
	if t.Year() < 1 {
		return time.Time{}
	}
	return t
}

// monthsBefore keeps the day of the month, or takes the last of a shorter
// month: a month before 31 March is 28 February, not 3 March.
func monthsBefore(now time.Time, n int) time.Time {
	first := now.AddDate(0, 0, 1-now.Day()).AddDate(0, -n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(now.Day(), last)-1)
}

// notZero moves the first instant of the year 1 by the least step, because
// the zero time stands for an open end.
func notZero(t time.Time) time.Time {
	if t.IsZero() {
		return t.Add(1)
	}
	return t
}
