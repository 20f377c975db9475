package index

import (
	"path"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index/match"
)

// Document is an article with what it mentions: the unit that an engine
// stores. Its JSON form is the article of export and API.
type Document struct {
	corpus.Article
	Actors    []entity.Actor   `json:"actors"`
	Locations []entity.Place   `json:"locations"`
	Mentions  []entity.Mention `json:"mentions,omitempty"`
}

// Origin is the input that the article was read from, as readers may know it.
// The folders of a machine are nobody's business: of a path that is not below
// the folder in which the indexer ran, only the file's name is left.
func (d *Document) Origin() string {
	name := strings.ReplaceAll(d.Path, `\`, "/")
	if path.IsAbs(name) || strings.HasPrefix(name, "../") || strings.Contains(name, ":/") {
		return path.Base(name)
	}
	return d.Path
}

// Values are the facet values of a field: what is counted and filtered by.
// Of actors and locations only the salient ones count; a location brings the
// country that it lies in; its region is only searched, since few articles
// about a city are about that. Each value stands once.
func (d *Document) Values(field string) []string {
	switch field {
	case "person":
		return d.actorNames(entity.Person)
	case "org":
		return d.actorNames(entity.Org)
	case "actor":
		return d.actorNames(entity.Person, entity.Org)
	case "location":
		return d.locationNames()
	case "source":
		return present(d.Source.Name)
	case "lang":
		return present(d.Lang)
	case "section":
		return present(d.Section)
	}
	return nil
}

// Names are the texts that a Name field is searched in: every mention,
// salient or not, under each of its forms; a location also under the names of
// all that contains it.
func (d *Document) Names(field string) []string {
	switch field {
	case "person":
		return d.actorForms(entity.Person)
	case "org":
		return d.actorForms(entity.Org)
	case "actor":
		return d.actorForms(entity.Person, entity.Org)
	case "location":
		return d.locationForms()
	case "source":
		return present(d.Source.Name)
	case "author":
		return d.Authors
	case "section":
		return present(d.Section)
	}
	return nil
}

// Entities are what a field of mentioned names finds: each entity with the names
// that Names has of it, and the forms of its own that stand in the text.
func (d *Document) Entities(field string) []match.Entity {
	var list []match.Entity
	switch field {
	case "person", "org", "actor":
		for _, a := range d.Actors {
			if field == "actor" || string(a.Kind) == field {
				forms := ownForms(a.Name, a.Forms)
				list = append(list, match.Entity{Names: forms, Forms: forms})
			}
		}
	case "location":
		for _, p := range d.Locations {
			forms := ownForms(p.Name, p.Forms)
			list = append(list, match.Entity{Names: slices.Concat(forms, p.Within), Forms: forms})
		}
	}
	return list
}

func ownForms(name string, forms []string) []string {
	var own distinct
	own.add(name)
	own.add(forms...)
	return own
}

func (d *Document) actorNames(kinds ...entity.Kind) []string {
	var names distinct
	for _, a := range d.Actors {
		if a.Salience >= entity.SalienceThreshold && slices.Contains(kinds, a.Kind) {
			names.add(a.Name)
		}
	}
	return names
}

func (d *Document) actorForms(kinds ...entity.Kind) []string {
	var forms distinct
	for _, a := range d.Actors {
		if slices.Contains(kinds, a.Kind) {
			forms.add(a.Name)
			forms.add(a.Forms...)
		}
	}
	return forms
}

func (d *Document) locationNames() []string {
	var names distinct
	for _, p := range d.Locations {
		if p.Salience < entity.SalienceThreshold || p.Kind == entity.Continent {
			continue
		}
		names.add(p.Name)
		if n := len(p.Within); n > 1 {
			names.add(p.Within[n-2]) // the country; the last one is its continent
		}
	}
	return names
}

func (d *Document) locationForms() []string {
	var forms distinct
	for _, p := range d.Locations {
		forms.add(p.Name)
		forms.add(p.Forms...)
		forms.add(p.Within...)
	}
	return forms
}

// distinct is a list in which each text stands once. The lists are short:
// looking through them is quicker than a map.
type distinct []string

func (l *distinct) add(texts ...string) {
	for _, text := range texts {
		if text != "" && !slices.Contains(*l, text) {
			*l = append(*l, text)
		}
	}
}

func present(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
