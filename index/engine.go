package index

import (
	"context"
	"errors"
	"time"

	"dateline/index/match"
	"dateline/query"
)

// What can go wrong, by meaning. Engines wrap these; errors.Is finds them.
var (
	// ErrNotFound: there is no article of that id.
	ErrNotFound = errors.New("no such article")
	// ErrClosed: the engine was closed.
	ErrClosed = errors.New("index is closed")
	// ErrUnavailable: there is no index to answer from, now.
	ErrUnavailable = errors.New("no index available")
	// ErrReadOnly: the engine was opened for reading.
	ErrReadOnly = errors.New("index is open for reading only")
	// ErrDamaged: what is stored is not what was written.
	ErrDamaged = errors.New("index is damaged")
	// ErrBadCursor: the cursor is not one of ours.
	ErrBadCursor = errors.New("cursor is not valid")
)

// Engine stores articles and answers plans. Every method honours its context
// and may be called from several goroutines; after Close all return ErrClosed.
type Engine interface {
	// Write adds articles or replaces those of the same id. When it returns,
	// Search sees them. Writing the same article twice is the same as once;
	// of several articles of one id in docs the last counts.
	Write(ctx context.Context, docs []Document) error
	// Delete removes articles. Unknown ids are no error. When it returns, no
	// hit, count or facet value of them is left.
	Delete(ctx context.Context, ids []string) error
	// Search answers a plan. Totals and counts are exact. It fills Total,
	// Hits (Document, Score, Key), Facets, Timeline, More and Notes.
	Search(ctx context.Context, plan Plan) (*Result, error)
	// Get returns one article, or ErrNotFound.
	Get(ctx context.Context, id string) (*Document, error)
	// Hashes returns the ContentHash of each of ids that is stored.
	Hashes(ctx context.Context, ids []string) (map[string]string, error)
	// Terms lists words, or values of a facet, that are in the index, each with
	// the number of articles that have it now: of what is in none, nothing is
	// listed. The most frequent come first, ties in the order of their bytes.
	Terms(ctx context.Context, plan TermsPlan) ([]Term, error)
	// Stats describes what is stored.
	Stats(ctx context.Context) (Stats, error)
	Close() error
}

// Plan is a fully decided request: an engine has nothing left to choose.
type Plan struct {
	// Where selects articles; never nil. It holds no Like.
	Where query.Expr
	// Filters select further. Within one filter, included values join as its
	// Match says, and no excluded value may be there; filters join by and.
	Filters []query.Filter
	// From is included, To excluded; zero is an open end. An article without
	// a date is in no bounded range.
	From, To time.Time
	// Now resolves the ages in Where.
	Now time.Time
	// Sort is never "".
	Sort query.Sort
	// Expand are words that rank beside Where and select nothing.
	Expand []query.Part
	// Recency ranks newer articles higher.
	Recency Recency
	// After and Before continue a list: hits strictly after that key, or the
	// last Size hits strictly before it, in the order of Sort either way. At
	// most one of them is set.
	After, Before *Key
	// Size is the number of hits wanted; 0 only counts.
	Size int
	// Facets are counted over all hits, whatever the page. The counts of a
	// facet whose filter has Match any are made under all filters but the
	// included values of its own (disjunctive), so that each count is the
	// total of choosing that value instead.
	Facets []FacetPlan
	// Mark asks for what will be marked in the hits, nil for nothing: an engine
	// that knows places may fill Hit.Parts.
	Mark *match.Matcher
	// Timeline are the borders of the histogram's bars, rising: bar i counts
	// hits published in [Timeline[i], Timeline[i+1]). Empty: no histogram.
	Timeline []time.Time
}

// TermsPlan asks for words or values. At most one of Prefix, Near and Exact is
// set; without any of them all are meant.
type TermsPlan struct {
	// Field says what is looked through: the words of "title", of "body" or, for
	// "", of both, as they are written; or the words of the names in a field of
	// names, without accents. Of another field there are none.
	Field string
	// Values looks through the values of the facet Field instead, as they are.
	Values bool
	// Prefix is what a word begins with, without regard to case and accents. A
	// value is found when each word of Prefix begins one of its words.
	Prefix string
	// Near is what a word is at most Slips slips away from, as in query.Fuzzy. Of
	// a value the letters are compared, without its spaces and signs.
	Near  string
	Slips int
	// Exact are words or values as they are listed.
	Exact []string
	// Size is the number wanted.
	Size int
}

