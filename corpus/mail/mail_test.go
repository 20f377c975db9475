package mail_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/mail"
)

const limit = 1 << 20

func TestReadHead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, head, want string }{
		{"folded", "Subject: One\n two\n\tthree\n", "One two three|||||"},
		{"encoded words", "Subject: =?utf-8?q?Caf=C3=A9?= =?iso-8859-1?q?_cr=E8me?=\n", "Café crème|||||"},
		{"an unknown charset", "Subject: =?x-none?q?Caf=E9?=\n", "Café|||||"},
		{"bytes that are not coded", "Subject: Caf\xe9\n", "Café|||||"},
		{"a sender", "From: \"Lee, Ann\" <a@x.example>\n", "|Lee, Ann <a@x.example>||||"},
		{"the first of two senders", "From: Ann <a@x.example>, Bo <b@x.example>\n", "|Ann <a@x.example>||||"},
		{"an encoded sender", "From: =?utf-8?q?Ann_L=C3=A9e=2C_X?= <a@x.example>\n", "|Ann Lée, X <a@x.example>||||"},
		{"a sender of a broken program", "From: \"Ann: Lee\" a@x.example\n", "|Ann: Lee <a@x.example>||||"},
		{"a sender without a name", "From: a@x.example\n", "| <a@x.example>||||"},
		{"a sender without an address", "From: <Saved by Blink>\n", "|<Saved by Blink> <>||||"},
		{"a list", "List-Id: \"The list\" <l.x.example>\nMessage-ID: <1@x>\nDate: d\nArchived-At: <https://x.example/1>\n", "||The list|1@x|d|https://x.example/1"},
		{"a list without a name", "List-Id: <l.x.example>\n", "|||||"},
		{"a mailbox", "From a@x.example Tue Nov 3\nSubject: A\n", "A|||||"},
		{"a line that is no field", "Subject: A\nnothing here\nDate: d\n", "A||||d|"},
		{"a long field", "X: " + strings.Repeat("x", 100_000) + "\nSubject: A\n", "A|||||"},
		{"a field that goes on and on", "Subject: A\n" + strings.Repeat(" b\n", 200_000) + "Date: d\n", "A" + strings.Repeat(" b", (32<<10-1)/2+1) + "||||d|"},
		{"a saved page", "Snapshot-Content-Location: https://x.example/p\nArchived-At: <https://y.example>\n", "|||||https://x.example/p"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m, err := mail.Read(strings.NewReader(strings.ReplaceAll(test.head, "\n", "\r\n")+"\r\n"), limit)
			from := ""
			if m.From != (mail.Address{}) {
				from = fmt.Sprintf("%s <%s>", m.From.Name, m.From.Address)
			}
			got := strings.Join([]string{m.Subject, from, m.List, m.ID, m.Date, m.URL}, "|")
			if got != test.want || err != nil {
				t.Errorf("got  %q, %v\nwant %q", got, err, test.want)
			}
		})
	}
}

