package query

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ParamError says which parameters of a request are wrong, all at once.
type ParamError struct{ Params []Param }

// Param is one parameter that is wrong.
type Param struct {
	Parameter string `json:"parameter"`
	// Code is the kind of mistake: "unknown_parameter", "repeated_parameter",
	// "bad_number", "out_of_range", "bad_value", "bad_date", "empty_range",
	// "too_long", "too_large", "too_many_values" or "unknown_facet".
	Code string `json:"code"`
	// Message says what is wrong; it reads on after the parameter's name.
	Message string `json:"message"`
	// Allowed are the possible values where there are only a few.
	Allowed []string `json:"allowed,omitempty"`
	// Suggestion is the name or value that was probably meant.
	Suggestion string `json:"suggestion,omitempty"`
}

// Error is one line with all the mistakes.
func (e *ParamError) Error() string {
	var lines []string
	for _, p := range e.Params {
		line := p.Parameter + " " + p.Message
		if p.Suggestion != "" {
			line += " (did you mean " + p.Suggestion + "?)"
		}
		lines = append(lines, line)
	}
	return "wrong parameters: " + strings.Join(lines, "; ")
}

// params reads the parameters one by one and keeps what is wrong with them.
type params struct {
	values url.Values
	schema Schema
	known  []string
	wrong  []Param
}

func (p *params) refuse(wrong Param) { p.wrong = append(p.wrong, wrong) }

// many are the distinct values of a parameter that may be repeated.
func (p *params) many(name string) []string {
	p.known = append(p.known, name)
	return distinct(p.values[name])
}

// one is the value of a parameter that may be given once, "" if it is not.
func (p *params) one(name string) string {
	p.known = append(p.known, name)
	var given []string
	for _, value := range p.values[name] {
		if value != "" {
			given = append(given, value)
		}
	}
	switch len(given) {
	case 0:
		return ""
	case 1:
		return given[0]
	}
	p.refuse(Param{Parameter: name, Code: "repeated_parameter", Message: "is given " + strconv.Itoa(len(given)) + " times; give it once"})
	return ""
}

func (p *params) atMost(name, value string, limit int) {
	if len(value) > limit {
		p.refuse(Param{
			Parameter: name, Code: "too_long",
			Message: "is " + strconv.Itoa(len(value)) + " bytes long; the limit is " + strconv.Itoa(limit),
		})
	}
}

func (p *params) number(name string, standard, limit int) int {
	text := p.one(name)
	if text == "" {
		return standard
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil && strings.Trim(text, "0123456789") != "":
		p.refuse(Param{Parameter: name, Code: "bad_number", Message: "is no whole number"})
	case err != nil || n < 0 || n > limit:
		p.refuse(Param{Parameter: name, Code: "out_of_range", Message: "must be from 0 to " + strconv.Itoa(limit)})
	}
	return n
}

func (p *params) moment(name string) Moment {
	text := p.one(name)
	if text == "" {
		return ""
	}
	m, err := ParseMoment(text)
	if err != nil {
		p.refuse(Param{Parameter: name, Code: "bad_date", Message: "is " + err.Error()})
	}
	return m
}

// inOrder refuses a range that nothing can be in. An age and a date of the
// calendar are not compared: that depends on the day.
func (p *params) inOrder(from, to Moment) {
	if from != "" && to != "" && from.isAge() == to.isAge() && !earlier(from, to) {
		p.refuse(Param{Parameter: "to", Code: "empty_range", Message: "must be later than from; it is where the range ends, not included"})
	}
}

// earlier compares the starts of two moments of the same sort.
func earlier(a, b Moment) bool {
	now := time.Date(2000, 1, 31, 0, 0, 0, 0, time.UTC) // any will do
	start, _ := a.Span(now)
	end, _ := b.Span(now)
	return start.Before(end)
}

// choice reads a parameter that has only a few values.
func choice[T ~string](p *params, name string, standard T, allowed ...T) T {
	text := p.one(name)
	if text == "" {
		return standard
	}
	if slices.Contains(allowed, T(text)) {
		return T(text)
	}
	var names []string
	for _, a := range allowed {
		names = append(names, string(a))
	}
	p.refuse(Param{
		Parameter: name, Code: "bad_value", Message: "must be one of " + strings.Join(names, ", "),
		Allowed: names, Suggestion: Nearest(text, names),
	})
	return standard
}

// refuseUnknown refuses what nobody has read, in the order of the alphabet.
func (p *params) refuseUnknown() {
	var unknown []string
	for name := range p.values {
		if !slices.Contains(p.known, name) {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		p.refuse(Param{
			Parameter: name, Code: "unknown_parameter", Message: "is no parameter of a search",
			Suggestion: p.meant(name, p.known),
		})
	}
}

// meant is the one of known that an unknown name was probably meant to be: a
// facet called by an alias, or the nearest.
func (p *params) meant(name string, known []string) string {
	if field, ok := p.schema.Lookup(strings.ToLower(name)); ok && field.Facet {
		return field.Name
	}
	return Nearest(name, known)
}

// distinct drops empty values and repetitions.
func distinct(values []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, value := range values {
		if value != "" && !seen[value] {
			seen[value] = true
			kept = append(kept, value)
		}
	}
	return kept
}
