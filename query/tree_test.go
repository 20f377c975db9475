package query_test

import (
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
	}
	for _, test := range tests {
		e, _ := query.Parse(test.text, query.OpAnd, schema)
		var got []string
		for _, leaf := range query.Positive(e) {
			got = append(got, leaf.String())
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
