package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"dateline/internal/cputime"
	"dateline/internal/eval"
)

// peer is an extractor with what it read of one set.
type peer struct {
	name string
	find func(root *html.Node, address *url.URL) (eval.Reading, error)

	read           eval.Extraction
	failed         int // pages that it refused, or panicked on
	parse, extract time.Duration
}

func extractors() []*peer {
	return []*peer{
		{name: "readeck/go-readability v2", find: findReadable},
		{name: "go-trafilatura with fallback", find: findByTrafilatura},
	}
}

func findReadable(root *html.Node, address *url.URL) (eval.Reading, error) {
	parser := readability.NewParser()
	article, err := parser.ParseAndMutate(root, address)
	if err != nil {
		return eval.Reading{}, err
	}
	var text strings.Builder
	if err := article.RenderText(&text); err != nil {
		return eval.Reading{}, err
	}
	published, _ := article.PublishedTime() // an error is no date
	return eval.Reading{Body: text.String(), Title: article.Title(), Authors: names(article.Byline()), Date: day(published)}, nil
}

func findByTrafilatura(root *html.Node, address *url.URL) (eval.Reading, error) {
	article, err := trafilatura.ExtractDocument(root, trafilatura.Options{OriginalURL: address, EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return eval.Reading{}, err
	}
	m := article.Metadata
	return eval.Reading{Body: article.ContentText, Title: m.Title, Authors: names(m.Author), Date: day(m.Date)}, nil
}

// separators stand between the names of a byline, or before the first.
var separators = regexp.MustCompile(`^(?i:by|von|par|por)\s|[,;&]|\s(?:and|und|et|y)\s`)

// names parts the names of a byline, so that no extractor is blamed for
// leaving them in one.
func names(byline string) []string { return separators.Split(strings.TrimSpace(byline), -1) }

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// add lets the extractor read a page.
func (x *peer) add(p eval.Page) error {
	data, err := p.Bytes()
	if err != nil {
		return err
	}
	text := string(data)
	if p.Encoding != "utf-8" {
		encoding, _, _ := charset.DetermineEncoding(data, "text/html")
		if text, err = encoding.NewDecoder().String(text); err != nil {
			return err
		}
	}
	address, err := url.Parse(p.URL)
	if err != nil {
		return err
	}
	r, err := x.try(text, address)
	if err != nil {
		x.failed++
	}
	x.read.Add(p, r)
	return nil
}

// try makes an error of a panic.
func (x *peer) try(text string, address *url.URL) (r eval.Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = eval.Reading{}, fmt.Errorf("panic: %v", p)
		}
	}()
	start, err := cputime.Used()
	if err != nil {
		return r, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return r, err
	}
	parsed, _ := cputime.Used() // it was known a moment ago
	r, err = x.find(root, address)
	found, _ := cputime.Used()
	x.parse, x.extract = x.parse+parsed-start, x.extract+found-parsed
	return r, err
}
