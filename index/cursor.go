package index

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"dateline/query"
)

// cursor is the place where a page begins, between two hits of an order. Its
// text is opaque to everybody else.
type cursor struct {
	// Back: the page is what stands before Key, not after it.
	Back bool `json:"b,omitempty"`
	// Sort is the order that the place belongs to.
	Sort query.Sort `json:"s"`
	// Offset is the rank of the first hit of the page after Key, or of the hit
	// of Key itself when going back.
	Offset    int     `json:"o"`
	Score     float64 `json:"x,omitempty"`
	Published int64   `json:"p,omitempty"`
	// Today is that of the Recency that Score was made with.
	Today int64  `json:"t,omitempty"`
	ID    string `json:"i"`
}

// after is the cursor to the hits behind the last hit of a page.
func after(r *Result, recency Recency) string {
	last := r.Hits[len(r.Hits)-1].Key
	return newCursor(r.Sort, last, recency, r.Offset+len(r.Hits), false)
}

// before is the cursor to the hits before the first hit of a page.
func before(r *Result, recency Recency) string {
	return newCursor(r.Sort, r.Hits[0].Key, recency, r.Offset, true)
}

// newCursor keeps of a key what its order compares.
func newCursor(sort query.Sort, key Key, recency Recency, offset int, back bool) string {
	c := cursor{Back: back, Sort: sort, Offset: offset, ID: key.ID}
	if sort == query.Relevance {
		c.Score, c.Today = key.Score, recency.Today
	} else {
		c.Published = key.Published
	}
	text, err := json.Marshal(c)
	if err != nil { // only a score that is no number
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// parseCursor reads the cursor of a request whose order is sort; nil for none.
func parseCursor(text string, sort query.Sort) (*cursor, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // no cursor is no error
	}
	plain, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadCursor, err)
	}
	var c cursor
	if err := json.Unmarshal(plain, &c); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadCursor, err)
	}
	if c.Sort != sort {
		return nil, fmt.Errorf("%w: it belongs to the order %q, not %q", ErrBadCursor, c.Sort, sort)
	}
	if c.ID == "" || c.Offset < 0 {
		return nil, fmt.Errorf("%w: it names no place", ErrBadCursor)
	}
	return &c, nil
}

func (c *cursor) key() *Key {
	return &Key{Score: c.Score, Published: c.Published, ID: c.ID}
}
