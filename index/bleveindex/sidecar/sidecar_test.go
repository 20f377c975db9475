package sidecar_test

import (
	"bytes"
	"fmt"
	"testing"
)

func TestReaderSaysWhatTheDocumentsSay(t *testing.T) {
	t.Parallel()
	sizes := []int{0, 1, 2, 31, 33, 129, 400}
	for seed := range uint64(21) {
		docs := sizes[seed%uint64(len(sizes))]
		t.Run(fmt.Sprintf("seed %d, %d documents", seed, docs), func(t *testing.T) {
			t.Parallel()
			n := randomDocuments(seed, docs)
			n.check(t, n.build(t))
		})
	}
}

func TestTheSameDocumentsMakeTheSameBytes(t *testing.T) {
	t.Parallel()
	n := randomDocuments(5, 100)
	b := n.builder()
	first, err := b.Bytes(42)
	if err != nil {
		t.Fatal(err)
	}
	second, err := b.Bytes(42)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) || !bytes.Equal(first, n.bytes(t)) {
		t.Error("the bytes differ")
	}
}
