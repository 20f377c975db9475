package query

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Prefixes of the parameters that a facet has besides its own name.
const (
	notPrefix   = "not_"
	matchPrefix = "match_"
)

// Values are the parameters that ask for r: FromValues gives r again. What is
// a default or empty is left out, so equal requests have equal values.
func (r Request) Values(schema Schema) url.Values {
	values := url.Values{}
	for _, p := range r.pairs(schema) {
		values.Add(p.name, p.value)
	}
	return values
}

// Encode is Values as the query part of a URL, in a fixed order that people
// can read: the text first, then facets, dates, order and page. Equal requests
// give equal bytes.
func (r Request) Encode(schema Schema) string {
	var b strings.Builder
	for i, p := range r.pairs(schema) {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(p.name))
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(p.value))
	}
	return b.String()
}

// pair is one parameter with one value.
type pair struct{ name, value string }

func (r Request) pairs(schema Schema) []pair {
	var pairs []pair
	add := func(name, value, standard string) {
		if value != standard {
			pairs = append(pairs, pair{name, value})
		}
	}
	add("q", r.Text, "")
	add("op", string(r.Op), string(OpAnd))
	for _, field := range schema.Facets() {
		filter, _ := r.Filter(field.Name)
		for _, value := range filter.Include {
			add(field.Name, value, "")
		}
		for _, value := range filter.Exclude {
			add(notPrefix+field.Name, value, "")
		}
		if len(filter.Include) > 0 {
			add(matchPrefix+field.Name, string(filter.Match), string(field.DefaultMatch()))
		}
	}
	add("from", string(r.From), "")
	add("to", string(r.To), "")
	add("sort", string(r.Sort), "")
	add("size", strconv.Itoa(r.Size), strconv.Itoa(DefaultSize))
	add("cursor", r.Cursor, "")
	if r.Facets != nil {
		pairs = append(pairs, pair{"facets", strings.Join(r.Facets, ",")})
	}
	add("facet_size", strconv.Itoa(r.FacetSize), strconv.Itoa(DefaultFacet))
	add("snippets", strconv.Itoa(r.Snippets), strconv.Itoa(DefaultShown))
	return pairs
}

// FromValues reads the parameters of a URL or form. It is strict: the error is
// a *ParamError that names every parameter that is unknown or wrong. Empty
// values count as absent, except that an empty "facets" asks for none.
func FromValues(values url.Values, schema Schema) (Request, error) {
	p := params{values: values, schema: schema}
	r := NewRequest()
	r.Text = strings.TrimSpace(p.one("q"))
	p.atMost("q", r.Text, MaxText)
	r.Op = choice(&p, "op", r.Op, OpAnd, OpOr)
	for _, field := range schema.Facets() {
		if filter, ok := p.filter(field); ok {
			r.Filters = append(r.Filters, filter)
		}
	}
	r.From, r.To = p.moment("from"), p.moment("to")
	p.inOrder(r.From, r.To)
	r.Sort = choice(&p, "sort", "", Relevance, Newest, Oldest)
	r.Size = p.number("size", r.Size, MaxSize)
	r.Cursor = p.one("cursor")
	p.atMost("cursor", r.Cursor, maxCursorSize)
	r.Facets = p.facets()
	r.FacetSize = p.number("facet_size", r.FacetSize, MaxFacetSize)
	r.Snippets = p.number("snippets", r.Snippets, MaxSnippets)
	p.refuseUnknown()
	if len(p.wrong) == 0 {
		p.answerable(r)
	}
	if len(p.wrong) > 0 {
		return Request{}, &ParamError{Params: p.wrong}
	}
	return r, nil
}

// maxLinks bounds the bytes of the links in an answer.
const maxLinks = 48 << 20

// answerable refuses a request whose answer would be little but links: each hit,
// each value of a facet and each chosen value leads on by addresses as long as
// the request's own.
func (p *params) answerable(r Request) {
	facets := len(r.Facets)
	if r.Facets == nil {
		facets = len(p.schema.Facets())
	}
	links := 5*r.Size + 2*facets*r.FacetSize
	for _, f := range r.Filters {
		links += 3 * (len(f.Include) + len(f.Exclude))
	}
	if length := len(r.Encode(p.schema)); length*links > maxLinks {
		p.refuse(Param{
			Parameter: "facet_size", Code: "too_large",
			Message: "asks, with size and the chosen values, for too long an answer to a search of " + strconv.Itoa(length) + " bytes; ask for less",
		})
	}
}

// filter reads the three parameters of a facet; ok when it chooses something.
func (p *params) filter(field Field) (f Filter, ok bool) {
	f = Filter{Field: field.Name, Include: p.many(field.Name), Exclude: p.many(notPrefix + field.Name)}
	if n := len(f.Include) + len(f.Exclude); n > MaxValues {
		p.refuse(Param{
			Parameter: field.Name, Code: "too_many_values",
			Message: "has " + strconv.Itoa(n) + " values, included and excluded; the limit is " + strconv.Itoa(MaxValues),
		})
	}
	f.Match = choice(p, matchPrefix+field.Name, field.DefaultMatch(), MatchAll, MatchAny)
	if len(f.Include) == 0 {
		f.Match = field.DefaultMatch()
	}
	return f, len(f.Include)+len(f.Exclude) > 0
}

// facets reads the list of facets to count, in the order of the schema: nil
// when nothing is said of them. To name every one is to say something.
func (p *params) facets() []string {
	given, ok := p.values["facets"]
	p.known = append(p.known, "facets")
	if !ok {
		return nil
	}
	var allowed []string
	for _, field := range p.schema.Facets() {
		allowed = append(allowed, field.Name)
	}
	wanted := map[string]bool{}
	for _, name := range distinct(strings.Split(strings.Join(given, ","), ",")) {
		if wanted[name] = true; !slices.Contains(allowed, name) {
			p.refuse(Param{
				Parameter: "facets", Code: "unknown_facet", Message: strconv.Quote(name) + " is no facet",
				Allowed: allowed, Suggestion: Nearest(name, allowed),
			})
		}
	}
	list := []string{}
	for _, name := range allowed {
		if wanted[name] {
			list = append(list, name)
		}
	}
	return list
}
