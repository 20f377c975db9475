package corpus

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/corpus/frontmatter"
	"dateline/corpus/wire"
)

// ParseText cleans a plain text: front matter, title, byline, dateline and
// paragraphs. name and key are as for [ParseHTML].
func ParseText(name, key string, data []byte, opts Options) (Article, error) {
	return parseText(name, key, data, origin{}, opts)
}

func parseText(name, key string, data []byte, from origin, opts Options) (Article, error) {
	opts = opts.withDefaults()
	text, err := decodeAs(name, data, from.charset)
	if err != nil {
		return Article{}, err
	}
	fields, body := frontmatter.Cut(wire.NormaliseLines(text))
	a := Article{Path: name}
	a.fillFrom(fields, opts.latest())
	a.URL = first(a.URL, from.url)
	a.setText(wire.Paragraphs(body), yearIn(name), opts.latest())
	if len(a.Paragraphs) == 0 {
		return Article{}, refuse(name, ErrNoText, "no article text found: the file holds nothing but a title or front matter")
	}
	a.finish(key, "")
	return a, nil
}

// setText sets the paragraphs of a text without markup: what stands above and
// below the text proper becomes metadata. year is for a dateline without one.
func (a *Article) setText(paragraphs []string, year int, latest time.Time) {
	if a.Title == "" && a.Dateline == "" && len(paragraphs) > 1 && wire.TitleLike(paragraphs[0]) {
		a.Title, paragraphs = paragraphs[0], paragraphs[1:]
	}
	paragraphs = a.takeHead(paragraphs, latest)
	paragraphs = a.takeSignOff(paragraphs)
	if a.Dateline == "" {
		a.setDispatch(paragraphs, year)
	} else {
		a.SetParagraphs(paragraphs)
	}
	if a.Published.After(latest) { // by the dateline
		a.Published = time.Time{}
	}
}

// headLines is how many lines above a text may be byline, date or headline.
const headLines = 4

// takeHead takes the repeated headline, byline and date off the top.
func (a *Article) takeHead(paragraphs []string, latest time.Time) []string {
	for range headLines {
		if len(paragraphs) == 0 {
			break
		}
		line := paragraphs[0]
		if names, ok := wire.Byline(line); ok {
			if len(a.Authors) == 0 {
				a.Authors = wire.Authors(a.Source.Name, names...)
			}
		} else if t, ok := wire.ParseTime(line); ok {
			if a.Published.IsZero() && !t.After(latest) {
				a.Published = t
			}
		} else if wire.Fold(line) != wire.Fold(a.Title) {
			break
		}
		paragraphs = paragraphs[1:]
	}
	return paragraphs
}

// takeSignOff takes the agency's mark of the end, and the filler that stands
// for a text to come, off the bottom.
func (a *Article) takeSignOff(paragraphs []string) []string {
	for len(paragraphs) > 0 {
		last := paragraphs[len(paragraphs)-1]
		if !wire.IsSignOff(last) {
			break
		}
		if a.Source.Name == "" && strings.HasPrefix(strings.ToLower(last), "reuter") {
			a.Source.Name = "Reuters"
		}
		paragraphs = paragraphs[:len(paragraphs)-1]
	}
	return paragraphs
}

var pathYear = regexp.MustCompile(`(?:^|/)((?:19|20)[0-9]{2})(?:[/_-]|[01][0-9][0-3][0-9])`)

// yearIn finds the year in an input's path, "2026/09/cairo.txt" or
// "20260903.txt", for datelines that name only the day; 0 when there is none.
// The time of the file is no help: copying changes it.
func yearIn(name string) int {
	years := pathYear.FindAllStringSubmatch(filepath.ToSlash(name), -1)
	if len(years) == 0 {
		return 0
	}
	year, err := strconv.Atoi(years[len(years)-1][1])
	if err != nil {
		return 0
	}
	return year
}
