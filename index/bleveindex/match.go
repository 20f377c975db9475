package bleveindex

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/index/words"
	"dateline/query"
)

// matcher is a query made ready: it finds, of a set of live documents of a
// segment, those that match. It never changes a set that it is given.
type matcher interface {
	match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error)
}

type (
	all  struct{}
	none struct{}
	// keyed matches a term that stands for the whole value.
	keyed   struct{ field, term string }
	between struct{ from, to time.Time }
	and     struct{ of []matcher }
	or      struct{ of []matcher }
	not     struct{ of matcher }
)

// compile makes an expression ready; ages in it count back from now.
func compile(expr query.Expr, now time.Time) matcher {
	switch x := expr.(type) {
	case query.All:
		return all{}
	case query.Word:
		return compileText(x.Field, x.Text, false)
	case query.Phrase:
		return compileText(x.Field, x.Text, true)
	case query.Dates:
		from, to := x.Span(now)
		return between{from, to}
	case query.And:
		of := compileEach(x.Exprs, now)
		// What is cheap goes first and leaves less to what is dear.
		slices.SortStableFunc(of, func(a, b matcher) int { return cmp.Compare(cost(a), cost(b)) })
		return and{of}
	case query.Or:
		return or{compileEach(x.Exprs, now)}
	case query.Not:
		return not{compile(x.Expr, now)}
	}
	return none{}
}

func compileEach(exprs []query.Expr, now time.Time) []matcher {
	of := make([]matcher, len(exprs))
	for i, x := range exprs {
		of[i] = compile(x, now)
	}
	return of
}

// cost ranks matchers by what a document costs them.
func cost(m matcher) int {
	switch x := m.(type) {
	case *row:
		if len(x.words) == 1 {
			return 1
		}
		return 1 + len(x.words)
	case between:
		return 2
	case or:
		return costOf(x.of)
	case and:
		return costOf(x.of)
	case not:
		return cost(x.of)
	}
	return 0
}

func costOf(matchers []matcher) (sum int) {
	for _, m := range matchers {
		sum += cost(m)
	}
	return sum
}

func compileText(field, text string, phrase bool) matcher {
	if field == "" {
		return compileRows(text, phrase, titleField, bodyField)
	}
	f, ok := index.Fields.Lookup(field)
	if !ok {
		return none{}
	}
	switch f.Kind {
	case query.Text:
		return compileRows(text, phrase, f.Name)
	case query.Name:
		return compileRows(text, false, f.Name)
	case query.Code:
		return keyed{f.Name, codeTerm(text)}
	case query.Host:
		return keyed{f.Name, strings.ToLower(text)}
	case query.Date:
	}
	return none{}
}

// compileRows makes a row of each reading of a text.
func compileRows(text string, phrase bool, fields ...string) matcher {
	var rows []matcher
	for _, reading := range words.Readings(text) {
		r := &row{fields: fields}
		for _, word := range reading {
			terms := word.Stems
			if phrase {
				terms = []string{surfaceMark + word.Surface}
			}
			r.words = append(r.words, terms)
		}
		rows = append(rows, r)
	}
	switch len(rows) {
	case 0:
		return none{}
	case 1:
		return rows[0]
	}
	return or{rows}
}

func (all) match(_ *view, within *roaring.Bitmap) (*roaring.Bitmap, error) { return within, nil }

func (none) match(*view, *roaring.Bitmap) (*roaring.Bitmap, error) { return roaring.New(), nil }

func (m keyed) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found, err := v.docs(m.field, m.term)
	if err != nil {
		return nil, err
	}
	return roaring.And(within, found), nil
}

func (m between) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	dates, err := v.columns.dates(v)
	if err != nil {
		return nil, err
	}
	return dates.within(v, within, m.from, m.to)
}

func (m and) match(v *view, within *roaring.Bitmap) (_ *roaring.Bitmap, err error) {
	for _, o := range m.of {
		if within.IsEmpty() {
			break
		}
		if within, err = o.match(v, within); err != nil {
			return nil, err
		}
	}
	return within, nil
}

func (m or) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found := make([]*roaring.Bitmap, len(m.of))
	for i, o := range m.of {
		var err error
		if found[i], err = o.match(v, within); err != nil {
			return nil, err
		}
	}
	return union(found), nil
}

func (m not) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found, err := m.of.match(v, within)
	if err != nil {
		return nil, err
	}
	return roaring.AndNot(within, found), nil
}
