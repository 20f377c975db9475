package corpus

import (
	"path"
	"strings"
)

// format is how an input is written.
type format int

const (
	formatOther format = iota // not an article
	formatHTML
	formatText
	formatLines // JSON lines
	formatJSON  // one object, several, or an array of them
	formatSniff // no extension: the content decides
	formatFeed  // RSS, Atom, JSON Feed
	formatMail
	formatMHTML
	formatNewsXML // NITF, NewsML-G2, NewsML 1
	formatSGML    // Reuters-21578
	formatPDF
	formatWARC
	formatArchive    // zip and tar, WACZ among them
	formatCompressed // gzip, bzip2, zstandard
)

// formatOf reads the format off a file's name.
func formatOf(name string) format {
	name = strings.ToLower(name)
	if isCompressed(name) {
		name = name[:len(name)-len(".gz")]
	}
	switch path.Ext(name) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return formatHTML
	case ".txt", ".text":
		return formatText
	case ".jsonl", ".ndjson", ".json-lines":
		return formatLines
	case "", ".":
		return formatSniff
	}
	return formatOther
}

func isCompressed(name string) bool { return strings.EqualFold(path.Ext(name), ".gz") }
