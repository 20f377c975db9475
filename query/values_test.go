package query_test

import (
	"errors"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/query"
)

// values reads the query part of a URL.
func values(tb testing.TB, raw string) url.Values {
	tb.Helper()
	v, err := url.ParseQuery(raw)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// request is the request of a URL that must be well formed.
func request(tb testing.TB, raw string) query.Request {
	tb.Helper()
	r, err := query.FromValues(values(tb, raw), schema)
	if err != nil {
		tb.Fatalf("FromValues(%q): %v", raw, err)
	}
	return r
}

func TestFromValuesDefaults(t *testing.T) {
	t.Parallel()
	got, err := query.FromValues(nil, schema)
	if err != nil {
		t.Fatal(err)
	}
	want := query.Request{Op: query.OpAnd, Size: 25, FacetSize: 10, Snippets: 2}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- want, + got):\n%s", diff)
	}
	if diff := cmp.Diff(want, query.NewRequest()); diff != "" {
		t.Errorf("NewRequest (- want, + got):\n%s", diff)
	}
}

func TestFromValuesEverything(t *testing.T) {
	t.Parallel()
	got := request(t, "q=+flood+&op=or&source=B&source=A&source=B&not_lang=de&person=X&match_person=any"+
		"&from=-7d&to=0d&sort=oldest&feedback=1&recency=30&size=0&cursor=abc&facets=source,person&facets=source&facet_size=1000&snippets=5")
	want := query.Request{
		Text: "flood", Op: query.OpOr,
		Filters: []query.Filter{
			{Field: "person", Include: []string{"X"}, Match: query.MatchAny},
			{Field: "source", Include: []string{"B", "A"}, Match: query.MatchAny},
			{Field: "lang", Exclude: []string{"de"}, Match: query.MatchAny},
		},
		From: "7d", To: "0d", Sort: query.Oldest, Feedback: true, Recency: 30, Size: 0, Cursor: "abc",
		Facets: []string{"person", "source"}, FacetSize: 1000, Snippets: 5,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- want, + got):\n%s", diff)
	}
}

