package query_test

import (
	"errors"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/query"
)

// wrong is a parameter that no reader takes, with what it is told.
type wrong struct{ name, value, code string }

// reader reads the parameters of one address.
type reader struct {
	name  string
	read  func(url.Values) error
	right url.Values
	wrong []wrong
}

func readers() []reader {
	search := []wrong{
		{"op", "nor", "bad_value"},
		{"from", "soon", "bad_date"},
		{"to", "2026-02-30", "bad_date"},
		{"sort", "best", "bad_value"},
		{"facets", "colour", "unknown_facet"},
		{"facet_size", "-1", "out_of_range"},
		{"snippets", "1.5", "bad_number"},
		{"feedback", "2", "out_of_range"},
		{"recency", "never", "bad_number"},
		{"match_person", "some", "bad_value"},
		{"cursor", strings.Repeat("x", 1025), "too_long"},
		{"q", strings.Repeat("x", query.MaxText+1), "too_long"},
		{"size", "many", "bad_number"},
		{"page", "2", "unknown_parameter"},
		{"Q", "flood", "unknown_parameter"},
		{"place", "Cairo", "unknown_parameter"},
		{"", "x", "unknown_parameter"},
	}
	right := url.Values{
		"op": {"or"}, "person": {"Ann", "Bob"}, "not_lang": {"de"}, "sort": {"newest"}, "facets": {"lang"}, "facet_size": {"3"},
		"snippets": {"0"}, "feedback": {"1"}, "recency": {"7"}, "match_person": {"any"}, "cursor": {"x"}, "q": {"flood"}, "size": {"9"},
		"from": {"2025"}, "to": {"2026"},
	}
	return []reader{
		{"a search", func(v url.Values) error { _, err := query.FromValues(v, schema); return err }, right, search},
		{
			"a facet",
			func(v url.Values) error { _, err := query.FacetFromValues("person", v, schema); return err },
			right,
			append(slices.Clone(search), wrong{"order", "size", "bad_value"}, wrong{"offset", "-1", "out_of_range"}, wrong{"contains", strings.Repeat("x", 257), "too_long"}),
		},
		{
			"a completion",
			func(v url.Values) error {
				_, err := query.CompletionFromValues(v, []string{"word", "person"})
				return err
			},
			url.Values{"q": {"flo"}, "kinds": {"word"}, "size": {"3"}, "format": {"opensearch"}},
			[]wrong{
				{"kinds", "word,persn", "bad_value"},
				{"size", "51", "out_of_range"},
				{"format", "xml", "bad_value"},
				{"q", strings.Repeat("x", query.MaxText+1), "too_long"},
				{"op", "or", "unknown_parameter"},
			},
		},
	}
}

// TestEachWrongParameterIsNamed: among any that are right, those that are wrong
// are named, each once, and nothing else is.
func TestEachWrongParameterIsNamed(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(51, 52))
	for _, r := range readers() {
		if err := r.read(r.right); err != nil {
			t.Fatalf("%s does not take what is right: %v", r.name, err)
		}
		for range 400 {
			given, want := url.Values{}, []string(nil)
			for name, values := range r.right {
				if random.IntN(2) == 0 {
					given[name] = values
				}
			}
			for _, i := range random.Perm(len(r.wrong))[:random.IntN(4)] {
				w := r.wrong[i]
				given[w.name] = []string{w.value}
				want = append(want, w.name+" "+w.code)
			}
			var got []string
			if err := r.read(given); err != nil {
				wrong, ok := errors.AsType[*query.ParamError](err)
				if !ok {
					t.Fatalf("%s fails with %v", r.name, err)
				}
				for _, p := range wrong.Params {
					got = append(got, p.Parameter+" "+p.Code)
					if p.Message == "" || !strings.Contains(err.Error(), p.Parameter+" "+p.Message) {
						t.Errorf("%s: the error %q does not say %q of %q", r.name, err, p.Message, p.Parameter)
					}
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Fatalf("%s with %v: %q are wrong, want %q", r.name, given, got, want)
			}
		}
	}
}

// TestEachParameterIsGivenOnce: what can be given once is refused when it is given
// twice, even with the same value; empty values do not count.
func TestEachParameterIsGivenOnce(t *testing.T) {
	t.Parallel()
	many := []string{"person", "not_lang", "facets"}
	for _, r := range readers() {
		for name, values := range r.right {
			if err := r.read(url.Values{name: {"", values[0], ""}}); err != nil {
				t.Errorf("%s: %s with empty values beside it is %v", r.name, name, err)
			}
			err := r.read(url.Values{name: {values[0], "", values[0]}})
			wrong, refused := errors.AsType[*query.ParamError](err)
			if refused == slices.Contains(many, name) {
				t.Errorf("%s: %s twice is %v", r.name, name, err)
			}
			if refused && (len(wrong.Params) != 1 || wrong.Params[0].Parameter != name || wrong.Params[0].Code != "repeated_parameter") {
				t.Errorf("%s: %s twice is %v", r.name, name, err)
			}
		}
	}
}

// TestSuggestionsAreTaken: what an error suggests instead of a parameter or a
// value is right.
func TestSuggestionsAreTaken(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"srot=newest", "persn=x", "not_perso=x", "match_persom=any", "snipets=1", "facet_sise=1", "form=2026", "curser=x", "recensy=7", "feedbak=1",
		"sort=newset", "op=orr", "match_person=alll", "facets=persn", "facets=location,lnag", "place=x", "language=de", "Q=x", "SORT=oldest",
	} {
		given := values(t, raw)
		_, err := query.FromValues(given, schema)
		wrong, ok := errors.AsType[*query.ParamError](err)
		if !ok || len(wrong.Params) != 1 || wrong.Params[0].Suggestion == "" {
			t.Errorf("%s: %v suggests nothing", raw, err)
			continue
		}
		p := wrong.Params[0]
		mended := url.Values{p.Suggestion: given[p.Parameter]}
		if p.Code != "unknown_parameter" {
			mended = url.Values{p.Parameter: {p.Suggestion}}
		}
		if _, err := query.FromValues(mended, schema); err != nil {
			t.Errorf("%s: %v, and then %v", raw, wrong, err)
		}
	}
}

// TestNumbersOfParameters: each number is taken up to its limit and from 0 on.
func TestNumbersOfParameters(t *testing.T) {
	t.Parallel()
	for name, limit := range map[string]int{
		"size": query.MaxSize, "facet_size": query.MaxFacetSize, "snippets": query.MaxSnippets, "recency": query.MaxRecency, "feedback": 1,
	} {
		for n, want := range map[int]bool{-1: false, 0: true, 1: true, limit: true, limit + 1: false} {
			_, err := query.FromValues(url.Values{name: {strconv.Itoa(n)}}, schema)
			if (err == nil) != want {
				t.Errorf("%s=%d: %v", name, n, err)
			}
		}
	}
}
