package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	bleve "github.com/blevesearch/bleve_index_api"

	"dateline/index"
	"dateline/index/bleveindex/sidecar"
	"dateline/index/bleveindex/stored"
	"dateline/index/words"
	"dateline/query"
)

// The fields of bleve: those of texts, which sidecars know by the same names,
// the codes and hosts of index.Fields, and these.
const (
	idField     = "_id"     // bleve's own: the article's id as it is
	storedField = "article" // the article, compressed, stored
	hashField   = "hash"    // the content hash, stored
	valueSuffix = ".value"  // after a facet: its values as they are
)

// document is an article as bleve receives it: everything is analysed.
type document struct {
	id     string
	fields []bleve.Field
}

// analyse makes documents of articles, on all cores.
func analyse(ctx context.Context, docs []index.Document, codec *stored.Codec, analyzer *words.Analyzer) ([]*document, error) {
	built := make([]*document, len(docs))
	errs := make([]error, len(docs))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(docs) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				built[i], errs[i] = newDocument(&docs[i], codec, analyzer)
			}
		})
	}
	group.Wait()
	return built, errors.Join(append(errs, ctx.Err())...)
}

func newDocument(doc *index.Document, codec *stored.Codec, analyzer *words.Analyzer) (d *document, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("article %q: panic: %v", doc.ID, p)
		}
	}()
	if doc.ID == "" {
		return nil, fmt.Errorf("article %q of %q has no id", doc.Title, doc.URL)
	}
	packed, err := codec.Encode(doc)
	if err != nil {
		return nil, fmt.Errorf("article %q: %w", doc.ID, err)
	}
	d = &document{id: doc.ID}
	d.store(storedField, packed)
	d.store(hashField, []byte(doc.ContentHash))
	for i, text := range textsOf(doc, analyzer) {
		d.addText(textFields[i], text)
	}
	for _, f := range index.Fields {
		switch f.Kind {
		case query.Code:
			d.addKeys(f.Name, codeTerm(codeOf(doc, f.Name)))
		case query.Host:
			d.addKeys(f.Name, hostTerms(doc.Source.Domain)...)
		case query.Text, query.Name, query.Number, query.Date: // in a sidecar
		}
		if f.Facet {
			d.addKeys(f.Name+valueSuffix, doc.Values(f.Name)...)
		}
	}
	return d, nil
}

func codeOf(doc *index.Document, field string) string {
	if field == "lang" {
		return doc.Lang
	}
	return doc.ID
}

// addText tells bleve which stems there are; how often and where is in the
// sidecar, as are surface forms.
func (d *document) addText(name string, text sidecar.Words) {
	freqs := make(bleve.TokenFrequencies, len(text.Occurrences)/3)
	for _, o := range text.Occurrences {
		if !strings.HasPrefix(o.Term, surfaceMark) && freqs[o.Term] == nil {
			freqs[o.Term] = once(o.Term)
		}
	}
	if len(freqs) > 0 {
		d.addTerms(name, freqs)
	}
}

// once is a term with a frequency: though nobody asks for it, it lets bleve
// keep a term of one article without a posting list.
func once(term string) *bleve.TokenFreq {
	freq := &bleve.TokenFreq{Term: []byte(term)}
	freq.SetFrequency(1)
	return freq
}

func (d *document) addTerms(name string, freqs bleve.TokenFrequencies) {
	d.fields = append(d.fields, &field{name: name, options: bleve.IndexField | bleve.SkipFreqNorm, freqs: freqs, length: len(freqs)})
}

// addKeys indexes terms as they are, without positions.
func (d *document) addKeys(name string, keys ...string) {
	freqs := bleve.TokenFrequencies{}
	for _, key := range keys {
		if key != "" {
			freqs[key] = once(key)
		}
	}
	if len(freqs) > 0 {
		d.addTerms(name, freqs)
	}
}

func (d *document) store(name string, value []byte) {
	d.fields = append(d.fields, &field{name: name, options: bleve.StoreField, value: value})
}

// codeTerm is a code as it is compared: of all cases of a letter the first one.
// The mark makes it a term even when there is no code.
func codeTerm(code string) string {
	return "=" + strings.Map(func(r rune) rune {
		first := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			first = min(first, next)
		}
		return first
	}, code)
}

// hostTerms are a host and all domains above it.
func hostTerms(host string) []string {
	var list []string
	for rest, found := strings.ToLower(host), true; found; _, rest, found = strings.Cut(rest, ".") {
		list = append(list, rest)
	}
	return list
}

// The rest is what bleve asks of a document and a field.

func (d *document) ID() string                                 { return d.id }
func (d *document) Size() int                                  { return len(d.fields) }
func (d *document) VisitComposite(bleve.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return true }

func (d *document) VisitFields(visit bleve.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

func (d *document) AddIDField() {
	d.fields = append(d.fields, &field{
		name: idField, options: bleve.IndexField | bleve.StoreField | bleve.SkipFreqNorm, value: []byte(d.id),
		freqs: bleve.TokenFrequencies{d.id: once(d.id)}, length: 1,
	})
}

type field struct {
	name    string
	options bleve.FieldIndexingOptions
	value   []byte
	freqs   bleve.TokenFrequencies
	length  int
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() bleve.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