// Term is a word or value and the number of articles that have it.
type Term struct {
	Text  string
	Count int
}

// FacetPlan asks for the counts of one facet. TopValues makes the answer out of
// the counts of all values.
type FacetPlan struct {
	Field string
	// Contains keeps the values that have a word with each of its words as
	// beginning, without regard to case and accents; "" keeps all.
	Contains string
	// Order is that of the values; "" is query.ByCount.
	Order query.FacetOrder
	// Offset is the number of values to pass over, Size that of values wanted.
	Offset, Size int
	// Selected values are counted too, even at zero and whatever Contains and
	// Offset; those that are not among the values wanted stand behind them.
	Selected []string
}

// Key is the place of a hit in an order. Which of Score and Published counts
// is the Sort's choice; ID breaks ties.
type Key struct {
	Score float64
	// Published is in Unix seconds; Undated for an article without a date.
	Published int64
	ID        string
}

// Undated is the Published of an article without a date in a Key.
const Undated = int64(-1) << 63

// Result is the answer to a request.
type Result struct {
	// Total is the number of articles that match, exactly.
	Total int
	Hits  []Hit
	// More: there are hits beyond this page, in the direction of travel.
	More     bool
	Facets   []Facet
	Timeline []Bucket
	// Notes say in sentences what the answer leaves out: of a pattern that many
	// words fit, not all are looked for.
	Notes []string

	// The rest is filled by Index.

	// Where is how the text was read, Repairs what had to be mended.
	Where   query.Expr
	Repairs []query.Repair
	// Sort is the order that was used.
	Sort query.Sort
	// Offset is the rank of the first hit, from 0.
	Offset int
	// Next and Prev are cursors to the neighbouring pages, "" where none is.
	Next, Prev string
	// Suggestions are texts that may have been meant, the likeliest first.
	Suggestions []Suggestion
	// Generation names the state of the index that answered.
	Generation string
	Took       time.Duration
}

// Hit is one article of a result.
type Hit struct {
	Document *Document
	Score    float64
	Key      Key
	// Parts are the parts of the article, rising, in which anything stands that
	// Plan.Mark asks for: 0 is the title, and from 1 on the paragraphs. Only if
	// Placed; else the engine does not say.
	Parts  []int
	Placed bool
	// Title is the title with what matched in it; filled by Index.
	Title Snippet
	// Snippets are excerpts of the body, in the order of the text; filled by
	// Index.
	Snippets []Snippet
}

// Snippet is a piece of text with the spans in it that matched. It is text,
// never markup: whoever shows it escapes it.
type Snippet struct {
	// Paragraph is the number of the paragraph it was taken from, from 0.
	Paragraph int
	Text      string
	// Cut says which ends are not the ends of the paragraph.
	CutStart, CutEnd bool
	Spans            []Span
}

// Span is a range of bytes, End exclusive.
type Span struct{ Start, End int }

// Facet is the counts of one field.
type Facet struct {
	Field string
	// Match is how chosen values of the field join in this request; filled by
	// Index.
	Match  query.Match
	Values []FacetValue
	// Distinct is the number of values with a count above 0, of those that
	// contain what was asked for.
	Distinct int
	// Missing is the number of hits without a value.
	Missing int
}

// FacetValue is one value and the number of articles that have it.
type FacetValue struct {
	Value string
	Count int
	// Selected and Excluded say what the request asks of it; filled by Index.
	Selected, Excluded bool
}

// Bucket is one bar of the histogram: articles published in [Start, End).
type Bucket struct {
	Start, End time.Time
	Count      int
}

// Stats describes what an engine holds.
type Stats struct {
	Articles int
	// Oldest and Newest are publication times; zero when no article has one.
	Oldest, Newest time.Time
}
