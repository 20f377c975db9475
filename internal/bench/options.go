package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/internal/bench/workload"
)

// options are the flags.
type options struct {
	articles int
	dir      string
	classes  []workload.Class
	rounds   int
	stock    bool
	worn     bool
	markdown bool
}

func parse(args []string, stderr io.Writer) (*options, error) {
	var o options
	classes := ""
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&o.articles, "articles", 20_000, "articles of the corpus")
	flags.StringVar(&o.dir, "dir", "", "folder to keep the indexes in and to use them again (default: none are kept)")
	flags.StringVar(&classes, "classes", "", "classes of queries to measure, with commas between them (default: all)")
	flags.IntVar(&o.rounds, "rounds", 0, "rounds of each query (default 3; 1 from a million articles on)")
	flags.BoolVar(&o.stock, "stock", true, "measure stock bleve too")
	flags.BoolVar(&o.worn, "worn", false, "measure an index as batches leave it: in several segments, of every 20th article deleted; without stock bleve")
	flags.BoolVar(&o.markdown, "markdown", false, "write the tables as Markdown")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if o.articles < 1 || o.rounds < 0 || flags.NArg() > 0 {
		return nil, fmt.Errorf("cannot run with %q: give --articles of 1 or more, --rounds of 0 or more, nothing else", args)
	}
	if o.rounds == 0 {
		o.rounds = 3
		if o.articles >= 1_000_000 {
			o.rounds = 1
		}
	}
	o.stock = o.stock && !o.worn
	o.classes = workload.Classes()
	if classes != "" {
		o.classes = each(strings.Split(classes, ","), func(name string) workload.Class { return workload.Class(name) })
	}
	for _, class := range o.classes {
		if !slices.Contains(workload.Classes(), class) {
			return nil, fmt.Errorf("--classes %s: %q is none; there are %q", classes, class, workload.Classes())
		}
	}
	return &o, nil
}