func TestFromValuesIsStrict(t *testing.T) {
	t.Parallel()
	many := strings.Repeat("person=&", 3)
	for i := range query.MaxValues + 1 {
		many += "person=p" + strconv.Itoa(i) + "&"
	}
	tests := []struct {
		name, raw string
		want      []query.Param
	}{
		{"unknown", "queyr=x", []query.Param{{Parameter: "queyr", Code: "unknown_parameter"}}},
		{"misspelt", "perosn=x", []query.Param{{Parameter: "perosn", Code: "unknown_parameter", Suggestion: "person"}}},
		{"misspelt exclusion", "not_preson=x", []query.Param{{Parameter: "not_preson", Code: "unknown_parameter", Suggestion: "not_person"}}},
		{"alias", "language=de", []query.Param{{Parameter: "language", Code: "unknown_parameter", Suggestion: "lang"}}},
		{"capitals", "Sort=newest", []query.Param{{Parameter: "Sort", Code: "unknown_parameter", Suggestion: "sort"}}},
		{"field that is no facet", "title=x", []query.Param{{Parameter: "title", Code: "unknown_parameter"}}},
		{"unknown though empty", "page=", []query.Param{{Parameter: "page", Code: "unknown_parameter"}}},
		{"repeated", "q=a&q=b", []query.Param{{Parameter: "q", Code: "repeated_parameter"}}},
		{"long text", "q=" + strings.Repeat("a", 8193), []query.Param{{Parameter: "q", Code: "too_long"}}},
		{"long cursor", "cursor=" + strings.Repeat("a", 1025), []query.Param{{Parameter: "cursor", Code: "too_long"}}},
		{"too many values", many, []query.Param{{Parameter: "person", Code: "too_many_values"}}},
		{"no number", "size=ten", []query.Param{{Parameter: "size", Code: "bad_number"}}},
		{"no whole number", "size=1.5", []query.Param{{Parameter: "size", Code: "bad_number"}}},
		{"negative", "size=-1", []query.Param{{Parameter: "size", Code: "out_of_range"}}},
		{"too large", "size=201", []query.Param{{Parameter: "size", Code: "out_of_range"}}},
		{"far too large", "snippets=99999999999999999999", []query.Param{{Parameter: "snippets", Code: "out_of_range"}}},
		{"facet size", "facet_size=1001", []query.Param{{Parameter: "facet_size", Code: "out_of_range"}}},
		{"feedback", "feedback=yes", []query.Param{{Parameter: "feedback", Code: "bad_number"}}},
		{"recency", "recency=36501", []query.Param{{Parameter: "recency", Code: "out_of_range"}}},
		{"date", "from=2026-13", []query.Param{{Parameter: "from", Code: "bad_date"}}},
		{"empty range", "from=2026-03&to=2026-03", []query.Param{{Parameter: "to", Code: "empty_range"}}},
		{"range of ages", "from=7d&to=1m", []query.Param{{Parameter: "to", Code: "empty_range"}}},
		{"sort", "sort=newset", []query.Param{{Parameter: "sort", Code: "bad_value", Allowed: []string{"relevance", "newest", "oldest"}, Suggestion: "newest"}}},
		{"op", "op=xor", []query.Param{{Parameter: "op", Code: "bad_value", Allowed: []string{"and", "or"}, Suggestion: "or"}}},
		{"match", "match_person=none", []query.Param{{Parameter: "match_person", Code: "bad_value", Allowed: []string{"all", "any"}}}},
		{"facets", "facets=person,tilte", []query.Param{{Parameter: "facets", Code: "unknown_facet", Allowed: []string{"person", "location", "source", "lang"}}}},
		{"more links than an answer holds", "facet_size=1000&size=200&q=" + strings.Repeat("%28", 2000), []query.Param{{Parameter: "facet_size", Code: "too_large"}}},
		{"more chosen values than an answer holds", longValues(), []query.Param{{Parameter: "facet_size", Code: "too_large"}}},
		{
			"all at once", "z=1&size=x&a=2&op=nand",
			[]query.Param{
				{Parameter: "op", Code: "bad_value", Allowed: []string{"and", "or"}, Suggestion: "and"},
				{Parameter: "size", Code: "bad_number"},
				{Parameter: "a", Code: "unknown_parameter"},
				{Parameter: "z", Code: "unknown_parameter"},
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := query.FromValues(values(t, test.raw), schema)
			wrong, ok := errors.AsType[*query.ParamError](err)
			if !ok {
				t.Fatalf("error is %v, want a *ParamError", err)
			}
			for i := range wrong.Params {
				p := &wrong.Params[i]
				if p.Message == "" || !strings.Contains(err.Error(), p.Parameter+" "+p.Message) {
					t.Errorf("%q does not say that %s %s", err, p.Parameter, p.Message)
				}
				p.Message = ""
			}
			if diff := cmp.Diff(test.want, wrong.Params); diff != "" {
				t.Errorf("(- want, + got):\n%s", diff)
			}
		})
	}
}

// longValues chooses as many values of each facet as there may be.
func longValues() string {
	chosen := url.Values{}
	for i := range query.MaxValues {
		for _, field := range schema.Facets() {
			chosen.Add(field.Name, strings.Repeat("a", 100)+strconv.Itoa(i))
		}
	}
	return chosen.Encode()
}

// The longest text and the longest list go, but not both at once.
func TestLongRequestsGo(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"size=200&facet_size=1000&q=a+long+query+of+an+analyst+OR+" + strings.Repeat("a", 1000),
		"size=200&q=" + strings.Repeat("%28", 8192),
		"facet_size=100&q=" + strings.Repeat("%28", 8192),
		"size=200&facet_size=1000&facets=&q=" + strings.Repeat("%28", 8192),
	} {
		if _, err := query.FromValues(values(t, raw), schema); err != nil {
			t.Errorf("%.60s…: %v", raw, err)
		}
	}
}

