package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// head is the fields above a message, by name in lower case, unfolded.
type head map[string][]string

// readHead reads the head of a message, before which empty lines may stand. A
// first line that is no field says that this is no message.
func readHead(in *bufio.Reader) (head, error) {
	for {
		switch start, err := in.Peek(1); {
		case errors.Is(err, io.EOF):
			return head{}, nil
		case err != nil:
			return nil, err //nolint:wrapcheck // of the stream, as it is
		case start[0] == '\r' || start[0] == '\n':
			_, _ = in.Discard(1) // it was read
			continue
		}
		break
	}
	h, err := readFields(in)
	if err == nil && len(h) == 0 {
		return nil, ErrNoMail
	}
	return h, err
}

// readFields reads up to the empty line. Lines that are no field are passed over.
func readFields(in *bufio.Reader) (head, error) {
	h := head{}
	name, size := "", 0
	for {
		line, err := readLine(in, maxHead-size)
		size += len(line)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		field, value, found := strings.Cut(text, ":")
		switch {
		case text == "":
			return h, nil
		case strings.HasPrefix(text, "From "): // of a mailbox
		case text[0] == ' ' || text[0] == '\t':
			if values := h[name]; len(values) > 0 && len(values[len(values)-1]) < maxField {
				values[len(values)-1] += " " + strings.TrimSpace(text)
			}
		case found && isName(field):
			name = strings.ToLower(strings.TrimSpace(field))
			h[name] = append(h[name], strings.TrimSpace(value))
		}
	}
}

func readLine(in *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if line = append(line, part...); len(line) > limit {
			return nil, ErrTooLarge
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err //nolint:wrapcheck // of the stream, as it is
		}
	}
}

func isName(s string) bool {
	s = strings.TrimRight(s, " ")
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// get gives a field as it stands, "" when there is none.
func (h head) get(name string) string {
	if values := h[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

func (h head) first(names ...string) string {
	for _, name := range names {
		if value := h.get(name); value != "" {
			return value
		}
	}
	return ""
}

// words gives a field with its encoded words decoded.
func (h head) words(name string) string {
	raw := h.get(name)
	if text, err := wordDecoder().DecodeHeader(raw); err == nil {
		raw = text
	}
	return toUTF8([]byte(raw), "", false)
}

func wordDecoder() *mime.WordDecoder {
	return &mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(in)
		return bytes.NewReader([]byte(toUTF8(data, label, false))), err
	}}
}

// toUTF8 decodes a text. What is valid UTF-8 is UTF-8, whatever it says, but
// for the charsets that are written in ASCII.
func toUTF8(data []byte, label string, markup bool) string {
	encoding, name := charset.Lookup(strings.TrimSpace(label))
	switch {
	case name == "iso-2022-jp":
	case strings.HasPrefix(name, "utf-16") && bytes.IndexByte(data, 0) >= 0:
	case utf8.Valid(data):
		return string(data)
	case markup && (encoding == nil || name == "utf-8"):
		encoding, _, _ = charset.DetermineEncoding(data, "text/html")
	case encoding == nil || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16"):
		encoding, _ = charset.Lookup("windows-1252")
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
