package query_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"dateline/query"
)

// step is a change that a reader makes to a search by one link.
type step struct {
	name string
	take func(query.Request) query.Request
	// page: the change is only to another page of the same list.
	page bool
}

// randomStep is any change, of values that a few steps choose again and again.
func randomStep(random *rand.Rand) step {
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	field, value := pick("person", "location", "source", "lang", "title", "place"), pick("a", "b", "c", "")
	match := []query.Match{query.MatchAll, query.MatchAny}[random.IntN(2)]
	from, to := query.Moment(pick("", "2024", "30d")), query.Moment(pick("", "2026-03", "7d"))
	if from == "30d" && to == "2026-03" || from == "2024" && to == "7d" { // which of them is earlier depends on the day
		to = ""
	}
	sort := []query.Sort{"", query.Relevance, query.Newest, query.Oldest}[random.IntN(4)]
	size, text, cursor := random.IntN(query.MaxSize+1), pick("", "flood", " flood ", `"a b" -c`), pick("", "x", "y")
	return []step{
		{"With " + field + " " + value, func(r query.Request) query.Request { return r.With(schema, field, value) }, false},
		{"WithExcluded " + field + " " + value, func(r query.Request) query.Request { return r.WithExcluded(schema, field, value) }, false},
		{"Without " + field + " " + value, func(r query.Request) query.Request { return r.Without(schema, field, value) }, false},
		{"WithMatch " + field, func(r query.Request) query.Request { return r.WithMatch(schema, field, match) }, false},
		{"WithText " + text, func(r query.Request) query.Request { return r.WithText(text) }, false},
		{fmt.Sprintf("WithDates %s %s", from, to), func(r query.Request) query.Request { return r.WithDates(from, to) }, false},
		{"WithSort", func(r query.Request) query.Request { return r.WithSort(sort) }, false},
		{"WithSize", func(r query.Request) query.Request { return r.WithSize(size) }, false},
		{"WithoutFilters", query.Request.WithoutFilters, false},
		{"WithCursor", func(r query.Request) query.Request { return r.WithCursor(cursor) }, true},
	}[random.IntN(10)]
}

// TestWalks takes random steps from search to search: each has a URL that gives it
// again, a change does not touch the search that it was made of, is the same when
// it is made twice, and leaves no cursor of another list.
func TestWalks(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(41, 42))
	for range 300 {
		r := query.NewRequest()
		for range 30 {
			s := randomStep(random)
			before := r.Encode(schema)
			changed := s.take(r)
			if after := r.Encode(schema); after != before {
				t.Fatalf("%s changes %q into %q", s.name, before, after)
			}
			checkRoundTrip(t, changed)
			if again := s.take(changed); again.Encode(schema) != changed.Encode(schema) {
				t.Fatalf("%s of %q gives %q, and once more %q", s.name, before, changed.Encode(schema), again.Encode(schema))
			}
			if same := reflect.DeepEqual(r, changed); !same && !s.page && changed.Cursor != "" {
				t.Fatalf("%s of %q keeps the cursor", s.name, before)
			}
			checkFilters(t, changed)
			if r = changed; t.Failed() {
				return
			}
		}
	}
}

// checkFilters wants the filters of a request in the order of the schema, one a
// facet, none empty, and no value both included and excluded.
func checkFilters(t *testing.T, r query.Request) {
	t.Helper()
	var names []string
	for _, f := range r.Filters {
		names = append(names, f.Field)
		if len(f.Include)+len(f.Exclude) == 0 || f.Match == "" {
			t.Errorf("filter %+v", f)
		}
		for _, value := range f.Include {
			if slices.Contains(f.Exclude, value) || value == "" {
				t.Errorf("%s is included and excluded, or nothing: %+v", value, f)
			}
		}
	}
	var order []string
	for _, f := range schema.Facets() {
		if slices.Contains(names, f.Name) {
			order = append(order, f.Name)
		}
	}
	if !slices.Equal(names, order) {
		t.Errorf("filters of %v, want each once in the order %v", names, order)
	}
}

// TestStepsBack: what one link does another one undoes.
func TestStepsBack(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(43, 44))
	for range 500 {
		r := query.NewRequest()
		for range random.IntN(8) {
			r = randomStep(random).take(r)
		}
		r.Cursor = ""
		const fresh = "never chosen"
		for name, there := range map[string]func(query.Request, string) query.Request{
			"With":         func(r query.Request, field string) query.Request { return r.With(schema, field, fresh) },
			"WithExcluded": func(r query.Request, field string) query.Request { return r.WithExcluded(schema, field, fresh) },
		} {
			for _, field := range schema.Facets() {
				back := there(r, field.Name).Without(schema, field.Name, fresh)
				if back.Encode(schema) != r.Encode(schema) {
					t.Fatalf("%s %s and back of %q is %q", name, field.Name, r.Encode(schema), back.Encode(schema))
				}
			}
		}
		if got := r.WithExcluded(schema, "person", fresh).With(schema, "person", fresh); got.Encode(schema) != r.With(schema, "person", fresh).Encode(schema) {
			t.Fatalf("to include what is excluded gives %q", got.Encode(schema))
		}
	}
}

