package memindex

import (
	"maps"
	"slices"

	"dateline/index"
)

// clone copies a document with all that it refers to, so that nobody changes
// what is stored.
func clone(doc *index.Document) index.Document {
	c := *doc
	c.Authors = slices.Clone(doc.Authors)
	c.Paragraphs = slices.Clone(doc.Paragraphs)
	c.Structure = slices.Clone(doc.Structure)
	c.Extra = maps.Clone(doc.Extra)
	for key, value := range c.Extra {
		c.Extra[key] = slices.Clone(value)
	}
	c.Mentions = slices.Clone(doc.Mentions)
	c.Actors = slices.Clone(doc.Actors)
	for i := range c.Actors {
		c.Actors[i].Forms = slices.Clone(c.Actors[i].Forms)
	}
	c.Locations = slices.Clone(doc.Locations)
	for i := range c.Locations {
		c.Locations[i].Forms = slices.Clone(c.Locations[i].Forms)
		c.Locations[i].Within = slices.Clone(c.Locations[i].Within)
	}
	return c
}
