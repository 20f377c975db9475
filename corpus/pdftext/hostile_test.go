package pdftext_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"dateline/corpus/pdftext"
)

// packed writes an object that is a stream, compressed.
func packed(number int, entries, content string) string {
	data := deflated(content)
	return fmt.Sprintf("%d 0 obj<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n", number, entries, len(data), data)
}

// withObjects writes a document of one page out of its parts: objects from
// number 20 on, the first of which is the content.
func withObjects(font string, objects ...string) []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[4 0 R]/Resources<</Font<</F " + font +
		">>/XObject<</X 21 0 R>>>>>>endobj\n4 0 obj<</Type/Page/Contents 20 0 R>>endobj\n" + strings.Join(objects, "") + "trailer<</Root 1 0 R>>\n%%EOF")
}

// TestReadHostile reads small documents that say to do very much. None may take
// long, or much memory; what becomes of them does not matter.
func TestReadHostile(t *testing.T) { //nolint:paralleltest // it measures memory
	const (
		slow = 20 * time.Second // far above what any takes on a loaded machine
		much = 1 << 30          // bytes that are made in all
	)
	kids := ""
	for i := range 60 {
		kids += fmt.Sprintf("%d 0 obj[<</Kids %d 0 R>><</Kids %d 0 R>>]endobj\n", 100+i, 101+i, 101+i)
	}
	for _, test := range []struct {
		name string
		data []byte
	}{
		{"a text without end", withObjects(helvetica, packed(20, "", "BT /F 10 Tf 40 700 Td ("+strings.Repeat("a", 60<<20)+") Tj"))},
		{"letters that are long texts", withObjects(
			"<</Subtype/Type0/Encoding/Identity-H/ToUnicode 21 0 R>>", packed(20, "", "BT /F 10 Tf ("+strings.Repeat("ab", 1000)+") Tj"),
			packed(21, "", "<0000> <FFFF> <"+strings.Repeat("0041", 1<<20)+"> endbfrange"))},
		{"letters that are texts, often", withObjects(
			"<</Subtype/Type0/Encoding/Identity-H/ToUnicode 21 0 R>>", packed(20, "", "BT /F 10 Tf ("+strings.Repeat("a", 30<<20)+") Tj"),
			packed(21, "", "<0000> <FFFF> <"+strings.Repeat("0041", 30)+"> endbfrange"))},
		{"content of nothing, often", withObjects(helvetica, packed(20, "", strings.Repeat("/X Do\n", 1<<20)), "21 0 obj<</Subtype/Form>>stream\n"+strings.Repeat(" ", 5<<20)+"\nendstream endobj\n")},
		{"a font made anew each time", withObjects("<</Subtype/Type1/Encoding<</Differences["+strings.Repeat("0/a ", 300_000)+"]>>>>", packed(20, "", strings.Repeat("/F 1 Tf\n", 1<<20)))},
		{"widths made anew each time", withObjects("<</Subtype/Type0/DescendantFonts[<</W[1["+strings.Repeat("0 ", 600_000)+"]]>>]>>", packed(20, "", strings.Repeat("/F 1 Tf\n", 1<<20)))},
		{"pieces without number", withObjects(helvetica, packed(20, "", "BT /F 10 Tf "+strings.Repeat("(a)'\n", 10<<20)))},
		{"a tree that doubles", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages<</Kids 100 0 R>>>>endobj\n" + kids + "160 0 obj[null]endobj\ntrailer<</Root 1 0 R>>")},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			done := make(chan error, 1)
			start := time.Now()
			go func() {
				_, err := pdftext.Read(test.data)
				done <- err
			}()
			select {
			case err := <-done:
				runtime.ReadMemStats(&after)
				t.Logf("%d kB: %s, %d MB, %v", len(test.data)>>10, time.Since(start), (after.TotalAlloc-before.TotalAlloc)>>20, err)
				if made := after.TotalAlloc - before.TotalAlloc; made > much {
					t.Errorf("%d MB were made", made>>20)
				}
			case <-time.After(slow):
				t.Fatal("takes too long")
			}
		})
	}
}
