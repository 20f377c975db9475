package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"dateline/ingest"
)

// The time between two steps of the moving line, and between two plain lines.
const (
	movingInterval = 100 * time.Millisecond
	plainInterval  = 10 * time.Second
)

// progress shows how far a long run is: a moving line on a terminal, else a
// plain line from time to time. The number of inputs is not known before they
// are read, so there is a count and a rate, but no end.
type progress struct {
	bar  *progressbar.ProgressBar // nil where there is no terminal
	w    io.Writer
	last time.Time
}

func (a *app) newProgress() *progress {
	p := &progress{w: a.stderr, last: time.Now()}
	file, ok := a.stderr.(*os.File)
	if ok && term.IsTerminal(int(file.Fd())) {
		p.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(a.stderr),
			progressbar.OptionSpinnerType(14),
			progressbar.OptionSetSpinnerChangeInterval(0), // turned by progress alone
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("articles"),
			progressbar.OptionClearOnFinish(),
		)
	}
	return p
}

// update is told the counts after every input.
func (p *progress) update(c ingest.Counts) {
	interval := plainInterval
	if p.bar != nil {
		interval = movingInterval
	}
	now := time.Now()
	if now.Sub(p.last) < interval {
		return
	}
	p.last = now
	line := fmt.Sprintf("%d read, %d refused", c.Read, c.Refused)
	if p.bar == nil {
		fmt.Fprintln(p.w, line)
		return
	}
	p.bar.Describe(line)
	_ = p.bar.Set(c.Read) // it only draws
}

// finish clears the moving line.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish() // it only draws
	}
}
