package bleveindex

import (
	"slices"

	"dateline/index"
	"dateline/index/bleveindex/sidecar"
	"dateline/index/words"
)

// The texts of an article, by their names in bleve and in sidecars: title and
// body as one, the title alone, and the fields of names.
const (
	wholeText = "text"
	titleText = "title"
)

// Fields of index.Fields that are looked for in others' texts.
const (
	bodyField  = "body"
	actorField = "actor"
)

// surfaceMark stands before a surface form, to tell it from a stem. bleve has
// the stems, which words ask for; the sidecar alone has the surface forms, which
// phrases ask for.
const surfaceMark = "="

//nolint:gochecknoglobals // a constant table
var (
	nameTexts  = []string{"person", "org", "location", "source", "author", "section"}
	textFields = append([]string{wholeText, titleText}, nameTexts...)
)

// schema is that of all sidecars.
func schema() sidecar.Schema {
	s := sidecar.Schema{Texts: textFields, Own: surfaceMark}
	for _, f := range index.Fields.Facets() {
		s.Facets = append(s.Facets, f.Name)
	}
	return s
}

// sideOf is what a sidecar keeps of an article.
func sideOf(doc *index.Document, analyzer *words.Analyzer) *sidecar.Document {
	side := &sidecar.Document{ID: doc.ID, Published: doc.Published, Texts: textsOf(doc, analyzer)}
	for _, f := range index.Fields.Facets() {
		side.Values = append(side.Values, doc.Values(f.Name))
	}
	return side
}

// textsOf are the texts of an article in the order of textFields. Running text
// is kept under surface forms and stems; names, which are in no language, under
// stems alone: there a stem is the word without case and accents.
func textsOf(doc *index.Document, analyzer *words.Analyzer) []sidecar.Words {
	var whole, title layout
	tokens := analyzer.Tokens(doc.Title, doc.Lang)
	whole.addPart(tokens, true)
	title.addPart(tokens, true)
	for _, paragraph := range doc.Paragraphs {
		whole.addPart(analyzer.Tokens(paragraph, doc.Lang), true)
	}
	texts := append(make([]sidecar.Words, 0, len(textFields)), whole.words, title.words)
	for _, field := range nameTexts {
		var names layout
		for _, name := range doc.Names(field) {
			names.addPart(analyzer.Tokens(name, ""), false)
		}
		texts = append(texts, names.words)
	}
	return texts
}

// layout puts parts, which are paragraphs or names, one behind the other.
type layout struct {
	words sidecar.Words
	next  uint32 // free place
}

func (l *layout) addPart(tokens []words.Token, surfaces bool) {
	l.words.Starts = append(l.words.Starts, l.next)
	if len(tokens) == 0 {
		return
	}
	if l.words.Occurrences == nil {
		l.words.Occurrences = make([]sidecar.Occurrence, 0, 2*len(tokens))
	}
	for _, token := range tokens {
		place := l.next + uint32(token.Position)
		l.add(token.Stem, place)
		if surfaces {
			l.add(surfaceMark+token.Surface, place)
		}
	}
	length := uint32(tokens[len(tokens)-1].Position) + 1
	l.words.Length += length
	l.next += length + 1
}

// add adds a term once to a place: a word with several stems has one surface.
func (l *layout) add(term string, place uint32) {
	if term == "" {
		return
	}
	for _, o := range slices.Backward(l.words.Occurrences) {
		if o.Place != place {
			break
		}
		if o.Term == term {
			return
		}
	}
	l.words.Occurrences = append(l.words.Occurrences, sidecar.Occurrence{Term: term, Place: place})
}
