package corpus_test

import (
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

// TestLongMailsAreReadInTime reads mails that are as long as they may be, made
// of what is looked for above and below a text. The limit is far above what any
// takes on a loaded machine.
func TestLongMailsAreReadInTime(t *testing.T) {
	t.Parallel()
	const size, slow = 2 << 20, 10 * time.Second
	const head = "From: Jane Doe <j@x.example>\nSubject: Fwd: News\nDate: Tue, 03 Nov 2026 08:00:00 +0000\nMessage-ID: <1@x.example>\nMIME-Version: 1.0\nContent-Type: text/"
	for _, part := range []string{"\n--------\n" + strings.Repeat("x", 180), "\n--------", "\n________\nmailing lis\nmailing lis", "from: to: ", "> ", "\nFrom: a\n"} {
		for _, kind := range []string{"plain", "html"} {
			start := time.Now()
			mail := head + kind + "\n\nForwarded message\n" + strings.Repeat(part, size/len(part))
			for in, err := range corpus.Stream(t.Context(), "x", strings.NewReader(mail), noon()) {
				if err != nil {
					t.Error(err)
					continue
				}
				_, _ = in.Parse(t.Context()) // whatever becomes of it
			}
			if took := time.Since(start); took > slow {
				t.Errorf("%s of %.20q takes %s", kind, part, took)
			}
		}
	}
}
