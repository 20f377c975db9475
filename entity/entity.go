package entity

// Kind says what a mention or an actor is.
type Kind string

// The kinds that Dateline knows. A person or an organisation is an actor.
const (
	Person   Kind = "person"
	Org      Kind = "org"
	Location Kind = "location"
)

// Field names the part of an article in which a mention stands.
type Field string

// The parts of an article that are read for mentions.
const (
	Title    Field = "title"
	Dateline Field = "dateline"
	Body     Field = "body"
)

// Mention is one span of text that names an actor or a location.
type Mention struct {
	// Field is where the span stands; offsets count in that text.
	Field Field `json:"field,omitempty"`
	// Start and End are byte offsets, at rune borders, End exclusive:
	// Text == field[Start:End].
	Start int `json:"start"`
	End   int `json:"end"`
	// Text is the surface form, as written.
	Text string `json:"text"`
	Kind Kind   `json:"kind"`
	// Entity is the ID of the Actor or Place that is meant.
	Entity string `json:"entity"`
	// Demonym says that the text names people or things of a country
	// ("Egyptian") and not the country itself.
	Demonym bool `json:"demonym,omitempty"`
}

// Actor is a person or an organisation as one article speaks of it.
type Actor struct {
	// ID is kind and slug of the canonical name, "person/angela-merkel".
	// It is the same in every article and every run.
	ID string `json:"id"`
	// Name is the canonical name, "Angela Merkel".
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	// Forms are the distinct surface forms of the article, in order of
	// appearance.
	Forms []string `json:"forms,omitempty"`
	// Count is the number of mentions.
	Count int `json:"count"`
	// Salience says how much the article is about the actor, 0 to 1.
	Salience float64 `json:"salience"`
}

// Place is a location that articles mention, resolved to a place on earth.
type Place struct {
	// ID is kind and slug of the canonical name, "location/paris-texas".
	ID string `json:"id"`
	// Name is unique: "Paris", but "Paris, Texas".
	Name string `json:"name"`
	// Country is the ISO 3166-1 alpha-2 code; "" for what lies in none or several.
	Country string `json:"country,omitempty"`
	// Lat and Lon are degrees, WGS 84.
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
	// Kind is "continent", "country", "region" or "city".
	Kind PlaceKind `json:"kind"`
	// Within are the names of the places that contain it, innermost first:
	// ["Texas", "United States", "North America"]. A search for any of them
	// finds the place too.
	Within []string `json:"within,omitempty"`
	// Forms, Count and Salience are as in Actor.
	Forms    []string `json:"forms,omitempty"`
	Count    int      `json:"count"`
	Salience float64  `json:"salience"`
}

// PlaceKind says what sort of place a Place is.
type PlaceKind string

// The kinds of places, from large to small.
const (
	Continent PlaceKind = "continent"
	Country   PlaceKind = "country"
	Region    PlaceKind = "region"
	City      PlaceKind = "city"
)

// SalienceThreshold is the salience from which facets count an entity.
// Mentions below it stay searchable.
const SalienceThreshold = 0.3

// Text is what an Extractor reads: the parts of one article.
type Text struct {
	Title    string
	Dateline string
	// Body is read paragraph by paragraph; paragraphs are separated by a
	// blank line.
	Body string
	// Lang is the ISO 639-1 code, "" when unknown.
	Lang string
	// Country is the source's ISO 3166-1 code, "" when unknown: a hint for
	// places of the same name.
	Country string
}

// Found is what an article mentions.
type Found struct {
	// Mentions are in order of field (title, dateline, body) and offset, and
	// do not overlap.
	Mentions []Mention `json:"mentions"`
	// Actors and Locations are by falling salience, then by name.
	Actors    []Actor `json:"actors"`
	Locations []Place `json:"locations"`
}
