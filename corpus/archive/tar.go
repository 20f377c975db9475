package archive

import (
	"archive/tar"
	"errors"
	"io"
	"iter"
)

// ReadTar yields the members of a stream, to be read while the caller ranges.
// Folders are passed over. An error is the last thing; one that the reader of a
// member met already does not come again.
func ReadTar(r io.Reader, m *Meter) iter.Seq2[Member, error] {
	return func(yield func(Member, error) bool) {
		t := tar.NewReader(r)
		for {
			header, err := t.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil && !errors.Is(err, tar.ErrInsecurePath) { // the name is cleaned
				yield(Member{}, err)
				return
			}
			if header.Typeflag == tar.TypeDir {
				continue
			}
			content := &watched{r: m.guard(t)} // holes unpack to nothing
			member := Member{Name: cleanName(header.Name), Size: header.Size, Type: tarType(header.Typeflag), Reader: content}
			if !yield(member, nil) || content.err != nil {
				return
			}
		}
	}
}

func tarType(flag byte) MemberType {
	switch flag {
	case tar.TypeReg, tar.TypeRegA, tar.TypeGNUSparse, tar.TypeCont: //nolint:staticcheck // old archives have TypeRegA
		return File
	case tar.TypeLink, tar.TypeSymlink:
		return Link
	}
	return Special
}

// watched remembers the error that its reader met.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}
