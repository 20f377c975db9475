package query_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dateline/query"
)

// TestRepairsPointAtTheText: each repair points at the piece of text that it is
// about, and says what was done. A repair is written "code piece".
func TestRepairsPointAtTheText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, says string
		repairs    []string
	}{
		{`flood "rule`, "closed at the end", []string{`unclosed_quote "`}},
		{"flood “rule", "closed at the end", []string{"unclosed_quote “"}},
		{`flood"`, "closed at the end", []string{`unclosed_quote "`, `empty_phrase "`}},
		{`a ""`, "no word between the quotes", []string{`empty_phrase ""`}},
		{`a "!?" b`, "no word between the quotes", []string{`empty_phrase "!?"`}},
		{"(a OR b", "1 of them", []string{"unclosed_paren ("}},
		{"a ((b (c", "3 of them", []string{"unclosed_paren ("}},
		{"a) b", "never opened", []string{"stray_paren )"}},
		{"a () b", "Empty parentheses", []string{"stray_paren ()"}},
		{"a )) b )", "never opened", []string{"stray_paren ))", "stray_paren )"}},
		{"a ~ b", "means nothing here", []string{"stray_char ~"}},
		{"a ^^ b", "means nothing here", []string{"stray_char ^^"}},
		{"a / b", "means nothing here", []string{"stray_char /"}},
		{"a [b] c", "means nothing here", []string{"stray_char [", "stray_char ]"}},
		{"a {b", "means nothing here", []string{"stray_char {"}},
		{"flo~od x", "read as a hyphen", []string{"stray_char ~"}},
		{`x flo"od`, "read as a hyphen", []string{`unclosed_quote "`}},
		{"x flo(od", "read as a hyphen", []string{"unclosed_paren ("}},
		{"a\x00b", "control character", []string{"stray_char \x00"}},
		{"a \xff b", "broken character", []string{"stray_char \xff"}},
		{`a\`, "no character after it", []string{`stray_char \`}},
		{"flood!! x", "Exclamation marks were dropped", []string{"stray_char !!"}},
		{"flood! x", "any ending", []string{"any_ending !"}},
		{"AND a", "without a word on each side", []string{"dangling_operator AND"}},
		{"a OR", "without a word on each side", []string{"dangling_operator OR"}},
		{"a OR AND b", "without a word on each side", []string{"dangling_operator AND"}},
		{"a NOT", "without a word on each side", []string{"dangling_operator NOT"}},
		{"a w/3", "without a word on each side", []string{"dangling_operator w/3"}},
		{"(AND a)", "without a word on each side", []string{"dangling_operator AND"}},
		{"a atleast3", "without a word on each side", []string{"dangling_operator atleast3"}},
		{"--a", "counts once", []string{"dangling_operator -"}},
		{"a ! b", "without a word after it", []string{"dangling_operator !"}},
		{"perosn:merkel", "“person:”", []string{"unknown_field perosn:"}},
		{"xyz:merkel", "read as a word", []string{"unknown_field xyz:"}},
		{"has:persn x", "Did you mean “person”?", []string{"unknown_field persn"}},
		{"has:nothing-like-it x", "There is no field", []string{"unknown_field nothing-like-it"}},
		{"a title:", "Nothing follows the prefix", []string{"empty_field title:"}},
		{"a date:2026-13", "restriction", []string{"bad_date 2026-13"}},
		{"a after:soon", "restriction", []string{"bad_date soon"}},
		{"a date:2026..2025", "other way round", []string{"reversed_dates 2026..2025"}},
		{"a words:many", "write >800", []string{"bad_number many"}},
		{"a /dimitr[iy/", "cannot be used", []string{"bad_pattern /dimitr[iy/"}},
		{"lang:d* a", "compared whole", []string{"bad_pattern d*"}},
		{"a lang:/d./", "compared whole", []string{"bad_pattern /d./"}},
		{`person:"joh* doe"`, "plain character", []string{`bad_pattern "joh* doe"`}},
		{"flo*d~1 x", "means nothing here", []string{"bad_pattern ~1"}},
		{`a person:"b c"~3`, "stand as they are", []string{"bad_pattern ~3"}},
		{"*flood x", "begins with anything", []string{"wide_pattern *flood"}},
		{"/.*/ x", "begins with anything", []string{"wide_pattern /.*/"}},
		{"lang:de w/3 a", "read as AND", []string{"no_position w/3"}},
		{"atleast3 lang:de", "left out", []string{"no_position atleast3"}},
		{"a w/999 b", "read as 255", []string{"clamped_distance w/999"}},
		{`"a b"~999`, "read as 255", []string{"clamped_distance ~999"}},
		{"atleast999 a", "read as 255", []string{"clamped_number atleast999"}},
		{"a^999 b", "read as 100", []string{"clamped_number ^999"}},
		{"*", "finds every article", []string{"match_all *"}},
		{"a w/s b", "read as w/p", []string{"not_supported w/s"}},
		{"a story:b", "left out", []string{"not_supported story:"}},
		{"like:* a", "id of an article is missing", []string{"empty_field *"}},
		{`AND "a (b`, "without a word", []string{"dangling_operator AND", `unclosed_quote "`}},
	}
	for _, test := range tests {
		_, repairs := query.Parse(test.text, query.OpAnd, schema)
		var got []string
		message := ""
		for _, r := range repairs {
			got = append(got, r.Code+" "+test.text[r.Offset:r.Offset+r.Length])
			message += r.Message + "\n"
		}
		if a, b := strings.Join(got, "; "), strings.Join(test.repairs, "; "); a != b {
			t.Errorf("%q has repairs %q, want %q", test.text, a, b)
		}
		if !strings.Contains(message, test.says) {
			t.Errorf("%q: no message says %q: %s", test.text, test.says, message)
		}
	}
}

// TestMessagesAreSentences: they are shown to readers.
func TestMessagesAreSentences(t *testing.T) {
	t.Parallel()
	for _, c := range query.RepairCodes() {
		_, repairs := query.Parse(c.Input, query.OpAnd, schema)
		for _, r := range repairs {
			first, _ := utf8.DecodeRuneInString(r.Message)
			last := r.Message[len(r.Message)-1]
			if unicode.IsLower(first) || last != '.' && last != '?' || strings.Contains(r.Message, "%!") {
				t.Errorf("%q: the message %q is no sentence", c.Input, r.Message)
			}
		}
	}
}

// TestNeighboursOfTheSameKindAreOneRepair: a text of the same mistakes again and
// again says it once where they touch.
func TestNeighboursOfTheSameKindAreOneRepair(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"~~~~~~~~":           1,
		"a ))))))))":         1,
		"a ~ ~ ~":            3,
		"a ) ) )":            3,
		"AND AND AND a":      3,
		`"" "" ""`:           3,
		"\x00\x01\x02a":      1,
		"\xff\xfe\xfd\xfc a": 1,
	} {
		if _, repairs := query.Parse(text, query.OpAnd, schema); len(repairs) != want {
			t.Errorf("%q has %d repairs, want %d: %+v", text, len(repairs), want, repairs)
		}
	}
}
