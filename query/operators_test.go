package query_test

import (
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
			_, repairs := query.Parse(text, query.OpAnd, schema)
			for _, r := range repairs {
				formal := text != o.Example // such as field:a
				if r.Code != "match_all" && !(formal && (r.Code == "unknown_field" || r.Code == "bad_date" || r.Code == "stray_char" || r.Code == "stray_paren")) {
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
