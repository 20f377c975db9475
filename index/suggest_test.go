package index_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/query"
)

// presidents are articles in which some words are frequent.
func presidents() []index.Document {
	return []index.Document{
		article("a", "The president speaks", "The ceasefire in New York holds, the president said."),
		article("b", "A speech", "Said the president of the council: the ceasefire holds."),
		article("c", "President, again", "He left York."),
	}
}

// What is suggested is read as it is meant, and finds what it says.
func TestSuggestionsFindWhatTheySay(t *testing.T) {
	t.Parallel()
	x := newIndex(t, presidents()...)
	for _, text := range []string{
		"presdent", "PRESDENT ceasfire", `"the presdent of"`, `presdent AND (ceasfire OR "concil holds") NOT york`,
		"presdent w/9 concil", "title:presdent", "newyork", "presdent^3 -left", "atleast2(presdent)",
		"presdent NOT w/3 newyork", "lead:presdent", "(presdent ceasfire) w/p concil", "presdent presdent",
		"presdent's", `presdent "a AND b" OR ceasfire`,
	} {
		for _, op := range []query.Op{query.OpAnd, query.OpOr} {
			req := query.NewRequest().WithText(text)
			req.Op = op
			found := search(t, x, req)
			if len(found.Suggestions) == 0 {
				t.Errorf("%s %s: nothing is suggested", op, text)
			}
			for _, s := range found.Suggestions {
				r := search(t, x, req.WithText(s.Text))
				if r.Total != s.Total || s.Total <= found.Total || len(r.Repairs) > 0 {
					t.Errorf("%s %s: %q finds %d, not %d; the query found %d; repairs %v", op, text, s.Text, r.Total, s.Total, found.Total, r.Repairs)
				}
			}
		}
	}
}

// A space too many is one where both words have to be there.
func TestSuggestionsJoinWords(t *testing.T) {
	t.Parallel()
	x := newIndex(t, presidents()...)
	for text, want := range map[string]string{
		"cease fire":                "ceasefire",
		"holds cease fire":          "holds ceasefire",
		"Cease Fire AND (xx OR yy)": "",
		"title:cease title:fire":    "",
		"cease fire AND (the OR b)": "ceasefire (the OR b)",
		"cease -fire":               "",
	} {
		got := ""
		if list := search(t, x, query.NewRequest().WithText(text)).Suggestions; len(list) > 0 {
			got = list[0].Text
		}
		if got != want {
			t.Errorf("%s: %q is suggested, want %q", text, got, want)
		}
	}
}

// counting counts the calls of an engine, and can fail them.
type counting struct {
	index.Engine
	searches, terms int
	fail            func(ctx context.Context) error
}

func (c *counting) Search(ctx context.Context, plan index.Plan) (*index.Result, error) {
	c.searches++
	return c.Engine.Search(ctx, plan)
}

func (c *counting) Terms(ctx context.Context, plan index.TermsPlan) ([]index.Term, error) {
	c.terms++
	if c.fail != nil {
		return nil, c.fail(ctx)
	}
	return c.Engine.Terms(ctx, plan)
}

func newCounting(t *testing.T) *counting {
	t.Helper()
	engine := memindex.New()
	if err := engine.Write(t.Context(), presidents()); err != nil {
		t.Fatal(err)
	}
	return &counting{Engine: engine}
}

// A query of known words costs one look into the dictionary.
func TestSuggestionsAreCheap(t *testing.T) {
	t.Parallel()
	for text, most := range map[string]counting{
		"":                       {searches: 1},
		"-president":             {searches: 1},
		"president":              {searches: 2, terms: 1}, // the index is so small that every word is rare
		"presdent":               {searches: 4, terms: 6},
		"pres* lang:en id:a /x/": {searches: 1},
	} {
		engine := newCounting(t)
		search(t, index.New(engine, "", noon), query.NewRequest().WithText(text))
		if engine.searches > most.searches || engine.terms > most.terms {
			t.Errorf("%q: %d searches and %d looks into the dictionary, at most %d and %d",
				text, engine.searches, engine.terms, most.searches, most.terms)
		}
	}
}

// Nobody waits for suggestions, but errors are not swallowed.
func TestSuggestionsThatFail(t *testing.T) {
	t.Parallel()
	engine := newCounting(t)
	engine.fail = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	x := index.New(engine, "", noon)
	if r := search(t, x, query.NewRequest().WithText("presdent OR holds")); r.Total != 2 || r.Suggestions != nil {
		t.Errorf("%d articles, suggestions %v; want the answer without any", r.Total, r.Suggestions)
	}
	engine.fail = func(context.Context) error { return index.ErrDamaged }
	if _, err := x.Search(t.Context(), query.NewRequest().WithText("presdent")); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("error %v, want that of the engine", err)
	}
}

func TestSuggestionsOnTheFirstPageOnly(t *testing.T) {
	t.Parallel()
	x := newIndex(t, presidents()...)
	req := query.NewRequest().WithText("presdent OR said")
	req.Size = 1
	first := search(t, x, req)
	if len(first.Suggestions) == 0 || first.Next == "" {
		t.Fatalf("suggestions %v, next %q", first.Suggestions, first.Next)
	}
	second := search(t, x, req.WithCursor(first.Next))
	if slices.ContainsFunc(second.Suggestions, func(index.Suggestion) bool { return true }) {
		t.Errorf("the second page suggests %v", second.Suggestions)
	}
}
