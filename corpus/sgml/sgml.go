// Package sgml reads collections of news in the SGML of Reuters-21578: one
// <REUTERS> element after the other, in bounded memory. The markup is found by
// its tags and not parsed: texts hold characters that SGML would forbid.
package sgml

import (
	"bufio"
	"bytes"
	"errors"
	"html"
	"io"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Story is one <REUTERS> element. Everything may be empty.
type Story struct {
	ID       string // NEWID
	Title    string
	Author   string // the line of the byline, as it is
	Dateline string // as it is
	Body     string // or, of a type without elements, all of the text
	// Unprocessed says that the text has no elements: headlines and dateline stand in Body.
	Unprocessed bool
	// Brief says that there is nothing but a title.
	Brief bool
	Date  time.Time
	// Lists are the values of TOPICS, PLACES, PEOPLE, ORGS, EXCHANGES and
	// COMPANIES by these names in lower case, and LEWISSPLIT.
	Lists map[string][]string
}

// What can be wrong with a collection.
var (
	// ErrTooLarge says that one story is larger than the limit. Others follow.
	ErrTooLarge = errors.New("story is too large")
	// ErrCut says that the last story has no end.
	ErrCut = errors.New("the file ends within a story")
)

var (
	opening = []byte("<REUTERS")   //nolint:gochecknoglobals // a constant
	closing = []byte("</REUTERS>") //nolint:gochecknoglobals // a constant
)

// Read yields the stories of a collection. An error with ErrTooLarge is of one
// story; any other is the last thing.
func Read(r io.Reader, limit int64) iter.Seq2[Story, error] {
	return func(yield func(Story, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		for {
			err := skipTo(in, opening, nil)
			if errors.Is(err, io.EOF) {
				return
			}
			var text []byte
			if err == nil {
				text, err = readTo(in, closing, limit)
			}
			if errors.Is(err, io.EOF) {
				err = ErrCut
			}
			if err != nil {
				if !yield(Story{}, err) || !errors.Is(err, ErrTooLarge) {
					return
				}
				continue
			}
			if !yield(parse(decode(text)), nil) {
				return
			}
		}
	}
}

// skipTo reads up to and with a mark. end is that of what was read before: the
// mark may stand across two parts.
func skipTo(in *bufio.Reader, mark, end []byte) error {
	for {
		part, err := in.ReadSlice(mark[len(mark)-1])
		end = append(end, part[max(0, len(part)-len(mark)):]...)
		end = end[max(0, len(end)-len(mark)):]
		switch {
		case bytes.Equal(end, mark):
			return nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return err //nolint:wrapcheck // of the stream, as it is
		}
	}
}

// readTo gives what stands before a mark. Of more than the limit it gives
// nothing, and reads on to the mark.
func readTo(in *bufio.Reader, mark []byte, limit int64) ([]byte, error) {
	var text []byte
	for {
		part, err := in.ReadSlice(mark[len(mark)-1])
		text = append(text, part...)
		switch {
		case bytes.HasSuffix(text, mark) && int64(len(text)-len(mark)) > limit:
			return nil, ErrTooLarge
		case bytes.HasSuffix(text, mark):
			return text[:len(text)-len(mark)], nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return nil, err //nolint:wrapcheck // of the stream, as it is
		case int64(len(text)) > limit:
			if err := skipTo(in, mark, text[max(0, len(text)-len(mark)):]); err != nil {
				return nil, err
			}
			return nil, ErrTooLarge
		}
	}
}

// decode gives UTF-8; collections of that age are in some Latin charset.
func decode(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(text)
	if err != nil { // never: every byte is a character
		return strings.ToValidUTF8(string(text), "\uFFFD")
	}
	return string(decoded)
}

func parse(story string) Story {
	head, rest, _ := strings.Cut(story, ">")
	s := Story{ID: attribute(head, "NEWID"), Lists: map[string][]string{}}
	for _, name := range []string{"TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES"} {
		if values := list(rest, name); len(values) > 0 {
			s.Lists[strings.ToLower(name)] = values
		}
	}
	if split := attribute(head, "LEWISSPLIT"); split != "" && split != "NOT-USED" {
		s.Lists["lewissplit"] = []string{split}
	}
	s.Date = date(element(rest, "DATE"))
	text, tag := elementAndTag(rest, "TEXT")
	switch kind := attribute(tag, "TYPE"); kind {
	case "UNPROC":
		s.Unprocessed, s.Body = true, readable(text)
	default:
		s.Brief = kind == "BRIEF"
		s.Title = line(element(text, "TITLE"))
		s.Author = line(element(text, "AUTHOR"))
		s.Dateline = line(element(text, "DATELINE"))
		s.Body = readable(element(text, "BODY"))
	}
	return s
}

// attribute reads the value of an attribute in a tag.
func attribute(tag, name string) string {
	_, rest, found := strings.Cut(tag, " "+name+"=")
	if !found {
		return ""
	}
	if quoted, ok := strings.CutPrefix(rest, `"`); ok {
		value, _, _ := strings.Cut(quoted, `"`)
		return strings.TrimSpace(value)
	}
	value, _, _ := strings.Cut(rest, " ")
	return value
}

func element(text, name string) string {
	content, _ := elementAndTag(text, name)
	return content
}

// elementAndTag gives the content of the first element of a name, and the
// attributes of its tag. An element without an end goes on to the end of the text.
func elementAndTag(text, name string) (content, tag string) {
	for {
		_, rest, found := strings.Cut(text, "<"+name)
		if !found {
			return "", ""
		}
		if rest != "" && rest[0] != '>' && rest[0] != ' ' { // of a longer name
			text = rest
			continue
		}
		tag, content, _ = strings.Cut(rest, ">")
		content, _, _ = strings.Cut(content, "</"+name+">")
		return content, tag
	}
}

// list gives the values of an element, each of which stands in <D>.
func list(text, name string) []string {
	var values []string
	content := element(text, name)
	for {
		_, rest, found := strings.Cut(content, "<D>")
		if !found {
			return values
		}
		value, after, _ := strings.Cut(rest, "</D>")
		if value = line(value); value != "" {
			values = append(values, value)
		}
		content = after
	}
}

// readable gives a text without references and control characters.
func readable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == utf8.RuneError {
			return -1
		}
		return r
	}, html.UnescapeString(text))
}

func line(text string) string { return strings.Join(strings.Fields(readable(text)), " ") }

// date reads "26-FEB-1987 15:01:01.01"; some have notes around it.
func date(s string) time.Time {
	fields := strings.Fields(readable(s))
	for i, day := range fields {
		if i+1 < len(fields) {
			if t, err := time.Parse("2-Jan-2006 15:04:05", day+" "+fields[i+1]); err == nil { // month in any case, with or without fractions
				return t.UTC()
			}
		}
		if t, err := time.Parse("2-Jan-2006", day); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
