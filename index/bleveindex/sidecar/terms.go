package sidecar

import (
	"hash/maphash"
	"slices"
	"strings"
)

// termTable finds the list of a term. A document of a newspaper asks it some
// 800 times and most lists are far from the processor by then: it looks at one
// slot and at the list itself, where a map would need a step more.
type termTable struct {
	seed  maphash.Seed
	slots []slot // a power of two, more than half of them free
	used  int
}

// slot is free without a list.
type slot struct {
	hash uint64
	list *list
}

func newTermTable() *termTable {
	return &termTable{seed: maphash.MakeSeed(), slots: make([]slot, 1024)}
}

// list returns the list of a term, a new one where there is none.
func (t *termTable) list(term string) *list {
	hash := maphash.String(t.seed, term)
	s := t.find(hash, term)
	if s.list != nil {
		return s.list
	}
	if t.used++; t.used > len(t.slots)/2 {
		t.grow()
		s = t.find(hash, term)
	}
	*s = slot{hash: hash, list: &list{term: strings.Clone(term)}}
	return s.list
}

// find returns the slot of a term, or the free one that it may have.
func (t *termTable) find(hash uint64, term string) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.list == nil || s.hash == hash && s.list.term == term {
			return s
		}
	}
}

func (t *termTable) grow() {
	old := t.slots
	t.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.list != nil {
			*t.find(s.hash, s.list.term) = s
		}
	}
}

// all returns the lists by rising terms.
func (t *termTable) all() []*list {
	lists := make([]*list, 0, t.used)
	for _, s := range t.slots {
		if s.list != nil {
			lists = append(lists, s.list)
		}
	}
	slices.SortFunc(lists, func(a, b *list) int { return strings.Compare(a.term, b.term) })
	return lists
}
