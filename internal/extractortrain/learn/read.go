package learn

import (
	"fmt"
	"time"

	"golang.org/x/net/html/charset"

	"dateline/corpus/page"
	"dateline/internal/eval"
)

// ReadExamples reads all gold pages below a folder and labels their blocks.
func ReadExamples(folder string) ([]*Example, error) {
	var list []*Example
	for _, set := range eval.PageSets() {
		err := eval.ReadPages(folder, set, func(g eval.Page) error {
			e, err := readExample(set, g)
			list = append(list, e)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

func readExample(set string, g eval.Page) (*Example, error) {
	text := g.HTML
	if g.Encoding != "utf-8" {
		data, err := g.Bytes()
		if err != nil {
			return nil, err
		}
		encoding, _, _ := charset.DetermineEncoding(data, "text/html")
		decoded, err := encoding.NewDecoder().Bytes(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.ID, err)
		}
		text = string(decoded)
	}
	blocks, facts, err := page.Blocks(text, time.Now())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", g.ID, err)
	}
	g.HTML = ""
	return NewExample(set, g, blocks, facts), nil
}
