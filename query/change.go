package query

import (
	"slices"
	"strings"
)

// NewRequest is the request that asks for everything, with all defaults.
func NewRequest() Request {
	return Request{Op: OpAnd, Size: DefaultSize, FacetSize: DefaultFacet, Snippets: DefaultShown}
}

// The methods below return a changed copy and leave the request as it was.
// Each that changes what is found, its order or the pages drops the cursor.

// WithText asks with another text.
func (r Request) WithText(text string) Request {
	r.Text = strings.TrimSpace(text)
	r.Cursor = ""
	return r
}

// With includes a value of a facet; if it was excluded it no longer is. A
// field that is no facet of the schema, an empty value, or one more than
// MaxValues changes nothing.
func (r Request) With(schema Schema, field, value string) Request {
	return r.change(schema, field, value, true, false)
}

// WithExcluded excludes a value of a facet; else as With.
func (r Request) WithExcluded(schema Schema, field, value string) Request {
	return r.change(schema, field, value, false, true)
}

// Without neither includes nor excludes a value of a facet.
func (r Request) Without(schema Schema, field, value string) Request {
	return r.change(schema, field, value, false, false)
}

// WithMatch says how the included values of a facet join. Where none is
// included it changes nothing.
func (r Request) WithMatch(schema Schema, field string, match Match) Request {
	filter, ok := r.Filter(field)
	if !ok || len(filter.Include) == 0 {
		return r
	}
	filter.Match = match
	return r.withFilter(schema, filter)
}

// WithDates asks for what was published between two moments; the zero Moment
// is an open end.
func (r Request) WithDates(from, to Moment) Request {
	r.From, r.To, r.Cursor = from, to, ""
	return r
}

// WithSort asks for another order.
func (r Request) WithSort(sort Sort) Request {
	r.Sort, r.Cursor = sort, ""
	return r
}

// WithSize asks for pages of another size.
func (r Request) WithSize(size int) Request {
	r.Size, r.Cursor = size, ""
	return r
}

// WithCursor asks for another page of the same list.
func (r Request) WithCursor(cursor string) Request {
	r.Cursor = cursor
	return r
}

// WithoutFilters keeps the text and drops all that narrows it: the filters of
// the facets and the dates.
func (r Request) WithoutFilters() Request {
	r.Filters, r.From, r.To, r.Cursor = nil, "", "", ""
	return r
}

// HasFilters tells whether WithoutFilters would change what is found.
func (r Request) HasFilters() bool {
	return len(r.Filters) > 0 || r.From != "" || r.To != ""
}

// Filter is what is asked of one facet, if anything is.
func (r Request) Filter(field string) (Filter, bool) {
	for _, f := range r.Filters {
		if f.Field == field {
			return f, true
		}
	}
	return Filter{}, false
}

// Chosen are the values of one facet that are included and excluded.
func (r Request) Chosen(field string) (include, exclude []string) {
	f, _ := r.Filter(field)
	return f.Include, f.Exclude
}

// change makes a value of a facet included, excluded, or neither.
func (r Request) change(schema Schema, field, value string, include, exclude bool) Request {
	known, ok := schema.facet(field)
	if !ok || value == "" {
		return r
	}
	filter, ok := r.Filter(field)
	if !ok {
		filter = Filter{Field: field, Match: known.DefaultMatch()}
	}
	filter.Include = set(filter.Include, value, include)
	filter.Exclude = set(filter.Exclude, value, exclude)
	if len(filter.Include)+len(filter.Exclude) > MaxValues {
		return r
	}
	if len(filter.Include) == 0 {
		filter.Match = known.DefaultMatch()
	}
	return r.withFilter(schema, filter)
}

// withFilter puts a filter in its place, or takes the field's away when it is
// empty.
func (r Request) withFilter(schema Schema, filter Filter) Request {
	var filters []Filter
	for _, field := range schema.Facets() {
		f, ok := r.Filter(field.Name)
		if field.Name == filter.Field {
			f, ok = filter, len(filter.Include)+len(filter.Exclude) > 0
		}
		if ok {
			filters = append(filters, f)
		}
	}
	r.Filters, r.Cursor = filters, ""
	return r
}

// set gives values with value among them or not; it never writes into values.
func set(values []string, value string, wanted bool) []string {
	switch found := slices.Contains(values, value); {
	case found == wanted:
		return values
	case wanted:
		return append(slices.Clip(values), value)
	}
	var rest []string
	for _, v := range values {
		if v != value {
			rest = append(rest, v)
		}
	}
	return rest
}
