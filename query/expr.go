package query

import "time"

// Expr is a node of a query's tree: All, Word, Phrase, Dates, And, Or or Not.
// The set is closed; a switch over it names every one.
//
//sumtype:decl
type Expr interface {
	// String is the canonical text: Parse gives the same tree back from it,
	// without repairs.
	String() string
	isExpr()
}

// All matches every article.
type All struct{}

// Word is a bare word: it matches every form of the same stem. What counts as
// one word is the contract of package words; a text such as "covid-19" that
// holds several words asks for them in a row.
type Word struct {
	// Field is the name of a schema field; "" means title or body.
	Field string
	Text  string
}

// Phrase is a quoted text: the surface forms, in order, in one paragraph.
type Phrase struct {
	// Field is as in Word.
	Field string
	Text  string
}

// Dates restricts the time of publication. A zero Moment is an open end.
type Dates struct {
	// From is included from its first instant.
	From Moment
	// To is included to its last instant when Through is set ("date:2026-03"),
	// and excluded otherwise ("before:2026-03").
	To      Moment
	Through bool
}

// And matches what all of its operands match; it has at least two.
type And struct{ Exprs []Expr }

// Or matches what any of its operands matches; it has at least two.
type Or struct{ Exprs []Expr }

// Not matches what its operand does not.
type Not struct{ Expr Expr }

func (All) isExpr()    {}
func (Word) isExpr()   {}
func (Phrase) isExpr() {}
func (Dates) isExpr()  {}
func (And) isExpr()    {}
func (Or) isExpr()     {}
func (Not) isExpr()    {}

// Span resolves the restriction against now: from is included, to is
// excluded; a zero time is an open end.
func (d Dates) Span(now time.Time) (from, to time.Time) {
	from, _ = d.From.Span(now)
	to, end := d.To.Span(now)
	switch {
	case !d.Through:
		return from, to
	case to.Equal(end) && !to.IsZero():
		return from, end.Add(time.Second) // an instant names its second
	default:
		return from, end
	}
}

// Repair tells how Parse read a text that is not well formed.
type Repair struct {
	// Code names the repair: "unclosed_quote", "unknown_field", …
	Code string `json:"code"`
	// Offset and Length are the place in the text, in bytes.
	Offset int `json:"offset"`
	Length int `json:"length"`
	// Message says in a sentence what was done.
	Message string `json:"message"`
}
