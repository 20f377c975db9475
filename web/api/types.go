package api

import (
	"encoding/json"
	"time"
)

// SearchResponse is the answer of GET /api/v1/search, and of
// GET /api/v1/articles/{id}/similar. No list in it is null.
type SearchResponse struct {
	Query Query `json:"query"`
	// Total is the number of articles that match; Exact says that it was
	// counted, not estimated.
	Total int  `json:"total"`
	Exact bool `json:"exact"`
	// TookMS is the time of the search in milliseconds.
	TookMS int64 `json:"took_ms"`
	// Generation names the state of the index that answered.
	Generation string           `json:"generation"`
	Hits       []Hit            `json:"hits"`
	Facets     map[string]Facet `json:"facets"`
	Timeline   []Bar            `json:"timeline"`
	Links      SearchLinks      `json:"links"`
}

// Query tells what was asked and how it was understood.
type Query struct {
	Q string `json:"q"`
	// Interpreted is the canonical text of the reading.
	Interpreted string `json:"interpreted"`
	// CanonicalURL is the page of this search; equal searches have equal URLs.
	CanonicalURL string   `json:"canonical_url"`
	Repairs      []Repair `json:"repairs"`
	// DidYouMean are texts that may have been meant, the likeliest first; each
	// finds more than this one.
	DidYouMean []DidYouMean `json:"did_you_mean"`
	// Notes say in sentences what the answer leaves out, such as the rarest of
	// the words that a wide pattern fits.
	Notes []string `json:"notes"`
}

// DidYouMean is another text with the number of articles that it finds under the
// same filters.
type DidYouMean struct {
	Q     string `json:"q"`
	Total int    `json:"total"`
	// URL is the search for it.
	URL string `json:"url"`
}

// Repair tells how a text that is not well formed was read. Offset and Length
// are the place in the text, in bytes.
type Repair struct {
	Code    string `json:"code"`
	Offset  int    `json:"offset"`
	Length  int    `json:"length"`
	Message string `json:"message"`
}

// SuggestResponse is the answer of GET /api/v1/suggest.
type SuggestResponse struct {
	Q           string       `json:"q"`
	Completions []Completion `json:"completions"`
}

// Completion is one way in which a text may go on.
type Completion struct {
	// Q is the whole text with it.
	Q string `json:"q"`
	// Label is the word or value that was put in.
	Label string `json:"label"`
	// Kind is "word", or the field of which Label is a value.
	Kind string `json:"kind"`
	// Count is the number of articles that have it.
	Count int `json:"count"`
}

// Hit is an article in a list: the article's shape, shorter.
type Hit struct {
	ID          string        `json:"id"`
	Score       float64       `json:"score"`
	Title       string        `json:"title"`
	URL         string        `json:"url"`
	Source      Source        `json:"source"`
	PublishedAt *time.Time    `json:"published_at"`
	Lang        string        `json:"lang"`
	Actors      []HitActor    `json:"actors"`
	Locations   []HitLocation `json:"locations"`
	Snippets    []Snippet     `json:"snippets"`
	Links       HitLinks      `json:"links"`
}

// HitActor is a person or an organisation of a hit.
type HitActor struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind"`
}

// HitLocation is a place of a hit.
type HitLocation struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Country string `json:"country"`
}

// Snippet is an excerpt. HTML is escaped text; the only tag in it is <mark>.
type Snippet struct {
	Field string `json:"field"`
	HTML  string `json:"html"`
}

// HitLinks lead from a hit to the whole article, and to others that are like it.
type HitLinks struct {
	Self    string `json:"self"`
	Similar string `json:"similar"`
	HTML    string `json:"html"`
}

// Facet is the counts of one field under the search.
type Facet struct {
	// Match says how chosen values join: "all" or "any".
	Match string `json:"match"`
	// Distinct is the number of values, Missing the number of hits without one.
	Distinct int          `json:"distinct"`
	Missing  int          `json:"missing"`
	Values   []FacetValue `json:"values"`
}

// FacetResponse is the answer of GET /api/v1/facets/{field}: one page of the
// values of a facet under a search.
type FacetResponse struct {
	Query Query  `json:"query"`
	Field string `json:"field"`
	// Total is the number of articles that match; Exact says that it and the
	// counts are counted, not estimated.
	Total int  `json:"total"`
	Exact bool `json:"exact"`
	// TookMS is the time of the search in milliseconds.
	TookMS     int64  `json:"took_ms"`
	Generation string `json:"generation"`
	// Distinct is the number of all values that contain what was asked for.
	Facet
	Links SearchLinks `json:"links"`
}

