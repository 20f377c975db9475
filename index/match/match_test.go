package match_test

import (
	"strconv"
	"strings"
	"testing"

	"dateline/index/match"
	"dateline/index/words"
	"dateline/query"
)

// schema has the fields that match knows, and one of names.
var schema = query.Schema{
	{Name: "title", Kind: query.Text},
	{Name: "body", Kind: query.Text},
	{Name: "lead", Kind: query.Text},
	{Name: "major", Kind: query.Text},
	{Name: "person", Kind: query.Name, Many: true},
	{Name: "lang", Kind: query.Code},
}

// textOf is an English text; its first line is the title.
func textOf(lines ...string) match.Text {
	var text match.Text
	for _, line := range lines {
		text.Parts = append(text.Parts, words.Tokens(line, "en"))
	}
	text.Entities = func(string) []match.Entity {
		forms := []string{"John von Doe", "Doe", "the painter"}
		return []match.Entity{{Names: append(forms, "Painters"), Forms: forms}, {Names: []string{"Ann"}, Forms: []string{"Ann"}}}
	}
	return text
}

// written are the words of spans.
func written(spans []match.Span, lines []string) string {
	var list []string
	for _, s := range spans {
		list = append(list, lines[s.Part][s.From:s.To])
	}
	return strings.Join(list, " | ")
}

func TestSpans(t *testing.T) {
	t.Parallel()
	lines := []string{
		"The rule of law",
		"John von Doe, the painter, met Ann in Bern. The covid-19 rules ruled.",
		"Doe said, “rule of law, law of rule, of law!” And Ann said nothing, Doe said",
	}
	tests := []struct{ query, spans, marks string }{
		{"rule", "rule | rules | ruled | rule | rule", "rule | rules | ruled | rule | rule"},
		{"title:rule", "rule", "rule"},
		{"lead:rule", "rule | rules | ruled", "rule | rules | ruled"},
		{"major:ann", "Ann | Ann", "Ann | Ann"},
		{"major:nothing", "", ""},
		{"major:law", "law | law | law | law", "law | law | law | law"},
		{`"rule of law"`, "rule of law | rule of law | rule, of law", "rule of law | rule of law | rule, of law"},
		{`body:"rule law"~1`, "rule of law | law of rule | rule, of law", "rule of law | law of rule | rule, of law"},
		{`"law law"~0`, "law, law", "law, law"},
		{`"law law"~2`, "law, law", "law, law"},
		{`"law law"~3`, "law, law | law of rule, of law", "law, law | law of rule, of law"},
		{"covid19", "covid-19", "covid-19"},
		{"covid-19", "covid-19 | covid-19", "covid-19 | covid-19"},
		{"r*l?d", "ruled", "ruled"},
		{"jonh~1", "John", "John"},
		{"/r.*s/", "rules", "rules"},
		{"ann OR bern", "Ann | Bern | Ann", "Ann | Bern | Ann"},
		{"ann w/p bern", "Ann | Bern", "Ann | Bern"},
		{"ann w/2 bern", "Ann in Bern", "Ann | Bern"},
		{"ann w/1 bern", "", ""},
		{"bern pre/2 ann", "", ""},
		{"ann pre/2 bern", "Ann in Bern", "Ann | Bern"},
		{"doe w/3 said", "Doe said | said nothing, Doe | Doe said", "Doe | said | said | Doe | said"},
		{"doe pre/1 said", "Doe said | Doe said", "Doe | said | Doe | said"},
		{"ann NOT w/2 bern", "Ann", "Ann"},
		{"ann NOT w/p bern", "Ann", "Ann"},
		{"met w/3 (ann bern)", "met Ann in Bern", "met | Ann | Bern"},
		{"(ann bern) w/1 in", "Ann in Bern", "Ann | in | Bern"},
		{"(met ann) w/3 (bern in)", "met Ann in Bern", "met | Ann | in | Bern"},
		{"met NOT w/1 (ann bern)", "met", "met"},
		{"met NOT w/3 (ann bern)", "", ""},
		{"(john w/2 doe) w/1 von", "John von Doe", "John | von | Doe"},
		{"(john w/9 bern) w/1 met", "John von Doe, the painter, met Ann in Bern", "John | met | Bern"},
		{"(john w/2 doe) w/3 painter", "John von Doe, the painter", "John | Doe | painter"},
		{"john w/3 john", "", ""},
		{"atleast3 ann", "", ""},
		{"atleast2 ann", "Ann | Ann", "Ann | Ann"},
		{"atleast2(doe w/1 said)", "Doe said | Doe said", "Doe | said | Doe | said"},
		{"(ann^2 OR bern)^3 w/2 in", "Ann in | in Bern", "Ann | in | Bern"},
		{"person:ann w/1 in", "Ann in", "Ann | in"},
		{"lang:en", "", ""},
		{"like:x", "", ""},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			t.Parallel()
			e, _ := query.Parse(test.query, query.OpAnd, schema)
			m := match.New(schema, query.All{}, e)
			found := m.Find(textOf(lines...))
			if got := written(m.Spans(1, found), lines); got != test.spans {
				t.Errorf("spans %s, want %s", got, test.spans)
			}
			if got := written(m.Marks(1, found), lines); got != test.marks {
				t.Errorf("marks %s, want %s", got, test.marks)
			}
		})
	}
}

