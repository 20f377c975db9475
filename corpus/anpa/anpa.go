// Package anpa reads the wire format of American news agencies, ANPA 1312: one
// story after the other between control characters, in bounded memory.
package anpa

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Story is one transmission. Everything may be empty.
type Story struct {
	ID         string // number of the transmission, "z6715": it comes again another day
	Category   string // one letter: "s" for sports
	Title      string
	Byline     string // as it is
	Paragraphs []string
	Agency     string    // by its letters, "AP"
	Sent       time.Time // when the agency sent it
}

// ErrTooLarge says that one story is larger than the limit. Others follow.
var ErrTooLarge = errors.New("story is too large")

// ErrNoText says that nothing marks where the text of a story begins. Others
// follow.
var ErrNoText = errors.New("no mark of where the text of the story begins")

// Start is how a story begins.
const Start = "\x16\x16\x01"

// Read yields the stories of a stream. An error with ErrTooLarge or ErrNoText is
// of one story; any other is the last thing.
func Read(r io.Reader, limit int64) iter.Seq2[Story, error] {
	return func(yield func(Story, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		for first := true; ; first = false {
			text, err := next(in, limit)
			ended, long := errors.Is(err, io.EOF), errors.Is(err, ErrTooLarge)
			switch story, ok := parse(decode(text)); {
			case long:
				if !yield(Story{}, ErrTooLarge) {
					return
				}
			case err != nil && !ended:
				yield(Story{}, err)
				return
			case ok && !first: // not what stands before the first
				if !yield(story, nil) {
					return
				}
			case !first && hasLines.Match(text):
				if !yield(Story{}, ErrNoText) {
					return
				}
			}
			if ended {
				return
			}
		}
	}
}

// hasLines finds what only a text has: transmissions may also be empty.
var hasLines = regexp.MustCompile(`[\r\n](?:\t|\^)`)

// next reads up to the next beginning of a story, or to the end. Of more than
// the limit it gives nothing, and reads on.
func next(in *bufio.Reader, limit int64) ([]byte, error) {
	var text []byte
	long := false
	for {
		part, err := in.ReadSlice(Start[len(Start)-1])
		text = append(text, part...)
		over := len(text) - len(Start)
		if long = long || int64(over) > limit; long {
			text = text[max(0, over):] // enough to know the next beginning
		}
		switch {
		case bytes.HasSuffix(text, []byte(Start)) && long:
			return nil, ErrTooLarge
		case bytes.HasSuffix(text, []byte(Start)):
			return text[:over], nil
		case errors.Is(err, io.EOF) && long:
			return nil, errors.Join(ErrTooLarge, io.EOF)
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return text, err //nolint:wrapcheck // of the stream, as it is
		}
	}
}

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

var (
	number = regexp.MustCompile(`^([A-Za-z]\d{3,4})\x1f?`)
	// Priority, category, control characters.
	ranks = regexp.MustCompile(`(?m)^[a-zA-Z] ([a-zA-Z]) ?[\x11-\x14]`)
	// The foot of a story: "AP-NY-02-20-16 0337GMT".
	sent = regexp.MustCompile(`\b([A-Z]{2,5})-[A-Z]{2,3}-(\d{2}-\d{2}-\d{2} \d{4})GMT`)
)

// parse reads a story; it reports false for what is none.
func parse(text string) (Story, bool) {
	head, body, found := strings.Cut(text, "\x02")
	if !found {
		return Story{}, false
	}
	var s Story
	if m := number.FindStringSubmatch(head); m != nil {
		s.ID = m[1]
	}
	if m := ranks.FindStringSubmatch(head); m != nil {
		s.Category = strings.ToLower(m[1])
	}
	if m := sent.FindStringSubmatch(body); m != nil {
		s.Agency = m[1]
		if t, err := time.Parse("01-02-06 1504", m[2]); err == nil {
			s.Sent = t
		}
	}
	body, _, _ = strings.Cut(body, "\x03")
	s.lines(body)
	return s, true
}

// lines reads the text: lines that begin with "^" stand above it, a tab begins
// a paragraph.
func (s *Story) lines(body string) {
	heads := 0
	for raw := range strings.Lines(body) {
		line, last := readable(strings.TrimLeft(raw, "^\t")), len(s.Paragraphs)-1
		switch {
		case line == "" || sent.MatchString(line):
		case strings.HasPrefix(raw, "^"):
			if heads++; heads == 2 { // the first is the keyword
				s.Title = line
			}
			if by, ok := strings.CutPrefix(line, "By "); ok && s.Byline == "" {
				s.Byline = by
			}
		case strings.HasPrefix(raw, "\t") || last < 0 || len(s.Paragraphs[last]) > maxParagraph:
			s.Paragraphs = append(s.Paragraphs, line)
		default:
			s.Paragraphs[last] += " " + line
		}
	}
}

// maxParagraph is the length, in bytes, from which on a paragraph is cut.
const maxParagraph = 16 << 10

// marks are what a wire has instead of letters that it cannot carry.
//
//nolint:gochecknoglobals // a constant
var marks = strings.NewReplacer("``", "“", "''", "”", " _ ", " — ", "\t", " ")

// readable gives a line without control characters and marks of line ends.
func readable(line string) string {
	line = strings.TrimRight(strings.TrimSpace(line), "<= \r\n")
	line = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' {
			return -1
		}
		return r
	}, marks.Replace(line))
	return strings.Join(strings.Fields(line), " ")
}