func TestMessagesNameTheLimit(t *testing.T) {
	t.Parallel()
	_, err := query.FromValues(values(t, "size=500&op=orr&q="+strings.Repeat("a", 9000)), schema)
	const want = "wrong parameters: q is 9000 bytes long; the limit is 8192; " +
		"op must be one of and, or (did you mean or?); size must be from 0 to 200"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// TestEqualStatesHaveEqualURLs: whatever the order of parameters and however
// defaults are spelt out, there is one URL.
func TestEqualStatesHaveEqualURLs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		want string
		raws []string
	}{
		{"", []string{"", "q=", "q=+", "size=25&snippets=2&facet_size=10&op=and", "feedback=0&recency=0", "person=&match_person=any"}},
		{"q=a+b&op=or", []string{"op=or&q=a+b", "q=+a+b&op=or&size="}},
		{
			"q=a&person=X&not_person=Y&source=S&from=2026&to=2027&sort=newest&size=10&cursor=c",
			[]string{
				"cursor=c&size=10&sort=newest&to=2027&from=2026&source=S&not_person=Y&person=X&q=a",
				"source=S&source=S&match_source=any&person=X&not_person=Y&match_person=all&q=a&from=2026&to=2027&sort=newest&size=010&cursor=c",
			},
		},
		{"person=X&match_person=any", []string{"match_person=any&person=X"}},
		{"not_person=X", []string{"not_person=X&match_person=any"}},
		{"q=a&feedback=1&recency=30", []string{"recency=030&feedback=01&q=a"}},
		{"from=7d", []string{"from=-7d", "from=07D"}},
		{"from=2026-03-14T10%3A00%3A00Z", []string{"from=2026-03-14T11:00:00%2B01:00"}},
		{"facets=person%2Clocation%2Csource%2Clang", []string{"facets=lang,source,person,location"}},
		{"facets=", []string{"facets=", "facets=,", "facets=&facets="}},
		{"facets=person%2Clang", []string{"facets=lang,person", "facets=lang&facets=person", "facets=&facets=lang,,person"}},
		{"source=A%26B+%2B%C3%A9", []string{"source=A%26B%20%2b%c3%a9"}},
	}
	for _, test := range tests {
		for _, raw := range test.raws {
			if got := request(t, raw).Encode(schema); got != test.want {
				t.Errorf("%q is encoded as %q, want %q", raw, got, test.want)
			}
		}
	}
}

func FuzzValues(f *testing.F) {
	for _, seed := range []string{
		"", "q=a+b&op=or&person=X&not_person=Y&match_person=any", "facets=", "facets=lang,person&size=0",
		"from=-7d&to=2026-03-14T10:00:00%2B02:00&sort=oldest", "q=%ff%00&source=%e9", "size=-1&x=y", "cursor=abc&snippets=0",
		"feedback=1&recency=7",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		v, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		r, err := query.FromValues(v, schema)
		if err != nil {
			if wrong, ok := errors.AsType[*query.ParamError](err); !ok || len(wrong.Params) == 0 {
				t.Errorf("FromValues(%q) fails with %v, want a *ParamError that names parameters", raw, err)
			}
			return
		}
		checkRoundTrip(t, r)
	})
}

// checkRoundTrip wants a request back from its values and from its URL.
func checkRoundTrip(t *testing.T, r query.Request) {
	t.Helper()
	again, err := query.FromValues(r.Values(schema), schema)
	if err != nil || !reflect.DeepEqual(r, again) {
		t.Errorf("round trip: %v\nwant %#v\ngot  %#v", err, r, again)
	}
	encoded := r.Encode(schema)
	if v, err := url.ParseQuery(encoded); err != nil || !reflect.DeepEqual(v, r.Values(schema)) {
		t.Errorf("Encode %q is not Values %v: %v", encoded, r.Values(schema), err)
	}
	if again.Encode(schema) != encoded {
		t.Errorf("equal requests have URLs %q and %q", encoded, again.Encode(schema))
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	const start = "q=a&person=X&person=Y&not_source=S&from=2026&size=10&cursor=c"
	tests := []struct {
		name   string
		change func(query.Request) query.Request
		want   string
	}{
		{"text", func(r query.Request) query.Request { return r.WithText(" b ") }, "q=b&person=X&person=Y&not_source=S&from=2026&size=10"},
		{"include", func(r query.Request) query.Request { return r.With(schema, "person", "Z") }, "q=a&person=X&person=Y&person=Z&not_source=S&from=2026&size=10"},
		{"include again", func(r query.Request) query.Request { return r.With(schema, "person", "X") }, "q=a&person=X&person=Y&not_source=S&from=2026&size=10"},
		{"include what was excluded", func(r query.Request) query.Request { return r.With(schema, "source", "S") }, "q=a&person=X&person=Y&source=S&from=2026&size=10"},
		{"include of another facet", func(r query.Request) query.Request { return r.With(schema, "location", "L") }, "q=a&person=X&person=Y&location=L&not_source=S&from=2026&size=10"},
		{"include of no facet", func(r query.Request) query.Request { return r.With(schema, "title", "L") }, start},
		{"include of an alias", func(r query.Request) query.Request { return r.With(schema, "place", "L") }, start},
		{"include nothing", func(r query.Request) query.Request { return r.With(schema, "person", "") }, start},
		{"exclude", func(r query.Request) query.Request { return r.WithExcluded(schema, "person", "X") }, "q=a&person=Y&not_person=X&not_source=S&from=2026&size=10"},
		{"without", func(r query.Request) query.Request { return r.Without(schema, "person", "X") }, "q=a&person=Y&not_source=S&from=2026&size=10"},
		{"without the last", func(r query.Request) query.Request { return r.Without(schema, "source", "S") }, "q=a&person=X&person=Y&from=2026&size=10"},
		{"match", func(r query.Request) query.Request { return r.WithMatch(schema, "person", query.MatchAny) }, "q=a&person=X&person=Y&match_person=any&not_source=S&from=2026&size=10"},
		{"match of nothing included", func(r query.Request) query.Request { return r.WithMatch(schema, "source", query.MatchAll) }, start},
		{
			"match does not outlive its values", func(r query.Request) query.Request {
				r = r.WithMatch(schema, "person", query.MatchAny).WithExcluded(schema, "person", "X")
				return r.Without(schema, "person", "Y").With(schema, "person", "Z")
			}, "q=a&person=Z&not_person=X&not_source=S&from=2026&size=10",
		},
		{"dates", func(r query.Request) query.Request { return r.WithDates("", "2027") }, "q=a&person=X&person=Y&not_source=S&to=2027&size=10"},
		{"sort", func(r query.Request) query.Request { return r.WithSort(query.Oldest) }, "q=a&person=X&person=Y&not_source=S&from=2026&sort=oldest&size=10"},
		{"size", func(r query.Request) query.Request { return r.WithSize(25) }, "q=a&person=X&person=Y&not_source=S&from=2026"},
		{"cursor", func(r query.Request) query.Request { return r.WithCursor("d") }, "q=a&person=X&person=Y&not_source=S&from=2026&size=10&cursor=d"},
		{"without filters", query.Request.WithoutFilters, "q=a&size=10"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := request(t, start)
			changed := test.change(r)
			if got := changed.Encode(schema); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			checkRoundTrip(t, changed)
			if got := r.Encode(schema); got != start {
				t.Errorf("the request itself is now %q, was %q", got, start)
			}
		})
	}
}

