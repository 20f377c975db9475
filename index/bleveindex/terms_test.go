package bleveindex_test

import (
	"fmt"
	"slices"
	"testing"

	"dateline/entity"
	"dateline/index"
)

// The most frequent words come first however many begin so, in whatever segment,
// and with whatever is deleted.
func TestTermsOfMany(t *testing.T) {
	t.Parallel()
	e, _ := create(t)
	for batch := range 4 {
		var docs []index.Document
		for i := range 200 {
			n := batch*200 + i
			d := article(fmt.Sprintf("a%03d", n), fmt.Sprint("Common word", n), fmt.Sprintf("Word%d and word%d.", n, n/2))
			d.Actors = []entity.Actor{{Name: fmt.Sprintf("Person Common%d", n/10), Kind: entity.Person, Salience: 1}}
			docs = append(docs, d)
		}
		mustWrite(t, e, docs...)
	}
	gone := []string{"a000", "a001"}
	if err := e.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	list := func(plan index.TermsPlan) []index.Term {
		t.Helper()
		found, err := e.Terms(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	all := list(index.TermsPlan{Prefix: "word", Size: 10_000})
	if len(all) != 799 { // word0 stood in deleted articles alone
		t.Errorf("%d words, want 799", len(all))
	}
	if first := list(index.TermsPlan{Prefix: "word", Size: 7}); !slices.Equal(first, all[:7]) {
		t.Errorf("the first are %v, want %v", first, all[:7])
	}
	if got := list(index.TermsPlan{Prefix: "common", Size: 3}); !slices.Equal(got, []index.Term{{Text: "common", Count: 798}}) {
		t.Errorf("common: %v", got)
	}
	people := list(index.TermsPlan{Field: "person", Values: true, Prefix: "common1", Size: 100})
	if len(people) != 11 || people[0] != (index.Term{Text: "Person Common1", Count: 10}) {
		t.Errorf("%d people, the first %v", len(people), people)
	}
	if got := list(index.TermsPlan{Field: "person", Values: true, Exact: []string{"Person Common0"}, Size: 1}); len(got) != 1 || got[0].Count != 8 {
		t.Errorf("of ten articles two are deleted: %v", got)
	}
}

func BenchmarkTerms(b *testing.B) {
	e, _ := create(b)
	for docs := newsOf(10_000); len(docs) > 0; docs = docs[1000:] {
		mustWrite(b, e, docs[:1000]...)
	}
	for name, plan := range map[string]index.TermsPlan{
		"prefix":      {Prefix: "w12", Size: 10},
		"wide prefix": {Prefix: "w", Size: 10},
		"one slip":    {Near: "w1234", Slips: 1, Size: 50},
		"exact":       {Exact: []string{"w1", "w2", "w3000"}, Size: 3},
		"values":      {Field: "person", Values: true, Prefix: "n12", Size: 10},
		"no values":   {Field: "person", Values: true, Prefix: "zebra", Size: 10},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Terms(b.Context(), plan); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
