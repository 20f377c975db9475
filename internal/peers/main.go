// Command peers compares the articles that Dateline reads out of the gold
// pages, each by a model that learnt nothing from its host, with those that
// other extractors written in Go read. "make peers" runs it.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"dateline/internal/eval"
)

func main() {
	gold := flag.String("gold", os.Getenv("DATELINE_GOLD"), "folder of the gold data")
	ours := flag.String("ours", "", "folder of our readings, as make eval writes them into DATELINE_EVAL_READINGS")
	flag.Parse()
	if err := run(os.Stdout, *gold, *ours); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, gold, ours string) error {
	for _, set := range eval.PageSets() {
		readings, err := eval.ReadReadings(ours, set)
		if err != nil {
			return err
		}
		if err := compare(out, gold, set, readings); err != nil {
			return err
		}
	}
	return nil
}

// compare shows a table of one set.
func compare(out io.Writer, gold, set string, readings map[string]eval.Reading) error {
	var we eval.Extraction
	peers := extractors()
	err := eval.ReadPages(gold, set, func(p eval.Page) error {
		r, ok := readings[p.ID]
		if !ok {
			return fmt.Errorf("%s is not among our readings: make them anew", p.ID)
		}
		we.Add(p, r)
		for _, peer := range peers {
			if err := peer.add(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	report(out, set, &we, peers)
	return nil
}

// report writes a table as Markdown.
func report(out io.Writer, set string, we *eval.Extraction, peers []*peer) {
	fmt.Fprintf(out, "\n| %s | ours |", set)
	for _, peer := range peers {
		fmt.Fprintf(out, " %s | ours − theirs |", peer.name)
	}
	fmt.Fprintf(out, "\n|---|---|%s\n", strings.Repeat("---|---|", len(peers)))
	for i, n := range we.Numbers() {
		fmt.Fprintf(out, "| %s | %s |", n.Name, decimals(n.Value))
		for _, peer := range peers {
			fmt.Fprintf(out, " %s | %s |", decimals(peer.read.Numbers()[i].Value), difference(we.Against(&peer.read)[i]))
		}
		fmt.Fprintln(out)
	}
	for _, peer := range peers {
		fmt.Fprintf(out, "\n%s: %d pages failed, CPU time %.1f times that of html.Parse", peer.name, peer.failed, (peer.parse+peer.extract).Seconds()/peer.parse.Seconds())
	}
	fmt.Fprintln(out)
}

// difference shows a difference with its interval, in bold where the interval
// excludes 0.
func difference(n eval.Number) string {
	text := fmt.Sprintf("%+.3f [%+.3f, %+.3f]", n.Value, n.Low, n.High)
	if n.Low > 0 || n.High < 0 {
		return "**" + text + "**"
	}
	return text
}

// decimals shows a share as in ".9123".
func decimals(v float64) string { return strings.TrimPrefix(fmt.Sprintf("%.4f", v), "0") }