// TestFacetWalk reads all values of a facet page by page, there and back: each
// value is on one page.
func TestFacetWalk(t *testing.T) {
	t.Parallel()
	for values := range 40 {
		for size := 1; size < 12; size++ {
			r := query.NewFacetRequest(query.NewRequest(), "person")
			r.Size = size
			shown, pages := 0, []string{r.Encode(schema)}
			for ok := true; ok; {
				if r.Offset != shown {
					t.Fatalf("of %d values by %d: a page begins at %d after %d were shown", values, size, r.Offset, shown)
				}
				shown = min(values, r.Offset+size)
				var next query.FacetRequest
				if next, ok = r.Next(values); ok {
					r = next
					pages = append(pages, r.Encode(schema))
				}
			}
			if shown != values {
				t.Fatalf("of %d values by %d only %d are shown", values, size, shown)
			}
			for _, page := range slices.Backward(pages[:len(pages)-1]) {
				prev, ok := r.Prev(values)
				if r = prev; !ok || r.Encode(schema) != page {
					t.Fatalf("of %d values by %d: back leads to %q, want %q", values, size, r.Encode(schema), page)
				}
			}
			if _, ok := r.Prev(values); ok {
				t.Fatalf("of %d values by %d: there is a page before the first", values, size)
			}
		}
	}
}

// TestFacetLinksKeepTheSearch: from any search to the values of any facet and
// back, it is the same search but for its page.
func TestFacetLinksKeepTheSearch(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(45, 46))
	for range 300 {
		r := query.NewRequest()
		for range random.IntN(12) {
			r = randomStep(random).take(r)
		}
		r.Feedback, r.Recency = random.IntN(2) == 1, random.IntN(query.MaxRecency+1)
		for _, field := range schema.Facets() {
			asked := query.NewFacetRequest(r, field.Name)
			got := facetRequest(t, field.Name, asked.Encode(schema))
			want := r.WithSize(query.DefaultSize)
			if got.Search.Encode(schema) != want.Encode(schema) || got.Encode(schema) != asked.Encode(schema) {
				t.Fatalf("the values of %s under %q are those under %q", field.Name, want.Encode(schema), got.Search.Encode(schema))
			}
		}
	}
}

// TestCalendarTiles: days make up a month, months a year, and years follow one
// another, without a gap and without an overlap.
func TestCalendarTiles(t *testing.T) {
	t.Parallel()
	var now time.Time
	span := func(format string, args ...any) (from, to time.Time) {
		m, err := query.ParseMoment(fmt.Sprintf(format, args...))
		if err != nil {
			t.Fatal(err)
		}
		if from, to = m.Span(now); !from.Before(to) {
			t.Errorf("%s is from %s to %s", m, from, to)
		}
		return from, to
	}
	_, at := span("%04d", 1895)
	for year := 1896; year <= 2104; year++ { // with and without a leap day in the even century
		first, last := span("%04d", year)
		if !first.Equal(at) {
			t.Errorf("%d begins at %s, the year before ends at %s", year, first, at)
		}
		for month := 1; month <= 12; month++ {
			from, to := span("%04d-%02d", year, month)
			if !from.Equal(at) {
				t.Errorf("%d-%d begins at %s, what was before ends at %s", year, month, from, at)
			}
			for day := 1; at.Before(to); day++ {
				var begin time.Time
				if begin, at = span("%04d-%02d-%02d", year, month, day); begin.Before(from) || at.After(to) {
					t.Errorf("day %d is not in the month from %s to %s", day, from, to)
				}
			}
		}
		if !at.Equal(last) {
			t.Errorf("%d ends at %s, its last day at %s", year, last, at)
		}
	}
}

// TestAges: of two ages the greater number reaches back further, and every age
// reaches to now.
func TestAges(t *testing.T) {
	t.Parallel()
	for day := range 800 {
		now := time.Date(2023, 12, 1+day, 23, 59, 59, 0, time.UTC)
		for _, unit := range []string{"h", "d", "w", "m", "y"} {
			last := now.Add(time.Nanosecond)
			for n := range 30 {
				from, to := query.Moment(fmt.Sprint(n, unit)).Span(now)
				if !to.Equal(now) || !from.Before(last) {
					t.Fatalf("%d%s at %s is from %s to %s; one less is from %s", n, unit, now, from, to, last)
				}
				last = from
			}
		}
	}
}

// TestRangesOfNumbers: a range holds what lies between its ends, whichever stands
// first.
func TestRangesOfNumbers(t *testing.T) {
	t.Parallel()
	for a := range 6 {
		for b := range 6 {
			e, repairs := query.Parse(fmt.Sprintf("words:%d..%d", a, b), query.OpAnd, schema)
			if mended := codes(repairs); (mended == "reversed_numbers") != (a > b) || a <= b && mended != "" {
				t.Errorf("words:%d..%d has repairs %q", a, b, mended)
			}
			for n := range 7 {
				inside := true
				for _, end := range query.Operands(e) {
					compare := end.(query.Compare)
					inside = inside && compare.Op.Holds(n, compare.Value)
				}
				if want := min(a, b) <= n && n <= max(a, b); inside != want {
					t.Errorf("%d in words:%d..%d: %v", n, a, b, inside)
				}
			}
		}
	}
}

// TestComparisonsAreConsistent: of two opposite comparisons always one holds.
func TestComparisonsAreConsistent(t *testing.T) {
	t.Parallel()
	for n := range 5 {
		for value := range 5 {
			for a, b := range map[query.Comparison]query.Comparison{query.Less: query.NotLess, query.More: query.AtMost} {
				if a.Holds(n, value) == b.Holds(n, value) {
					t.Errorf("%d %s %d and %d %s %d are both %v", n, a, value, n, b, value, a.Holds(n, value))
				}
			}
			if both := query.AtMost.Holds(n, value) && query.NotLess.Holds(n, value); both != query.Equal.Holds(n, value) {
				t.Errorf("%d = %d: %v", n, value, !both)
			}
		}
	}
}
