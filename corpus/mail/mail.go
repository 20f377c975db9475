// Package mail reads what was sent as mail: newsletters (.eml) and web pages
// saved as one file (MHTML), which are written in the same way. It reads on
// where the standards are broken, because most senders break one.
package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"net/mail"
	"regexp"
	"strings"
)

// Message is one message: what its head says, and its text. Everything may be
// empty.
type Message struct {
	Subject string
	From    Address // of the first sender
	Date    string  // as it is
	ID      string  // without brackets
	// List is what a mailing list calls itself, "" when it has only an address.
	List string
	// URL is where the same can be read in the web: where a page was saved
	// from, or an archive of the list.
	URL string
	// HTML and Text are the text in either form, as UTF-8.
	HTML string
	Text string
}

// Address is a sender.
type Address struct {
	Name    string // as readers see it
	Address string // "news@ledger.example"
}

// What can be wrong with a message.
var (
	// ErrTooLarge says that a text or a head is larger than the limit. What is
	// attached may be of any size.
	ErrTooLarge = errors.New("the text of the message is too large")
	// ErrNoMail says that a file does not begin with the head of a message.
	ErrNoMail = errors.New("no head of a message")
)

// Bounds of what one message may be made of.
const (
	maxHead  = 1 << 20
	maxField = 32 << 10 // what continues a longer field is dropped
	maxDepth = 16
	maxParts = 1000
)

// Read reads a message; limit bounds its text in bytes. A message that ends too
// early gives what was there.
func Read(r io.Reader, limit int64) (Message, error) {
	source := &stream{in: r}
	in := bufio.NewReader(source)
	head, err := readHead(in)
	if err != nil {
		return Message{}, err
	}
	if len(head) == 0 {
		return Message{}, ErrNoMail
	}
	m := reader{limit: limit}
	m.takeHead(head)
	if err = m.part(head, in, 0, false); err == nil {
		err = source.err
	}
	return m.Message, err
}

// stream keeps the error that a reader of parts hides among those of a message
// that is cut off.
type stream struct {
	in  io.Reader
	err error
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err //nolint:wrapcheck // of the stream, as it is
}

// reader gathers what a message says from its parts.
type reader struct {
	Message
	limit int64
	parts int
}

func (m *reader) takeHead(h head) {
	m.Subject = h.words("subject")
	m.From = address(h.words("from"), h.get("from"))
	m.Date = h.get("date")
	m.ID = strings.Trim(h.get("message-id"), "<> ")
	m.List = strings.Trim(listName.FindString(h.words("list-id")), `" `)
	m.URL = strings.Trim(h.first("snapshot-content-location", "content-location", "archived-at"), "<> ")
}

// listName is what stands before the address of a list.
var listName = regexp.MustCompile(`^[^<]+`)

// address reads a sender. words is the field decoded, raw as it stands: only
// before decoding is a comma in a name no separator.
func address(words, raw string) Address {
	parser := mail.AddressParser{WordDecoder: wordDecoder()}
	if list, err := parser.ParseList(raw); err == nil && len(list) > 0 {
		return Address{Name: list[0].Name, Address: list[0].Address}
	}
	m := looseAddress.FindStringSubmatch(words)
	if m == nil {
		return Address{Name: strings.Trim(words, `" `)}
	}
	return Address{Name: strings.Trim(m[1], `" `), Address: m[2]}
}

var looseAddress = regexp.MustCompile(`^\s*"?([^"<]*?)"?\s*<?\s*([^<>\s"]+@[^<>\s]+)\s*>?`)

// part reads one part, or the message itself. related says that other parts
// only serve the first.
func (m *reader) part(h head, body io.Reader, depth int, related bool) error {
	if m.parts++; m.parts > maxParts || depth > maxDepth {
		return nil
	}
	kind, params := h.contentType()
	disposition, _, _ := strings.Cut(h.get("content-disposition"), ";")
	switch {
	case strings.EqualFold(strings.TrimSpace(disposition), "attachment"):
		return nil
	case strings.HasPrefix(kind, "multipart/"):
		return m.multipart(kind, params["boundary"], body, depth)
	case kind == "message/rfc822":
		return m.nested(h, body, depth)
	case kind == "text/html" || kind == "application/xhtml+xml":
		if m.HTML != "" && related { // a frame of the page
			return nil
		}
		text, err := m.text(h, body, params["charset"], true)
		m.HTML += text
		m.locate(h, depth)
		return err
	case kind == "text/plain" || kind == "":
		text, err := m.text(h, body, params["charset"], false)
		if m.Text != "" && text != "" {
			text = "\n\n" + text
		}
		m.Text += text
		return err
	}
	return nil
}

// locate takes the address of a page that was saved from a part, when the
// message itself says none.
func (m *reader) locate(h head, depth int) {
	if location := h.get("content-location"); depth > 0 && m.URL == "" && strings.HasPrefix(location, "http") {
		m.URL = location
	}
}

func (m *reader) multipart(kind, boundary string, body io.Reader, depth int) error {
	if boundary == "" {
		return nil
	}
	for part := range parts(body, boundary) {
		in := bufio.NewReader(part)
		h, err := readFields(in)
		if err != nil {
			return err
		}
		if err := m.part(h, in, depth+1, kind == "multipart/related" || kind == "multipart/alternative"); err != nil {
			return err
		}
	}
	return nil
}

// nested reads a message within the message, when nothing was said around it.
func (m *reader) nested(h head, body io.Reader, depth int) error {
	if strings.TrimSpace(m.Text) != "" || m.HTML != "" {
		return nil
	}
	encoding := h.get("content-transfer-encoding")
	raw, err := m.limited(body)
	if err != nil {
		return err
	}
	in := bufio.NewReader(bytes.NewReader(decodeTransfer(raw, encoding)))
	inner, err := readHead(in)
	if err != nil {
		return err
	}
	return m.part(inner, in, depth+1, false)
}

// text reads the text of a part as UTF-8.
func (m *reader) text(h head, body io.Reader, label string, markup bool) (string, error) {
	raw, err := m.limited(body)
	if err != nil {
		return "", err
	}
	return toUTF8(decodeTransfer(raw, h.get("content-transfer-encoding")), label, markup), nil
}

// limited reads all of a part; what is left of the limit is for the others.
func (m *reader) limited(body io.Reader) ([]byte, error) {
	data, _ := io.ReadAll(io.LimitReader(body, m.limit+1)) // for its error see stream
	if int64(len(data)) > m.limit {
		return nil, ErrTooLarge
	}
	m.limit -= int64(len(data))
	return data, nil
}

// contentType reads the type of a part and its parameters; a message without
// one is plain text.
func (h head) contentType() (string, map[string]string) {
	field := h.get("content-type")
	kind, params, err := mime.ParseMediaType(field)
	if err == nil {
		return kind, params
	}
	kind, _, _ = strings.Cut(field, ";")
	params = map[string]string{}
	for _, m := range parameter.FindAllStringSubmatch(field, -1) {
		params[strings.ToLower(m[1])] = m[2] + m[3]
	}
	return strings.ToLower(strings.TrimSpace(kind)), params
}

var parameter = regexp.MustCompile(`(?i);\s*(boundary|charset)\s*=\s*(?:"([^"]*)"|([^;\s]+))`)
