package corpus

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"strings"

	"dateline/corpus/anpa"
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
	formatMailbox // several, one after the other: mbox
	formatMHTML
	formatNewsXML // NITF, NewsML-G2, NewsML 1
	formatSGML    // Reuters-21578
	formatANPA
	formatPDF
	formatWARC
	formatArchive // zip and tar, WACZ among them
)

// formatOf reads the format off a file's name, whatever it is compressed with.
func formatOf(name string) format {
	name = strings.ToLower(name)
	for inner := unpackedName(name); inner != name; inner = unpackedName(name) {
		name = inner
	}
	switch path.Ext(name) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return formatHTML
	case ".txt", ".text":
		return formatText
	case ".jsonl", ".ndjson", ".json-lines":
		return formatLines
	case ".json":
		return formatJSON
	case ".rss", ".atom":
		return formatFeed
	case ".eml":
		return formatMail
	case ".mbox", ".mbx":
		return formatMailbox
	case ".mhtml", ".mht":
		return formatMHTML
	case ".nitf", ".newsml":
		return formatNewsXML
	case ".sgm", ".sgml":
		return formatSGML
	case ".pdf":
		return formatPDF
	case ".warc":
		return formatWARC
	case ".zip", ".wacz", ".tar":
		return formatArchive
	case "", ".":
		return formatSniff
	}
	return formatOther
}

// unpackedName is the name of what is in a compressed file: "a.html" of
// "a.html.gz". Any other name is left as it is.
func unpackedName(name string) string {
	ext := path.Ext(name)
	stem := name[:len(name)-len(ext)]
	switch strings.ToLower(ext) {
	case ".gz", ".bz2", ".zst":
		return stem
	case ".tgz", ".tbz2", ".tzst":
		return stem + ".tar"
	}
	return name
}

// recognise tells the format of content by how it begins and, where that says
// nothing, by its name. A name that promises nothing is believed only when the
// content is certain, or when somebody asked for this very file.
func recognise(name string, start []byte, asked bool) format {
	named := formatOf(name)
	text := opening(start)
	if certain := recogniseContent(text); certain != formatOther {
		if named == formatMHTML && certain == formatMail {
			return formatMHTML
		}
		return certain
	}
	switch {
	case named == formatOther && !asked:
		return formatOther
	case named == formatLines && !beginsArray(text):
		return formatLines
	case named == formatJSON || beginsObject(text) || beginsArray(text):
		return formatOfJSON(text, named)
	case htmlStart.Match(text):
		return formatHTML
	case named == formatSniff && asked:
		return formatText
	case named == formatSniff:
		return formatOther
	}
	return named
}

// opening gives how a content begins as UTF-8 and without white space before it.
func opening(start []byte) []byte {
	start = start[:min(len(start), sniffLength)]
	if order := utf16Order(start); order != noUTF16 {
		start = []byte(decodeUTF16(start, order == bigEndian))
	}
	return bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\uFEFF")), " \t\r\n\f")
}

// recogniseContent tells the formats that cannot be mistaken for another.
func recogniseContent(text []byte) format {
	switch {
	case bytes.HasPrefix(text, []byte("WARC/")):
		return formatWARC
	case bytes.HasPrefix(text, []byte(anpa.Start)):
		return formatANPA
	case pdfStart.Match(text[:min(len(text), maxBeforePDF)]):
		return formatPDF
	case bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text, []byte("://jsonfeed.org/version/")):
		return formatFeed
	case bytes.HasPrefix(text, []byte("<")):
		return formatOfMarkup(text)
	}
	return formatOfMail(text)
}

// pdfStart finds the first line of a PDF, before which other bytes may stand.
var pdfStart = regexp.MustCompile(`(?:^|[\r\n])%PDF-[12]\.[0-9]`)

const maxBeforePDF = 1024

// markupStart finds the document type and the root of markup.
var markupStart = regexp.MustCompile(`(?is)^(?:<\?.*?\?>|<!--.*?-->|\s)*(?:<!doctype\s+([\w:.-]+)[^>\[]*(?:\[[^\]]*\]\s*)?>)?(?:<\?.*?\?>|<!--.*?-->|\s)*(?:<(?:[\w.-]+:)?([\w.-]+))?`)

func formatOfMarkup(text []byte) format {
	m := markupStart.FindSubmatch(text)
	if m == nil {
		return formatOther
	}
	for _, name := range m[1:] {
		switch strings.ToLower(string(name)) {
		case "html":
			return formatHTML
		case "rss", "feed":
			return formatFeed
		case "rdf":
			if bytes.Contains(text, []byte("://purl.org/rss/")) || bytes.Contains(text, []byte("://my.netscape.com/rdf/")) {
				return formatFeed
			}
		case "nitf", "newsml", "newsmessage", "newsitem", "packageitem":
			return formatNewsXML
		case "lewis", "reuters":
			return formatSGML
		}
	}
	return formatOther
}

// formatOfMail tells a mail by its head: several of the fields that each has,
// and one that only mail has.
func formatOfMail(text []byte) format {
	known, sure, saved, related := 0, false, false, false
	box := bytes.HasPrefix(text, []byte("From "))
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\r\n")
		name, value, ok := bytes.Cut(line, []byte(":"))
		switch {
		case len(line) == 0:
			return kindOfMail(known, sure, saved && related, box)
		case line[0] == ' ' || line[0] == '\t': // the field before goes on
		case bytes.HasPrefix(line, []byte("From ")): // of a mailbox
		case !ok || bytes.ContainsAny(name, " \t<"):
			return formatOther
		}
		switch strings.ToLower(string(name)) {
		case "message-id", "mime-version", "received", "return-path", "delivered-to":
			known, sure = known+1, true
		case "from":
			known++
			saved = saved || bytes.Contains(value, []byte("<Saved by "))
		case "snapshot-content-location":
			saved = true
		case "content-type":
			known, sure = known+1, true
			related = related || bytes.Contains(bytes.ToLower(value), []byte("multipart/related"))
		case "to", "date", "subject", "reply-to", "list-id", "list-unsubscribe":
			known++
		}
	}
	return kindOfMail(known, sure, saved && related, box)
}

func kindOfMail(known int, sure, page, box bool) format {
	const enough = 3
	switch {
	case known < enough || !sure:
		return formatOther
	case page:
		return formatMHTML
	case box:
		return formatMailbox
	}
	return formatMail
}

// beginsObject knows an object of JSON by its first name.
func beginsObject(text []byte) bool {
	rest, ok := bytes.CutPrefix(text, []byte("{"))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return ok && (len(rest) == 0 || rest[0] == '"' || rest[0] == '}')
}

// beginsArray knows an array of objects; other brackets may begin a text.
func beginsArray(text []byte) bool {
	rest, ok := bytes.CutPrefix(text, []byte("["))
	return ok && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("{"))
}

// formatOfJSON tells one object a line from objects that are laid out over
// several, or stand in an array.
func formatOfJSON(text []byte, named format) format {
	line, rest, more := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimSpace(line)
	switch {
	case !bytes.HasPrefix(text, []byte("{")), named == formatJSON && len(bytes.TrimSpace(rest)) == 0:
		return formatJSON
	case !more || json.Valid(line): // a long one is one
		return formatLines
	case bytes.ContainsAny(line[len(line)-1:], "{[,"):
		return formatJSON
	}
	return formatLines
}
