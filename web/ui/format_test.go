package ui

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/index"
	"dateline/query"
)

func at(text string) time.Time {
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	panic("no time: " + text)
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1\u202f000", 1234567: "1\u202f234\u202f567", -1500: "-1\u202f500", -150: "-150"} {
		if got := number(n); got != want {
			t.Errorf("number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestAgo(t *testing.T) {
	t.Parallel()
	now := at("2026-11-01 12:00")
	for text, want := range map[string]string{
		"2026-11-01 12:00": "just now", "2026-11-01 11:59": "1 minute ago", "2026-11-01 09:00": "3 hours ago",
		"2026-10-31 11:00": "1 day ago", "2026-09-01": "2 months ago", "2020-01-01": "6 years ago", "2026-12-01": "in the future",
	} {
		if got := ago(at(text), now); got != want {
			t.Errorf("ago(%s) = %q, want %q", text, got, want)
		}
	}
}

func TestPeriod(t *testing.T) {
	t.Parallel()
	now := at("2026-11-01 12:00")
	cases := []struct{ from, to, want string }{
		{"2026-03-14", "", "since 14 March 2026"},
		{"", "2026-03", "before 1 March 2026"},
		{"7d", "", "since 25 October 2026, 12:00 UTC"},
		{"2026-01-01", "2027-01-01", "2026"},
		{"2026", "2027", "2026"},
		{"2026-03", "2026-04", "March 2026"},
		{"2026-03-14", "2026-03-15", "14 March 2026"},
		{"2026-03-12", "2026-03-19", "12–18 March 2026"},
		{"2026-03-30", "2026-04-06", "30 March – 5 April 2026"},
		{"2025-12-29", "2026-01-05", "29 December 2025 – 4 January 2026"},
		{"2026-03-14T09:00:00Z", "2026-03-14T10:00:00Z", "14 March 2026, 09:00 UTC – 14 March 2026, 10:00 UTC"},
	}
	for _, c := range cases {
		if got := period(query.Moment(c.from), query.Moment(c.to), now); got != c.want {
			t.Errorf("period(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestMomentIsReadBackAsTheSameInstant(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2026-03-14", "2026-03-14 15:00", "1815-06-18"} {
		m := moment(at(text))
		if start, _ := m.Span(at("2026-11-01")); !start.Equal(at(text)) {
			t.Errorf("%s became %q, which starts at %s", text, m, start)
		}
	}
}

func TestUnit(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for d, want := range map[time.Duration]string{
		time.Hour: "hour", day: "day", 7 * day: "week", 28 * day: "month", 31 * day: "month", 365 * day: "year", 366 * day: "year",
	} {
		if got := unit(d); got != want {
			t.Errorf("unit(%s) = %q, want %q", d, got, want)
		}
	}
}

func TestPieces(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		snippet index.Snippet
		want    []piece
	}{
		{"nothing", index.Snippet{}, nil},
		{"plain", index.Snippet{Text: "a <b>"}, []piece{{Text: "a <b>"}}},
		{
			"cut at both ends", index.Snippet{Text: "one two", Spans: []index.Span{{Start: 4, End: 7}}, CutStart: true, CutEnd: true},
			[]piece{{Text: "… "}, {Text: "one "}, {Text: "two", Marked: true}, {Text: " …"}},
		},
		{
			"side by side", index.Snippet{Text: "onetwo", Spans: []index.Span{{Start: 0, End: 3}, {Start: 3, End: 6}}},
			[]piece{{Text: "one", Marked: true}, {Text: "two", Marked: true}},
		},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, pieces(c.snippet)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestWebAddress(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://a.example/b?c=d": "https://a.example/b?c=d", "http://a.example": "http://a.example",
		"": "", "javascript:alert(1)": "", "data:text/html,x": "", "ftp://a.example": "", "//a.example": "", "/b": "", "http://[": "", "https:///x": "",
	} {
		if got := webAddress(address); got != want {
			t.Errorf("webAddress(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestPlainReading(t *testing.T) {
	t.Parallel()
	for _, same := range [][2]string{{"cairo AND talks", "cairo talks"}, {"cairo  talks", "cairo talks"}, {"a AND b AND c", "a b c"}} {
		if plain(same[0]) != plain(same[1]) {
			t.Errorf("%q and %q are read alike", same[0], same[1])
		}
	}
	if plain("a OR b") == plain("a b") {
		t.Error("OR is not AND")
	}
}
