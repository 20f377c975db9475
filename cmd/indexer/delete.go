package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"dateline/index"
	"dateline/internal/cli"
	"dateline/query"
)

// deletion is the report of delete.
type deletion struct {
	// Found articles are in the index, Deleted of them were removed.
	Found   int `json:"found"`
	Deleted int `json:"deleted"`
	// Unknown are ids of no article.
	Unknown    []string `json:"unknown,omitempty"`
	Generation string   `json:"generation,omitempty"`
	// Articles are in the index afterwards.
	Articles int `json:"articles"`
}

func newDelete(a *app) *cobra.Command {
	var text string
	var dryRun bool
	format := newChoice(formatText, formatJSON)
	cmd := &cobra.Command{
		Use:   "delete [ID...] [--query TEXT]",
		Short: "Remove articles from the index",
		Long: `Delete removes the articles with the given ids, and those that a query finds.
The query is written as in the search box. One that has to be mended, or that
is empty, is not used: say exactly what is to go.

Ids of no article are named, and the exit code is 3.`,
		Example: `  indexer delete 4f9a2c61d07be358
  indexer delete --query 'site:courier.example before:2020' --dry-run
  indexer delete --query 'source:"Cairo Courier"'`,
		RunE: func(cmd *cobra.Command, ids []string) error {
			if len(ids) == 0 && text == "" {
				return errors.New("nothing to delete: give ids or --query")
			}
			out, err := a.delete(cmd.Context(), ids, text, dryRun)
			if err != nil {
				return err
			}
			return out.write(a, format.value)
		},
	}
	cmd.Flags().StringVar(&text, "query", "", "delete all articles that this query finds")
	// A variable forgotten in the environment must not delete anything.
	cmd.Flags().Lookup("query").Annotations = map[string][]string{cli.CommandLineOnly: nil}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "only say how many articles would be removed")
	cmd.Flags().Var(format, "report", "form of the report: text or json")
	return cmd
}

func (a *app) delete(ctx context.Context, ids []string, text string, dryRun bool) (out deletion, err error) {
	if err := exact(text); err != nil {
		return out, err
	}
	if _, _, err := a.current(); err != nil {
		return out, err // begin would start an empty index
	}
	next, err := a.begin(ctx, true)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, next.discard()) }()
	found, err := findAll(ctx, index.New(next, "", nil), text)
	if err != nil {
		return out, err
	}
	stored, err := next.Hashes(ctx, ids)
	if err != nil {
		return out, err
	}
	for _, id := range ids {
		if _, ok := stored[id]; ok {
			found = append(found, id)
		} else {
			out.Unknown = append(out.Unknown, id)
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	stats, err := next.Stats(ctx)
	if err != nil {
		return out, err
	}
	out.Found, out.Articles = len(found), stats.Articles
	if dryRun || len(found) == 0 {
		return out, nil
	}
	if err := next.Delete(ctx, found); err != nil {
		return out, err
	}
	published, err := next.publish(ctx)
	if err != nil {
		return out, err
	}
	out.Deleted, out.Generation, out.Articles = len(found), published.Name, published.Articles
	return out, nil
}

// exact fails when the query is not understood exactly as it is written, or
// when it is one that finds every article.
func exact(text string) error {
	if text == "" {
		return nil // there is none
	}
	expr, repairs := query.Parse(text, query.OpAnd, index.Fields)
	if _, all := expr.(query.All); all {
		return errors.New("--query: it finds every article: to begin anew, use build")
	}
	if len(repairs) > 0 {
		return fmt.Errorf("--query: %s: it was read as %q; write it so that nothing has to be mended", repairs[0].Message, expr)
	}
	return nil
}

// findAll returns the ids of all articles that a query finds; none for "".
func findAll(ctx context.Context, x *index.Index, text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	request, err := query.FromValues(url.Values{
		"q": {text}, "sort": {string(query.Oldest)}, "size": {strconv.Itoa(query.MaxSize)}, "facets": {""}, "snippets": {"0"},
	}, index.Fields)
	if err != nil {
		return nil, err
	}
	var ids []string
	for {
		result, err := x.Search(ctx, request)
		if err != nil {
			return nil, err
		}
		for _, hit := range result.Hits {
			ids = append(ids, hit.Document.ID)
		}
		if result.Next == "" {
			return ids, nil
		}
		request = request.WithCursor(result.Next)
	}
}

func (d *deletion) write(a *app, format string) error {
	if err := d.print(a, format); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if len(d.Unknown) > 0 {
		return errRefused
	}
	return nil
}

func (d *deletion) print(a *app, format string) error {
	if format == formatJSON {
		return writeJSON(a.stdout, d)
	}
	for _, id := range d.Unknown {
		fmt.Fprintf(a.stdout, "no such article: %s\n", id)
	}
	var err error
	if d.Generation == "" {
		_, err = fmt.Fprintf(a.stdout, "%d articles found, none deleted: the index is as it was before\n", d.Found)
	} else {
		_, err = fmt.Fprintf(a.stdout, "%d articles deleted\npublished generation %s: %d articles\n", d.Deleted, d.Generation, d.Articles)
	}
	return err
}
