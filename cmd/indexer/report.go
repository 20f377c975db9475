package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"dateline/ingest"
)

// The forms of a report.
const (
	formatText  = "text"
	formatJSON  = "json"
	formatLines = "jsonl"
)

// outcome is the report of build and add.
type outcome struct {
	ingest.Report
	// increment: it was add, for which nothing to do is no failure.
	increment bool
	// Published says whether there is a new generation; Generation and
	// Articles describe it.
	Published  bool   `json:"published"`
	Generation string `json:"generation,omitempty"`
	Articles   int    `json:"articles,omitempty"`
	// RefusedFile holds all refusals.
	RefusedFile string `json:"refused_file,omitempty"`
}

// write prints the report, and returns the error that the exit code needs.
func (o *outcome) write(w io.Writer, format string) error {
	if o.Refused == 0 {
		o.RefusedFile = ""
	}
	show := o.writeText
	if format == formatJSON {
		show = func(w io.Writer) error { return writeJSON(w, o) }
	}
	if err := show(w); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	switch {
	case !o.Published && !o.increment && o.Read == 0 && o.Ignored > 0:
		return fmt.Errorf("no article found: %d files or records are in no format that is read (docs/inputs.md lists those that are); nothing was published", o.Ignored)
	case !o.Published && !o.increment:
		return errors.New("no article found: nothing was published")
	case o.Refused > 0:
		return errRefused
	}
	return nil
}

func (o *outcome) writeText(w io.Writer) error {
	if err := o.WriteText(w); err != nil {
		return err
	}
	if o.RefusedFile != "" {
		fmt.Fprintf(w, "all refusals: %s\n", o.RefusedFile)
	}
	var err error
	if o.Published {
		_, err = fmt.Fprintf(w, "published generation %s: %d articles\n", o.Generation, o.Articles)
	} else {
		_, err = fmt.Fprintln(w, "nothing new: the index is as it was before")
	}
	return err
}

// writeJSON prints one line of JSON, in which <, > and & stay readable.
func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
