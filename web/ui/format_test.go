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
			"cut at both ends",
			index.Snippet{Text: "one two", Spans: []index.Span{{Start: 4, End: 7}}, CutStart: true, CutEnd: true},
			[]piece{{Text: "… "}, {Text: "one "}, {Text: "two", Marked: true}, {Text: " …"}},
		},
		{
			"side by side",
			index.Snippet{Text: "onetwo", Spans: []index.Span{{Start: 0, End: 3}, {Start: 3, End: 6}}},
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

// The first bar can begin before the dates that were asked for: a click on it
// must not widen the search.
func TestABarNarrowsAndNeverWidens(t *testing.T) {
	t.Parallel()
	week := index.Bucket{Start: at("2026-08-31"), End: at("2026-09-07"), Count: 3}
	cases := []struct{ name, from, to, wantFrom, wantTo string }{
		{"no dates", "", "", "2026-08-31", "2026-09-07"},
		{"begins inside", "2026-09-02", "", "2026-09-02", "2026-09-07"},
		{"ends inside", "", "2026-09-05", "2026-08-31", "2026-09-05"},
		{"wider", "2026-08", "2026-10", "2026-08-31", "2026-09-07"},
		{"an age", "30d", "", "2026-08-31", "2026-09-07"},
		{"an age that begins inside", "6d", "", "6d", "2026-09-07"},
	}
	for _, c := range cases {
		req := query.NewRequest().WithDates(query.Moment(c.from), query.Moment(c.to))
		got := within(req, week, at("2026-09-08 12:00"))
		if string(got.From) != c.wantFrom || string(got.To) != c.wantTo {
			t.Errorf("%s: %q to %q, want %q to %q", c.name, got.From, got.To, c.wantFrom, c.wantTo)
		}
	}
}

func TestTimeline(t *testing.T) {
	t.Parallel()
	bucket := func(from, to string, count int) index.Bucket {
		return index.Bucket{Start: at(from), End: at(to), Count: count}
	}
	req, now := query.NewRequest(), at("2026-11-01")
	if got := timelineOf(req, []index.Bucket{bucket("2026-09-01", "2026-09-02", 5)}, now); got != nil {
		t.Error("one bar is no histogram")
	}
	if got := timelineOf(req, []index.Bucket{bucket("2026-09-01", "2026-09-02", 0), bucket("2026-09-02", "2026-09-03", 0)}, now); got != nil {
		t.Error("nothing is no histogram")
	}
	got := timelineOf(req, []index.Bucket{
		bucket("2026-09-01", "2026-10-01", 1000), bucket("2026-10-01", "2026-11-01", 0), bucket("2026-11-01", "2026-12-01", 1),
	}, now)
	want := &timeline{
		Unit: "month", Width: 30, First: "1 September 2026", Last: "30 November 2026", Peak: "1\u202f000",
		Bars: []timelineBar{
			{X: 0, Y: 0, Height: 60, Period: "September 2026", Count: "1\u202f000 articles", Href: "/search?from=2026-09-01&to=2026-10-01"},
			{X: 10, Y: 60, Height: 0, Period: "October 2026", Count: "0 articles"},
			{X: 20, Y: 58, Height: 2, Period: "November 2026", Count: "1 article", Href: "/search?from=2026-11-01&to=2026-12-01"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	few := timelineOf(req, []index.Bucket{bucket("2026-09-01", "2026-09-02", 1), bucket("2026-09-02", "2026-09-03", 0)}, now)
	if few.Bars[0].Height != chartHeight/fullBar {
		t.Errorf("a single article is drawn %d high", few.Bars[0].Height)
	}
}
