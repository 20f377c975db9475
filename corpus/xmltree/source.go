package xmltree

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// source gives a decoder the bytes of a document as UTF-8 in which every
// character is one that XML allows, and no more of them than the limit until it
// is renewed.
type source struct {
	in    *bufio.Reader
	limit int64
	left  int64
	rest  []byte // of the rune that is being given
	hold  [utf8.UTFMax]byte
	err   error // why it ended, if not at the end
}

// headLength is how much of a document tells its charset.
const headLength = 32 << 10

var declaration = regexp.MustCompile(`^(?:\x{FEFF})?\s*<\?xml\b[^>]*?(?:encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'][^>]*)?\?>`)

func newSource(r io.Reader, limit int64) *source {
	s := &source{in: bufio.NewReaderSize(r, headLength), limit: limit, left: limit}
	head, _ := s.in.Peek(headLength) // its error comes again
	if wide := utf16(head); wide != nil {
		s.in = bufio.NewReaderSize(wide.NewDecoder().Reader(s.in), headLength)
		head, _ = s.in.Peek(headLength)
	}
	if found := declaration.FindSubmatchIndex(head); found != nil {
		if found[2] >= 0 && !isUTF8(head) {
			s.recode(string(head[found[2]:found[3]]), found[1])
			return s
		}
		_, _ = s.in.Discard(found[1]) // it would say what is no longer so
	} else if bytes.HasPrefix(head, []byte("\uFEFF")) {
		_, _ = s.in.Discard(len("\uFEFF"))
	}
	return s
}

// recode reads a document that is what it says, if that is neither UTF-8 nor
// Latin: these two are told apart character by character.
func (s *source) recode(label string, declared int) {
	_, _ = s.in.Discard(declared)
	switch coding, name := charset.Lookup(label); name {
	case "", "utf-8", "windows-1252", "utf-16le", "utf-16be", "replacement", "x-user-defined":
	default:
		s.in = bufio.NewReaderSize(coding.NewDecoder().Reader(s.in), headLength)
	}
}

func utf16(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0, '<'}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

// isUTF8 reports whether the beginning of a document can be nothing else: all
// of it is valid, and it has more than ASCII.
func isUTF8(head []byte) bool {
	if len(head) == headLength { // the last rune may be cut
		for i := 1; i < utf8.UTFMax && !utf8.Valid(head); i++ {
			head = head[:len(head)-1]
		}
	}
	wide := bytes.ContainsFunc(head, func(r rune) bool { return r >= utf8.RuneSelf })
	return wide && utf8.Valid(head)
}

// renew begins to count anew.
func (s *source) renew() { s.left = s.limit }

// ReadByte makes a decoder read no further than it needs.
func (s *source) ReadByte() (byte, error) {
	if len(s.rest) == 0 {
		if err := s.next(); err != nil {
			return 0, err
		}
	}
	b := s.rest[0]
	s.rest = s.rest[1:]
	return b, nil
}

// Read is not called: decoders prefer ReadByte.
func (s *source) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := s.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// next reads the next character that XML allows.
func (s *source) next() error {
	for {
		r, size, err := s.in.ReadRune()
		if err != nil {
			if err != io.EOF { //nolint:errorlint // bufio gives it as it is
				s.err = err
			}
			return err
		}
		if s.left -= int64(size); s.left < 0 {
			s.err = ErrTooLarge
			return s.err
		}
		if r == utf8.RuneError && size == 1 {
			_ = s.in.UnreadRune()
			b, _ := s.in.ReadByte()
			r = charmap.Windows1252.DecodeByte(b)
		}
		if r == '&' && s.skipReference() || !allowed(r) {
			continue
		}
		s.rest = utf8.AppendRune(s.hold[:0], r)
		if r == '<' && !s.markupFollows() { // as in "5 < 6"
			s.rest = append(s.hold[:0], "&lt;"...)
		}
		return nil
	}
}

// markupFollows reports whether the "<" that was just read begins anything.
func (s *source) markupFollows() bool {
	next, _ := s.in.Peek(1)
	return len(next) == 0 || next[0] >= 'a' && next[0] <= 'z' || next[0] >= 'A' && next[0] <= 'Z' || next[0] >= utf8.RuneSelf || bytes.IndexByte([]byte("_:/!?"), next[0]) >= 0
}

var reference = regexp.MustCompile(`^#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));`)

// skipReference passes over a reference to a character that XML forbids,
// "&#3;", whose "&" was just read.
func (s *source) skipReference() bool {
	const longest = 12
	if ahead, _ := s.in.Peek(1); len(ahead) == 0 || ahead[0] != '#' {
		return false
	}
	ahead, _ := s.in.Peek(longest)
	m := reference.FindSubmatch(ahead)
	if m == nil || allowed(referred(m)) {
		return false
	}
	_, _ = s.in.Discard(len(m[0]))
	return true
}

func referred(m [][]byte) rune {
	digits, base := m[1], rune(16)
	if len(digits) == 0 {
		digits, base = m[2], 10
	}
	n := rune(0)
	for _, d := range digits {
		switch {
		case d <= '9':
			n = n*base + rune(d-'0')
		default:
			n = n*base + rune(d|0x20-'a') + 10
		}
	}
	return n
}

// allowed reports whether XML lets a character stand in a document.
func allowed(r rune) bool {
	return r >= ' ' && r <= 0xD7FF || r == '\n' || r == '\t' || r == '\r' || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}
