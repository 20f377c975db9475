// Package query says what is being asked: the query language with its tree,
// and Request, the one form of a search that page, API, feed and export share.
//
// Two texts are read here and they are treated differently. The text of a
// query (parameter q) never fails: Parse gives every string of bytes a
// sensible reading and reports each repair. The parameters of a URL are
// strict: FromValues refuses an unknown or misspelt one by name.
package query
