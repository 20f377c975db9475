package bleveindex_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/query"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func create(t testing.TB) (e *bleveindex.Engine, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "index")
	e, err := bleveindex.Create(dir, bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closeAtEnd(t, e)
	return e, dir
}

func open(t testing.TB, dir string, opts bleveindex.Options) *bleveindex.Engine {
	t.Helper()
	e, err := bleveindex.Open(dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	closeAtEnd(t, e)
	return e
}

func closeAtEnd(t testing.TB, e *bleveindex.Engine) {
	t.Helper()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
}

func article(id, title string, paragraphs ...string) index.Document {
	d := index.Document{}
	d.ID, d.Title, d.ContentHash, d.Lang = id, title, "hash of "+id, "en"
	d.SetParagraphs(paragraphs)
	return d
}

func mustWrite(t testing.TB, e index.Engine, docs ...index.Document) {
	t.Helper()
	if err := e.Write(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
}

// found are the ids of what an expression finds, by id.
func found(t testing.TB, e index.Engine, where query.Expr) []string {
	t.Helper()
	result, err := e.Search(t.Context(), index.Plan{Where: where, Sort: query.Newest, Size: 100})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, hit := range result.Hits {
		ids = append(ids, hit.Document.ID)
	}
	if result.Total != len(ids) {
		t.Errorf("%v: total %d, but %d hits", where, result.Total, len(ids))
	}
	return ids
}

func TestArticlesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	full := article("full", "Title", "One.", "Two.")
	full.Source = corpus.Source{ID: "s", Name: "Source", Domain: "source.example", Country: "EG"}
	full.Published = time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC)
	full.Actors = []entity.Actor{{ID: "person/a", Name: "A", Kind: entity.Person, Forms: []string{"A"}, Count: 1, Salience: .5}}
	full.Mentions = []entity.Mention{{Field: entity.Body, Start: 0, End: 3, Text: "One", Kind: entity.Person, Entity: "person/a"}}
	odd := article("odd", "The body is not its paragraphs", "One.")
	odd.Body = "Something else."
	empty := article("empty", "No body")
	e, dir := create(t)
	mustWrite(t, e, full, odd, empty)
	check := func(e *bleveindex.Engine) {
		t.Helper()
		for _, want := range []index.Document{full, odd, empty} {
			got, err := e.Get(t.Context(), want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&want, got); diff != "" {
				t.Errorf("%s (-written +read):\n%s", want.ID, diff)
			}
		}
	}
	check(e)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	check(open(t, dir, bleveindex.Options{ReadOnly: true}))
}

