package bleveindex

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	bleve "github.com/blevesearch/bleve_index_api"

	"dateline/index"
	"dateline/index/words"
	"dateline/query"
)

// The fields of bleve. Those of index.Fields are indexed under their names;
// beside them stand these.
const (
	idField     = "_id"     // bleve's own: the article's id as it is
	storedField = "article" // the article as JSON, stored
	hashField   = "hash"    // the content hash, stored
	dateField   = "instant" // one term: the time of publication
	valueSuffix = ".value"  // after a facet: its values as they are
	wordsSuffix = ".words"  // after a field of words: how many it has
	surfaceMark = "="       // before a surface form, to tell it from a stem
	titleField  = "title"   // of index.Fields
	bodyField   = "body"    // of index.Fields
)

// document is an article as bleve receives it: everything is analysed.
type document struct {
	id       string
	fields   []bleve.Field
	analyzer *words.Analyzer
}

// analyse makes documents of articles, on all cores.
func analyse(ctx context.Context, docs []index.Document, analyzer *words.Analyzer) ([]*document, error) {
	built := make([]*document, len(docs))
	errs := make([]error, len(docs))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(docs) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				built[i], errs[i] = newDocument(&docs[i], analyzer)
			}
		})
	}
	group.Wait()
	return built, errors.Join(append(errs, ctx.Err())...)
}

func newDocument(doc *index.Document, analyzer *words.Analyzer) (d *document, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("article %q: panic: %v", doc.ID, p)
		}
	}()
	if doc.ID == "" {
		return nil, fmt.Errorf("article %q of %q has no id", doc.Title, doc.URL)
	}
	text, err := encode(doc)
	if err != nil {
		return nil, fmt.Errorf("article %q: %w", doc.ID, err)
	}
	d = &document{id: doc.ID, analyzer: analyzer}
	d.store(storedField, text)
	d.store(hashField, []byte(doc.ContentHash))
	for _, f := range index.Fields {
		d.addField(doc, f)
		if f.Facet {
			d.addKeys(f.Name+valueSuffix, doc.Values(f.Name)...)
		}
	}
	if !doc.Published.IsZero() {
		d.addKeys(dateField, instant(doc.Published))
	}
	return d, nil
}

func (d *document) addField(doc *index.Document, f query.Field) {
	switch f.Kind {
	case query.Text:
		switch f.Name {
		case titleField:
			d.addText(f.Name, []string{doc.Title}, doc.Lang)
		case bodyField:
			d.addText(f.Name, doc.Paragraphs, doc.Lang)
		default:
			// Places within these two: "lead" and "major" have no words of their own.
		}
	case query.Name:
		d.addNames(f.Name, doc.Names(f.Name))
	case query.Code:
		code := doc.ID
		if f.Name == "lang" {
			code = doc.Lang
		}
		d.addKeys(f.Name, codeTerm(code))
	case query.Host:
		d.addKeys(f.Name, hostTerms(doc.Source.Domain)...)
	case query.Number:
		// The number of words stands beside each field of text.
	case query.Date:
		// All fields of dates ask for the one time of publication.
	}
}

// addText indexes running text, each paragraph with its own positions: every
// word under its surface form and its stem.
func (d *document) addText(name string, paragraphs []string, lang string) {
	var t terms
	for i, text := range paragraphs {
		t.addWords(i, d.analyzer.Tokens(text, lang), true)
	}
	d.addTerms(name, t)
}

// addNames indexes names, each with its own positions. In no language, a stem
// is the word without case and accents.
func (d *document) addNames(name string, names []string) {
	var t terms
	for i, text := range names {
		t.addWords(i, d.analyzer.Tokens(text, ""), false)
	}
	d.addTerms(name, t)
}

// terms collects the terms of one field of one article.
type terms struct {
	freqs  bleve.TokenFrequencies
	length int // in words
}

// addWords adds the words of the paragraph or name of a number.
func (t *terms) addWords(number int, tokens []words.Token, surfaces bool) {
	if len(tokens) == 0 {
		return
	}
	t.length += tokens[len(tokens)-1].Position + 1
	places := places(number, tokens)
	for i, token := range tokens {
		t.add(token.Stem, &places[i])
		if surfaces {
			t.add(surfaceMark+token.Surface, &places[i])
		}
	}
}

