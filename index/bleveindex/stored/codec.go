package stored

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"dateline/index"
)

// Codec turns articles into what is stored of them, and back. It may be used
// from several goroutines.
type Codec struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	forms   sync.Pool // of *form, with room for the next article
}

// typical is what texts of articles have in common: words, places, and how
// frequent each letter is. TestMakeTypical makes it.
//
//go:embed typical.dict
var typical []byte

// The first byte of a stored article.
const (
	packed = 1
	// loose: the texts are not compressed, because they shrink so much that a
	// reader would take them for damage.
	loose = 2
)

// Texts unfold to at most maxRatio times what is stored, and slack. It bounds
// what a damaged size makes a reader allocate.
const (
	maxRatio = 64
	slack    = 1 << 16
)

var (
	errShort    = errors.New("it ends too early")
	errVersion  = errors.New("its form is unknown")
	errTooLarge = errors.New("it claims to be larger than it can be")
	errContent  = errors.New("its numbers do not fit its texts")
)

// New makes a codec. Close it after use.
func New() (*Codec, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true), zstd.WithEncoderDict(typical))
	if err != nil {
		return nil, err
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderDicts(typical))
	if err != nil {
		return nil, err
	}
	return &Codec{encoder: encoder, decoder: decoder, forms: sync.Pool{New: func() any { return new(form) }}}, nil
}

// Close frees the codec, which cannot be used any more.
func (c *Codec) Close() { c.decoder.Close() }

// Encode gives the stored form of an article.
func (c *Codec) Encode(doc *index.Document) ([]byte, error) {
	f := c.forms.Get().(*form)
	defer c.forms.Put(f)
	f.write()
	f.document(doc)
	numbers, texts := f.numbers.out, f.texts.out
	out := make([]byte, 0, 1+binary.MaxVarintLen64+len(numbers)+len(texts)/2+64)
	out = append(out, packed)
	out = binary.AppendUvarint(out, uint64(len(numbers)))
	out = append(out, numbers...)
	head := len(out)
	out = c.encoder.EncodeAll(texts, out)
	if len(texts) > limit(len(out)-head) {
		out = append(out[:head], texts...)
		out[0] = loose
	}
	return out, nil
}

// Decode gives the article of a stored form. Errors wrap index.ErrDamaged.
func (c *Codec) Decode(stored []byte) (*index.Document, error) {
	f := c.forms.Get().(*form)
	defer c.forms.Put(f)
	doc := &index.Document{}
	if err := c.decode(f, stored, doc); err != nil {
		return nil, fmt.Errorf("%w: stored article: %w", index.ErrDamaged, err)
	}
	return doc, nil
}

func (c *Codec) decode(f *form, stored []byte, doc *index.Document) error {
	if len(stored) == 0 {
		return errShort
	}
	if stored[0] != packed && stored[0] != loose {
		return fmt.Errorf("%w: %d", errVersion, stored[0])
	}
	length, n := binary.Uvarint(stored[1:])
	if n <= 0 || length > uint64(len(stored)-1-n) {
		return errShort
	}
	numbers, texts := stored[1+n:][:length], stored[1+n:][length:]
	plain := append(f.plain[:0], numbers...)
	if stored[0] == loose {
		plain = append(plain, texts...)
	} else {
		var err error
		if plain, err = c.unfold(plain, texts); err != nil {
			return err
		}
	}
	f.plain = plain
	all := string(plain)
	f.read(all[:length], all[length:])
	f.document(doc)
	if !f.finished() {
		return errContent
	}
	return nil
}

// unfold appends what a frame holds, unless it claims to hold too much.
func (c *Codec) unfold(to, frame []byte) ([]byte, error) {
	var header zstd.Header
	if err := header.Decode(frame); err != nil {
		return nil, err
	}
	if !header.HasFCS || header.FrameContentSize > uint64(limit(len(frame))) {
		return nil, errTooLarge
	}
	return c.decoder.DecodeAll(frame, to)
}

func limit(stored int) int { return maxRatio*stored + slack }
