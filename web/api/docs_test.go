package api_test

import (
	"encoding/json"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/index/memindex"
	"dateline/ingest"
	"dateline/web/api"
	"dateline/web/webtest"
)

const document = "../../docs/api.md"

// Every curl of the document is executed.
func TestDocumentedExamples(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	server := demo(t)
	examples := regexp.MustCompile(`(?m)^curl 'http://localhost:8080([^']+)'$`).FindAllStringSubmatch(string(text), -1)
	if len(examples) < 7 {
		t.Fatalf("only %d examples found", len(examples))
	}
	for _, example := range examples {
		address := example[1]
		answer := webtest.Get(t, server, address)
		want := http.StatusOK
		if strings.Contains(address, "persn") {
			want = http.StatusBadRequest
		}
		if answer.Code != want {
			t.Errorf("GET %s: status %d, want %d: %s", address, answer.Code, want, answer.Body)
		}
		var response struct {
			Total       int   `json:"total"`
			Completions []any `json:"completions"`
		}
		if strings.Contains(address, "?") && want == http.StatusOK {
			if err := json.Unmarshal(answer.Body.Bytes(), &response); err != nil || response.Total+len(response.Completions) == 0 {
				t.Errorf("GET %s finds nothing (%v): a poor example", address, err)
			}
		}
	}
}

// demo is the server of "make demo".
func demo(t *testing.T) http.Handler {
	t.Helper()
	extractor, err := entity.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine := memindex.New()
	inputs := func(yield func(ingest.Input, error) bool) {
		for input, err := range corpus.Inputs(t.Context(), "../../sample", corpus.Options{Now: webtest.Now()}) {
			if !yield(input, err) {
				return
			}
		}
	}
	if _, err := ingest.Run(t.Context(), ingest.Config{Engine: engine, Recogniser: extractor, Inputs: inputs}); err != nil {
		t.Fatal(err)
	}
	return webtest.ServerOf(t, webtest.Index{Index: index.New(engine, webtest.Generation, webtest.Now)})
}

// The document names every facet, and the members of each documented answer
// are members of the real one.
func TestDocumentIsComplete(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range index.Fields.Facets() {
		if !strings.Contains(string(text), "`"+f.Name+"`") {
			t.Errorf("the document does not name the parameter %s", f.Name)
		}
	}
	blocks := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	targets := []any{&api.SearchResponse{}, &api.FacetResponse{}, &api.SuggestResponse{}, &api.Problem{}}
	if len(blocks) != len(targets) {
		t.Fatalf("%d JSON blocks, want %d", len(blocks), len(targets))
	}
	for i, block := range blocks {
		decoder := json.NewDecoder(strings.NewReader(block[1]))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(targets[i]); err != nil {
			t.Errorf("block %d is not the JSON of %s: %v", i+1, reflect.TypeOf(targets[i]), err)
		}
	}
}