func (t *terms) add(term string, place *bleve.TokenLocation) {
	if term == "" {
		return
	}
	freq := t.freqs[term]
	if freq == nil {
		if t.freqs == nil {
			t.freqs = bleve.TokenFrequencies{}
		}
		freq = &bleve.TokenFreq{Term: []byte(term)}
		t.freqs[term] = freq
	}
	if last := len(freq.Locations) - 1; last >= 0 && samePlace(freq.Locations[last], place) {
		return // a word with several stems has one surface
	}
	freq.Locations = append(freq.Locations, place)
	freq.SetFrequency(len(freq.Locations))
}

func samePlace(a, b *bleve.TokenLocation) bool {
	return a.Position == b.Position && a.ArrayPositions[0] == b.ArrayPositions[0]
}

// places are the positions of tokens in the paragraph or name of a number.
// Offsets are left out: what is marked in a text is found in the text.
func places(number int, tokens []words.Token) []bleve.TokenLocation {
	array := []uint64{uint64(number)}
	list := make([]bleve.TokenLocation, len(tokens))
	for i, token := range tokens {
		list[i] = bleve.TokenLocation{ArrayPositions: array, Position: token.Position}
	}
	return list
}

func (d *document) addTerms(name string, t terms) {
	if len(t.freqs) == 0 {
		return
	}
	d.fields = append(d.fields, &field{
		name: name, options: bleve.IndexField | bleve.IncludeTermVectors, freqs: t.freqs, length: t.length,
	})
	d.addKeys(name+wordsSuffix, strconv.Itoa(t.length))
}

// addKeys indexes terms as they are, without positions.
func (d *document) addKeys(name string, keys ...string) {
	freqs := bleve.TokenFrequencies{}
	for _, key := range keys {
		if key != "" {
			// A frequency, though nobody asks for it, lets bleve keep a term of
			// one article without a posting list.
			freq := &bleve.TokenFreq{Term: []byte(key)}
			freq.SetFrequency(1)
			freqs[key] = freq
		}
	}
	if len(freqs) > 0 {
		d.fields = append(d.fields, &field{name: name, options: bleve.IndexField, freqs: freqs, length: len(freqs)})
	}
}

func (d *document) store(name string, value []byte) {
	d.fields = append(d.fields, &field{name: name, options: bleve.StoreField, value: value})
}

// codeTerm is a code as it is compared: of all cases of a letter the first one.
// The mark makes it a term even when there is no code.
func codeTerm(code string) string {
	return surfaceMark + strings.Map(func(r rune) rune {
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

// instant is a time as a term: 8 bytes of seconds and 4 of nanoseconds. Terms
// sort as times do.
func instant(t time.Time) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(t.Unix())^signBit)
	return string(binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())))
}

// signBit, turned over, makes negative numbers sort before positive ones.
const signBit = 1 << 63

// instantTime reads an instant.
func instantTime(term string) time.Time {
	b := []byte(term)
	return time.Unix(int64(binary.BigEndian.Uint64(b)^signBit), int64(binary.BigEndian.Uint32(b[8:]))).UTC()
}

// stored is the JSON that is kept of an article.
type stored struct {
	index.Document
	// BodyLeftOut: the body was nothing but the paragraphs joined.
	BodyLeftOut bool `json:"body_left_out,omitempty"`
}

func encode(doc *index.Document) ([]byte, error) {
	s := stored{Document: *doc}
	s.SetParagraphs(doc.Paragraphs)
	s.BodyLeftOut = s.Body == doc.Body
	s.Body = ""
	if !s.BodyLeftOut {
		s.Body = doc.Body
	}
	return json.Marshal(s)
}

func decode(text []byte) (*index.Document, error) {
	var s stored
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, fmt.Errorf("%w: stored article: %w", index.ErrDamaged, err)
	}
	if s.BodyLeftOut {
		s.SetParagraphs(s.Paragraphs)
	}
	return &s.Document, nil
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
	freq := &bleve.TokenFreq{Term: []byte(d.id)}
	freq.SetFrequency(1)
	d.fields = append(d.fields, &field{
		name: idField, options: bleve.IndexField | bleve.StoreField, value: []byte(d.id),
		freqs: bleve.TokenFrequencies{d.id: freq}, length: 1,
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
