package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/feed"
	"dateline/corpus/fragment"
	"dateline/corpus/wire"
	"dateline/corpus/xmltree"
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
func recordsOf(f format, name string, r io.Reader, opts Options) iter.Seq2[record, error] {
	opts = opts.withDefaults()
	switch f {
	case formatFeed:
		return feedRecords(name, r, opts)
	case formatSGML:
		return sgmlRecords(name, r, opts)
	case formatANPA:
		return anpaRecords(name, r, opts)
	case formatNewsXML:
		return newsXMLRecords(name, r, opts)
	case formatMail, formatMHTML:
		return mailRecords(name, r, opts, f == formatMHTML)
	case formatMailbox:
		return mailboxRecords(name, r, opts)
	case formatPDF:
		return pdfRecords(name, r, opts)
	default:
		return refusal(refuse(name, ErrFormat, "not a format of documents"))
	}
}

func refusal(err error) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) { yield(record{}, err) }
}

// refuseAfter says why a file with several records is not read to its end; read
// is how many came before.
func refuseAfter(name string, err error, read int, limit int64) error {
	rest := "nothing was read"
	if read > 0 {
		rest = fmt.Sprintf("what comes after article %d was not read", read)
	}
	switch {
	case errors.Is(err, xmltree.ErrTooLarge):
		return refuse(name, ErrTooLarge, "article %d is more than the limit of %s for one: %s; raise --max-page", read+1, megabytes(limit), rest)
	case errors.Is(err, xmltree.ErrDepth), errors.Is(err, xmltree.ErrSyntax), errors.Is(err, feed.ErrJSON):
		return refuse(name, ErrFormat, "%v: %s", err, rest)
	}
	return refuseRead(name, err)
}

// setBlocks sets the text: paragraphs and what they are. What stands above and
// below the text proper becomes metadata or goes. year is for a dateline
// without one.
func (a *Article) setBlocks(blocks []fragment.Block, year int, latest time.Time) {
	blocks = trimBlocks(blocks)
	all := make([]string, len(blocks))
	for i, b := range blocks {
		all[i] = b.Text
	}
	paragraphs := a.takeHead(all, latest)
	taken := len(all) - len(paragraphs)
	paragraphs = a.takeSignOff(paragraphs)
	if a.Dateline == "" {
		a.setDispatch(paragraphs, year)
	} else {
		a.SetParagraphs(paragraphs)
	}
	var shapes []Shape
	for i, b := range blocks[taken:] {
		if b.Kind != "" {
			shapes = append(shapes, Shape{Paragraph: i, Kind: ShapeKind(b.Kind), Level: b.Level})
		}
	}
	a.SetStructure(shapes)
	if a.Published.After(latest) { // by the dateline
		a.Published = time.Time{}
	}
}

// after are lines that programs write below a text that they send elsewhere.
var after = regexp.MustCompile(`(?i)^(?:(?:the post|der beitrag|l['’]article|la entrada|el artículo|o post|het bericht|l['’]articolo) .{1,300} (?:appeared first on|erschien zuerst auf|est apparu en premier sur|aparece primero en|se publicó primero en|apareceu primeiro em|verscheen eerst op|proviene da) .{1,100}` +
	`|(?:continue reading|read (?:more|on|the (?:full|whole|rest).{0,30}|full .{1,20})|keep reading|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|continua a leggere|leggi tutto|leia mais|lees verder|les mer|läs mer|czytaj dalej)\b.{0,120}` +
	`|(?:filed under|tagged(?: with)?|tags?|share this|categories|related(?: posts?| stories| articles?)?)\s*:.{0,200})$`)

// trimBlocks drops what is no text: rules of stars, and at the end links to
// elsewhere.
func trimBlocks(blocks []fragment.Block) []fragment.Block {
	kept := make([]fragment.Block, 0, len(blocks))
	for _, b := range blocks {
		if strings.IndexFunc(b.Text, isLetterOrDigit) >= 0 {
			kept = append(kept, b)
		}
	}
	for len(kept) > 0 {
		last := kept[len(kept)-1]
		if !after.MatchString(last.Text) && (!last.Linked || wire.EndsSentence(last.Text)) && last.Kind != string(Heading) {
			break
		}
		kept = kept[:len(kept)-1]
	}
	return kept
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// minSentence is the number of words, or of pairs of characters where none is
// written between words, of the shortest sentence that says something.
const minSentence = 4

// hasSentence reports whether a text is more than a label.
func hasSentence(paragraphs []string) bool {
	for _, p := range paragraphs {
		words := len(strings.Fields(p))
		if words < minSentence && utf8.RuneCountInString(p) > len(p)/2 { // Latin words would be shorter
			continue
		}
		words = max(words, (len(p)-utf8.RuneCountInString(p))/4)
		if words >= minSentence && wire.EndsSentence(p) || words >= 3*minSentence {
			return true
		}
	}
	return false
}

// plainText gives the text of a piece of HTML in one line.
func plainText(markup string) string {
	blocks := trimBlocks(fragment.Read(markup))
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i] = b.Text
	}
	return strings.Join(texts, " ")
}

// keepLists keeps lists of values as a JSON input would have them.
func (a *Article) keepLists(lists map[string][]string) {
	for name, values := range lists {
		if len(values) == 0 {
			continue
		}
		if raw, err := json.Marshal(values); err == nil { // strings always can
			if a.Extra == nil {
				a.Extra = map[string]json.RawMessage{}
			}
			a.Extra[name] = raw
		}
	}
}
