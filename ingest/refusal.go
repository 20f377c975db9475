package ingest

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"
)

// RefusedFile is the file in the data folder that records refusals.
const RefusedFile = "refused.jsonl"

// Refusal says why one input was not indexed.
type Refusal struct {
	// Path is the input, as the user named it; "path:line" for a line.
	Path string `json:"path"`
	// Error says what is wrong and, where it is known, what to do.
	Error string    `json:"error"`
	Time  time.Time `json:"time,omitzero"`
}

// WriteJSON writes the refusal as one line of JSON.
func (r Refusal) WriteJSON(w io.Writer) error {
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encode refusal: %w", err)
	}
	_, err = w.Write(append(line, '\n'))
	return err
}

// RefusalLog records the refusals of one run in a file. It tells of the last
// run only: a new run starts it anew, so that an input that was mended is not
// held against anyone.
type RefusalLog struct {
	file *os.File
	err  error
}

// CreateRefusalLog empties the file at path, or makes it.
func CreateRefusalLog(path string) (*RefusalLog, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("record refusals: %w", err)
	}
	return &RefusalLog{file: file}, nil
}

// Add writes a refusal through to the file at once. An error is kept for
// Close: the run itself does not depend on it.
func (l *RefusalLog) Add(r Refusal) {
	if l.err == nil {
		l.err = r.WriteJSON(l.file)
	}
}

// Close closes the file and returns the first error of all.
func (l *RefusalLog) Close() error {
	err := l.file.Close()
	if l.err != nil {
		err = l.err
	}
	if err != nil {
		return fmt.Errorf("record refusals: %w", err)
	}
	return nil
}
