package ingest

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxListed is how many refusals a Report lists by name. All of them go to
// Config.Refused.
const MaxListed = 50

// Counts say what became of the inputs. Each that was read is in exactly one
// of the others but Ignored: Read == Indexed + Updated + Unchanged +
// Duplicate + Refused.
type Counts struct {
	Read int `json:"read"`
	// Indexed articles are new, Updated ones replaced what was stored,
	// Unchanged ones were stored already.
	Indexed   int `json:"indexed"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	// Duplicate inputs gave an article that another input of the run gave too.
	Duplicate int `json:"duplicate"`
	// Refused inputs gave no article.
	Refused int `json:"refused"`
	// Ignored files are no article format; they are not read.
	Ignored int `json:"ignored"`
}

// Changed reports whether anything was written.
func (c Counts) Changed() bool { return c.Indexed+c.Updated > 0 }

// Report is the outcome of a Run.
type Report struct {
	Counts
	Seconds float64 `json:"seconds"`
	// Repeated is how many paragraphs were left out of articles because the host
	// writes them under many.
	Repeated int `json:"repeated_paragraphs,omitempty"`
	// Refusals are the first MaxListed.
	Refusals []Refusal `json:"refusals,omitempty"`
}

// WriteText writes the report for people.
func (r Report) WriteText(w io.Writer) error {
	for _, refusal := range r.Refusals {
		if _, err := fmt.Fprintf(w, "refused: %s: %s\n", printable(refusal.Path), printable(refusal.Error)); err != nil {
			return err
		}
	}
	if more := r.Refused - len(r.Refusals); more > 0 {
		if _, err := fmt.Fprintf(w, "refused: %d more\n", more); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%d read in %.1f s: %d indexed, %d updated, %d unchanged, %d duplicate, %d refused; %d other files ignored\n",
		r.Read, r.Seconds, r.Indexed, r.Updated, r.Unchanged, r.Duplicate, r.Refused, r.Ignored)
	if err == nil && r.Repeated > 0 {
		_, err = fmt.Fprintf(w, "left out: %d paragraphs that stand in many articles of one host\n", r.Repeated)
	}
	return err
}

// printable quotes what would change the terminal, or look like another line:
// a file may have any name.
func printable(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl) {
		return text
	}
	return strconv.Quote(text)
}
