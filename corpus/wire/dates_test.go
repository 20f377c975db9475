package wire_test

import (
	"testing"
	"time"

	"dateline/corpus/wire"
)

func TestParseTime(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{ // want is RFC 3339; "" means unknown
		{"2026-09-03", "2026-09-03T00:00:00Z"},
		{"2026-09-03T10:15:00Z", "2026-09-03T10:15:00Z"},
		{"2026-09-03T10:15:00.123Z", "2026-09-03T10:15:00Z"},
		{"2026-09-03T10:15:00+02:00", "2026-09-03T10:15:00+02:00"},
		{"2026-09-03T10:15:00+0200", "2026-09-03T10:15:00+02:00"},
		{"2026-09-03T10:15-04:00", "2026-09-03T10:15:00-04:00"},
		{"2026-09-03 10:15:00 +0200", "2026-09-03T10:15:00+02:00"},
		{"2026-09-03T00:15:00+09:00", "2026-09-03T00:15:00+09:00"},
		{"2026-09-03T10:15:00+00:00", "2026-09-03T10:15:00Z"},
		{"2026-09-03T10:15:00+23:00", "2026-09-02T11:15:00Z"}, // no place has such clocks
		{"3 September 2026 10:15 +9900", "2026-08-30T07:15:00Z"},
		{"9999-12-31T23:00:00-05:00", ""}, // the year 10000
		{"2026-09-03 10:15:00", "2026-09-03T10:15:00Z"},
		{"2026-09-03 10:15:00 UTC", "2026-09-03T10:15:00Z"},
		{"20260903", "2026-09-03T00:00:00Z"},
		{"1788430500", "2026-09-03T10:15:00Z"},
		{"1788430500000", "2026-09-03T10:15:00Z"},
		{"Thu, 03 Sep 2026 10:15:00 GMT", "2026-09-03T10:15:00Z"},
		{"Thu, 3 Sep 2026 10:15:00 +0530", "2026-09-03T10:15:00+05:30"},
		{"Thu Sep  3 10:15:00 CEST 2026", "2026-09-03T10:15:00+02:00"},
		{"3.9.2026", "2026-09-03T00:00:00Z"},
		{"03.09.2026, 10:15 Uhr", "2026-09-03T10:15:00Z"},
		{"2026/9/3", "2026-09-03T00:00:00Z"},
		{"2026年9月3日 10:15", "2026-09-03T10:15:00Z"},
		{"September 3, 2026", "2026-09-03T00:00:00Z"},
		{"Sept. 3, 2026, 3:45 p.m. ET", "2026-09-03T15:45:00-04:00"},
		{"Published Thursday, 3rd September 2026 at 12:05am", "2026-09-03T00:05:00Z"},
		{"Donnerstag, 3. September 2026, 10.15 Uhr", "2026-09-03T10:15:00Z"},
		{"Publié le 3 septembre 2026 à 10h15", "2026-09-03T10:15:00Z"},
		{"1er août 2026", "2026-08-01T00:00:00Z"},
		{"jueves, 3 de septiembre de 2026", "2026-09-03T00:00:00Z"},
		{"3 settembre 2026", "2026-09-03T00:00:00Z"},
		{"3 de setembro de 2026 às 10h15", "2026-09-03T10:15:00Z"},
		{"3 maart 2026", "2026-03-03T00:00:00Z"},

		{"", ""},
		{"today", ""},
		{"01/02/2026", ""}, // January or February
		{"September 2026", ""},
		{"September 3", ""},
		{"31 February 2026", ""},
		{"3 September 2026 was a Thursday", ""},
		{"The 3 men of May 2026", ""},
		{"2026", ""},
		{"0000-00-00", ""},
		{"0001-01-01T00:00:00Z", ""},
		{"12:30", ""},
		{"99.99.2026", ""},
		{"+0200", ""},
		{"10:15 10:15 3 May 2026", ""},
	}
	for _, test := range tests {
		t.Run(test.in, func(t *testing.T) {
			t.Parallel()
			got, ok := wire.ParseTime(test.in)
			if ok != (test.want != "") || ok && got.Truncate(time.Second).Format(time.RFC3339) != test.want {
				t.Errorf("ParseTime(%q) = %v, %v, want %q", test.in, got, ok, test.want)
			}
			if zone, offset := got.Zone(); offset == 0 && got.Location() != time.UTC || offset != 0 && zone != "" {
				t.Errorf("ParseTime(%q) is in %v, want UTC or only a distance to it", test.in, got.Location())
			}
		})
	}
}

func TestMonthOf(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]time.Month{
		"March": time.March, "märz": time.March, "août": time.August, "DIC.": time.December, "Sept.": time.September, "mei": time.May,
		"market": 0, "": 0, "marching": 0,
	} {
		if got := wire.MonthOf(word); got != want {
			t.Errorf("MonthOf(%q) = %v, want %v", word, got, want)
		}
	}
}
