package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// WriteReadings writes what was read of the pages of a set into a folder, one
// JSON object a line. It makes the folder where there is none.
func WriteReadings(folder, set string, list []Reading) error {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	for _, r := range list {
		if err := lines.Encode(r); err != nil {
			return fmt.Errorf("readings of %s: %w", set, err)
		}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("readings: %w", err)
	}
	return os.WriteFile(readingsPath(folder, set), b.Bytes(), 0o644)
}

// ReadReadings gives what [WriteReadings] wrote, by the ids of the pages.
func ReadReadings(folder, set string) (map[string]Reading, error) {
	data, err := os.ReadFile(readingsPath(folder, set))
	if err != nil {
		return nil, fmt.Errorf("readings: %w", err)
	}
	readings := map[string]Reading{}
	for line := range bytes.Lines(data) {
		var r Reading
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, fmt.Errorf("readings of %s: %w", set, err)
		}
		readings[r.ID] = r
	}
	return readings, nil
}

func readingsPath(folder, set string) string { return filepath.Join(folder, set+".jsonl") }
