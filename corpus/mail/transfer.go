package mail

import (
	"encoding/base64"
	"strings"
)

// decodeTransfer undoes the coding in which a part was sent. What is not coded
// as it should be is kept.
func decodeTransfer(data []byte, encoding string) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return decodeQuoted(data)
	case "base64":
		return decodeBase64(data)
	}
	return data
}

// decodeQuoted decodes quoted-printable; an "=" that begins nothing stays.
func decodeQuoted(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		if data[i] != '=' {
			out = append(out, data[i])
			continue
		}
		if n := softBreak(data[i+1:]); n >= 0 {
			i += n
			continue
		}
		if i+2 < len(data) {
			high, low := hexDigit(data[i+1]), hexDigit(data[i+2])
			if high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, '=')
	}
	return out
}

// softBreak gives the length of a line end that is none in the text: white
// space up to a newline, or the end of all; -1 for what is no line end.
func softBreak(data []byte) int {
	for i, b := range data {
		switch b {
		case ' ', '\t', '\r':
		case '\n':
			return i + 1
		default:
			return -1
		}
	}
	return len(data)
}

func hexDigit(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b >= 'A' && b <= 'F':
		return int(b-'A') + 10
	case b >= 'a' && b <= 'f':
		return int(b-'a') + 10
	}
	return -1
}

// decodeBase64 decodes base64, passing over what does not belong to it.
func decodeBase64(data []byte) []byte {
	kept := make([]byte, 0, len(data))
	for _, b := range data {
		switch {
		case b >= 'A' && b <= 'Z', b >= 'a' && b <= 'z', b >= '0' && b <= '9', b == '+', b == '/':
			kept = append(kept, b)
		}
	}
	if len(kept)%4 == 1 { // cut off: six bits are no byte
		kept = kept[:len(kept)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(kept)))
	n, _ := base64.RawStdEncoding.Decode(out, kept) // cannot fail: only its letters are left
	return out[:n]
}
