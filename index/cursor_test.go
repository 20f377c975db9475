package index

import (
	"encoding/base64"
	"errors"
	"math"
	"testing"

	"dateline/query"
)

func TestCursorRoundTrip(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		sort   query.Sort
		key    Key
		offset int
		back   bool
	}{
		{"relevance", query.Relevance, Key{Score: 0.1 + 0.2, ID: "a"}, 25, false},
		{"smallest score", query.Relevance, Key{Score: math.SmallestNonzeroFloat64, ID: "a"}, 0, false},
		{"newest", query.Newest, Key{Published: 1_800_000_000, ID: "ünï/cödé"}, 1, true},
		{"undated", query.Oldest, Key{Published: Undated, ID: "a"}, 1 << 40, false},
		{"before the epoch", query.Oldest, Key{Published: -5, ID: "\x00"}, 3, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, err := parseCursor(newCursor(tt.sort, tt.key, Recency{}, tt.offset, tt.back), tt.sort)
			if err != nil {
				t.Fatal(err)
			}
			if *c.key() != tt.key || c.Offset != tt.offset || c.Back != tt.back {
				t.Errorf("got %+v, want %+v", c, tt)
			}
		})
	}
}

func TestBadCursors(t *testing.T) {
	t.Parallel()
	encode := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	for name, text := range map[string]string{
		"no base64":       "%%%",
		"padding":         encode(`{"s":"newest","i":"a"}`) + "=",
		"no JSON":         encode("nonsense"),
		"another shape":   encode(`[1,2]`),
		"empty":           encode(`{}`),
		"no id":           encode(`{"s":"newest","o":1}`),
		"negative offset": encode(`{"s":"newest","o":-1,"i":"a"}`),
		"another order":   encode(`{"s":"oldest","o":1,"i":"a"}`),
		"too large":       encode(`{"s":"newest","o":1e99,"i":"a"}`),
		"rest":            encode(`{"s":"newest","o":1,"i":"a"} {}`),
	} {
		if _, err := parseCursor(text, query.Newest); !errors.Is(err, ErrBadCursor) {
			t.Errorf("%s: error %v, want ErrBadCursor", name, err)
		}
	}
	if c, err := parseCursor("", query.Newest); c != nil || err != nil {
		t.Errorf("no cursor gives %v, %v", c, err)
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add(newCursor(query.Newest, Key{Published: 1, ID: "a"}, Recency{}, 1, false))
	f.Add("e30")
	f.Add("bnVsbA")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseCursor(text, query.Newest)
		switch {
		case err != nil:
			if !errors.Is(err, ErrBadCursor) {
				t.Errorf("error %v is no ErrBadCursor", err)
			}
		case text != "" && (c.ID == "" || c.Offset < 0):
			t.Errorf("%q is read as %+v", text, c)
		}
	})
}