func TestNamesStandWhereTheirFormsDo(t *testing.T) {
	t.Parallel()
	lines := []string{"A painter", "John von Doe met Ann.", "The painter left. Then Doe came back."}
	tests := []struct{ query, spans string }{
		{"person:doe w/9 (met OR left OR came)", "John von Doe met | The painter left | left. Then Doe | Doe came"},
		{`person:"von doe" pre/1 came`, "Doe came"},
		{"person:painters pre/1 came", "Doe came"},
		{"person:PAINTER* pre/1 met", "John von Doe met"},
		{"person:ann w/1 met", "met Ann"},
		{"person:bob w/9 met", ""},
	}
	for _, test := range tests {
		e, _ := query.Parse(test.query, query.OpAnd, schema)
		m := match.New(schema, e)
		got := written(m.Spans(0, m.Find(textOf(lines...))), lines)
		for want := range strings.SplitSeq(test.spans, " | ") {
			if !strings.Contains(" | "+got+" | ", " | "+want+" | ") {
				t.Errorf("%s: spans %s, want among them %s", test.query, got, want)
			}
		}
	}
	nobody := textOf(lines...)
	nobody.Entities = nil
	m := match.New(schema, query.Near{A: query.Word{Field: "person", Text: "doe"}, B: query.Word{Text: "met"}, Within: 9})
	if spans := m.Spans(0, m.Find(nobody)); len(spans) > 0 {
		t.Errorf("without entities there are spans %v", spans)
	}
}

// TestTermsAreShared: a term that is asked for twice is looked for once.
func TestTermsAreShared(t *testing.T) {
	t.Parallel()
	e, _ := query.Parse(`a w/3 b OR "a b" w/3 a OR title:a w/2 x* OR x* w/1 b`, query.OpAnd, schema)
	m := match.New(schema, query.Operands(e)...)
	if n := len(m.Terms()); n != 6 { // a and b, their surfaces, title:a and x*
		t.Errorf("%d terms, want six: %+v", n, m.Terms())
	}
}

// TestManyPairs: a text of nothing but what is asked for ends soon.
func TestManyPairs(t *testing.T) {
	t.Parallel()
	text := textOf("", strings.Repeat("a ", 20_000))
	for _, q := range []string{
		"a w/255 a", "a w/255 a w/255 a w/255 a w/255 a", "a w/255 (a w/255 (a w/255 a))", "(a w/255 a) w/255 (a w/255 a)",
		"a NOT w/255 a", "(a a*) w/255 (a a~1)", `"a a a a"~255`, "atleast255(a w/255 a)", "a NOT w/255 (a w/255 a)", "(a w/255 a) NOT w/1 (a w/255 a)",
	} {
		e, _ := query.Parse(q, query.OpAnd, schema)
		m := match.New(schema, e)
		found := m.Find(text)
		if spans := m.Spans(0, found); len(spans) > 50_000 {
			t.Errorf("%s has %d spans", q, len(spans))
		}
		m.Marks(0, found)
	}
}

// The more is asked, the fewer places of each word are kept.
func TestPlacesAreBounded(t *testing.T) {
	t.Parallel()
	text := textOf("Title", strings.Repeat("a ", 1000))
	var exprs []query.Expr
	for i := range 1023 {
		exprs = append(exprs, query.Word{Text: "b" + strconv.Itoa(i)})
	}
	many := match.New(schema, query.Or{Exprs: append(exprs, query.Word{Text: "a"})})
	few := match.New(schema, query.Word{Text: "a"})
	if n := len(few.Spans(0, few.Find(text))); n != 1000 {
		t.Errorf("%d places of one word, want all 1000", n)
	}
	if n := many.MaxPlaces(); n != 256 {
		t.Errorf("%d places of each of 1024 words are kept, want 256", n)
	}
	spans := many.Spans(0, many.Find(text))
	if len(spans) != 256 || spans[255].Start != 255 {
		t.Errorf("%d places of one among 1024 words, the last %v; want the first 256", len(spans), spans[len(spans)-1])
	}
}

// Alternatives of one word, such as a joined form, are one place.
func TestAlternativesAreOnePlace(t *testing.T) {
	t.Parallel()
	lines := []string{"Title", "covid-19"}
	m := match.New(schema, query.Wildcard{Pattern: "covid*"})
	if got := m.Find(textOf(lines...)); len(got[0]) != 1 || written(got[0], lines) != "covid-19" {
		t.Errorf("places %v, want one over both parts", got)
	}
}

func TestFindStops(t *testing.T) {
	t.Parallel()
	text := textOf("Title", strings.Repeat("a ", 1000), strings.Repeat("a ", 1000))
	asked := 0
	text.Stop = func() bool { asked++; return asked == 3 }
	m := match.New(schema, query.Word{Text: "a"})
	if n := len(m.Find(text)[0]); asked != 3 || n == 0 || n > 1000 {
		t.Errorf("%d places after asking %d times", n, asked)
	}
	text.Stop = func() bool { return true }
	names := match.New(schema, query.Phrase{Field: "person", Text: "Ann"})
	if got := names.Find(text)[0]; len(got) > 0 {
		t.Errorf("names are looked for after the end: %v", got)
	}
}
