package words_test

import (
	"testing"
	"unsafe"

	"dateline/index/words"
)

// What an Analyzer keeps must not hold on to the texts that it came from.
func TestAnalyzerKeepsNoTexts(t *testing.T) {
	t.Parallel()
	text := string([]byte("ministers f16 ü"))
	begin := uintptr(unsafe.Pointer(unsafe.StringData(text)))
	var a words.Analyzer
	for _, token := range a.Tokens(text, "en") {
		at := uintptr(unsafe.Pointer(unsafe.StringData(token.Stem)))
		if begin <= at && at < begin+uintptr(len(text)) {
			t.Errorf("the stem %q is a piece of the text", token.Stem)
		}
	}
}
