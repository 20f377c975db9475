package query_test

import (
	"os"
	"strings"
	"testing"

	"dateline/query"
)

func TestOperatorsAreUnderstood(t *testing.T) {
	t.Parallel()
	for _, o := range query.Operators() {
		if o.Syntax == "" || o.Meaning == "" {
			t.Errorf("%+v is not explained", o)
		}
		for _, text := range append([]string{o.Syntax, o.Example}, o.Aliases...) {
			allowed := "match_all wide_pattern any_ending"
			if text != o.Example { // a form such as field:a
				allowed += " unknown_field bad_date stray_char stray_paren"
			}
			_, repairs := query.Parse(text, query.OpAnd, schema)
			for _, r := range repairs {
				if !strings.Contains(allowed, r.Code) {
					t.Errorf("%q needs a repair: %+v", text, r)
				}
			}
		}
	}
}

func TestUnsupportedOperatorsAreNamed(t *testing.T) {
	t.Parallel()
	for _, o := range query.Unsupported() {
		for _, text := range append([]string{o.Syntax, o.Example}, o.Aliases...) {
			if _, repairs := query.Parse(text, query.OpAnd, schema); codes(repairs) != "not_supported" {
				t.Errorf("%q has repairs %q, want not_supported", text, codes(repairs))
			}
		}
	}
}

func TestRepairCodesAreWhatParseSays(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, c := range query.RepairCodes() {
		known[c.Code] = true
		text := c.Input
		switch c.Code { // those whose inputs are too long to show
		case "too_many_terms":
			text = strings.Repeat("a ", query.MaxLeaves+1)
		case "too_deep":
			text = strings.Repeat("(a OR (b ", query.MaxDepth) + "c"
		case "more_repairs":
			text = strings.Repeat("a ~ ", 101)
		}
		if _, repairs := query.Parse(text, query.OpAnd, schema); !strings.Contains(codes(repairs), c.Code) {
			t.Errorf("%q has repairs %q, want %s", c.Input, codes(repairs), c.Code)
		}
	}
	cases, err := os.ReadFile("testdata/parse.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		if parts := strings.Split(strings.TrimSpace(line), "\t"); len(parts) == 3 {
			for code := range strings.FieldsSeq(parts[2]) {
				if !known[code] {
					t.Errorf("%s is not explained in RepairCodes", code)
				}
			}
		}
	}
}
