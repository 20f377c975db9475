package corpus

import (
	"errors"
	"io"
	"iter"

	"dateline/corpus/fragment"
	"dateline/corpus/pdftext"
	"dateline/corpus/wire"
)

// pdfRecords yields the one article of a PDF document.
func pdfRecords(name string, r io.Reader, opts Options) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		data, err := readUpTo(r, name, opts.MaxPage)
		if err != nil {
			yield(record{}, err)
			return
		}
		parse := func(name, key string, opts Options) (Article, error) { return pdfArticle(name, key, data, opts) }
		yield(record{parse: parse}, nil)
	}
}

func pdfArticle(name, key string, data []byte, opts Options) (Article, error) {
	opts = opts.withDefaults()
	d, err := pdftext.Read(data)
	switch {
	case errors.Is(err, pdftext.ErrNoText):
		return Article{}, refuse(name, ErrNoText, "no text: the pages hold only pictures; recognise their letters first (OCR)")
	case errors.Is(err, pdftext.ErrEncrypted):
		return Article{}, refuse(name, ErrFormat, "the document is encrypted: save it without a password")
	case errors.Is(err, pdftext.ErrTooLarge):
		return Article{}, refuse(name, ErrTooLarge, "%v: print the article alone", err)
	case err != nil:
		return Article{}, refuse(name, ErrFormat, "damaged or no PDF document: no pages found")
	}
	a := Article{Path: name, Title: wire.Clean(d.Title)}
	blocks := make([]fragment.Block, len(d.Paragraphs))
	for i, p := range d.Paragraphs {
		blocks[i].Text = wire.Clean(p.Text)
		switch {
		case p.Heading:
			blocks[i].Kind, blocks[i].Level = string(Heading), minLevel
		case p.Item:
			blocks[i].Kind = string(Item)
		}
	}
	a.setBlocks(blocks, yearIn(name), opts.latest())
	if !hasSentence(a.Paragraphs) {
		return Article{}, refuse(name, ErrNoText, "no article text found: the pages hold only headings and labels")
	}
	if len(a.Authors) == 0 && wire.IsName(d.Author) {
		a.Authors = []string{d.Author}
	}
	a.finish(key, "")
	return a, nil
}
