package corpus

import (
	"io"
	"iter"
)

// record is one article-to-be within a file in a format of documents.
type record struct {
	// name tells it from the others of its file as a user can find it again: the
	// number of an item, "17". It is "" when the file is one document.
	name string
	// parse makes the article. name and key are those of the file with the
	// record's name after a colon: "news.sgm:17".
	parse func(name, key string, opts Options) (Article, error)
}

// recordsOf yields the records of a stream in a format of documents; an error is
// an [*InputError] of one record, after which others may follow, or the last
// thing. A record may be parsed from any goroutine, also after the stream is
// closed.
func recordsOf(f format, name string, _ io.Reader, _ Options) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		switch f {
		case formatFeed, formatMail, formatMHTML, formatNewsXML, formatSGML, formatPDF:
			yield(record{}, refuse(name, ErrFormat, "this format is not read yet"))
		default:
			yield(record{}, refuse(name, ErrFormat, "not a format of documents"))
		}
	}
}