// TestChangesDoNotShare: two requests made from one must not write into each
// other.
func TestChangesDoNotShare(t *testing.T) {
	t.Parallel()
	r := query.NewRequest()
	for _, name := range []string{"a", "b", "c"} {
		r = r.With(schema, "person", name)
	}
	first, second := r.With(schema, "person", "d"), r.With(schema, "person", "e")
	for _, test := range []struct {
		name string
		r    query.Request
		want []string
	}{{"first", first, []string{"a", "b", "c", "d"}}, {"second", second, []string{"a", "b", "c", "e"}}, {"origin", r, []string{"a", "b", "c"}}} {
		if got, _ := test.r.Chosen("person"); !slices.Equal(got, test.want) {
			t.Errorf("%s has %q, want %q", test.name, got, test.want)
		}
	}
}

func TestMoreValuesThanAllowedChangeNothing(t *testing.T) {
	t.Parallel()
	r := query.NewRequest()
	for i := range query.MaxValues {
		r = r.With(schema, "person", strconv.Itoa(i))
	}
	checkRoundTrip(t, r)
	if got := r.WithExcluded(schema, "person", "more"); !reflect.DeepEqual(got, r) {
		t.Error("a value beyond the limit was taken")
	}
	if got := r.WithExcluded(schema, "person", "7"); reflect.DeepEqual(got, r) {
		t.Error("a value that only changes sides was not taken")
	}
}

func TestHasFilters(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]bool{
		"q=a&sort=newest&size=3&facets=": false, "person=X": true, "not_lang=de": true, "from=2026": true, "to=2026": true,
	} {
		r := request(t, raw)
		if got := r.HasFilters(); got != want {
			t.Errorf("%q has filters: %t, want %t", raw, got, want)
		}
		if r.WithoutFilters().HasFilters() {
			t.Errorf("%q has filters after WithoutFilters", raw)
		}
	}
}

func TestChosen(t *testing.T) {
	t.Parallel()
	r := request(t, "person=X&not_person=Y&person=Z")
	include, exclude := r.Chosen("person")
	if !slices.Equal(include, []string{"X", "Z"}) || !slices.Equal(exclude, []string{"Y"}) {
		t.Errorf("Chosen gives %q and %q", include, exclude)
	}
	if include, exclude := r.Chosen("lang"); include != nil || exclude != nil {
		t.Errorf("Chosen of a facet that is not filtered gives %q and %q", include, exclude)
	}
}
