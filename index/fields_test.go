package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/internal/golden"
	"dateline/query"
)

func TestFieldsAreWhole(t *testing.T) {
	t.Parallel()
	reserved := []string{"q", "op", "from", "to", "sort", "feedback", "recency", "size", "cursor", "facets", "facet_size", "snippets"}
	taken := map[string]string{}
	for _, field := range index.Fields {
		for _, name := range append([]string{field.Name}, field.Aliases...) {
			if name != strings.ToLower(name) || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
				t.Errorf("%q is no name for a prefix: it is not of small letters", name)
			}
			if other, ok := taken[name]; ok {
				t.Errorf("%q names both %s and %s", name, other, field.Name)
			}
			taken[name] = field.Name
		}
		if field.Facet && slices.Contains(reserved, field.Name) {
			t.Errorf("facet %s has the name of another parameter", field.Name)
		}
		if field.Meaning == "" || !strings.Contains(field.Example, field.Name+":") {
			t.Errorf("%s is not explained: meaning %q, example %q", field.Name, field.Meaning, field.Example)
		}
	}
}

func TestExamplesNeedNoRepair(t *testing.T) {
	t.Parallel()
	var examples []string
	for _, field := range index.Fields {
		examples = append(examples, field.Example)
	}
	for _, operator := range query.Operators() {
		if operator.Example != "*" {
			examples = append(examples, operator.Example)
		}
	}
	for _, example := range examples {
		if _, repairs := query.Parse(example, query.OpAnd, index.Fields); len(repairs) > 0 {
			t.Errorf("%s needs repairs: %+v", example, repairs)
		}
	}
}

// TestLanguageDocument renders docs/query-language.md, so that what it says
// is what the tables of operators and fields say.
func TestLanguageDocument(t *testing.T) {
	t.Parallel()
	golden.Equal(t, "../docs/query-language.md", []byte(languageDocument()))
}

const introduction = `# Query language

<!-- Written by: go test ./index -run TestLanguageDocument -update -->

What the search box and the parameter ` + "`q`" + ` understand. No text is an error: what is
not well formed is mended, and the answer says what was mended, where, and how the
text was read. Capitals make an operator: ` + "`AND`" + ` joins, "and" is a word.

What binds tightest: a phrase and a prefix, then the operators of proximity, then ` + "`NOT`" + `, then ` + "`AND`" + ` (also where words just
stand side by side), then ` + "`OR`" + `. So ` + "`a OR b c`" + ` is read as ` + "`a OR (b AND c)`" + `.
With ` + "`op=or`" + `, words, phrases and groups that stand side by side are alternatives; what
has a prefix, ` + "`-` or `+`" + ` still narrows: ` + "`a b -c`" + ` is then ` + "`(a OR b) AND NOT c`" + `.
Words such as ` + "`w/5`, `pre/5` and `atleast5`" + ` are operators in capitals or not. Some archives
read ` + "`w/5`" + ` as "in this order"; here that is ` + "`pre/5`" + `.

Bare words find all their forms; quoted words only what is written. Single quotes are
apostrophes. What counts as one word is told in the package ` + "`index/words`" + `.
`

func languageDocument() string {
	var b strings.Builder
	b.WriteString(introduction)
	b.WriteString("\n## Operators\n\n| operator | also | meaning | example |\n|---|---|---|---|\n")
	writeOperators(&b, query.Operators())
	b.WriteString("\n## Fields\n\nCapitals do not matter in a prefix. One that is not in this table is read as a word.\n\n" +
		"| prefix | also | finds articles by | compared | facet | example |\n|---|---|---|---|---|---|\n")
	for _, f := range index.Fields {
		facet := ""
		if f.Facet {
			facet = "yes"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n",
			code(f.Name+":"), codes(f.Aliases, ":"), f.Meaning, comparison(f.Kind), facet, code(f.Example))
	}
	fmt.Fprintf(&b, `
A facet is also a parameter of the URL: %s, %s to exclude, and %s
or %s for how several chosen values join.

Dates are a year, a month, a day, an instant such as %s, or an age: %s.
All are in UTC.

## Bounds

A query has at most %d bytes, and the first %d of its words, phrases and dates are used, of one phrase
the first %d words. Its reading is at most %d parentheses deep; what is deeper joins what is around it. Distances are from 1 to
%d, counts to %d, weights from %v to %v. A pattern has at most 256 bytes; of the words of the index
that fit it, the 1024 most frequent are looked for, and a note in the answer says when there are more.

## Near each other

Title and paragraphs are texts of their own: nothing is near something in another one. From the end of
the one to the start of the other there are at most n words, 1 for neighbours: %s finds
"John von Doe". Operands stand in the same part and do not share a word. Words joined by %s in an
operand must all be near the same place of the other side; joined by %s, any of them.
A name such as %s stands where any form of that entity stands in the text.

## Not supported yet

These are recognised and named in a repair.

| operator | also | meaning | example |
|---|---|---|---|
`, code("person=…"), code("not_person=…"), code("match_person=all"), code("any"),
		code("2026-03-14T10:00:00Z"), codes([]string{"24h", "7d", "2w", "3m", "1y"}, ""), query.MaxText, query.MaxLeaves, query.MaxPhrase, query.MaxDepth,
		query.MaxDistance, query.MaxCount, query.MinBoost, query.MaxBoost,
		code("joh* w/2 doe"), code("AND"), code("OR"), code(`person:"Angela Merkel"`))
	writeOperators(&b, query.Unsupported())
	b.WriteString("\n## Repairs\n\n| code | for example | reading |\n|---|---|---|\n")
	for _, c := range query.RepairCodes() {
		example := c.Input
		if !strings.Contains(example, " very ") && !strings.HasPrefix(example, "very ") { // a text, not a description of one
			example = code(example)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Code, example, c.Reading)
	}
	return b.String()
}

func writeOperators(b *strings.Builder, operators []query.Operator) {
	for _, o := range operators {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", code(o.Syntax), codes(o.Aliases, ""), o.Meaning, code(o.Example))
	}
}

// code is text as code in a cell of a table, where a bar would end the cell.
func code(text string) string { return "`" + strings.ReplaceAll(text, "|", `\|`) + "`" }

func codes(texts []string, end string) string {
	var list []string
	for _, text := range texts {
		list = append(list, code(text+end))
	}
	return strings.Join(list, " ")
}

func comparison(kind query.Kind) string {
	switch kind {
	case query.Text:
		return "as text"
	case query.Name:
		return "by words of the name"
	case query.Code:
		return "whole"
	case query.Host:
		return "by domain"
	case query.Date:
		return "by time"
	case query.Number:
		return "by size"
	}
	return "?"
}
