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
	"dateline/ingest"
)

func newExtract(a *app) *cobra.Command {
	var flags reading
	format := newChoice(formatLines, formatText)
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Show cleaned articles without indexing them",
		Long: `Extract shows what the indexer makes of files and folders, and indexes nothing:
one JSON object a line for each article, with its actors and locations and the
path that it came from. An input that is refused gives {"path": …, "error": …} and the exit code 3.`,
		Example: `  indexer extract page.html
  indexer extract --format text page.html
  indexer extract pages/ | jq -r .title`,
		Args: needPaths,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if err := flags.check(paths); err != nil {
				return err
			}
			return a.extract(cmd.Context(), paths, format.value, &flags)
		},
	}
	flags.register(cmd)
	cmd.Flags().Var(format, "format", "form of the output: jsonl or text")
	return cmd
}

func (a *app) extract(ctx context.Context, paths []string, format string, flags *reading) error {
	show, showRefusal := showArticleJSON, ingest.Refusal.WriteJSON
	if format == formatText {
		show, showRefusal = showArticleText, showRefusalText
	}
	extractor, err := entity.Load()
	if err != nil {
		return fmt.Errorf("load entity data: %w", err)
	}
	refused := 0
	workers := cmp.Or(flags.workers, runtime.GOMAXPROCS(0))
	for parsed := range documents(extractor, ingest.Parse(ctx, ingest.Paths(ctx, paths, a.input(ctx), flags.options(a.data)), workers)) {
		switch {
		case errors.Is(parsed.Err, corpus.ErrIgnored):
		case parsed.Err != nil:
			refused++
			err = showRefusal(parsed.Refusal(time.Time{}), a.stdout)
		default:
			err = show(&parsed.doc, a.stdout)
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

// XX
func showArticleText(article *index.Document, w io.Writer) error {
	var b strings.Builder
	for _, row := range [][2]string{
		{"path", article.Path},
		{"title", article.Title},
		{"source", article.Source.Name},
		{"authors", strings.Join(article.Authors, ", ")},
		{"published", moment(article.Published)},
		{"updated", moment(article.Updated)},
		{"language", article.Lang},
		{"section", article.Section},
		{"url", article.URL},
		{"id", article.ID},
		{"dateline", article.Dateline},
	} {
		if row[1] != "" {
			fmt.Fprintf(&b, "%-10s %s\n", row[0], row[1])
		}
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n\n", article.Body, strings.Repeat("─", 72))
	_, err := io.WriteString(w, b.String())
	return err
}

func showRefusalText(refusal ingest.Refusal, w io.Writer) error {
	_, err := fmt.Fprintf(w, "%-10s %s\n%-10s %s\n\n%s\n\n", "path", refusal.Path, "refused", refusal.Error, strings.Repeat("─", 72))
	return err
}

// moment writes a time as people read it, "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}
