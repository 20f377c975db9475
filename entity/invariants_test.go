package entity_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/entity"
)

// checkInvariants checks what holds for every answer to every text.
func checkInvariants(t *testing.T, text entity.Text, found entity.Found) {
	t.Helper()
	fields := map[entity.Field]string{entity.Title: text.Title, entity.Dateline: text.Dateline, entity.Body: text.Body}
	order := []entity.Field{entity.Title, entity.Dateline, entity.Body}
	ids, counts := map[string]int{}, map[string]int{}
	for _, a := range found.Actors {
		ids[a.ID] = a.Count
		checkEntity(t, a.ID, a.Name, string(a.Kind), a.Forms, a.Salience)
	}
	for _, p := range found.Locations {
		ids[p.ID] = p.Count
		checkEntity(t, p.ID, p.Name, "location", p.Forms, p.Salience)
	}
	if len(ids) != len(found.Actors)+len(found.Locations) {
		t.Errorf("an entity is there twice: %v", found)
	}
	var last entity.Mention
	for i, m := range found.Mentions {
		field := fields[m.Field]
		if m.Start < 0 || m.End > len(field) || m.Start >= m.End || field[m.Start:m.End] != m.Text {
			t.Errorf("mention %+v does not cut its field", m)
			continue
		}
		if !atRune(field, m.Start) || !atRune(field, m.End) {
			t.Errorf("mention %+v cuts a character", m)
		}
		if i > 0 {
			before, now := slices.Index(order, last.Field), slices.Index(order, m.Field)
			if before > now || before == now && last.End > m.Start {
				t.Errorf("mention %+v stands before or in %+v", m, last)
			}
		}
		if _, ok := ids[m.Entity]; !ok {
			t.Errorf("mention %+v is of no entity", m)
		}
		counts[m.Entity]++
		last = m
	}
	for id, n := range ids {
		if counts[id] != n {
			t.Errorf("%s has count %d and %d mentions", id, n, counts[id])
		}
	}
}

// atRune says whether a character begins at i. In text that is not UTF-8 every
// stray byte is one.
func atRune(s string, i int) bool {
	if i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	for at := range s {
		if at >= i {
			return at == i
		}
	}
	return false
}

func checkEntity(t *testing.T, id, name, kind string, forms []string, salience float64) {
	t.Helper()
	if !strings.HasPrefix(id, kind+"/") || len(id) == len(kind)+1 || name == "" || len(forms) == 0 || salience <= 0 || salience > 1 {
		t.Errorf("entity %q %q %v has salience %v", id, name, forms, salience)
	}
}
