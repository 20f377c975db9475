package query_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/query"
)

// facetRequest is the request of a URL that must be well formed.
func facetRequest(tb testing.TB, field, raw string) query.FacetRequest {
	tb.Helper()
	r, err := query.FacetFromValues(field, values(tb, raw), schema)
	if err != nil {
		tb.Fatalf("FacetFromValues(%s, %q): %v", field, raw, err)
	}
	return r
}

func TestFacetFromValues(t *testing.T) {
	t.Parallel()
	defaults := query.NewFacetRequest(query.NewRequest(), "person")
	tests := []struct {
		name, raw string
		want      func(*query.FacetRequest)
	}{
		{"defaults", "", func(*query.FacetRequest) {}},
		{"its own", "contains=+zel+&order=value&offset=200&size=1000", func(r *query.FacetRequest) {
			r.Contains, r.Order, r.Offset, r.Size = "zel", query.ByValue, 200, 1000
		}},
		{"a search", "q=flood&person=Ann&sort=oldest&snippets=0&facets=lang", func(r *query.FacetRequest) {
			r.Search = request(t, "q=flood&person=Ann&sort=oldest&snippets=0&facets=lang")
		}},
		{"a search ranked otherwise", "q=flood&feedback=1&recency=30", func(r *query.FacetRequest) {
			r.Search = request(t, "q=flood&feedback=1&recency=30")
		}},
		{"no page of hits", "cursor=abc", func(*query.FacetRequest) {}},
		{"no values", "size=0", func(r *query.FacetRequest) { r.Size = 0 }},
		{"empty", "contains=&order=&offset=&size=", func(*query.FacetRequest) {}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			want := defaults
			tt.want(&want)
			if diff := cmp.Diff(want, facetRequest(t, "person", tt.raw)); diff != "" {
				t.Errorf("(- want, + got):\n%s", diff)
			}
		})
	}
}

func TestFacetFromValuesIsStrict(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, field, raw string
		want             query.Param
	}{
		{"no facet", "title", "", query.Param{Parameter: "field", Code: "unknown_facet"}},
		{"an alias", "place", "", query.Param{Parameter: "field", Code: "unknown_facet", Suggestion: "location"}},
		{"a slip", "persn", "", query.Param{Parameter: "field", Code: "unknown_facet", Suggestion: "person"}},
		{"nothing", "", "", query.Param{Parameter: "field", Code: "unknown_facet"}},
		{"order", "person", "order=name", query.Param{Parameter: "order", Code: "bad_value"}},
		{"order, nearly", "person", "order=cuont", query.Param{Parameter: "order", Code: "bad_value", Suggestion: "count"}},
		{"offset", "person", "offset=-1", query.Param{Parameter: "offset", Code: "out_of_range"}},
		{"size", "person", "size=1001", query.Param{Parameter: "size", Code: "out_of_range"}},
		{"twice", "person", "contains=a&contains=b", query.Param{Parameter: "contains", Code: "repeated_parameter"}},
		{"long", "person", "contains=" + strings.Repeat("a", 257), query.Param{Parameter: "contains", Code: "too_long"}},
		{"unknown", "person", "contain=a", query.Param{Parameter: "contain", Code: "unknown_parameter", Suggestion: "contains"}},
		{"of the search", "person", "from=soon", query.Param{Parameter: "from", Code: "bad_date"}},
		{"links", "person", "size=1000&q=" + strings.Repeat("%28", 8192) + "&person=" + strings.Repeat("a", 3000), query.Param{Parameter: "size", Code: "too_large"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := query.FacetFromValues(tt.field, values(t, tt.raw), schema)
			wrong, ok := errors.AsType[*query.ParamError](err)
			if !ok || len(wrong.Params) != 1 {
				t.Fatalf("error %v, want one wrong parameter", err)
			}
			got := wrong.Params[0]
			if got.Message == "" {
				t.Error("no message")
			}
			got.Message, got.Allowed = "", nil
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(- want, + got):\n%s", diff)
			}
		})
	}
}

func TestFacetChanges(t *testing.T) {
	t.Parallel()
	r := facetRequest(t, "person", "q=flood&offset=100&contains=a&order=value")
	tests := []struct {
		name string
		got  query.FacetRequest
		want string
	}{
		{"offset", r.WithOffset(200), "q=flood&contains=a&order=value&offset=200"},
		{"before the first", r.WithOffset(-100), "q=flood&contains=a&order=value"},
		{"order", r.WithOrder(query.ByCount), "q=flood&contains=a"},
		{"contains", r.WithContains(" b "), "q=flood&contains=b&order=value"},
		{"search", r.WithSearch(request(t, "lang=de&cursor=x&size=50")), "lang=de&contains=a&order=value"},
		{"nothing", r, "q=flood&contains=a&order=value&offset=100"},
	}
	for _, tt := range tests {
		if got := tt.got.Encode(schema); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestFacetPages(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, raw  string
		values     int
		prev, next string // "-" for none
	}{
		{"the only page", "", 100, "-", "-"},
		{"the first", "", 101, "-", "offset=100"},
		{"the second", "offset=100", 250, "", "offset=200"},
		{"the last", "offset=200", 250, "offset=100", "-"},
		{"not at a border", "offset=30", 250, "", "offset=130"},
		{"beyond the last", "offset=9000", 250, "offset=150", "-"},
		{"of nothing", "offset=9000", 0, "", "-"},
		{"no values", "size=0", 250, "-", "-"},
	}
	for _, tt := range tests {
		r := facetRequest(t, "person", tt.raw)
		prev, next := "-", "-"
		if p, ok := r.Prev(tt.values); ok {
			prev = p.Encode(schema)
		}
		if n, ok := r.Next(tt.values); ok {
			next = n.Encode(schema)
		}
		if prev != tt.prev || next != tt.next {
			t.Errorf("%s: prev %q, next %q, want %q, %q", tt.name, prev, next, tt.prev, tt.next)
		}
	}
}

// FuzzFacetValues: what is read is written back, in one form.
func FuzzFacetValues(f *testing.F) {
	f.Add("person", "q=flood&contains=zel&order=value&offset=100&size=50")
	f.Add("lang", "lang=de&not_person=Ann&match_person=any&cursor=x&facets=")
	f.Add("org", "q=flood&feedback=1&recency=30&sort=relevance")
	f.Add("place", "size=0&offset=99999999999")
	f.Fuzz(func(t *testing.T, field, raw string) {
		parsed, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		r, err := query.FacetFromValues(field, parsed, schema)
		if err != nil {
			if _, ok := errors.AsType[*query.ParamError](err); !ok {
				t.Fatalf("error %v is no ParamError", err)
			}
			return
		}
		again := facetRequest(t, field, r.Encode(schema))
		if diff := cmp.Diff(r, again); diff != "" {
			t.Errorf("%q (- first, + again):\n%s", raw, diff)
		}
		if diff := cmp.Diff(r.Values(schema), values(t, r.Encode(schema))); diff != "" {
			t.Errorf("%q: Values and Encode differ:\n%s", raw, diff)
		}
	})
}
