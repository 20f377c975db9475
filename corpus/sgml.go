package corpus

import (
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"dateline/corpus/sgml"
	"dateline/corpus/wire"
)

// sgmlRecords yields the stories of a collection like Reuters-21578, named by
// their own numbers.
func sgmlRecords(name string, r io.Reader, opts Options) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		number := 0
		for story, err := range sgml.Read(r, opts.MaxPage) {
			number++
			own := first(story.ID, strconv.Itoa(number))
			if err != nil {
				if !yield(record{}, refuseStory(name, err, number, opts.MaxPage)) {
					return
				}
				continue
			}
			parse := func(name, key string, opts Options) (Article, error) { return sgmlArticle(name, key, story, opts) }
			if !yield(record{name: own, parse: parse}, nil) {
				return
			}
		}
		if number == 0 {
			yield(record{}, refuse(name, ErrNoText, "no stories found: they stand in <REUTERS> elements"))
		}
	}
}

func refuseStory(name string, err error, number int, limit int64) error {
	switch {
	case errors.Is(err, sgml.ErrTooLarge):
		return refuse(name, ErrTooLarge, "story %d is more than the limit of %s for one: raise --max-page", number, megabytes(limit))
	case errors.Is(err, sgml.ErrCut):
		return refuse(name, ErrFormat, "the file ends within story %d: it was cut off", number)
	}
	return refuseRead(name, err)
}

func sgmlArticle(name, key string, story sgml.Story, opts Options) (Article, error) {
	opts = opts.withDefaults()
	a := Article{Path: name, Title: wire.Clean(story.Title), Source: Source{Name: "Reuters"}}
	if !story.Date.After(opts.latest()) {
		a.Published = story.Date
	}
	if byline := wire.Clean(story.Author); byline != "" {
		byline, _, _ = strings.Cut(byline, ", Reuters")
		a.Authors = wire.Credits(a.Source.Name, byline)
	}
	if head := wire.Clean(story.Dateline); head != "" {
		d, _ := wire.ParseDateline(head)
		d.Text = strings.TrimRight(head, " -")
		a.setDateline(d, a.Published.Year())
	}
	a.keepLists(story.Lists)
	var paragraphs []string
	if story.Unprocessed {
		paragraphs = a.takeElements(wire.Paragraphs(story.Body))
	} else {
		paragraphs = wire.WrappedParagraphs(story.Body)
	}
	a.setText(paragraphs, a.Published.Year(), opts.latest())
	if a.Title == "" && len(a.Paragraphs) == 0 {
		return Article{}, refuse(name, ErrNoText, "story has neither a title nor a text")
	}
	a.finish(a.ownKey(key), prefixed("newid:", story.ID))
	return a, nil
}

// takeElements takes headline and dateline off a text in which they stand in
// lines of their own, without tags.
func (a *Article) takeElements(paragraphs []string) []string {
	if len(paragraphs) > 1 && wire.TitleLike(paragraphs[0]) {
		a.Title, paragraphs = strings.TrimLeft(paragraphs[0], "* "), paragraphs[1:]
	}
	if len(paragraphs) > 0 && strings.HasSuffix(paragraphs[0], "-") {
		if d, ok := wire.ParseDateline(paragraphs[0]); ok {
			a.setDateline(d, a.Published.Year())
			paragraphs = paragraphs[1:]
		}
	}
	return paragraphs
}
