package bleveindex

import (
	"dateline/index"
	"dateline/index/bleveindex/docset"
	"dateline/query"
)

type (
	// lengthOf compares the number of words in texts, which count as one.
	lengthOf struct {
		texts  []string
		inBody bool // the title, in the whole text, does not count
		op     query.Comparison
		value  int
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
	words := func(inBody bool, texts ...string) matcher { return lengthOf{texts, inBody, query.More, 0} }
	switch f.Kind {
	case query.Text:
		switch f.Name {
		case titleText:
			return words(false, titleText)
		case bodyField:
			return words(true, wholeText)
		}
		return words(false, wholeText)
	case query.Name:
		return compileNames(f.Name, func(text string) matcher { return words(false, text) })
	case query.Number:
		return words(true, wholeText)
	case query.Code:
		return not{keyed{f.Name, codeTerm("")}}
	case query.Host:
		return anyTerm{f.Name}
	case query.Date:
		return dated{}
	}
	return none{}
}

func (m lengthOf) match(v *view, within docset.Set) (docset.Set, error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	title := side.Text(titleText)
	return v.only(within, func(doc uint32) bool {
		n := uint32(0)
		for _, text := range m.texts {
			n += side.Text(text).Length(doc)
		}
		if m.inBody {
			n -= title.Length(doc)
		}
		return m.op.Holds(int(n), m.value)
	})
}

func (dated) match(v *view, within docset.Set) (docset.Set, error) {
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	dates := side.Dates()
	return v.only(within, func(doc uint32) bool {
		_, dated := dates.Ordinal(doc)
		return dated
	})
}

// only keeps the documents of a set for which keep is true.
func (v *view) only(docs docset.Set, keep func(doc uint32) bool) (docset.Set, error) {
	kept := v.arena.Copy(docs)
	for doc := range docs.All() {
		if err := v.pause(); err != nil {
			return nil, err
		}
		if !keep(doc) {
			kept.Remove(doc)
		}
	}
	return kept, nil
}

func (m anyTerm) match(v *view, within docset.Set) (docset.Set, error) {
	dict, err := v.dictionary(m.field)
	if err != nil {
		return nil, err
	}
	found := v.arena.Set(v.docs)
	terms := dict.AutomatonIterator(nil, nil, nil)
	for entry, err := terms.Next(); entry != nil || err != nil; entry, err = terms.Next() {
		if err != nil {
			return nil, err
		}
		docs, err := v.postings(m.field, entry.Term)
		if err != nil {
			return nil, err
		}
		v.add(docs, found)
	}
	found.And(within)
	return found, nil
}
