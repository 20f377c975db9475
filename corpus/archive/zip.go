package archive

import (
	"archive/zip"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// ZipFile is an open zip archive.
type ZipFile struct {
	r *zip.Reader
	m *Meter
}

// maxDirectory is the largest list of members in bytes, some hundred thousand;
// it is held in memory.
const maxDirectory = 64 << 20

var errDirectory = errors.New("it has too many members: pack them into several archives")

// OpenZip reads the list of members of an archive of so many bytes.
func OpenZip(r io.ReaderAt, size int64, m *Meter) (*ZipFile, error) {
	bounded := &boundedAt{r: r, left: maxDirectory}
	z, err := zip.NewReader(bounded, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are cleaned
		return nil, err
	}
	bounded.left = -1
	const bzip2Method, zstdMethod = 12, 93
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	z.RegisterDecompressor(bzip2Method, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	z.RegisterDecompressor(zstdMethod, zstd.ZipDecompressor(options()...))
	return &ZipFile{z, m}, nil
}

// boundedAt reads no more than so many bytes; any number when left is negative.
type boundedAt struct {
	r    io.ReaderAt
	left int64
}

func (b *boundedAt) ReadAt(p []byte, at int64) (int, error) {
	if b.left < 0 {
		return b.r.ReadAt(p, at)
	}
	if b.left -= int64(len(p)); b.left < 0 {
		b.left = 0
		return 0, errDirectory
	}
	return b.r.ReadAt(p, at)
}

// WebArchive reports whether the archive is a WACZ: what it holds for readers
// is in the WARC files of its folder "archive", and the rest is about them.
func (z *ZipFile) WebArchive() bool {
	described, kept := false, false
	for _, f := range z.r.File {
		described = described || f.Name == "datapackage.json"
		kept = kept || strings.HasPrefix(f.Name, "archive/")
	}
	return described && kept
}

// Package reports whether the archive is the form of one document or program
// and not files put together: .docx, .odt, .epub, .jar.
func (z *ZipFile) Package() bool {
	for i, f := range z.r.File {
		if f.Name == "[Content_Types].xml" || f.Name == "META-INF/MANIFEST.MF" || i == 0 && f.Name == "mimetype" {
			return true
		}
	}
	return false
}

// Members yields the files in the archive, to be read while the caller ranges.
// An error is a [*MemberError], or the last thing.
func (z *ZipFile) Members() iter.Seq2[Member, error] {
	return func(yield func(Member, error) bool) {
		for _, f := range z.r.File {
			name := cleanName(f.Name)
			if strings.HasSuffix(f.Name, "/") || name == "" {
				continue
			}
			if f.Flags&1 != 0 {
				if !yield(Member{}, &MemberError{name, "encrypted: unpack it first"}) {
					return
				}
				continue
			}
			content := &lazily{open: f.Open, m: z.m}
			goesOn := yield(Member{Name: name, Size: int64(f.UncompressedSize64), Type: zipType(f), Reader: content}, nil)
			content.close()
			if !goesOn {
				return
			}
			if z.m.burst { // by a member, or what is packed in it
				yield(Member{}, ErrBomb)
				return
			}
		}
	}
}

func zipType(f *zip.File) MemberType {
	switch mode := f.Mode(); {
	case mode.IsRegular():
		return File
	case mode&fs.ModeSymlink != 0:
		return Link
	}
	return Special
}

// lazily opens a member when it is read.
type lazily struct {
	open   func() (io.ReadCloser, error)
	m      *Meter
	opened io.ReadCloser
	err    error
}

func (l *lazily) Read(p []byte) (int, error) {
	if l.opened == nil && l.err == nil {
		if l.opened, l.err = l.open(); errors.Is(l.err, zip.ErrAlgorithm) {
			l.err = fmt.Errorf("packed in a way that is not read: unpack it first: %w", l.err)
		}
	}
	if l.err != nil {
		return 0, l.err
	}
	n, err := l.m.guard(l.opened).Read(p)
	l.err = err
	return n, err
}

func (l *lazily) close() {
	if l.opened != nil {
		_ = l.opened.Close() // what it may say was said by Read
	}
}
