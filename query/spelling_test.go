package query_test

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"dateline/query"
)

// TestSpellings writes random trees in all the ways a person might and wants
// each tree back, without repairs.
func TestSpellings(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		e := randomTree(random, 4, "")
		text := spell(random, e)
		got, repairs := query.Parse(text, query.OpAnd, schema)
		if mended(repairs) || !reflect.DeepEqual(e, got) {
			t.Fatalf("%q is read as %q with repairs %+v, want %q", text, got, repairs, e)
		}
	}
}

// spell writes a tree so that it can stand anywhere.
func spell(random *rand.Rand, e query.Expr) string {
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	text := ""
	switch e := e.(type) {
	case query.And:
		for i, inner := range e.Exprs {
			operand := spell(random, inner)
			if i > 0 {
				text += pick(" ", " AND ", " & ", " && ", "\t", "\u00a0")
			}
			if strings.IndexAny(operand, "-!") != 0 {
				text += pick("", "", "+")
			}
			text += operand
		}
		text = "(" + text + pick(")", " )")
	case query.Or:
		for i, inner := range e.Exprs {
			if i > 0 {
				text += pick(" OR ", "|", " | ", "||", "\nOR\n")
			}
			text += spell(random, inner)
		}
		text = pick("(", "( ") + text + ")"
	case query.Not:
		text = pick("NOT ", "-", "!", "NOT NOT NOT ", "NOT(NOT -") + spell(random, e.Expr)
		if strings.HasPrefix(text, "NOT(") {
			text += ")"
		}
	case query.Word:
		text = spellPrefix(random, e.Field) + strings.TrimPrefix(e.String(), e.Field+":")
	case query.Phrase:
		text = spellPrefix(random, e.Field) + spellPhrase(random, e)
	case query.Near:
		n := strconv.Itoa(e.Within)
		operator := pick("w/", "W/", "near/", "NEAR/", "near", "NEAR")
		if e.Ordered {
			operator = pick("pre/", "PRE/", "onear/", "ONEAR/", "adj", "ADJ")
		}
		text = "(" + spell(random, e.A) + " " + operator + n + " " + spell(random, e.B) + ")"
	case query.NotNear:
		operator := pick("w/", "near/") + strconv.Itoa(e.Within)
		if e.Within == 0 {
			operator = pick("w/p", "SAME")
		}
		text = "(" + spell(random, e.A) + " NOT " + operator + " " + spell(random, e.B) + ")"
	case query.SameParagraph:
		text = "(" + spell(random, e.A) + pick(" w/p ", " W/P ", " SAME ") + spell(random, e.B) + ")"
	case query.AtLeast:
		text = pick("atleast", "ATLEAST", "AtLeast") + strconv.Itoa(e.N) + pick("", " ") + "(" + spell(random, e.Expr) + ")"
	case query.Boost:
		text = "(" + spell(random, e.Expr) + ")^" + strconv.FormatFloat(e.Factor, 'f', -1, 64)
	case query.Wildcard, query.Fuzzy, query.Regexp:
		field, _ := query.FieldOf(e)
		text = spellPrefix(random, field) + strings.TrimPrefix(e.String(), field+":")
	case query.All, query.Dates, query.Compare, query.Has, query.Like:
		text = e.String()
	}
	if random.IntN(8) == 0 {
		text = "(" + text + ")"
	}
	return text
}

func spellPrefix(random *rand.Rand, field string) string {
	if field == "" {
		return ""
	}
	known, _ := schema.Lookup(field)
	names := append([]string{known.Name, strings.ToUpper(known.Name)}, known.Aliases...)
	return names[random.IntN(len(names))] + ":"
}

func spellPhrase(random *rand.Rand, p query.Phrase) string {
	if strings.ContainsAny(p.Text, "“”„‟«»\"") {
		return strings.TrimPrefix(p.String(), p.Field+":")
	}
	quoted := strings.TrimPrefix(query.Phrase{Text: p.Text}.String(), p.Field+":")
	pairs := []string{`""`, "“”", "„“", "«»", "»«", "””"}
	pair := []rune(pairs[random.IntN(len(pairs))])
	inner := strings.ReplaceAll(quoted[1:len(quoted)-1], " ", []string{" ", "  "}[random.IntN(2)])
	text := string(pair[0]) + inner + string(pair[1])
	if p.Slop > 0 {
		text += "~" + strconv.Itoa(p.Slop)
	}
	return text
}

// TestGroupsWithPrefix: a prefix before parentheses is a prefix before every
// leaf within that has none.
func TestGroupsWithPrefix(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ group, spread string }{
		{"title:(a b)", "title:a title:b"},
		{"title:(a OR -b)", "title:a OR -title:b"},
		{`title:("a b" (c OR d))`, `title:"a b" (title:c OR title:d)`},
		{"title:(a person:b c)", "title:a person:b title:c"},
		{"title:(person:(a b) c)", "person:a person:b title:c"},
		{"-title:(a b)", "-(title:a title:b)"},
		{"date:(2026 OR 2024-01..2024-03)", "date:2026 OR date:2024-01..2024-03"},
		{"title:(a) b", "title:a b"},
		{"lang:( de | fr )", "lang:de OR lang:fr"},
	} {
		got, repairs := query.Parse(test.group, query.OpAnd, schema)
		want, _ := query.Parse(test.spread, query.OpAnd, schema)
		if len(repairs) > 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as %q with repairs %+v, want %q", test.group, got, repairs, want)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	names := []string{"title", "person", "org", "by", "lang", "language"}
	for _, test := range []struct{ name, want string }{
		{"perosn", "person"},
		{"persons", "person"},
		{"Person", "person"},
		{"titel", "title"},
		{"languaeg", "language"},
		{"lan", "lang"},
		{"ogr", "org"},
		{"to", ""}, // two letters: any slip makes another word
		{"bz", ""},
		{"published", ""},
		{"", ""},
		{strings.Repeat("person", 10), ""},
	} {
		if got := query.Nearest(test.name, names); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}
