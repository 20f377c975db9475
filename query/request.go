package query

// Op joins bare words that stand side by side without an operator.
type Op string

// The ways of joining.
const (
	OpAnd Op = "and"
	OpOr  Op = "or"
)

// Sort is the order of hits.
type Sort string

// The orders. Ties are broken by article id, so every order is total.
// Articles without a date come last in both orders by time.
const (
	Relevance Sort = "relevance"
	Newest    Sort = "newest"
	Oldest    Sort = "oldest"
)

// Match says whether an article must have all chosen values of a facet or any.
type Match string

// The ways of matching several values of one facet.
const (
	MatchAll Match = "all"
	MatchAny Match = "any"
)

// Limits and defaults of a request's parameters.
const (
	MaxText       = 8192 // bytes of q
	MaxValues     = 100  // values of one facet, included and excluded
	MaxSize       = 200  // hits of a page
	MaxFacetSize  = 1000
	MaxSnippets   = 5
	MaxRecency    = 36500 // days
	DefaultSize   = 25
	DefaultFacet  = 10
	DefaultShown  = 2 // snippets of a hit
	maxCursorSize = 1024
)

// Filter is what a request asks of one facet. It never scores.
type Filter struct {
	// Field is the name of a facet of the schema.
	Field string
	// Include and Exclude are values, each once, in the order given.
	Include []string
	Exclude []string
	// Match says how several included values join.
	Match Match
}

// Request is the one way to ask: page, API, feed and export all take it, and
// its Values are the URL of each.
type Request struct {
	// Text is the query text, q.
	Text string
	// Op joins bare words; never empty after FromValues.
	Op Op
	// Filters are in schema order, at most one a field, none empty.
	Filters []Filter
	// From is included, To excluded; zero is an open end.
	From, To Moment
	// Sort is "" for the default: by relevance where there is text to match,
	// newest otherwise.
	Sort Sort
	// Feedback ranks by what the first hits are about too. What is found stays
	// the same.
	Feedback bool
	// Recency is the number of days, 0 to MaxRecency, after which an article has
	// lost half of what its being new adds to its rank; 0 adds nothing.
	Recency int
	// Size is the number of hits of a page, 0 to MaxSize.
	Size int
	// Cursor continues a list where another answer ended; opaque.
	Cursor string
	// Facets names the facets to count, in schema order; nil counts all.
	Facets []string
	// FacetSize is the number of values of each facet.
	FacetSize int
	// Snippets is the number of text excerpts of each hit, 0 to MaxSnippets.
	Snippets int
}
