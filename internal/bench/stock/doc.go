// Package stock answers plans with bleve as it comes: a static mapping,
// bleve.Search, its facets and its BM25. It is what Dateline's own engine is
// measured against, and the judge of its counts.
//
// It is stock bleve at its best: one segment made by the offline builder, doc
// values only where facets and sorting need them, no composite field, and of
// an article only its JSON stored. Words are those of package words, surface
// forms and stems at the same positions, names are searchable beside the facet
// values: it holds what Dateline's index holds and can be asked the same.
package stock
