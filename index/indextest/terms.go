package indextest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/index"
)

// terms asks for words or values with the parameters of a step, and compares
// them with its lines.
func (p *player) terms(ctx context.Context, s step) []error {
	plan, err := termsPlan(s.rest)
	if err != nil {
		return []error{fmt.Errorf("%s: %w", s.place, err)}
	}
	list, err := p.engine.Terms(ctx, plan)
	if err != nil {
		return []error{fmt.Errorf("%s: %w", s.place, err)}
	}
	var failures []error
	for _, l := range s.lines {
		want := strings.Join(strings.Fields(l.rest), " ")
		switch got := written(list); {
		case l.word != "are":
			failures = append(failures, fmt.Errorf("%s: nothing to expect of terms is called %q", l.place, l.word))
		case got != want:
			failures = append(failures, fmt.Errorf("%s: terms %s are %q, want %q", l.place, s.rest, got, want))
		}
	}
	return failures
}

// termsPlan reads name=value pairs.
func termsPlan(parameters string) (index.TermsPlan, error) {
	plan := index.TermsPlan{Size: 10, Slips: 1}
	values, err := parseParameters(parameters)
	if err != nil {
		return plan, err
	}
	for name := range values {
		value := values.Get(name)
		switch name {
		case "words":
			plan.Field = strings.Trim(value, "*")
		case "values":
			plan.Field, plan.Values = value, true
		case "prefix":
			plan.Prefix = value
		case "near":
			plan.Near = value
		case "slips":
			plan.Slips, err = strconv.Atoi(value)
		case "exact":
			plan.Exact = values[name]
		case "size":
			plan.Size, err = strconv.Atoi(value)
		default:
			err = fmt.Errorf("terms have no parameter %q", name)
		}
		if err != nil {
			return plan, err
		}
	}
	return plan, nil
}

func written(list []index.Term) string {
	var terms []string
	for _, t := range list {
		terms = append(terms, fmt.Sprintf("%s=%d", t.Text, t.Count))
	}
	return orNone(terms, "; ")
}

// sameTerms compares the words or values that two engines list.
func (r *report) sameTerms(ctx context.Context, reference, engine index.Engine, plan index.TermsPlan) {
	want, err := reference.Terms(ctx, plan)
	r.must("reference: Terms", err)
	got, err := engine.Terms(ctx, plan)
	r.must("Terms", err)
	if !slices.Equal(got, want) {
		r.errorf("terms %+v: got %v, want %v", plan, got, want)
	}
}

// termsPlan asks for words or values by a piece of one that may be there.
func (g *generator) termsPlan() index.TermsPlan {
	plan := index.TermsPlan{
		Field: pick(g, []string{"", "", "title", "body", "person", "org", "location", "author", "source", "lead", "lang", "id"}),
		Size:  pick(g, []int{0, 1, 2, 5, 1000}),
	}
	if plan.Values = g.chance(40); plan.Values {
		plan.Field = pick(g, index.Fields.Facets()).Name
	}
	names := slices.Concat(people(), groups(), sources()[1:], vocabulary(pick(g, languages())))
	text := strings.ToLower(pick(g, names))
	letters := []rune(text)
	switch g.IntN(3) {
	case 0:
		plan.Prefix = string(letters[:g.IntN(len(letters)+1)])
	case 1:
		at := g.IntN(len(letters))
		plan.Near, plan.Slips = string(slices.Delete(letters, at, at+1)), 1+g.IntN(2)
	default:
		plan.Exact = append(names, text)
	}
	return plan
}
