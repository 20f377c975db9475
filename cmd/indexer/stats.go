package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/index"
	"dateline/query"
)

// topValues is how many values of a facet stats shows.
const topValues = 5

// statistics is the report of stats.
type statistics struct {
	Data       string        `json:"data"`
	Generation string        `json:"generation"`
	Articles   int           `json:"articles"`
	Oldest     time.Time     `json:"oldest,omitzero"`
	Newest     time.Time     `json:"newest,omitzero"`
	Facets     []facetCounts `json:"facets"`
}

type facetCounts struct {
	Field    string       `json:"field"`
	Distinct int          `json:"distinct"`
	Missing  int          `json:"missing"`
	Top      []valueCount `json:"top"`
}

type valueCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

func newStats(a *app) *cobra.Command {
	format := newChoice(formatText, formatJSON)
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Say what the index holds",
		Example: "  indexer stats --data /srv/news --report json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			stats, err := a.stats(cmd.Context())
			if err != nil {
				return err
			}
			if format.value == formatJSON {
				return writeJSON(a.stdout, stats)
			}
			return stats.writeText(a.stdout)
		},
	}
	cmd.Flags().Var(format, "report", "form of the report: text or json")
	return cmd
}

func (a *app) stats(ctx context.Context) (stats statistics, err error) {
	reader, err := a.read()
	if err != nil {
		return stats, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	status, err := reader.Status(ctx)
	if err != nil {
		return stats, err
	}
	request, err := query.FromValues(url.Values{"size": {"0"}, "facet_size": {strconv.Itoa(topValues)}}, index.Fields)
	if err != nil {
		return stats, err
	}
	result, err := reader.Search(ctx, request)
	if err != nil {
		return stats, err
	}
	stats = statistics{
		Data: a.data, Generation: status.Generation, Articles: status.Articles,
		Oldest: status.Oldest, Newest: status.Newest, Facets: []facetCounts{},
	}
	for _, facet := range result.Facets {
		counts := facetCounts{Field: facet.Field, Distinct: facet.Distinct, Missing: facet.Missing, Top: []valueCount{}}
		for _, v := range facet.Values {
			counts.Top = append(counts.Top, valueCount{v.Value, v.Count})
		}
		stats.Facets = append(stats.Facets, counts)
	}
	return stats, nil
}

func (s *statistics) writeText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-10s %d\n", "articles", s.Articles)
	if !s.Oldest.IsZero() {
		fmt.Fprintf(&b, "%-10s %s to %s\n", "published", s.Oldest.Format(time.DateOnly), s.Newest.Format(time.DateOnly))
	}
	fmt.Fprintf(&b, "%-10s %s\n", "generation", s.Generation)
	for _, facet := range s.Facets {
		var top []string
		for _, v := range facet.Top {
			top = append(top, fmt.Sprintf("%s %d", v.Value, v.Count))
		}
		if len(top) == 0 {
			top = []string{"none"}
		}
		fmt.Fprintf(&b, "%-10s %d: %s\n", facet.Field, facet.Distinct, strings.Join(top, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
