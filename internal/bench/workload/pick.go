package workload

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"dateline/internal/bench/newscorpus"
	"dateline/query"
)

// PerClass is the number of queries of a class; of Page there are as many for
// each kind of page.
const PerClass = 20

// Pick chooses the queries for a corpus of a size.
func Pick(corpus *newscorpus.Corpus, articles int, seed uint64) ([]Query, error) {
	p := &picker{random: rand.New(rand.NewPCG(seed, 3))} //nolint:gosec // the same every time is what is wanted
	lexicon := count(corpus, articles)
	p.frequent = p.some(lexicon.between(.10, .33, 1))
	p.mid = p.some(lexicon.between(.01, .05, minLetters))
	p.rare = p.some(lexicon.within(4, 12, minLetters))
	p.pairs = p.some(lexicon.pairs())
	p.sources = corpus.Sources()[:topSources]
	for name, found := range map[string][]string{"frequent words": p.frequent, "middling words": p.mid, "rare words": p.rare, "pairs of words": p.pairs} {
		if len(found) == 0 {
			return nil, fmt.Errorf("no %s in the first articles: take more articles", name)
		}
	}
	var queries []Query
	for _, class := range Classes() {
		if class == Page {
			queries = append(queries, p.pages()...)
			continue
		}
		for i := range PerClass {
			queries = append(queries, p.query(class, i, surface))
		}
	}
	return queries, nil
}

const (
	// minLetters leave something to cut off or get wrong.
	minLetters = 6
	// topSources are those that Filtered asks for.
	topSources = 6
)

type picker struct {
	random                     *rand.Rand
	frequent, mid, rare, pairs []string
	sources                    []string
}

// some takes PerClass of the candidates, or all.
func (p *picker) some(candidates []string) []string {
	p.random.Shuffle(len(candidates), func(i, j int) {
		candidates[i], candidates[j] = candidates[j], candidates[i]
	})
	return candidates[:min(PerClass, len(candidates))]
}

// A word is asked for by its surface form in the body, or as people do.

func surface(text string) query.Expr { return query.Phrase{Field: "body", Text: text} }

func bare(text string) query.Expr { return query.Word{Text: text} }

// query makes the query of a number of a class, its words asked by ask.
func (p *picker) query(class Class, i int, ask func(text string) query.Expr) Query {
	q := Query{Class: class, Sort: query.Relevance}
	field, _ := query.FieldOf(ask(""))
	frequent, mid, other := at(p.frequent, i), at(p.mid, i), at(p.mid, i+1)
	first, second, _ := strings.Cut(at(p.pairs, i), " ")
	switch class {
	case Frequent, Filtered, DateSort:
		q.Where = ask(frequent)
	case Mid:
		q.Where = ask(mid)
	case Rare:
		q.Where = ask(at(p.rare, i))
	case And2:
		q.Where = query.And{Exprs: []query.Expr{ask(frequent), ask(mid)}}
	case Or3:
		q.Where = query.Or{Exprs: []query.Expr{ask(frequent), ask(mid), ask(other)}}
	case PhraseOf2:
		q.Where = query.Phrase{Field: field, Text: at(p.pairs, i)}
	case NearPhrase:
		q.Where = query.Near{A: ask(first), B: ask(second), Within: 5}
	case NearAnd2:
		q.Where = query.Near{A: ask(frequent), B: ask(mid), Within: 5}
	case Prefix:
		q.Where = query.Wildcard{Field: field, Pattern: mid[:4] + "*"}
	case Fuzzy:
		q.Where = query.Fuzzy{Field: field, Text: p.misspell(mid), Distance: 1}
	case Page: // made of the others
	}
	if class == Filtered {
		// One value matches the same by all and any, but by all its facet too is
		// counted under it, as stock bleve does.
		q.Filters = []query.Filter{{Field: "source", Include: []string{at(p.sources, i)}, Match: query.MatchAll}}
		q.Year = newscorpus.Begin().Year() + i%5
	}
	if class == DateSort {
		q.Sort = query.Newest
	}
	return q
}

// pages are queries of all other classes in turn, in bare words.
func (p *picker) pages() []Query {
	var pages []Query
	for i := range PerClass {
		for _, class := range Classes() {
			if class != Page {
				q := p.query(class, i, bare)
				q.Class = Page
				for j := range q.Filters {
					q.Filters[j].Match = query.MatchAny
				}
				pages = append(pages, q)
			}
		}
	}
	return pages
}

// misspell puts a wrong letter in the fourth place.
func (p *picker) misspell(word string) string {
	wrong := byte('a' + p.random.IntN(26))
	if wrong == word[3] {
		wrong = 'a' + (wrong-'a'+1)%26
	}
	return word[:3] + string(wrong) + word[4:]
}

func at(list []string, i int) string { return list[i%len(list)] }
