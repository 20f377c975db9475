package corpus

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	legacy "dateline/corpus/charset"
)

// sniffLength is how much of a file tells what it is.
const sniffLength = 4 << 10

// decode gives the text of a file as UTF-8, whatever it was written in.
// What is valid UTF-8 is UTF-8, even when it says that it is something else.
func decode(name string, data []byte) (string, error) { return decodeAs(name, data, "") }

// decodeAs is decode for a file of which somebody else says the charset. It is
// believed when the file itself says nothing, or what it cannot be.
func decodeAs(name string, data []byte, said string) (string, error) {
	switch {
	case len(data) == 0:
		return "", refuse(name, ErrEmpty, "file is empty")
	case len(bytes.TrimSpace(data)) == 0:
		return "", refuse(name, ErrEmpty, "file holds only white space")
	}
	if order := utf16Order(data); order != noUTF16 {
		return decodeUTF16(data, order == bigEndian), nil
	}
	if kind := binaryKind(data[:min(len(data), sniffLength)]); kind != "" {
		return "", refuse(name, ErrBinary, "not text: looks like %s", kind)
	}
	if utf8.Valid(data) {
		return strings.TrimPrefix(string(data), "\uFEFF"), nil
	}
	declared := declaredCharset(data)
	if known, found := charset.Lookup(declared); known == nil || found == "utf-8" || strings.HasPrefix(found, "utf-16") {
		declared = said // what is readable here is no UTF-16
	}
	encoding, found, _ := charset.DetermineEncoding(data, "text/html; charset="+declared)
	switch found {
	case "utf-8", "windows-1252", "replacement": // said by many pages that are something else
		if mostlyUTF8(data) {
			return strings.ToValidUTF8(string(data), "\uFFFD"), nil
		}
		encoding, found = charset.Lookup(legacy.Guess(data))
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", refuse(name, ErrBinary, "not text in %s: %v", found, err)
	}
	return string(text), nil
}

var charsetLabel = regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:-]+)`)

// declaredCharset finds what a page says about itself; x/net looks into the
// first 1,024 bytes only.
func declaredCharset(data []byte) string {
	if m := charsetLabel.FindSubmatch(data[:min(len(data), 4*sniffLength)]); m != nil {
		return string(m[1])
	}
	return ""
}

// mostlyUTF8 tells UTF-8 with a few broken bytes from a single-byte charset.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > bad
}

type byteOrder int

const (
	noUTF16 byteOrder = iota
	littleEndian
	bigEndian
)

// utf16Order finds UTF-16 by its byte order mark, or by the zero bytes that
// every other byte of Latin text and markup then is.
func utf16Order(data []byte) byteOrder {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return littleEndian
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return bigEndian
	}
	var zeros [2]int
	start := data[:min(len(data), sniffLength)]
	for i, b := range start {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(start) / 2; {
	case half < 8:
	case zeros[1] > half*7/10 && zeros[0] == 0:
		return littleEndian
	case zeros[0] > half*7/10 && zeros[1] == 0:
		return bigEndian
	}
	return noUTF16
}

// utf8Reader decodes a stream of UTF-16, which is what some shells write.
func utf8Reader(r io.Reader, order byteOrder) io.Reader {
	endianness := unicode.LittleEndian
	if order == bigEndian {
		endianness = unicode.BigEndian
	}
	return unicode.UTF16(endianness, unicode.UseBOM).NewDecoder().Reader(r)
}

func decodeUTF16(data []byte, big bool) string {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		low, high := data[i], data[i+1]
		if big {
			low, high = high, low
		}
		units = append(units, uint16(high)<<8|uint16(low))
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), "\uFEFF")
}

// binaryKind says what a file looks like that is no text, "" for text.
func binaryKind(start []byte) string {
	if controls(start) == 0 && !bytes.HasPrefix(start, []byte("%PDF-")) { // "BMW" begins like a bitmap
		return ""
	}
	kind, _, _ := strings.Cut(http.DetectContentType(start), ";")
	switch {
	case kind == "application/pdf":
		return "a PDF document"
	case kind == "application/x-gzip":
		return "gzip data: name it .gz"
	case strings.HasPrefix(kind, "image/"):
		return article(strings.ToUpper(strings.TrimPrefix(kind, "image/"))) + " image"
	case strings.HasPrefix(kind, "audio/"), strings.HasPrefix(kind, "video/"), strings.HasPrefix(kind, "font/"):
		return kind + " data"
	case strings.HasPrefix(kind, "application/") && kind != "application/octet-stream":
		return article(strings.TrimPrefix(kind, "application/")) + " file"
	case controls(start)*20 > len(start) || bytes.IndexByte(start, 0) >= 0 && !htmlStart.Match(start):
		return "binary data"
	}
	return ""
}

func article(noun string) string {
	if strings.ContainsRune("AEIOaeio", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// controls counts the bytes that no text has.
func controls(data []byte) int {
	n := 0
	for _, b := range data {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1B {
			n++
		}
	}
	return n
}

var htmlStart = regexp.MustCompile(`(?is)^(?:\s|\x{FEFF}|<!--.*?-->|<\?xml.*?\?>)*<(?:!doctype\s+html|html|head|body|title|meta|article|div|h1|p)\b`)

// looksLikeHTML reports whether content begins as a web page does.
func looksLikeHTML(data []byte) bool {
	start := data[:min(len(data), sniffLength)]
	if order := utf16Order(start); order != noUTF16 {
		start = []byte(decodeUTF16(start, order == bigEndian))
	}
	return htmlStart.Match(start)
}
