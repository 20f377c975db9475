package anpa_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/anpa"
)

const head = anpa.Start + "a1234\x1fworld\r\nr s\x13\x11 BC-X 11-03 0120\r\n\x02"

func TestRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, data, want string }{
		{"a story", head + "^BC-X<\r\n^Title here<\r\n^Eds: no<\r\n^By ANN LEE=\r\n\t   One ``two'' _ three\r\nfour.\r\n\r\n\tFive.\x03\r\nAP-NY-11-03-26 0745GMT<", "a1234|s|Title here|ANN LEE|One “two” — three four.+Five.|AP|2026-11-03 07:45"},
		{"the foot within the text", head + "^K<\n\tOne.\n\t   AP-WF-11-03-26 0745GMT<\n\x03", "a1234|s|||One.|AP|2026-11-03 07:45"},
		{"a wrong date", head + "\tOne.\x03AP-NY-31-12-26 0745GMT", "a1234|s|||One.|AP|0001-01-01 00:00"},
		{"no end", head + "\tOne", "a1234|s|||One||0001-01-01 00:00"},
		{"no head", anpa.Start + "\x02No tab", "||||No tab||0001-01-01 00:00"},
		{"Latin and control characters", head + "\tCaf\xe9 \x10owners.", "a1234|s|||Café owners.||0001-01-01 00:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for s, err := range anpa.Read(strings.NewReader("before "+test.data), 1000) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s", s.ID, s.Category, s.Title, s.Byline, strings.Join(s.Paragraphs, "+"), s.Agency, s.Sent.Format("2006-01-02 15:04")))
			}
			if len(got) != 1 || got[0] != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestReadCutsLongParagraphs(t *testing.T) {
	t.Parallel()
	const lines = 100_000
	for s, err := range anpa.Read(strings.NewReader(head+"\t"+strings.Repeat("x\n", lines)), 1<<20) {
		if err != nil || len(s.Paragraphs) < 5 || strings.Count(strings.Join(s.Paragraphs, " "), "x") != lines {
			t.Errorf("%d paragraphs, %v", len(s.Paragraphs), err)
		}
	}
}

type failing struct{}

var errFailing = errors.New("the disk is gone")

func (failing) Read([]byte) (int, error) { return 0, errFailing }

func TestReadStops(t *testing.T) {
	t.Parallel()
	one := head + "\tOne.\x03"
	long := head + "\t" + strings.Repeat("x", 200_000)
	tooLarge := anpa.ErrTooLarge.Error()
	for _, test := range []struct {
		name string
		r    io.Reader
		want string
	}{
		{"nothing", strings.NewReader(""), ""},
		{"something else", strings.NewReader("Once upon a time"), ""},
		{"several", strings.NewReader(one + one), "One.|One."},
		{"no text", strings.NewReader(anpa.Start + "a1234" + one), "One."},
		{"no mark before the text", strings.NewReader(one + anpa.Start + "a1234\n^Title\n\tTwo." + one), "One.|" + anpa.ErrNoText.Error() + "|One."},
		{"a long one", strings.NewReader(one + long + one), "One.|" + tooLarge + "|One."},
		{"a long one at the end", strings.NewReader(one + long), "One.|" + tooLarge},
		{"many that are no stories", strings.NewReader(strings.Repeat(anpa.Start, 10_000)), ""},
		{"a stream that fails", io.MultiReader(strings.NewReader(one), failing{}), errFailing.Error()},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for s, err := range anpa.Read(test.r, 1000) {
				if err != nil {
					got = append(got, err.Error())
				} else {
					got = append(got, s.Paragraphs...)
				}
			}
			if strings.Join(got, "|") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("../testdata/documents/wire.anpa")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(head + "^\n^\n^By \n\t\n<=\x03AP-NY-99-99-99 9999GMT" + anpa.Start))
	f.Fuzz(func(t *testing.T, data []byte) {
		for s, err := range anpa.Read(strings.NewReader(string(data)), 1000) {
			if err == nil && !utf8.ValidString(s.ID+s.Title+s.Byline+strings.Join(s.Paragraphs, "")) {
				t.Errorf("not UTF-8: %+v", s)
			}
		}
	})
}
