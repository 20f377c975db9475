package indextest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline/index"
	"dateline/query"
)

// now is the time at which scripts play.
func now() time.Time { return time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC) }

// player plays the steps of a script on an engine.
type player struct {
	engine   index.Engine
	index    *index.Index
	unsaved  []index.Document // docs since the last other verb
	request  query.Request    // of the last search
	answer   *index.Result
	failures []error
}

// play plays a script and says what came out wrong.
func play(ctx context.Context, engine index.Engine, steps []step) []error {
	p := &player{engine: engine, index: index.New(engine, "", now)}
	for _, s := range steps {
		p.failures = append(p.failures, p.step(ctx, s)...)
	}
	if err := p.save(ctx); err != nil {
		p.failures = append(p.failures, err)
	}
	return p.failures
}

func (p *player) step(ctx context.Context, s step) []error {
	if s.verb == "doc" {
		d, err := s.document()
		p.unsaved = append(p.unsaved, d)
		return nonNil(err)
	}
	if err := p.save(ctx); err != nil {
		return []error{fmt.Errorf("%s: Write: %w", s.place, err)}
	}
	var err error
	switch s.verb {
	case "delete":
		err = p.engine.Delete(ctx, strings.Fields(s.rest))
	case "search":
		err = p.search(ctx, s.rest)
	case "page":
		err = p.page(ctx, s.rest)
	case "terms":
		return p.terms(ctx, s)
	}
	return expect(s, p.answer, err)
}

func (p *player) save(ctx context.Context) error {
	docs := p.unsaved
	p.unsaved = nil
	if len(docs) == 0 {
		return nil
	}
	return p.engine.Write(ctx, docs)
}

// search asks with the parameters of a line.
func (p *player) search(ctx context.Context, parameters string) error {
	values, err := parseParameters(parameters)
	if err != nil {
		return err
	}
	if p.request, err = query.FromValues(values, index.Fields); err != nil {
		return err
	}
	p.answer, err = p.index.Search(ctx, p.request)
	return err
}

// page asks for the page next to the last one.
func (p *player) page(ctx context.Context, direction string) (err error) {
	cursor := ""
	switch {
	case p.answer == nil:
	case direction == "next":
		cursor = p.answer.Next
	case direction == "prev":
		cursor = p.answer.Prev
	}
	if cursor == "" {
		return fmt.Errorf("there is no %s page", direction)
	}
	p.answer, err = p.index.Search(ctx, p.request.WithCursor(cursor))
	return err
}

// parseParameters reads name=value pairs. A value with spaces stands in
// quotes, of a kind that is not in it.
func parseParameters(text string) (url.Values, error) {
	values := url.Values{}
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		name, rest, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not name=value", text)
		}
		value, after, _ := strings.Cut(rest, " ")
		if rest != "" && strings.ContainsRune("\"'`", rune(rest[0])) {
			if value, after, ok = strings.Cut(rest[1:], rest[:1]); !ok {
				return nil, fmt.Errorf("%s: the quote is not closed", name)
			}
		}
		values.Add(name, value)
		text = after
	}
	return values, nil
}

// expect compares an answer with the lines of its step.
func expect(s step, r *index.Result, err error) []error {
	fails := slices.IndexFunc(s.lines, func(l line) bool { return l.word == "fails" })
	if fails >= 0 {
		return nonNil(expectFailure(s.lines[fails], err))
	}
	if err != nil {
		return []error{fmt.Errorf("%s: %s %s: %w", s.place, s.verb, s.rest, err)}
	}
	var failures []error
	for _, l := range s.lines {
		got, want, err := observe(r, l)
		switch {
		case err != nil:
			failures = append(failures, fmt.Errorf("%s: %w", l.place, err))
		case got != want:
			failures = append(failures, fmt.Errorf("%s: %s %s: %s is %q, want %q", l.place, s.verb, s.rest, l.word, got, want))
		}
	}
	return failures
}

func expectFailure(l line, err error) error {
	var parameters *query.ParamError
	ok := false
	switch l.rest {
	case "bad cursor":
		ok = errors.Is(err, index.ErrBadCursor)
	case "bad parameter":
		ok = errors.As(err, &parameters)
	}
	if ok {
		return nil
	}
	return fmt.Errorf("%s: the error is %w, want a %s", l.place, err, l.rest)
}

func nonNil(errs ...error) []error {
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}
