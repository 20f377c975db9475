package wire_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/corpus/wire"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"white space", "  a\t\n b\u00A0c ", "a b c"},
		{"soft hyphen", "Blitz\u00ADeinschlag", "Blitzeinschlag"},
		{"zero width space", "a\u200Bb\uFEFF", "ab"},
		{"joiners stay", "می\u200Cخواهم", "می\u200Cخواهم"},
		{"controls", "a\x00b\x1bc", "abc"},
		{"not UTF-8", "a\xffb", "a\uFFFDb"},
		{"line separator", "a\u2028b", "a b"},
		{"nothing", " \n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := wire.Clean(test.in); got != test.want {
				t.Errorf("Clean(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Harbour pier – to close!": "harbour pier to close",
		"  The  U.S. ":             "the u s",
		"council's":                "councils",
		"«»":                       "",
	} {
		if got := wire.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEndsSentence(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"It rained.": true, `“It rained.”`: true, "Why?": true, "雨が降った。": true, "Wait…": true, "(It rained.)": true,
		"A headline": false, "Four points:": false, "": false,
	} {
		if got := wire.EndsSentence(in); got != want {
			t.Errorf("EndsSentence(%q) = %v", in, got)
		}
	}
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 30) + "end."
	tests := []struct {
		name, in string
		want     []string
	}{
		{"a line each", long + "\nA subhead\n" + long, []string{long, "A subhead", long}},
		{"short lines", "One.\nTwo.\n\nThree.", []string{"One.", "Two.", "Three."}},
		{
			"wrapped, blank lines between",
			"The old pier in the harbour will close for three\nmonths so that it can be repaired.\n\nFerries will leave from the north quay during the\nworks, the council said.",
			[]string{"The old pier in the harbour will close for three months so that it can be repaired.", "Ferries will leave from the north quay during the works, the council said."},
		},
		{
			"wrapped, indents between",
			"The old pier in the harbour will close for three\nmonths so that it can be repaired.\n    Ferries will leave from the north quay during the\nworks, the council said.",
			[]string{"The old pier in the harbour will close for three months so that it can be repaired.", "Ferries will leave from the north quay during the works, the council said."},
		},
		{
			"wrapped and indented as a whole",
			"    The old pier in the harbour will close for three\n    months so that it can be repaired.",
			[]string{"The old pier in the harbour will close for three months so that it can be repaired."},
		},
		{
			"bullets in wrapped text",
			"The union of the dockers has three demands which\nit will not give up:\n- eight percent more pay for everybody who works on\n  the cranes\n- shorter shifts",
			[]string{"The union of the dockers has three demands which it will not give up:", "- eight percent more pay for everybody who works on the cranes", "- shorter shifts"},
		},
		{
			"bullets without a hanging indent",
			"The central bank had these goals, which it has not\nreached:\n1) to use surplus liquidity to finance the deficit of\nthe budget\n2) to protect the banks",
			[]string{"The central bank had these goals, which it has not reached:", "1) to use surplus liquidity to finance the deficit of the budget", "2) to protect the banks"},
		},
		{"carriage returns", "One.\r\n\r\nTwo.\rThree.", []string{"One.", "Two.", "Three."}},
		{"rules are no text", "One.\n-----\n* * *\nTwo.", []string{"One.", "Two."}},
		{"nothing", "\n \n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := wire.Paragraphs(test.in); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestTitleLike(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"Ceasefire monitors reach the border town": true,
		"Who owns the harbour?":                    true,
		"PORT STRIKE ENTERS SECOND WEEK":           true,
		"The pier will close on Monday.":           false,
		"Four points are open:":                    false,
		"- a point":                                false,
		"By Jane Doe":                              false,
		"3 September 2026":                         false,
		"CAIRO, Nov 3 (AP) - Talks resume":         false,
		strings.Repeat("word ", 40):                false,
	} {
		if got := wire.TitleLike(in); got != want {
			t.Errorf("TitleLike(%q) = %v", in, got)
		}
	}
}

func TestIsSignOff(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{" Reuter": true, "REUTER&#3;": true, "ENDS": true, "-30-": true, "###": true, "Reuter reported": false, "The end": false} {
		if got := wire.IsSignOff(in); got != want {
			t.Errorf("IsSignOff(%q) = %v", in, got)
		}
	}
}

func TestWrappedParagraphs(t *testing.T) {
	t.Parallel()
	const text = "The company said it had sold its unit\nto a group of investors.\n    The price was not given\nby either.\n Reuter\n"
	want := []string{"The company said it had sold its unit to a group of investors.", "The price was not given by either.", "Reuter"}
	if got := wire.WrappedParagraphs(text); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