func TestReadBody(t *testing.T) {
	t.Parallel()
	const mixed = "Content-Type: multipart/mixed; boundary=b\n\n"
	for _, test := range []struct{ name, message, html, text string }{
		{"plain", "A: b\n\nOne\n", "", "One\n"},
		{"quoted-printable", "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: Quoted-Printable\n\n=C3=A9=\nx=3D1 == =\n", "éx=1 == ", ""},
		{"quoted-printable with white space at line ends", "Content-Transfer-Encoding: quoted-printable\n\na= \nb=", "", "ab"},
		{"base64 with noise", "Content-Transfer-Encoding: base64\n\nT25l\n!!IHR3\nbw", "", "One two"},
		{"base64 that is cut off", "Content-Transfer-Encoding: base64\n\nT25lI", "", "One"},
		{"Latin", "Content-Type: text/plain; charset=iso-8859-1\n\ncaf\xe9", "", "café"},
		{"Latin that says UTF-8", "Content-Type: text/plain; charset=utf-8\n\ncaf\xe9", "", "café"},
		{"UTF-8 that says ASCII", "Content-Type: text/plain; charset=us-ascii\n\ncafé", "", "café"},
		{"Japanese", "Content-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B%F\x1b(B", "", "テ"},
		{"wide letters", "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\nTwBuAGUA", "", "One"},
		{"Latin that says wide letters", "Content-Type: text/plain; charset=utf-16\n\ncaf\xe9", "", "café"},
		{"a charset in the page only", "Content-Type: text/html\n\n<meta charset=windows-1251>\xcc\xe8\xf0", "<meta charset=windows-1251>Мир", ""},
		{"both forms", "Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\n\nOne\n--b\nContent-Type: text/html\n\n<p>One\n--b--\n", "<p>One", "One"},
		{"no end", mixed + "--b\n\nOne\n", "", "One"},
		{"no boundary", "Content-Type: multipart/mixed\n\nOne\n", "", ""},
		{"a boundary said twice", "Content-Type: multipart/mixed; boundary=b; boundary=b\n\n--b\n\nOne\n--b--", "", "One"},
		{"an attachment", mixed + "--b\n\nOne\n--b\nContent-Disposition: attachment; filename=a.txt\n\nTwo\n--b--", "", "One"},
		{"two texts", mixed + "--b\n\nOne\n--b\n\nTwo\n--b--", "", "One\n\nTwo"},
		{"a picture", mixed + "--b\nContent-Type: image/png\n\nxx\n--b\n\nTwo\n--b--", "", "Two"},
		{"a message in a message", mixed + "--b\nContent-Type: message/rfc822\n\nSubject: X\nContent-Type: text/html\n\n<p>In\n--b--", "<p>In", ""},
		{"a frame of a page", "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>One\n--b\nContent-Type: text/html\n\n<p>Frame\n--b--", "<p>One", ""},
		{"parts within parts", mixed + "--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\nOne\n--bb--\n\nnothing\n--b\n\nTwo\n--b--", "", "One\n\nTwo"},
		{"parts that are not closed within parts", mixed + "--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\nOne\n--b\n\nTwo\n--b--", "", "One\n\nTwo"},
		{"a line like a boundary", mixed + "--b\n\nOne\n--bc\n--b \n\nTwo\n--b--\nThree", "", "One\n--bc\n\nTwo"},
		{"text around the parts", mixed + "For old programs.\n--b\n\nOne\n--b--\n\nMore.", "", "One"},
		{"line ends of Windows", strings.ReplaceAll(mixed+"--b\n\nOne\n\n--b\n\nTwo\n--b--", "\n", "\r\n"), "", "One\r\n\n\nTwo"},
		{"a part with a broken head", mixed + "--b\n\nOne\n--b\nbroken\n\nTwo\n--b--", "", "One\n\nTwo"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m, err := mail.Read(strings.NewReader(test.message), limit)
			if m.HTML != test.html || m.Text != test.text || err != nil {
				t.Errorf("got  %q, %q, %v\nwant %q, %q", m.HTML, m.Text, err, test.html, test.text)
			}
		})
	}
}

func TestReadTakesTheAddressOfASavedPage(t *testing.T) {
	t.Parallel()
	m, err := mail.Read(strings.NewReader("Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: https://x.example/p\n\n<p>One\n--b--"), limit)
	if m.URL != "https://x.example/p" || err != nil {
		t.Errorf("got %q, %v", m.URL, err)
	}
}

