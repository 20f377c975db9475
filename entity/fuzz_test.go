package entity_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/entity"
)

func FuzzFind(f *testing.F) {
	f.Add("Envoy returns to Cairo", "CAIRO, Nov 3 (Desert Wire)", "Daniel Harlan met Egyptian officials.\n\nHarlan's talks failed.", "en", "EG")
	f.Add("", "", "l'Égypte d'Emmanuel Macron’s O’Brien D'Angelo", "fr", "")
	f.Add("KAIRO", "", "Außenminister Thomas Berger (CDU) und die Siemens AG - Gazastreifen", "de", "DE")
	f.Add("US", "", "PARIS, Texas — The U.S.-led \"Council\" of al-Sisi (UN) & Co. 'tis", "", "us")
	f.Add("A-B-C", "/", "Ministry of the Of and And \xff\x00 İstanbul ǅ", "tr", "XX")
	x, err := entity.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, dateline, body, lang, country string) {
		text := entity.Text{Title: title, Dateline: dateline, Body: body, Lang: lang, Country: country}
		found := x.Find(text)
		checkInvariants(t, text, found)
		if diff := cmp.Diff(found, x.Find(text)); diff != "" {
			t.Errorf("another answer the second time:\n%s", diff)
		}
	})
}
