package stored

import (
	"testing"

	"dateline/entity"
)

// The sample's articles have some 2 KB of text and a dozen entities.

func BenchmarkEncode(b *testing.B) {
	codec, err := New()
	if err != nil {
		b.Fatal(err)
	}
	defer codec.Close()
	extractor, err := entity.Load()
	if err != nil {
		b.Fatal(err)
	}
	docs := sample(b, extractor)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := codec.Encode(docs[i%len(docs)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	codec, err := New()
	if err != nil {
		b.Fatal(err)
	}
	defer codec.Close()
	extractor, err := entity.Load()
	if err != nil {
		b.Fatal(err)
	}
	var packed [][]byte
	size := 0
	for _, doc := range sample(b, extractor) {
		p, err := codec.Encode(doc)
		if err != nil {
			b.Fatal(err)
		}
		packed = append(packed, p)
		size += len(p)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := codec.Decode(packed[i%len(packed)]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/float64(len(packed)), "B/article")
}
