package index_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"dateline/index"
	"dateline/index/memindex"
	"dateline/index/words"
	"dateline/query"
)

// talks are articles of which the first hit for "ceasefire" is about Cairo: so
// is one of two others that are alike but for that.
func talks() []index.Document {
	return []index.Document{
		article("a", "Ceasefire", "A ceasefire and a ceasefire in Cairo, envoys in Cairo said."),
		article("b", "Football", "The ceasefire between fans was short, referees said."),
		article("c", "Summit", "The ceasefire between envoys was short, Cairo said."),
		article("d", "Weather", "Rain in Cairo, and referees."),
	}
}

func TestFeedbackReorders(t *testing.T) {
	t.Parallel()
	x := newIndex(t, talks()...)
	req := query.NewRequest().WithText("ceasefire")
	plain := search(t, x, req)
	req.Feedback = true
	fed := search(t, x, req)
	if got, want := hitIDs(plain), []string{"a", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("without feedback %v, want %v", got, want)
	}
	if got, want := hitIDs(fed), []string{"a", "c", "b"}; !slices.Equal(got, want) {
		t.Errorf("with feedback %v, want %v", got, want)
	}
	if plain.Total != fed.Total || fmt.Sprint(plain.Facets) != fmt.Sprint(fed.Facets) {
		t.Errorf("feedback changes counts: %d and %v, without %d and %v", fed.Total, fed.Facets, plain.Total, plain.Facets)
	}
}

func hitIDs(r *index.Result) []string {
	ids := make([]string, len(r.Hits))
	for i, hit := range r.Hits {
		ids[i] = hit.Document.ID
	}
	return ids
}

// The pages of a list with feedback are the list: each has the same feedback.
func TestFeedbackByPages(t *testing.T) {
	t.Parallel()
	x := newIndex(t, talks()...)
	req := query.NewRequest().WithText("ceasefire OR referees")
	req.Feedback = true
	whole := hitIDs(search(t, x, req))
	var walked []string
	for req = req.WithSize(1); ; {
		page := search(t, x, req)
		walked = append(walked, hitIDs(page)...)
		if page.Next == "" {
			break
		}
		req = req.WithCursor(page.Next)
	}
	if len(whole) != 4 || !slices.Equal(walked, whole) {
		t.Errorf("by pages %v, whole %v", walked, whole)
	}
}

// plans keeps the plans that an engine was asked.
type plans struct {
	index.Engine
	asked []index.Plan
	terms []index.TermsPlan
}

func (p *plans) Terms(ctx context.Context, plan index.TermsPlan) ([]index.Term, error) {
	p.terms = append(p.terms, plan)
	return p.Engine.Terms(ctx, plan)
}

func (p *plans) Search(ctx context.Context, plan index.Plan) (*index.Result, error) {
	p.asked = append(p.asked, plan)
	return p.Engine.Search(ctx, plan)
}

func TestFeedbackPlan(t *testing.T) {
	t.Parallel()
	engine := &plans{Engine: memindex.New()}
	if err := engine.Write(t.Context(), talks()); err != nil {
		t.Fatal(err)
	}
	x := index.New(engine, "", noon)
	tests := []struct {
		name string
		req  query.Request
		fed  bool
	}{
		{"by relevance", query.NewRequest().WithText("ceasefire"), true},
		{"a later page", query.NewRequest().WithText("ceasefire").WithSize(1), true},
		{"by date", query.NewRequest().WithText("ceasefire").WithSort(query.Newest), false},
		{"without hits to rank", query.NewRequest().WithText("ceasefire").WithSize(0), false},
		{"without words", query.NewRequest().WithText("after:2020").WithSort(query.Relevance), false},
		{"function words alone", query.NewRequest().WithText("the").WithSort(query.Relevance), false},
	}
	for _, test := range tests {
		if test.name == "a later page" {
			test.req = test.req.WithCursor(search(t, x, test.req).Next)
		}
		test.req.Feedback = true
		engine.asked = nil
		search(t, x, test.req)
		fed := slices.IndexFunc(engine.asked, func(p index.Plan) bool { return p.Expand != nil })
		switch {
		case fed >= 0 != test.fed:
			t.Errorf("%s: feedback %v, want %v", test.name, fed >= 0, test.fed)
		case test.fed:
			first := engine.asked[0]
			if fed != 1 || first.Size != 5 || first.After != nil || first.Facets != nil || first.Timeline != nil {
				t.Errorf("%s: pass %d has feedback, the first is %+v", test.name, fed, first)
			}
			checkAdded(t, test.name, engine.asked[fed].Expand)
		}
	}
}

// However long the hits are, only so many words are looked up and added, and
// what one of them repeats most is among these.
func TestFeedbackIsBounded(t *testing.T) {
	t.Parallel()
	var paragraphs []string
	for i := range 300 {
		paragraphs = append(paragraphs, fmt.Sprintf("Ceasefire envoys%d in cairo%d and rome%d met oslo%d and bern%d.", i, i, i, i, i))
	}
	engine := &plans{Engine: memindex.New()}
	if err := engine.Write(t.Context(), []index.Document{article("a", "Ceasefire", paragraphs...), article("b", "Ceasefire", paragraphs...)}); err != nil {
		t.Fatal(err)
	}
	req := query.NewRequest().WithText("ceasefire")
	req.Feedback = true
	search(t, index.New(engine, "", noon), req)
	looked := engine.terms[0].Exact
	added := engine.asked[1].Expand
	if len(looked) != 400 || len(added) != 40 {
		t.Errorf("%d words looked up and %d added, want 400 and 40", len(looked), len(added))
	}
	if !slices.Contains(looked, "ceasefire") {
		t.Error("the most frequent word was not looked up")
	}
}

