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
	var all []eval.Ranking
	for _, name := range []string{"cran", "med", "cacm", "time"} {
		r := rankingOf(t, path.Join("ir", name))
		all = append(all, r)
		writeRanking(&numbers, &table, name, r)
	}
	writeRanking(&numbers, &table, "mean", eval.MeanRanking(all))
	t.Logf("ranking:\n%-12s nDCG@10     MAP    P@10   R@100\n%s", "", table.String())
	eval.CompareNumbers(t, "testdata/ranking.txt", numbers.String())
}

func writeRanking(numbers, table *strings.Builder, name string, r eval.Ranking) {
	fmt.Fprintf(numbers, "%[1]s.ndcg@10 %.4[2]f\n%[1]s.map %.4[3]f\n%[1]s.p@10 %.4[4]f\n%[1]s.r@100 %.4[5]f\n",
		name, r.NDCG, r.Average, r.Precision, r.Recall)
	fmt.Fprintf(table, "%-12s  %.4f  %.4f  %.4f  %.4f\n", name, r.NDCG, r.Average, r.Precision, r.Recall)
}

// rankingOf measures one collection of the gold data: documents as JSON lines,
// queries by number, and which documents are relevant to which.
func rankingOf(t *testing.T, folder string) eval.Ranking {
	t.Helper()
	docs := goldFile(t, path.Join(folder, "docs.jsonl.gz"))
	x := index.New(filled(t, ingest.Paths(t.Context(), []string{docs}, nil, corpus.Options{})), "", nil)
	relevant := map[string]map[string]bool{}
	for _, line := range textLines(t, path.Join(folder, "qrels")) {
		var query, run, id string
		var grade int
		if _, err := fmt.Sscan(line, &query, &run, &id, &grade); err != nil {
			t.Fatalf("%s: %q: %v", folder, line, err)
		}
		if relevant[query] == nil {
			relevant[query] = map[string]bool{}
		}
		relevant[query][id] = grade > 0
	}
	var rankings []eval.Ranking
	for _, line := range textLines(t, path.Join(folder, "queries.tsv")) {
		number, text, _ := strings.Cut(line, "\t")
		rankings = append(rankings, eval.Rank(ranked(t, x, text), relevant[number]))
	}
	return eval.MeanRanking(rankings)
}

// textLines are the lines of a text of the gold data.
func textLines(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open(goldFile(t, name))
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
func ranked(t *testing.T, x *index.Index, text string) []string {
	t.Helper()
	req := query.NewRequest().WithText(text).WithSize(query.MaxSize)
	req.Op, req.Sort, req.Facets, req.Snippets = query.OpOr, query.Relevance, []string{}, 0
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
