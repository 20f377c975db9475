package corpus

import (
	"io"
	"iter"
	"strconv"
	"strings"

	"dateline/corpus/feed"
	"dateline/corpus/fragment"
	"dateline/corpus/wire"
)

// feedRecords yields the items of RSS, Atom and JSON Feed.
func feedRecords(name string, r io.Reader, opts Options) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		read := 0
		for item, err := range feed.Read(r, opts.MaxPage) {
			if err != nil {
				yield(record{}, refuseAfter(name, err, read, opts.MaxPage))
				return
			}
			read = item.Number
			parse := func(name, key string, opts Options) (Article, error) { return feedArticle(name, key, item, opts) }
			if !yield(record{name: strconv.Itoa(item.Number), parse: parse}, nil) {
				return
			}
		}
		if read == 0 {
			yield(record{}, refuse(name, ErrNoText, "no items found: the feed is empty, or no RSS, Atom or JSON Feed"))
		}
	}
}

func feedArticle(name, key string, item feed.Item, opts Options) (Article, error) {
	opts = opts.withDefaults()
	if item.Draft {
		return Article{}, refuse(name, ErrIgnored, "item was not published as an article: a draft, an attachment or a menu")
	}
	outlet := wire.Clean(item.Feed.Title)
	a := Article{
		Path: name, URL: item.URL, Title: plainText(item.Title), Lang: item.Lang,
		Source:  Source{Name: outlet, Domain: first(domainOf(item.URL), domainOf(item.Feed.URL))},
		Authors: wire.Credits(outlet, item.Authors...),
		Updated: timeUntil(item.Updated, opts.latest()),
		Image:   Image{URL: item.Image},
	}
	for _, date := range item.Published {
		a.Published = firstTime(a.Published, timeUntil(date, opts.latest()))
	}
	if len(item.Categories) > 0 {
		a.Section = wire.Clean(item.Categories[0])
		a.keepLists(map[string][]string{"categories": item.Categories[1:]})
	}
	a.setBlocks(fragment.Read(item.HTML), 0, opts.latest())
	if !hasSentence(a.Paragraphs) {
		return Article{}, refuse(name, ErrNoText, "item is only a link: the feed holds no text of it")
	}
	if summary := plainText(item.Summary); !a.beginsWith(summary) {
		a.Description = summary
	}
	a.finish(a.ownKey(key), prefixed("guid:", item.ID))
	return a, nil
}

// beginsWith reports whether a summary is the beginning of the text, as
// programs make it.
func (a *Article) beginsWith(summary string) bool {
	summary = wire.Fold(summary)
	text := wire.Fold(a.Body)
	head, _ := strings.CutPrefix(summary, wire.Fold(a.Dateline))
	return strings.HasPrefix(text, summary) || strings.HasPrefix(text, strings.TrimSpace(head)) || summary == wire.Fold(a.Title)
}

// ownKey gives a key to an article that no address or name of its own tells
// from others: none where headline and date do, since the same item has
// another number tomorrow.
func (a *Article) ownKey(key string) string {
	if a.Title != "" && !a.Published.IsZero() {
		return ""
	}
	return key
}

// prefixed makes the name of an article in its source one that is not taken
// for an ID of ours as it is: others call theirs "17" too.
func prefixed(prefix, id string) string {
	if id == "" {
		return ""
	}
	return prefix + id
}
