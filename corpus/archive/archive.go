// Package archive reads what other files are packed in: zip and tar, and
// streams of gzip, bzip2 and zstandard. What something is, its first bytes say
// ([KindOf]). Everything is read as a stream, nothing is written anywhere, and
// a [Meter] stops what unpacks to more than honest files do.
package archive

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// Kind is a way of packing.
type Kind int

// The kinds. Those after Tar are told but not read.
const (
	None Kind = iota
	Gzip
	Bzip2
	Zstd
	Zip
	Tar
	XZ
	SevenZip
	RAR
	LZ4
	Lzip
	Compress
)

// String names a kind as people do.
func (k Kind) String() string {
	return [...]string{"nothing", "gzip", "bzip2", "zstandard", "zip", "tar", "xz", "7-Zip", "RAR", "LZ4", "lzip", "compress"}[k]
}

// Compression reports whether the kind is one stream that Decompress reads.
func (k Kind) Compression() bool { return k == Gzip || k == Bzip2 || k == Zstd }

// Readable reports whether this package reads the kind.
func (k Kind) Readable() bool { return k <= Tar }

// magics are how the data of a kind begin.
func magics() []magic {
	return []magic{
		{Gzip, gzipMagic},
		{Zstd, "\x28\xB5\x2F\xFD"},
		{Zip, "PK\x03\x04"},
		{Zip, "PK\x05\x06"}, // an empty one
		{XZ, "\xFD7zXZ\x00"},
		{SevenZip, "7z\xBC\xAF\x27\x1C"},
		{RAR, "Rar!\x1A\x07"},
		{LZ4, "\x04\x22\x4D\x18"},
		{Lzip, "LZIP\x01"},
		{Compress, "\x1F\x9D"},
	}
}

type magic struct {
	kind  Kind
	start string
}

// KindOf tells a kind by how its data begin. Tar takes 512 bytes to be told.
func KindOf(start []byte) Kind {
	for _, m := range magics() {
		if bytes.HasPrefix(start, []byte(m.start)) {
			return m.kind
		}
	}
	switch {
	case isBzip2(start):
		return Bzip2
	case isSkippable(start):
		return Zstd
	case isTar(start):
		return Tar
	}
	return None
}

// isBzip2 wants the mark of the first block too, or that of the end: "BZh" may
// begin a word.
func isBzip2(start []byte) bool {
	if len(start) < 10 || !bytes.HasPrefix(start, []byte("BZh")) || start[3] < '1' || start[3] > '9' {
		return false
	}
	mark := string(start[4:10])
	return mark == "\x31\x41\x59\x26\x53\x59" || mark == "\x17\x72\x45\x38\x50\x90"
}

// isSkippable knows the frame with which some tools begin zstandard.
func isSkippable(start []byte) bool {
	return len(start) >= 8 && start[0]&0xF0 == 0x50 && bytes.Equal(start[1:4], []byte{0x2A, 0x4D, 0x18})
}

// isTar checks the sum of a header, which every kind of tar has.
func isTar(start []byte) bool {
	const size, at, end = 512, 148, 156
	if len(start) < size || start[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(start[at:end]), " \x00"), 8, 64)
	if err != nil {
		return false
	}
	sum := int64(0)
	for i, b := range start[:size] {
		if i >= at && i < end {
			b = ' ' // as it was summed up
		}
		sum += int64(b)
	}
	return sum == want
}

// ErrBomb is the error of data that unpack to more than a Meter allows.
var ErrBomb = errors.New("unpacks to far more than news does")

// Limits of a Meter. News comes to a hundredth of its size at the very best.
const (
	maxRatio = 300
	slack    = 64 << 20 // which anything may have
)

// Meter weighs what goes into unpacking a file against what comes out of it,
// over all layers and members. It is used by one goroutine.
type Meter struct {
	in, out int64
	burst   bool // somebody was told that it is too much
}

// In counts what is read from r as packed.
func (m *Meter) In(r io.Reader) io.Reader { return counter{r, &m.in} }

// Add counts packed data that are read by other ways.
func (m *Meter) Add(n int64) { m.in += n }

type counter struct {
	r io.Reader
	n *int64
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}

// guard counts what is read from r as unpacked.
func (m *Meter) guard(r io.Reader) io.Reader { return guard{r, m} }

type guard struct {
	r io.Reader
	m *Meter
}

func (g guard) Read(p []byte) (int, error) {
	if g.m.out > slack+maxRatio*g.m.in {
		g.m.burst = true
		return 0, ErrBomb
	}
	n, err := g.r.Read(p)
	g.m.out += int64(n)
	return n, err
}

// Decompress reads a stream that is packed in one of the kinds of compression.
// The caller closes it; that does not close r. Of gzip the error may be a
// [*DamageError].
func Decompress(kind Kind, r io.Reader, m *Meter) (io.ReadCloser, error) {
	switch kind {
	case Gzip:
		z, err := openGzip(r)
		if err != nil {
			return nil, err
		}
		return readCloser{m.guard(z), func() error { return nil }}, nil
	case Bzip2:
		return readCloser{m.guard(bzip2.NewReader(bufio.NewReader(r))), func() error { return nil }}, nil
	case Zstd:
		z, err := openZstd(bufio.NewReader(r))
		if err != nil {
			return nil, err
		}
		return readCloser{m.guard(z), func() error { z.Close(); return nil }}, nil
	default:
		return nil, errors.New(kind.String() + " is not one stream that is read")
	}
}

type readCloser struct {
	io.Reader
	close func() error
}

func (r readCloser) Close() error { return r.close() }

// Member is one file in an archive.
type Member struct {
	// Name is its path in the archive with slashes. It never begins with one
	// nor leads upwards, whatever the archive says.
	Name string
	// Size is what the archive says it unpacks to.
	Size int64
	// Type says what it is; only a File can be read.
	Type MemberType
	io.Reader
}

// MemberType is what a member of an archive is.
type MemberType int

// The types.
const (
	File MemberType = iota
	Link
	Special // a device or pipe
)

// MemberError is what is wrong with one member; those after it can be read.
type MemberError struct {
	Name   string
	Reason string
}

func (e *MemberError) Error() string { return e.Name + ": " + e.Reason }

// cleanName makes a name lead nowhere but into the archive.
func cleanName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}