func TestMessages(t *testing.T) {
	t.Parallel()
	const from = "From a@x.example Tue Nov  3 08:00:00 2026\n"
	long := strings.Repeat("x", 10_000)
	for _, test := range []struct {
		name, mailbox string
		want          []string
	}{
		{"nothing", "", nil},
		{"one", from + "A: b\n\nOne\n", []string{"A: b\n\nOne"}},
		{"two", from + "A: b\n\nOne\n\n" + from + "C: d\n\nTwo\n\n", []string{"A: b\n\nOne\n", "C: d\n\nTwo\n"}},
		{"line ends of Windows", strings.ReplaceAll(from+"A: b\n\nOne\n\n"+from+"C: d\n\nTwo", "\n", "\r\n"), []string{"A: b\r\n\r\nOne\r\n", "C: d\r\n\r\nTwo"}},
		{"the line in a text", from + "A: b\n\nOne\n" + from + "\nFrom there it is 5 miles to 2026.\n", []string{"A: b\n\nOne\n" + from + "\nFrom there it is 5 miles to 2026."}},
		{"the line quoted", from + "A: b\n\n>From x\n>>From x\n> From x\n>Fromage", []string{"A: b\n\nFrom x\n>From x\n> From x\n>Fromage"}},
		{"long lines", from + long + "\n\n" + from + long, []string{long + "\n", long}},
		{"nothing in a message", from + "\n" + from + "A: b", []string{"", "A: b"}},
		{"other programs", "From - Tue Nov 03 08:00:00 2026\nA: b\n\nFrom 17@xxx Tue Nov 03 08:00:00 +0000 2026\nC: d\n", []string{"A: b\n", "C: d"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for message := range mail.Messages(iotest.HalfReader(strings.NewReader(test.mailbox))) {
				data, err := io.ReadAll(message)
				if err != nil {
					t.Error(err)
				}
				got = append(got, string(data))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
	for range mail.Messages(strings.NewReader(from + "A: b\n\n" + from)) { // which is left early
		break
	}
}

type failing struct{}

var errFailing = errors.New("the disk is gone")

func (failing) Read([]byte) (int, error) { return 0, errFailing }

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 1000)
	for _, test := range []struct {
		name string
		r    io.Reader
		err  error
	}{
		{"nothing", strings.NewReader(""), mail.ErrNoMail},
		{"empty lines", strings.NewReader("\n\n"), mail.ErrNoMail},
		{"something else", strings.NewReader("Once upon a time\n"), mail.ErrNoMail},
		{"an endless head", strings.NewReader("A: b\n" + strings.Repeat("x", 2<<20)), mail.ErrTooLarge},
		{"a long text", strings.NewReader("A: b\n\n" + strings.Repeat("x", 2000)), mail.ErrTooLarge},
		{"texts that are long together", strings.NewReader("Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\n"+strings.Repeat("x", 400)+"\n", 4)), mail.ErrTooLarge},
		{"a long attachment is no text", strings.NewReader("Content-Type: image/png\n\n" + strings.Repeat("x", 2000)), nil},
		{"parts within parts", strings.NewReader(deep), nil},
		{"many parts", strings.NewReader("Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 5000)), nil},
		{"a stream that fails in the head", io.MultiReader(strings.NewReader("A: b\n"), failing{}), errFailing},
		{"a stream that fails in a part", io.MultiReader(strings.NewReader("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne"), failing{}), errFailing},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := mail.Read(test.r, 1000); !errors.Is(err, test.err) {
				t.Errorf("got %v, want %v", err, test.err)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"*.eml", "*.mhtml"} {
		files, err := filepath.Glob("../testdata/documents/" + pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := mail.Read(strings.NewReader(string(data)), limit)
		if s := fmt.Sprint(m); err == nil && !utf8.ValidString(m.Subject+m.HTML+m.Text+m.From.Name) {
			t.Errorf("not UTF-8: %q", s)
		}
	})
}

func FuzzMessages(f *testing.F) {
	data, err := os.ReadFile("../testdata/documents/mailbox.mbox")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add("From a Tue Nov  3 08:00:00 2026\n>From\n\nFrom b Tue Nov  3 08:00:00 2026")
	f.Add("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n----\n")
	f.Fuzz(func(t *testing.T, mailbox string) {
		read := 0
		for message := range mail.Messages(strings.NewReader(mailbox)) {
			data, err := io.ReadAll(message)
			if err != nil {
				t.Fatal(err)
			}
			if read += len(data); read > len(mailbox) {
				t.Fatalf("%d bytes of %d", read, len(mailbox))
			}
			if m, err := mail.Read(strings.NewReader(string(data)), limit); err == nil && !utf8.ValidString(m.HTML+m.Text) {
				t.Errorf("not UTF-8: %q", m)
			}
		}
	})
}
