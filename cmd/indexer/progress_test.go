package main

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"

	"dateline/ingest"
)

// Where there is no terminal a line is written from time to time, not more.
func TestProgressInPlainLines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := (&app{stderr: &out}).newProgress()
		for second := range 25 {
			p.update(ingest.Counts{Read: second * 100, Refused: 3})
			p.update(ingest.Counts{Read: second*100 + 1, Refused: 3})
			time.Sleep(time.Second)
		}
		p.finish()
		if want := "1000 read, 3 refused\n2000 read, 3 refused\n"; out.String() != want {
			t.Errorf("wrote %q, want %q", out.String(), want)
		}
	})
}
