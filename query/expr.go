package query

import "time"

// Expr is a node of a query's tree. The set is closed; a switch over it names
// every one.
//
//sumtype:decl
type Expr interface {
	// String is the canonical text: Parse gives the same tree back from it,
	// without mending anything.
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

// Phrase is a quoted text: the surface forms in one paragraph.
type Phrase struct {
	// Field is as in Word.
	Field string
	Text  string
	// Slop is the number of other words that may stand among them, which then
	// come in any order. At 0 they stand in a row as they are.
	Slop int
}

// Wildcard matches words by their letters, without regard to accents.
type Wildcard struct {
	// Field is as in Word.
	Field string
	// Pattern has * for any letters and ? for one; a backslash takes the next
	// character as it stands.
	Pattern string
}

// Fuzzy matches words that are written much like a text.
type Fuzzy struct {
	// Field is as in Word.
	Field string
	Text  string
	// Distance is how many slips there may be, 1 or 2: a letter too much,
	// missing, wrong, or two swapped.
	Distance int
}

// Regexp matches whole words by a regular expression; see ParseRegexp.
type Regexp struct {
	// Field is as in Word.
	Field   string
	Pattern string
}

// Near matches A and B close together: from the end of the one to the start of
// the other there are at most Within words, 1 for neighbours. What such an
// operand is, and where it stands, is told at InText.
type Near struct {
	A, B   Expr
	Within int // 1 to MaxDistance
	// Ordered: A comes first.
	Ordered bool
}

// NotNear matches A where no B is near.
type NotNear struct {
	A, B Expr
	// Within is as in Near; at 0 no B is in the same paragraph.
	Within int
}

// SameParagraph matches A and B in one paragraph; the title is one.
type SameParagraph struct{ A, B Expr }

// AtLeast matches what its operand matches in N places or more.
type AtLeast struct {
	N    int // 2 to MaxCount
	Expr Expr
}

// Boost matches what its operand matches, and weighs its score.
type Boost struct {
	Expr   Expr
	Factor float64 // MinBoost to MaxBoost
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

// Compare compares a number of the article.
type Compare struct {
	// Field is the name of a schema field of kind Number.
	Field string
	Op    Comparison
	Value int
}

// Comparison is how numbers are compared.
type Comparison string

// The comparisons, as they are written.
const (
	Equal   Comparison = "="
	Less    Comparison = "<"
	AtMost  Comparison = "<="
	More    Comparison = ">"
	NotLess Comparison = ">="
)

// Holds tells whether a number compares so with a value.
func (c Comparison) Holds(n, value int) bool {
	switch c {
	case Equal:
		return n == value
	case Less:
		return n < value
	case AtMost:
		return n <= value
	case More:
		return n > value
	case NotLess:
		return n >= value
	}
	return false
}

// Has matches articles that have anything in a field.
type Has struct{ Field string }

// Like matches articles that are much like the one of an id, which is not
// among them.
type Like struct{ ID string }

// And matches what all of its operands match; it has at least two.
type And struct{ Exprs []Expr }

// Or matches what any of its operands matches; it has at least two.
type Or struct{ Exprs []Expr }

// Not matches what its operand does not.
type Not struct{ Expr Expr }

func (All) isExpr()           {}
func (Word) isExpr()          {}
func (Phrase) isExpr()        {}
func (Wildcard) isExpr()      {}
func (Fuzzy) isExpr()         {}
func (Regexp) isExpr()        {}
func (Near) isExpr()          {}
func (NotNear) isExpr()       {}
func (SameParagraph) isExpr() {}
func (AtLeast) isExpr()       {}
func (Boost) isExpr()         {}
func (Dates) isExpr()         {}
func (Compare) isExpr()       {}
func (Has) isExpr()           {}
func (Like) isExpr()          {}
func (And) isExpr()           {}
func (Or) isExpr()            {}
func (Not) isExpr()           {}

// Operands are the nodes right below a node, in order.
func Operands(e Expr) []Expr {
	switch e := e.(type) {
	case And:
		return e.Exprs
	case Or:
		return e.Exprs
	case Not:
		return []Expr{e.Expr}
	case Near:
		return []Expr{e.A, e.B}
	case NotNear:
		return []Expr{e.A, e.B}
	case SameParagraph:
		return []Expr{e.A, e.B}
	case AtLeast:
		return []Expr{e.Expr}
	case Boost:
		return []Expr{e.Expr}
	case All, Word, Phrase, Wildcard, Fuzzy, Regexp, Dates, Compare, Has, Like:
	}
	return nil
}

// FieldOf is the field that a leaf of text is asked of: "" for title or body.
// Other nodes ask no text.
func FieldOf(e Expr) (field string, ok bool) {
	switch e := e.(type) {
	case Word:
		return e.Field, true
	case Phrase:
		return e.Field, true
	case Wildcard:
		return e.Field, true
	case Fuzzy:
		return e.Field, true
	case Regexp:
		return e.Field, true
	case All, Near, NotNear, SameParagraph, AtLeast, Boost, Dates, Compare, Has, Like, And, Or, Not:
	}
	return "", false
}

// InText tells whether the matches of an expression are places in the text, so
// that it can be an operand of Near and its kin, or be counted by AtLeast:
// words, patterns and phrases of running text, names that are mentioned in it,
// and what And, Or, Boost and these nodes themselves make of such.
func InText(e Expr, schema Schema) bool {
	switch e := e.(type) {
	case Word, Phrase, Wildcard, Fuzzy, Regexp:
		name, _ := FieldOf(e)
		field, ok := schema.Lookup(name)
		return name == "" || ok && field.InText()
	case Near, NotNear, SameParagraph, AtLeast: // they are made of nothing else
		return true
	case Boost, And, Or:
		for _, operand := range Operands(e) {
			if !InText(operand, schema) {
				return false
			}
		}
		return true
	case All, Dates, Compare, Has, Like, Not:
	}
	return false
}

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
