// Package bleveindex is the engine on this machine: it keeps articles in the
// segment files of bleve's scorch and searches them there.
//
// bleve stores and merges; words come from package words, and searching is
// done here, on the posting lists of the segments. Every clause of a plan
// becomes a set of documents, so that totals, facet counts and orders are
// exact. What the sets cannot say, columns do: the values, dates and lengths
// of each document, unfolded once from the dictionaries of a segment.
//
// An engine that writes is alone on its folder. Any number of read-only ones
// may share a folder to which nobody writes.
package bleveindex
