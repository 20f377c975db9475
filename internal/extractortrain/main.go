// Command extractortrain makes corpus/page/block/model.bin, by which an article
// is told from what stands around it, and says how good it is on pages of
// hosts that it was not made from. docs/extraction.md tells where the gold
// data comes from.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/corpus/page/block"
	"dateline/internal/eval"
	"dateline/internal/extractortrain/learn"
)

func main() {
	settings := learn.Usual()
	gold := flag.String("gold", os.Getenv("DATELINE_GOLD"), "folder of the gold data")
	out := flag.String("out", "", "write the model, learnt from all pages, to this file")
	worst := flag.Int("worst", 0, "show so many of the worst pages of each set")
	show := flag.String("show", "", "show the blocks of the page with this id, as its fold judges them")
	flag.Uint64Var(&settings.Seed, "seed", settings.Seed, "of the order of pages")
	flag.IntVar(&settings.Epochs, "epochs", settings.Epochs, "times that each page is seen")
	flag.Float64Var(&settings.Rate, "rate", settings.Rate, "of learning")
	flag.Float64Var(&settings.Decay, "decay", settings.Decay, "pull of weights to nothing")
	flag.IntVar(&settings.Hosts, "hosts", settings.Hosts, "on which a feature must occur")
	flag.Float64Var(&settings.Threshold, "threshold", settings.Threshold, "score from which on a block is kept")
	flag.Float64Var(&settings.Snippets, "snippets", settings.Snippets, "weight of a page of which only snippets are known")
	flag.IntVar(&settings.Trees, "trees", settings.Trees, "of the second pass")
	flag.IntVar(&settings.Depth, "depth", settings.Depth, "questions in a row")
	flag.Float64Var(&settings.Shrink, "shrink", settings.Shrink, "share of what a tree could add")
	flag.Float64Var(&settings.Smooth, "smooth", settings.Smooth, "weight that holds a leaf back")
	flag.Float64Var(&settings.Leaf, "leaf", settings.Leaf, "least weight of a leaf")
	flag.Float64Var(&settings.Pages, "pages", settings.Pages, "share of the pages that a tree sees")
	flag.Float64Var(&settings.Gain, "gain", settings.Gain, "least gain of a question")
	flag.Parse()
	if err := run(*gold, *out, *show, *worst, settings); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(gold, out, show string, worst int, s learn.Settings) error {
	begin := time.Now()
	examples, err := learn.ReadExamples(gold)
	if err != nil {
		return err
	}
	fmt.Printf("%d pages, read in %s\n", len(examples), time.Since(begin).Round(time.Millisecond))
	results := crossValidate(examples, s)
	report(examples, results, worst)
	for i, e := range examples {
		if slices.Contains(strings.Split(show, ","), e.Gold.ID) {
			fmt.Println("=====", e.Gold.ID)
			explain(e, results[i])
		}
	}
	fmt.Printf("in %s\n", time.Since(begin).Round(time.Millisecond))
	if out == "" {
		return nil
	}
	learnt := learn.Learn(examples, s)
	packed := block.Pack(learnt.First, learnt.Second, learnt.Threshold)
	fmt.Printf("%s: %d weights, %d bytes\n", out, len(learnt.First), len(packed))
	return os.WriteFile(out, packed, 0o644)
}

// result is what a fold's model made of a page.
type result struct {
	scores  []float32
	text    string
	overlap eval.Overlap
}

func crossValidate(examples []*learn.Example, s learn.Settings) []result {
	results := make([]result, len(examples))
	var wait sync.WaitGroup
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	for fold := range learn.Folds {
		wait.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			var others []*learn.Example
			for _, e := range examples {
				if e.Fold != fold {
					others = append(others, e)
				}
			}
			model := learn.Learn(others, s).Model()
			for i, e := range examples {
				if e.Fold == fold {
					scores := model.Scores(e.View())
					text := block.Text(e.View().Article(scores))
					results[i] = result{scores, text, eval.Shingles(text, e.Gold.Gold.Body)}
				}
			}
		})
	}
	wait.Wait()
	return results
}

func report(examples []*learn.Example, results []result, worst int) {
	var all eval.Mean
	for _, set := range eval.PageSets() {
		var mean eval.Mean
		var snippets eval.Snippets
		var pages []int
		oracle := eval.Mean{}
		for i, e := range examples {
			if e.Set != set {
				continue
			}
			pages = append(pages, i)
			mean.Add(results[i].overlap)
			if set != "traf" {
				all.Add(results[i].overlap)
			}
			snippets.Add(results[i].text, e.Gold.Gold.With, e.Gold.Gold.Without)
			perfect := make([]bool, len(results[i].scores))
			for j := range perfect {
				if a, _ := e.Label(j); a {
					perfect[j] = true
				}
			}
			oracle.Add(eval.Shingles(block.Text(e.View().Page().Paragraphs(perfect)), e.Gold.Gold.Body))
		}
		if set == "traf" {
			fmt.Printf("%-7s snippets %.4f\n", set, snippets.F1())
			continue
		}
		fmt.Printf("%-7s F1 %.4f  P %.4f  R %.4f  exact %.4f  snippets %.4f  (perfect labels: %.4f)\n", set, mean.F1(), mean.Precision(), mean.Recall(), mean.Exact(), snippets.F1(), oracle.F1())
		slices.SortFunc(pages, func(a, b int) int {
			return cmp.Compare(f1(results[a].overlap), f1(results[b].overlap))
		})
		for _, i := range pages[:min(worst, len(pages))] {
			o := results[i].overlap
			fmt.Printf("   %.3f  P %.3f  R %.3f  %s %s\n", f1(o), o.Precision, o.Recall, examples[i].Gold.ID, examples[i].Gold.URL)
		}
	}
	fmt.Printf("all     F1 %.4f  P %.4f  R %.4f  exact %.4f\n", all.F1(), all.Precision(), all.Recall(), all.Exact())
}

func f1(o eval.Overlap) float64 { return eval.F1(o.Precision, o.Recall) }

func explain(e *learn.Example, r result) {
	for i, b := range e.View().Page().Blocks {
		want := " "
		if a, _ := e.Label(i); a {
			want = "*"
		}
		got := " "
		if r.scores[i] > 0 {
			got = "+"
		}
		text := []rune(b.Text)
		fmt.Printf("%s%s %6.2f %-10s %3d%% %s\n", want, got, r.scores[i], b.Tag, b.Linked(), strings.TrimSpace(string(text[:min(110, len(text))])))
	}
}
