// Package sidecar keeps, in one file beside each sealed segment of the index,
// what the segment leaves out or gives too slowly: of each word how often and
// where it stands in each document, the lengths of the texts, and columns
// (facet values, dates, the order of the ids) by document number.
//
// A Builder takes the documents of a segment in their order and writes the
// file; a Reader maps it into memory and reads it in place. Opening decodes
// nothing but a table of a few hundred bytes.
//
// The file is little-endian: 4 bytes of magic and the version, then sections
// that begin at multiples of 8, then the table that says where they are (JSON),
// its length, its CRC-32C, and again magic and version. Sections are:
//
//	id ranks         4 bytes a document
//	dates            seconds (8) and nanoseconds (4) of the distinct instants;
//	                 the instant of each document and the newest-first order (4)
//	text: lengths    4 bytes a document
//	text: parts      where the varints of each document begin (4 bytes each,
//	                 one more at the end), then the starts of its parts as differences
//	text: records    one for each different list of postings, see below
//	text: terms      a vellum FST from the term to the offset of its record;
//	                 terms with the same list share one
//	column: values   where each begins (4 bytes, one more at the end), then their bytes
//	column: ordinals of each document, 2 bytes each or 4; the largest number is
//	                 "none" where no document has more than one value, otherwise
//	                 4 bytes a document, and one more, say where its ordinals begin
//
// A record begins with the number of its postings as a varint. Up to 32
// postings are inline, all varints: the documents as differences, the
// frequencies, then of each posting the first place and the differences to the
// next ones. A longer list leaves its documents to the segment's list of the
// same term and holds: the number of exceptions, the bytes of places and those
// of a bitmap (varints), one byte of frequency a posting (255: see the
// exceptions), the exceptions (rank and frequency, 4 bytes each), for each 128
// postings where their places begin (4 bytes), the places as before, and the
// bitmap: the documents in the format of roaring, for terms of which the
// segment has no list.
package sidecar