// FacetValue is one value with the number of articles that have it.
type FacetValue struct {
	Value string `json:"value"`
	// Label is what to show: the value, or the name that a code stands for.
	Label string `json:"label"`
	Count int    `json:"count"`
	// Selected and Excluded say what the search asks of the value.
	Selected bool       `json:"selected"`
	Excluded bool       `json:"excluded"`
	Links    ValueLinks `json:"links"`
}

// ValueLinks are the searches with this value chosen (taken back, when it is
// chosen already) and with it excluded.
type ValueLinks struct {
	Include string `json:"include"`
	Exclude string `json:"exclude"`
}

// Bar is the number of articles published in [Start, End).
type Bar struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	Count int       `json:"count"`
}

// SearchLinks lead on from an answer; Next and Prev are null at the ends.
type SearchLinks struct {
	Self string  `json:"self"`
	Next *string `json:"next"`
	Prev *string `json:"prev"`
	HTML string  `json:"html"`
}

// Article is the answer of GET /api/v1/articles/{id}: an article whole, with what
// it mentions.
type Article struct {
	ID          string                     `json:"id"`
	URL         string                     `json:"url,omitempty"`
	Source      Source                     `json:"source"`
	Title       string                     `json:"title"`
	Authors     []string                   `json:"authors"`
	PublishedAt time.Time                  `json:"published_at,omitzero"`
	UpdatedAt   time.Time                  `json:"updated_at,omitzero"`
	Lang        string                     `json:"lang,omitempty"`
	Section     string                     `json:"section,omitempty"`
	Description string                     `json:"description,omitempty"`
	Dateline    string                     `json:"dateline,omitempty"`
	Paragraphs  []string                   `json:"paragraphs"`
	Structure   []Shape                    `json:"structure"`
	Image       *Image                     `json:"image,omitempty"`
	Body        string                     `json:"body"`
	ContentHash string                     `json:"content_hash,omitempty"`
	Path        string                     `json:"path,omitempty"`
	Extra       map[string]json.RawMessage `json:"extra,omitempty"`
	Actors      []Actor                    `json:"actors"`
	Locations   []Location                 `json:"locations"`
	Mentions    []Mention                  `json:"mentions"`
}

// Shape says of a paragraph, by its number from 0, that it is a heading (with
// its level), an item of a list, or a quote.
type Shape struct {
	Paragraph int    `json:"paragraph"`
	Kind      string `json:"kind"`
	Level     int    `json:"level,omitempty"`
}

// Image is the picture of an article: its address and what is written below.
type Image struct {
	URL     string `json:"url"`
	Caption string `json:"caption,omitempty"`
}

// Source is the outlet of an article.
type Source struct {
	ID      string `json:"id,omitempty"`
	Name    string `json:"name,omitempty"`
	Domain  string `json:"domain,omitempty"`
	Country string `json:"country,omitempty"`
}

// Actor is a person or an organisation with its part in one article.
type Actor struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Forms    []string `json:"forms"`
	Count    int      `json:"count"`
	Salience float64  `json:"salience"`
}

// Location is a place with its part in one article; degrees are WGS 84.
type Location struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Country  string   `json:"country,omitempty"`
	Lat      float64  `json:"lat"`
	Lon      float64  `json:"lon"`
	Kind     string   `json:"kind"`
	Within   []string `json:"within"`
	Forms    []string `json:"forms"`
	Count    int      `json:"count"`
	Salience float64  `json:"salience"`
}

// Mention is a span of text that names an actor or a location; Start and End
// are byte offsets into the field.
type Mention struct {
	Field  string `json:"field"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Text   string `json:"text"`
	Kind   string `json:"kind"`
	Entity string `json:"entity"`
}

// StatusResponse is the answer of GET /api/v1/status.
type StatusResponse struct {
	Generation string `json:"generation"`
	Articles   int    `json:"articles"`
	// Oldest and Newest are times of publication; null when none is known.
	Oldest *time.Time `json:"oldest"`
	Newest *time.Time `json:"newest"`
}

// Problem is an error as application/problem+json (RFC 9457).
type Problem struct {
	// Type is a stable path that names the kind of problem.
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	// Instance is the id of the request, as in the server's log.
	Instance string `json:"instance"`
	Code     string `json:"code"`
	// Errors name each parameter that is wrong.
	Errors []ParameterProblem `json:"errors"`
}

// ParameterProblem is one wrong parameter.
type ParameterProblem struct {
	Parameter  string   `json:"parameter"`
	Code       string   `json:"code"`
	Message    string   `json:"message"`
	Allowed    []string `json:"allowed,omitempty"`
	Suggestion string   `json:"suggestion,omitempty"`
}
