package pdftext_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/pdftext"
)

// document writes a PDF with one page for each content and a font that other
// objects may describe.
func document(font string, contents ...string) []byte {
	var b strings.Builder
	kids := ""
	for i := range contents {
		kids += fmt.Sprintf("%d 0 R ", 10+2*i)
	}
	fmt.Fprintf(&b, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[%s]/Resources<</Font<</F 3 0 R>>>>>>endobj\n3 0 obj%s endobj\n", kids, font)
	for i, c := range contents {
		fmt.Fprintf(&b, "%d 0 obj<</Type/Page/Parent 2 0 R/Contents %d 0 R>>endobj\n%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", 10+2*i, 11+2*i, 11+2*i, len(c), c)
	}
	b.WriteString("trailer<</Root 1 0 R>>\n%%EOF")
	return []byte(b.String())
}

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

// lines writes texts one below the other, from a height on.
func lines(height int, texts ...string) string {
	var b strings.Builder
	for i, s := range texts {
		fmt.Fprintf(&b, "BT /F 10 Tf 1 0 0 1 40 %d Tm (%s) Tj ET\n", height-12*i, s)
	}
	return b.String()
}

func paragraphs(d pdftext.Document) string {
	list := make([]string, len(d.Paragraphs))
	for i, p := range d.Paragraphs {
		list[i] = p.Text
		if p.Heading {
			list[i] = "# " + p.Text
		}
		if p.Item {
			list[i] = "* " + p.Text
		}
	}
	return strings.Join(list, " | ")
}

func TestRead(t *testing.T) {
	t.Parallel()
	const long = "The crews of the island ferries began a ballot on Tuesday over"
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"lines of a paragraph", document(helvetica, lines(700, "The first line goes on", "in the second line.")), "The first line goes on in the second line."},
		{"a divided word", document(helvetica, lines(700, "The ferries are irre-", "sponsible and well-", "known to Anglo-", "Saxons here.")), "The ferries are irresponsible and wellknown to Anglo-Saxons here."},
		{"a gap", document(helvetica, lines(700, "One paragraph stands here.")+lines(670, "Another one stands there.")), "One paragraph stands here. | Another one stands there."},
		{"a heading", document(helvetica, "BT /F 20 Tf 40 740 Td (Heading) Tj ET "+lines(700, "The text below it is smaller.")), "# Heading | The text below it is smaller."},
		{"items", document(helvetica, lines(700, `\225 The first thing of two`, `\225 The second thing of two`)), "* The first thing of two | * The second thing of two"},
		{"the next page", document(helvetica, lines(700, long), lines(700, "Longer shifts that the operator wants.")), long + " Longer shifts that the operator wants."},
		{"running heads and page numbers", document(helvetica, lines(780, "The Ledger 2026")+lines(700, long)+lines(20, "1"), lines(780, "The Ledger 2027")+lines(700, "longer shifts.")+lines(20, "Page 2")), long + " longer shifts."},
		{"kerning and spaces", document(helvetica, "BT /F 10 Tf 40 700 Td [(The fer) 40 (ries are) -400 (late on) -250 (Tuesday.)] TJ ET"), "The ferries are late on Tuesday."},
		{"operators of lines", document(helvetica, "BT /F 10 Tf 12 TL 40 700 Td (The first) Tj T* (second) Tj (third) ' 0 0 (fourth line.) \" ET"), "The first second third fourth line."},
		{"the same line in pieces", document(helvetica, "BT /F 10 Tf 40 700 Td (The ferries) Tj 80 0 Td (are late today.) Tj ET"), "The ferries are late today."},
		{"text that runs upwards", document(helvetica, "BT /F 10 Tf 0 1 -1 0 10 10 Tm (Photo credit) Tj ET "+lines(700, "The text of the page is upright.")), "The text of the page is upright."},
		{"strings", document(helvetica, `BT /F 10 Tf 40 700 Td (A \(very\) odd \\ string \141\142c \
goes on) Tj <20 66 6F 72 2> Tj (ever.) Tj ET`), `A (very) odd \ string abc goes on for ever.`},
		{"Latin", document(helvetica, lines(700, "Caf\xe9 owners \x93on the quay\x94 agree.")), "Café owners “on the quay” agree."},
		{"letters joined by printing", document("<</Subtype/Type1/Encoding<</Differences[1/fi/eacute/uni20AC/Scaron/a.sc/nothing]>>>>", lines(700, `The \001nal caf\002 costs \003 1 \004\005\006 there.`)), "The final café costs € 1 Ša there."},
		{"Macintosh", document("<</Subtype/TrueType/Encoding/MacRomanEncoding>>", lines(700, `The caf\216 stands upon the quay.`)), "The café stands upon the quay."},
		{"no encoding", document("<</Subtype/Type1>>", lines(700, `The crew's \252late\272 \256nal vote.`)), "The crew’s “late” final vote."},
		{"a table of letters", document("<</Subtype/Type0/Encoding/Identity-H/ToUnicode 5 0 R>>endobj 5 0 obj<</Length 9999>>stream\n1 beginbfchar <0001> <0054> endbfchar 2 beginbfrange <0002> <0004> <0061> <0005> <0006> [<00660069> <D83DDE00>] endbfrange\nendstream", "BT /F 10 Tf 40 700 Td "+strings.Repeat("<000100020003000400050006> Tj ", 5)+" ET"), strings.Repeat("Tabcfi😀", 5)},
		{"a picture in the content", document(helvetica, "BI /W 1 ID \x00(\xff EI "+lines(700, "The text stands below the picture.")), "The text stands below the picture."},
		{"widths", document("<</Subtype/Type1/Encoding/WinAnsiEncoding/FirstChar 32/Widths["+strings.Repeat("1000 ", 95)+"]>>", "BT /F 10 Tf 40 700 Td (The ferries) Tj 110 0 Td (are) Tj 33 0 Td (late today) Tj ET"), "The ferriesare late today"},
		{"codes of two bytes", document("<</Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[<</W[84[500 500] 97 122 500]>>]>>", "BT /F 10 Tf 40 700 Td "+strings.Repeat("<0054006100620063> Tj ", 6)+" ET"), strings.Repeat("Tabc", 6)},
		{"no tree of pages", []byte(strings.NewReplacer("/Pages 2 0 R", "", "/Parent 2 0 R", "/Resources<</Font<</F 3 0 R>>>>").Replace(string(document(helvetica, lines(700, "The text of a page without a tree."))))), "The text of a page without a tree."},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, err := pdftext.Read(test.data)
			if got := paragraphs(d); got != test.want {
				t.Errorf("got  %q, %v\nwant %q", got, err, test.want)
			}
		})
	}
}

