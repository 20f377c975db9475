package index

import (
	"testing"
	"time"
)

func TestTimelineChoosesTheInterval(t *testing.T) {
	t.Parallel()
	at := func(text string) time.Time {
		when, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	tests := []struct {
		name, first, last string
		borders           int
		start, next       string // of the first bar
	}{
		{"one instant", "2026-03-14 10:20", "2026-03-14 10:20", 2, "2026-03-14 10:00", "2026-03-14 11:00"},
		{"two days", "2026-03-14 00:00", "2026-03-15 23:59", 49, "2026-03-14 00:00", "2026-03-14 01:00"},
		{"just enough hours", "2026-03-14 00:00", "2026-03-16 11:59", 61, "2026-03-14 00:00", "2026-03-14 01:00"},
		{"three days", "2026-03-14 06:00", "2026-03-16 12:00", 56, "2026-03-14 06:00", "2026-03-14 07:00"},
		{"a week", "2026-03-14 06:00", "2026-03-20 12:00", 8, "2026-03-14 00:00", "2026-03-15 00:00"},
		{"a quarter", "2026-01-01 00:00", "2026-03-31 12:00", 15, "2025-12-29 00:00", "2026-01-05 00:00"},
		{"two years", "2025-01-15 00:00", "2026-12-31 23:59", 25, "2025-01-01 00:00", "2025-02-01 00:00"},
		{"twenty years", "2001-05-01 00:00", "2020-12-31 23:59", 21, "2001-01-01 00:00", "2002-01-01 00:00"},
		{"two centuries", "1805-05-01 00:00", "2020-12-31 23:59", 24, "1800-01-01 00:00", "1810-01-01 00:00"},
		{"all of history", "0001-05-01 00:00", "9999-12-31 23:59", 11, "0000-01-01 00:00", "1000-01-01 00:00"},
		{"a leap day", "2024-02-28 00:00", "2024-03-12 00:00", 15, "2024-02-28 00:00", "2024-02-29 00:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			borders := timeline(at(tt.first), at(tt.last))
			if len(borders) != tt.borders || len(borders) > maxBars+1 {
				t.Fatalf("%d borders, want %d: %v", len(borders), tt.borders, borders)
			}
			if !borders[0].Equal(at(tt.start)) || !borders[1].Equal(at(tt.next)) {
				t.Errorf("the first bar is %v to %v, want %s to %s", borders[0], borders[1], tt.start, tt.next)
			}
			if last := borders[len(borders)-1]; !last.After(at(tt.last)) || borders[0].After(at(tt.first)) {
				t.Errorf("the bars %v to %v leave something out", borders[0], last)
			}
		})
	}
	if b := timeline(at("2026-01-02 00:00"), at("2026-01-01 00:00")); b != nil {
		t.Errorf("bars of an empty range: %v", b)
	}
}

func TestWeeksBeginOnMonday(t *testing.T) {
	t.Parallel()
	monday := time.Date(2026, time.March, 9, 0, 0, 0, 0, time.UTC)
	for day := range 7 {
		if got := weekOf(monday.AddDate(0, 0, day).Add(13 * time.Hour)); !got.Equal(monday) {
			t.Errorf("day %d: %v, want %v", day, got, monday)
		}
	}
}
