package corpus

import (
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline/corpus/fragment"
	"dateline/corpus/newsxml"
	"dateline/corpus/wire"
)

// newsXMLRecords yields the items of NITF, NewsML-G2 and NewsML 1.
func newsXMLRecords(name string, r io.Reader, opts Options) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		read := 0
		for item, err := range newsxml.Read(r, opts.MaxPage) {
			if err != nil {
				yield(record{}, refuseAfter(name, err, read, opts.MaxPage))
				return
			}
			read = item.Number
			parse := func(name, key string, opts Options) (Article, error) { return newsXMLArticle(name, key, item, opts) }
			own := strconv.Itoa(item.Number)
			if item.Alone {
				own = ""
			}
			if !yield(record{name: own, parse: parse}, nil) {
				return
			}
		}
		if read == 0 {
			yield(record{}, refuse(name, ErrNoText, "no items found: this is XML, but neither NITF nor NewsML"))
		}
	}
}

func newsXMLArticle(name, key string, item newsxml.Item, opts Options) (Article, error) {
	opts = opts.withDefaults()
	if item.Skip != "" {
		return Article{}, refuse(name, ErrIgnored, "item is not read: %s", item.Skip)
	}
	provider := wire.Clean(item.Provider)
	a := Article{
		Path: name, URL: item.URL, Source: Source{Name: provider}, Title: wire.Clean(item.Title), Lang: item.Lang, Section: wire.Clean(item.Section),
		Description: wire.Clean(item.Summary), Authors: slices.DeleteFunc(wire.Credits(provider, item.Authors...), isInitials),
	}
	if !item.Published.After(opts.latest()) {
		a.Published = item.Published
	}
	if !item.Updated.After(opts.latest()) {
		a.Updated = item.Updated
	}
	if a.Image.URL = webAddress(item.Image); a.Image.URL != "" {
		a.Image.Caption = wire.Clean(item.Caption)
	}
	a.keepLists(item.Lists)
	a.setBlocks(fragment.Read(item.HTML), a.Published.Year(), opts.latest())
	if head := wire.Clean(item.Dateline); head != "" && a.Dateline == "" {
		d, _ := wire.ParseDateline(head)
		d.Text = strings.TrimRight(head, " -–—")
		a.setDateline(d, a.Published.Year())
	}
	if a.beginsWith(a.Description) {
		a.Description = ""
	}
	id := prefixed("item:", item.ID)
	switch {
	case item.Withdrawn != "" && id == "":
		return Article{}, refuse(name, ErrWithdrawn, "withdrawn by the service (%s)", item.Withdrawn)
	case item.Withdrawn != "":
		a.finish("", id)
		return Article{}, refuse(name, ErrWithdrawn, "withdrawn by the service (%s): if an earlier version was indexed, remove it: indexer delete %s", item.Withdrawn, a.ID)
	case a.Title == "" && len(a.Paragraphs) == 0:
		return Article{}, refuse(name, ErrNoText, "item has neither a headline nor a text")
	}
	a.finish(a.ownKey(key), id)
	return a, nil
}

// isInitials reports whether a name is the mark of an editor, "gr/bp" or
// "doe.jane", and not one for readers.
func isInitials(name string) bool {
	const longest = 4
	if strings.Contains(name, " ") {
		return false
	}
	latin := strings.IndexFunc(name, func(r rune) bool { return r > unicode.MaxLatin1 }) < 0
	return latin && (len(name) <= longest || strings.ContainsAny(name, "/."))
}
