package stock

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"dateline/index"
	"dateline/index/words"
	"dateline/query"
)

// The fields of bleve beside those of index.Fields.
const (
	articleField = "article"
	dateField    = "instant"
	valueSuffix  = "_value" // a dot would be a path
)

// The tokenizers, and the analyzers that consist of nothing else.
const (
	textWords = "dateline_text"
	nameWords = "dateline_name"
	bothTypes = "dateline_words"
)

// stemMark stands before a stem, to tell it from a surface form.
const stemMark = "~"

// tokenizer splits texts into the words of Dateline.
type tokenizer struct {
	words words.Analyzer
	// names are found by their stems alone.
	names bool
}

// Tokenize implements analysis.Tokenizer.
func (t *tokenizer) Tokenize(input []byte) analysis.TokenStream {
	lang := "en"
	if t.names {
		lang = ""
	}
	tokens := t.words.Tokens(string(input), lang)
	stream := make(analysis.TokenStream, 0, 2*len(tokens))
	add := func(w words.Token, term string) {
		stream = append(stream, &analysis.Token{Term: []byte(term), Start: w.Start, End: w.End, Position: w.Position + 1})
	}
	for _, w := range tokens {
		add(w, stemMark+w.Stem)
		if !t.names {
			add(w, w.Surface)
		}
	}
	return stream
}

// register makes the tokenizer known to bleve, which keeps one list for the
// whole program.
//
//nolint:gochecknoglobals // bleve's list is a global too
var register = sync.OnceValue(func() error {
	return registry.RegisterTokenizer(bothTypes, func(config map[string]any, _ *registry.Cache) (analysis.Tokenizer, error) {
		names, ok := config["names"].(bool)
		if !ok {
			return nil, errors.New("the tokenizer is not told whether it splits names")
		}
		return &tokenizer{names: names}, nil
	})
})

// newMapping derives a static mapping from the table of fields.
func newMapping() (*mapping.IndexMappingImpl, error) {
	if err := register(); err != nil {
		return nil, err
	}
	m := bleve.NewIndexMapping()
	m.ScoringModel = bleveindex.BM25Scoring
	m.DefaultAnalyzer = keyword.Name
	for name, names := range map[string]bool{textWords: false, nameWords: true} {
		if err := m.AddCustomTokenizer(name, map[string]any{"type": bothTypes, "names": names}); err != nil {
			return nil, err
		}
		if err := m.AddCustomAnalyzer(name, map[string]any{"type": custom.Name, "tokenizer": name}); err != nil {
			return nil, err
		}
	}
	document := bleve.NewDocumentStaticMapping()
	for _, f := range index.Fields {
		addField(document, f)
	}
	document.AddFieldMappingsAt(articleField, stored())
	document.AddFieldMappingsAt(dateField, date())
	m.DefaultMapping = document
	return m, nil
}

func addField(document *mapping.DocumentMapping, f query.Field) {
	switch {
	case f.Kind == query.Text && hasText(f.Name):
		document.AddFieldMappingsAt(f.Name, text(textWords))
	case f.Kind == query.Name:
		document.AddFieldMappingsAt(f.Name, text(nameWords))
	default: // codes are facets too; numbers and hosts are not asked for here
	}
	if f.Facet {
		document.AddFieldMappingsAt(f.Name+valueSuffix, values())
	}
}

// hasText tells the fields that have words of their own from those that are
// parts of these.
func hasText(name string) bool { return name == "title" || name == "body" }

func text(analyzer string) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.IncludeInAll, f.DocValues = false, false, false
	return f
}

func values() *mapping.FieldMapping {
	f := bleve.NewKeywordFieldMapping()
	f.Store, f.IncludeInAll, f.IncludeTermVectors = false, false, false
	return f
}

func date() *mapping.FieldMapping {
	f := bleve.NewDateTimeFieldMapping()
	f.Store, f.IncludeInAll = false, false
	return f
}

func stored() *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Index, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = false, false, false, false
	return f
}

// fieldsOf is an article as bleve receives it.
func fieldsOf(doc *index.Document) (map[string]any, error) {
	article, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	fields := map[string]any{articleField: string(article), "title": doc.Title, "body": doc.Paragraphs}
	if !doc.Published.IsZero() {
		fields[dateField] = doc.Published
	}
	for _, f := range index.Fields {
		if f.Kind == query.Name {
			fields[f.Name] = doc.Names(f.Name)
		}
		if f.Facet {
			fields[f.Name+valueSuffix] = doc.Values(f.Name)
		}
	}
	return fields, nil
}

// isPrefix gives what stands before the star of a pattern that is nothing else.
func isPrefix(pattern string) (prefix string, ok bool) {
	prefix, ok = strings.CutSuffix(pattern, "*")
	return prefix, ok && !strings.ContainsAny(prefix, `*?\`)
}
