package query_test

import (
	"fmt"
	"testing"

	"dateline/query"
)

// TestBinding joins three words by each pair of operators: the one that binds
// tighter takes the word in the middle.
func TestBinding(t *testing.T) {
	t.Parallel()
	tests := []struct{ first, second, want string }{
		{" ", " ", "a AND b AND c"},
		{" ", " AND ", "a AND b AND c"},
		{" AND ", " & ", "a AND b AND c"},
		{" OR ", " | ", "a OR b OR c"},
		{" ", " OR ", "(a AND b) OR c"},
		{" AND ", " OR ", "(a AND b) OR c"},
		{" OR ", " AND ", "a OR (b AND c)"},
		{" OR ", " ", "a OR (b AND c)"},
		{" AND NOT ", " OR ", "(a AND NOT b) OR c"},
		{" OR NOT ", " ", "a OR (NOT b AND c)"},
		{" -", " -", "a AND NOT b AND NOT c"},
		{" w/3 ", " ", "(a w/3 b) AND c"},
		{" ", " w/3 ", "a AND (b w/3 c)"},
		{" OR ", " w/3 ", "a OR (b w/3 c)"},
		{" w/3 ", " OR ", "(a w/3 b) OR c"},
		{" NOT ", " w/3 ", "a AND NOT (b w/3 c)"},
		{" -", " w/3 ", "a AND NOT (b w/3 c)"},
		{" w/3 ", " pre/5 ", "a w/3 b pre/5 c"},
		{" pre/5 ", " w/p ", "a pre/5 b w/p c"},
		{" w/p ", " NOT w/2 ", "a w/p b NOT w/2 c"},
		{" NOT w/2 ", " ", "(a NOT w/2 b) AND c"},
		{" w/3 ", " -", "(a w/3 b) AND NOT c"},
		{" w/3 -", " ", "(a NOT w/3 b) AND c"},
		{" atleast2 ", " ", "a AND atleast2(b) AND c"},
		{" OR atleast2 ", " w/3 ", "a OR (atleast2(b) w/3 c)"},
		{"^2 ", "^3 ", "a^2 AND b^3 AND c"},
		{"^2 w/3 ", "~1 OR ", "(a^2 w/3 b~1) OR c"},
		{" title:", " ", "a AND title:b AND c"},
		{" title:", " w/3 ", "a AND (title:b w/3 c)"},
		{" OR title:", " OR lead:", "a OR title:b OR lead:c"},
	}
	for _, test := range tests {
		text := "a" + test.first + "b" + test.second + "c"
		e, repairs := query.Parse(text, query.OpAnd, schema)
		if got := e.String(); got != test.want || mended(repairs) {
			t.Errorf("%q is read as %q with repairs %+v, want %q", text, got, repairs, test.want)
		}
	}
}

// TestParenthesesBind: what is in parentheses is one operand of any operator.
func TestParenthesesBind(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"(a OR b) c", "(a OR b) AND c"},
		{"a (b OR c)", "a AND (b OR c)"},
		{"(a b) OR c", "(a AND b) OR c"},
		{"a AND (b c)", "a AND b AND c"},
		{"a OR (b | c)", "a OR b OR c"},
		{"-(a b)", "NOT (a AND b)"},
		{"-(-a)", "a"},
		{"NOT (a OR b) c", "NOT (a OR b) AND c"},
		{"(a OR b) w/3 (c OR d)", "(a OR b) w/3 (c OR d)"},
		{"(a b) w/3 c", "(a AND b) w/3 c"},
		{"a w/3 (b w/5 c)", "a w/3 (b w/5 c)"},
		{"(a w/3 b) w/5 c", "a w/3 b w/5 c"},
		{"(a OR b)^2 c", "(a OR b)^2 AND c"},
		{"((a^2))^3", "a^6"},
		{"atleast3(a OR b)", "atleast3(a OR b)"},
		{"atleast3(a b)", "atleast3(a) AND atleast3(b)"},
		{"atleast3(atleast2(a))", "atleast3(a)"},
		{"title:(a OR b) c", "(title:a OR title:b) AND c"},
		{"title:(a lead:b)", "title:a AND lead:b"},
		{"title:(a (b OR c))", "title:a AND (title:b OR title:c)"},
		{"title:(a w/3 b)", "title:a w/3 title:b"},
		{"person:(angela OR ursula)", "person:angela OR person:ursula"},
		{"date:(2025 OR 2026)", "date:2025 OR date:2026"},
		{"-title:(a b)", "NOT (title:a AND title:b)"},
	}
	for _, test := range tests {
		e, repairs := query.Parse(test.text, query.OpAnd, schema)
		if got := e.String(); got != test.want || mended(repairs) {
			t.Errorf("%q is read as %q with repairs %+v, want %q", test.text, got, repairs, test.want)
		}
	}
}