// What hits without a score have adds nothing: a score stays a number.
func TestFeedbackOfHitsWithoutScore(t *testing.T) {
	t.Parallel()
	docs := []index.Document{
		article("a", "Zebra", "Zebra quagga okapi."),
		article("b", "Football", "Referees whistle."),
		article("c", "Football", "Referees whistle."),
	}
	for i := range docs {
		docs[i].Published = noon()
	}
	req := query.NewRequest().WithText("zebra OR after:2020")
	req.Feedback = true
	result := search(t, newIndex(t, docs...), req)
	if got, want := hitIDs(result), []string{"a", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("hits %v, want %v", got, want)
	}
	for i, hit := range result.Hits {
		if hit.Score > 0 != (i == 0) {
			t.Errorf("the score of %s is %v", hit.Document.ID, hit.Score)
		}
	}
}

// What only narrows does not change how much feedback weighs.
func TestFeedbackWeighsFiltersNothing(t *testing.T) {
	t.Parallel()
	engine := &plans{Engine: memindex.New()}
	if err := engine.Write(t.Context(), talks()); err != nil {
		t.Fatal(err)
	}
	x := index.New(engine, "", noon)
	for _, narrow := range []string{"lang:en", "has:title", "words:>2", "-id:none", "-lang:de"} {
		req := query.NewRequest().WithText("ceasefire " + narrow)
		req.Feedback = true
		engine.asked = nil
		search(t, x, req)
		if len(engine.asked) < 2 {
			t.Fatalf("%s: no feedback", narrow)
		}
		checkAdded(t, narrow, engine.asked[1].Expand)
	}
}

// What an article is like weighs as much as its words and names do, each once:
// that two of them have to be there adds nothing.
func TestFeedbackOfLikeness(t *testing.T) {
	t.Parallel()
	engine := &plans{Engine: memindex.New()}
	docs := talks()
	for i := range 12 {
		docs = append(docs, article(fmt.Sprint("chess", i), "Chess", "A bishop takes a pawn."))
	}
	if err := engine.Write(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	req := query.NewRequest().WithText("like:a")
	req.Feedback = true
	if result := search(t, index.New(engine, "", noon), req); result.Total == 0 {
		t.Fatal("nothing is like it")
	}
	first, last := engine.asked[0], engine.asked[len(engine.asked)-1]
	own := 0
	for _, e := range query.Operands(query.Operands(first.Where)[0]) {
		if w, isWord := e.(query.Word); isWord && !words.IsFunction(w.Text) {
			own++
		}
	}
	added := 0.0
	for _, part := range last.Expand {
		added += part.Weight
	}
	if want := float64(own) * 2 / 3; own == 0 || math.Abs(added-want) > 1e-9 {
		t.Errorf("what is added to %d words weighs %v, want %v", own, added, want)
	}
}

// checkAdded wants the words that another article has too, function words
// apart, with two thirds of the weight of the query's one word: 0.4 to 0.6.
func checkAdded(t *testing.T, name string, parts []query.Part) {
	t.Helper()
	var added []string
	weight := 0.0
	for _, part := range parts {
		added = append(added, part.Expr.String())
		weight += part.Weight
	}
	slices.Sort(added)
	if want := []string{"cairo", "ceasefire", "envoys", "referees", "said", "short"}; !slices.Equal(added, want) {
		t.Errorf("%s: added %v, want %v", name, added, want)
	}
	if math.Abs(weight-2.0/3) > 1e-9 {
		t.Errorf("%s: what is added weighs %v, want two thirds", name, weight)
	}
}

// Newer articles rank higher, and the pages of a list go on from the day of the
// first when the clock has passed midnight.
func TestRecencyOverMidnight(t *testing.T) {
	t.Parallel()
	var docs []index.Document
	for i := range 6 {
		d := article(fmt.Sprint(i), "Ceasefire", "Talks.")
		d.Published = noon().AddDate(0, 0, -10*(5-i))
		docs = append(docs, d)
	}
	engine := memindex.New()
	if err := engine.Write(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	clock := noon()
	x := index.New(engine, "", func() time.Time { return clock })
	req := query.NewRequest().WithText("ceasefire").WithSize(2)
	if got, want := hitIDs(search(t, x, req)), []string{"0", "1"}; !slices.Equal(got, want) {
		t.Errorf("without recency %v, want %v", got, want)
	}
	req.Recency = 7
	var walked []string
	for {
		page := search(t, x, req)
		walked = append(walked, hitIDs(page)...)
		if page.Next == "" {
			break
		}
		req = req.WithCursor(page.Next)
		clock = clock.AddDate(0, 0, 1)
	}
	if want := []string{"5", "4", "3", "2", "1", "0"}; !slices.Equal(walked, want) {
		t.Errorf("walked %v, want %v", walked, want)
	}
}
