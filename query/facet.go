package query

import (
	"math"
	"net/url"
	"strconv"
	"strings"
)

// FacetOrder is the order of the values of a facet.
type FacetOrder string

// The orders. Each is total.
const (
	// ByCount puts the most frequent first, ties in the order of their bytes.
	ByCount FacetOrder = "count"
	// ByValue is the order of the alphabet, without regard to case and accents.
	ByValue FacetOrder = "value"
)

// Limits and defaults of a FacetRequest.
const (
	MaxContains   = 256 // bytes
	DefaultValues = 100
)

// FacetRequest asks for the values of one facet under a search, page by page.
type FacetRequest struct {
	// Search selects the articles that are counted. Its page of hits (Size,
	// Cursor) is not asked for.
	Search Request
	// Field is the name of a facet of the schema.
	Field string
	// Contains keeps the values in which each of its words begins a word; ""
	// keeps all.
	Contains string
	// Order is never "" after FacetFromValues.
	Order FacetOrder
	// Offset is the number of values before the page, Size that of the page.
	// The values are counted all for every page, so a later one costs no more.
	Offset, Size int
}

// NewFacetRequest asks for the first values of a facet under a search.
func NewFacetRequest(search Request, field string) FacetRequest {
	search.Size, search.Cursor = DefaultSize, ""
	return FacetRequest{Search: search, Field: field, Order: ByCount, Size: DefaultValues}
}

// FacetFromValues reads the parameters of a URL or form that asks for the
// values of a facet: those of a search, where size is now the number of values,
// and contains, order and offset. It is as strict as FromValues; a field that is
// no facet is a wrong parameter too.
func FacetFromValues(field string, values url.Values, schema Schema) (FacetRequest, error) {
	p := params{values: values, schema: schema}
	if _, ok := schema.facet(field); !ok {
		facets := schema.facetNames()
		p.refuse(Param{
			Parameter: "field", Code: "unknown_facet", Message: strconv.Quote(field) + " is no facet",
			Allowed: facets, Suggestion: p.meant(field, facets),
		})
	}
	r := NewFacetRequest(p.search(), field)
	r.Size = p.number("size", DefaultValues, MaxFacetSize)
	r.Contains = strings.TrimSpace(p.one("contains"))
	p.atMost("contains", r.Contains, MaxContains)
	r.Order = choice(&p, "order", ByCount, ByCount, ByValue)
	r.Offset = p.number("offset", 0, math.MaxInt32)
	p.refuseUnknown()
	if len(p.wrong) == 0 {
		const linksOfValue = 2
		p.answerable(r.Encode(schema), "size", linksOfValue*r.Size+linksOfFilters(r.Search))
	}
	if len(p.wrong) > 0 {
		return FacetRequest{}, &ParamError{Params: p.wrong}
	}
	return r, nil
}

// WithOffset asks for another page of the same values.
func (r FacetRequest) WithOffset(offset int) FacetRequest {
	r.Offset = max(0, offset)
	return r
}

// WithOrder asks for the values in another order, from the first.
func (r FacetRequest) WithOrder(order FacetOrder) FacetRequest {
	r.Order, r.Offset = order, 0
	return r
}

// WithContains asks for other values of the facet, from the first.
func (r FacetRequest) WithContains(text string) FacetRequest {
	r.Contains, r.Offset = strings.TrimSpace(text), 0
	return r
}

// WithSearch asks for the values under another search, from the first.
func (r FacetRequest) WithSearch(search Request) FacetRequest {
	search.Size, search.Cursor = DefaultSize, ""
	r.Search, r.Offset = search, 0
	return r
}

// Values are the parameters that ask for r, without its field: FacetFromValues
// gives r again.
func (r FacetRequest) Values(schema Schema) url.Values { return valuesOf(r.pairs(schema)) }

// Encode is Values as the query part of a URL; equal requests give equal bytes.
func (r FacetRequest) Encode(schema Schema) string { return encode(r.pairs(schema)) }

func (r FacetRequest) pairs(schema Schema) []pair {
	search := r.Search
	search.Size, search.Cursor = DefaultSize, ""
	pairs := search.pairs(schema)
	add := func(name, value, standard string) {
		if value != standard {
			pairs = append(pairs, pair{name, value})
		}
	}
	add("contains", r.Contains, "")
	add("order", string(r.Order), string(ByCount))
	add("offset", strconv.Itoa(r.Offset), "0")
	add("size", strconv.Itoa(r.Size), strconv.Itoa(DefaultValues))
	return pairs
}
