package bleveindex

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"dateline/index"
	"dateline/index/match"
	"dateline/index/words"
)

// nameCache keeps the values of facets with their counts, as they are in one
// state of the index.
type nameCache struct {
	mu     sync.Mutex
	state  string
	facets map[string]*names
}

// fitting are the values that a plan wants.
func (c *nameCache) fitting(ctx context.Context, s *snapshot, plan index.TermsPlan) ([]index.Term, error) {
	all, err := c.facet(s, plan.Field)
	if err != nil {
		return nil, err
	}
	switch {
	case plan.Exact != nil:
		return all.fitting(ctx, "", plan.Size, func(value string) bool { return slices.Contains(plan.Exact, value) })
	case plan.Near != "":
		return all.fitting(ctx, "", plan.Size, match.Slips(plan.Near, plan.Slips).MatchLetters)
	default:
		return all.fitting(ctx, rarest(plan.Prefix), plan.Size, words.BeginningsOf(plan.Prefix).In)
	}
}

// facet are all values of a facet.
func (c *nameCache) facet(s *snapshot, name string) (*names, error) {
	field, ok := index.Fields.Lookup(name)
	if !ok || !field.Facet {
		return &names{}, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if state := s.state(); c.facets == nil || c.state != state { // of an empty index it is empty
		c.state, c.facets = state, map[string]*names{}
	}
	if all, ok := c.facets[field.Name]; ok {
		return all, nil
	}
	values, err := s.values(field.Name)
	if err != nil {
		return nil, err
	}
	totals := s.engine.tables.Tally(values)
	defer totals.Release()
	for i, v := range s.segments {
		if _, err := totals.Count(v.ctx, i, v.list(v.live.docs)); err != nil {
			return nil, err
		}
	}
	var all []index.Term
	for value, n := range totals.All() {
		all = append(all, index.Term{Text: value, Count: n})
	}
	c.facets[field.Name] = newNames(all)
	return c.facets[field.Name], nil
}

// state tells apart what articles there are: segments do not change, and of
// their documents ever more are deleted.
func (s *snapshot) state() string {
	var b strings.Builder
	for _, v := range s.segments {
		fmt.Fprintf(&b, "%d:%d ", v.snapshot.Id(), v.live.count)
	}
	return b.String()
}

// names are values, the most frequent first. Their words, without accents, lie in
// one text: what begins a word of some name is found at the speed of memory.
type names struct {
	terms []index.Term
	// text has a space before each word; that of a name begins at its start.
	text   string
	starts []uint32
}

func newNames(terms []index.Term) *names {
	slices.SortFunc(terms, compareTerms)
	n := &names{terms: terms, starts: make([]uint32, len(terms))}
	var text strings.Builder
	for i, term := range terms {
		n.starts[i] = uint32(text.Len())
		for _, token := range words.Tokens(term.Text, "") {
			text.WriteString(" " + token.Stem)
		}
		text.WriteByte('\n')
	}
	n.text = text.String()
	return n
}

// fitting are the first names that fit. Only those are looked at of which a word
// begins with a prefix; with "" all are.
func (n *names) fitting(ctx context.Context, prefix string, size int, fits func(string) bool) ([]index.Term, error) {
	var list []index.Term
	looks := uint(0)
	for i := n.next(0, prefix); i < len(n.terms) && len(list) < size; i = n.next(i+1, prefix) {
		const looksBetween = 1024
		if looks++; looks%looksBetween == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if fits(n.terms[i].Text) {
			list = append(list, n.terms[i])
		}
	}
	return list, nil
}

// next is the number of the first name, from one on, with a word that begins
// with a prefix.
func (n *names) next(from int, prefix string) int {
	if prefix == "" || from >= len(n.terms) {
		return from
	}
	start := int(n.starts[from])
	at := strings.Index(n.text[start:], " "+prefix)
	if at < 0 {
		return len(n.terms)
	}
	return sort.Search(len(n.starts), func(i int) bool { return int(n.starts[i]) > start+at }) - 1
}

// rarest is the longest word of a text, which fewest names have; "" where
// hyphens let it be read in two ways.
func rarest(text string) string {
	longest, last := "", -1
	for _, token := range words.Tokens(text, "") {
		if token.Position == last {
			return ""
		}
		last = token.Position
		if len(token.Stem) > len(longest) {
			longest = token.Stem
		}
	}
	return longest
}
