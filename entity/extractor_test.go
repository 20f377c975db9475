package entity_test

import (
	"testing"

	"dateline/entity"
)

// load gives the extractor that all tests share.
func load(t testing.TB) *entity.Extractor {
	t.Helper()
	x, err := entity.Load()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return x
}

func TestFindNamesTheActorsAndPlaces(t *testing.T) {
	t.Parallel()
	found := load(t).Find(entity.Text{
		Title:    "Envoy returns to Cairo",
		Dateline: "CAIRO, Nov 3",
		Body:     "Steve Witkoff met Egyptian officials on Monday.\n\nWitkoff said Hamas had agreed to talks.",
		Lang:     "en",
	})
	got := make(map[string]bool)
	for _, a := range found.Actors {
		got[a.ID] = true
	}
	for _, p := range found.Locations {
		got[p.ID] = true
	}
	for _, id := range []string{"person/steve-witkoff", "org/hamas", "location/cairo", "location/egypt"} {
		if !got[id] {
			t.Errorf("%s is missing in %v", id, got)
		}
	}
	if len(got) != 4 {
		t.Errorf("found %v, want four entities", got)
	}
}
