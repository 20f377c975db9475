package newscorpus

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Pool is the text that articles are made of.
type Pool struct {
	// Name says in a few words where the text comes from.
	Name    string
	stories []story
}

type story struct {
	title     string
	sentences []string
}

// maxLine is longer than any story.
const maxLine = 1 << 20

// ReadPool reads stories from JSON lines with the fields title and body. Stories
// without either are left out.
func ReadPool(name string, r io.Reader) (*Pool, error) {
	p := &Pool{Name: name}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		var s struct{ Title, Body string }
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, n, err)
		}
		title, sentences := tidy(s.Title), split(s.Body)
		if title != "" && len(sentences) > 0 {
			p.stories = append(p.stories, story{title, sentences})
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(p.stories) == 0 {
		return nil, errors.New(name + " has no story with a title and a body")
	}
	return p, nil
}

// tidy makes one line of a text.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }

// sentenceEnd finds where a sentence ends: its last sign, and the first one of
// the next.
var sentenceEnd = regexp.MustCompile(`[.!?]["']? +[A-Z"']`)

// split splits a text into sentences. The agency's name, which ends the texts of
// a wire, belongs to none.
func split(body string) []string {
	text := strings.TrimSuffix(tidy(body), " Reuter")
	var sentences []string
	start := 0
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		sentences = append(sentences, strings.TrimRight(text[start:at[1]-1], " "))
		start = at[1] - 1
	}
	if start < len(text) {
		sentences = append(sentences, text[start:])
	}
	return sentences
}
