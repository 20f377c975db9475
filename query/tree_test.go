package query_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline/query"
)

func TestPositive(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"", ""},
		{`flood "rule of law"`, `flood|"rule of law"`},
		{"a -b (c OR NOT d)", "a|c"},
		{"-(a OR -b)", "b"},
		{"title:a date:2026 -date:7d", "title:a|date:2026"},
		{"-*", ""},
		{"(a w/3 b) -(c w/3 d) atleast2(e OR f)", "a w/3 b|atleast2(e OR f)"},
		{"a^2 (b OR c^3)^2", "a times 2|b times 2|c times 6"},
		{"-(a -b^2) has:person words:>3", "b times 2|has:person|words:>3"},
		{"a NOT w/3 b", "a NOT w/3 b"},
	}
	for _, test := range tests {
		e, _ := query.Parse(test.text, query.OpAnd, schema)
		var got []string
		for _, part := range query.Positive(e) {
			text := part.Expr.String()
			if part.Weight != 1 {
				text += fmt.Sprintf(" times %v", part.Weight)
			}
			got = append(got, text)
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("Positive of %q is %q, want %q", test.text, got, test.want)
		}
	}
}

func TestHasText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want bool
	}{
		{"", false},
		{"flood", true},
		{`"flood"`, true},
		{"-flood", false},
		{"title:flood", true},
		{`person:"Angela Merkel"`, false},
		{"person:merkel flood", true},
		{"lang:de", false},
		{"flo*", true},
		{"person:merk*", false},
		{"person:merkel w/3 summit", true},
		{"person:merkel w/3 location:cairo", false},
		{"atleast3 flood", true},
		{"flood^2", true},
		{"/flo+d/", true},
		{"floood~1", true},
		{"like:ab12", true},
		{"words:>800 has:person", false},
		{"site:bbc.co.uk", false},
		{"date:2026 lang:de -flood", false},
		{"date:2026 lang:de OR flood", true},
	}
	for _, test := range tests {
		e, _ := query.Parse(test.text, query.OpAnd, schema)
		if got := query.HasText(e, schema); got != test.want {
			t.Errorf("HasText of %q is %t, want %t", test.text, got, test.want)
		}
	}
}
