package completion_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/entity"
	"dateline/index"
	"dateline/index/completion"
	"dateline/index/memindex"
	"dateline/query"
)

// newIndex holds some articles with their names.
func newIndex(tb testing.TB) *index.Index {
	tb.Helper()
	var docs []index.Document
	add := func(title, text, source string, names ...string) {
		d := index.Document{}
		d.ID, d.Lang, d.Title, d.Source.Name = fmt.Sprint("id", len(docs)), "en", title, source
		d.Authors = []string{"Jane Doe"}
		d.SetParagraphs([]string{text})
		for _, name := range names {
			kind, name, _ := strings.Cut(name, ":")
			if kind == "location" {
				d.Locations = append(d.Locations, entity.Place{Name: name, Kind: entity.City, Salience: 1})
			} else {
				d.Actors = append(d.Actors, entity.Actor{Name: name, Kind: entity.Kind(kind), Salience: 1})
			}
		}
		docs = append(docs, d)
	}
	add("Ceasefire in Cairo", "The ceasefire holds, said Angela Merkel.", "Cairo Courier",
		"person:Angela Merkel", "org:Central Bank", "location:Cairo")
	add("Central bank cuts rates", "Cents matter to the centre.", "Herald", "org:Central Bank", "person:Angela Davis")
	add("Cease and desist", "São Paulo, said AT&T.", "Herald", "person:Cecilia Malmström", `org:The "Quoted" \ Group*`, "location:São Paulo")
	add("Merkel again", "The mercury fell.", "Herald", "person:Angela Merkel", "person:Mercy Obi", "org:Mercosur")
	engine := memindex.New()
	if err := engine.Write(context.WithoutCancel(tb.Context()), docs); err != nil {
		tb.Fatal(err)
	}
	return index.New(engine, "", func() time.Time { return time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC) })
}

func complete(t *testing.T, x completion.Terms, text string, kinds ...string) string {
	t.Helper()
	list, err := completion.Of(t.Context(), x, query.CompletionRequest{Text: text, Kinds: kinds, Size: 10})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range list {
		lines = append(lines, fmt.Sprintf("%s %s=%d", c.Text, c.Kind, c.Count))
	}
	return strings.Join(lines, "; ")
}

