// Package newsxml reads the XML in which news services send their stories:
// NITF 3, NewsML-G2 and NewsML 1, one item after the other, in bounded memory.
// Elements are told by their local names: services disagree about namespaces.
package newsxml

import (
	"encoding/xml"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline/corpus/xmltree"
)

// Item is one story. Everything but Number may be empty.
type Item struct {
	Number int // within the file, from 1
	// Alone says that the item is all of the file.
	Alone bool
	// ID is what the service calls the story in all its versions.
	ID        string
	URL       string
	Provider  string
	Lang      string
	Title     string
	Summary   string
	Authors   []string // bylines, as they are
	Dateline  string   // as it is
	Section   string
	Published time.Time // of the first version
	Updated   time.Time // of this one
	// HTML is the text.
	HTML    string
	Image   string // address of a picture
	Caption string
	// Lists are the names in the service's own index of the story: "topics",
	// "places", "people", "orgs", "keywords".
	Lists map[string][]string
	// Skip says why the item is no story to be read: "it is no story".
	Skip string
	// Withdrawn is how the service says that nobody shall print the story, or no
	// longer: "canceled", "withheld"; "" else.
	Withdrawn string
}

// Read yields the items of a document, whatever stands around them, each of at
// most limit bytes. An error is the last thing. A document of something else
// has no items.
func Read(r io.Reader, limit int64) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		number := 0
		for n, err := range xmltree.Trees(r, limit, isAround) {
			if err != nil {
				yield(Item{}, err)
				return
			}
			item := Item{Alone: n.Parent == nil, Lists: map[string][]string{}}
			switch {
			case n.Is("nitf"):
				item.readNITF(n)
			case n.Is("NewsItem"):
				item.readNewsML1(n)
			default:
				item.readG2(n)
			}
			number++
			item.Number = number
			if !yield(item, nil) {
				return
			}
		}
	}
}

// isAround reports whether an element is something around items.
func isAround(name xml.Name) bool {
	switch name.Local {
	case "nitf", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "NewsItem":
		return false
	}
	return true
}

// add keeps a name under the list it belongs to, once.
func (i *Item) add(list, name string) {
	name = strings.Join(strings.Fields(name), " ")
	if name != "" && !slices.Contains(i.Lists[list], name) {
		i.Lists[list] = append(i.Lists[list], name)
	}
}

// moments are the ways in which these formats write dates.
var moments = []string{ //nolint:gochecknoglobals // a constant
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02",
	"20060102T150405Z0700", "20060102T150405Z07:00", "20060102T150405", "20060102T1504Z0700", "20060102T1504", "20060102",
}

// moment reads the first of these dates that is one.
func moment(dates ...string) time.Time {
	for _, s := range dates {
		for _, layout := range moments {
			if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil && t.Year() > 1 {
				return t.UTC()
			}
		}
	}
	return time.Time{}
}

// webAddress is an absolute address of the web as it is, "" for anything else.
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// code gives the last part of a code: "canceled" of "stat:canceled".
func code(s string) string {
	return s[strings.LastIndexAny(s, ":/")+1:]
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
