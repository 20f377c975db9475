package indextest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
)

// step is one verb of a script with the lines below it.
type step struct {
	place string // file and line
	verb  string // doc, delete, search, page, terms
	rest  string // of the line
	lines []line
}

// line is one indented line: a word and what follows it.
type line struct{ place, word, rest string }

// parse reads a script.
func parse(file, text string) ([]step, error) {
	var steps []step
	for i, raw := range strings.Split(text, "\n") {
		content := strings.TrimSpace(raw)
		if content == "" || strings.HasPrefix(content, "#") {
			continue
		}
		place := fmt.Sprintf("%s:%d", file, i+1)
		word, rest, _ := strings.Cut(content, " ")
		rest = strings.TrimSpace(rest)
		indented := raw[0] == ' ' || raw[0] == '\t'
		switch {
		case indented && len(steps) == 0:
			return nil, fmt.Errorf("%s: %q belongs to no verb", place, word)
		case indented:
			last := &steps[len(steps)-1]
			last.lines = append(last.lines, line{place, word, rest})
		case slices.Contains([]string{"doc", "delete", "search", "page", "terms"}, word):
			steps = append(steps, step{place: place, verb: word, rest: rest})
		default:
			return nil, fmt.Errorf("%s: there is no verb %q", place, word)
		}
	}
	return steps, nil
}

// Saliences of what an article is about, and of what it names in passing.
const (
	aboutSalience   = 0.9
	passingSalience = 0.1
)

// document makes the article of a doc step.
func (s step) document() (index.Document, error) {
	var d index.Document
	d.ID, d.Title, d.Lang = s.rest, s.rest, "en"
	for _, l := range s.lines {
		if err := setField(&d, l.word, l.rest); err != nil {
			return d, fmt.Errorf("%s: %w", l.place, err)
		}
	}
	d.SetParagraphs(d.Paragraphs)
	d.ContentHash = fmt.Sprintf("%s with %d paragraphs", d.ID, len(d.Paragraphs))
	return d, nil
}

func setField(d *index.Document, field, value string) error {
	switch field {
	case "title":
		d.Title = value
	case "text":
		d.Paragraphs = append(d.Paragraphs, value)
	case "lang":
		d.Lang = strings.Trim(value, "-")
	case "source":
		d.Source.Name = value
	case "site":
		d.Source.Domain = value
	case "section":
		d.Section = value
	case "author":
		d.Authors = append(d.Authors, value)
	case "published":
		published, err := parseTime(value)
		d.Published = published
		return err
	case "person":
		d.Actors = append(d.Actors, actor(entity.Person, value))
	case "org":
		d.Actors = append(d.Actors, actor(entity.Org, value))
	case "location":
		d.Locations = append(d.Locations, location(value))
	default:
		return fmt.Errorf("an article has no %q", field)
	}
	return nil
}

func parseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02 15:04:05"} {
		if t, err = time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return t, err
}

// named splits "Name | Form | Form (in passing)".
func named(text string) (name string, forms []string, salience float64) {
	text, passing := strings.CutSuffix(text, "(in passing)")
	salience = aboutSalience
	if passing {
		salience = passingSalience
	}
	forms = splitTrim(text, "|")
	return forms[0], forms[1:], salience
}

func actor(kind entity.Kind, text string) entity.Actor {
	name, forms, salience := named(text)
	return entity.Actor{ID: identity(string(kind), name), Name: name, Kind: kind, Forms: forms, Count: 1, Salience: salience}
}

// location reads "Cairo < Egypt < Africa | Form": a place and what contains
// it, out to the continent.
func location(text string) entity.Place {
	chain, forms, salience := named(text)
	names := splitTrim(chain, "<")
	kinds := []entity.PlaceKind{entity.Continent, entity.Country, entity.City}
	return entity.Place{
		ID: identity("location", names[0]), Name: names[0], Within: names[1:], Forms: forms,
		Kind: kinds[min(len(names), len(kinds))-1], Count: 1, Salience: salience,
	}
}

func identity(kind, name string) string {
	return kind + "/" + strings.ReplaceAll(strings.ToLower(name), " ", "-")
}

func splitTrim(text, separator string) []string {
	parts := strings.Split(text, separator)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// article is a document with nothing but an id and a text.
func article(id, text string) index.Document {
	d := index.Document{Article: corpus.Article{ID: id, Title: id, Lang: "en", ContentHash: "hash of " + text}}
	d.SetParagraphs([]string{text})
	return d
}
