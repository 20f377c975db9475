package query_test

import (
	"testing"
	"time"

	"dateline/query"
)

func TestParseMoment(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"2026", "2026"},
		{" 2026-03 ", "2026-03"},
		{"2026-03-14", "2026-03-14"},
		{"2024-02-29", "2024-02-29"},
		{"2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z"},
		{"2026-03-14T12:00:00.50+02:00", "2026-03-14T10:00:00.5Z"},
		{"0001", "0001"},
		{"9999-12-31", "9999-12-31"},
		{"7d", "7d"},
		{"-7d", "7d"},
		{"007D", "7d"},
		{"24h", "24h"},
		{"99999999y", "99999999y"},
		{"", ""},
		{"-", ""},
		{"d", ""},
		{"--7d", ""},
		{"7", ""},
		{"+7d", ""},
		{"7 d", ""},
		{"7s", ""},
		{"1.5d", ""},
		{"999999999d", ""},
		{"0000", ""},
		{"10000", ""},
		{"26", ""},
		{"2026-3", ""},
		{"2026-13", ""},
		{"2026-00", ""},
		{"2026-02-29", ""},
		{"2026-03-14T25:00:00Z", ""},
		{"2026-03-14T10:00", ""},
		{"0001-01-01T00:00:00+02:00", ""},
		{"9999-12-31T23:00:00-02:00", ""},
		{"yesterday", ""},
		{"\x00", ""},
	}
	for _, test := range tests {
		got, err := query.ParseMoment(test.text)
		if string(got) != test.want || (err == nil) != (test.want != "") {
			t.Errorf("ParseMoment(%q) = %q, %v; want %q", test.text, got, err, test.want)
		}
	}
}

func TestMomentSpan(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 31, 13, 30, 0, 0, time.FixedZone("", 3600))
	tests := []struct{ moment, from, to string }{
		{"2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{"2026-12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{"2024-02", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"},
		{"2026-03-14", "2026-03-14T00:00:00Z", "2026-03-15T00:00:00Z"},
		{"2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z"},
		{"9999", "9999-01-01T00:00:00Z", "10000-01-01T00:00:00Z"},
		{"24h", "2026-03-30T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"36h", "2026-03-30T00:30:00Z", "2026-03-31T12:30:00Z"},
		{"7d", "2026-03-24T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"-2w", "2026-03-17T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"1m", "2026-02-28T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"13m", "2025-02-28T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"25m", "2024-02-29T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"2m", "2026-01-31T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"1y", "2025-03-31T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"0d", "2026-03-31T12:30:00Z", "2026-03-31T12:30:00Z"},
		{"99999999y", "0001-01-01T00:00:00Z", "2026-03-31T12:30:00Z"},
		{"99999999h", "0001-01-01T00:00:00Z", "2026-03-31T12:30:00Z"},
	}
	for _, test := range tests {
		from, to := query.Moment(test.moment).Span(now)
		if got := from.Format(time.RFC3339); got != test.from {
			t.Errorf("%s starts at %s, want %s", test.moment, got, test.from)
		}
		if got := to.Format(time.RFC3339); got != test.to {
			t.Errorf("%s ends at %s, want %s", test.moment, got, test.to)
		}
		if from.IsZero() || to.IsZero() {
			t.Errorf("%s gives a zero time, which would be an open end", test.moment)
		}
	}
	for _, none := range []query.Moment{"", "nonsense"} {
		if from, to := none.Span(now); !from.IsZero() || !to.IsZero() {
			t.Errorf("Span of %q = %s, %s; want zero times", none, from, to)
		}
	}
}

func TestDatesSpan(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	tests := []struct{ text, from, to string }{
		{"date:2026-03", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"},
		{"date:2026-03..2026-05", "2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z"},
		{"date:2026-03..", "2026-03-01T00:00:00Z", ""},
		{"date:..2026-05", "", "2026-06-01T00:00:00Z"},
		{"date:[2026-03 TO 2026-05}", "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z"},
		{"date:7d", "2026-03-24T12:00:00Z", "2026-03-31T12:00:00Z"},
		{"date:30d..7d", "2026-03-01T12:00:00Z", "2026-03-24T12:00:00Z"},
		{"date:2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z", "2026-03-14T10:00:01Z"},
		{"after:2026-03", "2026-03-01T00:00:00Z", ""},
		{"before:2026-03", "", "2026-03-01T00:00:00Z"},
		{"before:7d", "", "2026-03-24T12:00:00Z"},
		{"before:0001", "", "0001-01-01T00:00:00Z"},
	}
	show := func(end time.Time) string {
		if end.IsZero() {
			return ""
		}
		return end.Format(time.RFC3339)
	}
	for _, test := range tests {
		e, _ := query.Parse(test.text, query.OpAnd, schema)
		dates, ok := e.(query.Dates)
		if !ok {
			t.Errorf("%s gives %#v, want Dates", test.text, e)
			continue
		}
		from, to := dates.Span(now)
		if show(from) != test.from || show(to) != test.to {
			t.Errorf("%s is from %q to %q, want %q to %q", test.text, show(from), show(to), test.from, test.to)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, seed := range []string{"2026", "2026-03", "2026-03-14", "2026-03-14T10:00:00+02:00", "-7d", "12m", "99999999y"} {
		f.Add(seed)
	}
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		m, err := query.ParseMoment(text)
		if err != nil {
			if m != "" {
				t.Errorf("ParseMoment(%q) = %q with error %v", text, m, err)
			}
			return
		}
		if again, err := query.ParseMoment(string(m)); err != nil || again != m {
			t.Errorf("ParseMoment(%q) = %q, but of that %q, %v", text, m, again, err)
		}
		if from, to := m.Span(now); from.IsZero() || to.Before(from) {
			t.Errorf("%q spans from %s to %s", m, from, to)
		}
	})
}