func TestPhrasesStayInOneParagraph(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	mustWrite(t, e,
		article("a", "Cease fire", "The talks in Cairo ended late", "Monday brought rain and a new round"),
		article("b", "Fire", "They said nothing", "late Monday, on the way home"),
		article("c", "Cairo", "late", "Monday"),
		article("d", "late", "monday"))
	tests := []struct {
		name  string
		where query.Expr
		want  []string
	}{
		{"across paragraphs", query.Phrase{Text: "ended late Monday"}, nil},
		{"from title into body", query.Phrase{Text: "fire the"}, nil},
		{"inside one", query.Phrase{Text: "late Monday"}, []string{"b"}},
		{"second paragraph", query.Phrase{Text: "monday brought rain"}, []string{"a"}},
		{"title", query.Phrase{Text: "cease fire"}, []string{"a"}},
		{"field body", query.Phrase{Field: "body", Text: "cease fire"}, nil},
		{"field title", query.Phrase{Field: "title", Text: "cease fire"}, []string{"a"}},
		{"words apart", query.And{Exprs: []query.Expr{query.Word{Text: "late"}, query.Word{Text: "Monday"}}}, []string{"a", "b", "c", "d"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, found(t, e, test.where)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestFolderInUse(t *testing.T) {
	t.Parallel()
	e, dir := create(t)
	mustWrite(t, e, article("a", "First"))
	short := bleveindex.Options{LockTimeout: 50 * time.Millisecond}
	shortRead := bleveindex.Options{LockTimeout: 50 * time.Millisecond, ReadOnly: true}
	for _, opts := range []bleveindex.Options{short, shortRead} {
		if _, err := bleveindex.Open(dir, opts); !errors.Is(err, bleveindex.ErrInUse) {
			t.Errorf("beside a writer, %+v: %v, want ErrInUse", opts, err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	one, two := open(t, dir, shortRead), open(t, dir, shortRead)
	if _, err := bleveindex.Open(dir, short); !errors.Is(err, bleveindex.ErrInUse) {
		t.Errorf("a writer beside readers: %v, want ErrInUse", err)
	}
	for _, reader := range []*bleveindex.Engine{one, two} {
		if got := found(t, reader, query.Word{Text: "first"}); len(got) != 1 {
			t.Errorf("a reader finds %v", got)
		}
	}
}

func TestReadOnlyRefusesWrites(t *testing.T) {
	t.Parallel()
	e, dir := create(t)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	reader := open(t, dir, bleveindex.Options{ReadOnly: true})
	if err := reader.Write(t.Context(), []index.Document{article("a", "A")}); !errors.Is(err, index.ErrReadOnly) {
		t.Errorf("Write: %v", err)
	}
	if err := reader.Delete(t.Context(), []string{"a"}); !errors.Is(err, index.ErrReadOnly) {
		t.Errorf("Delete: %v", err)
	}
	if _, err := bleveindex.Create(t.TempDir(), bleveindex.Options{ReadOnly: true}); !errors.Is(err, index.ErrReadOnly) {
		t.Errorf("Create: %v", err)
	}
}

func TestCreateAndOpenRefuse(t *testing.T) {
	t.Parallel()
	_, dir := create(t)
	if _, err := bleveindex.Create(dir, bleveindex.Options{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Create over an index: %v", err)
	}
	if _, err := bleveindex.Open(t.TempDir(), bleveindex.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of an empty folder: %v", err)
	}
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "root.bolt"), []byte("this is no database, and it is long enough"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Open(foreign, bleveindex.Options{}); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("Open of rubbish: %v", err)
	}
}

func TestOpenRefusesAnotherFormat(t *testing.T) {
	t.Parallel()
	e, dir := create(t)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	store, err := scorch.NewScorch(scorch.Name, map[string]any{"path": dir}, nil)
	if err == nil {
		err = store.Open()
	}
	if err == nil {
		err = store.SetInternal([]byte("dateline.format"), []byte("99"))
	}
	if err == nil {
		err = store.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Open(dir, bleveindex.Options{ReadOnly: true}); !errors.Is(err, bleveindex.ErrFormat) {
		t.Errorf("Open: %v", err)
	}
}

func TestWriteRefusesArticleWithoutID(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	err := e.Write(t.Context(), []index.Document{article("a", "A"), article("", "Nameless")})
	if err == nil {
		t.Fatal("no error")
	}
	if got := found(t, e, query.All{}); got != nil {
		t.Errorf("the rest of the batch was written: %v", got)
	}
}

func TestCloseWaitsForCalls(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	for i := range 50 {
		mustWrite(t, e, article(fmt.Sprint("a", i), "Same words everywhere", "Same words everywhere"))
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for {
				result, err := e.Search(context.Background(), index.Plan{Where: query.Phrase{Text: "same words"}, Sort: query.Relevance, Size: 5})
				if errors.Is(err, index.ErrClosed) {
					return
				}
				if err != nil || result.Total != 50 {
					t.Errorf("total %v, %v", result, err)
					return
				}
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	group.Wait()
	if err := e.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
}

func TestScoresDoNotDependOnSegments(t *testing.T) {
	t.Parallel()
	docs := []index.Document{
		article("a", "Budget vote", "The budget vote was late.", "Nobody slept."),
		article("b", "Budget", "A long text about something else entirely, with one budget in it and many more words."),
		article("c", "Weather", "No vote on rain."),
		article("d", "Gone", "budget budget budget"),
	}
	whole, _ := create(t)
	mustWrite(t, whole, docs...)
	split, _ := create(t)
	for _, d := range docs {
		mustWrite(t, split, d)
	}
	for _, e := range []*bleveindex.Engine{whole, split} {
		if err := e.Delete(t.Context(), []string{"d"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, where := range []query.Expr{
		query.Word{Text: "budget"},
		query.Phrase{Text: "budget vote"},
		query.Or{Exprs: []query.Expr{query.Word{Text: "vote"}, query.Phrase{Field: "title", Text: "budget"}}},
	} {
		plan := index.Plan{Where: where, Sort: query.Relevance, Size: 10}
		one, err := whole.Search(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		many, err := split.Search(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(one, many); diff != "" {
			t.Errorf("%v (-one segment +many):\n%s", where, diff)
		}
		if one.Hits[0].Score <= one.Hits[len(one.Hits)-1].Score && len(one.Hits) > 1 {
			t.Errorf("%v: scores do not fall: %v", where, one.Hits)
		}
	}
}
