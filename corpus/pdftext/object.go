package pdftext

import (
	"bytes"
	"strconv"
)

// The objects of PDF are nil, bool, float64, name, text, array, dict, ref,
// *stream and, in the content of a page, operator.
type (
	name     string
	text     string // bytes, in whichever encoding
	operator string
	array    []any
	dict     map[name]any
	ref      int // the number of an object
)

// stream is a dictionary with data, coded as the dictionary says.
type stream struct {
	dict dict
	data []byte
}

// lexer reads objects.
type lexer struct {
	data  []byte
	pos   int
	refs  bool // "1 0 R" is a reference; not so in the content of a page
	depth int
	left  *int // objects that may still be made
}

// maxNesting bounds arrays and dictionaries within one another.
const maxNesting = 64

// end is what the lexer gives at the end of the data, or when it gives up.
type end struct{}

func isSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0
}

func isDelimiter(b byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), b) >= 0 }

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch b := l.data[l.pos]; {
		case isSpace(b):
			l.pos++
		case b == '%':
			if i := bytes.IndexAny(l.data[l.pos:], "\r\n"); i >= 0 {
				l.pos += i
			} else {
				l.pos = len(l.data)
			}
		default:
			return
		}
	}
}

// object reads the next object, end{} when there is none.
func (l *lexer) object() any {
	l.skipSpace()
	if *l.left--; *l.left < 0 || l.pos >= len(l.data) {
		return end{}
	}
	rest := l.data[l.pos:]
	switch b := rest[0]; {
	case b == '/':
		l.pos++
		return l.name()
	case b == '(':
		l.pos++
		return l.literal()
	case bytes.HasPrefix(rest, []byte("<<")):
		l.pos += 2
		return l.dict()
	case b == '<':
		l.pos++
		return l.hex()
	case b == '[':
		l.pos++
		return l.array()
	case b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.':
		return l.number()
	case isDelimiter(b): // a bracket that closes nothing
		l.pos++
		return operator(b)
	}
	switch word := l.word(); word {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		return operator(word)
	}
}

// word reads up to a space or delimiter.
func (l *lexer) word() string {
	start := l.pos
	for l.pos < len(l.data) && !isSpace(l.data[l.pos]) && !isDelimiter(l.data[l.pos]) {
		l.pos++
	}
	return string(l.data[start:l.pos])
}

func (l *lexer) name() name {
	word := l.word()
	if !bytes.ContainsRune([]byte(word), '#') {
		return name(word)
	}
	var b []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if n, err := strconv.ParseUint(word[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(n))
				i += 2
				continue
			}
		}
		b = append(b, word[i])
	}
	return name(b)
}

// number reads a number or, where they are, a reference.
func (l *lexer) number() any {
	word := l.word()
	n, err := strconv.ParseFloat(word, 64)
	if err != nil {
		n = 0 // "--5", "1.2.3"
	}
	if number := int(n); l.refs && err == nil && n >= 0 && n <= maxObjects && float64(number) == n {
		after := l.pos
		l.skipSpace()
		if generation := l.word(); generation != "" && len(generation) <= 5 && generation[0] >= '0' && generation[0] <= '9' {
			l.skipSpace()
			if l.word() == "R" {
				return ref(number)
			}
		}
		l.pos = after
	}
	return n
}

// literal reads a string in round brackets, which may hold pairs of them.
func (l *lexer) literal() text {
	var b []byte
	for open := 1; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.pos++
				return text(b)
			}
		case '\\':
			l.pos++
			b = l.escape(b)
			continue
		}
		b = append(b, c)
	}
	l.pos = min(l.pos, len(l.data)) // a backslash may be the last
	return text(b)
}

// escape reads what stands after a backslash, and leaves the position on its
// last byte.
func (l *lexer) escape(b []byte) []byte {
	if l.pos >= len(l.data) {
		return b
	}
	switch c := l.data[l.pos]; c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'b', 'f':
		return append(b, ' ')
	case '\r':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
			l.pos++
		}
		return b
	case '\n':
		return b
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 0
		for i := 0; i < 3 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
			n = n*8 + int(l.data[l.pos]-'0')
			l.pos++
		}
		l.pos--
		return append(b, byte(n))
	default:
		return append(b, c)
	}
}

func (l *lexer) hex() text {
	var b []byte
	digits, n := 0, byte(0)
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d, err := strconv.ParseUint(string(c), 16, 8)
		if err != nil {
			continue
		}
		n = n<<4 | byte(d)
		if digits++; digits%2 == 0 {
			b = append(b, n)
		}
	}
	if digits%2 == 1 {
		b = append(b, n<<4)
	}
	return text(b)
}

func (l *lexer) array() array {
	var a array
	if l.depth++; l.depth > maxNesting {
		*l.left = 0
	}
	for {
		switch o := l.object().(type) {
		case end:
			l.depth--
			return a
		case operator:
			if o == "]" || o == "endobj" || o == "stream" {
				l.depth--
				return a
			}
		default:
			a = append(a, o)
		}
	}
}

func (l *lexer) dict() dict {
	d := dict{}
	if l.depth++; l.depth > maxNesting {
		*l.left = 0
	}
	defer func() { l.depth-- }()
	for {
		l.skipSpace()
		if bytes.HasPrefix(l.data[l.pos:], []byte(">>")) {
			l.pos += 2
			return d
		}
		key := l.object()
		switch key := key.(type) {
		case end:
			return d
		case operator:
			if key == "endobj" || key == "stream" {
				return d
			}
		case name:
			value := l.object()
			if _, over := value.(end); over {
				return d
			}
			if op, is := value.(operator); is {
				if op == ">" { // of ">>": a key without a value
					l.pos--
				}
				continue
			}
			d[key] = value
		}
	}
}
