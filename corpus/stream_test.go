package corpus_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

func TestStream(t *testing.T) {
	t.Parallel()
	limited := noon()
	limited.MaxPage, limited.MaxLine = 1000, 40
	broken := errors.New("the cable is out")
	tests := []struct {
		name   string
		stream io.Reader
		want   []string
	}{
		{"nothing", strings.NewReader(""), []string{"-: file is empty"}},
		{"a page", strings.NewReader(webPage), []string{"-"}},
		{"a text, byte by byte", iotest.OneByteReader(strings.NewReader(sentences)), []string{"-"}},
		{"lines", strings.NewReader("\uFEFF\n {\"title\":\"A\"}\n\n{\n{\"title\":\"B\"}"), []string{"-:2", "-:4: not JSON: unexpected end of JSON input", "-:5"}},
		{"a long line", strings.NewReader("{\"title\":\"A\"}\n{\"title\":\"" + strings.Repeat("A", 40) + "\"}\n"), []string{"-:1", "-:2: line of 52 bytes is more than the limit of 40 bytes for one line"}},
		{"a long text", strings.NewReader(strings.Repeat("word ", 1000)), []string{"-: 1001 bytes is more than the limit of 1000 bytes for one page: split it or raise --max-page"}},
		{"a picture", strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00"), []string{"-: not text: looks like a PNG image"}},
		{"a text that breaks off", iotest.ErrReader(broken), []string{"-: cannot be read: the cable is out"}},
		{"lines that break off", io.MultiReader(strings.NewReader("{\"title\":\"A\"}\n"), iotest.ErrReader(broken)), []string{"-:1", "-: after line 1 it cannot be read: the cable is out"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := outcomesOf(t, corpus.Stream(t.Context(), "-", test.stream, limited))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("- want, + got:\n%s", diff)
			}
		})
	}
}

func TestStreamEndsWithItsContext(t *testing.T) {
	t.Parallel()
	for _, text := range []string{sentences, `{"title":"A"}`} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for in, err := range corpus.Stream(ctx, "-", strings.NewReader(text), noon()) {
			t.Errorf("after the end: %q, %v", in.Name(), err)
		}
	}
}
