package wire_test

import (
	"testing"
	"time"

	"dateline/corpus/wire"
)

func TestCutDateline(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in     string
		text, agency string // text "" means no dateline
		month        time.Month
		day, year    int
	}{
		{name: "city", in: "GENEVA — Donors pledged money.", text: "GENEVA"},
		{name: "city and agency", in: "CAIRO (AP) — Talks resumed.", text: "CAIRO (AP)", agency: "AP"},
		{name: "city, date and agency", in: "CAIRO, Nov 3 (Desert Wire) - Talks resumed.", text: "CAIRO, Nov 3 (Desert Wire)", agency: "Desert Wire", month: time.November, day: 3},
		{name: "newswire of 1987", in: "SALVADOR, Feb 26 - Showers continued.", text: "SALVADOR, Feb 26", month: time.February, day: 26},
		{name: "double hyphen", in: "NAIROBI, Sept 3 -- Talks resumed.", text: "NAIROBI, Sept 3", month: time.September, day: 3},
		{name: "hyphen glued to the bracket", in: "BERLIN (dpa)- Es regnet.", text: "BERLIN (dpa)", agency: "dpa"},
		{name: "region", in: "PARIS, Texas — The mayor resigned.", text: "PARIS, Texas"},
		{name: "region in initials", in: "WASHINGTON, D.C. – Congress met.", text: "WASHINGTON, D.C."},
		{name: "region and date", in: "PORT SUDAN, Sudan, Aug 9 (Reuters) - Aid arrived.", text: "PORT SUDAN, Sudan, Aug 9 (Reuters)", agency: "Reuters", month: time.August, day: 9},
		{name: "two cities by and", in: "CAIRO and GENEVA, May 2 - Talks resumed.", text: "CAIRO and GENEVA, May 2", month: time.May, day: 2},
		{name: "two cities by slash", in: "GAZA/JERUSALEM (Reuters) - Talks resumed.", text: "GAZA/JERUSALEM (Reuters)", agency: "Reuters"},
		{name: "particles", in: "RIO DE JANEIRO — It rained.", text: "RIO DE JANEIRO"},
		{name: "accents", in: "SÃO PAULO, 3 set (Lusa) – Choveu.", text: "SÃO PAULO, 3 set (Lusa)", agency: "Lusa", month: time.September, day: 3},
		{name: "German", in: "Kairo (dpa) – Die Gespräche gehen weiter.", text: "Kairo (dpa)", agency: "dpa"},
		{name: "German with suffix", in: "Frankfurt/Main (dpa/lhe) - Der Flughafen bleibt zu.", text: "Frankfurt/Main (dpa/lhe)", agency: "dpa/lhe"},
		{name: "French with date", in: "LE CAIRE, 3 sept. 2026 (AFP) – Les négociations ont repris.", text: "LE CAIRE, 3 sept. 2026 (AFP)", agency: "AFP", month: time.September, day: 3, year: 2026},
		{name: "Spanish", in: "El Cairo, 3 sep (EFE).- Las negociaciones siguen.", text: "El Cairo, 3 sep (EFE)", agency: "EFE", month: time.September, day: 3},
		{name: "Italian, agency first", in: "(ANSA) - ROMA, 3 SET - Il governo ha deciso.", text: "(ANSA) ROMA, 3 SET", agency: "ANSA", month: time.September, day: 3},
		{name: "agency alone", in: "(Reuters) - The company said.", text: "(Reuters)", agency: "Reuters"},
		{name: "quotation", in: "GENEVA — “It is a start,” she said.", text: "GENEVA"},
		{name: "year", in: "ROME, March 4, 2026 — It rained.", text: "ROME, March 4, 2026", month: time.March, day: 4, year: 2026},
		{name: "date without comma", in: "NEW YORK Feb 26 - Shares rose.", text: "NEW YORK Feb 26", month: time.February, day: 26},

		{name: "sentence with a dash", in: "The mayor – who was absent – resigned."},
		{name: "capitalised word and dash", in: "Cairo – a city of 20 million – is waiting."},
		{name: "label", in: "EXCLUSIVE - The bank is for sale."},
		{name: "institution", in: "NATO — the alliance — met on Monday."},
		{name: "acronym", in: "UN - The council met."},
		{name: "age in brackets", in: "Jane Doe (34) – a nurse – won."},
		{name: "club in brackets", in: "Mo Salah (Liverpool) – 10 goals this season."},
		{name: "compound", in: "TWENTY-FIVE people were hurt."},
		{name: "score", in: "LEEDS 2 - 1 CHELSEA."},
		{name: "nothing after the dash", in: "CAIRO, Nov 3 -"},
		{name: "impossible day", in: "Cairo, Nov 33 - Talks."},
		{name: "table", in: "AUSTRALIAN WHEAT PRICES - in dollars per tonne."},
		{name: "unit in brackets", in: "TOKYO RUBBER (YEN PER KILO) - Closing prices."},
		{name: "no sentence after it", in: "GENEVA — which was quiet — waited."},
		{name: "empty", in: ""},
		{name: "dash only", in: "—"},
		{name: "brackets only", in: "() - x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, rest, ok := wire.CutDateline(test.in)
			if ok != (test.text != "") {
				t.Fatalf("CutDateline(%q) = %+v, %q, %v", test.in, d, rest, ok)
			}
			if !ok {
				if rest != test.in {
					t.Errorf("without a dateline the rest is %q", rest)
				}
				return
			}
			if d.Text != test.text || d.Agency != test.agency || d.Month != test.month || d.Day != test.day || d.Year != test.year {
				t.Errorf("got %+v", d)
			}
			if rest == "" || len(rest) >= len(test.in) {
				t.Errorf("rest %q", rest)
			}
		})
	}
}

func TestParseDateline(t *testing.T) {
	t.Parallel()
	d, ok := wire.ParseDateline("SALVADOR, Feb 26 -")
	if !ok || d.Text != "SALVADOR, Feb 26" || d.Day != 26 {
		t.Errorf("got %+v, %v", d, ok)
	}
	if d, ok := wire.ParseDateline("the day after"); ok {
		t.Errorf("a phrase gives %+v", d)
	}
}

func TestDatelineDate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		d    wire.Dateline
		year int
		want string
	}{
		{"own year", wire.Dateline{Month: 9, Day: 3, Year: 2025}, 2026, "2025-09-03"},
		{"given year", wire.Dateline{Month: 9, Day: 3}, 2026, "2026-09-03"},
		{"no year", wire.Dateline{Month: 9, Day: 3}, 0, ""},
		{"no day", wire.Dateline{}, 2026, ""},
		{"no such day", wire.Dateline{Month: 2, Day: 30}, 2026, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, ok := test.d.Date(test.year)
			if ok != (test.want != "") || ok && got.Format(time.DateOnly) != test.want {
				t.Errorf("got %v, %v, want %q", got, ok, test.want)
			}
		})
	}
}

func FuzzCutDateline(f *testing.F) {
	f.Add("CAIRO, Nov 3 (Desert Wire) - Talks resumed.")
	f.Add("(ANSA) - ROMA, 3 SET - Il governo.")
	f.Add("A/B and C, D, 3 de mayo de 2026 (x) –– y")
	f.Add("—–--(-)")
	f.Fuzz(func(t *testing.T, s string) {
		d, rest, ok := wire.CutDateline(s)
		if !ok && rest != s || ok && (rest == "" || d.Text == "" || len(rest) > len(s)) {
			t.Errorf("CutDateline(%q) = %+v, %q, %v", s, d, rest, ok)
		}
	})
}
