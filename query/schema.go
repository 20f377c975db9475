package query

import "slices"

// Kind says how the values of a field are compared with what a user asks.
type Kind int

// The kinds of fields.
const (
	// Text is running text: bare words match stems, phrases surface forms.
	Text Kind = iota
	// Name is a name: its words match in order, without regard to case and
	// accents; part of a name is enough.
	Name
	// Code is compared whole, without regard to case: a language code, an id.
	Code
	// Host is a domain name, matched by it or any domain above it.
	Host
	// Date is a point in time.
	Date
	// Number is a whole number, compared by size.
	Number
)

// Field is one thing that can be asked of an article: a prefix of the query
// language ("title:"), and for a facet also a parameter ("source=").
type Field struct {
	// Name is the prefix without colon, and the parameter of a facet.
	Name string
	// Aliases are other spellings of the prefix.
	Aliases []string
	Kind    Kind
	// Facet: the field has values that are counted and filtered by.
	Facet bool
	// Many: one article can have several values. Chosen values of such a
	// facet are all required unless the request says otherwise; of a
	// single-valued facet any is enough.
	Many bool
	// Meaning and Example are one line each for help and documents.
	Meaning string
	Example string
}

// Schema is the list of fields, in the order in which they are shown.
type Schema []Field

// Lookup finds a field by its name or one of its aliases, in lower case.
func (s Schema) Lookup(name string) (Field, bool) {
	for _, f := range s {
		if f.Name == name || slices.Contains(f.Aliases, name) {
			return f, true
		}
	}
	return Field{}, false
}

// Facets are the fields that are counted, in order.
func (s Schema) Facets() []Field {
	var facets []Field
	for _, f := range s {
		if f.Facet {
			facets = append(facets, f)
		}
	}
	return facets
}

// facetNames are the names of the facets, in order.
func (s Schema) facetNames() []string {
	var names []string
	for _, f := range s.Facets() {
		names = append(names, f.Name)
	}
	return names
}

// InText tells whether what the field holds stands in the text of an article:
// running text, and names that are mentioned there.
func (f Field) InText() bool { return f.Kind == Text || f.Kind == Name && f.Many }

// DefaultMatch is how chosen values of the field join unless the request says
// otherwise.
func (f Field) DefaultMatch() Match {
	if f.Many {
		return MatchAll
	}
	return MatchAny
}

// facet finds a facet by its name; an alias is no parameter.
func (s Schema) facet(name string) (Field, bool) {
	f, ok := s.Lookup(name)
	return f, ok && f.Facet && f.Name == name
}

// asking are the prefixes that ask about other fields, or about an article as
// a whole; they are no fields themselves.
func asking() Schema {
	return Schema{{Name: hasField}, {Name: missingField}, {Name: likeField}}
}

const (
	hasField     = "has"
	missingField = "missing"
	likeField    = "like"
)

// names are the names and aliases of all fields.
func (s Schema) names() []string {
	var names []string
	for _, f := range s {
		names = append(append(names, f.Name), f.Aliases...)
	}
	return names
}
