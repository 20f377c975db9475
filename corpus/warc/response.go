package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// Response is what a server answered.
type Response struct {
	// Status is the code of the answer; 0 when the block has no status line
	// and is all body.
	Status int
	// ContentType is as the server said it; "" when it did not.
	ContentType string
	// Body is as it was sent, encoded.
	Body io.Reader

	transfer, content string // encodings
}

// maxHead is the largest head of a response in bytes.
const maxHead = 256 << 10

// ReadResponse reads the head of a response in the block of a record. The body
// may be read as long as the block.
func ReadResponse(block io.Reader) (Response, error) {
	r := bufio.NewReader(block)
	start, err := r.Peek(len("HTTP/"))
	if err != nil && !errors.Is(err, io.EOF) {
		return Response{}, err
	}
	if !bytes.EqualFold(start, []byte("HTTP/")) {
		return Response{Body: r}, nil
	}
	line, err := readLine(r, maxHead)
	if err != nil && !errors.Is(err, io.EOF) {
		return Response{}, err
	}
	f, err := readFields(r, maxHead)
	if err != nil && !errors.Is(err, io.EOF) { // a head alone is an empty page
		return Response{}, err
	}
	return Response{
		Status: status(string(line)), ContentType: f.get("content-type"), Body: r,
		transfer: f.get("transfer-encoding"), content: f.get("content-encoding"),
	}, nil
}

// status reads the code out of "HTTP/1.1 200 OK".
func status(line string) int {
	parts := strings.Fields(line)
	if len(parts) < 2 {
		return 0
	}
	code, err := strconv.Atoi(parts[1])
	if err != nil {
		return 0
	}
	return code
}

// Decode undoes what the server did to a body that was read from Body: chunks
// and compression. Of a body that breaks off it gives what there is. It gives
// at most one byte more than limit, by which the caller sees that it is too
// large.
func (r Response) Decode(body []byte, limit int64) ([]byte, error) {
	if strings.Contains(strings.ToLower(r.transfer), "chunked") {
		body = joinChunks(body)
	}
	codings := strings.Split(strings.ToLower(r.content+","+r.transfer), ",")
	for _, coding := range slices.Backward(codings) { // the last was put on last
		var err error
		if body, err = decode(strings.TrimSpace(coding), body, limit); err != nil {
			return nil, err
		}
	}
	// A server, or who wrote the archive, may forget to say it.
	return decode(magic(body), body, limit)
}

// magic names the compression that a body begins like.
func magic(body []byte) string {
	switch {
	case bytes.HasPrefix(body, []byte{0x1F, 0x8B, 8}):
		return "gzip"
	case bytes.HasPrefix(body, []byte{0x28, 0xB5, 0x2F, 0xFD}):
		return "zstd"
	}
	return ""
}

// decode undoes one coding. A body that is not in it was decoded before it was
// kept, and is left as it is.
func decode(coding string, body []byte, limit int64) ([]byte, error) {
	r, err := decoder(coding, body)
	if err != nil || r == nil {
		return body, nil //nolint:nilerr // not in that coding
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err == nil, len(data) > 0 && (errors.Is(err, io.ErrUnexpectedEOF) || coding == magic(body)):
		return data, nil // what follows, or its sum, is wrong
	case coding == "br" && bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")): // it has no mark to know it by
		return body, nil
	}
	return nil, fmt.Errorf("body is not in the coding that it names (%s): %w", coding, err)
}

// decoder opens a compressed body; nil means that it is not compressed so.
func decoder(coding string, body []byte) (io.Reader, error) {
	r := bytes.NewReader(body)
	switch coding {
	case "gzip", "x-gzip":
		if magic(body) != "gzip" {
			return nil, nil
		}
		return gzip.NewReader(r)
	case "zstd":
		if magic(body) != "zstd" {
			return nil, nil
		}
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20))
	case "deflate": // with the header of zlib or without
		if z, err := zlib.NewReader(r); err == nil {
			return z, nil
		}
		if len(body) == 0 || body[0] == '<' {
			return nil, nil
		}
		return flate.NewReader(bytes.NewReader(body)), nil
	case "br":
		if len(body) == 0 {
			return nil, nil
		}
		return brotli.NewReader(r), nil
	}
	return nil, nil
}

// joinChunks undoes the transfer in chunks. A body that was joined before it
// was kept is left as it is; of one that breaks off there is what there is.
func joinChunks(body []byte) []byte {
	var joined []byte
	for rest := body; ; {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		digits, _, _ := bytes.Cut(line, []byte(";"))
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 31)
		switch {
		case err != nil && joined == nil:
			return body
		case err != nil || size == 0:
			return joined
		}
		chunk := after[:min(uint64(len(after)), size)]
		joined = append(joined, chunk...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[len(chunk):], []byte("\r")), []byte("\n"))
	}
}
