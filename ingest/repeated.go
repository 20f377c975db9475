package ingest

import (
	"hash/maphash"
	"unicode/utf8"

	"dateline/corpus"
)

// A paragraph that stands in many articles of one host is no part of any: a
// notice, an appeal, a line about the newsletter. Background that a newsroom
// repeats from article to article is far from a quarter of what it writes.
const (
	repeatedLeast = 4 // articles
	repeatedShare = 4 // one in so many of the host's
	// An article keeps whatever makes up more than one in so many of its runes:
	// several reports of one event may share most of it.
	repeatedMost = 2
	// maxRemembered bounds the paragraphs that a run remembers, at about 40
	// bytes each. Later ones are not counted.
	maxRemembered = 1 << 20
)

// repeated counts the paragraphs of each host over the run.
type repeated struct {
	seed       maphash.Seed
	articles   map[string]int // of each host
	paragraphs map[uint64]int // articles that have it
}

func newRepeated() *repeated {
	return &repeated{seed: maphash.MakeSeed(), articles: map[string]int{}, paragraphs: map[uint64]int{}}
}

// key stands for a paragraph of a host.
func (r *repeated) key(host, paragraph string) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	_, _ = h.WriteString(host)
	_ = h.WriteByte(0)
	_, _ = h.WriteString(paragraph)
	return h.Sum64()
}

// count takes an article in.
func (r *repeated) count(a *corpus.Article) {
	host := a.Source.Domain
	if host == "" {
		return
	}
	r.articles[host]++
	counted := make(map[uint64]bool, len(a.Paragraphs))
	for _, paragraph := range a.Paragraphs {
		key := r.key(host, paragraph)
		if counted[key] {
			continue
		}
		counted[key] = true
		if _, known := r.paragraphs[key]; known || len(r.paragraphs) < maxRemembered {
			r.paragraphs[key]++
		}
	}
}

// drop takes out of an article what its host repeats, and gives the number of
// paragraphs.
func (r *repeated) drop(a *corpus.Article) (dropped int) {
	host := a.Source.Domain
	least := max(repeatedLeast, (r.articles[host]+repeatedShare-1)/repeatedShare)
	if host == "" || r.articles[host] < repeatedLeast {
		return 0
	}
	repeats := make([]bool, len(a.Paragraphs))
	lost, total := 0, 0
	for i, paragraph := range a.Paragraphs {
		n := utf8.RuneCountInString(paragraph)
		total += n
		if repeats[i] = r.paragraphs[r.key(host, paragraph)] >= least; repeats[i] {
			lost += n
			dropped++
		}
	}
	if dropped == 0 || lost*repeatedMost > total {
		return 0
	}
	a.Leave(func(paragraph int) bool { return !repeats[paragraph] })
	return dropped
}