// TestReadLongLines reads a page that sets every letter in the same place.
func TestReadLongLines(t *testing.T) {
	t.Parallel()
	const letters = 300_000
	d, err := pdftext.Read(document("<</Subtype/Type1/Encoding/WinAnsiEncoding/FirstChar 97/Widths[0]>>", "BT /F 10 Tf 40 700 Td "+strings.Repeat("(a) Tj ", letters)))
	got := strings.Count(paragraphs(d), "a")
	if got != letters || len(d.Paragraphs) < 10 || err != nil {
		t.Errorf("%d letters in %d paragraphs, %v", got, len(d.Paragraphs), err)
	}
}

func TestReadInfo(t *testing.T) {
	t.Parallel()
	page := "BT /F 20 Tf 40 740 Td (Written large) Tj ET " + lines(700, "The text below it is smaller than that.")
	for _, test := range []struct{ name, info, want string }{
		{"none", "", "Written large|"},
		{"both", "/Title (A title) /Author (Ann Lee)", "A title|Ann Lee"},
		{"UTF-16", "/Title <FEFF004100200042 00E9>", "A Bé|"},
		{"the name of a file", "/Title (Microsoft Word - a.doc)", "Written large|"},
		{"one word", "/Title (layout7)", "Written large|"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data := bytes.Replace(document(helvetica, page), []byte("/Root"), []byte("/Info<<"+test.info+">>/Root"), 1)
			d, err := pdftext.Read(data)
			if got := d.Title + "|" + d.Author; got != test.want || err != nil || d.Pages != 1 {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	text := lines(700, "The text of the page stands upright.")
	bomb := deflated(strings.Repeat(" ", 80<<20))
	form := "4 0 obj<</Subtype/Form/Resources<</XObject<</X 4 0 R>>>>/Length 30>>stream\n/X Do /X Do /X Do /X Do /X Do \nendstream endobj\n"
	for _, test := range []struct {
		name string
		data string
		err  error
	}{
		{"nothing", "", pdftext.ErrNotPDF},
		{"something else", "<html>", pdftext.ErrNotPDF},
		{"no pages", "%PDF-1.4\ntrailer<<>>", pdftext.ErrNotPDF},
		{"encrypted", strings.Replace(string(document(helvetica, text)), "/Root", "/Encrypt 9 0 R/Root", 1), pdftext.ErrEncrypted},
		{"no text", string(document(helvetica, "q Q")), pdftext.ErrNoText},
		{"letters that nobody knows", string(document("<</Subtype/Type0/Encoding/Identity-H>>", text)), pdftext.ErrNoText},
		{"a bomb", "%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 4 0 R>>endobj 4 0 obj<</Filter/FlateDecode/Length " + fmt.Sprint(len(bomb)) + ">>stream\n" + bomb + "\nendstream endobj trailer<</Root 1 0 R>>", pdftext.ErrTooLarge},
		{"a string that ends with a backslash", "%PDF-1.4\n1 0 obj<</A(\\", pdftext.ErrNotPDF},
		{"a number that ends in octal", "%PDF-1.4\n1 0 obj<</A(\\1", pdftext.ErrNotPDF},
		{"brackets without end", "%PDF-1.4\n1 0 obj" + strings.Repeat("[", 1<<20), pdftext.ErrTooLarge},
		{"dictionaries without end", "%PDF-1.4\n1 0 obj" + strings.Repeat("<</A", 1<<18), pdftext.ErrTooLarge},
		{"many objects", "%PDF-1.4\n1 0 obj[" + strings.Repeat("1 ", 3<<20), pdftext.ErrTooLarge},
		{"a table of letters without end", string(document("<</Subtype/Type0/ToUnicode 5 0 R>>endobj 5 0 obj<</Length 9999999>>stream\n1 beginbfrange "+strings.Repeat("<0000> <FFFF> <0041> ", 1000)+"endbfrange\nendstream", text)), pdftext.ErrTooLarge},
		{"widths without end", string(document("<</Subtype/Type0/DescendantFonts[<</W["+strings.Repeat("0 65535 1 ", 1000)+"]>>]>>", text)), pdftext.ErrTooLarge},
		{"pages that are in themselves", "%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 2 0 R]>>endobj trailer<</Root 1 0 R>>", pdftext.ErrNotPDF},
		{"references in a circle", "%PDF-1.4\n1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj trailer<</Root 1 0 R>>", pdftext.ErrNotPDF},
		{"content that is in itself", "%PDF-1.4\n" + form + "1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Resources<</XObject<</X 4 0 R>>>>/Contents 4 0 R>>endobj trailer<</Root 1 0 R>>", pdftext.ErrTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if d, err := pdftext.Read([]byte(test.data)); !errors.Is(err, test.err) {
				t.Errorf("got %v (%q), want %v", err, paragraphs(d), test.err)
			}
		})
	}
}

// TestReadPacked reads objects that stand in streams, as newer files have them.
func TestReadPacked(t *testing.T) {
	t.Parallel()
	objects := "1 0 2 24 3 60 <</Pages 2 0 R>>         <</Kids[3 0 R]/Resources 5 0 R>>    <</Contents 4 0 R>>"
	first := strings.Index(objects, "<<")
	packed := deflated(objects)
	content := deflated(lines(700, "The text of the page stands upright."))
	data := "%PDF-1.5\n8 0 obj<</Type/ObjStm/N 3/First " + fmt.Sprint(first) + "/Filter/FlateDecode/Length " + fmt.Sprint(len(packed)) + ">>stream\n" + packed + "\nendstream endobj\n" +
		"4 0 obj<</Filter[/FlateDecode]/Length 9 0 R>>stream\r\n" + content + "\r\nendstream endobj\n5 0 obj<</Font<</F 6 0 R>>>>endobj 6 0 obj" + helvetica + "endobj\n" +
		"7 0 obj<</Type/XRef/Root 1 0 R/Length 0>>stream\n\nendstream endobj\n%%EOF"
	d, err := pdftext.Read([]byte(data))
	if got := paragraphs(d); got != "The text of the page stands upright." || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("../testdata/documents/*.pdf")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(document("<</Subtype/Type0/ToUnicode 3 0 R/DescendantFonts[<</W[1[2] 3 4 5]>>]>>", "BT /F 10 Tf 1 0 0 1 1e9 -5 Tm [(a) -9 (b)] TJ T* (c) ' ET /X Do BI ID x EI q Q cm"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := pdftext.Read(data)
		if s := d.Title + d.Author + paragraphs(d); err == nil && !utf8.ValidString(s) {
			t.Errorf("not UTF-8: %q", s)
		}
	})
}
