package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/page"
	"dateline/entity"
	"dateline/index"
	"dateline/ingest"
)

func newExtract(a *app) *cobra.Command {
	var flags reading
	explain := false
	format := newChoice(formatLines, formatText)
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Show cleaned articles without indexing them",
		Long: `Extract shows what the indexer makes of files and folders, and indexes nothing:
one JSON object a line for each article, with its actors and locations and the
path that it came from. With --explain it shows of each web page, before the
article, every block with its score and whether it was kept. An input that is refused gives {"path": …, "error": …} and the exit code 3.`,
		Example: `  indexer extract page.html
  indexer extract --format text page.html
  indexer extract --explain --format text page.html
  indexer extract pages/ | jq -r .title`,
		Args: needPaths,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if err := flags.check(paths); err != nil {
				return err
			}
			return a.extract(cmd.Context(), paths, format.value, explain, &flags)
		},
	}
	flags.register(cmd)
	cmd.Flags().Var(format, "format", "form of the output: jsonl or text")
	cmd.Flags().BoolVar(&explain, "explain", false, "show which blocks of a page are kept, and why")
	return cmd
}

func (a *app) extract(ctx context.Context, paths []string, format string, explain bool, flags *reading) error {
	show, showRefusal := showDocumentJSON, ingest.Refusal.WriteJSON
	if format == formatText {
		show, showRefusal = showDocumentText, showRefusalText
	}
	extractor, err := entity.Load()
	if err != nil {
		return fmt.Errorf("load entity data: %w", err)
	}
	refused := 0
	workers := cmp.Or(flags.workers, runtime.GOMAXPROCS(0))
	options := flags.options(a.data)
	if explain {
		workers = 1 // tables and articles come in the same order
		options.Explain = func(name string, lines []page.Line) { showLines(name, lines, a.stdout) }
	}
	for parsed := range ingest.Parse(ctx, ingest.Paths(ctx, paths, a.input(ctx), options), workers) {
		var doc index.Document
		if parsed.Err == nil {
			doc, parsed.Err = ingest.Recognise(extractor, &parsed.Article)
		}
		switch {
		case errors.Is(parsed.Err, corpus.ErrIgnored):
		case parsed.Err != nil:
			refused++
			err = showRefusal(parsed.Refusal(time.Time{}), a.stdout)
		default:
			err = show(&doc, a.stdout)
		}
		if err != nil {
			return fmt.Errorf("write the article: %w", err)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if refused > 0 {
		return errRefused
	}
	return nil
}

// showDocumentJSON leaves the mentions out: they are many, and "indexer
// entities" shows them.
func showDocumentJSON(doc *index.Document, w io.Writer) error {
	shown := *doc
	shown.Mentions = nil
	// Empty lists are lists in JSON too.
	shown.Actors = append([]entity.Actor{}, doc.Actors...)
	shown.Locations = append([]entity.Place{}, doc.Locations...)
	return writeJSON(w, shown)
}

func showDocumentText(doc *index.Document, w io.Writer) error {
	var b strings.Builder
	for _, row := range [][2]string{
		{"path", doc.Path},
		{"title", doc.Title},
		{"source", doc.Source.Name},
		{"authors", strings.Join(doc.Authors, ", ")},
		{"published", moment(doc.Published)},
		{"updated", moment(doc.Updated)},
		{"language", doc.Lang},
		{"section", doc.Section},
		{"url", doc.URL},
		{"id", doc.ID},
		{"dateline", doc.Dateline},
		{"people", names(doc, entity.Person)},
		{"orgs", names(doc, entity.Org)},
		{"locations", placeNames(doc)},
	} {
		if row[1] != "" {
			fmt.Fprintf(&b, "%-10s %s\n", row[0], row[1])
		}
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n\n", doc.Body, strings.Repeat("─", 72))
	_, err := io.WriteString(w, b.String())
	return err
}

// names are the actors of a kind, those the article is most about first.
func names(doc *index.Document, kind entity.Kind) string {
	var list []string
	for _, actor := range doc.Actors {
		if actor.Kind == kind {
			list = append(list, actor.Name)
		}
	}
	return strings.Join(list, "; ")
}

func placeNames(doc *index.Document) string {
	var list []string
	for _, place := range doc.Locations {
		list = append(list, place.Name)
	}
	return strings.Join(list, "; ")
}

func showRefusalText(refusal ingest.Refusal, w io.Writer) error {
	_, err := fmt.Fprintf(w, "%-10s %s\n%-10s %s\n\n%s\n\n", "path", refusal.Path, "refused", refusal.Error, strings.Repeat("─", 72))
	return err
}

// moment writes a time as people read it, in the zone of the outlet, "" for
// none. A day without a time of day is a day.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if t.Equal(t.UTC().Truncate(24*time.Hour)) && t.Location() == time.UTC {
		return t.Format(time.DateOnly)
	}
	if _, offset := t.Zone(); offset == 0 {
		return t.Format("2006-01-02 15:04 UTC")
	}
	return t.Format("2006-01-02 15:04 -07:00")
}
