package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/query"
)

type (
	// lengthOf compares the number of words in a field.
	lengthOf struct {
		field string
		op    query.Comparison
		value int
	}
	// dated matches what has a time of publication.
	dated struct{}
	// anyTerm matches what has any term in a field.
	anyTerm struct{ field string }
)

// presence matches what has anything in a field.
func presence(name string) matcher {
	f, ok := index.Fields.Lookup(name)
	if !ok {
		return none{}
	}
	words := func(field string) matcher { return lengthOf{field, query.More, 0} }
	switch f.Kind {
	case query.Text:
		if f.Name != titleField && f.Name != bodyField {
			return or{[]matcher{words(titleField), words(bodyField)}}
		}
		return words(f.Name)
	case query.Name:
		return words(f.Name)
	case query.Number:
		return words(bodyField)
	case query.Code:
		return not{keyed{f.Name, codeTerm("")}}
	case query.Host:
		return anyTerm{f.Name}
	case query.Date:
		return dated{}
	}
	return none{}
}

func (m lengthOf) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	length, err := v.columns.length(v, m.field)
	if err != nil {
		return nil, err
	}
	return v.only(within, func(doc uint32) bool { return m.op.Holds(int(length.words[doc]), m.value) })
}

func (dated) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	dates, err := v.columns.dates(v)
	if err != nil {
		return nil, err
	}
	return v.only(within, func(doc uint32) bool { return dates.second(doc) != index.Undated })
}

// only keeps the documents of a set for which keep is true.
func (v *view) only(docs *roaring.Bitmap, keep func(doc uint32) bool) (*roaring.Bitmap, error) {
	kept := roaring.New()
	for all := docs.Iterator(); all.HasNext(); {
		doc := all.Next()
		if err := v.pause(); err != nil {
			return nil, err
		}
		if keep(doc) {
			kept.Add(doc)
		}
	}
	return kept, nil
}

func (m anyTerm) match(v *view, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	dict, err := v.dictionary(m.field)
	if err != nil {
		return nil, err
	}
	found := roaring.New()
	terms := dict.AutomatonIterator(nil, nil, nil)
	for entry, err := terms.Next(); entry != nil || err != nil; entry, err = terms.Next() {
		if err != nil {
			return nil, err
		}
		docs, err := v.docs(m.field, entry.Term)
		if err != nil {
			return nil, err
		}
		found.Or(docs)
	}
	return roaring.And(within, found), nil
}
