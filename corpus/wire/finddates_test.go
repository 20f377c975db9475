package wire_test

import (
	"testing"
	"time"

	"dateline/corpus/wire"
)

func TestFindDates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want []string // RFC 3339, with "updated " before it
	}{
		{"Published September 3, 2026 by Jane Doe", []string{"2026-09-03T00:00:00Z"}},
		{"Sept. 3rd, 2026 at 3:45 p.m.", []string{"2026-09-03T15:45:00Z"}},
		{"3 September 2026 | 5 min read", []string{"2026-09-03T00:00:00Z"}},
		{"Stand: 03.09.2026, 10:15 Uhr", []string{"updated 2026-09-03T10:15:00Z"}},
		{"Hamburg, 3. September 2026 – Die Brücke", []string{"2026-09-03T00:00:00Z"}},
		{"am 03.09.26 um 10:15", []string{"2026-09-03T10:15:00Z"}},
		{"Publié le 3 septembre 2026 à 10h15, mis à jour le 4 septembre 2026", []string{"2026-09-03T10:15:00Z", "updated 2026-09-04T00:00:00Z"}},
		{"jueves, 3 de septiembre de 2026", []string{"2026-09-03T00:00:00Z"}},
		{"Aggiornato il 3 settembre 2026", []string{"updated 2026-09-03T00:00:00Z"}},
		{"3 de setembro de 2026 às 10h15", []string{"2026-09-03T10:15:00Z"}},
		{"Gepubliceerd op 3 maart 2026", []string{"2026-03-03T00:00:00Z"}},
		{"3. syyskuuta 2026", []string{"2026-09-03T00:00:00Z"}},
		{"3 września 2026, 10:15", []string{"2026-09-03T10:15:00Z"}},
		{"3 сентября 2026", []string{"2026-09-03T00:00:00Z"}},
		{"3 Eylül 2026", []string{"2026-09-03T00:00:00Z"}},
		{"2026年9月3日 10:15", []string{"2026-09-03T10:15:00Z"}},
		{"2026년 9월 3일", []string{"2026-09-03T00:00:00Z"}},
		{"( 2026-09-03 09:20:26 )", []string{"2026-09-03T09:20:26Z"}},
		{"2026-09-03T10:15:00+02:00", []string{"2026-09-03T10:15:00+02:00"}},
		{"2026 Sep 3;28(2)", []string{"2026-09-03T00:00:00Z"}},
		{"25/09/2026", []string{"2026-09-25T00:00:00Z"}},
		{"09/25/2026", []string{"2026-09-25T00:00:00Z"}},
		{"04/03/2026", nil}, // March or April
		{"31 February 2026", nil},
		{"13 men of 2026", nil},
		{"version 1.2.2026.5", nil},
		{"Windows 10", nil},
		{"", nil},
	}
	for _, test := range tests {
		t.Run(test.in, func(t *testing.T) {
			t.Parallel()
			found := wire.FindDates(test.in, wire.UnknownOrder)
			if len(found) != len(test.want) {
				t.Fatalf("FindDates(%q) = %v, want %q", test.in, found, test.want)
			}
			for i, f := range found {
				got := f.Time.Format(time.RFC3339)
				if f.Updated {
					got = "updated " + got
				}
				if got != test.want[i] {
					t.Errorf("FindDates(%q)[%d] = %s, want %s", test.in, i, got, test.want[i])
				}
			}
		})
	}
}

func TestFindDatesByOrder(t *testing.T) {
	t.Parallel()
	for order, want := range map[wire.DateOrder]string{wire.DayFirst: "2026-03-04", wire.MonthFirst: "2026-04-03"} {
		found := wire.FindDates("04/03/2026", order)
		if len(found) != 1 || found[0].Time.Format(time.DateOnly) != want {
			t.Errorf("order %d: %v, want %s", order, found, want)
		}
	}
}

func FuzzFindDates(f *testing.F) {
	for _, seed := range []string{"3 September 2026", "Stand: 03.09.26, 10:15 Uhr", "2026年9月3日", "99.99.9999", "\xff 1.1.2026"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		end := 0
		for _, found := range wire.FindDates(line, wire.DayFirst) {
			if found.Start < end || found.End > len(line) || found.Start >= found.End {
				t.Fatalf("FindDates(%q): %v begins before %d or has no text", line, found, end)
			}
			end = found.End
		}
	})
}
