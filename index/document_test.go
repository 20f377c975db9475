package index_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/entity"
	"dateline/index"
	"dateline/index/match"
)

func TestOrigin(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"":                            "",
		"pages/2026/a.html":           "pages/2026/a.html",
		"./pages/a.html":              "./pages/a.html",
		"dump.jsonl:17":               "dump.jsonl:17",
		"/home/jane/clips/a.html":     "a.html",
		"/srv/news/dump.jsonl:17":     "dump.jsonl:17",
		"../clips/a.html":             "a.html",
		`C:\Users\Jane\clips\a.html`:  "a.html",
		"C:/Users/Jane/clips/a.html":  "a.html",
		`\\server\share\clips\a.html`: "a.html",
		"..clips/a.html":              "..clips/a.html",
		"-":                           "-",
	} {
		d := index.Document{}
		d.Path = path
		if got := d.Origin(); got != want {
			t.Errorf("of %q a reader learns %q, want %q", path, got, want)
		}
	}
}

func TestEntities(t *testing.T) {
	t.Parallel()
	d := index.Document{
		Actors: []entity.Actor{
			{Name: "Angela Merkel", Kind: entity.Person, Forms: []string{"Merkel", "Angela Merkel"}},
			{Name: "NATO", Kind: entity.Org},
		},
		Locations: []entity.Place{{Name: "Cairo", Within: []string{"Egypt", "Africa"}, Forms: []string{"Kairo"}}},
	}
	merkel := match.Entity{Names: []string{"Angela Merkel", "Merkel"}, Forms: []string{"Angela Merkel", "Merkel"}}
	nato := match.Entity{Names: []string{"NATO"}, Forms: []string{"NATO"}}
	cairo := match.Entity{Names: []string{"Cairo", "Kairo", "Egypt", "Africa"}, Forms: []string{"Cairo", "Kairo"}}
	tests := []struct {
		field string
		want  []match.Entity
	}{
		{"person", []match.Entity{merkel}},
		{"org", []match.Entity{nato}},
		{"actor", []match.Entity{merkel, nato}},
		{"location", []match.Entity{cairo}},
		{"author", nil},
		{"title", nil},
	}
	for _, test := range tests {
		got := d.Entities(test.field)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("entities of %s (- want, + got):\n%s", test.field, diff)
		}
	}
}
