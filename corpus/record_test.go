package corpus

import (
	"errors"
	"strings"
	"testing"
)

func TestRecordsOfRefusesOtherFormats(t *testing.T) {
	t.Parallel()
	for _, f := range []format{formatOther, formatHTML, formatArchive} {
		for r, err := range recordsOf(f, "x", strings.NewReader("y"), Options{}) {
			if !errors.Is(err, ErrFormat) || r.parse != nil {
				t.Errorf("format %d: %+v, %v", f, r, err)
			}
		}
	}
}
