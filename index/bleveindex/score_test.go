package bleveindex_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/query"
)

// The scorer agrees with the formula of BM25, written down once more as plainly
// as can be: over all words, once more over the title, and over the pairs of
// neighbours of the query that are neighbours, or near, in a text.
func TestScoresAreBM25(t *testing.T) {
	t.Parallel()
	texts := map[string][2]string{ // title and body, of words without endings
		"a": {"budget vote", "the budget budget talks in rome on tax vote"},
		"b": {"rain", "budget in rome"},
		"c": {"vote", "tax budget vote tax rain rain rain rain rain rain rain rain rain"},
		"d": {"sport", "nothing at all"},
		"x": {"budget", "budget budget budget budget budget budget budget budget budget"},
	}
	var docs []index.Document
	for id, text := range texts {
		d := article(id, text[0], text[1])
		d.Lang = ""
		docs = append(docs, d)
	}
	e, _ := create(t)
	mustWrite(t, e, docs...)
	if err := e.Delete(t.Context(), []string{"x"}); err != nil {
		t.Fatal(err)
	}
	delete(texts, "x")

	tests := []struct {
		where query.Expr
		rows  []string // each of words in a row
		pair  string   // two of them
	}{
		{query.Word{Text: "budget"}, []string{"budget"}, ""},
		{query.Phrase{Text: "tax budget"}, []string{"tax budget"}, ""},
		{query.Or{Exprs: []query.Expr{query.Word{Text: "rain"}, query.Word{Text: "vote"}}}, []string{"rain", "vote"}, "rain vote"},
		{query.And{Exprs: []query.Expr{query.Word{Text: "tax"}, query.Word{Text: "vote"}}}, []string{"tax", "vote"}, "tax vote"},
		{query.And{Exprs: []query.Expr{query.Word{Text: "the"}, query.Word{Text: "vote"}}}, []string{"vote"}, ""},
		{query.And{Exprs: []query.Expr{query.Phrase{Text: "budget talks"}, query.Word{Text: "rome"}}}, []string{"budget talks", "rome"}, ""},
		{query.And{Exprs: []query.Expr{query.Word{Text: "tax"}, query.Not{Expr: query.Word{Text: "rome"}}}}, []string{"tax"}, ""},
	}
	for _, test := range tests {
		result, err := e.Search(t.Context(), index.Plan{Where: test.where, Sort: query.Relevance, Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Hits) == 0 {
			t.Errorf("%v finds nothing", test.where)
		}
		for _, hit := range result.Hits {
			want := 0.0
			for _, row := range test.rows {
				want += bm25(texts, hit.Document.ID, row, 0, 1) + bm25(texts, hit.Document.ID, row, 0)
			}
			if test.pair != "" {
				want += 0.3*pairBM25(texts, hit.Document.ID, test.pair, 1, 1) + 0.3*pairBM25(texts, hit.Document.ID, test.pair, -7, 7)
			}
			if math.Abs(hit.Score-want) > 1e-9 || hit.Key.Score != hit.Score {
				t.Errorf("%v, article %s: score %v, key %v, want %v", test.where, hit.Document.ID, hit.Score, hit.Key.Score, want)
			}
		}
	}
}

// bm25 is the part of a row of words in the score of one of texts, over some
// of its parts taken as one.
func bm25(texts map[string][2]string, id, row string, parts ...int) float64 {
	length := func(id string) (n float64) {
		for _, part := range parts {
			n += float64(len(strings.Fields(texts[id][part])))
		}
		return n
	}
	times := func(id, row string) (n float64) {
		for _, part := range parts {
			n += float64(strings.Count(" "+strings.ReplaceAll(texts[id][part], " ", "  ")+" ", " "+strings.ReplaceAll(row, " ", "  ")+" "))
		}
		return n
	}
	count, total := float64(len(texts)), 0.0
	for id := range texts {
		total += length(id)
	}
	rarity := 0.0
	for word := range strings.FieldsSeq(row) {
		with := 0.0
		for _, text := range texts {
			if strings.Contains(" "+text[0]+" "+text[1]+" ", " "+word+" ") {
				with++
			}
		}
		rarity += math.Log(1 + (count-with+0.5)/(with+0.5))
	}
	return rarity * saturated(times(id, row), length(id)/(total/count))
}

// saturated is the share of a word in a score that stands tf times in a text,
// which is so many times as long as the mean.
func saturated(tf, length float64) float64 {
	const k1, b = 1.2, 0.65
	return tf * (k1 + 1) / (tf + k1*(1-b+b*length))
}

// pairBM25 is the part of two words that stand from least to most places from
// one another, their rarities added up.
func pairBM25(texts map[string][2]string, id, pair string, least, most int) float64 {
	a, b, _ := strings.Cut(pair, " ")
	tf, length := 0.0, 0
	for _, text := range texts[id] {
		all := strings.Fields(text)
		length += len(all)
		for i := range all {
			for j := range all {
				if all[i] == a && all[j] == b && least <= j-i && j-i <= most {
					tf++
				}
			}
		}
	}
	total := 0
	for id := range texts {
		total += len(strings.Fields(strings.Join([]string{texts[id][0], texts[id][1]}, " ")))
	}
	rarity := 0.0
	for _, word := range []string{a, b} {
		with := 0.0
		for _, text := range texts {
			if strings.Contains(" "+text[0]+" "+text[1]+" ", " "+word+" ") {
				with++
			}
		}
		rarity += math.Log(1 + (float64(len(texts))-with+0.5)/(with+0.5))
	}
	return rarity * saturated(tf, float64(length)/(float64(total)/float64(len(texts))))
}

// A word in the title counts for more than one in the body.
func TestOrderByRelevance(t *testing.T) {
	t.Parallel()
	inBody := article("a-body", "Something else", "The harvest was good.")
	inTitle := article("b-title", "Harvest festival", "The people were good.")
	e, _ := create(t)
	mustWrite(t, e, inBody, inTitle)
	result, err := e.Search(t.Context(), index.Plan{Where: query.Word{Text: "harvest"}, Sort: query.Relevance, Size: 10})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, hit := range result.Hits {
		ids = append(ids, hit.Document.ID)
	}
	if want := []string{"b-title", "a-body"}; !slices.Equal(ids, want) {
		t.Errorf("order %v, want %v", ids, want)
	}
}

// The surface of a word that has two stems is one place, not two.
func TestSurfacesCountOnce(t *testing.T) {
	t.Parallel()
	double, word := article("d", "Sum", "préparé und mehr"), article("w", "Sum", "rome und mehr")
	double.Lang, word.Lang = "de", "de"
	e, _ := create(t)
	mustWrite(t, e, double, word)
	score := func(text string) float64 {
		result, err := e.Search(t.Context(), index.Plan{Where: query.Phrase{Text: text}, Sort: query.Relevance, Size: 1})
		if err != nil || result.Total != 1 {
			t.Fatalf("%s: %+v, %v", text, result, err)
		}
		return result.Hits[0].Score
	}
	if a, b := score("préparé"), score("rome"); a != b {
		t.Errorf("préparé scores %v, rome %v", a, b)
	}
}