func TestOf(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		// Words, then names.
		{"cea", "cease word=1; ceasefire word=1"},
		{"cent", `central word=1; centre word=1; cents word=1; org:"Central Bank" org=2`},
		{"Merc", `mercury word=1; person:"Mercy Obi" person=1; org:Mercosur org=1`},
		{"war and merk", `war and merkel word=2; war and person:"Angela Merkel" person=2`},
		{"sao", `são word=1; location:"São Paulo" location=1`},
		{"cecilia mal", `person:"Cecilia Malmström" person=1`},
		{"truce -cecilia mal", `truce -cecilia person:"Cecilia Malmström" person=1`},
		{"at&", "at&t word=1"},
		{"her", "source:Herald source=3"},
		// A name by two of its words replaces both.
		{"angela mer", `person:"Angela Merkel" person=2; angela merkel word=2; angela mercury word=1`},
		{"angela m", `person:"Angela Merkel" person=2`},
		{"talks angela mer", `talks person:"Angela Merkel" person=2; …`},
		{"NOT mercy", `NOT person:"Mercy Obi" person=1`},
		// Signs, groups and operators around it stay.
		{"a -merk", `a -merkel word=2; a -person:"Angela Merkel" person=2`},
		{"(a OR merk", `(a OR merkel word=2; (a OR person:"Angela Merkel" person=2`},
		{"a|merk", `a|merkel word=2; a|person:"Angela Merkel" person=2`},
		// Fields.
		{"person:mer", `person:"Angela Merkel" person=2; person:"Mercy Obi" person=1`},
		{"person: mer", `person:"Angela Merkel" person=2; person:"Mercy Obi" person=1`},
		{`x -person: "angela m`, `x -person:"Angela Merkel" person=2`},
		{"perso: merk", `perso: merkel word=2; perso: person:"Angela Merkel" person=2`},
		{"person:(merk", `person:(merkel word=2; person:(person:"Angela Merkel" person=2`},
		{`person:"angela m`, `person:"Angela Merkel" person=2`},
		{"person:", `person:"Angela Merkel" person=2; person:"Angela Davis" person=1; person:"Cecilia Malmström" person=1; person:"Mercy Obi" person=1`},
		{"Place:cai", "location:Cairo location=1"},
		{"-org:merc", "-org:Mercosur org=1"},
		{"actor:merc", `actor:Mercosur actor=1; actor:"Mercy Obi" actor=1`},
		{"org:quo", `org:"The \"Quoted\" \\ Group\*" org=1`},
		{"source:c", `source:"Cairo Courier" source=1`},
		{"lang:e", "lang:en lang=4"},
		{"title:cea", "title:cease word=1; title:ceasefire word=1"},
		{"lead:holds", "lead:holds word=1"},
		{"author:ja", "author:jane word=4"},
		// Phrases.
		{`"the cea`, `"the cease" word=1; "the ceasefire" word=1`},
		{`title:"central ba`, `title:"central bank" word=1`},
		// Nothing.
		{"", ""},
		{"c", ""},
		{"cease ", ""},
		{`"cease"`, ""},
		{`person:"Angela Merkel"`, ""},
		{"ceas*", ""},
		{"person:mer*", ""},
		{"cease~1", ""},
		{"/cea/", ""},
		{"a w/3", ""},
		{"date:2026", ""},
		{"id:id", ""},
		{"words:>1", ""},
		{"\xff\xfe", ""},
	}
	x := newIndex(t)
	for _, test := range tests {
		got := complete(t, x, test.text)
		if want, open := strings.CutSuffix(test.want, "…"); got != test.want && !(open && strings.HasPrefix(got, want)) {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	for _, test := range []struct{ text, kinds, want string }{
		{"cent", "word", "central word=1; centre word=1; cents word=1"},
		{"cent", "org", `org:"Central Bank" org=2`},
		{"cent", "person location", ""},
		{"person:mer", "org", ""},
		// Also those that nobody is offered unasked.
		{"merc", "actor", `actor:Mercosur actor=1; actor:"Mercy Obi" actor=1`},
		{"angela mer", "actor", `actor:"Angela Merkel" actor=2`},
		{"cairo en", "lang", "cairo lang:en lang=4"},
		{"merc", "word actor", `mercury word=1; actor:Mercosur actor=1; actor:"Mercy Obi" actor=1`},
		{"merc", "section", ""},
	} {
		if got := complete(t, x, test.text, strings.Fields(test.kinds)...); got != test.want {
			t.Errorf("%s of %s: %s, want %s", test.text, test.kinds, got, test.want)
		}
	}
	if got := strings.Join(completion.Kinds(), " "); got != "word person org actor location source lang section" {
		t.Errorf("kinds are %s", got)
	}
}

// What is inserted is read as it is meant and finds at least what is told.
func TestCompletionsAreQueries(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	for _, text := range []string{"ce", "me", "an", "said ca", `"said a`, "org:", "source:", "person:", "location:", "lang:", "section:", "actor:", "angela m"} {
		list, err := completion.Of(t.Context(), x, query.CompletionRequest{Text: text, Size: 50})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			result, err := x.Search(t.Context(), query.NewRequest().WithText(c.Text))
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Repairs) > 0 || !strings.Contains(text, " ") && result.Total < c.Count {
				t.Errorf("%q completes to %q: %d articles, want %d; repairs %v", text, c.Text, result.Total, c.Count, result.Repairs)
			}
		}
	}
}

type failing struct{ err error }

func (f failing) Terms(context.Context, index.TermsPlan) ([]index.Term, error) { return nil, f.err }

func TestOfGivesErrors(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"cease", "person:mer", "title:cea", "angela mer"} {
		if _, err := completion.Of(t.Context(), failing{index.ErrClosed}, query.CompletionRequest{Text: text, Size: 10}); !errors.Is(err, index.ErrClosed) {
			t.Errorf("%s: error %v, want that of the index", text, err)
		}
	}
	long := query.CompletionRequest{Text: strings.Repeat("a", completion.MaxText+1), Size: 10}
	if list, err := completion.Of(t.Context(), failing{index.ErrClosed}, long); err != nil || list != nil {
		t.Errorf("a text that is too long: %v, %v", list, err)
	}
}

// answering lists one term whatever is asked.
type answering string

func (a answering) Terms(context.Context, index.TermsPlan) ([]index.Term, error) {
	return []index.Term{{Text: string(a), Count: 1}}, nil
}

func FuzzOf(f *testing.F) {
	for _, text := range []string{"cease", `person:"angela m`, `a -title:ce`, `"“rule`, `\"a b`, "a\xff b:c", "(x|y", "person:AND"} {
		f.Add(text, `The "Quoted" \ Group*`)
	}
	f.Fuzz(func(t *testing.T, text, term string) {
		list, err := completion.Of(t.Context(), answering(term), query.CompletionRequest{Text: text, Size: 3})
		if err != nil || len(list) > 3 {
			t.Fatalf("%d completions, error %v", len(list), err)
		}
		_, before := query.Parse(text, query.OpAnd, index.Fields)
		for _, c := range list {
			_, after := query.Parse(c.Text, query.OpAnd, index.Fields)
			if len(after) > len(before) {
				t.Errorf("%q is read with %v, completed to %q with %v", text, before, c.Text, after)
			}
		}
	})
}
