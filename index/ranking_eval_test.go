package index_test

import (
	"bufio"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index"
	"dateline/ingest"
	"dateline/internal/eval"
	"dateline/query"
)

// rankedHits is how far down rankings are read, page by page.
const rankedHits = 1000

// TestEvalRanking measures the order of hits on test collections whose relevant
// documents are known. Queries are texts as people write them, joined by or.
func TestEvalRanking(t *testing.T) {
	if os.Getenv("DATELINE_EVAL") == "" {
		t.Skip("takes a minute: run make eval")
	}
	var numbers, table strings.Builder
	var all, fed []eval.Ranking
	for _, name := range []string{"cran", "med", "cacm", "time"} {
		c := readCollection(t, path.Join("ir", name))
		plain, feedback := c.ranking(t, false), c.ranking(t, true)
		all, fed = append(all, plain), append(fed, feedback)
		writeRanking(&numbers, &table, name, plain)
		writeRanking(&numbers, &table, name+".feedback", feedback)
	}
	writeRanking(&numbers, &table, "mean", eval.MeanRanking(all))
	writeRanking(&numbers, &table, "mean.feedback", eval.MeanRanking(fed))
	t.Logf("ranking:\n%-14s nDCG@10     MAP    P@10   R@100\n%s", "", table.String())
	eval.CompareNumbers(t, "testdata/ranking.txt", numbers.String())
}

func writeRanking(numbers, table *strings.Builder, name string, r eval.Ranking) {
	fmt.Fprintf(numbers, "%[1]s.ndcg@10 %.4[2]f\n%[1]s.map %.4[3]f\n%[1]s.p@10 %.4[4]f\n%[1]s.r@100 %.4[5]f\n",
		name, r.NDCG, r.Average, r.Precision, r.Recall)
	fmt.Fprintf(table, "%-14s  %.4f  %.4f  %.4f  %.4f\n", name, r.NDCG, r.Average, r.Precision, r.Recall)
}

// testCollection is one of the gold data: documents, queries by number, and
// which documents are relevant to which.
type testCollection struct {
	index    *index.Index
	queries  []string // number, tab, text
	relevant map[string]map[string]bool
}

func readCollection(t *testing.T, folder string) testCollection {
	t.Helper()
	docs := eval.GoldFile(t, path.Join(folder, "docs.jsonl.gz"))
	c := testCollection{
		index:    index.New(filled(t, ingest.Paths(t.Context(), []string{docs}, nil, corpus.Options{})), "", nil),
		queries:  textLines(t, path.Join(folder, "queries.tsv")),
		relevant: map[string]map[string]bool{},
	}
	for _, line := range textLines(t, path.Join(folder, "qrels")) {
		var query, run, id string
		var grade int
		if _, err := fmt.Sscan(line, &query, &run, &id, &grade); err != nil {
			t.Fatalf("%s: %q: %v", folder, line, err)
		}
		if c.relevant[query] == nil {
			c.relevant[query] = map[string]bool{}
		}
		c.relevant[query][id] = grade > 0
	}
	return c
}

// ranking is the mean over all queries.
func (c testCollection) ranking(t *testing.T, feedback bool) eval.Ranking {
	t.Helper()
	var rankings []eval.Ranking
	for _, line := range c.queries {
		number, text, _ := strings.Cut(line, "\t")
		rankings = append(rankings, eval.Rank(ranked(t, c.index, text, feedback), c.relevant[number]))
	}
	return eval.MeanRanking(rankings)
}

// textLines are the lines of a text of the gold data.
func textLines(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open(eval.GoldFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var list []string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		list = append(list, lines.Text())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// ranked are the ids of the hits of a text, best first.
func ranked(t *testing.T, x *index.Index, text string, feedback bool) []string {
	t.Helper()
	req := query.NewRequest().WithText(text).WithSize(query.MaxSize)
	req.Op, req.Sort, req.Facets, req.Snippets = query.OpOr, query.Relevance, []string{}, 0
	req.Feedback = feedback
	var ids []string
	for {
		page := search(t, x, req)
		for _, hit := range page.Hits {
			ids = append(ids, hit.Document.ID)
		}
		if page.Next == "" || len(ids) >= rankedHits {
			return ids[:min(len(ids), rankedHits)]
		}
		req = req.WithCursor(page.Next)
	}
}
