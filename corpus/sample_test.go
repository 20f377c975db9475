package corpus_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

// The columns of sample/expected.tsv.
const (
	columnPath = iota
	columnTitle
	columnSource
	columnDate
	columnLang
	columnAuthors
	columnFirst
	columnLast
	columnFurniture
)

// TestSample reads the sample corpus and compares every article with what
// sample/expected.tsv says of it.
func TestSample(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "sample")
	rows := expectedRows(t, filepath.Join(root, "expected.tsv"))
	articles, refused := sampleArticles(t, root)

	header := rows[0]
	right := make([]int, len(header))
	for _, row := range rows[1:] {
		a, ok := articles[row[columnPath]]
		if !ok {
			t.Errorf("%s: no article: %s", row[columnPath], refused[row[columnPath]])
			continue
		}
		delete(articles, row[columnPath])
		for column, want := range row {
			if got, ok := sampleValue(a, column, want); ok {
				right[column]++
			} else {
				t.Logf("%s: %s is %q, want %q", row[columnPath], header[column], got, want)
			}
		}
	}
	all := len(rows) - 1
	for column, name := range header {
		floor := all
		switch column {
		case columnAuthors, columnFirst, columnLast, columnFurniture:
			floor = (all*95 + 99) / 100
		}
		t.Logf("%-10s %d of %d right", name, right[column], all)
		if column != columnPath && right[column] < floor {
			t.Errorf("%s: %d of %d right, want at least %d", name, right[column], all, floor)
		}
	}
	for path := range articles {
		if !strings.HasPrefix(path, "broken/") {
			t.Errorf("%s is an article that expected.tsv does not know", path)
		}
	}
}

func expectedRows(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(row) != columnFurniture+1 {
			t.Fatalf("%s: %d columns in %q", path, len(row), line)
		}
		rows = append(rows, row)
	}
	if len(rows) < 2 {
		t.Fatalf("%s: no rows", path)
	}
	return rows
}

// sampleArticles gives the articles below a folder by their path in it, and
// the reasons of those that are none.
func sampleArticles(t *testing.T, root string) (articles map[string]corpus.Article, refused map[string]string) {
	t.Helper()
	articles, refused = map[string]corpus.Article{}, map[string]string{}
	byID := map[string]string{}
	for in, err := range corpus.Inputs(t.Context(), root, noon()) {
		var a corpus.Article
		if err == nil {
			a, err = in.Parse(t.Context())
		}
		if err != nil {
			refusal, ok := errors.AsType[*corpus.InputError](err)
			if !ok {
				t.Fatal(err)
			}
			refused[inSample(root, refusal.Input)] = refusal.Reason
			if !errors.Is(err, corpus.ErrIgnored) && !strings.Contains(refusal.Input, "/broken/") {
				t.Errorf("refused: %v", err)
			}
			continue
		}
		checkArticle(t, a)
		if other, taken := byID[a.ID]; taken {
			t.Errorf("%s and %s have the same id", a.Path, other)
		}
		byID[a.ID] = a.Path
		articles[inSample(root, a.Path)] = a
	}
	return articles, refused
}

func inSample(root, name string) string {
	return strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(root)+"/")
}

// sampleValue gives an article's value of a column and whether it is right.
func sampleValue(a corpus.Article, column int, want string) (string, bool) {
	var got string
	switch column {
	case columnPath:
		return "", true
	case columnTitle:
		got = a.Title
	case columnSource:
		got = a.Source.Name
	case columnDate:
		got = a.Published.Format(time.DateOnly)
	case columnLang:
		got = a.Lang
	case columnAuthors:
		got = strings.Join(a.Authors, ";")
	case columnFirst:
		got = sixWords(afterStandfirst(a), false)
	case columnLast:
		got = sixWords(a.Body, true)
	case columnFurniture:
		if want != "" && strings.Contains(a.Body, want) {
			return "in the body", false
		}
		return "", true
	default:
		return fmt.Sprintf("column %d", column), false
	}
	return got, got == want
}

// afterStandfirst gives the text without the outlet's summary at its head,
// which expected.tsv does not count and which we keep: readers search it.
func afterStandfirst(a corpus.Article) string {
	if len(a.Paragraphs) > 1 && a.Paragraphs[0] == a.Description {
		return strings.Join(a.Paragraphs[1:], " ")
	}
	return a.Body
}

func sixWords(text string, last bool) string {
	words := strings.Fields(text)
	if last {
		slices.Reverse(words)
	}
	words = words[:min(6, len(words))]
	if last {
		words = slices.Clone(words)
		slices.Reverse(words)
	}
	return strings.Join(words, " ")
}
