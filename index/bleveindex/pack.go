package bleveindex

import (
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"dateline/index"
)

// packer turns articles into what is stored of them, and back: JSON,
// compressed. It may be used from several goroutines.
type packer struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

// maxArticle bounds what a stored article may unfold to, in bytes.
const maxArticle = 1 << 30

func newPacker() (*packer, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, err
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxArticle))
	if err != nil {
		return nil, err
	}
	return &packer{encoder, decoder}, nil
}

func (p *packer) close() { p.decoder.Close() }

// stored is the JSON that is kept of an article.
type stored struct {
	index.Document
	// BodyLeftOut: the body was nothing but the paragraphs joined.
	BodyLeftOut bool `json:"body_left_out,omitempty"`
}

func (p *packer) encode(doc *index.Document) ([]byte, error) {
	s := stored{Document: *doc}
	s.SetParagraphs(doc.Paragraphs)
	s.BodyLeftOut = s.Body == doc.Body
	s.Body = ""
	if !s.BodyLeftOut {
		s.Body = doc.Body
	}
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return p.encoder.EncodeAll(text, nil), nil
}

func (p *packer) decode(packed []byte) (*index.Document, error) {
	text, err := p.decoder.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: stored article: %w", index.ErrDamaged, err)
	}
	var s stored
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, fmt.Errorf("%w: stored article: %w", index.ErrDamaged, err)
	}
	if s.BodyLeftOut {
		s.SetParagraphs(s.Paragraphs)
	}
	return &s.Document, nil
}