// TestOpOr: with op=or what stands side by side are alternatives, and what has
// a sign or a prefix narrows. Written operators mean what they always do.
func TestOpOr(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"a b c", "a OR b OR c"},
		{"a AND b c", "(a AND b) OR c"},
		{"a b OR c", "a OR b OR c"},
		{"a +b", "a AND b"},
		{"a b +c", "(a OR b) AND c"},
		{"a -b", "a AND NOT b"},
		{"a b -c", "(a OR b) AND NOT c"},
		{"-a", "NOT a"},
		{"-a -b", "NOT a AND NOT b"},
		{"a lang:de", "a AND lang:de"},
		{"a b person:ann lang:de", "(a OR b) AND person:ann AND lang:de"},
		{"a title:b OR c", "(a AND title:b) OR c"},
		{`"a b" c`, `"a b" OR c`},
		{"a w/3 b c", "(a w/3 b) OR c"},
		{"(a b) c", "a OR b OR c"},
		{"(a b) +(c d)", "(a OR b) AND (c OR d)"},
		{"title:(a b)", "title:a OR title:b"},
		{"a^2 b", "a^2 OR b"},
		{"a has:person", "a AND has:person"},
		{"*", ""},
	}
	for _, test := range tests {
		e, _ := query.Parse(test.text, query.OpOr, schema)
		if got := e.String(); got != test.want {
			t.Errorf("%q is read as %q, want %q", test.text, got, test.want)
		}
	}
}

// TestNumbersAreClamped: a number out of bounds is brought within them, and the
// repair names what was taken.
func TestNumbersAreClamped(t *testing.T) {
	t.Parallel()
	const distance, number = "clamped_distance", "clamped_number"
	tests := []struct{ text, want, code, names string }{
		{"a w/1 b", "a w/1 b", "", ""},
		{"a w/255 b", "a w/255 b", "", ""},
		{"a w/0 b", "a w/1 b", distance, "1"},
		{"a w/256 b", "a w/255 b", distance, "255"},
		{"a w/99999999999999999999 b", "a w/255 b", distance, "255"},
		{"a w/03 b", "a w/3 b", distance, "3"},
		{"a pre/0 b", "a pre/1 b", distance, "1"},
		{"a NOT w/0 b", "a NOT w/1 b", distance, "1"},
		{`"a b"~255`, `"a b"~255`, "", ""},
		{`"a b"~256`, `"a b"~255`, distance, "255"},
		{`"a b"~0`, `"a b"`, "", ""},
		{"flood~2", "flood~2", "", ""},
		{"flood~3", "flood~2", distance, "2"},
		{"flood~0", "flood", "", ""},
		{"flood~", "flood~1", "", ""},
		{"floods~", "floods~2", "", ""},
		{"flood~0.8", "flood~1", "", ""},
		{"atleast2 a", "atleast2(a)", "", ""},
		{"atleast255 a", "atleast255(a)", "", ""},
		{"atleast256 a", "atleast255(a)", number, "255"},
		{"atleast0 a", "a", number, "1"},
		{"atleast1 a", "a", "", ""},
		{"a^100", "a^100", "", ""},
		{"a^101", "a^100", number, "100"},
		{"a^0.01", "a^0.01", "", ""},
		{"a^0.001", "a^0.01", number, "0.01"},
		{"a^1.50", "a^1.5", "", ""},
		{"(a^50)^50", "a^100", "", ""},
	}
	for _, test := range tests {
		e, repairs := query.Parse(test.text, query.OpAnd, schema)
		if got := e.String(); got != test.want || codes(repairs) != test.code {
			t.Errorf("%q is read as %q with repairs %q, want %q with %q", test.text, got, codes(repairs), test.want, test.code)
		}
		if test.code != "" && !namesNumber(repairs[0].Message, test.names) {
			t.Errorf("%q: the message %q does not name %s", test.text, repairs[0].Message, test.names)
		}
	}
}

// namesNumber tells whether a message ends by naming a number.
func namesNumber(message, number string) bool {
	tail := fmt.Sprintf("read as %s.", number)
	return len(message) > len(tail) && message[len(message)-len(tail):] == tail
}

// TestLengths: every way to compare the number of words.
func TestLengths(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want, code string }{
		{"words:800", "words:800", ""},
		{"words:=800", "words:800", ""},
		{"words:>800", "words:>800", ""},
		{"words:>=800", "words:>=800", ""},
		{"words:<800", "words:<800", ""},
		{"words:<=800", "words:<=800", ""},
		{"words:300..800", "words:>=300 AND words:<=800", ""},
		{"words:300..", "words:>=300", ""},
		{"words:..800", "words:<=800", ""},
		{"-words:>800", "NOT words:>800", ""},
		{"words:(>300 <800)", "words:>300 AND words:<800", ""},
		{"words:(<300 OR >800)", "words:<300 OR words:>800", ""},
		{"words:999999999", "words:999999999", ""},
		{"words:*", "has:words", ""},
		{"words:many", "", "bad_number"},
		{"words:-5", "", "bad_number"},
		{"words:1.5", "", "bad_number"},
		{"words:9999999999", "", "bad_number"},
		{"words:>many a", "a", "bad_number"},
		{"words:1..x a", "a", "bad_number"},
		{"words:x..1 a", "a", "bad_number"},
		{"words:.. a", "a", "bad_number"},
		{"words: 800", "words:800", ""},
		{"words: many", "", "bad_number"},
		{`words:"800"`, "words:800", ""},
	}
	for _, test := range tests {
		e, repairs := query.Parse(test.text, query.OpAnd, schema)
		if got := e.String(); got != test.want || codes(repairs) != test.code {
			t.Errorf("%q is read as %q with repairs %q, want %q with %q", test.text, got, codes(repairs), test.want, test.code)
		}
	}
}
