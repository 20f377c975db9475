package pdftext_test

import (
	"bytes"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"dateline/corpus/pdftext"
)

// TestReadOperators paints one line with operators that move, widen and nest.
// Where letters stand decides which of them are words.
func TestReadOperators(t *testing.T) {
	t.Parallel()
	wide := "<</Subtype/Type1/Encoding/WinAnsiEncoding/FirstChar 32/Widths[" + strings.Repeat("500 ", 95) + "]>>"
	for _, test := range []struct{ name, content, want string }{
		{"spacing of letters fills a gap", "BT /F 10 Tf 5 Tc 40 700 Td (The) Tj 30 0 Td (ferries are late today.) Tj ET", "Theferries are late today."},
		{"without it the gap is a space", "BT /F 10 Tf 40 700 Td (The) Tj 30 0 Td (ferries are late today.) Tj ET", "The ferries are late today."},
		{"spacing of words", "BT /F 10 Tf 10 Tw 40 700 Td (The ) Tj 30 0 Td (ferries are late today.) Tj ET", "The ferries are late today."},
		{"letters made wider", "BT /F 10 Tf 200 Tz 40 700 Td (The) Tj 30 0 Td (ferries are late today.) Tj ET", "Theferries are late today."},
		{"a raised sign", "BT /F 10 Tf 40 700 Td (The ferries of all are 10 m) Tj 3 Ts /F 6 Tf (2) Tj 0 Ts /F 10 Tf ( large.) Tj ET", "The ferries of all are 10 m2 large."},
		{"lines by their leading", "BT /F 10 Tf 12 TL 40 700 Td (The ferries of the island) Tj T* (are late today.) Tj ET", "The ferries of the island are late today."},
		{"lines that set the leading", "BT /F 10 Tf 40 700 Td (The ferries of the island) Tj 0 -12 TD (are late) Tj T* (today.) Tj ET", "The ferries of the island are late today."},
		{"a state that is kept and taken back", "q 1 0 0 1 0 -500 cm Q BT /F 10 Tf 40 700 Td (The ferries of the) Tj ET q 1 0 0 1 0 -12 cm BT /F 10 Tf 40 700 Td (island are late today.) Tj ET Q", "The ferries of the island are late today."},
		{"a page turned upright", "0 1 -1 0 0 0 cm BT 0 -1 1 0 700 -40 Tm /F 10 Tf (The ferries are late today.) Tj ET", "The ferries are late today."},
		{"more taken back than kept", "Q Q Q BT /F 10 Tf 40 700 Td (The ferries are late today.) Tj ET", "The ferries are late today."},
		{"operators without what they need", "cm Tm Td TD Tf Do Tc ' \" TJ Tj BT /F 10 Tf 40 700 Td (The ferries are late today.) Tj ET", "The ferries are late today."},
		{"a font that is not there", "BT /G 10 Tf 40 700 Td (Nothing) Tj /F 10 Tf (The ferries are late today.) Tj ET", "The ferries are late today."},
		{"numbers out of bounds", "BT /F 10 Tf 1e308 0 0 1e308 1e308 1e308 Tm (Nothing) Tj 1 0 0 1 40 700 Tm (The ferries are late today.) Tj ET", "The ferries are late today."},
		{"a bracket that closes nothing", ") > ] BT /F 10 Tf 40 700 Td (The ferries are late today.) Tj ET", "The ferries are late today."},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, err := pdftext.Read(document(wide, test.content))
			if got := paragraphs(d); got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

// predicted writes rows as the filters of PNG do: each begins with the number
// of its filter, and says how it differs from what is before or above.
func predicted(filter byte, columns int, data string) string {
	var b strings.Builder
	above := make([]byte, columns)
	for len(data) > 0 {
		row := []byte(data[:min(columns, len(data))])
		data = data[len(row):]
		for len(row) < columns {
			row = append(row, ' ')
		}
		b.WriteByte(filter)
		for i, c := range row {
			switch {
			case filter == 2:
				c -= above[i]
			case filter == 1 && i > 0:
				c -= row[i-1]
			}
			b.WriteByte(c)
		}
		above = row
	}
	return b.String()
}

// TestReadFilters reads content in the codings that text comes in.
func TestReadFilters(t *testing.T) {
	t.Parallel()
	content := lines(700, "The text of the page stands upright.")
	var in85 bytes.Buffer
	w := ascii85.NewEncoder(&in85)
	_, _ = w.Write([]byte(content)) // to memory
	_ = w.Close()
	cut := deflated(content)
	const columns = 16
	parameters := fmt.Sprintf("/DecodeParms<</Predictor 12/Columns %d>>", columns)
	for _, test := range []struct{ name, entries, data, want string }{
		{"none", "", content, ""},
		{"deflate", "/Filter/FlateDecode", deflated(content), ""},
		{"deflate, cut off", "/Filter/Fl", cut[:len(cut)-9], ""},
		{"deflate and rows like the one above", "/Filter/FlateDecode" + parameters, deflated(predicted(2, columns, content)), ""},
		{"deflate and rows like their beginning", "/Filter[/FlateDecode]" + strings.Replace(parameters, "<<", "[<<", 1) + "]", deflated(predicted(1, columns, content)), ""},
		{"deflate and rows as they are", "/Filter/FlateDecode" + parameters, deflated(predicted(0, columns, content)), ""},
		{"rows without columns", "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 0>>", deflated(content), "none"},
		{"85", "/Filter/ASCII85Decode", "<~" + in85.String() + "~>", ""},
		{"hexadecimal", "/Filter/AHx", hex.EncodeToString([]byte(content)) + ">", ""},
		{"two", "/Filter[/AHx/Fl]", hex.EncodeToString([]byte(deflated(content))) + ">", ""},
		{"not in the coding", "/Filter/FlateDecode", content, "none"},
		{"a coding of pictures", "/Filter/DCTDecode", content, "none"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			stream := fmt.Sprintf("20 0 obj<<%s/Length %d>>stream\n%s\nendstream endobj\n", test.entries, len(test.data), test.data)
			d, err := pdftext.Read(withObjects(helvetica, stream))
			want := "The text of the page stands upright."
			if test.want != "" {
				want = ""
			}
			if got := paragraphs(d); got != want {
				t.Errorf("got %q, %v, want %q", got, err, want)
			}
		})
	}
}

// TestReadForms reads content that stands apart and is painted where the page
// says.
func TestReadForms(t *testing.T) {
	t.Parallel()
	form := func(entries, content string) string {
		return fmt.Sprintf("21 0 obj<</Subtype/Form%s/Length %d>>stream\n%s\nendstream endobj\n", entries, len(content), content)
	}
	page := func(content string) string {
		return fmt.Sprintf("20 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", len(content), content)
	}
	const below = "BT /F 10 Tf 40 688 Td (are late today.) Tj ET"
	above := lines(700, "The ferries of the island")
	for _, test := range []struct{ name, page, form, want string }{
		{"a form", page(above + "/X Do"), form("", below), "The ferries of the island are late today."},
		{"moved", page(above + "/X Do"), form("/Matrix[1 0 0 1 0 -300]", strings.Replace(below, "688", "988", 1)), "The ferries of the island are late today."},
		{"with a font of its own", page(above + "/X Do"), form("/Resources<</Font<</G "+helvetica+">>>>", strings.Replace(below, "/F", "/G", 1)), "The ferries of the island are late today."},
		{"that leaves its state behind", page("/X Do " + above), form("", "q q 1 0 0 1 0 -900 cm"), "The ferries of the island"},
		{"a picture", page(above + "/X Do"), strings.Replace(form("", below), "/Form", "/Image", 1), "The ferries of the island"},
		{"that is not there", page(above + "/Y Do"), form("", below), "The ferries of the island"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, err := pdftext.Read(withObjects(helvetica, test.page, test.form))
			if got := paragraphs(d); got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}
