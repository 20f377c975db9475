package archive

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
)

// maxWindow is how far zstandard may look back, and about what it takes in
// memory: that of "zstd --long".
const maxWindow = 128 << 20

// maxDictionary is the largest dictionary that a web archive may bring.
const maxDictionary = 16 << 20

// options are those of every reader of zstandard: little memory, no goroutine.
func options() []zstd.DOption {
	return []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow)}
}

// openZstd reads a stream of zstandard. Web archives begin with a frame that
// holds the dictionary of all the others, itself compressed or not.
func openZstd(r *bufio.Reader) (*zstd.Decoder, error) {
	opts := options()
	dictionary, err := readDictionary(r)
	if err != nil {
		return nil, err
	}
	if dictionary != nil {
		opts = append(opts, zstd.WithDecoderDicts(dictionary))
	}
	return zstd.NewReader(r, opts...)
}

// readDictionary reads the dictionary at the beginning of a stream; nil when
// there is none.
func readDictionary(r *bufio.Reader) ([]byte, error) {
	const head = 8
	start, _ := r.Peek(head) // its error comes again with the content
	if len(start) < head || !bytes.HasPrefix(start, []byte{0x5D, 0x2A, 0x4D, 0x18}) {
		return nil, nil
	}
	size := binary.LittleEndian.Uint32(start[4:])
	if size > maxDictionary {
		return nil, errors.New("its dictionary is too large")
	}
	frame := make([]byte, head+size)
	if _, err := io.ReadFull(r, frame); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	dictionary := frame[head:]
	if KindOf(dictionary) != Zstd {
		return dictionary, nil
	}
	z, err := zstd.NewReader(bytes.NewReader(dictionary), options()...)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	unpacked, err := io.ReadAll(io.LimitReader(z, maxDictionary+1))
	if len(unpacked) > maxDictionary {
		return nil, errors.New("its dictionary is too large")
	}
	return unpacked, err
}
