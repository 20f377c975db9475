package sgml_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/sgml"
)

const story = `<REUTERS NEWID="7" LEWISSPLIT="TEST"><DATE>%s</DATE><TOPICS>%s</TOPICS><TEXT%s>%s</TEXT></REUTERS>`

func TestRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, date, topics, kind, text, want string }{
		{
			"a story", "26-FEB-1987 15:01:01.01", "<D>gold</D><D> bop </D>", "", "<TITLE>A &lt;B></TITLE><DATELINE> X, Feb 2 - </DATELINE><BODY>c < d\n&#3;</BODY>",
			"7|A <B>|X, Feb 2 -|c < d\n|1987-02-26 15:01:01|[gold bop]|false false",
		},
		{"a brief", " 4-mar-1987", "", ` TYPE="BRIEF"`, "***<TITLE>A\n</TITLE>Blah", "7|A|||1987-03-04 00:00:00|[]|true false"},
		{"unprocessed", "?", "", ` TYPE="UNPROC"`, "A &amp; B\n&#2;c", "7|||A & B\nc|0001-01-01 00:00:00|[]|false true"},
		{"elements without end", "", "<D>a", "", "<TITLE>A", "7|A|||0001-01-01 00:00:00|[a]|false false"},
		{"longer names", "", "", "", "<TITLES>x</TITLES><TITLE>A</TITLE>", "7|A|||0001-01-01 00:00:00|[]|false false"},
		{"Latin", "", "", "", "<TITLE>caf\xe9</TITLE>", "7|café|||0001-01-01 00:00:00|[]|false false"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for s, err := range sgml.Read(strings.NewReader(fmt.Sprintf("x "+story, test.date, test.topics, test.kind, test.text)), 1000) {
				if err != nil {
					t.Fatal(err)
				}
				got := fmt.Sprintf("%s|%s|%s|%s|%s|%v|%v %v", s.ID, s.Title, s.Dateline, s.Body, s.Date.Format("2006-01-02 15:04:05"), s.Lists["topics"], s.Brief, s.Unprocessed)
				if got != test.want {
					t.Errorf("got  %q\nwant %q", got, test.want)
				}
			}
		})
	}
}

type failing struct{}

var errFailing = errors.New("the disk is gone")

func (failing) Read([]byte) (int, error) { return 0, errFailing }

func TestReadStops(t *testing.T) {
	t.Parallel()
	one := fmt.Sprintf(story, "", "", "", "<TITLE>A</TITLE>")
	long := "<REUTERS>" + strings.Repeat("x", 200_000) + "</REUTERS>"
	for _, test := range []struct {
		name string
		r    io.Reader
		want string
	}{
		{"nothing", strings.NewReader(""), ""},
		{"something else", strings.NewReader(strings.Repeat("REUTERS <REUTER ", 10_000)), ""},
		{"cut off", strings.NewReader(one + "<REUTERS NEWID=2><TEXT>"), "A|" + sgml.ErrCut.Error()},
		{"a long one", strings.NewReader(one + long + one), "A|" + sgml.ErrTooLarge.Error() + "|A"},
		{"a long one without end", strings.NewReader(one + "<REUTERS>" + strings.Repeat("x", 200_000)), "A|" + sgml.ErrCut.Error()},
		{"the end of a long one across parts", strings.NewReader("<REUTERS>" + strings.Repeat("x", 1<<16-5) + "</REUTERS>" + one), sgml.ErrTooLarge.Error() + "|A"},
		{"marks across parts", strings.NewReader(strings.Repeat("x", 1<<16-3) + one + strings.Repeat("x", 1<<16-3) + one), "A|A"},
		{"a stream that fails", io.MultiReader(strings.NewReader(one), failing{}), "A|" + errFailing.Error()},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for s, err := range sgml.Read(test.r, 1000) {
				if err != nil {
					got = append(got, err.Error())
				} else {
					got = append(got, s.Title)
				}
			}
			if strings.Join(got, "|") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("../testdata/documents/reuters.sgm")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`<REUTERS NEWID=1><TOPICS><D><D></TOPICS><TEXT TYPE="UNPROC">&#x;&#0;</REUTERS>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for s, err := range sgml.Read(strings.NewReader(string(data)), 1<<20) {
			if err == nil && !utf8.ValidString(s.Title+s.Body+s.Dateline+s.ID+s.Author) {
				t.Errorf("not UTF-8: %+v", s)
			}
		}
	})
}
