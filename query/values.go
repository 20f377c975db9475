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
func (r Request) Values(schema Schema) url.Values { return valuesOf(r.pairs(schema)) }

// Encode is Values as the query part of a URL, in a fixed order that people
// can read: the text first, then facets, dates, order and page. Equal requests
// give equal bytes.
func (r Request) Encode(schema Schema) string { return encode(r.pairs(schema)) }

// pair is one parameter with one value.
type pair struct{ name, value string }

func valuesOf(pairs []pair) url.Values {
	values := url.Values{}
	for _, p := range pairs {
		values.Add(p.name, p.value)
	}
	return values
}

func encode(pairs []pair) string {
	var b strings.Builder
	for i, p := range pairs {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(p.name))
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(p.value))
	}
	return b.String()
}

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
	if r.Feedback {
		add("feedback", "1", "")
	}
	add("recency", strconv.Itoa(r.Recency), "0")
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
	r := p.search()
	r.Size = p.number("size", r.Size, MaxSize)
	p.refuseUnknown()
	if len(p.wrong) == 0 {
		p.answerable(r.Encode(schema), "facet_size", p.links(r))
	}
	if len(p.wrong) > 0 {
		return Request{}, &ParamError{Params: p.wrong}
	}
	return r, nil
}

// search reads all parameters of a search but the size of a page: each list
// has its own.
func (p *params) search() Request {
	r := NewRequest()
	r.Text = strings.TrimSpace(p.one("q"))
	p.atMost("q", r.Text, MaxText)
	r.Op = choice(p, "op", r.Op, OpAnd, OpOr)
	for _, field := range p.schema.Facets() {
		if filter, ok := p.filter(field); ok {
			r.Filters = append(r.Filters, filter)
		}
	}
	r.From, r.To = p.moment("from"), p.moment("to")
	p.inOrder(r.From, r.To)
	r.Sort = choice(p, "sort", "", Relevance, Newest, Oldest)
	r.Feedback = p.number("feedback", 0, 1) == 1
	r.Recency = p.number("recency", 0, MaxRecency)
	r.Cursor = p.one("cursor")
	p.atMost("cursor", r.Cursor, maxCursorSize)
	r.Facets = p.facets()
	r.FacetSize = p.number("facet_size", r.FacetSize, MaxFacetSize)
	r.Snippets = p.number("snippets", r.Snippets, MaxSnippets)
	return r
}

// maxLinks bounds the bytes of the links in an answer.
const maxLinks = 48 << 20

// answerable refuses a request whose answer would be little but links, each as
// long as the request's own; it blames the parameter that asks for too many.
func (p *params) answerable(encoded, blamed string, links int) {
	if len(encoded)*links > maxLinks {
		p.refuse(Param{
			Parameter: blamed, Code: "too_large",
			Message: "asks, with the other parameters, for too long an answer to a search of " + strconv.Itoa(len(encoded)) + " bytes; ask for less",
		})
	}
}

// links are those in the answer to a search: of each hit, each facet and each
// value of one, and each chosen value.
func (p *params) links(r Request) int {
	facets := len(r.Facets)
	if r.Facets == nil {
		facets = len(p.schema.Facets())
	}
	return 5*r.Size + 2*facets*(1+r.FacetSize) + linksOfFilters(r)
}

func linksOfFilters(r Request) int {
	links := 0
	for _, f := range r.Filters {
		links += 3 * (len(f.Include) + len(f.Exclude))
	}
	return links
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
	allowed := p.schema.facetNames()
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
