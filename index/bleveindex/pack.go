package bleveindex

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/klauspost/compress/zstd"

	"dateline/entity"
	"dateline/index"
)

// packer turns articles into what is stored of them, and back: JSON,
// compressed. It may be used from several goroutines.
type packer struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

// typical is text as it is stored: what an article shares with it takes no
// room. It belongs to the format.
//
//go:embed pack.txt
var typical []byte

// typicalID tells frames that were packed with typical.
const typicalID = 1

// maxArticle bounds what a stored article may unfold to, in bytes.
const maxArticle = 1 << 30

func newPacker() (*packer, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false), zstd.WithEncoderDictRaw(typicalID, typical))
	if err != nil {
		return nil, err
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxArticle), zstd.WithDecoderDictRaw(typicalID, typical))
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
	// Spans are the mentions, when the rest of the article tells what they say:
	// for each the field and whether it is a demonym, how far it starts from the
	// start of the one before, its length, and the number of its entity among
	// actors and locations.
	Spans []int `json:"spans,omitempty"`
}

func (p *packer) encode(doc *index.Document) ([]byte, error) {
	s := stored{Document: *doc}
	s.SetParagraphs(doc.Paragraphs)
	s.BodyLeftOut = s.Body == doc.Body
	s.Body = ""
	if !s.BodyLeftOut {
		s.Body = doc.Body
	}
	if spans := spansOf(doc); len(spans) > 0 && slices.Equal(mentionsOf(doc, spans), doc.Mentions) {
		s.Spans, s.Mentions = spans, nil
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
	if s.Spans != nil {
		s.Mentions = mentionsOf(&s.Document, s.Spans)
	}
	return &s.Document, nil
}

//nolint:gochecknoglobals // a constant table
var spanFields = []entity.Field{entity.Title, entity.Dateline, entity.Body}

const numbersOfSpan = 4

// spansOf are the mentions of an article as numbers; of a mention that they
// cannot tell they tell something else.
func spansOf(doc *index.Document) []int {
	entities := map[string]int{}
	for i, a := range doc.Actors {
		entities[a.ID] = i
	}
	for i, p := range doc.Locations {
		entities[p.ID] = len(doc.Actors) + i
	}
	spans := make([]int, 0, numbersOfSpan*len(doc.Mentions))
	last := 0
	for _, m := range doc.Mentions {
		field := 2 * max(0, slices.Index(spanFields, m.Field))
		if m.Demonym {
			field++
		}
		spans = append(spans, field, m.Start-last, m.End-m.Start, entities[m.Entity])
		last = m.Start
	}
	return spans
}

// mentionsOf are the mentions that numbers tell, nil when they do not fit the
// article.
func mentionsOf(doc *index.Document, spans []int) []entity.Mention {
	texts := []string{doc.Title, doc.Dateline, doc.Body}
	var mentions []entity.Mention
	last := 0
	for span := range slices.Chunk(spans, numbersOfSpan) {
		if len(span) < numbersOfSpan || span[0] < 0 || span[0] >= 2*len(texts) || span[3] < 0 {
			return nil
		}
		m := entity.Mention{Field: spanFields[span[0]/2], Demonym: span[0]%2 == 1, Start: last + span[1]}
		m.End, last = m.Start+span[2], m.Start
		text := texts[span[0]/2]
		if m.Start < 0 || m.End < m.Start || m.End > len(text) {
			return nil
		}
		m.Text = text[m.Start:m.End]
		switch number := span[3]; {
		case number < len(doc.Actors):
			m.Kind, m.Entity = doc.Actors[number].Kind, doc.Actors[number].ID
		case number < len(doc.Actors)+len(doc.Locations):
			m.Kind, m.Entity = entity.Location, doc.Locations[number-len(doc.Actors)].ID
		default:
			return nil
		}
		mentions = append(mentions, m)
	}
	return mentions
}
