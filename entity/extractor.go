package entity

import (
	"dateline/entity/gazetteer"
	"dateline/entity/recognise"
)

// Extractor finds the people, organisations and places of articles. It is
// immutable after Load and safe for any number of goroutines.
type Extractor struct{ gaz *gazetteer.Gazetteer }

// Load reads the embedded word lists and places. That takes a fraction of a
// second and some memory, so a program does it once. It fails only when the
// embedded data is damaged.
func Load() (*Extractor, error) {
	gaz, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	return &Extractor{gaz: gaz}, nil
}

// Find reads one article. Equal texts give equal answers; no text makes it
// fail or panic, and the time grows linearly with the text.
func (x *Extractor) Find(text Text) Found {
	doc := recognise.Read(x.gaz, text.Title, text.Dateline, text.Body, text.Lang)
	a := article{Document: doc, gaz: x.gaz, text: text, places: make([]int32, len(doc.Spans))}
	a.resolve()
	return a.found()
}
