package corpus

import (
	"errors"
	"io"
	"iter"
	"strconv"

	"dateline/corpus/anpa"
	"dateline/corpus/wire"
)

// anpaRecords yields the stories of a wire, by their numbers in the file.
func anpaRecords(name string, r io.Reader, opts Options) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		count := 0
		for story, err := range anpa.Read(r, opts.MaxPage) {
			count++
			switch {
			case errors.Is(err, anpa.ErrTooLarge):
				err = refuse(name, ErrTooLarge, "story %d is more than the limit of %s for one: raise --max-page", count, megabytes(opts.MaxPage))
			case errors.Is(err, anpa.ErrNoText):
				err = refuse(name, ErrFormat, "story %d is damaged: nothing marks where its text begins", count)
			case err != nil:
				yield(record{}, refuseRead(name, err))
				return
			}
			parse := func(name, key string, opts Options) (Article, error) { return anpaArticle(name, key, story, opts) }
			if !yield(record{name: strconv.Itoa(count), parse: parse}, err) {
				return
			}
		}
		if count == 0 {
			yield(record{}, refuse(name, ErrNoText, "no stories found between the marks of a wire"))
		}
	}
}

func anpaArticle(name, key string, story anpa.Story, opts Options) (Article, error) {
	opts = opts.withDefaults()
	a := Article{Path: name, Title: wire.Clean(story.Title), Authors: wire.Credits(story.Agency, story.Byline)}
	if !story.Sent.After(opts.latest()) {
		a.Published = story.Sent
	}
	paragraphs := make([]string, 0, len(story.Paragraphs))
	for _, p := range story.Paragraphs {
		if p = wire.Clean(p); wire.Fold(p) != "" { // not a rule
			paragraphs = append(paragraphs, p)
		}
	}
	a.setText(paragraphs, a.Published.Year(), opts.latest())
	if a.Title == "" && len(a.Paragraphs) == 0 {
		return Article{}, refuse(name, ErrNoText, "story has neither a headline nor a text")
	}
	a.Source.Name = first(a.Source.Name, story.Agency)
	if story.Category != "" {
		a.keepLists(map[string][]string{"category": {story.Category}})
	}
	id := ""
	if story.ID != "" && !a.Published.IsZero() { // the numbers begin anew each day
		id = prefixed("anpa:", story.ID+a.Published.Format(":20060102"))
	}
	a.finish(a.ownKey(key), id)
	return a, nil
}
