package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/internal/golden"
)

// readAt is when the tests read.
func readAt() Options {
	return Options{Now: time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)}
}

// documentFormats tells the formats of testdata/documents.
func documentFormats(file string) format {
	return map[string]format{
		".rss": formatFeed, ".rdf": formatFeed, ".atom": formatFeed, ".json": formatFeed, ".wxr": formatFeed,
		".eml": formatMail, ".mhtml": formatMHTML, ".xml": formatNewsXML, ".sgm": formatSGML, ".pdf": formatPDF,
	}[filepath.Ext(file)]
}

// writeRecords reads a document and writes what became of each of its records.
func writeRecords(t *testing.T, f format, name string, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	refused := func(err error) {
		if inputErr, ok := errors.AsType[*InputError](err); !ok || inputErr.Reason == "" || !strings.HasPrefix(inputErr.Input, name) {
			t.Errorf("%v is no InputError that names the input", err)
		}
		fmt.Fprintln(&out, "refused:", err)
	}
	for r, err := range recordsOf(f, name, bytes.NewReader(data), readAt()) {
		if err != nil {
			refused(err)
			continue
		}
		recordName := name
		if r.name != "" {
			recordName += ":" + r.name
		}
		a, err := r.parse(recordName, recordName, readAt())
		if err != nil {
			refused(err)
			continue
		}
		if a.ID == "" || a.Title == "" || a.ContentHash == "" || a.Path != recordName {
			t.Errorf("not finished: %+v", a)
		}
		a.ContentHash, a.Body = "", "" // follow from the rest
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// TestGoldenDocuments reads the files of testdata/documents, each with what is
// met in such files, and compares the whole result.
func TestGoldenDocuments(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/documents/*.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if filepath.Ext(name) == ".golden" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden.Equal(t, file+".golden", writeRecords(t, documentFormats(name), name, data))
		})
	}
}
